/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-session.h"
#include "igny-chat-test.h"
#include "igny-work.h"

gboolean
igny_work_test_ai (const IgnyRun *run,
                   IgnyAiTest    *test,
                   GError       **error)
{
  g_autoptr(IgnyAiSession) session = NULL;
  g_autoptr(IgnyChatTest) found = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (run != NULL && test != NULL, FALSE);

  *test = (IgnyAiTest){ 0 };
  session = igny_ai_session_new (run, NULL, error);
  if (session == NULL)
    return FALSE;
  found =
      igny_chat_test_connection (igny_ai_session_get_chat (session), run->cancellable, &failure);
  if (found == NULL)
    {
      igny_ai_session_add_remedy (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  test->host = g_strdup (igny_chat_get_host (igny_ai_session_get_chat (session)));
  test->n_models = found->models->len;
  test->model_found = found->has_model;
  test->milliseconds = found->elapsed_ms;
  test->shutdown = g_strdup (found->shutdown);
  test->models = g_ptr_array_ref (found->models);
  return TRUE;
}

void
igny_ai_test_clear (IgnyAiTest *test)
{
  g_clear_pointer (&test->host, g_free);
  g_clear_pointer (&test->shutdown, g_free);
  g_clear_pointer (&test->models, g_ptr_array_unref);
}
