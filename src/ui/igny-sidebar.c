/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sidebar.h"

#include "igny-format.h"
#include "igny-number.h"

struct _IgnySidebar
{
  GtkWidget parent_instance;

  GtkListBox *list;
  const char *wanted; /* id of a row, which keeps it */
  guint       telling;
  gboolean    updating;
};

enum
{
  WANTED,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnySidebar, igny_sidebar, GTK_TYPE_WIDGET)

static const char *
get_text (GtkListBoxRow *row,
          const char    *key)
{
  return g_object_get_data (G_OBJECT (row), key);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  const char *section = get_text (row, "section");
  GtkWidget  *label;

  if (section == NULL || (before != NULL && g_strcmp0 (section, get_text (before, "section")) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (section);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
tell_cb (gpointer user_data)
{
  IgnySidebar *self = user_data;

  self->telling = 0;
  g_signal_emit (self, signals[SELECTED], 0, self->wanted);
  return G_SOURCE_REMOVE;
}

static gboolean
prepare_cb (gpointer user_data)
{
  IgnySidebar *self = user_data;

  self->telling = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
  g_signal_emit (self, signals[WANTED], 0, self->wanted);
  return G_SOURCE_REMOVE;
}

/* Told from the main loop, before the next frame: what GTK does with a click,
 * the making of a page and its showing are more than a frame together. A click
 * selects and activates, which is one wish. */
static void
want (IgnySidebar   *self,
      GtkListBoxRow *row)
{
  self->wanted = get_text (row, "id");
  if (self->telling == 0)
    self->telling = g_idle_add_full (G_PRIORITY_DEFAULT, prepare_cb, self, NULL);
}

static void
row_selected_cb (IgnySidebar   *self,
                 GtkListBoxRow *row)
{
  if (row != NULL && !self->updating)
    want (self, row);
}

/* A click on the page that is shown already still opens it, when the window is
 * folded. */
static void
row_activated_cb (IgnySidebar   *self,
                  GtkListBoxRow *row)
{
  want (self, row);
}

static void
igny_sidebar_dispose (GObject *object)
{
  IgnySidebar *self = IGNY_SIDEBAR (object);
  GtkWidget   *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  self->updating = TRUE;
  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_sidebar_parent_class)->dispose (object);
}

static void
igny_sidebar_class_init (IgnySidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_sidebar_dispose;

  signals[WANTED] = g_signal_new ("wanted", IGNY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SELECTED] = g_signal_new ("selected", IGNY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_sidebar_init (IgnySidebar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_sidebar_new (void)
{
  return g_object_new (IGNY_TYPE_SIDEBAR, NULL);
}

static GtkListBoxRow *
find (IgnySidebar *self,
      const char  *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (get_text (row, "id"), id) == 0)
      return row;
  return NULL;
}

void
igny_sidebar_add (IgnySidebar *self,
                  const char  *id,
                  const char  *section,
                  const char  *title,
                  const char  *icon_name)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *count;

  g_return_if_fail (IGNY_IS_SIDEBAR (self));
  g_return_if_fail (id != NULL && title != NULL);

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  label = gtk_label_new (title);
  count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "section", g_strdup (section), g_free);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->updating = TRUE;
  gtk_list_box_append (self->list, row);
  self->updating = FALSE;
}

void
igny_sidebar_set_count (IgnySidebar *self,
                        const char  *id,
                        gint64       count)
{
  GtkListBoxRow   *row;
  g_autofree char *text = NULL;

  g_return_if_fail (IGNY_IS_SIDEBAR (self));

  row = find (self, id);
  g_return_if_fail (row != NULL);
  text = count != IGNY_UNKNOWN ? igny_format_number (count) : g_strdup ("");
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "count"), text);
}

/* Not before it has a place, which at a start is after the first frame. */
static gboolean
reveal_cb (GtkWidget     *row,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GtkWidget      *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment  *vertical;
  graphene_rect_t place;
  double          top;

  if (viewport == NULL || !gtk_widget_compute_bounds (row, viewport, &place))
    return G_SOURCE_REMOVE;
  if (place.size.height <= 0)
    return G_SOURCE_CONTINUE;
  vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  top = gtk_adjustment_get_value (vertical) + place.origin.y;
  gtk_adjustment_clamp_page (vertical, top, top + place.size.height);
  return G_SOURCE_REMOVE;
}

void
igny_sidebar_select (IgnySidebar *self,
                     const char  *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (IGNY_IS_SIDEBAR (self));

  g_clear_handle_id (&self->telling, g_source_remove);
  row = find (self, id);
  self->updating = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->updating = FALSE;
  if (row != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (row), reveal_cb, NULL, NULL);
}

const char *
igny_sidebar_get_nth (IgnySidebar *self,
                      guint        nth)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (IGNY_IS_SIDEBAR (self), NULL);

  row = gtk_list_box_get_row_at_index (self->list, (int) nth);
  return row != NULL ? get_text (row, "id") : NULL;
}
