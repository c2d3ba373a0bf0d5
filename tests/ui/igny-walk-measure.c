/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-walk-measure.h"

#include <adwaita.h>

#include "igny-table-header.h"

/* Rounding, shadows and the descent of letters. */
#define SLACK 2
/* Less than this of a shortened text says nothing. */
#define LEAST_TEXT 24
/* How many ancestors may have the tooltip that tells a shortened text. */
#define TOOLTIP_REACH 6
#define FAR 1e6f

typedef struct
{
  GtkWidget      *widget;
  graphene_rect_t seen; /* what of it is on view, in the window */
  guint           layer;
} Leaf;

typedef struct
{
  GtkWidget *window;
  GPtrArray *faults;
  GArray    *leaves; /* Leaf */
  guint      n_layers;
} Measuring;

/* Where a widget is seen now, and where it may be for all that can be scrolled. */
typedef struct
{
  graphene_rect_t clip;
  graphene_rect_t room;
  guint           layer;
} Place;

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

/* The type, what it says, and the first ancestors that are of the program. */
static char *
describe (GtkWidget *widget)
{
  GString    *words = g_string_new (G_OBJECT_TYPE_NAME (widget));
  const char *text = get_text (widget);
  guint       n_named = 0;

  if (text != NULL && *text != '\0')
    g_string_append_printf (words, " “%.60s”", text);
  for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL && n_named < 2;
       w = gtk_widget_get_parent (w))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (w), "Igny"))
      {
        g_string_append_printf (words, " in %s", G_OBJECT_TYPE_NAME (w));
        n_named++;
      }
  return g_string_free (words, FALSE);
}

static void G_GNUC_PRINTF (3, 4)
    add_fault (Measuring  *self,
               GtkWidget  *widget,
               const char *format,
               ...)
{
  g_autofree char *who = describe (widget);
  g_autofree char *what = NULL;
  char            *fault;
  va_list          arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fault = g_strdup_printf ("%s %s", who, what);
  g_strdelimit (fault, "\n", ' ');
  if (g_ptr_array_find_with_equal_func (self->faults, fault, g_str_equal, NULL))
    g_free (fault);
  else
    g_ptr_array_add (self->faults, fault);
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (guint i = 0; i < TOOLTIP_REACH && widget != NULL; i++)
    {
      if (gtk_widget_get_has_tooltip (widget))
        return TRUE;
      widget = gtk_widget_get_parent (widget);
    }
  return FALSE;
}

static void
check_text (Measuring *self,
            GtkLabel  *label)
{
  GtkWidget   *widget = GTK_WIDGET (label);
  PangoLayout *layout = gtk_label_get_layout (label);
  int          width;
  int          height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    {
      if (gtk_widget_get_width (widget) < LEAST_TEXT)
        add_fault (self, widget, "has room for %d px of its text", gtk_widget_get_width (widget));
      else if (!has_tooltip (widget))
        add_fault (self, widget, "is shortened and has no tooltip");
      return;
    }
  if (width > gtk_widget_get_width (widget) + SLACK)
    add_fault (self, widget, "is %d px wide and has %d", width, gtk_widget_get_width (widget));
  if (height > gtk_widget_get_height (widget) + SLACK)
    add_fault (self, widget, "is %d px high and has %d", height, gtk_widget_get_height (widget));
}

