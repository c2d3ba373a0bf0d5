/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-tape.h"

#include <string.h>

typedef struct
{
  guint       status;
  GHashTable *headers;
  GPtrArray  *pieces; /* of GBytes */
  GError     *failure;
} Answer;

struct _IgnyHttpTape
{
  GObject parent_instance;

  GMutex           lock; /* of all below */
  GQueue           answers;
  GPtrArray       *requests;
  IgnyHttpTapeFunc func;
  gpointer         user_data;
};

static GHashTable *
copy_headers (const char *const *headers)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    g_hash_table_replace (table, g_ascii_strdown (headers[i], -1), g_strdup (headers[i + 1]));
  return table;
}

static void
free_answer (Answer *answer)
{
  g_hash_table_unref (answer->headers);
  g_ptr_array_unref (answer->pieces);
  g_clear_error (&answer->failure);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, free_answer)

static void
free_request (IgnyHttpTapeRequest *request)
{
  g_free (request->method);
  g_free (request->url);
  g_hash_table_unref (request->headers);
  g_free (request->user);
  g_free (request->password);
  g_free (request->content_type);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

/* So that a test may read the body as text. */
static GBytes *
copy_terminated (GBytes *body)
{
  gsize       size = 0;
  const char *bytes = g_bytes_get_data (body, &size);
  char       *copy = g_malloc (size + 1);

  if (size > 0)
    memcpy (copy, bytes, size);
  copy[size] = '\0';
  return g_bytes_new_with_free_func (copy, size, g_free, copy);
}

static IgnyHttpTapeRequest *
record (const IgnyHttpRequest *request)
{
  IgnyHttpTapeRequest *copy = g_new0 (IgnyHttpTapeRequest, 1);

  copy->method = g_strdup (request->method);
  copy->url = g_strdup (request->url);
  copy->headers = copy_headers (request->headers);
  copy->user = g_strdup (request->user);
  copy->password = g_strdup (request->password);
  copy->content_type = g_strdup (request->content_type);
  copy->body = request->body != NULL ? copy_terminated (request->body) : NULL;
  copy->limits = request->limits;
  copy->allow_http = request->allow_http;
  copy->idempotent = request->idempotent;
  copy->refusal_is_free = request->refusal_is_free;
  copy->follow = request->follow;
  copy->public_only = request->public_only;
  copy->max_attempts = request->max_attempts;
  return copy;
}

/* The body of all pieces, of which the caller saw each. */
static GBytes *
play_pieces (const Answer          *answer,
             const IgnyHttpRequest *request)
{
  GByteArray *body = g_byte_array_new ();
  gboolean    more = TRUE;

  for (guint i = 0; i < answer->pieces->len && more; i++)
    {
      gsize         size = 0;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (answer->pieces, i), &size);

      if (size == 0)
        continue;
      g_byte_array_append (body, bytes, (guint) size);
      if (request->on_chunk != NULL && answer->status / 100 == 2)
        more = request->on_chunk ((const char *) bytes, size, request->user_data);
    }
  return g_byte_array_free_to_bytes (body);
}

static IgnyHttpResponse *
play (const Answer          *answer,
      const IgnyHttpRequest *request,
      GError               **error)
{
  g_autoptr (IgnyHttpResponse) response = igny_http_response_new (answer->status);
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  g_bytes_unref (response->body);
  response->body = play_pieces (answer, request);
  if (answer->failure != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (answer->failure);
      return NULL;
    }

  g_hash_table_iter_init (&iter, answer->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    igny_http_response_add_header (response, name, value);
  response->final_url = g_strdup (request->url);
  if (answer->status / 100 == 3)
    response->redirect_url = g_strdup (igny_http_response_get_header (response, "location"));
  return g_steal_pointer (&response);
}

static IgnyHttpResponse *
call_func (IgnyHttpTape              *self,
           const IgnyHttpRequest     *request,
           const IgnyHttpTapeRequest *recorded,
           GError                   **error)
{
  IgnyHttpResponse *response;
  gsize             size = 0;
  const char       *bytes;

  if (self->func == NULL)
    {
      g_test_message ("the tape has no answer to %s %s", request->method, request->url);
      g_test_fail ();
      g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_FAILED,
                   "play tape: no answer to %s %s is left", request->method, request->url);
      return NULL;
    }

  response = self->func (recorded, self->user_data, error);
  bytes = response != NULL ? g_bytes_get_data (response->body, &size) : NULL;
  if (response != NULL && size > 0 && request->on_chunk != NULL && response->status / 100 == 2)
    request->on_chunk (bytes, size, request->user_data);
  if (response != NULL && response->final_url == NULL)
    response->final_url = g_strdup (request->url);
  return response;
}

