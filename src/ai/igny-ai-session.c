/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-session.h"

#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-ai-log.h"
#include "igny-ai-shared.h"
#include "igny-credits.h"
#include "igny-db.h"
#include "igny-jobs.h"
#include "igny-keyring.h"
#include "igny-limits.h"
#include "igny-live-report.h"
#include "igny-prompt-store.h"
#include "igny-provider-limits.h"
#include "igny-settings.h"
#include "igny-url.h"

struct _IgnyAiSession
{
  const IgnyRun       *run;
  const char          *function; /* static; or NULL */
  IgnyAiShared        *own;      /* of a run that is of no queue */
  IgnyAiShared        *shared;
  const IgnyModels    *models;
  IgnyTokens          *tokens;
  IgnyProviderLimiter *limiter;
  IgnyPromptVoices     voices;
  IgnyChat            *chat;
  char                *base_url;
  char                *model;
  char                *language;
  gboolean             allow_http;
  gint64               temperature; /* hundredths */
  gint64               max_tokens;
  gint64               in_flight; /* as chosen; 0: as the provider allows */
  gint64               keywords_per_request;
  gint64               section_words;
  gint64               counted; /* micro-dollars of the run so far, for its cap */
  IgnyCostSum          cost;
};

static gboolean
read_settings_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  IgnyAiSession *self = data;
  gint64         account = igny_store_get_account (self->run->store);

  self->base_url = igny_settings_dup (db, account, "openai.base-url");
  self->model = igny_settings_dup_for (db, account, "openai.model", self->function);
  self->language = igny_settings_dup (db, account, "general.language");
  self->allow_http = igny_settings_get_number (db, account, "openai.allow-http") != 0;
  self->temperature =
      igny_settings_get_number_for (db, account, "openai.temperature", self->function);
  self->max_tokens =
      igny_settings_get_number_for (db, account, "openai.max-tokens", self->function);
  self->keywords_per_request =
      igny_settings_get_number (db, account, "openai.keywords-per-request");
  self->section_words = igny_settings_get_number (db, account, "general.section-words");
  self->in_flight = igny_settings_get_number (db, account, "general.queue-in-flight");
  return (self->own == NULL || igny_provider_limits_enter (self->run->store, db, error)) &&
         igny_prompt_voices_read (db, account, &self->voices, error);
}

static void
find_limiter (IgnyAiSession *self)
{
  guint most = igny_provider_limits_count_places (self->models, self->base_url,
                                                  (guint) self->in_flight);

  self->limiter = igny_provider_limits_get (self->run->store, self->base_url, most);
}

/* Each provider that is known by name has a key of its own; "openai" is that of
   all the others too. */
static char *
look_up_key (IgnyAiSession *self,
             GError       **error)
{
  const char *account = igny_store_get_account_id (self->run->store);
  const char *provider = igny_models_find_provider_at (self->models, self->base_url);
  char       *key = NULL;

  if (provider != NULL && !g_str_equal (provider, "openai"))
    key = igny_keyring_lookup (provider, account, "", self->run->cancellable, NULL);
  return key != NULL ? key
                     : igny_keyring_lookup ("openai", account, "", self->run->cancellable, error);
}

/* In a queue the limiter decides when a server is asked again, so that each
 * request is sent once. */
