/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-format.h"
#include "igny-import-columns.h"
#include "igny-import-encoding.h"
#include "igny-import-job.h"
#include "igny-import-plan.h"
#include "igny-import-rejected.h"
#include "igny-sector-dialog.h"

#define TRY_DELAY_MS 300
#define SHOW_EVERY_MS 100

typedef struct _Sheet Sheet;

/* One sheet; freed with its window. What runs on a worker has copies. */
struct _Sheet
{
  GtkWidget      *window;
  IgnyWorkspace  *workspace;
  IgnyScope       scope;
  IgnyImportPlan *plan;
  GtkWidget      *body;
  GtkWidget      *go;
  GtkWidget      *bar;
  GtkWidget      *outcome; /* text of what will happen */
  GtkWidget      *rejects;
  GCancellable   *cancellable; /* of the dry run */
  IgnyImportPlan *trying;      /* borrowed from the dry run */
  guint           timer;
  guint           delay;
  void (*fill) (Sheet *sheet); /* shows the plan */
};

/* A dry run, or the reading before it. */
typedef struct
{
  GtkWidget        *window;
  IgnyStore        *store;
  IgnyScope         scope;
  IgnyImportPlan   *plan;
  IgnyImportReport *report;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_object_unref (trial->window);
  g_object_unref (trial->store);
  igny_import_plan_free (trial->plan);
  igny_import_report_free (trial->report);
  g_free (trial);
}

static void
stop_trial_cb (Sheet *sheet)
{
  g_cancellable_cancel (sheet->cancellable);
  g_clear_object (&sheet->cancellable);
  g_clear_handle_id (&sheet->timer, g_source_remove);
  g_clear_handle_id (&sheet->delay, g_source_remove);
  sheet->trying = NULL;
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  stop_trial_cb (sheet);
  igny_import_plan_free (sheet->plan);
  igny_import_sheet_continue (sheet->workspace);
  g_object_unref (sheet->workspace);
  g_free (sheet);
}

static Sheet *
get_sheet (GtkWidget *window)
{
  return g_object_get_data (G_OBJECT (window), "sheet");
}

static void
go_cb (Sheet *sheet)
{
  stop_trial_cb (sheet);
  igny_import_job_start (sheet->workspace, &sheet->scope, igny_import_plan_copy (sheet->plan));
  gtk_window_close (GTK_WINDOW (sheet->window));
}

static void
show_report (Sheet                  *sheet,
             const IgnyImportReport *report)
{
  gint64           taken = report->added + report->merged;
  g_autofree char *added = igny_format_number (report->added);
  g_autofree char *merged = igny_format_number (report->merged);
  g_autofree char *unchanged = igny_format_number (report->unchanged);
  g_autofree char *rejected = igny_format_number (report->rejected);
  g_autofree char *number = igny_format_number (taken);
  g_autofree char *text = NULL;
  g_autofree char *verb = NULL;
  g_autoptr(GString) outcome = NULL;

  /* Translators: numbers of keywords */
  text = g_strdup_printf (_ ("%s new · %s updated · %s unchanged · %s rejected"), added, merged,
                             unchanged, rejected);
  outcome = g_string_new (text);
  if (report->cut_off)
    g_string_append_printf (outcome, "\n%s",
                            _ ("Search Console exports at most 1,000 rows: there may be more "
                               "keywords than this file has."));
  if (report->doubtful)
    g_string_append_printf (outcome, "\n%s",
                            _ ("The encoding is a guess, and the letters look wrong; if they are, "
                               "choose another above."));
  gtk_label_set_label (GTK_LABEL (sheet->outcome), outcome->str);
  verb = g_strdup_printf (ngettext ("_Import %s Keyword", "_Import %s Keywords", (gulong) taken),
                          number);
  gtk_button_set_label (GTK_BUTTON (sheet->go), taken > 0 ? verb : _ ("_Import"));
  gtk_widget_set_sensitive (sheet->go, taken > 0);
  igny_import_rejected_show (sheet->rejects, report);
}

