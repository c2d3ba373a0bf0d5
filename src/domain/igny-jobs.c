/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-jobs.h"

#include "igny-job.h"
#include "igny-purge.h"
#include "igny-settings.h"

typedef struct
{
  const char *kind;
  const char *target;
  gint64      target_row;
  gint64      job;
  char       *token;
  const char *error_text;
} Call;

/* A publish that was cut off may have reached the site under its token. */
static gboolean
find_token (IgnyStep *step,
            Call     *call,
            GError  **error)
{
  return igny_db_get_text (
      igny_step_get_db (step),
      "SELECT iif(state = 'done', NULL, token) FROM jobs WHERE kind = ?1 AND target_row = ?2"
      " AND account = my_account() ORDER BY row DESC LIMIT 1",
      IGNY_BINDS (IGNY_BIND_TEXT (call->kind), IGNY_BIND_INT (call->target_row)), &call->token,
      error);
}

static gboolean
start_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyJob) job = igny_record_new (&igny_job_entity);
  char   text[IGNY_ID_TEXT_SIZE];
  IgnyId id = igny_step_new_id (step);

  if (!find_token (step, call, error))
    return FALSE;
  if (call->token == NULL)
    {
      igny_id_to_text (&id, text);
      call->token = g_strdup (text);
    }
  job->kind = g_strdup (call->kind);
  job->target = g_strdup (call->target);
  job->target_row = call->target_row;
  g_free (job->state);
  job->state = g_strdup ("running");
  job->token = g_strdup (call->token);
  job->attempts = 1;
  job->started_at = igny_step_get_now (step);
  if (!igny_step_insert (step, job, error))
    return FALSE;
  call->job = job->record.row;
  return TRUE;
}

gboolean
igny_jobs_start (IgnyStore  *store,
                 const char *kind,
                 const char *target,
                 gint64      target_row,
                 gint64     *job,
                 char      **token,
                 GError    **error)
{
  Call     call = { kind, target, target_row };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (store) && kind != NULL && job != NULL, FALSE);

  ok = igny_store_write (store, IGNY_STEP_SYSTEM, "Start a job", start_cb, &call, NULL, error);
  *job = call.job;
  if (token != NULL && ok)
    *token = g_steal_pointer (&call.token);
  g_free (call.token);
  return ok;
}

static gboolean
finish_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Call *call = data;

  return igny_db_exec (
      igny_step_get_db (step),
      "UPDATE jobs SET state = iif(?1 IS NULL, 'done', 'failed'), error = ?1,"
      " percent = iif(?1 IS NULL, 100, percent), finished_at = ?2, updated_at = ?2"
      " WHERE row = ?3 AND account = my_account()",
      IGNY_BINDS (IGNY_BIND_TEXT (call->error_text), IGNY_BIND_INT (igny_step_get_now (step)),
                  IGNY_BIND_INT (call->job)),
      error);
}

gboolean
igny_jobs_finish (IgnyStore  *store,
                  gint64      job,
                  const char *error_text,
                  GError    **error)
{
  Call call = { .job = job, .error_text = error_text };

  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  return igny_store_write (store, IGNY_STEP_SYSTEM, "Finish a job", finish_cb, &call, NULL, error);
}

static gboolean
recover_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  IgnyDb  *db = igny_step_get_db (step);
  IgnyBind now[] = { IGNY_BIND_INT (igny_step_get_now (step)), { .kind = IGNY_BIND_END } };

  return igny_db_exec (db,
                       "UPDATE jobs SET state = 'failed', error = 'IGNY8 was closed while this "
                       "was running',"
                       " finished_at = ?1, updated_at = ?1 WHERE state = 'running' AND"
                       " account = my_account()",
                       now, error) &&
         igny_db_exec (db,
                       "UPDATE tasks SET updated_at = ?1, status = iif(EXISTS (SELECT 1 FROM"
                       " content WHERE task = tasks.row AND deleted_step IS NULL), 'draft',"
                       " 'queued') WHERE status = 'in_progress' AND deleted_step IS NULL AND"
                       " account = my_account()",
                       now, error) &&
         igny_db_exec (db,
                       "UPDATE content SET site_status = 'failed', updated_at = ?1"
                       " WHERE site_status = 'publishing' AND deleted_step IS NULL AND"
                       " account = my_account()",
                       now, error);
}

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

static gboolean
purge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  g_autofree char *text = igny_settings_dup (igny_step_get_db (step), igny_step_get_account (step),
                                             "general.trash-days");
  gint64           days;

  if (!igny_number_from_decimal (text, 0, &days))
    days = 30;
  return igny_purge (step, igny_step_get_now (step) - days * DAY_MS, NULL, error);
}

gboolean
igny_jobs_recover (IgnyStore *store,
                   GError   **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  return igny_store_write (store, IGNY_STEP_SYSTEM, "Clear up", recover_cb, NULL, NULL, error) &&
         igny_store_write (store, IGNY_STEP_SYSTEM, "Empty the trash", purge_cb, NULL, NULL, error);
}
