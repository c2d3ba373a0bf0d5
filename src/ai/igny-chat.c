/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat.h"

#include <string.h>

#include "igny-chat-address.h"
#include "igny-chat-private.h"
#include "igny-models-private.h"
#include "igny-number.h"

#define MAX_ATTEMPTS 5
/* Below this the estimate is too rough to accuse a server. */
#define MIN_JUDGED_TOKENS 1000

static gboolean
is_clean_key (const char *key)
{
  for (; *key != '\0'; key++)
    if (*key <= 0x20 || *key >= 0x7f)
      return FALSE;
  return TRUE;
}

IgnyChat *
igny_chat_new (const IgnyEnv        *env,
               const IgnyModels     *models,
               const IgnyChatConfig *config,
               GError              **error)
{
  g_autoptr (IgnyChat) self = NULL;

  g_return_val_if_fail (env != NULL && env->http != NULL, NULL);
  g_return_val_if_fail (models != NULL, NULL);
  g_return_val_if_fail (config != NULL && config->base_url != NULL && config->model != NULL, NULL);

  self = g_new0 (IgnyChat, 1);
  g_mutex_init (&self->lock);
  self->env = env;
  self->models = models;
  self->model = g_strstrip (g_strdup (config->model));
  self->key = g_strstrip (g_strdup (config->key != NULL ? config->key : ""));
  self->allow_http = config->allow_http;
  self->whole = config->whole;
  self->max_attempts = config->max_attempts > 0 ? config->max_attempts : MAX_ATTEMPTS;
  self->tokens = config->tokens;
  self->limiter = config->limiter;
  self->memory = config->memory;
  self->wait_ms = IGNY_UNKNOWN;
  if (!igny_chat_address_read (config->base_url, &self->base, &self->other_base, &self->host,
                               error))
    return NULL;
  if (!is_clean_key (self->key))
    {
      igny_chat_error_set (error, IGNY_CHAT_ERROR_KEY, self->model, self->host, NULL,
                           "the key holds a space, a line break or a letter that no key has");
      return NULL;
    }

  self->family = igny_models_find_family (models, self->host, self->model);
  if (config->speaks != NULL && *config->speaks != '\0')
    self->family.speaks = igny_models_private_read_speaks (config->speaks);
  self->dialect = igny_chat_dialect_get (self->family.speaks);
  if (self->memory != NULL)
    self->quirks = igny_provider_memory_get (self->memory, self->base, self->model);
  return g_steal_pointer (&self);
}

void
igny_chat_free (IgnyChat *self)
{
  if (self == NULL)
    return;

  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->host);
  g_free (self->model);
  g_free (self->base);
  g_free (self->other_base);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const char *
igny_chat_get_host (IgnyChat *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

gint64
igny_chat_get_wait_ms (IgnyChat *self)
{
  gint64 wait_ms;

  g_return_val_if_fail (self != NULL, IGNY_UNKNOWN);

  g_mutex_lock (&self->lock);
  wait_ms = self->wait_ms;
  g_mutex_unlock (&self->lock);
  return wait_ms;
}

static gboolean
is_blank (const GString *text)
{
  return text->str[strspn (text->str, " \t\r\n")] == '\0';
}

static gboolean
refuse_cut (IgnyChat             *self,
            const IgnyChatAnswer *answer,
            gboolean              allow_cut,
            GError              **error)
{
  if (is_blank (answer->text))
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_TRUNCATED,
                            "reasoning used up the whole output limit, nothing was left for the "
                            "answer",
                            error);
  else if (!allow_cut)
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_TRUNCATED, "the answer met the output limit "
                                                             "and is not whole",
                            error);
  else
    return FALSE;
  return TRUE;
}

/* Whether a 2xx answer is one that can be given out. */
static gboolean
check_answer (IgnyChat              *self,
              const IgnyChatOutcome *outcome,
              gboolean               allow_cut,
              GError               **error)
{
  const IgnyChatAnswer *answer = outcome->answer;
  g_autofree char      *refusal = NULL;
  IgnyChatError         code = IGNY_CHAT_ERROR_BAD_REPLY;

  if (answer->fault != NULL)
    code = igny_chat_fault_classify (answer->fault, outcome->status);
  if (answer->fault != NULL)
    igny_chat_private_fail_with_fault (self, code, answer->fault, outcome, error);
  else if (answer->finish == IGNY_CHAT_FINISH_FILTERED)
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_BLOCKED, "a content filter of the server "
                                                           "stopped the answer",
                            error);
  else if (!is_blank (answer->refusal) && is_blank (answer->text))
    {
      refusal = g_utf8_substring (answer->refusal->str, 0,
                                  MIN (300, g_utf8_strlen (answer->refusal->str, -1)));
      igny_chat_private_fail (self, IGNY_CHAT_ERROR_REFUSED, refusal, error);
    }
  else if (answer->overflow)
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_BAD_REPLY, "the answer is longer than 4 MiB",
                            error);
  else if (answer->finish == IGNY_CHAT_FINISH_LENGTH &&
           refuse_cut (self, answer, allow_cut, error))
    return FALSE;
  else if (!outcome->ended && answer->finish == IGNY_CHAT_FINISH_NONE)
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_LOST, "the answer broke off", error);
  else if (is_blank (answer->text))
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_BAD_REPLY, "the answer is empty", error);
  else
    return TRUE;
  return FALSE;
}

