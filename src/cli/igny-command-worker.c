/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-function-table.h"
#include "igny-key.h"
#include "igny-queue-network.h"

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

gboolean
igny_command_worker (IgnyCall *call,
                     GError  **error)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(IgnyQueueRunner) runner = NULL;
  IgnyQueueCount before;

  if (igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error))
    return FALSE;
  if (!igny_call_read (call, count_cb, &before, error))
    return FALSE;
  runner = igny_queue_runner_new (call->store, functions, error);
  if (runner == NULL)
    return FALSE;
  igny_queue_network_watch (runner, g_network_monitor_get_default ());
  if (igny_call_has (call, IGNY_OPTION_ONCE))
    igny_queue_runner_wait_idle (runner, call->caller->cancellable);
  else
    wait_for_end (call->caller->cancellable);
  igny_queue_runner_stop (runner);
  return answer (call, &before, error);
}
