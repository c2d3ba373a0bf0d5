/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-function-table.h"
#include "igny-key.h"
#include "igny-queue-network.h"
#include "igny-scheduler.h"

/* A run of an automation pauses for less between its batches. */
#define SOON_MS (G_GINT64_CONSTANT (60) * 1000)

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_queue_count (db, 0, data, error);
}

/* Until the program is told to end. */
static void
wait_for_end (GCancellable *cancellable)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GSource) source = g_cancellable_source_new (cancellable);

  g_source_set_dummy_callback (source);
  g_source_attach (source, context);
  while (!g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (context, TRUE);
}

static gboolean
answer (IgnyCall             *call,
        const IgnyQueueCount *before,
        GError              **error)
{
  IgnyQueueCount after = { 0 };
  JsonObject    *object;

  if (!igny_store_read (call->store, count_cb, &after, NULL, error))
    return FALSE;
  igny_call_say (call, _("%u done, %u failed, %u left."), after.done - before->done,
                          after.failed - MIN (before->failed, after.failed),
                          after.waiting + after.unsure);
  object = json_object_new ();
  json_object_set_int_member (object, "done", after.done - before->done);
  json_object_set_int_member (object, "failed", after.failed);
  json_object_set_int_member (object, "waiting", after.waiting);
  json_object_set_int_member (object, "unsure", after.unsure);
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
last_step_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return igny_db_get_integer (db, "SELECT max(step) FROM steps", NULL, data, error);
}

/* All that is due now, until nothing of it goes on by itself: what waits for a
 * person changes nothing, however often it is looked at. */
static gboolean
work_once (IgnyCall        *call,
           IgnyScheduler   *scheduler,
           IgnyQueueRunner *runner,
           GError         **error)
{
  GCancellable  *cancellable = call->caller->cancellable;
  const IgnyEnv *env = call->caller->env;
  gint64         last = IGNY_UNKNOWN;

  for (guint idle = 0; idle < 2;)
    {
      gint64 next;
      gint64 step;

      if (!igny_scheduler_tick (scheduler, cancellable, &next, error))
        return FALSE;
      if (!igny_queue_runner_wait_idle (runner, cancellable))
        return TRUE;
      if (!igny_call_read (call, last_step_cb, &step, error))
        return FALSE;
      idle = step == last ? idle + 1 : 0;
      last = step;
      next -= next != IGNY_UNKNOWN ? igny_env_now_ms (env) : 0;
      if (next == IGNY_UNKNOWN || next > SOON_MS ||
          !igny_env_sleep_ms (env, MAX (next, 1), cancellable))
        return TRUE;
    }
  return TRUE;
}

gboolean
igny_command_worker (IgnyCall *call,
                     GError  **error)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(IgnyQueueRunner) runner = NULL;
  IgnyScheduler *scheduler = NULL;
  IgnyQueueCount before;
  gboolean       ok = TRUE;

  if (igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error))
    return FALSE;
  if (!igny_call_read (call, count_cb, &before, error))
    return FALSE;
  runner = igny_queue_runner_new (call->store, functions, error);
  if (runner == NULL)
    return FALSE;
  igny_queue_network_watch (runner, g_network_monitor_get_default ());
  scheduler = igny_scheduler_new (call->store, functions);
  if (igny_call_has (call, IGNY_OPTION_ONCE))
    ok = work_once (call, scheduler, runner, error);
  else
    {
      igny_scheduler_start (scheduler);
      wait_for_end (call->caller->cancellable);
    }
  igny_scheduler_free (scheduler);
  igny_queue_runner_stop (runner);
  return ok && answer (call, &before, error);
}
