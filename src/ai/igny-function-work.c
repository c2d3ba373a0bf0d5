/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-function-private.h"
#include "igny-json.h"
#include "igny-number.h"
#include "igny-work-cluster.h"
#include "igny-work-todo.h"

/* In the order of their clusters offline, so that alike ones come into one
 * item. */
GArray *
igny_function_find_keywords (const IgnyRun          *run,
                             const IgnyFunctionCall *call,
                             GError                **error)
{
  g_autoptr(IgnyWorkKeywords) keywords = NULL;
  g_autoptr(GArray) order = NULL;
  GArray *rows;

  keywords = igny_work_keywords_load_free (run, &call->scope,
                                           igny_json_get_bool (call->options, "again", FALSE),
                                           call->rows, call->n_rows, error);
  if (keywords == NULL)
    return NULL;
  if (call->engine != IGNY_ENGINE_AI || keywords->n == 0)
    return g_array_ref (keywords->rows);
  order = igny_work_cluster_order (run, keywords, error);
  if (order == NULL)
    return NULL;
  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), order->len);
  for (guint i = 0; i < order->len; i++)
    g_array_append_val (rows, igny_work_keywords_row (keywords, g_array_index (order, guint, i)));
  return rows;
}

GArray *
igny_function_find_clusters (const IgnyRun          *run,
                             const IgnyFunctionCall *call,
                             GError                **error)
{
  return igny_work_todo_find (run, &call->scope, IGNY_WORK_TODO_CLUSTERS, call->rows,
                              call->n_rows, error);
}

GArray *
igny_function_find_tasks (const IgnyRun          *run,
                          const IgnyFunctionCall *call,
                          GError                **error)
{
  return igny_work_todo_find (run, &call->scope, IGNY_WORK_TODO_TASKS, call->rows, call->n_rows,
                              error);
}

gboolean
igny_function_run_cluster (const IgnyRun          *run,
                           const IgnyFunctionCall *call,
                           IgnyReport             *report,
                           GError                **error)
{
  IgnyClusterResult result = { 0 };
  gboolean          ok;

  ok = igny_work_cluster (run, &call->scope, call->engine,
                          igny_json_get_int (call->options, "strictness", IGNY_UNKNOWN),
                          igny_json_get_bool (call->options, "again", FALSE), call->rows,
                          call->n_rows, &result, error);
  report->done = result.clustered;
  if (ok)
    igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0,
                     ngettext ("Put %u keyword into clusters (%u)",
                               "Put %u keywords into clusters (%u)", result.clustered),
                     result.clustered, result.clusters);
  return ok;
}

gboolean
igny_function_run_ideas (const IgnyRun          *run,
                         const IgnyFunctionCall *call,
                         IgnyReport             *report,
                         GError                **error)
{
  guint    created = 0;
  guint    skipped = 0;
  gboolean ok;

  ok = igny_work_ideas (run, &call->scope, call->engine, call->rows, call->n_rows, &created,
                        &skipped, error);
  report->done = created;
  if (ok)
    igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0,
                     ngettext ("Saved %u idea", "Saved %u ideas", created), created);
  return ok;
}

gboolean
igny_function_run_write (const IgnyRun          *run,
                         const IgnyFunctionCall *call,
                         IgnyReport             *report,
                         GError                **error)
{
  gboolean ok;

  ok = igny_work_write_again (run, &call->scope, call->engine,
                              igny_json_get_bool (call->options, "again", FALSE), call->rows,
                              call->n_rows, report, error);
  if (ok && report->failed == 0)
    igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0,
                     ngettext ("Saved %u text", "Saved %u texts", report->done), report->done);
  return ok;
}
