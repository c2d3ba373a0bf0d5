/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-draw.h"

#include <math.h>

#include "igny-format.h"

/* Pixels, for text of the usual size. */
#define LABEL_FROM 24 /* the radius from which a circle has its name in it */
#define SECOND_FROM 36
#define RING 3
#define SPECK 0.7
/* A new label costs about as much as fifty circles. */
#define LABELS_A_FRAME 8

typedef struct
{
  PangoLayout *layout;
  int          width; /* that it was made for */
} Label;

struct _IgnyMapDraw
{
  IgnyMapData *data;
  Label       *labels;
  guint        budget;
  gboolean     late; /* a label was left for later */
};

typedef struct
{
  IgnyMapDraw         *draw;
  GtkWidget           *widget;
  GtkSnapshot         *snapshot;
  const IgnyPalette   *palette;
  const IgnyMapCamera *camera;
  double               width;
  double               height;
  double               text; /* how large it is, see igny_style_get_text_scale */
} Frame;

static void
clear_labels (IgnyMapDraw *self)
{
  for (guint i = 0; self->data != NULL && i < self->data->nodes->len; i++)
    g_clear_object (&self->labels[i].layout);
  g_clear_pointer (&self->labels, g_free);
}

IgnyMapDraw *
igny_map_draw_new (void)
{
  return g_new0 (IgnyMapDraw, 1);
}

void
igny_map_draw_free (IgnyMapDraw *self)
{
  if (self == NULL)
    return;
  igny_map_draw_set_data (self, NULL);
  g_free (self);
}

void
igny_map_draw_set_data (IgnyMapDraw *self,
                        IgnyMapData *data)
{
  g_return_if_fail (self != NULL);

  if (data != NULL)
    igny_map_data_ref (data);
  clear_labels (self);
  g_clear_pointer (&self->data, igny_map_data_unref);
  self->data = data;
  if (data != NULL)
    self->labels = g_new0 (Label, data->nodes->len + 1);
}

/* One node instead of a clip and a color: its border reaches to the middle. */
static void
fill_disc (GtkSnapshot         *snapshot,
           const IgnyMapCircle *circle,
           double               thick,
           const GdkRGBA       *color)
{
  float          r = (float) circle->r;
  float          width = (float) MIN (thick, circle->r);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT ((float) circle->x - r,
                                                        (float) circle->y - r, 2 * r, 2 * r),
                                   r);
  gtk_snapshot_append_border (snapshot, &outline, (const float[4]){ width, width, width, width },
                              (const GdkRGBA[4]){ *color, *color, *color, *color });
}

static void
draw_ring (GtkSnapshot         *snapshot,
           const IgnyMapCircle *circle,
           double               away,
           double               thick,
           const GdkRGBA       *color)
{
  fill_disc (snapshot, &(IgnyMapCircle){ circle->x, circle->y, circle->r + away }, thick, color);
}

static GdkRGBA
get_fill (const IgnyPalette *palette,
          IgnyMapState       state)
{
  static const GdkRGBA black = { 0, 0, 0, 1 };
  GdkRGBA              color = palette->mark;

  if (state == IGNY_MAP_EMPTY)
    {
      color = palette->text;
      color.alpha = 0.14f;
    }
  else if (state == IGNY_MAP_IDEA)
    color.alpha = 0.3f;
  else
    /* As a suggested button: what is written on it can be read. */
    igny_style_mix (&color, &palette->accent, &black, 0.12f);
  return color;
}

void
igny_map_draw_disc (GtkSnapshot         *snapshot,
                    const IgnyPalette   *palette,
                    IgnyMapState         state,
                    const IgnyMapCircle *circle)
{
  GdkRGBA color;

  g_return_if_fail (snapshot != NULL && palette != NULL && circle != NULL);

  color = get_fill (palette, state);
  if (state != IGNY_MAP_PUBLISHED || circle->r < 4)
    {
      fill_disc (snapshot, circle, circle->r, &color);
      return;
    }
  /* The ring belongs to the circle: what it covers does not change. */
  draw_ring (snapshot, circle, 0, MIN (RING, circle->r / 4),
             &palette->tone_solid[IGNY_TONE_SUCCESS]);
  draw_ring (snapshot, circle, -MIN (RING + 2, circle->r / 2.5), circle->r, &color);
}

