/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-test-server.h"

#include <string.h>

#include "igny-env.h"

#define MAX_BODY (64 * 1024 * 1024)

struct _IgnyTestServer
{
  IgnyTestServerFunc func;
  gpointer           user_data;
  GTlsCertificate   *certificate;
  char             **protocols;
  GSocketListener   *listener;
  GThread           *thread;
  GPtrArray         *workers; /* of GThread, one a connection; the thread's until it is joined */
  GCancellable      *stop;
  guint16            port;
  GMutex             lock; /* of all below */
  guint              n_requests;
  guint              n_connections;
};

struct _IgnyTestReply
{
  IgnyTestServer *server;
  GIOStream      *stream;
  gboolean        open; /* another request may follow */
};

static void
write_all (IgnyTestReply *reply,
           const char    *bytes,
           gsize          length)
{
  GOutputStream *output = g_io_stream_get_output_stream (reply->stream);

  /* The client may have left: that is its right, and what some tests want. */
  if (!g_output_stream_write_all (output, bytes, length, NULL, reply->server->stop, NULL))
    reply->open = FALSE;
}

static char *
make_head (guint              status,
           const char *const *headers)
{
  GString *head = g_string_new (NULL);

  g_string_printf (head, "HTTP/1.1 %u Status\r\n", status);
  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    g_string_append_printf (head, "%s: %s\r\n", headers[i], headers[i + 1]);
  return g_string_free (head, FALSE);
}

void
igny_test_server_reply (IgnyTestReply     *reply,
                        guint              status,
                        const char *const *headers,
                        const char        *body)
{
  g_autofree char *head = make_head (status, headers);
  g_autofree char *all = NULL;
  gsize            length = body != NULL ? strlen (body) : 0;

  all = g_strdup_printf ("%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", head, length,
                         body != NULL ? body : "");
  write_all (reply, all, strlen (all));
}

void
igny_test_server_redirect (IgnyTestReply *reply,
                           guint          status,
                           const char    *location)
{
  const char *headers[] = { "Location", location, NULL };

  igny_test_server_reply (reply, status, headers, "");
}

void
igny_test_server_begin (IgnyTestReply     *reply,
                        guint              status,
                        const char *const *headers)
{
  g_autofree char *head = make_head (status, headers);
  g_autofree char *all = g_strconcat (head, "Transfer-Encoding: chunked\r\n\r\n", NULL);

  write_all (reply, all, strlen (all));
}

void
igny_test_server_piece (IgnyTestReply *reply,
                        const char    *bytes,
                        gsize          length)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

  write_all (reply, size, strlen (size));
  write_all (reply, bytes, length);
  write_all (reply, "\r\n", 2);
}

void
igny_test_server_end (IgnyTestReply *reply)
{
  write_all (reply, "0\r\n\r\n", 5);
}

void
igny_test_server_raw (IgnyTestReply *reply,
                      const char    *bytes,
                      gsize          length)
{
  write_all (reply, bytes, length);
}

void
igny_test_server_pause (IgnyTestReply *reply,
                        guint          milliseconds)
{
  igny_env_sleep_ms (igny_env_get_system (), milliseconds, reply->server->stop);
}

void
igny_test_server_hang (IgnyTestReply *reply)
{
  char byte;

  g_input_stream_read (g_io_stream_get_input_stream (reply->stream), &byte, 1,
                       reply->server->stop, NULL);
  reply->open = FALSE;
}

void
igny_test_server_cut (IgnyTestReply *reply)
{
  reply->open = FALSE;
}

static char *
read_line (GDataInputStream *input,
           GCancellable     *stop)
{
  return g_data_input_stream_read_line (input, NULL, stop, NULL);
}

static GBytes *
read_body (GDataInputStream *input,
           GHashTable       *headers,
           GCancellable     *stop)
{
  const char      *text = g_hash_table_lookup (headers, "content-length");
  gsize            length = text != NULL ? (gsize) g_ascii_strtoull (text, NULL, 10) : 0;
  gsize            got = 0;
  g_autofree char *bytes = NULL;

  if (length > MAX_BODY)
    return NULL;
  bytes = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (input), bytes, length, &got, stop, NULL) ||
      got != length)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

static GHashTable *
read_headers (GDataInputStream *input,
              GCancellable     *stop)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (;;)
    {
      g_autofree char *line = read_line (input, stop);
      char            *colon;

      if (line == NULL)
        return NULL;
      if (line[0] == '\0')
        return g_steal_pointer (&headers);
      colon = strchr (line, ':');
      if (colon == NULL)
        return NULL;
      *colon = '\0';
      g_hash_table_replace (headers, g_ascii_strdown (line, -1),
                            g_strdup (g_strstrip (colon + 1)));
    }
}

/* As a real server does, at once, when a client greets in TLS; its end of line
 * may never come. */
