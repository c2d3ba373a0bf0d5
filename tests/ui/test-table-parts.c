/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "igny-format.h"
#include "igny-number.h"
#include "igny-phase-words.h"
#include "igny-style.h"
#include "igny-table-cell.h"
#include "igny-table-layout.h"
#include "igny-table-model.h"
#include "igny-table-query.h"
#include "igny-table-shape.h"

static const IgnyTableColumn columns[] = {
  { "title", "Keyword", .kind = IGNY_CELL_TEXT, .width = 200, .expand = TRUE },
  { "volume", "Volume", .kind = IGNY_CELL_NUMBER, .width = 100 },
  { "cpc", "CPC", .kind = IGNY_CELL_MONEY, .width = 80, .hidden = TRUE },
  { "status", "Status", .kind = IGNY_CELL_STATUS, .width = 120 },
};

static void
check_text (char       *text,
            const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_phases (void)
{
  check_text (igny_phase_words_dup_lines ("{\"SAVE\":7,\"AI_CALL\":4249,\"INIT\":125000}"),
              "Looking at what is there: 2 min 5 s\nWaiting for the AI: 4.2 s\nSaving: 7 ms");
  check_text (igny_phase_words_dup_lines (NULL), "");
  check_text (igny_phase_words_dup_lines ("[1]"), "");
}

static void
test_format (void)
{
  check_text (igny_format_number (IGNY_UNKNOWN), "–");
  check_text (igny_format_number (0), "0");
  check_text (igny_format_number (999), "999");
  check_text (igny_format_number (12100), "12,100");
  check_text (igny_format_number (-1234567), "−1,234,567");
  check_text (igny_format_short (999), "999");
  check_text (igny_format_short (1000), "1K");
  check_text (igny_format_short (12149), "12.1K");
  check_text (igny_format_short (999999), "999K");
  check_text (igny_format_short (3400000), "3.4M");
  check_text (igny_format_short (-12149), "-12.1K");
  check_text (igny_format_decimal (1234567, 2), "12,345.67");
  check_text (igny_format_money (1500000, "USD"), "$1.50");
  check_text (igny_format_money (1500000, NULL), "1.50");
  check_text (igny_format_money (1200, "EUR"), "€0.0012");
  check_text (igny_format_money (0, "PKR"), "0.00 PKR");
  check_text (igny_format_share (412, 1000), "41 %");
  check_text (igny_format_share (1, 0), "–");
}

static void
test_time (void)
{
  gint64 now = 1763726400000; /* 21 November 2025, 12:00 UTC */

  check_text (igny_format_time (IGNY_UNKNOWN, now), "–");
  check_text (igny_format_time (now - 59000, now), "just now");
  check_text (igny_format_time (now - 60000, now), "1 min ago");
  check_text (igny_format_time (now - 3600000, now), "1 hour ago");
  check_text (igny_format_time (now - 7200000, now), "2 hours ago");
  check_text (igny_format_time (now - 30 * 3600000, now), "yesterday");
  check_text (igny_format_time (now - 4 * 86400000LL, now), "17 Nov");
  check_text (igny_format_time (now - 400 * 86400000LL, now), "17 Oct 2024");
}

static void
test_contrast (void)
{
  GdkRGBA black = { 0, 0, 0, 1 };
  GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA gray = { 0.4667f, 0.4667f, 0.4667f, 1 };

  g_assert_cmpfloat_with_epsilon (igny_style_contrast (&black, &white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (igny_style_contrast (&white, &white), 1, 0.001);
  g_assert_cmpfloat_with_epsilon (igny_style_contrast (&gray, &white), 4.48, 0.01);
}

static void
check_place (IgnyTableLayout *layout,
             guint            nth,
             int              total,
             int              x,
             int              width)
{
  int place;
  int size;

  igny_table_layout_get_place (layout, nth, total, &place, &size);
  g_assert_cmpint (place, ==, x);
  g_assert_cmpint (size, ==, width);
}

static void
test_layout_places (void)
{
  g_autoptr(IgnyTableLayout) layout = igny_table_layout_new (columns, G_N_ELEMENTS (columns));
  int least = IGNY_TABLE_CHECK_WIDTH + 420 + IGNY_TABLE_END_WIDTH;

  g_assert_cmpuint (igny_table_layout_get_n_shown (layout), ==, 3);
  g_assert_cmpint (igny_table_layout_get_min_width (layout), ==, least);
  check_place (layout, 1, least, IGNY_TABLE_CHECK_WIDTH + 200, 100);
  check_place (layout, 0, least + 80, IGNY_TABLE_CHECK_WIDTH, 280);
  check_place (layout, 2, least + 80, IGNY_TABLE_CHECK_WIDTH + 380, 120);
  g_assert_cmpint (igny_table_layout_pick (layout, least, IGNY_TABLE_CHECK_WIDTH + 299), ==, 1);
  g_assert_cmpint (igny_table_layout_pick (layout, least, 3), ==, -1);
}

/* The box of a state is drawn around its word, at the side where reading begins. */
static void
check_pill (PangoDirection direction,
            float          left,
            float          right)
{
  const IgnyChoice      choices[] = { { "a", "Waiting", IGNY_TONE_ACCENT }, { NULL } };
  const IgnyTableColumn column = { "status", "Status", .kind = IGNY_CELL_STATUS,
                                   .choices = choices };
  IgnyTableValue        value = { 0, (char *) "a" };
  IgnyPalette           palette = { .tone_back[IGNY_TONE_ACCENT] = { 0, 0, 1, 1 },
                                    .tone_text[IGNY_TONE_ACCENT] = { 1, 1, 1, 1 } };
  PangoFontMap         *fonts = pango_cairo_font_map_get_default ();
  PangoContext         *context = pango_font_map_create_context (fonts);
  g_autoptr(PangoLayout) text = pango_layout_new (context);
  g_autoptr(GskRenderNode) node = NULL;
  GtkSnapshot    *snapshot = gtk_snapshot_new ();
  graphene_rect_t box;
  graphene_rect_t word;

  pango_context_set_base_dir (context, direction);
  igny_table_cell_prepare (text, &column, &value, 0);
  igny_table_cell_snapshot (snapshot, &column, &value, text, &palette,
                            &GRAPHENE_RECT_INIT (0, 0, 200, 38));
  node = gtk_snapshot_free_to_node (snapshot);
  g_object_unref (context);
  g_assert_cmpuint (gsk_container_node_get_n_children (node), ==, 2);
  gsk_render_node_get_bounds (gsk_container_node_get_child (node, 0), &box);
  gsk_render_node_get_bounds (gsk_container_node_get_child (node, 1), &word);
  g_assert_true (graphene_rect_contains_rect (&box, &word));
  g_assert_cmpfloat (box.size.width, <, 150);
  if (left >= 0)
    g_assert_cmpfloat_with_epsilon (box.origin.x, left, 0.5f);
  if (right >= 0)
    g_assert_cmpfloat_with_epsilon (box.origin.x + box.size.width, right, 0.5f);
}

static void
test_pill (void)
{
  /* For the types of nodes, which need no display. */
  gtk_init_check ();
  check_pill (PANGO_DIRECTION_LTR, IGNY_TABLE_CELL_PAD, -1);
  check_pill (PANGO_DIRECTION_RTL, -1, 200 - IGNY_TABLE_CELL_PAD);
}

static GskRenderNode *
create_shape (IgnyShape      shape,
              int            scale,
              const GdkRGBA *color)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  igny_table_shape_snapshot (snapshot, shape, &GRAPHENE_RECT_INIT (3, 4, 20, 20), 6, scale, color,
                             color);
  return gtk_snapshot_free_to_node (snapshot);
}

/* How much of the color is there, of 255. */
static int
pick_alpha (GskRenderNode *node,
            int            x,
            int            y)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 30, 30);
  cairo_t         *cr = cairo_create (picture);
  guint32          pixel;

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  pixel = ((const guint32 *) (const void *) cairo_image_surface_get_data (picture))[y * 30 + x];
  cairo_surface_destroy (picture);
  return (int) (pixel >> 24);
}

