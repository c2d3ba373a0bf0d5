/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-images-api.h"

#include <string.h>

#include "igny-chat-address.h"
#include "igny-images-api-private.h"
#include "igny-number.h"
#include "igny-retry.h"
#include "igny-url.h"

/* Every field that can be refused. */
#define MAX_TRIES 6
#define MAX_ATTEMPTS 3
/* How long pictures that were asked for before are waited for. */
#define POLL_MS 2000
#define MAX_POLLS 90
#define MAX_PICTURE (32 * 1024 * 1024)

IgnyImagesApi *
igny_images_api_new (const IgnyEnv          *env,
                     const IgnyModels       *models,
                     const IgnyImagesConfig *config,
                     GError                **error)
{
  g_autoptr (IgnyImagesApi) self = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (env != NULL && env->http != NULL && models != NULL, NULL);
  g_return_val_if_fail (config != NULL && config->kind != NULL && config->base_url != NULL, NULL);
  g_return_val_if_fail (config->model != NULL, NULL);

  self = g_new0 (IgnyImagesApi, 1);
  self->env = env;
  self->models = models;
  self->runware = strcmp (config->kind, "runware") == 0;
  self->model = g_strstrip (g_strdup (config->model));
  self->key = g_strstrip (g_strdup (config->key != NULL ? config->key : ""));
  self->allow_http = config->allow_http;
  self->limiter = config->limiter;
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->family = igny_models_find_image_family (models, self->model);
  if (!igny_chat_address_read (config->base_url, &self->base, &other, &self->host, error))
    return NULL;
  if (self->key[strcspn (self->key, " \t\r\n")] != '\0' || !g_str_is_ascii (self->key))
    {
      igny_chat_error_set (error, IGNY_CHAT_ERROR_KEY, self->model, self->host, NULL,
                           "the key holds a space, a line break or a letter that no key has");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
igny_images_api_free (IgnyImagesApi *self)
{
  if (self == NULL)
    return;

  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->base);
  g_free (self->host);
  g_free (self->model);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_free (self);
}

static void
free_item (gpointer data)
{
  IgnyImagesItem *item = data;

  g_bytes_unref (item->bytes);
  g_free (item->type);
  g_free (item->revised);
  g_free (item);
}

IgnyImagesAnswer *
igny_images_answer_new (void)
{
  IgnyImagesAnswer *self = g_new0 (IgnyImagesAnswer, 1);

  self->items = g_ptr_array_new_with_free_func (free_item);
  self->lifted = g_ptr_array_new_with_free_func (g_free);
  self->tokens_in = IGNY_UNKNOWN;
  self->tokens_out = IGNY_UNKNOWN;
  self->cost_usd = IGNY_UNKNOWN;
  return self;
}

void
igny_images_answer_free (IgnyImagesAnswer *answer)
{
  if (answer == NULL)
    return;

  g_ptr_array_unref (answer->items);
  g_ptr_array_unref (answer->lifted);
  g_free (answer->request_id);
  g_free (answer);
}

const char *
igny_images_api_guess_type (const guint8 *bytes,
                            gsize         length)
{
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  if (length >= 8 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (length >= 3 && memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return "image/webp";
  if (length >= 6 && (memcmp (bytes, "GIF87a", 6) == 0 || memcmp (bytes, "GIF89a", 6) == 0))
    return "image/gif";
  return NULL;
}

static gboolean
add_bytes (IgnyImagesAnswer *self,
           GBytes           *bytes,
           const char       *revised)
{
  gsize           length = 0;
  const guint8   *data = g_bytes_get_data (bytes, &length);
  const char     *type = igny_images_api_guess_type (data, length);
  IgnyImagesItem *item;

  if (type == NULL || length > MAX_PICTURE)
    return FALSE;
  item = g_new0 (IgnyImagesItem, 1);
  item->bytes = g_bytes_ref (bytes);
  item->type = g_strdup (type);
  item->revised = g_strdup (revised);
  g_ptr_array_add (self->items, item);
  return TRUE;
}

gboolean
igny_images_answer_add_base64 (IgnyImagesAnswer *self,
                               const char       *base64,
                               const char       *revised)
{
  gsize   length = 0;
  guint8 *data = g_base64_decode (igny_images_find_lifted (base64, self->lifted), &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

  return add_bytes (self, bytes, revised);
}

static void
fail (IgnyImagesApi *self,
      IgnyChatError  code,
      const char    *cause,
      GError       **error)
{
  igny_chat_error_set (error, code, self->model, self->host, self->key, cause);
}

static void
fail_with_fault (IgnyImagesApi          *self,
                 IgnyChatError           code,
                 const IgnyChatFault    *fault,
                 const IgnyHttpResponse *response,
                 GError                **error)
{
  g_autofree char *cause = g_strdup_printf (
      "the server says “%s” (status %u%s%s)",
      *fault->message != '\0' ? fault->message : "nothing", response->status,
      *fault->code != '\0' ? ", " : "", fault->code);
  gint64 wait_ms = igny_retry_get_after_ms (response, igny_env_now_ms (self->env));

  if (self->limiter != NULL)
    igny_provider_limiter_fail (self->limiter, code, cause, wait_ms);
  fail (self, code, cause, error);
}

/* Nothing came back. Pictures are paid for when they are made, not when they
   arrive. */
static void
fail_with_http (IgnyImagesApi *self,
                const GError  *cause,
                GError       **error)
{
  gboolean lost = g_error_matches (cause, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TIMEOUT) ||
                  g_error_matches (cause, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CUT);

  if (cause->domain != IGNY_HTTP_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else if (lost && !self->runware)
    fail (self, IGNY_CHAT_ERROR_LOST, cause->message, error);
  else
    fail (self, IGNY_CHAT_ERROR_NETWORK, cause->message, error);
}

static IgnyHttpResponse *
post (IgnyImagesApi *self,
      const char    *body,
      GCancellable  *cancellable,
      GError       **error)
{
  const char       *path = self->runware ? "" : "/images/generations";
  g_autofree char  *url = g_strconcat (self->base, path, NULL);
  gboolean          with_key = *self->key != '\0';
  char             *bearer = g_strconcat ("Bearer ", self->key, NULL);
  const char *const headers[] = { "Accept", "application/json", with_key ? "Authorization" : NULL,
                                  bearer, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  const IgnyHttpRequest request = {
    .method = "POST",
    .url = url,
    .headers = headers,
    .body = bytes,
    .content_type = "application/json",
    .limits = IGNY_HTTP_IMAGE,
    .allow_http = self->allow_http,
    .idempotent = self->runware, /* the number of the task makes it so */
    .refusal_is_free = TRUE,
    .max_attempts = MAX_ATTEMPTS,
  };
  IgnyHttpResponse *response = igny_http_send (self->env->http, &request, cancellable, error);

  explicit_bzero (bearer, strlen (bearer));
  g_free (bearer);
  if (response != NULL && self->limiter != NULL)
    igny_provider_limiter_learn (self->limiter, response);
  return response;
}

/* Addresses in an answer are data: only public ones, without a key. */
static gboolean
fetch (IgnyImagesApi    *self,
       GPtrArray        *urls,
       IgnyImagesAnswer *answer,
       GCancellable     *cancellable,
       GError          **error)
{
  for (guint i = 0; i < urls->len; i++)
    {
      g_autoptr (IgnyUrl) url = igny_url_parse (urls->pdata[i], NULL);
      const IgnyHttpRequest request = {
        .method = "GET",
        .url = urls->pdata[i],
        .limits = IGNY_HTTP_DOWNLOAD,
        .follow = TRUE,
        .max_attempts = MAX_ATTEMPTS,
        .allow_http = self->allow_http,
        .public_only = url == NULL || strcmp (url->host, self->host) != 0,
      };
      g_autoptr (GError) local = NULL;
      g_autoptr (IgnyHttpResponse) response =
                     igny_http_send (self->env->http, &request, cancellable, &local);

      if (response == NULL || response->status != 200)
        {
          fail (self, IGNY_CHAT_ERROR_LOST,
                local != NULL ? local->message : "the picture cannot be fetched", error);
          return FALSE;
        }
      add_bytes (answer, response->body, NULL);
    }
  return TRUE;
}

/* Whether leaving something out is worth another try. */
static gboolean
learn (IgnyImagesApi       *self,
       const IgnyChatFault *fault)
{
  static const char *const optional[] = {
    "quality",
    "output_format",
    "output_compression",
    "response_format",
    "size",
    "negativePrompt",
    "steps",
    "outputQuality",
    "width",
    "height",
  };

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    {
      gboolean about = *fault->param != '\0' ? strcmp (fault->param, optional[i]) == 0
                                             : strstr (fault->message, optional[i]) != NULL;

      if (about)
        return g_hash_table_add (self->refused, g_strdup (optional[i]));
    }
  return FALSE;
}

static void
finish (IgnyImagesApi           *self,
        const IgnyImagesRequest *request,
        IgnyImagesAnswer        *answer)
{
  const char *quality = request->quality != NULL ? request->quality : "medium";

  if (self->limiter != NULL)
    igny_provider_limiter_succeed (self->limiter);
  if (answer->cost_told)
    return;
  answer->cost_usd = igny_models_get_image_cost (self->models, self->model, answer->tokens_in,
                                                 answer->tokens_out);
  answer->cost_told = answer->cost_usd != IGNY_UNKNOWN;
  if (!answer->cost_told)
    answer->cost_usd = igny_models_estimate_image_cost (self->models, self->model, quality,
                                                        answer->items->len);
}

typedef struct
{
  IgnyImagesRead    read;
  gboolean          learned;
  GPtrArray        *urls;
  IgnyChatFault    *fault;
  IgnyImagesAnswer *answer;
} Round;

static void
read_round (IgnyImagesApi           *self,
            const IgnyImagesRequest *request,
            const IgnyHttpResponse  *response,
            Round                   *round)
{
  gsize            size = 0;
  const char      *bytes = g_bytes_get_data (response->body, &size);
  gboolean         good = response->status >= 200 && response->status <= 299;
  g_autofree char *light = igny_images_lift (bytes, size, round->answer->lifted);
  g_autoptr (JsonNode) node = *light != '\0' ? igny_json_parse (light, -1, NULL) : NULL;
  JsonObject *object = igny_json_node_get_object (node);

  round->read = IGNY_IMAGES_READ_NOTHING;
  if (self->runware)
    round->read = igny_runware_read (object, request->task_id, CLAMP (request->n, 1, 4),
                                     round->answer, round->urls, &round->fault);
  else if (good)
    round->read = igny_images_api_read (object, round->answer, round->urls);
  g_ptr_array_set_size (round->answer->lifted, 0);
  if (round->read == IGNY_IMAGES_READ_NOTHING && round->fault == NULL)
    round->fault = igny_chat_fault_new (bytes, size);
}

/* TRUE: another round, with less in it. */
static gboolean
judge_fault (IgnyImagesApi          *self,
             const IgnyHttpResponse *response,
             const IgnyChatFault    *fault,
             GError                **error)
{
  gboolean      good = response->status >= 200 && response->status <= 299;
  gboolean      told = *fault->code != '\0' || *fault->type != '\0' || *fault->message != '\0';
  IgnyChatError code = igny_chat_fault_classify (fault, response->status);

  if (self->runware && good && told && code == IGNY_CHAT_ERROR_SERVER)
    code = IGNY_CHAT_ERROR_REQUEST;
  else if (!self->runware && igny_chat_fault_is_lost (fault, response->status))
    code = IGNY_CHAT_ERROR_LOST;
  if (code == IGNY_CHAT_ERROR_REQUEST && learn (self, fault))
    return TRUE;
  if (good && !told)
    fail (self, IGNY_CHAT_ERROR_BAD_REPLY, "there is no picture in the answer", error);
  else
    fail_with_fault (self, code, fault, response, error);
  return FALSE;
}

/* Asks after pictures that were sent for, until they are there. */
static IgnyHttpResponse *
poll (IgnyImagesApi *self,
      const char    *task_id,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *question = igny_runware_build_question (task_id);

  if (!igny_env_sleep_ms (self->env, POLL_MS, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  return post (self, question, cancellable, error);
}

/* One exchange; round->learned says that another is worth it. */
static gboolean
exchange (IgnyImagesApi           *self,
          const IgnyImagesRequest *request,
          Round                   *round,
          GCancellable            *cancellable,
          GError                 **error)
{
  g_autofree char *body = igny_images_api_preview (self, request);
  g_autoptr (GError) local = NULL;
  g_autoptr (IgnyHttpResponse) response = post (self, body, cancellable, &local);

  for (guint i = 0; response != NULL; i++)
    {
      read_round (self, request, response, round);
      if (round->read != IGNY_IMAGES_READ_WAIT || i == MAX_POLLS)
        break;
      g_clear_pointer (&response, igny_http_response_free);
      response = poll (self, request->task_id, cancellable, &local);
    }
  if (response == NULL)
    {
      fail_with_http (self, local, error);
      return FALSE;
    }
  round->answer->elapsed_ms = response->elapsed_ms;
  g_free (round->answer->request_id);
  round->answer->request_id =
      g_strdup (igny_http_response_get_header (response, "x-request-id"));
  /* Those that came are paid for, whatever became of the others. */
  if (round->read == IGNY_IMAGES_READ_DONE ||
      (round->read == IGNY_IMAGES_READ_WAIT && round->answer->items->len + round->urls->len > 0))
    return TRUE;
  if (round->read == IGNY_IMAGES_READ_WAIT)
    {
      fail (self, IGNY_CHAT_ERROR_LOST, "the pictures are not ready after three minutes", error);
      return FALSE;
    }
  if (round->fault == NULL)
    {
      fail (self, IGNY_CHAT_ERROR_BAD_REPLY, "there is no picture in the answer", error);
      return FALSE;
    }
  round->learned = judge_fault (self, response, round->fault, error);
  return round->learned;
}

IgnyImagesAnswer *
igny_images_api_make (IgnyImagesApi           *self,
                      const IgnyImagesRequest *request,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_autoptr (IgnyImagesAnswer) answer = NULL;
  g_autoptr (GPtrArray) urls = NULL;
  Round    round = { .learned = TRUE };
  gboolean ok = TRUE;

  g_return_val_if_fail (self != NULL && request != NULL && request->prompt != NULL, NULL);
  g_return_val_if_fail (!self->runware || request->task_id != NULL, NULL);

  answer = igny_images_answer_new ();
  urls = g_ptr_array_new_with_free_func (g_free);
  round.answer = answer;
  round.urls = urls;
  for (guint i = 0; ok && round.learned && i < MAX_TRIES; i++)
    {
      round.learned = FALSE;
      ok = exchange (self, request, &round, cancellable, error);
      g_clear_pointer (&round.fault, igny_chat_fault_free);
    }
  if (!ok || !fetch (self, urls, answer, cancellable, error))
    return NULL;
  if (answer->items->len == 0)
    {
      fail (self, IGNY_CHAT_ERROR_BAD_REPLY, "what came is no picture", error);
      return NULL;
    }
  finish (self, request, answer);
  return g_steal_pointer (&answer);
}

char *
igny_images_api_preview (IgnyImagesApi           *self,
                         const IgnyImagesRequest *request)
{
  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  return self->runware ? igny_runware_build_body (self, request)
                       : igny_images_api_build_body (self, request);
}

gboolean
igny_images_api_ping (IgnyImagesApi *self,
                      gint64        *elapsed_ms,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *body = igny_runware_build_ping ();
  g_autoptr (GError) local = NULL;
  g_autoptr (IgnyHttpResponse) response = NULL;
  g_autoptr (IgnyChatFault) fault = NULL;
  const char   *bytes;
  gsize         size = 0;
  IgnyChatError code;

  g_return_val_if_fail (self != NULL && self->runware && elapsed_ms != NULL, FALSE);

  response = post (self, body, cancellable, &local);
  if (response == NULL)
    {
      fail_with_http (self, local, error);
      return FALSE;
    }
  *elapsed_ms = response->elapsed_ms;
  bytes = g_bytes_get_data (response->body, &size);
  if (response->status == 200 && igny_runware_has_pong (bytes, size))
    return TRUE;
  fault = igny_chat_fault_new (bytes, size);
  code = igny_chat_fault_classify (fault, response->status);
  if (response->status == 200 && code == IGNY_CHAT_ERROR_SERVER)
    code = IGNY_CHAT_ERROR_BAD_REPLY;
  fail_with_fault (self, code, fault, response, error);
  return FALSE;
}