static gboolean
is_text (IgnyTestServer   *self,
         GDataInputStream *input,
         IgnyTestReply    *reply)
{
  static const char     complaint[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  GBufferedInputStream *buffer = G_BUFFERED_INPUT_STREAM (input);
  const char           *bytes;
  gsize                 available = g_buffered_input_stream_get_available (buffer);

  if (available == 0 && g_buffered_input_stream_fill (buffer, -1, self->stop, NULL) <= 0)
    return FALSE;
  bytes = g_buffered_input_stream_peek_buffer (buffer, &available);
  if (g_ascii_isalpha (bytes[0]))
    return TRUE;
  write_all (reply, complaint, sizeof complaint - 1);
  return FALSE;
}

static gboolean
serve_one (IgnyTestServer   *self,
           GDataInputStream *input,
           GIOStream        *stream,
           guint             connection)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GHashTable) headers = NULL;
  g_autoptr (GBytes) body = NULL;
  IgnyTestReply   reply = { .server = self, .stream = stream, .open = TRUE };
  IgnyTestRequest request = { .connection = connection };

  if (!is_text (self, input, &reply))
    return FALSE;
  line = read_line (input, self->stop);
  words = line != NULL ? g_strsplit (line, " ", 3) : NULL;
  if (words == NULL || g_strv_length (words) != 3)
    return FALSE;
  headers = read_headers (input, self->stop);
  body = headers != NULL ? read_body (input, headers, self->stop) : NULL;
  if (body == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  request.number = ++self->n_requests;
  g_mutex_unlock (&self->lock);
  request.method = words[0];
  request.target = words[1];
  request.headers = headers;
  request.body = body;
  self->func (&request, &reply, self->user_data);
  return reply.open;
}

static GIOStream *
wrap (IgnyTestServer    *self,
      GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->certificate == NULL)
    return G_IO_STREAM (g_object_ref (connection));
  stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_assert_nonnull (stream);
  if (self->protocols != NULL)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream),
                                               (const char *const *) self->protocols);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), self->stop, NULL))
    return NULL;
  return g_steal_pointer (&stream);
}

typedef struct
{
  IgnyTestServer    *server;
  GSocketConnection *connection;
  guint              number;
} Job;

static gpointer
serve_connection (Job *job)
{
  IgnyTestServer *self = job->server;
  g_autoptr (GIOStream) stream = wrap (self, job->connection);

  if (stream != NULL)
    {
      g_autoptr (GDataInputStream) input = NULL;

      input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
      g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
      g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input), FALSE);
      while (serve_one (self, input, stream, job->number))
        ;
      g_io_stream_close (stream, NULL, NULL);
    }
  g_object_unref (job->connection);
  g_free (job);
  return NULL;
}

static gpointer
accept_connections (IgnyTestServer *self)
{
  for (;;)
    {
      GSocketConnection *connection;
      Job               *job;

      connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL);
      if (connection == NULL)
        return NULL;
      job = g_new0 (Job, 1);
      job->server = self;
      job->connection = connection;
      g_mutex_lock (&self->lock);
      job->number = ++self->n_connections;
      g_mutex_unlock (&self->lock);
      g_ptr_array_add (self->workers,
                       g_thread_new ("test-connection", (GThreadFunc) serve_connection, job));
    }
}

static void
listen_on_loopback (IgnyTestServer *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) failure = NULL;

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &failure);
  g_assert_no_error (failure);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

IgnyTestServer *
igny_test_server_new (IgnyTestServerFunc func,
                      gpointer           user_data,
                      GTlsCertificate   *certificate,
                      const char *const *protocols)
{
  IgnyTestServer *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (IgnyTestServer, 1);
  self->func = func;
  self->user_data = user_data;
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->protocols = g_strdupv ((char **) protocols);
  self->workers = g_ptr_array_new ();
  self->stop = g_cancellable_new ();
  g_mutex_init (&self->lock);
  listen_on_loopback (self);
  self->thread = g_thread_new ("test-server", (GThreadFunc) accept_connections, self);
  return self;
}

void
igny_test_server_free (IgnyTestServer *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->workers->len; i++)
    g_thread_join (g_ptr_array_index (self->workers, i));

  g_ptr_array_unref (self->workers);
  g_object_unref (self->listener);
  g_clear_object (&self->certificate);
  g_strfreev (self->protocols);
  g_object_unref (self->stop);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
igny_test_server_get_port (IgnyTestServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

static guint
read_count (IgnyTestServer *self,
            const guint    *count)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = *count;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
igny_test_server_get_n_requests (IgnyTestServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return read_count (self, &self->n_requests);
}

guint
igny_test_server_get_n_connections (IgnyTestServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return read_count (self, &self->n_connections);
}

char *
igny_test_server_make_url (IgnyTestServer *self,
                           const char     *path)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->certificate != NULL ? "https" : "http",
                          self->port, path);
}
