/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-jobs.h"

#include "igny-backups.h"
#include "igny-gate.h"
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
  gint64      item;
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

/* Two that send the same content at once would both find no post of it. */
static gboolean
check_free (IgnyStep   *step,
            const Call *call,
            GError    **error)
{
  gint64 running;

  if (!g_str_equal (call->kind, "publish"))
    return TRUE;
  if (!igny_db_get_integer (igny_step_get_db (step),
                            "SELECT count(*) FROM jobs WHERE kind = ?1 AND target_row = ?2 AND"
                            " state = 'running' AND account = my_account ()",
                            IGNY_BINDS (IGNY_BIND_TEXT (call->kind),
                                        IGNY_BIND_INT (call->target_row)),
                            &running, error))
    return FALSE;
  if (running == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       "it is being sent already; wait until that has ended");
  return FALSE;
}

/* A task that is written is in progress for as long as its job runs, so the
 * two are said in one transaction; the job remembers what the task was. */
static gboolean
mark_task (IgnyStep *step,
           Call     *call,
           char    **detail,
           GError  **error)
{
  g_autofree char *status = NULL;

  if (g_strcmp0 (call->target, "tasks") != 0)
    return TRUE;
  if (!igny_db_get_text (igny_step_get_db (step),
                         "SELECT status FROM tasks WHERE row = ?1 AND deleted_step IS NULL AND"
                         " account = my_account ()",
                         IGNY_BINDS (IGNY_BIND_INT (call->target_row)), &status, error))
    return FALSE;
  if (status == NULL)
    return TRUE;
  *detail = g_strdup_printf ("{\"status\":\"%s\"}", status);
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE tasks SET status = 'in_progress', updated_at = ?1 WHERE row = ?2",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_now (step)),
                                   IGNY_BIND_INT (call->target_row)),
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

  if (!igny_gate_check_work (igny_step_get_db (step), error) || !check_free (step, call, error) ||
      !find_token (step, call, error))
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
  job->item = call->item;
  if (!mark_task (step, call, &job->detail, error) || !igny_step_insert (step, job, error))
    return FALSE;
  call->job = job->record.row;
  return TRUE;
}

gboolean
igny_jobs_begin (const IgnyRun *run,
                 const char    *kind,
                 const char    *target,
                 gint64         target_row,
                 gint64        *job,
                 char         **token,
                 GError       **error)
{
  Call     call = { kind, target, target_row };
  gboolean ok;

  g_return_val_if_fail (run != NULL && kind != NULL && job != NULL, FALSE);

  /* Sending to a site costs nothing, and its token makes it happen once. */
  call.item = run->item == 0 || g_str_equal (kind, "publish") ? IGNY_UNKNOWN : run->item;
  ok = igny_store_write (run->store, IGNY_STEP_SYSTEM, "Start a job", start_cb, &call, NULL, error);
  *job = call.job;
  if (token != NULL && ok)
    *token = g_steal_pointer (&call.token);
  g_free (call.token);
  return ok;
}

/* Gives tasks that jobs wrote the status from before; ?1 is the time. One that
 * a person has set meanwhile is that person's. tasks: a condition that leaves
 * the others unread. */
#define UNMARK_SQL(tasks, which)                                                              \
  "UPDATE tasks SET updated_at = ?1, status = (SELECT j.detail ->> '$.status' FROM jobs j"    \
  " WHERE j.target = 'tasks' AND j.target_row = tasks.row AND j.state = 'running' AND " which \
  " ORDER BY j.row LIMIT 1) WHERE " tasks                                                     \
  " AND status = 'in_progress' AND deleted_step IS NULL AND"                                  \
  " account = my_account () AND EXISTS (SELECT 1 FROM jobs j WHERE j.target = 'tasks' AND"    \
  " j.target_row = tasks.row AND j.state = 'running' AND j.detail ->> '$.status' IS NOT NULL" \
  " AND " which ")"

gboolean
igny_jobs_finish_in (IgnyStep   *step,
                     gint64      job,
                     const char *error_text,
                     gboolean    lost,
                     GError    **error)
{
  g_return_val_if_fail (step != NULL, FALSE);

  /* What is saved next is undone to the status before. */
  if (!igny_db_exec (igny_step_get_db (step),
                     UNMARK_SQL ("row = (SELECT target_row FROM jobs WHERE row = ?2)",
                                 "j.row = ?2"),
                     IGNY_BINDS (IGNY_BIND_INT (igny_step_get_now (step)), IGNY_BIND_INT (job)),
                     error))
    return FALSE;
  return igny_db_exec (
      igny_step_get_db (step),
      "UPDATE jobs SET state = iif(?1 IS NULL, 'done', 'failed'), error = ?1,"
      " percent = iif(?1 IS NULL, 100, percent), finished_at = ?2, updated_at = ?2,"
      " item = iif(?1 IS NULL OR ?4, item, NULL)"
      " WHERE row = ?3 AND account = my_account()",
      IGNY_BINDS (IGNY_BIND_TEXT (error_text), IGNY_BIND_INT (igny_step_get_now (step)),
                  IGNY_BIND_INT (job), IGNY_BIND_INT (lost)),
      error);
}

