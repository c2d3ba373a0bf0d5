/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-card-grid.h"

#include "igny-style.h"

#define SPACING 12

struct _IgnyCardGrid
{
  GtkWidget parent_instance;

  guint columns;
  int   width;
};

G_DEFINE_FINAL_TYPE (IgnyCardGrid, igny_card_grid, GTK_TYPE_WIDGET)

static guint
fit_columns (IgnyCardGrid *self,
             int           total)
{
  int   width = (int) (self->width * igny_style_get_text_scale (GTK_WIDGET (self)));
  guint columns = self->columns;

  while (columns > 1 && (int) columns * (width + SPACING) - SPACING > total)
    columns /= 2;
  /* One card that is alone has the whole row. */
  return gtk_widget_get_first_child (GTK_WIDGET (self)) ==
                 gtk_widget_get_last_child (GTK_WIDGET (self))
             ? 1
             : columns;
}

static int
get_card_width (IgnyCardGrid *self,
                int           total)
{
  int columns = (int) fit_columns (self, total);

  return MAX ((total - (columns - 1) * SPACING) / columns, 1);
}

/* The height of the row that begins with child; moves child behind it. */
static int
measure_row (IgnyCardGrid *self,
             GtkWidget   **child,
             int           total)
{
  int height = 0;

  for (guint i = 0; i < fit_columns (self, total) && *child != NULL; i++)
    {
      int natural;

      gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, get_card_width (self, total), NULL,
                          &natural,
                          NULL, NULL);
      height = MAX (height, natural);
      *child = gtk_widget_get_next_sibling (*child);
    }
  return height;
}

static int
measure_height (IgnyCardGrid *self,
                int           total)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int        height = 0;

  while (child != NULL)
    height += measure_row (self, &child, total) + SPACING;
  return MAX (height - SPACING, 0);
}

static void
igny_card_grid_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  IgnyCardGrid *self = IGNY_CARD_GRID (widget);
  int           widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      widest = MAX (widest, least);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, (int) self->columns * (self->width + SPACING) - SPACING);
    }
  else
    *minimum = *natural = measure_height (self, for_size > 0 ? for_size : widest);
}

static GtkSizeRequestMode
igny_card_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
igny_card_grid_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  IgnyCardGrid *self = IGNY_CARD_GRID (widget);
  GtkWidget    *child = gtk_widget_get_first_child (widget);
  int           card = get_card_width (self, width);
  int           y = 0;

  while (child != NULL)
    {
      GtkWidget *end = child;
      int        row = measure_row (self, &end, width);

      for (int i = 0; child != end; i++)
        {
          int x = i * (card + SPACING);

          if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
            x = width - x - card;
          gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, card, row }, -1);
          child = gtk_widget_get_next_sibling (child);
        }
      y += row + SPACING;
    }
}

static void
igny_card_grid_dispose (GObject *object)
{
  igny_card_grid_clear (IGNY_CARD_GRID (object));

  G_OBJECT_CLASS (igny_card_grid_parent_class)->dispose (object);
}

static void
igny_card_grid_class_init (IgnyCardGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_card_grid_dispose;
  widget_class->measure = igny_card_grid_measure;
  widget_class->size_allocate = igny_card_grid_size_allocate;
  widget_class->get_request_mode = igny_card_grid_get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "cardgrid");
}

static void
igny_card_grid_init (IgnyCardGrid *self)
{
  self->columns = 1;
}

GtkWidget *
igny_card_grid_new (guint columns,
                    int   width)
{
  IgnyCardGrid *self;

  g_return_val_if_fail (columns > 0, NULL);

  self = g_object_new (IGNY_TYPE_CARD_GRID, NULL);
  self->columns = columns;
  self->width = width;
  return GTK_WIDGET (self);
}

void
igny_card_grid_append (IgnyCardGrid *self,
                       GtkWidget    *card)
{
  g_return_if_fail (IGNY_IS_CARD_GRID (self));
  g_return_if_fail (GTK_IS_WIDGET (card));

  gtk_widget_insert_before (card, GTK_WIDGET (self), NULL);
}

void
igny_card_grid_clear (IgnyCardGrid *self)
{
  GtkWidget *child;

  g_return_if_fail (IGNY_IS_CARD_GRID (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
