/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-job.h"

#include <glib/gi18n.h>

#include "igny-format.h"

/* The import itself. */
typedef struct
{
  IgnyWorkspace    *workspace;
  IgnyScope         scope;
  IgnyImportPlan   *plan;
  IgnyImportReport *report;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->workspace);
  igny_import_plan_free (import->plan);
  igny_import_report_free (import->report);
  g_free (import);
}

static gboolean
run_import (const IgnyRun *run,
            gpointer       data,
            GError       **error)
{
  Import *import = data;

  return igny_import_plan_run (import->plan, run, &import->scope, import->report, error);
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;
  gint64   taken;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    {
      const Import    *import = data;
      g_autofree char *number = NULL;
      g_autofree char *text = NULL;

      taken = import->report->added + import->report->merged;
      number = igny_format_number (taken);
      text = g_strdup_printf (ngettext ("Imported %s keyword", "Imported %s keywords",
                                        (gulong) taken),
                              number);
      igny_workspace_offer (workspace, text, _ ("_Cluster Them"), "win.act::cluster");
    }
  else
    igny_workspace_fail (workspace, _ ("Nothing Was Imported"), error);
}

void
igny_import_job_start (IgnyWorkspace   *workspace,
                       const IgnyScope *scope,
                       IgnyImportPlan  *plan)
{
  const char *title = _ ("Importing");
  Import     *import;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));
  g_return_if_fail (scope != NULL && plan != NULL);

  import = g_new0 (Import, 1);
  import->workspace = g_object_ref (workspace);
  import->scope = *scope;
  import->plan = plan;
  import->report = igny_import_report_new ();
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_import, import, import_free,
                     imported_cb, g_object_ref (workspace));
  igny_window_show_page (igny_workspace_get_window (workspace), "keywords");
}