static IgnyChatBody
describe_body (IgnyChat              *self,
               const IgnyChatRequest *request)
{
  return (IgnyChatBody){
    .model = self->model,
    .messages = request->messages,
    .n_messages = request->n_messages,
    .temperature = request->temperature,
    .max_output_tokens = request->max_output_tokens,
    .json = request->json || request->schema != NULL,
    .schema = request->schema,
    .schema_name = request->schema_name,
    .stream = !self->whole,
  };
}

/* Fills in what the body holds. */
static char *
build_body (IgnyChat              *self,
            const IgnyChatRequest *request,
            IgnyChatSnapshot      *snapshot)
{
  const IgnyChatBody body = describe_body (self, request);

  snapshot->sent.cap = igny_chat_body_get_cap (&body, &self->family, &snapshot->quirks);
  snapshot->sent.schema = body.schema != NULL &&
                          self->family.structure == IGNY_STRUCTURE_SCHEMA &&
                          !snapshot->quirks.no_schema;
  /* cppcheck-suppress returnDanglingLifetime ; what comes back is new text */
  return self->dialect->build_body (&body, &self->family, &snapshot->quirks);
}

char *
igny_chat_preview (IgnyChat              *self,
                   const IgnyChatRequest *request)
{
  IgnyChatSnapshot snapshot;
  char            *text;

  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  snapshot = igny_chat_private_take_snapshot (self);
  text = build_body (self, request, &snapshot);
  g_free (snapshot.base);
  return text;
}

gint64
igny_chat_count_tokens (IgnyChat              *self,
                        const IgnyChatRequest *request)
{
  gint64 tokens = 3;

  g_return_val_if_fail (self != NULL && request != NULL, 0);

  for (guint i = 0; i < request->n_messages; i++)
    {
      const char *text = request->messages[i].content;

      tokens += 4 + (self->tokens != NULL
                         ? (gint64) igny_tokens_count (self->tokens, self->family.vocabulary, text)
                         : (gint64) igny_tokens_estimate (text));
    }
  return tokens;
}

/* FALSE when the server could not take it, which nobody needs to be asked. An
   estimate may be wrong by a fifth, and then the server decides. */
static gboolean
check_context (IgnyChat              *self,
               const IgnyChatRequest *request,
               gint64                 tokens,
               GError               **error)
{
  IgnyChatSnapshot   snapshot = igny_chat_private_take_snapshot (self);
  const IgnyChatBody body = describe_body (self, request);
  gint64             cap = igny_chat_body_get_cap (&body, &self->family, &snapshot.quirks);
  gint64             context = snapshot.quirks.context;
  gboolean           exact = self->tokens != NULL && igny_tokens_is_exact (self->family.vocabulary);
  gint64             least = exact ? tokens : tokens * 4 / 5;
  g_autofree char   *cause = NULL;

  g_free (snapshot.base);
  if (context == 0)
    context = self->family.context;
  if (context <= 0 || least + MIN (cap, context / 4) <= context)
    return TRUE;
  cause = g_strdup_printf ("the prompt has about %" G_GINT64_FORMAT " tokens and the answer may "
                           "have %" G_GINT64_FORMAT
                           ", but the model’s context holds %" G_GINT64_FORMAT,
                           tokens, cap, context);
  igny_chat_private_fail (self, IGNY_CHAT_ERROR_TOO_LONG, cause, error);
  return FALSE;
}

static void
judge_context (IgnyChatAnswer *answer,
               gint64          estimate)
{
  answer->context_cut = estimate >= MIN_JUDGED_TOKENS && answer->tokens_in > 0 &&
                        answer->tokens_in * 10 < estimate * 7;
}

