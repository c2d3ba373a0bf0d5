/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-image-session.h"

#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-ai-log.h"
#include "igny-ai-session.h"
#include "igny-images-api.h"
#include "igny-jobs.h"
#include "igny-keyring.h"
#include "igny-prompt-store.h"
#include "igny-provider-limits.h"
#include "igny-settings.h"
#include "igny-url.h"

#define OPERATION "generate_images"

struct _IgnyImageSession
{
  const IgnyRun *run;
  IgnyModels    *models;
  IgnyImagesApi *api;

  IgnyProviderLimiter *limiter;
  char                *provider;
  char                *base_url;
  char                *model;
  char                *look;
  char                *quality;
  char                *format;
  char                *host;
  char *template;
  char       *negative;
  gint64      width;
  gint64      height;
  gboolean    allow_http;
  gint64      counted;
  IgnyCostSum cost;
};

static gboolean
read_settings_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  IgnyImageSession *self = data;
  gint64            account = igny_store_get_account (self->run->store);

  self->provider = igny_settings_dup (db, account, "image_generation.provider");
  self->base_url = igny_settings_dup (db, account, "image_generation.base-url");
  self->model = igny_settings_dup (db, account, "image_generation.model");
  self->look = igny_settings_dup (db, account, "image_generation.look");
  self->quality = igny_settings_dup (db, account, "image_generation.quality");
  self->format = igny_settings_dup (db, account, "image_generation.format");
  self->width = igny_settings_get_number (db, account, "image_generation.width");
  self->height = igny_settings_get_number (db, account, "image_generation.height");
  self->allow_http = igny_settings_get_number (db, account, "openai.allow-http") != 0;
  self->template = igny_prompt_store_dup_own (db, account, "image_prompt_template");
  self->negative = igny_prompt_store_dup_own (db, account, "negative_prompt");
  return self->run->ai != NULL || igny_provider_limits_enter (self->run->store, db, error);
}

static gboolean
check_word (const char        *setting,
            const char        *value,
            const char *const *words,
            GError           **error)
{
  g_autofree char *all = NULL;

  if (g_strv_contains (words, value))
    return TRUE;
  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("%s is “%s”, but must be one of %s; change it in the settings"), setting, value,
                  all);
  return FALSE;
}

static gboolean
check_settings (const IgnyImageSession *self,
                GError                **error)
{
  static const char *const providers[] = { "openai", "runware", NULL };
  static const char *const looks[] = { "realistic", "artistic", "cartoon", NULL };
  static const char *const qualities[] = { "low", "medium", "high", NULL };
  static const char *const formats[] = { "jpeg", "png", "webp", NULL };

  if (*self->model == '\0')
    {
      g_set_error_literal (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_MODEL,
                           _("no model for pictures is chosen; set image_generation.model in the "
                             "settings, or add pictures of your own"));
      return FALSE;
    }
  return check_word ("image_generation.provider", self->provider, providers, error) &&
         check_word ("image_generation.look", self->look, looks, error) &&
         check_word ("image_generation.quality", self->quality, qualities, error) &&
         check_word ("image_generation.format", self->format, formats, error);
}

static void
choose_address (IgnyImageSession *self)
{
  IgnyModelProvider provider;

  if (*self->base_url != '\0' ||
      !igny_models_find_provider (self->models, self->provider, &provider))
    return;
  g_free (self->base_url);
  self->base_url = g_strdup (provider.base_url);
}

static gboolean
connect (IgnyImageSession *self,
         GError          **error)
{
  const IgnyEnv   *env = igny_store_get_env (self->run->store);
  IgnyImagesConfig config = { .kind = self->provider,
                              .base_url = self->base_url,
                              .model = self->model,
                              .allow_http = self->allow_http };
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyUrl) url = igny_url_parse (self->base_url, NULL);
  char *key;

  if (env->http == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This program has no network"));
      return FALSE;
    }
  self->host = g_strdup (url != NULL ? url->host : self->base_url);
  key = igny_keyring_lookup (self->provider, igny_store_get_account_id (self->run->store), "",
                             self->run->cancellable, &local);
  if (local != NULL && !g_error_matches (local, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->limiter = igny_provider_limits_get (self->run->store, self->base_url, 0);
  config.limiter = self->limiter;
  config.key = key;
  self->api = igny_images_api_new (env, self->models, &config, error);
  igny_keyring_free (key);
  return self->api != NULL;
}

IgnyImageSession *
igny_image_session_new (const IgnyRun *run,
                        GError       **error)
{
  g_autoptr(IgnyImageSession) self = g_new0 (IgnyImageSession, 1);

  g_return_val_if_fail (run != NULL, NULL);

  self->run = run;
  self->models = igny_models_load (igny_store_get_env (run->store),
                                   igny_store_get_folder (run->store), NULL, error);
  if (self->models == NULL ||
      !igny_store_read (run->store, read_settings_cb, self, run->cancellable, error) ||
      !check_settings (self, error))
    return NULL;
  choose_address (self);
  return connect (self, error) ? g_steal_pointer (&self) : NULL;
}

void
igny_image_session_free (IgnyImageSession *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->api, igny_images_api_free);
  g_clear_pointer (&self->models, igny_models_free);
  g_free (self->provider);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self->look);
  g_free (self->quality);
  g_free (self->format);
  g_free (self->host);
  g_free (self->template);
  g_free (self->negative);
  g_free (self);
}

const char *
igny_image_session_get_model (const IgnyImageSession *self)
{
  return self->model;
}

const char *
igny_image_session_get_host (const IgnyImageSession *self)
{
  return self->host;
}

const char *
igny_image_session_get_look (const IgnyImageSession *self)
{
  return self->look;
}

