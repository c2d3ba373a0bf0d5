/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-pane.h"

struct _IgnyPane
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int        natural_width;
};

enum
{
  PROP_CHILD = 1,
  PROP_NATURAL_WIDTH,
};

G_DEFINE_FINAL_TYPE (IgnyPane, igny_pane, GTK_TYPE_WIDGET)

static void
igny_pane_measure (GtkWidget     *widget,
                   GtkOrientation orientation,
                   int            for_size,
                   int           *minimum,
                   int           *natural,
                   int           *minimum_baseline,
                   int           *natural_baseline)
{
  IgnyPane *self = IGNY_PANE (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (self->natural_width, *minimum);
}

static void
igny_pane_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  IgnyPane *self = IGNY_PANE (widget);

  if (self->child != NULL)
    gtk_widget_size_allocate (self->child, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
igny_pane_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  IgnyPane *self = IGNY_PANE (object);

  if (id == PROP_CHILD)
    g_value_set_object (value, self->child);
  else
    g_value_set_int (value, self->natural_width);
}

static void
igny_pane_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  IgnyPane *self = IGNY_PANE (object);

  if (id == PROP_NATURAL_WIDTH)
    {
      self->natural_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = g_value_get_object (value);
  if (self->child != NULL)
    gtk_widget_set_parent (self->child, GTK_WIDGET (self));
}

static void
igny_pane_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_PANE (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_pane_parent_class)->dispose (object);
}

static void
igny_pane_class_init (IgnyPaneClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamSpec     *pspec;

  object_class->get_property = igny_pane_get_property;
  object_class->set_property = igny_pane_set_property;
  object_class->dispose = igny_pane_dispose;
  widget_class->measure = igny_pane_measure;
  widget_class->size_allocate = igny_pane_size_allocate;

  pspec = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_property (object_class, PROP_CHILD, pspec);
  pspec = g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_property (object_class, PROP_NATURAL_WIDTH, pspec);
}

static void
igny_pane_init (IgnyPane *self)
{
}
