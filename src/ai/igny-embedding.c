/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-embedding.h"

#include <math.h>
#include <string.h>

#include "igny-chat-address.h"
#include "igny-chat-fault.h"
#include "igny-http.h"
#include "igny-json.h"
#include "igny-number.h"

#define MAX_ATTEMPTS 5

void
igny_embedding_answer_clear (IgnyEmbeddingAnswer *answer)
{
  g_clear_pointer (&answer->vectors, g_free);
}

static gboolean
refuse (GError    **error,
        const char *cause)
{
  g_set_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_BAD_REPLY, "read the vectors: %s", cause);
  return FALSE;
}

static gboolean
read_numbers (JsonArray *numbers,
              double    *values,
              double    *largest)
{
  *largest = 0;
  for (guint i = 0; i < json_array_get_length (numbers); i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE &&
                                            json_node_get_value_type (node) != G_TYPE_INT64))
        return FALSE;
      values[i] = json_node_get_double (node);
      if (!isfinite (values[i]))
        return FALSE;
      *largest = MAX (*largest, fabs (values[i]));
    }
  return TRUE;
}

static gboolean
fill_vector (IgnyEmbeddingAnswer *answer,
             JsonArray           *numbers,
             guint                place,
             GError             **error)
{
  g_autofree double *values = g_new0 (double, answer->n_dims);
  double             largest;

  if (igny_json_array_get_length (numbers) != answer->n_dims)
    return refuse (error, "they are of different lengths");
  if (!read_numbers (numbers, values, &largest))
    return refuse (error, "there is something else than a number in one");
  for (guint i = 0; i < answer->n_dims && largest > 0; i++)
    answer->vectors[(gsize) place * answer->n_dims + i] = (gint8) lrint (values[i] / largest * 127);
  return TRUE;
}

