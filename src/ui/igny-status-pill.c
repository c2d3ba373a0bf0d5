/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-status-pill.h"

#include "igny-table-cell.h"

struct _IgnyStatusPill
{
  GtkWidget parent_instance;

  PangoLayout *text;
  IgnyPalette  palette;
  IgnyTone     tone;
};

G_DEFINE_FINAL_TYPE (IgnyStatusPill, igny_status_pill, GTK_TYPE_WIDGET)

#define PAD 9
#define HEIGHT 22

static void
igny_status_pill_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  int width;
  int height;

  pango_layout_get_pixel_size (IGNY_STATUS_PILL (widget)->text, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width + 2 * PAD
                                                                  : MAX (HEIGHT, height + 4);
}

static void
igny_status_pill_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  IgnyStatusPill *self = IGNY_STATUS_PILL (widget);
  int             width;
  int             height;
  float           high;
  float           middle = (float) gtk_widget_get_height (widget) / 2;
  graphene_rect_t box;

  pango_layout_get_pixel_size (self->text, &width, &height);
  high = (float) MAX (HEIGHT, height + 4);
  graphene_rect_init (&box, 0, middle - high / 2, (float) gtk_widget_get_width (widget), high);
  igny_table_cell_snapshot_box (snapshot, &box, high / 2, &self->palette.tone_back[self->tone]);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (PAD, middle - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, self->text, &self->palette.tone_text[self->tone]);
  gtk_snapshot_restore (snapshot);
}

static void
igny_status_pill_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  IgnyStatusPill *self = IGNY_STATUS_PILL (widget);

  GTK_WIDGET_CLASS (igny_status_pill_parent_class)->css_changed (widget, change);
  igny_palette_load (&self->palette, widget);
  if (self->text != NULL)
    pango_layout_context_changed (self->text);
  gtk_widget_queue_resize (widget);
}

static void
igny_status_pill_finalize (GObject *object)
{
  g_clear_object (&IGNY_STATUS_PILL (object)->text);

  G_OBJECT_CLASS (igny_status_pill_parent_class)->finalize (object);
}

static void
igny_status_pill_class_init (IgnyStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = igny_status_pill_finalize;

  widget_class->measure = igny_status_pill_measure;
  widget_class->snapshot = igny_status_pill_snapshot;
  widget_class->css_changed = igny_status_pill_css_changed;

  gtk_widget_class_set_css_name (widget_class, "statuspill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
igny_status_pill_init (IgnyStatusPill *self)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_layout_set_attributes (self->text, attributes);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
igny_status_pill_new (const char *label,
                      IgnyTone    tone)
{
  IgnyStatusPill *self = g_object_new (IGNY_TYPE_STATUS_PILL, NULL);

  igny_status_pill_set (self, label, tone);
  return GTK_WIDGET (self);
}

void
igny_status_pill_set (IgnyStatusPill *self,
                      const char     *label,
                      IgnyTone        tone)
{
  g_return_if_fail (IGNY_IS_STATUS_PILL (self));
  g_return_if_fail (tone < IGNY_N_TONES);

  self->tone = tone;
  pango_layout_set_text (self->text, label != NULL ? label : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
