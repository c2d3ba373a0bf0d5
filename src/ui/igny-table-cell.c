/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-cell.h"

#include <math.h>

#include "igny-format.h"
#include "igny-table-layout.h"

#define PILL_HEIGHT 22
#define PILL_PAD 9
#define DOT 8
#define BADGE 20

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

/* Sets how wide text may become, and tells how wide and high it is then. */
static void
fit (PangoLayout *text,
     float        room,
     float       *width,
     float       *height)
{
  PangoRectangle extents;

  pango_layout_set_width (text, (int) (MAX (room, 0) * PANGO_SCALE));
  pango_layout_get_pixel_extents (text, NULL, &extents);
  *width = (float) extents.width;
  *height = (float) extents.height;
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

static void
draw_left (GtkSnapshot           *snapshot,
           PangoLayout           *text,
           const GdkRGBA         *color,
           const graphene_rect_t *area,
           float                  indent)
{
  float width;
  float height;

  fit (text, area->size.width - 2 * IGNY_TABLE_CELL_PAD - indent, &width, &height);
  draw_text (snapshot, text, color, area->origin.x + IGNY_TABLE_CELL_PAD + indent,
             area->origin.y + (area->size.height - height) / 2);
}

static void
draw_right (GtkSnapshot           *snapshot,
            PangoLayout           *text,
            const GdkRGBA         *color,
            const graphene_rect_t *area,
            float                  indent)
{
  float width;
  float height;
  float right = area->origin.x + area->size.width - IGNY_TABLE_CELL_PAD - indent;

  /* Not ellipsized: a cut number is a wrong number. */
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (text, -1);
  {
    int w;
    int h;

    pango_layout_get_pixel_size (text, &w, &h);
    width = (float) w;
    height = (float) h;
  }
  draw_text (snapshot, text, color, right - width,
             area->origin.y + (area->size.height - height) / 2);
}

static void
draw_boxed (GtkSnapshot           *snapshot,
            PangoLayout           *text,
            const GdkRGBA         *color,
            const GdkRGBA         *back,
            float                  radius,
            const graphene_rect_t *area)
{
  float           width;
  float           height;
  float           middle = area->origin.y + area->size.height / 2;
  graphene_rect_t box;

  fit (text, area->size.width - 2 * IGNY_TABLE_CELL_PAD - 2 * PILL_PAD, &width, &height);
  graphene_rect_init (&box, area->origin.x + IGNY_TABLE_CELL_PAD, floorf (middle - PILL_HEIGHT / 2),
                      width + 2 * PILL_PAD, PILL_HEIGHT);
  igny_table_cell_snapshot_box (snapshot, &box, radius, back);
  draw_text (snapshot, text, color, box.origin.x + PILL_PAD, middle - height / 2);
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

  draw_boxed (snapshot, text, &palette->tone_text[tone], &palette->tone_back[tone],
              PILL_HEIGHT / 2, area);
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
  float           width;
  float           height;

  graphene_rect_init (&box, area->origin.x + IGNY_TABLE_CELL_PAD,
                      floorf (area->origin.y + (area->size.height - BADGE) / 2), BADGE, BADGE);
  igny_table_cell_snapshot_box (snapshot, &box, 6, &palette->tone_back[tone]);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (letter, attributes);
  pango_layout_set_text (letter, upper, -1);
  fit (letter, BADGE * 2, &width, &height);
  draw_text (snapshot, letter, &palette->tone_text[tone], box.origin.x + (BADGE - width) / 2 + 0.5f,
             box.origin.y + (BADGE - height) / 2 + 0.5f);
  draw_left (snapshot, text, &palette->text, area, BADGE + 6);
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

  graphene_rect_init (&dot, area->origin.x + area->size.width - IGNY_TABLE_CELL_PAD - DOT,
                      floorf (area->origin.y + (area->size.height - DOT) / 2), DOT, DOT);
  igny_table_cell_snapshot_box (snapshot, &dot, DOT / 2, &palette->tone_solid[tone]);
  draw_right (snapshot, text, &palette->text, area, DOT + 6);
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
        draw_right (snapshot, text, &palette->dim, area,
                    column->kind == IGNY_CELL_DIFFICULTY ? DOT + 6 : 0);
      else
        draw_left (snapshot, text, &palette->dim, area, 0);
    }
  else if (column->kind == IGNY_CELL_STATUS)
    draw_status (snapshot, column, value, text, palette, area);
  else if (column->kind == IGNY_CELL_BADGE)
    draw_badge (snapshot, column, value, text, palette, area);
  else if (column->kind == IGNY_CELL_DIFFICULTY)
    draw_difficulty (snapshot, value, text, palette, area);
  else if (column->kind == IGNY_CELL_REFERENCE)
    draw_boxed (snapshot, text, &palette->text, &palette->tone_back[IGNY_TONE_NEUTRAL], 6, area);
  else if (number)
    draw_right (snapshot, text, &palette->text, area, 0);
  else
    draw_left (snapshot, text, column->kind == IGNY_CELL_TIME ? &palette->dim : &palette->text,
               area, 0);
}