static IgnyMapCircle
to_screen (const Frame         *frame,
           const IgnyMapCircle *circle)
{
  const IgnyMapCamera *camera = frame->camera;

  return (IgnyMapCircle){ (circle->x - camera->x) * camera->scale + frame->width / 2,
                          (circle->y - camera->y) * camera->scale + frame->height / 2,
                          circle->r * camera->scale };
}

static gboolean
is_in_sight (const Frame         *frame,
             const IgnyMapCircle *on_screen)
{
  double reach = on_screen->r + 24;

  return on_screen->r >= SPECK && on_screen->x + reach > 0 && on_screen->y + reach > 0 &&
         on_screen->x - reach < frame->width && on_screen->y - reach < frame->height;
}

static PangoLayout *
create_label (const Frame       *frame,
              const IgnyMapNode *node,
              double             radius)
{
  PangoLayout     *layout = gtk_widget_create_pango_layout (frame->widget, NULL);
  g_autofree char *volume = igny_format_short (node->volume);
  g_autofree char *text = NULL;
  gboolean         second;
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  radius /= frame->text;
  second = node->level == IGNY_MAP_CLUSTER && radius >= SECOND_FROM;
  text = second ? g_strdup_printf ("%s\n%s", node->title, volume) : g_strdup (node->title);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (node->level == IGNY_MAP_LEAF ||
                                                                    radius < 44
                                                                ? 0.82
                                                                : 0.95));
  if (node->level == IGNY_MAP_SECTOR)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, radius >= 30 ? -2 : -1);
  return layout;
}

/* The words of a node for a circle of that radius; NULL when they have to wait. */
static PangoLayout *
get_label (const Frame *frame,
           guint        node,
           double       radius)
{
  Label *label = &frame->draw->labels[node];
  /* In steps, so that a slow zoom keeps its labels. */
  int width = (int) (radius * 1.72) / 12 * 12;

  if (label->layout != NULL && label->width == width)
    return label->layout;
  if (frame->draw->budget == 0)
    {
      frame->draw->late = TRUE;
      return NULL;
    }
  frame->draw->budget--;
  g_clear_object (&label->layout);
  label->layout = create_label (frame, igny_map_data_get (frame->draw->data, node), radius);
  label->width = width;
  pango_layout_set_width (label->layout, width * PANGO_SCALE);
  return label->layout;
}

static void
draw_label (const Frame         *frame,
            guint                node,
            const IgnyMapCircle *circle,
            double               y,
            const GdkRGBA       *color)
{
  PangoLayout *layout = get_label (frame, node, circle->r);
  float        x;
  int          height;

  if (layout == NULL)
    return;
  pango_layout_get_pixel_size (layout, NULL, &height);
  x = (float) circle->x - (float) frame->draw->labels[node].width / 2;
  gtk_snapshot_save (frame->snapshot);
  gtk_snapshot_translate (frame->snapshot,
                          &GRAPHENE_POINT_INIT (floorf (x),
                                                floorf ((float) y - (float) height / 2)));
  gtk_snapshot_append_layout (frame->snapshot, layout, color);
  gtk_snapshot_restore (frame->snapshot);
}

static const GdkRGBA *
get_text_color (const Frame *frame,
                IgnyMapState state)
{
  return state >= IGNY_MAP_ARTICLE ? &frame->palette->on_accent : &frame->palette->text;
}

static void
draw_leaf (const Frame *frame,
           guint        i)
{
  const IgnyMapNode *node = igny_map_data_get (frame->draw->data, i);
  IgnyMapCircle      circle = to_screen (frame, &node->circle);

  if (!is_in_sight (frame, &circle))
    return;
  igny_map_draw_disc (frame->snapshot, frame->palette, node->state, &circle);
  if (circle.r >= LABEL_FROM * frame->text)
    draw_label (frame, i, &circle, circle.y, get_text_color (frame, node->state));
}

/* A cluster whose leaves are seen is a frame around them. */
static void
draw_open_cluster (const Frame         *frame,
                   guint                i,
                   const IgnyMapCircle *circle)
{
  GdkRGBA back = get_fill (frame->palette, IGNY_MAP_EMPTY);

  back.alpha = 0.06f;
  fill_disc (frame->snapshot, circle, circle->r, &back);
  back.alpha = 0.3f;
  draw_ring (frame->snapshot, circle, 0, 1, &back);
  draw_label (frame, i, circle, circle->y - circle->r * 0.84, &frame->palette->text);
}

