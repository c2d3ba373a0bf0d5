/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-chips.h"

#define SPACING 6

struct _IgnyEditorChips
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (IgnyEditorChips, igny_editor_chips, GTK_TYPE_WIDGET)

/* Walks the lines; gives the height, and places the children when asked to. */
static int
walk (GtkWidget *widget,
      int        width,
      gboolean   place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      x = 0;
  int      y = 0;
  int      line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation box = { 0 };

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box.width, NULL, NULL);
      box.width = MIN (box.width, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height, NULL,
                          NULL);
      if (x > 0 && x + box.width > width)
        {
          x = 0;
          y += line + SPACING;
          line = 0;
        }
      box.x = rtl ? width - x - box.width : x;
      box.y = y;
      if (place)
        gtk_widget_size_allocate (child, &box, -1);
      x += box.width + SPACING;
      line = MAX (line, box.height);
    }
  return y + line;
}

static GtkSizeRequestMode
igny_editor_chips_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
igny_editor_chips_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  int widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      widest = MAX (widest, least);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = widest;
  else
    *minimum = *natural = walk (widget, for_size >= 0 ? MAX (for_size, widest) : widest, FALSE);
}

static void
igny_editor_chips_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  walk (widget, width, TRUE);
}

static void
igny_editor_chips_dispose (GObject *object)
{
  igny_editor_chips_clear (IGNY_EDITOR_CHIPS (object));

  G_OBJECT_CLASS (igny_editor_chips_parent_class)->dispose (object);
}

static void
igny_editor_chips_class_init (IgnyEditorChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_chips_dispose;

  widget_class->get_request_mode = igny_editor_chips_get_request_mode;
  widget_class->measure = igny_editor_chips_measure;
  widget_class->size_allocate = igny_editor_chips_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
igny_editor_chips_init (IgnyEditorChips *self)
{
}

GtkWidget *
igny_editor_chips_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_CHIPS, NULL);
}

void
igny_editor_chips_append (IgnyEditorChips *self,
                          GtkWidget       *child)
{
  g_return_if_fail (IGNY_IS_EDITOR_CHIPS (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
igny_editor_chips_clear (IgnyEditorChips *self)
{
  GtkWidget *child;

  g_return_if_fail (IGNY_IS_EDITOR_CHIPS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
