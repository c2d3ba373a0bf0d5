/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-palette.h"

#include <glib/gi18n.h>

#include "igny-palette-list.h"
#include "igny-palette-search.h"

/* Letters from which on records are looked for: one letter finds everything. */
#define LEAST_SEARCHED 2
#define MOST_COMMANDS 12
#define ROOM_FOR_KEYS 420 /* px; in less the titles are what is needed */

#define IGNY_TYPE_PALETTE (igny_palette_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPalette, igny_palette, IGNY, PALETTE, AdwWindow)

struct _IgnyPalette
{
  AdwWindow parent_instance;

  IgnyWorkspace *workspace;
  GPtrArray     *commands;
  GPtrArray     *records; /* or NULL */
  GCancellable  *searching;
  GtkWidget     *entry;
  GtkWidget     *list;
};

G_DEFINE_FINAL_TYPE (IgnyPalette, igny_palette, ADW_TYPE_WINDOW)

typedef struct
{
  const IgnyPaletteItem *item;
  guint                  score;
  guint                  place; /* keeps the order of equals */
} Match;

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *one = a;
  const Match *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  return one->place < two->place ? -1 : 1;
}

static GtkWidget *
create_keys (const char *keys)
{
  GtkWidget *label = gtk_shortcut_label_new (keys);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static GtkWidget *
create_row (const IgnyPaletteItem *item,
            gboolean               with_keys)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *icon = gtk_image_new_from_icon_name (item->icon_name != NULL
                                                            ? item->icon_name
                                                            : "system-run-symbolic");
  GtkWidget       *title = gtk_label_new (item->title);
  GtkWidget       *place = gtk_label_new (item->place);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", item->title, item->place);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (row, spoken);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), place);
  if (with_keys && item->keys != NULL)
    gtk_box_append (GTK_BOX (box), create_keys (item->keys));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), "item", (gpointer) item);
  return row;
}

static const char *
get_text (IgnyPalette *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static GArray *
match_commands (IgnyPalette *self)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < self->commands->len; i++)
    {
      Match match = { self->commands->pdata[i], 0, i };

      match.score = igny_palette_item_match (match.item, get_text (self));
      if (match.score > 0)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  if (*get_text (self) != '\0' && matches->len > MOST_COMMANDS)
    g_array_set_size (matches, MOST_COMMANDS);
  return matches;
}

static void
clear_list (IgnyPalette *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
select_row (IgnyPalette   *self,
            GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
append_row (IgnyPalette           *self,
            const IgnyPaletteItem *item)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (item, width >= ROOM_FOR_KEYS));
}

static void
fill_list (IgnyPalette *self)
{
  g_autoptr(GArray) matches = match_commands (self);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                 GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  clear_list (self);
  for (guint i = 0; i < matches->len; i++)
    append_row (self, g_array_index (matches, Match, i).item);
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    append_row (self, self->records->pdata[i]);
  select_row (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyPalette) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *records = igny_palette_search_finish (IGNY_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("search for the palette: %s", error->message);
  clear_list (self);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = records;
  fill_list (self);
}

static void
stop_search (IgnyPalette *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
changed_cb (IgnyPalette *self)
{
  stop_search (self);
  clear_list (self);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  fill_list (self);
  if (g_utf8_strlen (get_text (self), -1) < LEAST_SEARCHED)
    return;
  self->searching = g_cancellable_new ();
  igny_palette_search_async (igny_workspace_get_store (self->workspace), get_text (self),
                             self->searching, found_cb, g_object_ref (self));
}

static void
choose (IgnyPalette   *self,
        GtkListBoxRow *row)
{
  const IgnyPaletteItem *item = g_object_get_data (G_OBJECT (row), "item");
  GtkWidget             *window = GTK_WIDGET (igny_workspace_get_window (self->workspace));
  g_autofree char       *action = g_strdup (item->action);
  g_autoptr(GVariant) target = item->target != NULL ? g_variant_ref (item->target) : NULL;

  /* First, so that a dialog of the action is above the window and not behind. */
  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL && !gtk_widget_activate_action_variant (window, action, target))
    g_message ("the palette offered %s, which cannot be done now", action);
}

static void
row_cb (IgnyPalette   *self,
        GtkListBoxRow *row)
{
  choose (self, row);
}

static void
entered_cb (IgnyPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    choose (self, row);
}

static void
scroll_to (IgnyPalette   *self,
           GtkListBoxRow *row)
{
  GtkAdjustment  *adjustment = gtk_list_box_get_adjustment (GTK_LIST_BOX (self->list));
  graphene_rect_t place;

  if (adjustment != NULL &&
      gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
}

static void
move (IgnyPalette *self,
      int          by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int            at = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (at, 0));
  if (row == NULL)
    return;
  select_row (self, row);
  scroll_to (self, row);
}

/* The entry keeps the focus, so that one can type on. */
static gboolean
key_cb (IgnyPalette *self,
        guint        key)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return TRUE;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return TRUE;

    case GDK_KEY_Page_Down:
      move (self, 8);
      return TRUE;

    case GDK_KEY_Page_Up:
      move (self, -8);
      return TRUE;

    default:
      return FALSE;
    }
}

static void
igny_palette_dispose (GObject *object)
{
  IgnyPalette *self = IGNY_PALETTE (object);

  stop_search (self);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (igny_palette_parent_class)->dispose (object);
}

static void
igny_palette_finalize (GObject *object)
{
  IgnyPalette *self = IGNY_PALETTE (object);

  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);

  G_OBJECT_CLASS (igny_palette_parent_class)->finalize (object);
}

static void
igny_palette_class_init (IgnyPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = igny_palette_dispose;
  object_class->finalize = igny_palette_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0,
                                       "window.close", NULL);
}

static GtkWidget *
create_entry (IgnyPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Find a command, page or record…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a command, page or record"), -1);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 60);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  return self->entry;
}

static GtkWidget *
create_list (IgnyPalette *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_label_new (_ ("Nothing found"));

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (none, "dim-label");
  gtk_widget_set_margin_top (none, 24);
  gtk_widget_set_margin_bottom (none, 24);
  gtk_widget_add_css_class (self->list, "palette");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was found"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
igny_palette_init (IgnyPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "palette-entry");
  gtk_box_append (GTK_BOX (bar), create_entry (self));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), create_list (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Find Anything"));
}

void
igny_palette_present (IgnyWorkspace *workspace)
{
  IgnyPalette *self;
  GtkWindow   *parent;
  int          width;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  parent = GTK_WINDOW (igny_workspace_get_window (workspace));
  width = gtk_widget_get_width (GTK_WIDGET (parent));
  self = g_object_new (IGNY_TYPE_PALETTE, "transient-for", parent, "default-width",
                       CLAMP (width - 48, 312, 600), "default-height", 440, NULL);
  self->workspace = g_object_ref (workspace);
  self->commands = igny_palette_list_new (workspace);
  fill_list (self);
  gtk_widget_grab_focus (self->entry);
  gtk_window_present (GTK_WINDOW (self));
}