IgnyCostSum
igny_image_session_get_cost (const IgnyImageSession *self)
{
  g_return_val_if_fail (self != NULL, (IgnyCostSum){ 0 });

  return self->cost;
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
check_call (IgnyImageSession *self,
            GError          **error)
{
  Question question = {
    .call = { OPERATION, igny_credits_count (OPERATION, 1), 0, self->counted },
    .now = igny_env_now_ms (igny_store_get_env (self->run->store)),
  };

  return igny_store_read (self->run->store, check_call_cb, &question, self->run->cancellable,
                          error);
}

static IgnyImagesAnswer *
send (IgnyImageSession    *self,
      const IgnyImageCall *call,
      const char          *prompt,
      const char          *task_id,
      GError             **error)
{
  const char       *look = call->look != NULL ? call->look : self->look;
  g_autofree char  *negative = igny_prompt_write_picture ("negative_prompt", self->negative,
                                                          call->prompt, look, call->title);
  IgnyImagesRequest request = {
    .prompt = prompt,
    .negative = negative,
    .quality = self->quality,
    .format = self->format,
    .width = (guint) self->width,
    .height = (guint) self->height,
    .n = 1,
    .task_id = task_id,
  };

  return igny_images_api_make (self->api, &request, self->run->cancellable, error);
}

/* A picture that was lost may have been made, and so counts as if it had. */
static gint64
get_cost (const IgnyImagesAnswer *answer,
          const GError           *failure,
          gint64                  estimated)
{
  if (answer != NULL)
    return answer->cost_usd;
  return g_error_matches (failure, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST) ? estimated
                                                                          : IGNY_UNKNOWN;
}

static void
count_usage (IgnyImageSession       *self,
             const IgnyImagesAnswer *answer,
             gint64                  cost,
             gint64                  estimated,
             IgnyUsage              *usage)
{
  *usage = (IgnyUsage){ .operation = OPERATION,
                        .credits = igny_credits_count (OPERATION, 1),
                        .model = self->model,
                        .tokens_input = answer != NULL ? answer->tokens_in : IGNY_UNKNOWN,
                        .tokens_output = answer != NULL ? answer->tokens_out : IGNY_UNKNOWN,
                        .cost_usd = cost };
  if (cost != IGNY_UNKNOWN)
    self->counted += cost;
  else if (answer != NULL)
    self->counted += IGNY_CREDITS_DEAR_PICTURE;
  if (cost == IGNY_UNKNOWN || estimated == IGNY_UNKNOWN)
    return;
  self->cost.real += cost;
  self->cost.estimated += estimated;
}

static gboolean
end_call (IgnyImageSession    *self,
          const IgnyImageCall *call,
          gint64               job,
          const char          *prompt,
          const IgnyUsage     *usage,
          gint64               estimated,
          gint64               since,
          const GError        *failure,
          GError             **error)
{
  const IgnyEnv  *env = igny_store_get_env (self->run->store);
  IgnyChatMessage message = { "prompt", prompt };
  IgnyAiLogLine   line = {
      .function = OPERATION,
      .model = self->model,
      .host = self->host,
      .target = "images",
      .target_row = call->image,
      .messages = &message,
      .n_messages = 1,
      .tokens_input = usage->tokens_input,
      .tokens_output = usage->tokens_output,
      .cost_usd = usage->cost_usd,
      .estimated_usd = estimated,
      .credits = failure == NULL ? usage->credits : 0,
      .duration = MAX (igny_env_now_ms (env) - since, 0),
      .correlation = self->run->correlation,
      .error = failure != NULL ? failure->message : NULL,
  };

  return igny_ai_log_end (self->run, &line, job, failure, error);
}

static GBytes *
take_bytes (const IgnyImagesAnswer *answer)
{
  const IgnyImagesItem *item = answer->items->pdata[0];

  return g_bytes_ref (item->bytes);
}

static GBytes *
make (IgnyImageSession    *self,
      const IgnyImageCall *call,
      IgnyUsage           *usage,
      GError             **error)
{
  g_autoptr(IgnyImagesAnswer) answer = NULL;
  g_autoptr(GError) failure = NULL;
  g_autofree char *prompt = NULL;
  g_autofree char *token = NULL;
  gint64           estimated;
  gint64           since;
  gint64           job;

  /* The token is kept before it is sent: after a crash the same one asks Runware
   * for the same picture. */
  if (!check_call (self, error) ||
      !igny_jobs_begin (self->run, OPERATION, "images", call->image, &job, &token, error))
    return NULL;
  prompt = igny_prompt_write_picture ("image_prompt_template", self->template, call->prompt,
                                      call->look != NULL ? call->look : self->look, call->title);
  estimated = igny_models_estimate_image_cost (self->models, self->model, self->quality, 1);
  since = igny_env_now_ms (igny_store_get_env (self->run->store));
  answer = send (self, call, prompt, token, &failure);
  count_usage (self, answer, get_cost (answer, failure, estimated), estimated, usage);
  if (!end_call (self, call, job, prompt, usage, estimated, since, failure, error))
    return NULL;
  if (answer != NULL)
    return take_bytes (answer);
  igny_ai_error_add_remedy (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GBytes *
igny_image_session_make (IgnyImageSession    *self,
                         const IgnyImageCall *call,
                         IgnyUsage           *usage,
                         GError             **error)
{
  GBytes *bytes;

  g_return_val_if_fail (self != NULL && call != NULL && usage != NULL, NULL);

  if (!igny_provider_limiter_wait (self->limiter, 0, self->run->cancellable, error))
    return NULL;
  bytes = make (self, call, usage, error);
  igny_provider_limiter_release (self->limiter);
  return bytes;
}