static void
try_thread (GTask        *task,
            gpointer      object,
            gpointer      data,
            GCancellable *cancellable)
{
  Trial  *trial = data;
  GError *error = NULL;

  if (igny_import_plan_try (trial->plan, trial->store, &trial->scope, trial->report, cancellable,
                            &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Trial *trial = g_task_get_task_data (G_TASK (result));
  Sheet *sheet = get_sheet (trial->window);
  g_autoptr(GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || sheet == NULL ||
      sheet->trying != trial->plan)
    return;
  stop_trial_cb (sheet);
  gtk_widget_set_visible (sheet->bar, FALSE);
  if (ok)
    show_report (sheet, trial->report);
  else
    {
      g_autofree char *sentence = igny_format_sentence (error->message);

      gtk_label_set_label (GTK_LABEL (sheet->outcome), sentence);
    }
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Sheet *sheet = user_data;
  int    per_mille = g_atomic_int_get (&sheet->trying->per_mille);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (sheet->bar), per_mille / 1000.0);
  return G_SOURCE_CONTINUE;
}

static Trial *
trial_new (Sheet          *sheet,
           IgnyImportPlan *plan)
{
  Trial *trial = g_new0 (Trial, 1);

  trial->window = g_object_ref (sheet->window);
  trial->store = g_object_ref (igny_workspace_get_store (sheet->workspace));
  trial->scope = sheet->scope;
  trial->plan = plan;
  trial->report = igny_import_report_new ();
  return trial;
}

static gboolean
has_keywords (const IgnyImportPlan *plan)
{
  for (guint i = 0; i < plan->roles->len; i++)
    if (g_array_index (plan->roles, IgnyImportRole, i) == IGNY_IMPORT_ROLE_KEYWORD)
      return TRUE;
  return FALSE;
}

static gboolean
try_cb (gpointer user_data)
{
  Sheet *sheet = user_data;
  Trial *trial;
  g_autoptr(GTask) task = NULL;

  sheet->delay = 0;
  if (!has_keywords (sheet->plan))
    {
      gtk_widget_set_visible (sheet->bar, FALSE);
      gtk_label_set_label (GTK_LABEL (sheet->outcome),
                           _ ("Say above which column holds the keywords."));
      return G_SOURCE_REMOVE;
    }
  trial = trial_new (sheet, igny_import_plan_copy (sheet->plan));
  sheet->trying = trial->plan;
  sheet->cancellable = g_cancellable_new ();
  sheet->timer = g_timeout_add (SHOW_EVERY_MS, show_progress_cb, sheet);
  task = g_task_new (NULL, sheet->cancellable, tried_cb, NULL);
  g_task_set_task_data (task, trial, trial_free);
  g_task_run_in_thread (task, try_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Sheet *sheet)
{
  stop_trial_cb (sheet);
  gtk_widget_set_sensitive (sheet->go, FALSE);
  gtk_widget_set_visible (sheet->rejects, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (sheet->bar), 0);
  gtk_widget_set_visible (sheet->bar, TRUE);
  gtk_label_set_label (GTK_LABEL (sheet->outcome), _ ("Looking at every line…"));
  sheet->delay = g_timeout_add (TRY_DELAY_MS, try_cb, sheet);
}

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
reread_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  Trial  *trial = data;
  GError *error = NULL;

  if (igny_import_plan_read (trial->plan, trial->store, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Another encoding makes another file of it: all is shown anew. */
static void
reread_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Trial *trial = g_task_get_task_data (G_TASK (result));
  Sheet *sheet = get_sheet (trial->window);
  g_autoptr(GError) error = NULL;
  GtkWidget *child;

  if (sheet == NULL || sheet->body == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      igny_workspace_fail (sheet->workspace, _ ("This Cannot Be Imported"), error);
      return;
    }
  stop_trial_cb (sheet);
  while ((child = gtk_widget_get_first_child (sheet->body)) != NULL)
    gtk_box_remove (GTK_BOX (sheet->body), child);
  igny_import_plan_free (sheet->plan);
  sheet->plan = g_steal_pointer (&trial->plan);
  sheet->fill (sheet);
}

static void
encoding_cb (GtkDropDown *chooser,
             GParamSpec  *pspec,
             Sheet       *sheet)
{
  IgnyImportPlan *plan = igny_import_plan_copy (sheet->plan);
  g_autoptr(GTask) task = g_task_new (NULL, NULL, reread_cb, NULL);

  g_free (plan->wished_encoding);
  plan->wished_encoding = g_strdup (igny_import_encoding_get (chooser));
  g_task_set_task_data (task, trial_new (sheet, plan), trial_free);
  g_task_run_in_thread (task, reread_thread);
}

static void
add_source (Sheet *sheet)
{
  const IgnyPlace *site = igny_places_find (igny_workspace_get_places (sheet->workspace), 0,
                                            sheet->scope.site);
  const IgnyPlace *sector = igny_places_find (igny_workspace_get_places (sheet->workspace),
                                              sheet->scope.site, sheet->scope.sector);
  g_autofree char *details = igny_import_plan_describe (sheet->plan);
  g_autofree char *where = NULL;
  GtkWidget       *group = adw_preferences_group_new ();
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *place = NULL;
  GtkWidget       *encoding = igny_import_encoding_new (sheet->plan->wished_encoding,
                                                        G_CALLBACK (encoding_cb), sheet);

  where = g_strdup_printf (_ ("Into %s › %s"), site != NULL ? site->title : "–",
                              sector != NULL ? sector->title : "–");
  place = gtk_label_new (where);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sheet->plan->source);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "text-x-generic-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), place);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), encoding);
  gtk_box_append (GTK_BOX (sheet->body), group);
}

static void
add_columns (Sheet *sheet)
{
  GtkWidget *columns = igny_import_columns_new (sheet->plan);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_swapped (columns, "changed", G_CALLBACK (changed_cb), sheet);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), columns);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_box_append (GTK_BOX (sheet->body), create_heading (_ ("What the Columns Are")));
  gtk_box_append (GTK_BOX (sheet->body), scrolled);
}

