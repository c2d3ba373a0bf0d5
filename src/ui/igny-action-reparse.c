/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-work.h"

/* A stored answer on its way to a second use. */
typedef struct
{
  gint64      log;
  IgnyReport *report;
} Reparse;

static void
reparse_free (gpointer data)
{
  igny_report_free (((Reparse *) data)->report);
  g_free (data);
}

static gboolean
run_reparse (const IgnyRun *run,
             gpointer       data,
             GError       **error)
{
  Reparse *reparse = data;

  return igny_work_reparse (run, reparse->log, reparse->report, error);
}

static const char *
find_failure (const IgnyReport *report)
{
  for (guint i = 0; i < report->items->len; i++)
    if (((const IgnyItem *) report->items->pdata[i])->error != NULL)
      return ((const IgnyItem *) report->items->pdata[i])->error;
  return NULL;
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer    data;
  const char *failure = NULL;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    failure = find_failure (((Reparse *) data)->report);
  if (failure != NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, failure);
  if (error != NULL)
    igny_workspace_fail (workspace, _ ("The Answer Was Not Used Again"), error);
  else
    igny_workspace_done (workspace, _ ("Used the stored answer again; nothing was asked or paid"));
}

void
igny_action_reparse (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  const char *title = _ ("Using an answer again");
  Reparse    *reparse;

  if (rows->len != 1)
    {
      igny_workspace_say (workspace, _ ("Select the call whose answer you want to use again"));
      return;
    }
  reparse = g_new0 (Reparse, 1);
  reparse->log = g_array_index (rows, gint64, 0);
  reparse->report = igny_report_new ();
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_reparse, reparse,
                     reparse_free, ended_cb, g_object_ref (workspace));
}
