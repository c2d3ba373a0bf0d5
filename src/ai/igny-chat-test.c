/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-test.h"

#include <string.h>

#include "igny-chat-private.h"
#include "igny-number.h"
#include "igny-text.h"

#define MAX_LISTED 5000

static void
free_model (gpointer data)
{
  IgnyChatModel *model = data;

  g_free (model->id);
  g_free (model->shutdown_date);
  g_free (model);
}

void
igny_chat_test_free (IgnyChatTest *test)
{
  if (test == NULL)
    return;

  g_ptr_array_unref (test->models);
  g_free (test->base_url);
  g_free (test->shutdown);
  g_free (test);
}

/* FALSE when the body is no list of models. */
static gboolean
read_models (IgnyChat               *self,
             IgnyChatTest           *test,
             const IgnyHttpResponse *response)
{
  gsize       size = 0;
  const char *bytes = g_bytes_get_data (response->body, &size);
  g_autoptr (JsonNode) node = size > 0 ? igny_json_parse (bytes, (gssize) size, NULL) : NULL;
  JsonArray *data = igny_json_get_array (igny_json_node_get_object (node), "data");

  for (guint i = 0; i < MIN (igny_json_array_get_length (data), MAX_LISTED); i++)
    {
      JsonObject    *object = igny_json_array_get_object (data, i);
      const char    *id = igny_json_get_string (object, "id", "");
      const char    *date = igny_json_get_string (object, "shutdown_date", NULL);
      IgnyChatModel *model;

      if (*id == '\0' || strlen (id) > 300)
        continue;
      model = g_new0 (IgnyChatModel, 1);
      model->id = g_strdup (id);
      if (date == NULL)
        date = igny_models_find_shutdown (self->models, id, NULL);
      model->shutdown_date = date != NULL ? g_strndup (date, 10) : NULL;
      if (strcmp (id, self->model) == 0)
        igny_text_set (&test->shutdown, model->shutdown_date);
      model->for_chat = igny_models_is_for_chat (self->models, id);
      g_ptr_array_add (test->models, model);
      test->has_model |= strcmp (id, self->model) == 0;
    }

  test->has_list = data != NULL;
  return data != NULL;
}

/* Servers that have no list, or do not give it to this key, may still chat. */
static gboolean
ask_for_a_token (IgnyChat     *self,
                 IgnyChatTest *test,
                 GCancellable *cancellable,
                 GError      **error)
{
  const IgnyChatMessage message = { "user", "Answer with the word OK." };
  const IgnyChatRequest request = {
    .messages = &message,
    .n_messages = 1,
    .temperature = -1,
    .max_output_tokens = 16,
    .allow_cut = TRUE,
  };
  g_autoptr (GError) local = NULL;
  g_autoptr (IgnyChatAnswer) answer = igny_chat_send (self, &request, cancellable, &local);

  if (answer == NULL && !g_error_matches (local, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_TRUNCATED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  test->has_model = TRUE;
  if (answer != NULL)
    test->elapsed_ms = answer->elapsed_ms;
  return TRUE;
}

/* What stands in the way of the list is not what stands in the way of asking. */
static gboolean
is_final (IgnyChatError code)
{
  return code == IGNY_CHAT_ERROR_KEY || code == IGNY_CHAT_ERROR_QUOTA ||
         code == IGNY_CHAT_ERROR_RATE || code == IGNY_CHAT_ERROR_SERVER;
}

static IgnyChatTry
try_list (IgnyChat               *self,
          IgnyChatTest           *test,
          const IgnyChatSnapshot *snapshot,
          gboolean               *swapped,
          GCancellable           *cancellable,
          GError                **error)
{
  g_autofree char   *url = g_strconcat (snapshot->base, "/models", NULL);
  const IgnyChatCall call = {
    .env = self->env,
    .url = url,
    .dialect = self->dialect,
    .limiter = self->limiter,
    .key = self->key,
    .allow_http = self->allow_http,
    .max_attempts = 2,
  };
  g_autoptr (GError) local = NULL;
  g_autoptr (IgnyHttpResponse) response = igny_chat_call_get (&call, cancellable, &local);
  g_auto (IgnyChatOutcome) outcome = { .wait_ms = IGNY_UNKNOWN };
  gsize         size = 0;
  IgnyChatError code = IGNY_CHAT_ERROR_ADDRESS;

  if (response == NULL)
    {
      igny_chat_private_fail_with_http (self, local, error);
      return IGNY_CHAT_TRY_FAILED;
    }
  test->elapsed_ms = response->elapsed_ms;
  if (response->status == 200 && read_models (self, test, response))
    return IGNY_CHAT_TRY_DONE;

  outcome.status = response->status;
  outcome.request_id = g_strdup (igny_http_response_get_header (response, "x-request-id"));
  outcome.fault = igny_chat_fault_new (g_bytes_get_data (response->body, &size), size);
  if (response->status != 200)
    code = igny_chat_fault_classify (outcome.fault, response->status);
  if (igny_chat_private_learn (self, snapshot, code, outcome.fault, swapped))
    return IGNY_CHAT_TRY_AGAIN;
  if (is_final (code) || *self->model == '\0')
    {
      igny_chat_private_fail_with_fault (self, code, outcome.fault, &outcome, error);
      return IGNY_CHAT_TRY_FAILED;
    }
  return ask_for_a_token (self, test, cancellable,
                          error)
             ? IGNY_CHAT_TRY_DONE
             : IGNY_CHAT_TRY_FAILED;
}

IgnyChatTest *
igny_chat_test_connection (IgnyChat     *self,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (IgnyChatTest) test = NULL;
  IgnyChatTry result = IGNY_CHAT_TRY_AGAIN;
  gboolean    swapped = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  test = g_new0 (IgnyChatTest, 1);
  test->models = g_ptr_array_new_with_free_func (free_model);
  for (guint i = 0; i < IGNY_CHAT_MAX_TRIES && result == IGNY_CHAT_TRY_AGAIN; i++)
    {
      IgnyChatSnapshot snapshot = igny_chat_private_take_snapshot (self);

      result = try_list (self, test, &snapshot, &swapped, cancellable, error);
      g_free (snapshot.base);
    }
  if (result != IGNY_CHAT_TRY_DONE)
    return NULL;

  if (test->shutdown == NULL)
    test->shutdown = g_strdup (igny_models_find_shutdown (self->models, self->model, NULL));
  test->base_url = igny_chat_private_take_snapshot (self).base;
  return g_steal_pointer (&test);
}