static IgnyChat *
open_chat (IgnyAiSession *self,
           GError       **error)
{
  const IgnyEnv *env = igny_store_get_env (self->run->store);
  IgnyChatConfig config = { .base_url = self->base_url,
                            .model = self->model,
                            .allow_http = self->allow_http,
                            .tokens = self->tokens,
                            .memory = igny_ai_shared_get_memory (self->shared),
                            .limiter = self->limiter,
                            .max_attempts = self->own != NULL ? 0 : 1 };
  g_autoptr(GError) local = NULL;
  IgnyChat *chat;
  char     *key;

  if (env->http == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This program has no network"));
      return NULL;
    }
  key = look_up_key (self, &local);
  /* A server of one's own needs no key, so that nothing to ask is no error. */
  if (local != NULL && !g_error_matches (local, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  config.key = key;
  chat = igny_chat_new (env, self->models, &config, error);
  igny_keyring_free (key);
  return chat;
}

static gboolean
connect (IgnyAiSession *self,
         GError       **error)
{
  g_autofree char *name = g_strdup_printf ("%s %s %d", self->base_url, self->model,
                                           self->allow_http);

  self->chat = igny_ai_shared_find_chat (self->shared, name);
  if (self->chat == NULL)
    {
      IgnyChat *chat = open_chat (self, error);

      if (chat != NULL)
        self->chat = igny_ai_shared_keep_chat (self->shared, name, chat);
    }
  return self->chat != NULL;
}

IgnyAiSession *
igny_ai_session_new (const IgnyRun *run,
                     const char    *function,
                     GError       **error)
{
  g_autoptr(IgnyAiSession) self = g_new0 (IgnyAiSession, 1);

  g_return_val_if_fail (run != NULL, NULL);

  self->run = run;
  self->function = function;
  if (run->ai == NULL)
    self->own = igny_ai_shared_new (igny_store_get_env (run->store),
                                    igny_store_get_folder (run->store));
  self->shared = run->ai != NULL ? run->ai : self->own;
  self->models = igny_ai_shared_get_models (self->shared, error);
  if (self->models == NULL)
    return NULL;
  self->tokens = igny_ai_shared_get_tokens (self->shared);
  if (!igny_store_read (run->store, read_settings_cb, self, run->cancellable, error))
    return NULL;
  find_limiter (self);
  if (!connect (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
igny_ai_session_free (IgnyAiSession *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->own, igny_ai_shared_free);
  igny_prompt_voices_clear (&self->voices);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self->language);
  g_free (self);
}

IgnyChat *
igny_ai_session_get_chat (IgnyAiSession *self)
{
  return self->chat;
}

const IgnyModels *
igny_ai_session_get_models (IgnyAiSession *self)
{
  return self->models;
}

IgnyTokens *
igny_ai_session_get_tokens (IgnyAiSession *self)
{
  return self->tokens;
}

IgnyPrompt *
igny_ai_session_new_prompt (IgnyAiSession *self,
                            const char    *type,
                            const char    *of_task)
{
  return igny_prompt_voices_new_prompt (&self->voices, type, of_task);
}

const char *
igny_ai_session_get_model (IgnyAiSession *self)
{
  return self->model;
}

const char *
igny_ai_session_get_language (IgnyAiSession *self)
{
  return self->language;
}

guint
igny_ai_session_get_keywords_per_request (IgnyAiSession *self)
{
  return (guint) self->keywords_per_request;
}

guint
igny_ai_session_get_section_words (const IgnyAiSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  /* An answer that is used again is a whole one. */
  return igny_ai_shared_has_stored (self->shared) ? 0 : (guint) self->section_words;
}

typedef struct
{
  IgnyCreditsCall call;
  gint64          now;
} Question;

static gboolean
check_call_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  const Question *question = data;

  return igny_credits_check (db, &question->call, question->now, error);
}

static gboolean
check_call (IgnyAiSession    *self,
            const IgnyAiCall *call,
            GError          **error)
{
  Question question = {
    .call = { call->function, call->credits, call->owed, self->counted },
    .now = igny_env_now_ms (igny_store_get_env (self->run->store)),
  };

  return igny_store_read (self->run->store, check_call_cb, &question, self->run->cancellable,
                          error);
}

static IgnyChatAnswer *
send (IgnyAiSession    *self,
      const IgnyAiCall *call,
      IgnyChatAnswer  **wasted,
      GError          **error)
{
  IgnyLiveReport  report = { .run = self->run, .call = call, .model = self->model };
  IgnyChatAnswer *answer;
  guint           start = igny_live_report_get_per_mille (call, 0);
  IgnyChatRequest request = {
    .messages = call->messages,
    .n_messages = call->n_messages,
    .temperature = (double) self->temperature / 100,
    .max_output_tokens = (guint) self->max_tokens,
    .json = call->json,
    .schema = call->schema,
    .schema_name = call->schema != NULL ? call->function : NULL,
    .allow_cut = call->allow_cut,
    .on_progress = igny_live_report_progress_cb,
    .on_text = igny_live_report_text_cb,
    .user_data = &report,
    .wasted = wasted,
  };

  igny_run_report (self->run, IGNY_PHASE_AI_CALL, start, call->item, call->n_items,
                   _("Asking %s at %s"), self->model, igny_chat_get_host (self->chat));
  answer = igny_chat_send (self->chat, &request, self->run->cancellable, error);
  if (answer != NULL)
    igny_live_report_end (&report, answer);
  igny_live_text_clear (&report.live);
  return answer;
}

static gint64
count_tokens_in (IgnyAiSession    *self,
                 const IgnyAiCall *call)
{
  const IgnyChatRequest request = { .messages = call->messages, .n_messages = call->n_messages };

  return igny_chat_count_tokens (self->chat, &request);
}

/* Micro-dollars. A model without a price on a computer of one's own costs
 * nothing. */
static gint64
get_cost (IgnyAiSession *self,
          gint64         tokens_in,
          gint64         tokens_cached,
          gint64         tokens_out)
{
  gint64 cost = igny_models_estimate_cost (self->models, self->model, tokens_in, tokens_cached,
                                           tokens_out);

  if (cost == IGNY_UNKNOWN && igny_url_is_private_host (igny_chat_get_host (self->chat)))
    return 0;
  return cost;
}

static void
fill_usage (IgnyAiSession        *self,
            const IgnyAiCall     *call,
            const IgnyChatAnswer *answer,
            IgnyUsage            *usage)
{
  *usage = (IgnyUsage){ .operation = call->function,
                        .credits = call->credits,
                        .model = self->model,
                        .tokens_input = answer->tokens_in,
                        .tokens_output = answer->tokens_out };
  if (usage->tokens_input == IGNY_UNKNOWN)
    usage->tokens_input = count_tokens_in (self, call);
  if (usage->tokens_output == IGNY_UNKNOWN)
    usage->tokens_output = (gint64) igny_tokens_estimate (answer->text->str) +
                           (gint64) answer->reasoning_chars / 4;
  usage->cost_usd =
      get_cost (self, usage->tokens_input, answer->tokens_cached, usage->tokens_output);
}

/* Every answer counts, also one of no use. */
static void
count_usage (IgnyAiSession   *self,
             const IgnyUsage *usage,
             gint64           estimated)
{
  self->counted += igny_credits_get_counted_cost (usage->cost_usd, usage->tokens_input,
                                                  usage->tokens_output);
  if (usage->cost_usd == IGNY_UNKNOWN || estimated == IGNY_UNKNOWN)
    return;
  self->cost.real += usage->cost_usd;
  self->cost.estimated += estimated;
}

static gint64
estimate (IgnyAiSession    *self,
          const IgnyAiCall *call)
{
  IgnyCost         cost;
  IgnyCostQuestion question = {
    .host = igny_chat_get_host (self->chat),
    .model = self->model,
    .n_items = MAX (call->things, 1),
    .words = call->words,
    .messages = call->messages,
    .n_messages = call->n_messages,
  };

  if (!igny_cost_find_function (call->function, &question.function))
    return IGNY_UNKNOWN;
  igny_cost_estimate (self->models, self->tokens, &question, &cost);
  return cost.cost_usd;
}

static gboolean
end_call (IgnyAiSession        *self,
          const IgnyAiCall     *call,
          gint64                job,
          const IgnyChatAnswer *answer,
          const IgnyUsage      *usage,
          gint64                estimated,
          gint64                since,
          const GError         *failure,
          GError              **error)
{
  const IgnyEnv      *env = igny_store_get_env (self->run->store);
  const IgnyAiLogLine line = {
    .function = call->function,
    .model = self->model,
    .host = igny_chat_get_host (self->chat),
    .target = call->target,
    .target_row = call->target_row,
    .messages = call->messages,
    .n_messages = call->n_messages,
    .answer = answer,
    .tokens_input = answer != NULL ? usage->tokens_input : IGNY_UNKNOWN,
    .tokens_output = answer != NULL ? usage->tokens_output : IGNY_UNKNOWN,
    .cost_usd = answer != NULL ? usage->cost_usd : IGNY_UNKNOWN,
    .estimated_usd = estimated,
    .credits = failure == NULL ? call->credits : 0,
    .duration = MAX (igny_env_now_ms (env) - since, 0),
    .correlation = self->run->correlation,
    .error = failure != NULL ? failure->message : NULL,
  };

  return igny_ai_log_end (self->run, &line, job, failure, error);
}

static gboolean
check_model (IgnyAiSession *self,
             GError       **error)
{
  if (*self->model != '\0')
    return TRUE;
  g_set_error_literal (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_MODEL,
                       _("no AI model is chosen; set openai.model in the settings, or use the "
                         "offline engine"));
  return FALSE;
}

/* With a place at the server, which is free again once it has answered: another
 * may be asked while this answer is written down. */
static IgnyChatAnswer *
ask (IgnyAiSession    *self,
     const IgnyAiCall *call,
     IgnyUsage        *usage,
     GError          **error)
{
  g_autoptr(IgnyChatAnswer) answer = NULL;
  g_autoptr(IgnyChatAnswer) wasted = NULL;
  g_autoptr(GError) failure = NULL;
  const IgnyChatAnswer *paid;
  gint64                estimated;
  gint64                since;
  gint64                job;

  if (!check_call (self, call, error) ||
      !igny_jobs_begin (self->run, call->function, call->target, call->target_row, &job, NULL,
                        error))
    {
      igny_provider_limiter_release (self->limiter);
      return NULL;
    }

  estimated = estimate (self, call);
  since = igny_env_now_ms (igny_store_get_env (self->run->store));
  answer = send (self, call, &wasted, &failure);
  igny_provider_limiter_release (self->limiter);
  paid = answer != NULL ? answer : wasted;
  if (paid != NULL)
    {
      fill_usage (self, call, paid, usage);
      count_usage (self, usage, estimated);
    }
  if (!end_call (self, call, job, paid, usage, estimated, since, failure, error))
    return NULL;
  if (failure != NULL)
    {
      igny_ai_error_add_remedy (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }
  return g_steal_pointer (&answer);
}

/* The stored answer, once: no server is asked and no money is spent. */
static IgnyChatAnswer *
use_stored (IgnyAiSession    *self,
            const IgnyAiCall *call,
            IgnyUsage        *usage,
            GError          **error)
{
  IgnyAiCall       again = *call;
  g_autofree char *text = igny_ai_shared_take_stored (self->shared);
  IgnyChatAnswer  *answer;

  if (text == NULL)
    {
      g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                           _("the stored answer cannot be used; have the work done anew"));
      return NULL;
    }
  again.function = IGNY_AI_REPARSE;
  again.credits = igny_credits_count (IGNY_AI_REPARSE, 1);
  if (!check_call (self, &again, error))
    return NULL;
  *usage = (IgnyUsage){ .operation = again.function,
                        .credits = again.credits,
                        .model = self->model,
                        .tokens_input = 0,
                        .tokens_output = 0,
                        .cost_usd = 0 };
  answer = igny_chat_answer_new ();
  igny_chat_answer_append_text (answer, text);
  answer->finish = IGNY_CHAT_FINISH_STOP;
  if (end_call (self, &again, 0, answer, usage, 0,
                igny_env_now_ms (igny_store_get_env (self->run->store)), NULL, error))
    return answer;
  igny_chat_answer_free (answer);
  return NULL;
}

/* Until the server takes one more. */
static gboolean
wait_for_place (IgnyAiSession    *self,
                const IgnyAiCall *call,
                GError          **error)
{
  const char *host = igny_chat_get_host (self->chat);
  gint64      tokens = self->max_tokens;
  gint64      wait_ms;

  for (guint i = 0; i < call->n_messages; i++)
    tokens += igny_tokens_estimate (call->messages[i].content);
  if (igny_provider_limiter_take (self->limiter, tokens, &wait_ms))
    return TRUE;
  igny_run_report (self->run, IGNY_PHASE_AI_CALL, igny_live_report_get_per_mille (call, 0),
                   call->item, call->n_items, _("Waiting until %s takes one more request"), host);
  if (igny_provider_limiter_wait (self->limiter, tokens, self->run->cancellable, error))
    return TRUE;
  /* The queue says so itself. */
  if (self->own != NULL && error != NULL && (*error)->domain == IGNY_CHAT_ERROR)
    igny_ai_error_add (*error, _("The queue is held for this too: resume it when that is mended"));
  return FALSE;
}

IgnyChatAnswer *
igny_ai_session_ask (IgnyAiSession    *self,
                     const IgnyAiCall *call,
                     IgnyUsage        *usage,
                     GError          **error)
{
  g_return_val_if_fail (self != NULL && call != NULL && usage != NULL, NULL);

  if (igny_ai_shared_has_stored (self->shared))
    return use_stored (self, call, usage, error);
  if (!check_model (self, error) || !wait_for_place (self, call, error))
    return NULL;
  return ask (self, call, usage, error);
}

IgnyCostSum
igny_ai_session_get_cost (const IgnyAiSession *self)
{
  g_return_val_if_fail (self != NULL, (IgnyCostSum){ 0 });

  return self->cost;
}

void
igny_ai_session_report_parse (IgnyAiSession *self,
                              guint          item,
                              guint          n_items)
{
  igny_run_report (self->run, IGNY_PHASE_PARSE, 0, item, n_items, _("Reading the answer"));
}
