/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-fit-box.h"

#define SPACING 6

struct _IgnyFitBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (IgnyFitBox, igny_fit_box, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width = get_width (child);

      *natural += width + (*natural > 0 ? SPACING : 0);
      if (*minimum == 0)
        *minimum = width;
    }
}

static void
igny_fit_box_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int most;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
}

/* How much of width the first children take that fit; the others are hidden. */
static int
choose_children (GtkWidget *widget,
                 int        width)
{
  int      used = 0;
  gboolean fits = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int with = used + get_width (child) + (used > 0 ? SPACING : 0);

      fits = fits && (with <= width || used == 0);
      gtk_widget_set_child_visible (child, fits);
      if (fits)
        used = with;
    }
  return used;
}

static void
igny_fit_box_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      x = MAX (width - choose_children (widget, width), 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && gtk_widget_get_child_visible (child);
       child = gtk_widget_get_next_sibling (child))
    {
      int           taken = get_width (child);
      GtkAllocation place = { mirrored ? width - x - taken : x, 0, taken, height };

      gtk_widget_size_allocate (child, &place, baseline);
      x += taken + SPACING;
    }
}

static void
igny_fit_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (igny_fit_box_parent_class)->dispose (object);
}

static void
igny_fit_box_class_init (IgnyFitBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_fit_box_dispose;
  widget_class->measure = igny_fit_box_measure;
  widget_class->size_allocate = igny_fit_box_size_allocate;
}

static void
igny_fit_box_init (IgnyFitBox *self)
{
}

void
igny_fit_box_append (IgnyFitBox *self,
                     GtkWidget  *child)
{
  g_return_if_fail (IGNY_IS_FIT_BOX (self) && GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
