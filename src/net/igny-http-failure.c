/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-failure.h"

/* CURLE_TOO_LARGE, by its number: libcurl 8.6 gives it for a header that older ones have no memory
   for, and their headers do not know its name. */
#define TOO_LARGE ((CURLcode) 100)

typedef struct
{
  CURLcode      result;
  IgnyHttpError code;
  const char   *cause;
} Failure;

/* clang-format off */
static const Failure tls_failures[] = {
  { CURLE_PEER_FAILED_VERIFICATION, IGNY_HTTP_ERROR_TLS, NULL },
  { CURLE_SSL_CACERT_BADFILE, IGNY_HTTP_ERROR_TLS, "the authority file cannot be read" },
  { CURLE_SSL_CONNECT_ERROR, IGNY_HTTP_ERROR_TLS, "no agreement; is it an https server?" },
  { CURLE_SSL_CERTPROBLEM, IGNY_HTTP_ERROR_TLS, "there is a problem with the certificate" },
  { CURLE_SSL_CIPHER, IGNY_HTTP_ERROR_TLS, "the two sides have no cipher in common" },
  { CURLE_SSL_ISSUER_ERROR, IGNY_HTTP_ERROR_TLS, "its certificate comes from an unknown issuer" },
  { CURLE_SSL_ENGINE_NOTFOUND, IGNY_HTTP_ERROR_TLS, "the TLS library does not work" },
  { CURLE_SSL_SHUTDOWN_FAILED, IGNY_HTTP_ERROR_CUT, "the connection was cut" },
  { CURLE_USE_SSL_FAILED, IGNY_HTTP_ERROR_TLS, "the server does not offer TLS" },
};

static const Failure read_failures[] = {
  { CURLE_GOT_NOTHING, IGNY_HTTP_ERROR_CUT, "the server ended the connection without an answer" },
  { CURLE_PARTIAL_FILE, IGNY_HTTP_ERROR_CUT, "the connection was cut in the middle of it" },
  { CURLE_RECV_ERROR, IGNY_HTTP_ERROR_CUT, "the connection was cut" },
  { CURLE_SEND_ERROR, IGNY_HTTP_ERROR_CUT, "the connection was cut while the request was sent" },
  { CURLE_HTTP2, IGNY_HTTP_ERROR_CUT, "the HTTP/2 connection broke" },
  { CURLE_HTTP2_STREAM, IGNY_HTTP_ERROR_CUT, "the HTTP/2 stream broke" },
  { CURLE_WEIRD_SERVER_REPLY, IGNY_HTTP_ERROR_FAILED, "it is not HTTP" },
  { CURLE_UNSUPPORTED_PROTOCOL, IGNY_HTTP_ERROR_FAILED, "it is not HTTP" },
  { CURLE_BAD_CONTENT_ENCODING, IGNY_HTTP_ERROR_FAILED, "its compression is broken" },
  { CURLE_OUT_OF_MEMORY, IGNY_HTTP_ERROR_TOO_LARGE, "one of its headers is too long" },
  { TOO_LARGE, IGNY_HTTP_ERROR_TOO_LARGE, "one of its headers is too long" },
};
/* clang-format on */

static const Failure *
find_failure (const Failure *table,
              guint          n_rows,
              CURLcode       result)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (table[i].result == result)
        return &table[i];
    }
  return NULL;
}

/* The numbers are OpenSSL's X509_V_ERR_…, which libcurl hands through. */
static const char *
describe_certificate (CURL *easy)
{
  long verdict = 0;

  curl_easy_getinfo (easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
  switch (verdict)
    {
    case 0:
    case 1: /* as libcurl leaves it when the chain was good and the name was not */
      return "its certificate is for another host name";
    case 9:
      return "its certificate is not valid yet; is the clock of this computer right?";
    case 10:
      return "its certificate has expired; is the clock of this computer right?";
    case 18:
    case 19:
      return "its certificate is self-signed; choose the file with its certificate authority";
    case 2:
    case 20:
    case 21:
      return "its certificate comes from an unknown authority; choose the file with that authority";
    case 23:
      return "its certificate was revoked";
    default:
      return "its certificate cannot be trusted";
    }
}

static void
set_connect_error (GError       **error,
                   CURL          *easy,
                   const IgnyUrl *url)
{
  long             number = 0;
  g_autofree char *cause = NULL;

  curl_easy_getinfo (easy, CURLINFO_OS_ERRNO, &number);
  cause = g_strdup (number != 0 ? g_strerror ((int) number) : "it cannot be reached");
  cause[0] = g_ascii_tolower (cause[0]);
  g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CONNECT,
               "connect to %s: %s", url->place, cause);
}

static gboolean
set_early_error (GError       **error,
                 CURL          *easy,
                 CURLcode       result,
                 const IgnyUrl *url,
                 gint64         connect_ms)
{
  if (result == CURLE_COULDNT_RESOLVE_HOST)
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_RESOLVE,
                 "look up %s: no such host, or no connection to the Internet", url->host);
  else if (result == CURLE_COULDNT_RESOLVE_PROXY || result == CURLE_PROXY)
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CONNECT,
                 "connect to %s: the proxy cannot be reached or refuses", url->place);
  else if (result == CURLE_COULDNT_CONNECT)
    set_connect_error (error, easy, url);
  else if (result == CURLE_OPERATION_TIMEDOUT)
    g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CONNECT,
                 "connect to %s: no connection within %.3g s",
                 url->place, (double) connect_ms / 1000);
  else
    return FALSE;
  return TRUE;
}

void
igny_http_failure_set (GError       **error,
                       CURL          *easy,
                       CURLcode       result,
                       const IgnyUrl *url,
                       gint64         connect_ms)
{
  const Failure *failure;

  g_return_if_fail (easy != NULL && url != NULL && result != CURLE_OK);

  if (set_early_error (error, easy, result, url, connect_ms))
    return;

  failure = find_failure (tls_failures, G_N_ELEMENTS (tls_failures), result);
  if (failure != NULL)
    {
      g_set_error (error, IGNY_HTTP_ERROR, (int) failure->code, "secure connection to %s: %s",
                   url->place,
                   failure->cause != NULL ? failure->cause : describe_certificate (easy));
      return;
    }
  failure = find_failure (read_failures, G_N_ELEMENTS (read_failures), result);
  if (failure != NULL)
    {
      g_set_error (error, IGNY_HTTP_ERROR, (int) failure->code, "read the answer of %s: %s",
                   url->place, failure->cause);
      return;
    }
  g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_FAILED, "ask %s: %s",
               url->place, curl_easy_strerror (result));
}