static gboolean
fill_all (IgnyEmbeddingAnswer *answer,
          JsonArray           *data,
          guint                n_texts,
          GError             **error)
{
  g_autofree gboolean *seen = g_new0 (gboolean, n_texts);

  for (guint i = 0; i < n_texts; i++)
    {
      JsonObject *item = igny_json_array_get_object (data, i);
      gint64      place = igny_json_get_int (item, "index", i);

      if (place < 0 || place >= n_texts || seen[place])
        return refuse (error, "an index is wrong");
      seen[place] = TRUE;
      if (!fill_vector (answer, igny_json_get_array (item, "embedding"), (guint) place, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_embedding_read (const char          *bytes,
                     gsize                length,
                     guint                n_texts,
                     IgnyEmbeddingAnswer *answer,
                     GError             **error)
{
  g_autoptr(JsonNode) node = NULL;
  g_auto(IgnyEmbeddingAnswer) own = { NULL, 0, IGNY_UNKNOWN, 0 };
  JsonObject *object;
  JsonArray  *data;

  g_return_val_if_fail (bytes != NULL && n_texts > 0 && answer != NULL, FALSE);

  node = igny_json_parse (bytes, (gssize) length, NULL);
  object = igny_json_node_get_object (node);
  data = igny_json_get_array (object, "data");
  if (data == NULL)
    return refuse (error, "the answer holds none");
  if (igny_json_array_get_length (data) != n_texts)
    return refuse (error, "there are not as many as texts");
  own.n_dims = igny_json_array_get_length (
      igny_json_get_array (igny_json_array_get_object (data, 0), "embedding"));
  if (own.n_dims == 0 || own.n_dims > IGNY_EMBEDDING_DIMS_MAX)
    return refuse (error, "they are empty or too long");

  own.vectors = g_new0 (gint8, (gsize) n_texts * own.n_dims);
  own.tokens = igny_json_get_int (igny_json_get_object (object, "usage"), "prompt_tokens",
                                  IGNY_UNKNOWN);
  if (own.tokens < 0)
    own.tokens = IGNY_UNKNOWN;
  if (!fill_all (&own, data, n_texts, error))
    return FALSE;
  *answer = own;
  own.vectors = NULL;
  return TRUE;
}

char *
igny_embedding_dup_host (const IgnyEmbeddingConfig *config,
                         GError                   **error)
{
  g_autofree char *base = NULL;
  g_autofree char *other = NULL;
  char            *host = NULL;

  g_return_val_if_fail (config != NULL && config->base_url != NULL, NULL);

  return igny_chat_address_read (config->base_url, &base, &other, &host, error) ? host : NULL;
}

static GBytes *
build_body (const IgnyEmbeddingConfig *config,
            const char *const         *texts,
            guint                      n_texts)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *input = json_array_new ();
  char      *text;

  for (guint i = 0; i < n_texts; i++)
    json_array_add_string_element (input, texts[i]);
  json_object_set_string_member (object, "model", config->model);
  json_object_set_array_member (object, "input", input);
  json_object_set_string_member (object, "encoding_format", "float");
  text = igny_json_object_to_text (object, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static IgnyHttpResponse *
send (const IgnyEnv             *env,
      const IgnyEmbeddingConfig *config,
      const char                *base,
      GBytes                    *body,
      GCancellable              *cancellable,
      GError                   **error)
{
  g_autofree char  *url = g_strconcat (base, "/embeddings", NULL);
  gboolean          with_key = config->key != NULL && *config->key != '\0';
  char             *bearer = with_key ? g_strconcat ("Bearer ", config->key, NULL) : NULL;
  const char *const headers[] = { "Accept", "application/json", with_key ? "Authorization" : NULL,
                                  bearer, NULL };
  IgnyHttpRequest   request = {
      .method = "POST",
      .url = url,
      .headers = headers,
      .content_type = "application/json",
      .body = body,
      .limits = IGNY_HTTP_CHAT,
      .allow_http = config->allow_http,
      .refusal_is_free = TRUE,
      .max_attempts = MAX_ATTEMPTS,
  };
  IgnyHttpResponse *response = igny_http_send (env->http, &request, cancellable, error);

  if (response != NULL && config->limiter != NULL)
    igny_provider_limiter_learn (config->limiter, response);
  if (bearer != NULL)
    explicit_bzero (bearer, strlen (bearer));
  g_free (bearer);
  return response;
}

/* A cause that comes from HTTP or from the answer, in the words of a person. */
static gboolean
fail (const IgnyEmbeddingConfig *config,
      const char                *host,
      const GError              *cause,
      GError                   **error)
{
  IgnyChatError code = IGNY_CHAT_ERROR_NETWORK;

  if (cause->domain != IGNY_HTTP_ERROR && cause->domain != IGNY_CHAT_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      return FALSE;
    }
  if (cause->domain == IGNY_CHAT_ERROR)
    code = (IgnyChatError) cause->code;
  else if (cause->code == IGNY_HTTP_ERROR_TIMEOUT || cause->code == IGNY_HTTP_ERROR_CUT)
    code = IGNY_CHAT_ERROR_LOST;
  else if (cause->code == IGNY_HTTP_ERROR_TOO_LARGE)
    code = IGNY_CHAT_ERROR_BAD_REPLY;
  else if (cause->code == IGNY_HTTP_ERROR_REFUSED)
    code = IGNY_CHAT_ERROR_ADDRESS;
  igny_chat_error_set (error, code, config->model, host, config->key, cause->message);
  return FALSE;
}

static gboolean
judge (const IgnyEmbeddingConfig *config,
       const char                *host,
       const IgnyHttpResponse    *response,
       guint                      n_texts,
       IgnyEmbeddingAnswer       *answer,
       GError                   **error)
{
  gsize            size = 0;
  const char      *bytes = g_bytes_get_data (response->body, &size);
  g_autofree char *cause = NULL;
  g_autoptr(IgnyChatFault) fault = NULL;
  g_autoptr(GError) local = NULL;

  if (response->status >= 200 && response->status <= 299)
    {
      if (!igny_embedding_read (bytes != NULL ? bytes : "", size, n_texts, answer, &local))
        return fail (config, host, local, error);
      answer->elapsed_ms = response->elapsed_ms;
      return TRUE;
    }
  fault = igny_chat_fault_new (bytes, size);
  cause = g_strdup_printf ("the server says “%s” (status %u)",
                           *fault->message != '\0' ? fault->message : "nothing", response->status);
  igny_chat_error_set (error,
                       igny_chat_fault_is_lost (fault, response->status)
                           ? IGNY_CHAT_ERROR_LOST
                           : igny_chat_fault_classify (fault, response->status),
                       config->model, host, config->key, cause);
  return FALSE;
}

static gboolean
ask (const IgnyEnv             *env,
     const IgnyEmbeddingConfig *config,
     const char *const         *texts,
     guint                      n_texts,
     IgnyEmbeddingAnswer       *answer,
     GCancellable              *cancellable,
     GError                   **error)
{
  g_autofree char *base = NULL;
  g_autofree char *other = NULL;
  g_autofree char *host = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyHttpResponse) response = NULL;

  if (!igny_chat_address_read (config->base_url, &base, &other, &host, error))
    return FALSE;
  body = build_body (config, texts, n_texts);
  response = send (env, config, base, body, cancellable, &local);
  if (response != NULL && response->status == 404 && other != NULL)
    {
      g_clear_pointer (&response, igny_http_response_free);
      response = send (env, config, other, body, cancellable, &local);
    }
  if (response == NULL)
    return fail (config, host, local, error);
  return judge (config, host, response, n_texts, answer, error);
}

gboolean
igny_embedding_ask (const IgnyEnv             *env,
                    const IgnyEmbeddingConfig *config,
                    const char *const         *texts,
                    guint                      n_texts,
                    IgnyEmbeddingAnswer       *answer,
                    GCancellable              *cancellable,
                    GError                   **error)
{
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (env != NULL && env->http != NULL && config != NULL, FALSE);
  g_return_val_if_fail (texts != NULL && n_texts > 0 && n_texts <= IGNY_EMBEDDING_BATCH, FALSE);

  ask (env, config, texts, n_texts, answer, cancellable, &local);
  if (config->limiter != NULL && local == NULL)
    igny_provider_limiter_succeed (config->limiter);
  else if (config->limiter != NULL && local->domain == IGNY_CHAT_ERROR)
    igny_provider_limiter_fail (config->limiter, (IgnyChatError) local->code, local->message,
                                IGNY_UNKNOWN);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
