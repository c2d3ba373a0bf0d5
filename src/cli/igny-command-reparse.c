/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-ai-task-log.h"
#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-report-answer.h"
#include "igny-work.h"

gboolean
igny_command_reparse (IgnyCall *call,
                      GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  gint64  log = igny_answer_find (call, &igny_ai_task_log_entity, igny_call_get_word (call, 0),
                                  error);
  g_autoptr(IgnyReport) report = igny_report_new ();

  if (log == 0 || !igny_work_reparse (&run, log, report, error))
    return FALSE;
  igny_call_say (call, "%s", _("The stored answer was used again."));
  igny_report_answer (call, report, FALSE);
  return TRUE;
}
