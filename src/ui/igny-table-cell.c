/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-cell.h"

#include <math.h>

#include "igny-format.h"
#include "igny-table-layout.h"
#include "igny-table-shape.h"

#define PILL_HEIGHT 22
#define PILL_PAD 9
#define DOT 8
#define BADGE 20
#define CORNER 6
#define ROUND 1000 /* as far as the height goes */

static gboolean
is_unknown (const IgnyTableColumn *column,
            const IgnyTableValue  *value)
{
  if (igny_table_column_is_number (column) || column->kind == IGNY_CELL_TIME)
    return value->number == IGNY_UNKNOWN;
  return value->text == NULL || *value->text == '\0';
}

IgnyTone
igny_table_cell_difficulty_tone (gint64 difficulty)
{
  if (difficulty == IGNY_UNKNOWN)
    return IGNY_TONE_NEUTRAL;
  if (difficulty < 40)
    return IGNY_TONE_SUCCESS;
  return difficulty < 60 ? IGNY_TONE_WARNING : IGNY_TONE_ERROR;
}

void
igny_table_cell_prepare (PangoLayout           *text,
                         const IgnyTableColumn *column,
                         const IgnyTableValue  *value,
                         gint64                 now)
{
  g_autofree char *words = igny_table_column_format (column, value, now);
  PangoAttrList   *attributes = NULL;

  pango_layout_set_text (text, words, -1);
  if (igny_table_column_is_number (column))
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
    }
  else if (column->kind == IGNY_CELL_STATUS || column->kind == IGNY_CELL_REFERENCE)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
    }
  pango_layout_set_attributes (text, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
}

void
igny_table_cell_snapshot_box (GtkSnapshot           *snapshot,
                              const graphene_rect_t *box,
                              float                  radius,
                              const GdkRGBA         *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, box, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, box);
  gtk_snapshot_pop (snapshot);
}

/* As high as large text needs it. */
static float
get_box_height (float least,
                float text)
{
  return MAX (least, text + 4);
}

/* Sets how wide text may become, and tells what it takes of that: it stands at the
 * side where reading begins. */
static graphene_rect_t
fit (PangoLayout *text,
     float        room)
{
  PangoRectangle extents;

  pango_layout_set_width (text, (int) (MAX (room, 0) * PANGO_SCALE));
  pango_layout_get_pixel_extents (text, NULL, &extents);
  return GRAPHENE_RECT_INIT ((float) extents.x, 0, (float) extents.width, (float) extents.height);
}

static gboolean
is_mirrored (PangoLayout *text)
{
  return pango_context_get_base_dir (pango_layout_get_context (text)) == PANGO_DIRECTION_RTL;
}

/* Where what is so wide begins, so far from the side where reading begins. */
static float
get_start (PangoLayout           *text,
           const graphene_rect_t *area,
           float                  distance,
           float                  width)
{
  return is_mirrored (text) ? area->origin.x + area->size.width - distance - width
                            : area->origin.x + distance;
}

static void
draw_text (GtkSnapshot   *snapshot,
           PangoLayout   *text,
           const GdkRGBA *color,
           float          x,
           float          y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floorf (x), floorf (y)));
  gtk_snapshot_append_layout (snapshot, text, color);
  gtk_snapshot_restore (snapshot);
}

/* At the side where reading begins. */
static void
draw_words (GtkSnapshot           *snapshot,
            PangoLayout           *text,
            const GdkRGBA         *color,
            const graphene_rect_t *area,
            float                  indent)
{
  float           room = area->size.width - 2 * IGNY_TABLE_CELL_PAD - indent;
  graphene_rect_t taken = fit (text, room);

  draw_text (snapshot, text, color, get_start (text, area, IGNY_TABLE_CELL_PAD + indent, room),
             area->origin.y + (area->size.height - taken.size.height) / 2);
}

/* At the other side. */
static void
draw_number (GtkSnapshot           *snapshot,
             PangoLayout           *text,
             const GdkRGBA         *color,
             const graphene_rect_t *area,
             float                  indent)
{
  int   width;
  int   height;
  float distance;

  /* Not ellipsized: a cut number is a wrong number. */
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &width, &height);
  distance = area->size.width - IGNY_TABLE_CELL_PAD - indent - (float) width;
  draw_text (snapshot, text, color, get_start (text, area, distance, (float) width),
             area->origin.y + (area->size.height - (float) height) / 2);
}

static void
draw_boxed (GtkSnapshot           *snapshot,
            PangoLayout           *text,
            const GdkRGBA         *color,
            const GdkRGBA         *back,
            float                  radius,
            int                    scale,
            const graphene_rect_t *area)
{
  float           middle = area->origin.y + area->size.height / 2;
  graphene_rect_t taken = fit (text, area->size.width - 2 * IGNY_TABLE_CELL_PAD - 2 * PILL_PAD);
  float           width = taken.size.width + 2 * PILL_PAD;
  float           high = get_box_height (PILL_HEIGHT, taken.size.height);
  graphene_rect_t box;

  graphene_rect_init (&box, get_start (text, area, IGNY_TABLE_CELL_PAD, width),
                      floorf (middle - high / 2), width, high);
  igny_table_shape_snapshot (snapshot, IGNY_SHAPE_BOX, &box, radius, scale, back, NULL);
  draw_text (snapshot, text, color, box.origin.x + PILL_PAD - taken.origin.x,
             middle - taken.size.height / 2);
}

