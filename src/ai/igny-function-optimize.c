/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-function-private.h"
#include "igny-work-todo.h"
#include "igny-work.h"

/* Articles that nobody has proposed anything for. */
/* clang-format off */
#define TODO_SQL \
  "SELECT c.row FROM content c WHERE " IGNY_WORK_IN_SCOPE ("c") \
  " AND c.is_brief = 0 AND c.status IN ('draft', 'review') AND c.html_content <> ''" \
  " AND json_extract (c.metadata, '$.proposal') IS NULL ORDER BY c.row"
/* clang-format on */

GArray *
igny_function_find_articles (const IgnyRun          *run,
                             const IgnyFunctionCall *call,
                             GError                **error)
{
  return igny_work_todo_find (run, &call->scope, TODO_SQL, call->rows, call->n_rows, error);
}

gboolean
igny_function_run_optimize (const IgnyRun          *run,
                            const IgnyFunctionCall *call,
                            IgnyReport             *report,
                            GError                **error)
{
  g_autoptr(GArray) rows = igny_function_find_articles (run, call, error);

  return rows != NULL &&
         igny_work_optimize (run, (const gint64 *) (gpointer) rows->data, rows->len, report,
                             error);
}
