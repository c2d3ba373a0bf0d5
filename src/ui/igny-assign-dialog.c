/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-assign-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-cluster.h"
#include "igny-escape.h"
#include "igny-format.h"
#include "igny-view.h"

#define MAX_SHOWN 50

/* One dialog; freed with its window. */
typedef struct
{
  GtkWidget       *window;
  GtkWidget       *search;
  GtkWidget       *list;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyAssignChosen chosen;
  gpointer         user_data;
  GDestroyNotify   destroy;
  GCancellable    *cancellable;
} Dialog;

/* Clusters that match what was typed. */
typedef struct
{
  IgnyStore *store;
  IgnyView  *view;
  char      *text;
  GPtrArray *clusters;
} Search;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_cancellable_cancel (dialog->cancellable);
  g_clear_object (&dialog->cancellable);
  if (dialog->destroy != NULL)
    dialog->destroy (dialog->user_data);
  g_object_unref (dialog->store);
  g_free (dialog);
}

/* Nobody wants the answer any more, though the window may live until it. */
static void
destroy_cb (Dialog *dialog)
{
  g_cancellable_cancel (dialog->cancellable);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  igny_view_free (search->view);
  g_clear_pointer (&search->clusters, g_ptr_array_unref);
  g_free (search->text);
  g_free (search);
}

static gboolean
read_clusters (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Search *search = data;
  g_autoptr(IgnyViewResult) result = NULL;

  result = igny_view_run (search->view, search->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  search->clusters = igny_records_fetch (db, &igny_cluster_entity, result->rows,
                                         MIN (result->n_rows, MAX_SHOWN), FALSE, error);
  return search->clusters != NULL;
}

/* name NULL takes keywords out of their clusters. */
static void
add_row (Dialog     *dialog,
         const char *title,
         const char *subtitle,
         const char *icon_name,
         const char *name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon_name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_list_box_append (GTK_LIST_BOX (dialog->list), row);
}

static void
clear_list (Dialog *dialog)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (dialog->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (dialog->list), child);
}

static gboolean
has_name (const Search *search)
{
  for (guint i = 0; i < search->clusters->len; i++)
    {
      const IgnyCluster *cluster = search->clusters->pdata[i];

      if (g_utf8_collate (cluster->name, search->text) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_clusters (Dialog       *dialog,
               const Search *search)
{
  clear_list (dialog);
  if (*search->text != '\0' && !has_name (search))
    {
      g_autofree char *title = g_strdup_printf (_ ("New Cluster “%s”"), search->text);

      add_row (dialog, title, NULL, "list-add-symbolic", search->text);
    }
  for (guint i = 0; i < search->clusters->len; i++)
    {
      const IgnyCluster *cluster = search->clusters->pdata[i];
      g_autofree char   *keywords = igny_format_number (cluster->keywords_count);
      g_autofree char   *volume = igny_format_number (cluster->volume);
      g_autofree char   *subtitle =
          g_strdup_printf (ngettext ("%s keyword · volume %s", "%s keywords · volume %s",
                                     (gulong) MAX (cluster->keywords_count, 0)),
                           keywords, volume);

      add_row (dialog, cluster->name, subtitle, "igny-clusters-symbolic", cluster->name);
    }
  if (*search->text == '\0')
    add_row (dialog, _ ("No Cluster"), _ ("Takes the keywords out of theirs"),
                                          "edit-clear-symbolic", NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  Dialog  *dialog = g_object_get_data (G_OBJECT (window), "dialog");
  gpointer data;

  if (igny_store_finish (IGNY_STORE (object), result, &data, NULL) && dialog != NULL)
    show_clusters (dialog, data);
}

static void
search_cb (Dialog *dialog)
{
  Search          *search = g_new0 (Search, 1);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->search)));
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  g_strstrip (text);
  g_cancellable_cancel (dialog->cancellable);
  g_clear_object (&dialog->cancellable);
  dialog->cancellable = g_cancellable_new ();
  search->store = dialog->store;
  search->text = g_steal_pointer (&text);
  search->view = igny_view_new (&igny_cluster_entity);
  igny_view_set_scope (search->view, dialog->scope.site, dialog->scope.sector);
  igny_view_set_search (search->view, search->text);
  igny_view_set_sort (search->view, "-volume", errors);
  igny_store_read_async (dialog->store, read_clusters, search, search_free, dialog->cancellable,
                         read_cb, g_object_ref (dialog->window));
}

static void
activated_cb (GtkListBox    *list,
              GtkListBoxRow *row,
              Dialog        *dialog)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "name"));

  dialog->chosen (name, dialog->user_data);
  gtk_window_close (GTK_WINDOW (dialog->window));
}

/* Return in the search takes the first of the list. */
static void
first_cb (Dialog *dialog)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (dialog->list), 0);

  if (row != NULL)
    activated_cb (NULL, row, dialog);
}

static GtkWidget *
create_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  return header;
}

static void
build (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  dialog->search = gtk_search_entry_new ();
  g_object_set (dialog->search, "placeholder-text", _ ("Find a cluster, or name a new one…"), NULL);
  dialog->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (dialog->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (dialog->list, "boxed-list");
  gtk_widget_set_valign (dialog->list, GTK_ALIGN_START);
  gtk_widget_set_margin_start (dialog->list, 2);
  gtk_widget_set_margin_end (dialog->list, 2);
  gtk_widget_set_margin_bottom (dialog->list, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), dialog->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_margin_start (body, 12);
  gtk_widget_set_margin_end (body, 12);
  gtk_box_append (GTK_BOX (body), dialog->search);
  gtk_box_append (GTK_BOX (body), scrolled);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (box), create_header (dialog));
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  igny_escape_add (dialog->window);
  g_signal_connect_swapped (dialog->search, "search-changed", G_CALLBACK (search_cb), dialog);
  g_signal_connect_swapped (dialog->search, "activate", G_CALLBACK (first_cb), dialog);
  g_signal_connect_swapped (dialog->search, "stop-search", G_CALLBACK (gtk_window_close),
                            dialog->window);
  g_signal_connect (dialog->list, "row-activated", G_CALLBACK (activated_cb), dialog);
}

void
igny_assign_dialog_present (GtkWindow       *parent,
                            IgnyStore       *store,
                            const IgnyScope *scope,
                            IgnyAssignChosen chosen,
                            gpointer         user_data,
                            GDestroyNotify   destroy)
{
  Dialog *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent) && IGNY_IS_STORE (store));
  g_return_if_fail (scope != NULL && chosen != NULL);

  dialog = g_new0 (Dialog, 1);
  dialog->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                                 _ ("Assign to Cluster"), "default-width", 460, "default-height",
                                    520, NULL);
  dialog->store = g_object_ref (store);
  dialog->scope = *scope;
  dialog->chosen = chosen;
  dialog->user_data = user_data;
  dialog->destroy = destroy;
  g_object_set_data_full (G_OBJECT (dialog->window), "dialog", dialog, dialog_free);
  g_signal_connect_swapped (dialog->window, "destroy", G_CALLBACK (destroy_cb), dialog);
  build (dialog);
  search_cb (dialog);
  gtk_widget_grab_focus (dialog->search);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