static IgnyHttpResponse *
send_request (IgnyHttp              *http,
              const IgnyHttpRequest *request,
              GCancellable          *cancellable,
              GError               **error)
{
  IgnyHttpTape        *self = IGNY_HTTP_TAPE (http);
  IgnyHttpTapeRequest *recorded;
  g_autoptr (Answer) answer = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  recorded = record (request);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, recorded);
  answer = g_queue_pop_head (&self->answers);
  g_mutex_unlock (&self->lock);

  if (answer == NULL)
    return call_func (self, request, recorded, error);
  return play (answer, request, error);
}

static void
http_iface_init (IgnyHttpInterface *iface)
{
  iface->send = send_request;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyHttpTape, igny_http_tape, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_HTTP, http_iface_init))
/* clang-format on */

static void
igny_http_tape_finalize (GObject *object)
{
  IgnyHttpTape *self = IGNY_HTTP_TAPE (object);

  g_queue_clear_full (&self->answers, (GDestroyNotify) free_answer);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (igny_http_tape_parent_class)->finalize (object);
}

static void
igny_http_tape_class_init (IgnyHttpTapeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_http_tape_finalize;
}

static void
igny_http_tape_init (IgnyHttpTape *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->answers);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) free_request);
}

IgnyHttpTape *
igny_http_tape_new (void)
{
  return g_object_new (IGNY_TYPE_HTTP_TAPE, NULL);
}

static Answer *
push_answer (IgnyHttpTape      *self,
             guint              status,
             const char *const *headers)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->headers = copy_headers (headers);
  answer->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->answers, answer);
  g_mutex_unlock (&self->lock);
  return answer;
}

static void
add_pieces (Answer            *answer,
            const char *const *pieces)
{
  for (guint i = 0; pieces != NULL && pieces[i] != NULL; i++)
    g_ptr_array_add (answer->pieces, g_bytes_new (pieces[i], strlen (pieces[i])));
}

void
igny_http_tape_add (IgnyHttpTape      *self,
                    guint              status,
                    const char *const *headers,
                    const char        *body)
{
  const char *pieces[] = { body, NULL };

  g_return_if_fail (IGNY_IS_HTTP_TAPE (self));

  add_pieces (push_answer (self, status, headers), pieces);
}

void
igny_http_tape_add_bytes (IgnyHttpTape      *self,
                          guint              status,
                          const char *const *headers,
                          GBytes            *body)
{
  g_return_if_fail (IGNY_IS_HTTP_TAPE (self) && body != NULL);

  g_ptr_array_add (push_answer (self, status, headers)->pieces, g_bytes_ref (body));
}

void
igny_http_tape_add_pieces (IgnyHttpTape      *self,
                           const char        *content_type,
                           const char *const *pieces)
{
  const char *headers[] = { "content-type", content_type, NULL };

  g_return_if_fail (IGNY_IS_HTTP_TAPE (self) && content_type != NULL);

  add_pieces (push_answer (self, 200, headers), pieces);
}

void
igny_http_tape_add_error (IgnyHttpTape      *self,
                          IgnyHttpError      code,
                          const char        *message,
                          const char *const *pieces)
{
  Answer *answer;

  g_return_if_fail (IGNY_IS_HTTP_TAPE (self) && message != NULL);

  answer = push_answer (self, 200, NULL);
  answer->failure = g_error_new_literal (IGNY_HTTP_ERROR, (int) code, message);
  add_pieces (answer, pieces);
}

void
igny_http_tape_set_func (IgnyHttpTape    *self,
                         IgnyHttpTapeFunc func,
                         gpointer         user_data)
{
  g_return_if_fail (IGNY_IS_HTTP_TAPE (self));

  self->func = func;
  self->user_data = user_data;
}

guint
igny_http_tape_get_n_left (IgnyHttpTape *self)
{
  guint n;

  g_return_val_if_fail (IGNY_IS_HTTP_TAPE (self), 0);

  g_mutex_lock (&self->lock);
  n = g_queue_get_length (&self->answers);
  g_mutex_unlock (&self->lock);
  return n;
}

guint
igny_http_tape_get_n_requests (IgnyHttpTape *self)
{
  guint n;

  g_return_val_if_fail (IGNY_IS_HTTP_TAPE (self), 0);

  g_mutex_lock (&self->lock);
  n = self->requests->len;
  g_mutex_unlock (&self->lock);
  return n;
}

const IgnyHttpTapeRequest *
igny_http_tape_get_request (IgnyHttpTape *self,
                            guint         index)
{
  const IgnyHttpTapeRequest *request = NULL;

  g_return_val_if_fail (IGNY_IS_HTTP_TAPE (self), NULL);

  g_mutex_lock (&self->lock);
  if (index < self->requests->len)
    request = g_ptr_array_index (self->requests, index);
  g_mutex_unlock (&self->lock);
  g_return_val_if_fail (request != NULL, NULL);
  return request;
}

const char *
igny_http_tape_request_get_header (const IgnyHttpTapeRequest *request,
                                   const char                *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (request != NULL && name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (request->headers, lower);
}

const char *
igny_http_tape_request_get_text (const IgnyHttpTapeRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  return request->body != NULL ? g_bytes_get_data (request->body, NULL) : "";
}