static void
test_shape (void)
{
  const GdkRGBA blue = { 0, 0, 1, 1 };
  const GdkRGBA faint = { 0, 0, 1, 0.5f };

  gtk_init_check ();
  for (int scale = 1; scale <= 2; scale++)
    {
      g_autoptr(GskRenderNode) box = create_shape (IGNY_SHAPE_BOX, scale, &blue);
      g_autoptr(GskRenderNode) again = create_shape (IGNY_SHAPE_BOX, scale, &blue);
      g_autoptr(GskRenderNode) light = create_shape (IGNY_SHAPE_BOX, scale, &faint);
      g_autoptr(GskRenderNode) ring = create_shape (IGNY_SHAPE_RING, scale, &blue);

      g_assert_true (gsk_transform_node_get_child (box) == gsk_transform_node_get_child (again));
      g_assert_true (gsk_transform_node_get_child (box) != gsk_transform_node_get_child (light));
      g_assert_cmpint (pick_alpha (box, 3, 4), <, 40);
      g_assert_cmpint (pick_alpha (box, 13, 14), ==, 255);
      g_assert_cmpint (pick_alpha (light, 13, 14), ==, 128);
      g_assert_cmpint (pick_alpha (ring, 4, 14), ==, 255);
      g_assert_cmpint (pick_alpha (ring, 5, 14), ==, 0);
      g_assert_cmpint (pick_alpha (ring, 13, 14), ==, 0);
      g_assert_cmpint (pick_alpha (ring, 22, 14), ==, 255);
      g_assert_cmpint (pick_alpha (ring, 23, 14), ==, 0);
    }
}

