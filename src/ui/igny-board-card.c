/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-board-card.h"

#include <glib/gi18n.h>

#define GAP 3
#define SMALL 0.86

enum
{
  TITLE, /* on two lines */
  LINE,
  FACTS,
  N_TEXTS
};

struct _IgnyBoardCard
{
  GtkWidget parent_instance;

  const IgnyBoardCells *cells;
  IgnyTableRecord      *record;
  PangoLayout          *texts[N_TEXTS]; /* made when first drawn */
};

G_DEFINE_FINAL_TYPE (IgnyBoardCard, igny_board_card, GTK_TYPE_WIDGET)

static char *
dup_value (IgnyBoardCard *self,
           guint          column)
{
  const IgnyTableColumn *what = igny_table_layout_get_column (self->cells->layout, column);
  const IgnyTableValue  *value = self->record->values + column;

  if (value->number == IGNY_UNKNOWN && value->text == NULL)
    return NULL;
  return igny_table_column_format (what, value, igny_table_layout_get_now (self->cells->layout));
}

/* "Due 3 Nov · 1,200 words · High": what is known. */
static char *
dup_facts (IgnyBoardCard *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->cells->n_facts; i++)
    {
      g_autofree char *value = dup_value (self, self->cells->facts[i]);
      g_auto(GStrv) parts = NULL;

      if (value == NULL)
        continue;
      parts = g_strsplit (_(self->cells->words[i]), "%s", 2);
      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", parts[0], value,
                              parts[1] != NULL ? parts[1] : "");
    }
  return g_string_free (text, FALSE);
}

static char *
dup_text (IgnyBoardCard *self,
          guint          text)
{
  if (text == FACTS)
    return dup_facts (self);
  return dup_value (self, text == TITLE ? self->cells->title : self->cells->line);
}

static void
drop_texts (IgnyBoardCard *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->texts[i]);
}

static PangoLayout *
ensure_text (IgnyBoardCard *self,
             guint          text)
{
  g_autofree char *words = NULL;
  PangoLayout     *layout;

  if (self->texts[text] != NULL)
    return self->texts[text];
  words = dup_text (self, text);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (text == TITLE)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -2);
    }
  else
    {
      g_autoptr(PangoAttrList) list = pango_attr_list_new ();

      pango_attr_list_insert (list, pango_attr_scale_new (SMALL));
      pango_layout_set_attributes (layout, list);
      pango_layout_set_single_paragraph_mode (layout, TRUE);
    }
  self->texts[text] = layout;
  return layout;
}

static int
get_line_height (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

/* At the side where reading begins, whatever the script of the text. */
static void
snapshot_text (IgnyBoardCard *self,
               GtkSnapshot   *snapshot,
               guint          text,
               int            y,
               const GdkRGBA *color)
{
  int            width = gtk_widget_get_width (GTK_WIDGET (self));
  PangoLayout   *layout = ensure_text (self, text);
  PangoRectangle area;
  int            x;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &area);
  x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
          ? width - area.x - area.width
          : -area.x;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
igny_board_card_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  IgnyBoardCard     *self = IGNY_BOARD_CARD (widget);
  const IgnyPalette *palette = igny_table_layout_get_palette (self->cells->layout);
  int                line = get_line_height (widget);

  if (self->record == NULL)
    return;
  snapshot_text (self, snapshot, TITLE, 0, &palette->text);
  snapshot_text (self, snapshot, LINE, 2 * line + GAP, &palette->dim);
  snapshot_text (self, snapshot, FACTS, 3 * line + GAP, &palette->dim);
}

/* All cards are of one height, so that a list knows where each of a thousand
 * is. */
static void
igny_board_card_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 120;
  else
    *minimum = *natural = 4 * get_line_height (widget) + GAP;
}

/* The title, where there is more of it than fits. */
static gboolean
igny_board_card_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  IgnyBoardCard *self = IGNY_BOARD_CARD (widget);

  if (self->texts[TITLE] == NULL || !pango_layout_is_ellipsized (self->texts[TITLE]))
    return FALSE;
  gtk_tooltip_set_text (tooltip, pango_layout_get_text (self->texts[TITLE]));
  return TRUE;
}

static void
igny_board_card_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (igny_board_card_parent_class)->css_changed (widget, change);

  drop_texts (IGNY_BOARD_CARD (widget));
}

static void
igny_board_card_dispose (GObject *object)
{
  IgnyBoardCard *self = IGNY_BOARD_CARD (object);

  g_clear_pointer (&self->record, igny_table_record_unref);
  drop_texts (self);

  G_OBJECT_CLASS (igny_board_card_parent_class)->dispose (object);
}

static void
igny_board_card_class_init (IgnyBoardCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_board_card_dispose;
  widget_class->snapshot = igny_board_card_snapshot;
  widget_class->measure = igny_board_card_measure;
  widget_class->query_tooltip = igny_board_card_query_tooltip;
  widget_class->css_changed = igny_board_card_css_changed;

  gtk_widget_class_set_css_name (widget_class, "boardcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
igny_board_card_init (IgnyBoardCard *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
igny_board_card_new (const IgnyBoardCells *cells)
{
  IgnyBoardCard *self;

  g_return_val_if_fail (cells != NULL, NULL);

  self = g_object_new (IGNY_TYPE_BOARD_CARD, NULL);
  self->cells = cells;
  return GTK_WIDGET (self);
}

static void
update_label (IgnyBoardCard *self)
{
  g_autoptr(GString) label = g_string_new (NULL);

  for (guint i = 0; self->record != NULL && i < N_TEXTS; i++)
    {
      g_autofree char *text = dup_text (self, i);

      if (text != NULL && *text != '\0')
        g_string_append_printf (label, "%s%s", label->len > 0 ? ", " : "", text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->len > 0 ? label->str : _("Loading"), -1);
}

void
igny_board_card_set_record (IgnyBoardCard   *self,
                            IgnyTableRecord *record)
{
  g_return_if_fail (IGNY_IS_BOARD_CARD (self));

  if (self->record == record)
    return;
  g_clear_pointer (&self->record, igny_table_record_unref);
  if (record != NULL)
    self->record = igny_table_record_ref (record);
  drop_texts (self);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gint64
igny_board_card_get_row (IgnyBoardCard *self)
{
  g_return_val_if_fail (IGNY_IS_BOARD_CARD (self), 0);

  return self->record != NULL ? self->record->row : 0;
}
