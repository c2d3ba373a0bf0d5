/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-bulk.h"

#include <glib/gi18n.h>

#define REPORT_EVERY 256

typedef struct
{
  IgnyWorkspace *workspace;
  const IgnyRun *run;
  char          *label;
  char          *failed;
  GArray        *rows;
  IgnyBulkFunc   func;
  gpointer       data;
  GDestroyNotify free_data;
} Bulk;

static void
bulk_free (gpointer data)
{
  Bulk *bulk = data;

  if (bulk->free_data != NULL)
    bulk->free_data (bulk->data);
  g_object_unref (bulk->workspace);
  g_array_unref (bulk->rows);
  g_free (bulk->label);
  g_free (bulk->failed);
  g_free (bulk);
}

/* There is one phase only, so its percent is the whole run's. */
static void
report (const Bulk *bulk,
        guint       percent)
{
  IgnyProgress progress = { IGNY_PHASE_SAVE, percent, 0, 0, bulk->label };

  bulk->run->progress (&progress, bulk->run->user_data);
}

static gboolean
write_all (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Bulk *bulk = data;

  for (guint i = 0; i < bulk->rows->len; i++)
    {
      if (!bulk->func (step, g_array_index (bulk->rows, gint64, i), bulk->data, error))
        return FALSE;
      if (i % REPORT_EVERY == 0)
        report (bulk, (guint) ((guint64) i * 100 / bulk->rows->len));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  /* Editing names the step after its last record. */
  igny_step_set_label (step, "%s", bulk->label);
  return TRUE;
}

static gboolean
run_bulk (const IgnyRun *run,
          gpointer       data,
          GError       **error)
{
  Bulk *bulk = data;

  bulk->run = run;
  return igny_store_write (run->store, IGNY_STEP_DO, bulk->label, write_all, bulk,
                           run->cancellable, error);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gpointer data;
  Bulk    *bulk;
  gboolean ok = igny_runner_finish (IGNY_RUNNER (object), result, &data, &error);

  bulk = data;
  if (ok)
    igny_workspace_done (bulk->workspace, bulk->label);
  else
    igny_workspace_fail (bulk->workspace, bulk->failed, error);
}

void
igny_bulk_start (IgnyWorkspace *workspace,
                 const char    *running,
                 const char    *label,
                 const char    *failed,
                 GArray        *rows,
                 IgnyBulkFunc   func,
                 gpointer       data,
                 GDestroyNotify free_data)
{
  Bulk *bulk;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));
  g_return_if_fail (rows != NULL && func != NULL);

  bulk = g_new0 (Bulk, 1);
  bulk->workspace = g_object_ref (workspace);
  bulk->label = g_strdup (label);
  bulk->failed = g_strdup (failed);
  bulk->rows = rows;
  bulk->func = func;
  bulk->data = data;
  bulk->free_data = free_data;
  igny_runner_start (igny_workspace_get_runner (workspace), running, run_bulk, bulk, bulk_free,
                     ended_cb, NULL);
}
