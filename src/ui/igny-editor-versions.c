/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-versions.h"

#include <glib/gi18n.h>

#include "igny-editor-compare.h"
#include "igny-editor-diff.h"
#include "igny-editor-past.h"
#include "igny-escape.h"
#include "igny-format.h"

#define WIDTH 1000
#define HEIGHT 700
#define LIST_WIDTH 240
#define DIFF_WIDTH 360

struct _IgnyEditorVersions
{
  AdwWindow parent_instance;

  IgnyStore      *store;
  IgnyEditorPast *past; /* NULL until it is read */
  GCancellable   *cancellable;
  guint           chosen; /* of past->versions */
  char           *safe;   /* the chosen text */
  AdwLeaflet     *leaflet;
  GtkListBox     *list;
  AdwWindowTitle *title;
  GtkWidget      *back;
  GtkWidget      *restore;
  GtkStack       *stack;
  AdwStatusPage  *status;
  IgnyEditorDiff *diff;
};

static guint restore_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorVersions, igny_editor_versions, ADW_TYPE_WINDOW)

static IgnyEditorVersion *
get_version (IgnyEditorVersions *self,
             guint               n)
{
  return self->past->versions->pdata[n];
}

static void
show_status (IgnyEditorVersions *self,
             const char         *title,
             const char         *description)
{
  g_autofree char *safe = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, safe);
  gtk_stack_set_visible_child_name (self->stack, "status");
  gtk_widget_set_sensitive (self->restore, FALSE);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyEditorVersions) self = user_data;
  g_autoptr(GListStore) pairs = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *safe = NULL;

  pairs = igny_editor_compare_finish (result, &safe, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->leaflet == NULL)
    return;
  if (pairs == NULL)
    {
      show_status (self, _ ("The Texts Cannot Be Compared"), error->message);
      return;
    }
  g_free (self->safe);
  self->safe = g_steal_pointer (&safe);
  gtk_widget_set_sensitive (self->restore, TRUE);
  igny_editor_diff_set_pairs (self->diff, G_LIST_MODEL (pairs));
  gtk_stack_set_visible_child_name (self->stack, "diff");
}

static char *
dup_name (IgnyEditorVersions *self,
          guint               n)
{
  const IgnyEditorVersion *version = get_version (self, n);

  if (n == 0)
    return g_strdup (_ ("Now"));
  if (version->at == IGNY_UNKNOWN)
    return g_strdup (_ ("Before that"));
  return igny_format_time (version->at, igny_env_now_ms (igny_store_get_env (self->store)));
}

static void
choose (IgnyEditorVersions *self,
        guint               n)
{
  g_autofree char *name = dup_name (self, n);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->chosen = n;
  gtk_widget_set_sensitive (self->restore, FALSE);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, n > 0 ? _ ("Compared with the text as it is now")
                                                    : "");
  if (self->past->versions->len < 2)
    show_status (self, _ ("No Earlier Version Yet"),
                          _ ("Each text that is saved from now on can be had again here."));
  else if (n == 0)
    show_status (self, _ ("The Text as It Is Now"),
                          _ ("Choose an earlier one to see what was changed since."));
  else
    igny_editor_compare_async (get_version (self, n)->html, get_version (self, 0)->html,
                               self->cancellable, compared_cb, g_object_ref (self));
}

