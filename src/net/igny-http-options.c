/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-options.h"

#include <string.h>

static void
free_wiped (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
add_line (struct curl_slist **headers,
          char               *line)
{
  struct curl_slist *longer = curl_slist_append (*headers, line);

  if (longer == NULL)
    g_error ("make headers: out of memory");
  *headers = longer;
  free_wiped (line);
}

static void
add_header (struct curl_slist **headers,
            const char         *name,
            const char         *value)
{
  /* "name:" would take a header of libcurl's away; "name;" sends an empty one. */
  if (value[0] == '\0')
    add_line (headers, g_strconcat (name, ";", NULL));
  else
    add_line (headers, g_strconcat (name, ": ", value, NULL));
}

/* Made here and not by libcurl, which would keep the password in memory that
 * nobody wipes. */
static void
add_basic (struct curl_slist    **headers,
           const IgnyHttpRequest *request)
{
  char *pair = g_strconcat (request->user, ":",
                            request->password != NULL ? request->password : "", NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  add_line (headers, g_strconcat ("Authorization: Basic ", encoded, NULL));
  free_wiped (encoded);
  free_wiped (pair);
}

static gboolean
has_header (const IgnyHttpRequest *request,
            const char            *name)
{
  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    {
      if (g_ascii_strcasecmp (request->headers[i], name) == 0)
        return TRUE;
    }
  return FALSE;
}

static struct curl_slist *
make_headers (const IgnyHttpRequest *request)
{
  struct curl_slist *headers = NULL;

  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    add_header (&headers, request->headers[i], request->headers[i + 1]);
  if (request->user != NULL)
    add_basic (&headers, request);
  if (request->content_type != NULL)
    add_header (&headers, "Content-Type", request->content_type);
  else if (!has_header (request, "Content-Type"))
    add_line (&headers, g_strdup ("Content-Type:"));
  add_line (&headers, g_strdup ("Expect:"));
  return headers;
}

void
igny_http_options_free_headers (struct curl_slist *headers)
{
  for (struct curl_slist *item = headers; item != NULL; item = item->next)
    explicit_bzero (item->data, strlen (item->data));
  curl_slist_free_all (headers);
}

static void
apply_method (CURL                  *easy,
              const IgnyHttpRequest *request)
{
  gsize       size = 0;
  const char *bytes = request->body != NULL ? g_bytes_get_data (request->body, &size) : NULL;

  if (request->body != NULL || g_str_equal (request->method, "POST"))
    {
      curl_easy_setopt (easy, CURLOPT_POST, 1L);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) size);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
    }
  if (g_str_equal (request->method, "HEAD"))
    curl_easy_setopt (easy, CURLOPT_NOBODY, 1L);
  else if (!g_str_equal (request->method, "POST"))
    curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void
apply_connection (CURL                   *easy,
                  const IgnyHttpExchange *exchange)
{
  const IgnyUrl *url = exchange->url;

  curl_easy_setopt (easy, CURLOPT_URL, url->text);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, url->scheme);
  curl_easy_setopt (easy, CURLOPT_REDIR_PROTOCOLS_STR, url->scheme);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) exchange->limits.connect_ms);
  curl_easy_setopt (easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  /* Else cancelling waits for a name server that does not answer. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  /* On a used connection that ends without an answer libcurl repeats the
   * request by itself, and a post would be published twice. */
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, exchange->repeatable ? 0L : 1L);
  if (igny_url_is_loopback_host (url->host))
    curl_easy_setopt (easy, CURLOPT_NOPROXY, "*");
  else if (exchange->request->public_only)
    curl_easy_setopt (easy, CURLOPT_PROXY, ""); /* the address has to be seen */
}

static void
apply_security (CURL                   *easy,
                const IgnyHttpExchange *exchange)
{
  gboolean http2 = exchange->url->secure && !exchange->http1;

  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION,
                    (long) (http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  if (exchange->ca_file != NULL)
    curl_easy_setopt (easy, CURLOPT_CAINFO, exchange->ca_file);
}

struct curl_slist *
igny_http_options_apply (CURL                   *easy,
                         const IgnyHttpExchange *exchange)
{
  struct curl_slist *headers;

  g_return_val_if_fail (easy != NULL && exchange != NULL, NULL);

  headers = make_headers (exchange->request);
  apply_connection (easy, exchange);
  apply_security (easy, exchange);
  apply_method (easy, exchange->request);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "IGNY8/" IGNY_VERSION " (Linux)");
  /* A compressed stream would come in larger, later pieces. */
  if (exchange->request->on_chunk == NULL)
    curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, "");
  return headers;
}