static void
draw_status (GtkSnapshot           *snapshot,
             const IgnyTableColumn *column,
             const IgnyTableValue  *value,
             PangoLayout           *text,
             const IgnyPalette     *palette,
             const graphene_rect_t *area)
{
  const IgnyChoice *choice = igny_table_column_find_choice (column, value->text);
  IgnyTone          tone = choice != NULL ? choice->tone : IGNY_TONE_NEUTRAL;

  draw_boxed (snapshot, text, &palette->tone_text[tone], &palette->tone_back[tone], ROUND,
              palette->scale, area);
}

/* The word's first letter in a small square, then the word. */
static void
draw_badge (GtkSnapshot           *snapshot,
            const IgnyTableColumn *column,
            const IgnyTableValue  *value,
            PangoLayout           *text,
            const IgnyPalette     *palette,
            const graphene_rect_t *area)
{
  const IgnyChoice *choice = igny_table_column_find_choice (column, value->text);
  IgnyTone          tone = choice != NULL ? choice->tone : IGNY_TONE_NEUTRAL;
  const char       *words = pango_layout_get_text (text);
  g_autoptr(PangoLayout) letter = pango_layout_copy (text);
  g_autofree char *upper = g_utf8_strup (words, g_utf8_next_char (words) - words);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  graphene_rect_t box;
  graphene_rect_t taken;
  float           side;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (letter, attributes);
  pango_layout_set_text (letter, upper, -1);
  taken = fit (letter, BADGE * 4);
  side = get_box_height (BADGE, taken.size.height);
  graphene_rect_init (&box, get_start (text, area, IGNY_TABLE_CELL_PAD, side),
                      floorf (area->origin.y + (area->size.height - side) / 2), side, side);
  igny_table_shape_snapshot (snapshot, IGNY_SHAPE_BOX, &box, CORNER, palette->scale,
                             &palette->tone_back[tone], NULL);
  draw_text (snapshot, letter, &palette->tone_text[tone],
             box.origin.x + (side - taken.size.width) / 2 + 0.5f - taken.origin.x,
             box.origin.y + (side - taken.size.height) / 2 + 0.5f);
  draw_words (snapshot, text, &palette->text, area, side + 6);
}

static void
draw_difficulty (GtkSnapshot           *snapshot,
                 const IgnyTableValue  *value,
                 PangoLayout           *text,
                 const IgnyPalette     *palette,
                 const graphene_rect_t *area)
{
  IgnyTone        tone = igny_table_cell_difficulty_tone (value->number);
  graphene_rect_t dot;

  graphene_rect_init (&dot,
                      get_start (text, area, area->size.width - IGNY_TABLE_CELL_PAD - DOT, DOT),
                      floorf (area->origin.y + (area->size.height - DOT) / 2), DOT, DOT);
  igny_table_shape_snapshot (snapshot, IGNY_SHAPE_BOX, &dot, ROUND, palette->scale,
                             &palette->tone_solid[tone], NULL);
  draw_number (snapshot, text, &palette->text, area, DOT + 6);
}

void
igny_table_cell_snapshot (GtkSnapshot           *snapshot,
                          const IgnyTableColumn *column,
                          const IgnyTableValue  *value,
                          PangoLayout           *text,
                          const IgnyPalette     *palette,
                          const graphene_rect_t *area)
{
  gboolean number = igny_table_column_is_number (column);

  if (is_unknown (column, value))
    {
      if (number)
        draw_number (snapshot, text, &palette->dim, area,
                     column->kind == IGNY_CELL_DIFFICULTY ? DOT + 6 : 0);
      else
        draw_words (snapshot, text, &palette->dim, area, 0);
    }
  else if (column->kind == IGNY_CELL_STATUS)
    draw_status (snapshot, column, value, text, palette, area);
  else if (column->kind == IGNY_CELL_BADGE)
    draw_badge (snapshot, column, value, text, palette, area);
  else if (column->kind == IGNY_CELL_DIFFICULTY)
    draw_difficulty (snapshot, value, text, palette, area);
  else if (column->kind == IGNY_CELL_REFERENCE)
    draw_boxed (snapshot, text, &palette->text, &palette->tone_back[IGNY_TONE_NEUTRAL],
                CORNER, palette->scale, area);
  else if (number)
    draw_number (snapshot, text, &palette->text, area, 0);
  else
    draw_words (snapshot, text, column->kind == IGNY_CELL_TIME ? &palette->dim : &palette->text,
                area, 0);
}