/* Gives out an answer of no use when a provider would charge for it. */
static void
hand_over (const IgnyChatRequest *request,
           IgnyChatOutcome       *outcome,
           gboolean               lost)
{
  const IgnyChatAnswer *answer = outcome->answer;
  gboolean              paid = lost;

  if (request->wasted == NULL || answer == NULL)
    return;
  paid |= answer->tokens_in != IGNY_UNKNOWN || answer->tokens_out != IGNY_UNKNOWN ||
          answer->text->len > 0 || answer->refusal->len > 0 || answer->reasoning_chars > 0 ||
          answer->finish != IGNY_CHAT_FINISH_NONE;
  if (!paid)
    return;
  g_clear_pointer (request->wasted, igny_chat_answer_free);
  *request->wasted = g_steal_pointer (&outcome->answer);
}

static IgnyChatTry
try_once (IgnyChat              *self,
          const IgnyChatRequest *request,
          IgnyChatSnapshot      *snapshot,
          gboolean              *swapped,
          IgnyChatAnswer       **answer,
          GCancellable          *cancellable,
          GError               **error)
{
  g_autofree char *body = build_body (self, request, snapshot);
  g_autofree char *url = g_strconcat (snapshot->base, self->dialect->path, NULL);
  g_auto (IgnyChatOutcome) outcome = { 0 };
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) failure = NULL;
  const IgnyChatCall call = {
    .env = self->env,
    .url = url,
    .key = self->key,
    .allow_http = self->allow_http,
    .dialect = self->dialect,
    .limiter = self->limiter,
    .max_attempts = self->max_attempts,
    .on_progress = request->on_progress,
    .on_text = request->on_text,
    .user_data = request->user_data,
  };
  IgnyChatError code;

  if (!igny_chat_call_post (&call, body, !self->whole && !snapshot->quirks.no_stream, &outcome,
                            cancellable, &local))
    {
      igny_chat_private_fail_with_http (self, local, &failure);
      hand_over (request, &outcome,
                 g_error_matches (failure, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST));
      g_propagate_error (error, g_steal_pointer (&failure));
      return IGNY_CHAT_TRY_FAILED;
    }
  if (outcome.answer != NULL)
    {
      if (!check_answer (self, &outcome, request->allow_cut, error))
        {
          hand_over (request, &outcome, FALSE);
          return IGNY_CHAT_TRY_FAILED;
        }
      *answer = g_steal_pointer (&outcome.answer);
      return IGNY_CHAT_TRY_DONE;
    }

  code = igny_chat_fault_is_lost (outcome.fault, outcome.status)
             ? IGNY_CHAT_ERROR_LOST
             : igny_chat_fault_classify (outcome.fault, outcome.status);
  if (igny_chat_private_learn (self, snapshot, code, outcome.fault, swapped))
    return IGNY_CHAT_TRY_AGAIN;
  igny_chat_private_fail_with_fault (self, code, outcome.fault, &outcome, error);
  return IGNY_CHAT_TRY_FAILED;
}

static void
tell_limiter (IgnyChat     *self,
              const GError *error)
{
  if (self->limiter == NULL || (error != NULL && error->domain != IGNY_CHAT_ERROR))
    return;
  if (error == NULL)
    igny_provider_limiter_succeed (self->limiter);
  else
    igny_provider_limiter_fail (self->limiter, (IgnyChatError) error->code, error->message,
                                igny_chat_get_wait_ms (self));
}

IgnyChatAnswer *
igny_chat_send (IgnyChat              *self,
                const IgnyChatRequest *request,
                GCancellable          *cancellable,
                GError               **error)
{
  IgnyChatAnswer *answer = NULL;
  IgnyChatTry     result = IGNY_CHAT_TRY_AGAIN;
  gboolean        swapped = FALSE;
  gint64          tokens;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL && request->n_messages > 0, NULL);

  if (request->wasted != NULL)
    *request->wasted = NULL;
  tokens = igny_chat_count_tokens (self, request);
  if (!check_context (self, request, tokens, error))
    return NULL;

  for (guint i = 0; i < IGNY_CHAT_MAX_TRIES && result == IGNY_CHAT_TRY_AGAIN; i++)
    {
      IgnyChatSnapshot snapshot = igny_chat_private_take_snapshot (self);

      result = try_once (self, request, &snapshot, &swapped, &answer, cancellable, &local);
      g_free (snapshot.base);
    }

  if (result == IGNY_CHAT_TRY_AGAIN)
    igny_chat_private_fail (self, IGNY_CHAT_ERROR_REQUEST,
                            "the server refuses every form of the request", &local);
  tell_limiter (self, local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (answer != NULL)
    judge_context (answer, tokens);
  return answer;
}
