/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-function-private.h"
#include "igny-work-todo.h"
#include "igny-work.h"

GArray *
igny_function_find_bare_tasks (const IgnyRun          *run,
                               const IgnyFunctionCall *call,
                               GError                **error)
{
  return igny_work_todo_find (run, &call->scope, IGNY_WORK_TODO_BARE_TASKS, call->rows,
                              call->n_rows, error);
}

GArray *
igny_function_find_images (const IgnyRun          *run,
                           const IgnyFunctionCall *call,
                           GError                **error)
{
  return igny_work_todo_find (run, &call->scope, IGNY_WORK_TODO_IMAGES, call->rows, call->n_rows,
                              error);
}

gboolean
igny_function_run_image_prompts (const IgnyRun          *run,
                                 const IgnyFunctionCall *call,
                                 IgnyReport             *report,
                                 GError                **error)
{
  return igny_work_image_prompts (run, &call->scope, call->rows, call->n_rows, report, error);
}

gboolean
igny_function_run_images (const IgnyRun          *run,
                          const IgnyFunctionCall *call,
                          IgnyReport             *report,
                          GError                **error)
{
  return igny_work_images (run, &call->scope, call->rows, call->n_rows, report, error);
}