static gboolean
finish_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Call *call = data;

  return igny_jobs_finish_in (step, call->job, call->error_text, FALSE, error);
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

gboolean
igny_jobs_settle (const IgnyRun *run,
                  IgnyStep      *step,
                  gboolean       all,
                  GError       **error)
{
  IgnyDb  *db;
  IgnyBind binds[3] = { { .kind = IGNY_BIND_END } };

  g_return_val_if_fail (run != NULL && step != NULL, FALSE);

  if (run->item == 0)
    return TRUE;
  db = igny_step_get_db (step);
  binds[0] = IGNY_BIND_INT (run->item);
  binds[1] = IGNY_BIND_INT (igny_step_get_now (step));
  return igny_db_exec (db, "UPDATE jobs SET item = NULL WHERE item = ?1", binds, error) &&
         (!all || igny_db_exec (db,
                                "UPDATE queue_items SET state = 'done', phase = 'DONE',"
                                " percent = 100, finished_at = ?2, updated_at = ?2, error = NULL"
                                " WHERE row = ?1",
                                binds, error));
}

/* Before the jobs are said to have failed. */
static gboolean
recover_items (IgnyDb         *db,
               const IgnyBind *now,
               GError        **error)
{
  return igny_db_exec (
             db,
             "UPDATE queue_items SET state = 'unsure', finished_at = ?1, updated_at = ?1, error ="
             " (SELECT CASE WHEN max(j.state) = 'running' THEN"
             " 'IGNY8 was closed while the provider worked on this. It may have been paid for;"
             " retry it to ask again, or cancel it.' ELSE"
             " 'IGNY8 was closed after the provider had answered and before that was saved. It has"
             " been paid for; retry it to ask again, or cancel it.' END"
             " FROM jobs j WHERE j.item = queue_items.row)"
             " WHERE state = 'running' AND account = my_account () AND EXISTS"
             " (SELECT 1 FROM jobs j WHERE j.item = queue_items.row)",
             now, error) &&
         igny_db_exec (db,
                       "UPDATE queue_items SET state = 'queued', updated_at = ?1, started_at ="
                       " NULL WHERE state = 'running' AND account = my_account ()",
                       now, error);
}

static gboolean
recover_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  IgnyDb  *db = igny_step_get_db (step);
  IgnyBind now[] = { IGNY_BIND_INT (igny_step_get_now (step)), { .kind = IGNY_BIND_END } };

  return recover_items (db, now, error) && igny_db_exec (db, UNMARK_SQL ("1", "1"), now, error) &&
         igny_db_exec (db,
                       "UPDATE content SET site_status = 'failed', updated_at = ?1"
                       " WHERE site_status = 'publishing' AND deleted_step IS NULL AND"
                       " account = my_account() AND EXISTS (SELECT 1 FROM jobs WHERE target ="
                       " 'content' AND target_row = content.row AND state = 'running')",
                       now, error) &&
         igny_db_exec (db,
                       "UPDATE jobs SET state = 'failed', error = 'IGNY8 was closed while this "
                       "was running',"
                       " finished_at = ?1, updated_at = ?1 WHERE state = 'running' AND"
                       " account = my_account()",
                       now, error);
}

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

static gboolean
read_days (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  gint64 *days = data;

  *days = igny_settings_get_number (db, *days, "general.trash-days");
  return TRUE;
}

static gboolean
purge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_purge (step, *(gint64 *) data, NULL, error);
}

/* Without a copy nothing goes for good. */
static gboolean
empty_trash (IgnyStore *store,
             GError   **error)
{
  gint64 days = igny_store_get_account (store);
  gint64 time;

  if (!igny_store_read (store, read_days, &days, NULL, error))
    return FALSE;
  time = igny_env_now_ms (igny_store_get_env (store)) - days * DAY_MS;
  return igny_backups_run_before_purge (store, time, NULL, error) &&
         igny_store_write (store, IGNY_STEP_SYSTEM, "Empty the trash", purge_cb, &time, NULL,
                           error);
}

gboolean
igny_jobs_recover (IgnyStore *store,
                   GError   **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  return igny_store_write (store, IGNY_STEP_SYSTEM, "Clear up", recover_cb, NULL, NULL, error) &&
         empty_trash (store, error);
}