/* Large text has wide columns; what is saved is the same for text of any size. */
static void
test_layout_scale (void)
{
  g_autoptr(IgnyTableLayout) layout = igny_table_layout_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int              least = IGNY_TABLE_CHECK_WIDTH + 840 + IGNY_TABLE_END_WIDTH;

  igny_table_layout_set_width (layout, 1, 100);
  before = igny_table_layout_save (layout);
  igny_table_layout_set_scale (layout, 2);
  g_assert_cmpint (igny_table_layout_get_min_width (layout), ==, least);
  check_place (layout, 1, least, IGNY_TABLE_CHECK_WIDTH + 400, 200);
  igny_table_layout_set_width (layout, 1, 200);
  after = igny_table_layout_save (layout);
  g_assert_cmpstr (before, ==, after);
}

static void
test_layout_keeps_one_column (void)
{
  g_autoptr(IgnyTableLayout) layout = igny_table_layout_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    igny_table_layout_set_visible (layout, i, FALSE);
  g_assert_cmpuint (igny_table_layout_get_n_shown (layout), ==, 1);
}

static void
test_layout_remembers (void)
{
  g_autoptr(IgnyTableLayout) layout = igny_table_layout_new (columns, G_N_ELEMENTS (columns));
  g_autoptr(IgnyTableLayout) other = igny_table_layout_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *saved = NULL;
  g_autofree char *again = NULL;

  igny_table_layout_move (layout, 0, 2);
  igny_table_layout_set_width (layout, 1, 133);
  igny_table_layout_set_visible (layout, 2, TRUE);
  saved = igny_table_layout_save (layout);
  g_assert_cmpstr (saved, ==, "volume:133:1 cpc:80:1 status:120:1 title:200:1");

  igny_table_layout_restore (other, saved);
  again = igny_table_layout_save (other);
  g_assert_cmpstr (again, ==, saved);
}

static void
test_layout_ignores_nonsense (void)
{
  g_autoptr(IgnyTableLayout) layout = igny_table_layout_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *saved = NULL;

  igny_table_layout_restore (layout, "gone:80:1 volume:9999999:0 volume:70:1 : title status:x:1");
  saved = igny_table_layout_save (layout);
  g_assert_cmpstr (saved, ==, "volume:70:1 status:48:1 cpc:80:0 title:200:1");
}

static GArray *
create_rows (guint n_rows)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = n_rows; row > 0; row--)
    g_array_append_val (rows, row);
  return rows;
}