/* What a person reads, looks at or works with, rather than what holds it. */
static gboolean
is_leaf (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (GTK_IS_LABEL (widget))
    return text != NULL && *text != '\0';
  return GTK_IS_IMAGE (widget) || GTK_IS_PICTURE (widget) || GTK_IS_TEXT (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SPINNER (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_PROGRESS_BAR (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
check_cut (Measuring             *self,
           GtkWidget             *widget,
           const graphene_rect_t *bounds,
           const graphene_rect_t *room)
{
  float left = room->origin.x - bounds->origin.x;
  float right = bounds->origin.x + bounds->size.width - (room->origin.x + room->size.width);
  float above = room->origin.y - bounds->origin.y;
  float below = bounds->origin.y + bounds->size.height - (room->origin.y + room->size.height);

  if (MAX (left, right) > SLACK)
    add_fault (self, widget, "is cut by %.0f px at its side", (double) MAX (left, right));
  if (MAX (above, below) > SLACK)
    add_fault (self, widget, "is cut by %.0f px above or below", (double) MAX (above, below));
}

static void
free_sideways (Place *place)
{
  place->room.origin.x = -FAR;
  place->room.size.width = 2 * FAR;
}

/* What is scrolled has all the room that it wants in that direction. */
static void
enter_scrolled (Place             *place,
                GtkScrolledWindow *window)
{
  GtkPolicyType x;
  GtkPolicyType y;

  gtk_scrolled_window_get_policy (window, &x, &y);
  if (x != GTK_POLICY_NEVER)
    free_sideways (place);
  if (y != GTK_POLICY_NEVER)
    {
      place->room.origin.y = -FAR;
      place->room.size.height = 2 * FAR;
    }
}

static void
enter (Place                 *place,
       GtkWidget             *widget,
       const graphene_rect_t *bounds)
{
  gboolean hides = gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN;

  if (hides || GTK_IS_SCROLLED_WINDOW (widget))
    graphene_rect_intersection (&place->clip, bounds, &place->clip);
  if (hides && !GTK_IS_SCROLLABLE (widget))
    graphene_rect_intersection (&place->room, bounds, &place->room);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    enter_scrolled (place, GTK_SCROLLED_WINDOW (widget));
  /* It moves sideways with the rows. */
  if (IGNY_IS_TABLE_HEADER (widget))
    free_sideways (place);
}

/* What floats above the rest on purpose. */
static gboolean
floats (GtkWidget *child)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  if (GTK_IS_OVERLAY (parent))
    return child != gtk_overlay_get_child (GTK_OVERLAY (parent));
  if (ADW_IS_TOAST_OVERLAY (parent))
    return child != adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (parent));
  return FALSE;
}

static void
note_leaf (Measuring             *self,
           GtkWidget             *widget,
           const graphene_rect_t *bounds,
           const Place           *place)
{
  Leaf leaf = { widget, *bounds, place->layer };

  check_cut (self, widget, bounds, &place->room);
  if (GTK_IS_LABEL (widget))
    check_text (self, GTK_LABEL (widget));
  if (graphene_rect_intersection (bounds, &place->clip, &leaf.seen))
    g_array_append_val (self->leaves, leaf);
}

static void
walk (Measuring *self,
      GtkWidget *widget,
      Place      place)
{
  graphene_rect_t bounds;

  /* Popovers and tooltips have a surface of their own; scroll bars lie upon what they
   * scroll. */
  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget) || GTK_IS_SCROLLBAR (widget))
    return;
  if (!gtk_widget_compute_bounds (widget, self->window, &bounds) || bounds.size.width < 1 ||
      bounds.size.height < 1 || gtk_widget_get_opacity (widget) < 0.01)
    return;
  if (is_leaf (widget))
    note_leaf (self, widget, &bounds, &place);
  enter (&place, widget, &bounds);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Place below = place;

      if (floats (child))
        below.layer = ++self->n_layers;
      walk (self, child, below);
    }
}

/* The title of such a row moves above its text, inside the place of the text. */
static gboolean
share_row (GtkWidget *a,
           GtkWidget *b)
{
  GtkWidget *row = gtk_widget_get_ancestor (a, ADW_TYPE_ENTRY_ROW);

  return row != NULL && gtk_widget_is_ancestor (b, row);
}

static void
check_overlap (Measuring  *self,
               const Leaf *a,
               const Leaf *b)
{
  graphene_rect_t both;

  if (a->layer != b->layer || !graphene_rect_intersection (&a->seen, &b->seen, &both))
    return;
  if (both.size.width <= SLACK || both.size.height <= SLACK)
    return;
  if (!gtk_widget_is_ancestor (a->widget, b->widget) &&
      !gtk_widget_is_ancestor (b->widget, a->widget) && !share_row (a->widget, b->widget))
    {
      g_autofree char *other = describe (b->widget);

      add_fault (self, a->widget, "lies upon %s by %.0f × %.0f px", other,
                 (double) both.size.width, (double) both.size.height);
    }
}

GPtrArray *
igny_walk_measure (GtkWidget *window)
{
  Measuring self = { window, g_ptr_array_new_with_free_func (g_free),
                     g_array_new (FALSE, FALSE, sizeof (Leaf)), 0 };
  Place     place = { 0 };
  int       width = gtk_widget_get_width (window);
  int       height = gtk_widget_get_height (window);

  g_assert (GTK_IS_WINDOW (window));

  graphene_rect_init (&place.clip, 0, 0, (float) width, (float) height);
  place.room = place.clip;
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (&self, child, place);
  for (guint i = 0; i < self.leaves->len; i++)
    for (guint j = i + 1; j < self.leaves->len; j++)
      check_overlap (&self, &g_array_index (self.leaves, Leaf, i),
                     &g_array_index (self.leaves, Leaf, j));
  g_array_unref (self.leaves);
  return self.faults;
}

char *
igny_walk_find_wide (GtkWidget *widget,
                     int        width)
{
  g_assert (GTK_IS_WIDGET (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if (gtk_widget_get_mapped (child) && !GTK_IS_NATIVE (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least >= width)
        return igny_walk_find_wide (child, width);
    }
  return describe (widget);
}