static void
draw_cluster (const Frame *frame,
              guint        i)
{
  const IgnyMapNode *node = igny_map_data_get (frame->draw->data, i);
  IgnyMapCircle      circle = to_screen (frame, &node->circle);
  gboolean           has_leaves = node->n_ideas + node->n_articles > 0;

  if (!is_in_sight (frame, &circle))
    return;
  if (has_leaves && circle.r >= IGNY_MAP_LEAVES_FROM)
    {
      draw_open_cluster (frame, i, &circle);
      return;
    }
  igny_map_draw_disc (frame->snapshot, frame->palette, node->state, &circle);
  if (circle.r >= LABEL_FROM * frame->text)
    draw_label (frame, i, &circle, circle.y, get_text_color (frame, node->state));
}

static void
draw_sector (const Frame *frame,
             guint        i)
{
  const IgnyMapNode *node = igny_map_data_get (frame->draw->data, i);
  IgnyMapCircle      circle = to_screen (frame, &node->circle);
  GdkRGBA            color = frame->palette->text;

  if (!is_in_sight (frame, &circle))
    return;
  color.alpha = 0.035f;
  fill_disc (frame->snapshot, &circle, circle.r, &color);
  color.alpha = 0.16f;
  draw_ring (frame->snapshot, &circle, 0, 1, &color);
}

static void
draw_sector_label (const Frame *frame,
                   guint        i)
{
  const IgnyMapNode *node = igny_map_data_get (frame->draw->data, i);
  IgnyMapCircle      circle = to_screen (frame, &node->circle);

  if (is_in_sight (frame, &circle) && circle.r >= 2 * LABEL_FROM)
    draw_label (frame, i, &circle, circle.y - circle.r - 11 * frame->text, &frame->palette->dim);
}

static void
draw_selection (const Frame *frame,
                guint        selected,
                guint        hover)
{
  if (hover != IGNY_MAP_NONE)
    {
      IgnyMapCircle circle =
          to_screen (frame, &igny_map_data_get (frame->draw->data, hover)->circle);

      draw_ring (frame->snapshot, &circle, 2, 2, &frame->palette->dim);
    }
  if (selected != IGNY_MAP_NONE)
    {
      IgnyMapCircle circle =
          to_screen (frame, &igny_map_data_get (frame->draw->data, selected)->circle);

      draw_ring (frame->snapshot, &circle, 4, 3, &frame->palette->text);
    }
}

gboolean
igny_map_draw_snapshot (IgnyMapDraw         *self,
                        GtkWidget           *widget,
                        GtkSnapshot         *snapshot,
                        const IgnyPalette   *palette,
                        const IgnyMapCamera *camera,
                        guint                selected,
                        guint                hover)
{
  Frame frame = { self, widget, snapshot, palette, camera, gtk_widget_get_width (widget),
                  gtk_widget_get_height (widget), igny_style_get_text_scale (widget) };
  guint clusters_end;

  g_return_val_if_fail (self != NULL && camera != NULL, TRUE);

  if (self->data == NULL)
    return TRUE;
  self->budget = LABELS_A_FRAME;
  self->late = FALSE;
  clusters_end = self->data->n_sectors + self->data->n_clusters;
  for (guint i = 0; i < self->data->n_sectors; i++)
    draw_sector (&frame, i);
  for (guint i = self->data->n_sectors; i < clusters_end; i++)
    draw_cluster (&frame, i);
  for (guint i = clusters_end; i < self->data->nodes->len; i++)
    {
      const IgnyMapNode *leaf = igny_map_data_get (self->data, i);
      const IgnyMapNode *cluster = igny_map_data_get (self->data, leaf->parent);

      if (cluster->circle.r * camera->scale >= IGNY_MAP_LEAVES_FROM)
        draw_leaf (&frame, i);
    }
  for (guint i = 0; i < self->data->n_sectors; i++)
    draw_sector_label (&frame, i);
  draw_selection (&frame, selected, hover);
  return !self->late;
}
