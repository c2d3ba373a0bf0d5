/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-rejected.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-file-picker.h"
#include "igny-format.h"
#include "igny-import-rejects.h"

#define MAX_SHOWN 200

/* Lives as long as its expander. */
typedef struct
{
  IgnyWorkspace    *workspace;
  char             *name;
  GtkWidget        *list;
  IgnyImportReport *report; /* a copy of what is shown, or NULL */
} Rejected;

static void
rejected_free (gpointer data)
{
  Rejected *self = data;

  g_object_unref (self->workspace);
  igny_import_report_free (self->report);
  g_free (self->name);
  g_free (self);
}

static Rejected *
get_rejected (GtkWidget *expander)
{
  return g_object_get_data (G_OBJECT (expander), "rejected");
}

static void
save_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  Rejected         *self = get_rejected (object);
  IgnyImportRejects rejects = { self->name, self->report };
  gint64            n_written;
  GError           *error = NULL;

  if (igny_import_rejects_save (igny_workspace_get_env (self->workspace), data, &rejects, 1,
                                &n_written, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Rejected *self = get_rejected (GTK_WIDGET (object));
  g_autoptr(GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (object), TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    igny_workspace_fail (self->workspace, _ ("The File Could Not Be Written"), error);
  else
    igny_workspace_say (self->workspace, _ ("The list of rejected lines was saved"));
}

static void
named_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) expander = user_data;
  g_autoptr(GFile) file = igny_file_picker_finish (result, NULL);
  g_autoptr(GTask) task = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL || get_rejected (expander)->report == NULL)
    return;
  /* What is being written does not change meanwhile. */
  gtk_widget_set_sensitive (expander, FALSE);
  task = g_task_new (expander, NULL, saved_cb, NULL);
  g_task_set_task_data (task, g_strdup (g_file_peek_path (file)), g_free);
  g_task_run_in_thread (task, save_thread);
}

static void
save_cb (GtkWidget *expander)
{
  GtkWindow  *window = GTK_WINDOW (gtk_widget_get_root (expander));
  const char *title = _ ("Save Rejected Lines");
  const char *name = _ ("rejected.csv");

  igny_file_picker_save_async (window, title, name, NULL, named_cb, g_object_ref (expander));
}

GtkWidget *
igny_import_rejected_new (IgnyWorkspace *workspace,
                          const char    *name)
{
  Rejected  *self;
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save as CSV…"));

  g_return_val_if_fail (IGNY_IS_WORKSPACE (workspace) && name != NULL, expander);

  self = g_new0 (Rejected, 1);
  self->workspace = g_object_ref (workspace);
  self->name = g_strdup (name);
  self->list = gtk_list_box_new ();
  g_object_set_data_full (G_OBJECT (expander), "rejected", self, rejected_free);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), expander);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), save);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  return expander;
}

static GtkWidget *
create_row (const IgnyReject *reject)
{
  g_autofree char *line = igny_format_number (reject->line);
  g_autofree char *where = g_strdup_printf (_ ("Line %s: %s"), line,
                                               reject->keyword != NULL ? reject->keyword : "–");
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), where);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reject->reason);
  return row;
}

static IgnyImportReport *
copy_rejects (const IgnyImportReport *report)
{
  IgnyImportReport *copy = igny_import_report_new ();

  for (guint i = 0; i < report->rejects->len; i++)
    {
      const IgnyReject *from = report->rejects->pdata[i];
      IgnyReject       *to = g_new0 (IgnyReject, 1);

      to->line = from->line;
      to->keyword = g_strdup (from->keyword);
      to->reason = g_strdup (from->reason);
      g_ptr_array_add (copy->rejects, to);
    }
  return copy;
}

void
igny_import_rejected_show (GtkWidget              *rejected,
                           const IgnyImportReport *report)
{
  Rejected        *self;
  GtkWidget       *child;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_EXPANDER (rejected) && report != NULL);

  self = get_rejected (rejected);
  number = igny_format_number (report->rejected);
  title = g_strdup_printf (
      ngettext ("%s rejected line", "%s rejected lines", (gulong) report->rejected), number);
  igny_import_report_free (self->report);
  self->report = copy_rejects (report);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < MIN (report->rejects->len, MAX_SHOWN); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (report->rejects->pdata[i]));
  gtk_expander_set_label (GTK_EXPANDER (rejected), title);
  gtk_widget_set_visible (rejected, report->rejected > 0);
}
