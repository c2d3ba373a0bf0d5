/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-file-job.h"

#include <glib/gi18n.h>

#include "igny-confirm.h"
#include "igny-file-picker.h"
#include "igny-format.h"
#include "igny-site-file.h"

typedef struct
{
  GFile           *file;
  gint64           site;
  gboolean         copy;
  IgnySiteFileInfo info;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  igny_site_file_info_clear (&job->info);
  g_free (job);
}

static GtkWindow *
get_window (IgnyWorkspace *workspace)
{
  return GTK_WINDOW (igny_workspace_get_window (workspace));
}

/* NULL when none was chosen, or the window is gone. */
static GFile *
take_file (IgnyWorkspace *workspace,
           GAsyncResult  *result)
{
  g_autoptr(GFile) file = igny_file_picker_finish (result, NULL);

  if (file == NULL || get_window (workspace) == NULL)
    return NULL;
  if (g_file_peek_path (file) != NULL)
    return g_steal_pointer (&file);
  igny_workspace_say (workspace, _ ("Only files of this computer can be used"));
  return NULL;
}

/* --- out ------------------------------------------------------------------ */

static gboolean
run_export (const IgnyRun *run,
            gpointer       data,
            GError       **error)
{
  Job *job = data;

  return igny_site_file_write (run, job->site, g_file_peek_path (job->file), &job->info, error);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    {
      const Job       *job = data;
      g_autofree char *name = g_file_get_basename (job->file);
      g_autofree char *text =
          g_strdup_printf (_ ("Exported “%s” to “%s”"), job->info.name, name);

      igny_workspace_say (workspace, text);
    }
  else
    igny_workspace_fail (workspace, _ ("The Site Could Not Be Exported"), error);
}

static void
named_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GFile) file = take_file (workspace, result);
  const char *title = _ ("Exporting a Site");
  IgnyScope   scope;
  Job        *job;

  if (file == NULL)
    return;
  scope = igny_workspace_get_scope (workspace);
  if (scope.site == 0)
    return;
  job = g_new0 (Job, 1);
  job->file = g_steal_pointer (&file);
  job->site = scope.site;
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_export, job, job_free,
                     exported_cb, g_object_ref (workspace));
}

void
igny_site_file_job_export (IgnyWorkspace *workspace)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  if (igny_workspace_get_scope (workspace).site == 0)
    {
      igny_workspace_say (workspace, _ ("Choose the site to export first"));
      return;
    }
  igny_file_picker_save_async (get_window (workspace), _ ("Export Site"), "site.igny8site", NULL,
                                                          named_cb, g_object_ref (workspace));
}

/* --- in ------------------------------------------------------------------- */

static gboolean
run_import (const IgnyRun *run,
            gpointer       data,
            GError       **error)
{
  Job *job = data;

  return igny_site_file_read (run, g_file_peek_path (job->file), job->copy, &job->info, error);
}

/* What is asked when the site is there. */
typedef struct
{
  IgnyWorkspace *workspace;
  GFile         *file;
} Question;

static void
start_import (IgnyWorkspace      *workspace,
              GFile              *file,
              gboolean            copy,
              GAsyncReadyCallback callback)
{
  const char *title = _ ("Importing a Site");
  Job        *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->copy = copy;
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_import, job, job_free,
                     callback, g_object_ref (workspace));
}

static void
say_imported (IgnyWorkspace *workspace,
              const Job     *job)
{
  g_autofree char *text = g_strdup_printf (_ ("Imported “%s”"), job->info.name);

  igny_workspace_set_scope (workspace, (IgnyScope){ job->info.site, 0 });
  igny_workspace_say (workspace, text);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    say_imported (workspace, data);
  else
    igny_workspace_fail (workspace, _ ("The Site Could Not Be Imported"), error);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr(IgnyWorkspace) workspace = question->workspace;
  g_autoptr(GFile) file = question->file;

  if (igny_confirm_finish (result, NULL) && get_window (workspace) != NULL)
    start_import (workspace, file, TRUE, copied_cb);
}

static void
ask_copy (IgnyWorkspace *workspace,
          GFile         *file)
{
  const char *heading = _ ("This Site Is Here Already");
  const char *verb = _ ("Import a Copy");
  const char *body = _ ("Or it was, and is deleted. It can be imported again, as a copy.");
  Question   *question = g_new (Question, 1);

  question->workspace = g_object_ref (workspace);
  question->file = g_object_ref (file);
  igny_confirm_async (get_window (workspace), heading, body, verb, FALSE, NULL, answered_cb,
                      question);
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    say_imported (workspace, data);
  else if (!g_error_matches (error, IGNY_SITE_FILE_ERROR, IGNY_SITE_FILE_ERROR_EXISTS) ||
           get_window (workspace) == NULL)
    igny_workspace_fail (workspace, _ ("The Site Could Not Be Imported"), error);
  else
    ask_copy (workspace, ((Job *) data)->file);
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GFile) file = take_file (workspace, result);

  if (file != NULL)
    start_import (workspace, file, FALSE, imported_cb);
}

void
igny_site_file_job_import (IgnyWorkspace *workspace)
{
  static const char *const patterns[] = { "*.igny8site", NULL };
  const char              *title = _ ("Import Site");
  const char              *kind = _ ("Sites of IGNY8");

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  igny_file_picker_open_async (get_window (workspace), title, kind, patterns, NULL, picked_cb,
                               g_object_ref (workspace));
}