static void
add_outcome (Sheet *sheet)
{
  sheet->outcome = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (sheet->outcome), 0);
  gtk_label_set_wrap (GTK_LABEL (sheet->outcome), TRUE);
  gtk_widget_add_css_class (sheet->outcome, "numeric");
  sheet->bar = gtk_progress_bar_new ();
  sheet->rejects = igny_import_rejected_new (sheet->workspace, sheet->plan->name);
  gtk_box_append (GTK_BOX (sheet->body), create_heading (_ ("What Will Happen")));
  gtk_box_append (GTK_BOX (sheet->body), sheet->outcome);
  gtk_box_append (GTK_BOX (sheet->body), sheet->bar);
  gtk_box_append (GTK_BOX (sheet->body), sheet->rejects);
}

static GtkWidget *
create_header (Sheet *sheet)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  sheet->go = gtk_button_new_with_mnemonic (_ ("_Import"));
  gtk_widget_add_css_class (sheet->go, "suggested-action");
  gtk_widget_set_sensitive (sheet->go, FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Import Keywords"),
                                                            sheet->plan->name));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), sheet->go);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), sheet->window);
  g_signal_connect_swapped (sheet->go, "clicked", G_CALLBACK (go_cb), sheet);
  return header;
}

static void
build (Sheet *sheet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  sheet->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (sheet->body, "import-sheet");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), sheet->body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), create_header (sheet));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (sheet->window), box);
  igny_escape_add (sheet->window);
}

static void
read_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  Sheet  *sheet = data;
  GError *error = NULL;

  if (igny_import_plan_read (sheet->plan, igny_workspace_get_store (sheet->workspace), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill (Sheet *sheet)
{
  add_source (sheet);
  add_columns (sheet);
  add_outcome (sheet);
  changed_cb (sheet);
}

/* Its widgets go; it stays until what runs for it has ended. */
static void
gone_cb (Sheet *sheet)
{
  stop_trial_cb (sheet);
  sheet->body = NULL;
}

static void
show (Sheet *sheet)
{
  GtkWindow *parent = GTK_WINDOW (igny_workspace_get_window (sheet->workspace));

  sheet->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                                _ ("Import Keywords"), "default-width", 900, "default-height", 660,
                                   NULL);
  g_object_set_data_full (G_OBJECT (sheet->window), "sheet", sheet, sheet_free);
  g_signal_connect_swapped (sheet->window, "destroy", G_CALLBACK (gone_cb), sheet);
  sheet->fill = fill;
  build (sheet);
  fill (sheet);
  gtk_window_present (GTK_WINDOW (sheet->window));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sheet *sheet = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    igny_workspace_fail (sheet->workspace, _ ("This Cannot Be Imported"), error);
  else if (igny_workspace_get_window (sheet->workspace) != NULL)
    {
      show (sheet);
      return;
    }
  sheet_free (sheet);
}

/* What waits for a sector to be chosen. */
typedef struct
{
  IgnyWorkspace  *workspace;
  IgnyImportPlan *plan;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_object_unref (wait->workspace);
  igny_import_plan_free (wait->plan);
  g_free (wait);
}

/* Takes plan. */
static void
present_in (IgnyWorkspace  *workspace,
            IgnyScope       scope,
            IgnyImportPlan *plan)
{
  Sheet *sheet;
  g_autoptr(GTask) task = NULL;

  sheet = g_new0 (Sheet, 1);
  sheet->workspace = g_object_ref (workspace);
  sheet->scope = scope;
  sheet->plan = plan;
  task = g_task_new (NULL, NULL, read_cb, sheet);
  g_task_set_task_data (task, sheet, NULL);
  g_task_run_in_thread (task, read_thread);
}

static void
chosen_cb (const IgnyScope *scope,
           gpointer         user_data)
{
  Wait *wait = user_data;

  present_in (wait->workspace, *scope, g_steal_pointer (&wait->plan));
}

/* Takes plan. */
static void
present (IgnyWorkspace  *workspace,
         IgnyImportPlan *plan)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->workspace = g_object_ref (workspace);
  wait->plan = plan;
  igny_sector_dialog_ask (workspace, chosen_cb, wait, wait_free);
}

void
igny_import_sheet_present_file (IgnyWorkspace *workspace,
                                GFile         *file)
{
  const char *path;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && G_IS_FILE (file));

  path = g_file_peek_path (file);
  if (path == NULL)
    igny_workspace_say (workspace, _ ("Only files on this computer can be imported"));
  else
    present (workspace, igny_import_plan_new_file (path));
}

void
igny_import_sheet_present_text (IgnyWorkspace *workspace,
                                const char    *text)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && text != NULL);

  present (workspace, igny_import_plan_new_text (text));
}
