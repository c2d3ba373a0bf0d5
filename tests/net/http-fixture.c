/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include <string.h>

#include "igny-test-names.h"

static void
throw_lowest_cb (guint8  *bytes,
                 gsize    length,
                 gpointer user_data)
{
  memset (bytes, 0, length);
}

static gboolean
nap_cb (gint64        milliseconds,
        GCancellable *cancellable,
        gpointer      user_data)
{
  HttpFixture *f = user_data;

  g_assert_cmpuint (f->n_naps, <, HTTP_MAX_NAPS);
  f->naps[f->n_naps++] = milliseconds;
  return !g_cancellable_is_cancelled (cancellable);
}

void
http_set_up (HttpFixture       *f,
             IgnyTestServerFunc func,
             gpointer           user_data)
{
  /* Links the names of the tests in, so that no name is asked outside. */
  igny_test_names_get_count ();
  *f = (HttpFixture){ 0 };
  f->env.random = throw_lowest_cb;
  f->env.sleep_ms = nap_cb;
  f->env.user_data = f;
  f->http = igny_http_curl_new (&f->env);
  if (func != NULL)
    f->server = igny_test_server_new (func, user_data, NULL, NULL);
}

void
http_tear_down (HttpFixture *f)
{
  igny_test_server_free (f->server);
  g_assert_finalize_object (f->http);
}

void
http_set_limits (HttpFixture   *f,
                 IgnyHttpLimits limits)
{
  igny_http_curl_set_limits (IGNY_HTTP_CURL (f->http), IGNY_HTTP_METADATA, &limits);
}

IgnyHttpResponse *
http_ask (HttpFixture    *f,
          const char     *path,
          IgnyHttpRequest request,
          GError        **error)
{
  g_autofree char *url = igny_test_server_make_url (f->server, path);

  request.url = url;
  if (request.method == NULL)
    request.method = "GET";
  return igny_http_send (f->http, &request, NULL, error);
}

void
http_check_fails (HttpFixture    *f,
                  const char     *path,
                  IgnyHttpRequest request,
                  IgnyHttpError   code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyHttpResponse) response = http_ask (f, path, request, &error);

  g_assert_null (response);
  g_assert_error (error, IGNY_HTTP_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

const char *
http_get_text (IgnyHttpResponse *response)
{
  g_autoptr (GByteArray) text = g_bytes_unref_to_array (g_steal_pointer (&response->body));

  g_byte_array_append (text, (const guint8 *) "", 1);
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return g_bytes_get_data (response->body, NULL);
}

void
http_echo_cb (const IgnyTestRequest *request,
              IgnyTestReply         *reply,
              gpointer               user_data)
{
  const char *const headers[] = { "X-Twice", "1", "x-twice", "2", "Link", "<a>; rel=b",
                                  "Link", "<c>; rel=d", "Content-Type", "text/plain", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (request->headers),
                                         (GCompareFunc) strcmp);

  g_string_printf (text, "%s %s\n", request->method, request->target);
  for (GList *name = names; name != NULL; name = name->next)
    g_string_append_printf (text, "%s: %s\n", (char *) name->data,
                            (char *) g_hash_table_lookup (request->headers, name->data));
  g_string_append_len (text, g_bytes_get_data (request->body, NULL),
                       (gssize) g_bytes_get_size (request->body));
  igny_test_server_reply (reply, 200, headers, text->str);
}

void
http_many_bytes_cb (const IgnyTestRequest *request,
                    IgnyTestReply         *reply,
                    gpointer               user_data)
{
  g_autofree char *piece = g_strnfill (4096, 'x');
  guint64          left = g_ascii_strtoull (request->target + 1, NULL, 10);

  igny_test_server_begin (reply, 200, NULL);
  for (; left > 0; left -= MIN (left, 4096))
    igny_test_server_piece (reply, piece, MIN (left, 4096));
  igny_test_server_end (reply);
}

/* /total: a piece every 50 ms without end. /first: nothing. /stall: one piece,
 * then nothing. /late: waits 300 ms, then answers. */
void
http_slow_cb (const IgnyTestRequest *request,
              IgnyTestReply         *reply,
              gpointer               user_data)
{
  if (g_str_equal (request->target, "/first"))
    {
      igny_test_server_hang (reply);
      return;
    }
  if (g_str_equal (request->target, "/late"))
    igny_test_server_pause (reply, 300);
  igny_test_server_begin (reply, 200, NULL);
  igny_test_server_piece (reply, "x", 1);
  if (g_str_equal (request->target, "/stall"))
    igny_test_server_hang (reply);
  for (guint i = 0; i < 60 && g_str_equal (request->target, "/total"); i++)
    {
      igny_test_server_pause (reply, 50);
      igny_test_server_piece (reply, "x", 1);
    }
  igny_test_server_end (reply);
}

/* /length: 10 of 100 bytes. /chunk: a piece without an end. /nothing: not a
 * word. /garbage: not HTTP. */
void
http_cut_cb (const IgnyTestRequest *request,
             IgnyTestReply         *reply,
             gpointer               user_data)
{
  static const char length[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789";
  static const char garbage[] = "220 mail.example.com ESMTP\r\n\r\n";

  if (g_str_equal (request->target, "/length"))
    igny_test_server_raw (reply, length, sizeof length - 1);
  else if (g_str_equal (request->target, "/garbage"))
    igny_test_server_raw (reply, garbage, sizeof garbage - 1);
  else if (g_str_equal (request->target, "/chunk"))
    {
      igny_test_server_begin (reply, 200, NULL);
      igny_test_server_piece (reply, "0123456789", 10);
    }
  igny_test_server_cut (reply);
}