static void
selected_cb (IgnyEditorVersions *self,
             GtkListBoxRow      *row)
{
  if (row != NULL)
    choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
activated_cb (IgnyEditorVersions *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
back_cb (IgnyEditorVersions *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
restore_cb (IgnyEditorVersions *self)
{
  g_signal_emit (self, restore_signal, 0, get_version (self, self->chosen)->title, self->safe);
  gtk_window_close (GTK_WINDOW (self));
}

static char *
describe (const IgnyEditorVersion *version)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (version->at != IGNY_UNKNOWN)
    utc = g_date_time_new_from_unix_utc (version->at / 1000);
  if (utc != NULL)
    local = g_date_time_to_local (utc);
  if (local != NULL)
    {
      /* Translators: date and time of a version, in the order of the language */
      g_autofree char *when = g_date_time_format (local, _ ("%x, %R"));

      g_string_append (text, when);
    }
  if (version->user != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", version->user);
  if (*version->what != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", version->what);
  return g_string_free (text, FALSE);
}

static void
fill_list (IgnyEditorVersions *self)
{
  for (guint i = 0; i < self->past->versions->len; i++)
    {
      GtkWidget       *row = adw_action_row_new ();
      g_autofree char *name = dup_name (self, i);
      g_autofree char *text = describe (get_version (self, i));

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (
                                           self->list, self->past->versions->len > 1 ? 1 : 0));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyEditorVersions) self = user_data;
  g_autoptr(GError) error = NULL;
  IgnyStore      *store = IGNY_STORE (source);
  IgnyEditorPast *past = NULL;
  gboolean        done = igny_store_finish (store, result, (gpointer *) &past, &error);

  if (self->leaflet == NULL)
    return;
  if (!done)
    {
      show_status (self, _ ("The Versions Cannot Be Read"), error->message);
      return;
    }
  self->past = igny_editor_past_new (past->row);
  g_clear_pointer (&self->past->versions, g_ptr_array_unref);
  self->past->versions = g_ptr_array_ref (past->versions);
  fill_list (self);
}

static void
igny_editor_versions_dispose (GObject *object)
{
  IgnyEditorVersions *self = IGNY_EDITOR_VERSIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  self->leaflet = NULL;

  G_OBJECT_CLASS (igny_editor_versions_parent_class)->dispose (object);
}

static void
igny_editor_versions_finalize (GObject *object)
{
  IgnyEditorVersions *self = IGNY_EDITOR_VERSIONS (object);

  g_clear_pointer (&self->past, igny_editor_past_free);
  g_free (self->safe);

  G_OBJECT_CLASS (igny_editor_versions_parent_class)->finalize (object);
}

static void
igny_editor_versions_class_init (IgnyEditorVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_versions_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_editor_versions_finalize;

  restore_signal = g_signal_new ("restore", IGNY_TYPE_EDITOR_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static GtkWidget *
create_list (IgnyEditorVersions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Versions"), -1);
  g_signal_connect_object (list, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar),
                                   adw_window_title_new (_ ("Versions"), ""));
  g_object_bind_property (self->leaflet, "folded", bar, "show-end-title-buttons",
                          G_BINDING_SYNC_CREATE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (box, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
create_bar (IgnyEditorVersions *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, _ ("Versions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the versions"), -1);
  g_object_bind_property (self->leaflet, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  self->restore = gtk_button_new_with_mnemonic (_ ("_Restore"));
  gtk_widget_add_css_class (self->restore, "suggested-action");
  gtk_widget_set_sensitive (self->restore, FALSE);
  g_signal_connect_object (self->restore, "clicked", G_CALLBACK (restore_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->restore);
  return bar;
}

static GtkWidget *
create_content (IgnyEditorVersions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spinner = gtk_spinner_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->diff = IGNY_EDITOR_DIFF (igny_editor_diff_new ());
  adw_status_page_set_icon_name (self->status, "document-open-recent-symbolic");
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_stack_add_named (self->stack, spinner, "spinner");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->diff), "diff");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, DIFF_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), create_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  return box;
}

static void
igny_editor_versions_init (IgnyEditorVersions *self)
{
  GtkWidget *leaflet = adw_leaflet_new ();
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  self->leaflet = ADW_LEAFLET (leaflet);
  adw_leaflet_append (self->leaflet, create_list (self));
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, separator), FALSE);
  adw_leaflet_append (self->leaflet, create_content (self));
  adw_window_set_content (ADW_WINDOW (self), leaflet);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Versions"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  igny_escape_add (GTK_WIDGET (self));
}

static GtkWidget *
create (IgnyStore *store,
        gint64     row,
        GtkWindow *over)
{
  IgnyEditorVersions *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && row > 0, NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_VERSIONS, NULL);
  self->store = g_object_ref (store);
  gtk_window_set_transient_for (GTK_WINDOW (self), over);
  igny_store_read_async (store, igny_editor_past_read, igny_editor_past_new (row),
                         (GDestroyNotify) igny_editor_past_free, NULL, read_cb,
                         g_object_ref (self));
  return GTK_WIDGET (self);
}

typedef struct
{
  GtkWidget *editor;
  IgnyStore *store;
  gint64     row;
  GCallback  restore;
} Opening;

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr(GtkWidget) editor = opening->editor;
  g_autoptr(IgnyStore) store = opening->store;
  GtkRoot   *root = gtk_widget_get_root (editor);
  GtkWidget *versions;

  if (!igny_editor_saver_save_finish (IGNY_EDITOR_SAVER (source), result, NULL) || root == NULL)
    return;
  versions = create (store, opening->row, GTK_WINDOW (root));
  g_signal_connect_object (versions, "restore", opening->restore, editor, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (versions));
}

void
igny_editor_versions_open (IgnyEditorSaver *saver,
                           IgnyStore       *store,
                           gint64           row,
                           GtkWidget       *editor,
                           GCallback        restore)
{
  Opening *opening;

  g_return_if_fail (IGNY_IS_EDITOR_SAVER (saver));
  g_return_if_fail (GTK_IS_WIDGET (editor));

  opening = g_new0 (Opening, 1);
  opening->editor = g_object_ref (editor);
  opening->store = g_object_ref (store);
  opening->row = row;
  opening->restore = restore;
  igny_editor_saver_save_async (saver, saved_cb, opening);
}
