/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-log.h"

#include "igny-ai-task-log.h"
#include "igny-jobs.h"
#include "igny-settings.h"

#define HOUR_MS (G_GINT64_CONSTANT (60) * 60 * 1000)
#define DAY_MS (24 * HOUR_MS)

static char *
join_messages (const IgnyAiLogLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->n_messages; i++)
    g_string_append_printf (text, "%s[%s]\n%s", i > 0 ? "\n\n" : "", line->messages[i].role,
                            line->messages[i].content);
  return g_string_free (text, FALSE);
}

/* Texts that were kept for so many days. All lines are looked at for that, so
 * with the first call of an hour only. */
static gboolean
forget_old (IgnyStep *step,
            gint64    days,
            GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);
  gint64  now = igny_step_get_now (step);
  gint64  last = IGNY_UNKNOWN;

  if (!igny_db_get_integer (db,
                            "SELECT max (created_at) FROM (SELECT created_at FROM ai_task_logs"
                            " ORDER BY row DESC LIMIT 1)",
                            NULL, &last, error))
    return FALSE;
  if (last != IGNY_UNKNOWN && last / HOUR_MS == now / HOUR_MS)
    return TRUE;
  return igny_db_exec (db,
                       "UPDATE ai_task_logs SET request = NULL, response = NULL WHERE created_at"
                       " < ?1 AND (request IS NOT NULL OR response IS NOT NULL)",
                       IGNY_BINDS (IGNY_BIND_INT (now - days * DAY_MS)), error);
}

gboolean
igny_ai_log_add_in (IgnyStep            *step,
                    const IgnyAiLogLine *line,
                    gint64              *row,
                    GError             **error)
{
  gint64 days;
  g_autoptr(IgnyAiTaskLog) log = igny_record_new (&igny_ai_task_log_entity);

  days = igny_settings_get_number (igny_step_get_db (step), igny_step_get_account (step),
                                   "general.ai-log-days");
  log->function_name = g_strdup (line->function);
  log->model = g_strdup (line->model);
  log->host = g_strdup (line->host);
  log->phase = g_strdup (line->error != NULL ? "AI_CALL" : "DONE");
  log->error = g_strdup (line->error);
  log->tokens_input = line->tokens_input;
  log->tokens_output = line->tokens_output;
  log->cost_usd = line->cost_usd;
  log->estimated_usd = line->estimated_usd;
  log->credits = line->credits;
  log->target = g_strdup (line->target);
  log->target_row = line->target != NULL ? line->target_row : IGNY_UNKNOWN;
  g_free (log->status);
  log->status = g_strdup (line->error != NULL ? "error" : "success");
  if (days > 0)
    log->request = join_messages (line);
  log->duration = line->duration;
  log->correlation_id = g_strdup (line->correlation);
  if (line->answer != NULL && days > 0)
    log->response = g_strdup (line->answer->text->str);

  if (!forget_old (step, days, error) || !igny_step_insert (step, log, error))
    return FALSE;
  if (row != NULL)
    *row = log->record.row;
  return TRUE;
}

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  return igny_ai_log_add_in (step, data, NULL, error);
}

gboolean
igny_ai_log_add (IgnyStore           *store,
                 const IgnyAiLogLine *line,
                 GError             **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (store) && line != NULL, FALSE);

  return igny_store_write (store, IGNY_STEP_SYSTEM, "Log an AI call", add_cb, (gpointer) line,
                           NULL, error);
}

typedef struct
{
  const IgnyAiLogLine *line;
  gint64               job;
  gboolean             lost;
  gint64               row;
} End;

/* The line of the log and the end of the job, of which neither is there without
 * the other. */
static gboolean
end_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  End *end = data;

  if (end->line != NULL && !igny_ai_log_add_in (step, end->line, &end->row, error))
    return FALSE;
  return end->job == 0 ||
         igny_jobs_finish_in (step, end->job, end->line != NULL ? end->line->error : "not logged",
                              end->lost, error);
}

gboolean
igny_ai_log_end (const IgnyRun       *run,
                 const IgnyAiLogLine *line,
                 gint64               job,
                 const GError        *failure,
                 GError             **error)
{
  End end = { line, job, FALSE, 0 };

  g_return_val_if_fail (run != NULL && line != NULL, FALSE);

  end.lost = g_error_matches (failure, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST) ||
             g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (igny_store_write (run->store, IGNY_STEP_SYSTEM, "Log an AI call", end_cb, &end, NULL, error))
    {
      igny_run_note_call (run, end.row);
      return TRUE;
    }
  /* What cannot be logged does not run for ever. */
  end.line = NULL;
  end.lost = TRUE;
  igny_store_write (run->store, IGNY_STEP_SYSTEM, "End an AI call", end_cb, &end, NULL, NULL);
  return FALSE;
}
