/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-shape.h"

#include <math.h>
#include <string.h>

/* As many widths of pills as a table shows, in a few colors. */
#define MAX_NODES 512
#define LINE 2

/* Compared byte by byte: made with memset, and without holes. */
typedef struct
{
  guint   shape;
  int     width;
  int     height;
  float   radius;
  int     scale;
  GdkRGBA color;
  GdkRGBA mark;
} Key;

static GHashTable *nodes; /* Key → GskRenderNode */

static guint
hash_key (gconstpointer data)
{
  const guint8 *bytes = data;
  guint         hash = 5381;

  for (gsize i = 0; i < sizeof (Key); i++)
    hash = hash * 33 + bytes[i];
  return hash;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
add_rounded (cairo_t *cr,
             double   inset,
             double   width,
             double   height,
             double   radius)
{
  double right = width - inset;
  double bottom = height - inset;

  /* Without corners that overlap. */
  radius = MIN (radius, MIN (width, height) / 2) - inset;
  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, inset + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, inset + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, inset + radius, inset + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_tick (cairo_t       *cr,
           const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, 5.5, 10.5);
  cairo_line_to (cr, 8.5, 13.5);
  cairo_line_to (cr, 14.5, 7);
  cairo_stroke (cr);
}

static cairo_surface_t *
create_picture (const Key *key)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         key->width * key->scale,
                                                         key->height * key->scale);
  cairo_t         *cr;

  cairo_surface_set_device_scale (picture, key->scale, key->scale);
  cr = cairo_create (picture);
  gdk_cairo_set_source_rgba (cr, &key->color);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  add_rounded (cr, 0, key->width, key->height, key->radius);
  if (key->shape == IGNY_SHAPE_RING)
    add_rounded (cr, LINE, key->width, key->height, key->radius);
  cairo_fill (cr);
  if (key->shape == IGNY_SHAPE_CHECK)
    draw_tick (cr, &key->mark);
  cairo_destroy (cr);
  return picture;
}

/* Of a picture and not of the path, which would be filled anew in each frame. One
 * node for all of its kind, so that a renderer with textures keeps one too. */
static GskRenderNode *
create_node (const Key *key)
{
  cairo_surface_t *picture = create_picture (key);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  cairo_t         *cr;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) key->width,
                                                       (float) key->height));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
ensure_node (const Key *key)
{
  GskRenderNode *node;

  if (nodes == NULL)
    nodes = g_hash_table_new_full (hash_key, equal_keys, g_free,
                                   (GDestroyNotify) gsk_render_node_unref);
  node = g_hash_table_lookup (nodes, key);
  if (node != NULL)
    return node;
  if (g_hash_table_size (nodes) >= MAX_NODES)
    g_hash_table_remove_all (nodes);
  node = create_node (key);
  g_hash_table_insert (nodes, g_memdup2 (key, sizeof *key), node);
  return node;
}

void
igny_table_shape_snapshot (GtkSnapshot           *snapshot,
                           IgnyShape              shape,
                           const graphene_rect_t *box,
                           float                  radius,
                           int                    scale,
                           const GdkRGBA         *color,
                           const GdkRGBA         *mark)
{
  Key key;

  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));
  g_return_if_fail (box != NULL && color != NULL);
  g_return_if_fail (mark != NULL || shape != IGNY_SHAPE_CHECK);

  memset (&key, 0, sizeof key);
  key.shape = shape;
  key.width = (int) ceilf (box->size.width);
  key.height = (int) ceilf (box->size.height);
  key.radius = radius;
  key.scale = MAX (scale, 1);
  key.color = *color;
  if (mark != NULL)
    key.mark = *mark;
  if (key.width <= 0 || key.height <= 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &box->origin);
  gtk_snapshot_append_node (snapshot, ensure_node (&key));
  gtk_snapshot_restore (snapshot);
}