static void
test_marks_survive_orders (void)
{
  g_autoptr(IgnyTableMarks) marks = igny_table_marks_new ();
  g_autoptr(GArray) falling = create_rows (100);
  g_autoptr(GArray) some = create_rows (50);
  g_autoptr(IgnyTableModel) first = igny_table_model_new (falling, marks);
  g_autoptr(IgnyTableModel) second = igny_table_model_new (some, marks);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (first), 0, TRUE);       /* row 100 */
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (first), 98, 2, FALSE); /* rows 2 and 1 */
  g_assert_cmpuint (igny_table_marks_get_size (marks), ==, 3);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (second), 48));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (second), 0));

  igny_table_marks_retain (marks, some);
  g_assert_cmpuint (igny_table_marks_get_size (marks), ==, 2);
  g_assert_false (igny_table_marks_contains (marks, 100));

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (second));
  g_assert_cmpuint (igny_table_marks_get_size (marks), ==, 50);
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (second), 0);
  g_assert_false (igny_table_marks_contains (marks, 50));
}

static void
watch_items_cb (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                guint      *most)
{
  g_assert_cmpuint (position + added, ==, g_list_model_get_n_items (model));
  /* What is behind the first two hundred has no widgets. */
  if (position < 200)
    *most = MAX (*most, MAX (MIN (added, 200), MIN (removed, 200)));
}

static void
tell_all (IgnyTableModel *model,
          GArray         *rows)
{
  igny_table_model_set_rows (model, rows);
  igny_table_model_tell (model);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != rows->len)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_items_come_in_steps (void)
{
  g_autoptr(IgnyTableMarks) marks = igny_table_marks_new ();
  g_autoptr(GArray) many = create_rows (100000);
  g_autoptr(GArray) few = create_rows (3);
  g_autoptr(GArray) none = create_rows (0);
  g_autoptr(IgnyTableModel) model = igny_table_model_new (few, marks);
  guint most = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_signal_connect (model, "items-changed", G_CALLBACK (watch_items_cb), &most);
  tell_all (model, many);
  tell_all (model, few);
  tell_all (model, many);
  tell_all (model, none);
  g_assert_cmpuint (most, >, 0);
  g_assert_cmpuint (most, <=, 32);
}

static void
test_query_filters (void)
{
  static const char *const words[] = { "new", "mapped", NULL };
  g_autoptr(IgnyTableQuery) query = igny_table_query_new ();
  g_autoptr(IgnyTableQuery) copy = NULL;

  g_assert_false (igny_table_query_is_narrow (query));
  igny_table_query_put_filter (query, igny_table_filter_new_words ("status", words));
  igny_table_query_put_filter (query, igny_table_filter_new_range ("volume", 10, IGNY_UNKNOWN));
  igny_table_query_put_filter (query, igny_table_filter_new_range ("volume", 20, 30));
  copy = igny_table_query_copy (query);
  igny_table_query_drop_filter (query, "status");

  g_assert_cmpuint (query->filters->len, ==, 1);
  g_assert_cmpuint (copy->filters->len, ==, 2);
  g_assert_cmpint (igny_table_query_find_filter (copy, "volume")->minimum, ==, 20);
  g_assert_cmpstr (igny_table_query_find_filter (copy, "status")->words[1], ==, "mapped");
  g_assert_true (igny_table_query_is_narrow (copy));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/format/number", test_format);
  g_test_add_func ("/ui/phases/number", test_phases);
  g_test_add_func ("/ui/format/time", test_time);
  g_test_add_func ("/ui/style/contrast", test_contrast);
  g_test_add_func ("/ui/layout/places", test_layout_places);
  g_test_add_func ("/ui/cell/pill", test_pill);
  g_test_add_func ("/ui/shape/pictures", test_shape);
  g_test_add_func ("/ui/layout/scale", test_layout_scale);
  g_test_add_func ("/ui/layout/keeps-one-column", test_layout_keeps_one_column);
  g_test_add_func ("/ui/layout/remembers", test_layout_remembers);
  g_test_add_func ("/ui/layout/ignores-nonsense", test_layout_ignores_nonsense);
  g_test_add_func ("/ui/marks/survive-orders", test_marks_survive_orders);
  g_test_add_func ("/ui/table/model/steps", test_items_come_in_steps);
  g_test_add_func ("/ui/query/filters", test_query_filters);

  return g_test_run ();
}
