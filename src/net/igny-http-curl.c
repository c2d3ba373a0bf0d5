/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-curl.h"

#include <signal.h>

#include "igny-http-exchange.h"
#include "igny-http-rules.h"
#include "igny-number.h"
#include "igny-retry.h"

#define MAX_REDIRECTS 5
#define MAX_IDLE_LINKS 8
#define LOCAL_CHAT_MS G_GINT64_CONSTANT (1800000)
#define N_CLASSES (IGNY_HTTP_UPLOAD + 1)

struct _IgnyHttpCurl
{
  GObject parent_instance;

  const IgnyEnv *env;
  GMutex         lock; /* of all below */
  GQueue         idle; /* of IgnyHttpLink */
  char          *ca_file;
  IgnyHttpLimits limits[N_CLASSES];
  gboolean       is_set[N_CLASSES]; /* not the table's */
};

/* One attempt on its way through redirects. */
typedef struct
{
  IgnyHttpRequest request; /* loses its credentials where they must not go */
  const char     *bare_headers[3];
  IgnyUrl        *url;
  IgnyHttpLink   *link;
  char           *ca_file;
  gboolean        repeatable;
  IgnyHttpOutcome outcome;
} Journey;

static gboolean
is_reading (const IgnyHttpRequest *request)
{
  return g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD");
}

static void
begin_journey (IgnyHttpCurl          *self,
               Journey               *journey,
               const IgnyHttpRequest *request,
               const IgnyUrl         *url)
{
  journey->request = *request;
  journey->url = igny_url_parse (url->text, NULL);
  journey->repeatable = request->idempotent || is_reading (request);

  g_mutex_lock (&self->lock);
  journey->link = g_queue_pop_head (&self->idle);
  journey->ca_file = g_strdup (self->ca_file);
  g_mutex_unlock (&self->lock);
  if (journey->link == NULL)
    journey->link = igny_http_link_new ();
}

static void
end_journey (IgnyHttpCurl *self,
             Journey      *journey)
{
  g_mutex_lock (&self->lock);
  if (g_queue_get_length (&self->idle) < MAX_IDLE_LINKS)
    g_queue_push_head (&self->idle, g_steal_pointer (&journey->link));
  g_mutex_unlock (&self->lock);

  igny_http_link_free (journey->link);
  igny_url_free (journey->url);
  g_free (journey->ca_file);
}

static IgnyHttpLimits
get_limits (IgnyHttpCurl *self,
            Journey      *journey)
{
  IgnyHttpClass  index = journey->request.limits;
  IgnyHttpLimits limits;

  g_mutex_lock (&self->lock);
  limits = self->limits[index];
  /* A model on a computer at home takes its time. */
  if (index == IGNY_HTTP_CHAT && !self->is_set[index] &&
      igny_url_is_private_host (journey->url->host))
    limits.total_ms = LOCAL_CHAT_MS;
  g_mutex_unlock (&self->lock);
  return limits;
}

/* FALSE when the caller does not want what is to come. */
static gboolean
tell_restart (const IgnyHttpRequest *request)
{
  return request->on_chunk == NULL || request->on_chunk ("", 0, request->user_data);
}

static IgnyHttpResponse *
visit (IgnyHttpCurl *self,
       Journey      *journey,
       GCancellable *cancellable,
       GError      **error)
{
  IgnyHttpExchange exchange = {
    .request = &journey->request,
    .url = journey->url,
    .limits = get_limits (self, journey),
    .ca_file = journey->ca_file,
    .repeatable = journey->repeatable,
  };
  IgnyHttpResponse *response;
  g_autoptr (GError) failure = NULL;

  response = igny_http_exchange_run (&exchange, journey->link, cancellable, &journey->outcome,
                                     &failure);
  if (response == NULL && journey->outcome.http2 &&
      (journey->repeatable || !journey->outcome.sent) && tell_restart (&journey->request))
    {
      g_clear_error (&failure);
      exchange.http1 = TRUE;
      response = igny_http_exchange_run (&exchange, journey->link, cancellable, &journey->outcome,
                                         &failure);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return response;
}

static gboolean
is_redirect (const Journey          *journey,
             const IgnyHttpResponse *response)
{
  switch (response->status)
    {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return journey->request.follow && is_reading (&journey->request) &&
             journey->request.body == NULL && response->redirect_url != NULL;
    default:
      return FALSE;
    }
}

/* Any header may hold a key, so that only Accept goes on to another origin. */
static void
drop_credentials (Journey *journey)
{
  const char *const *headers = journey->request.headers;
  guint              n = 0;

  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    {
      if (g_ascii_strcasecmp (headers[i], "Accept") != 0 || n > 0)
        continue;
      journey->bare_headers[n++] = headers[i];
      journey->bare_headers[n++] = headers[i + 1];
    }
  journey->bare_headers[n] = NULL;
  journey->request.headers = journey->bare_headers;
  journey->request.user = NULL;
  journey->request.password = NULL;
}

static gboolean
hop (Journey    *journey,
     const char *target,
     GError    **error)
{
  g_autoptr (IgnyUrl) next = NULL;

  journey->request.url = target;
  next = igny_http_rules_check (&journey->request, error);
  journey->request.url = NULL;
  if (next == NULL)
    g_prefix_error (error, "follow redirect from %s: ", journey->url->place);
  if (next == NULL || !igny_http_rules_check_hop (journey->url, next, error))
    return FALSE;

  if (!igny_url_is_same_origin (journey->url, next))
    drop_credentials (journey);
  igny_url_free (journey->url);
  journey->url = g_steal_pointer (&next);
  return TRUE;
}

static IgnyHttpResponse *
travel (IgnyHttpCurl *self,
        Journey      *journey,
        GCancellable *cancellable,
        GError      **error)
{
  gint64 elapsed = 0;

  for (guint hops = 0; hops <= MAX_REDIRECTS; hops++)
    {
      g_autoptr (IgnyHttpResponse) response = visit (self, journey, cancellable, error);

      if (response == NULL)
        return NULL;
      elapsed += response->elapsed_ms;
      response->elapsed_ms = elapsed;
      if (!is_redirect (journey, response))
        return g_steal_pointer (&response);
      if (!hop (journey, response->redirect_url, error))
        return NULL;
    }

  g_set_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_FAILED,
               "follow redirects to %s: more than %d in a row", journey->url->place, MAX_REDIRECTS);
  return NULL;
}

static gint64
decide (IgnyHttpCurl           *self,
        const Journey          *journey,
        const IgnyHttpResponse *response,
        const GError           *failure,
        guint                   attempts)
{
  IgnyRetryCase what = {
    .sent = journey->outcome.sent,
    .idempotent = journey->repeatable,
    .refusal_is_free = journey->request.refusal_is_free,
    .attempts = attempts,
    .after_ms = IGNY_UNKNOWN,
  };

  if (response != NULL)
    {
      what.status = response->status;
      what.forbidden = igny_retry_is_forbidden (response);
      what.after_ms = igny_retry_get_after_ms (response, igny_env_now_ms (self->env));
    }
  else if (failure != NULL && failure->domain == IGNY_HTTP_ERROR)
    what.failure = (IgnyHttpError) failure->code;
  else
    return IGNY_RETRY_NO; /* cancelled */

  return igny_retry_get_delay_ms (self->env, &what);
}

static IgnyHttpResponse *
attempt (IgnyHttpCurl          *self,
         const IgnyHttpRequest *request,
         const IgnyUrl         *url,
         guint                  n,
         gint64                *delay,
         GCancellable          *cancellable,
         GError               **error)
{
  Journey           journey = { 0 };
  IgnyHttpResponse *response;
  g_autoptr (GError) failure = NULL;

  begin_journey (self, &journey, request, url);
  response = travel (self, &journey, cancellable, &failure);
  if (response != NULL)
    response->attempts = n;
  *delay = IGNY_RETRY_NO;
  if (n < request->max_attempts)
    *delay = decide (self, &journey, response, failure, n);
  end_journey (self, &journey);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return response;
}

static IgnyHttpResponse *
send_request (IgnyHttp              *http,
              const IgnyHttpRequest *request,
              GCancellable          *cancellable,
              GError               **error)
{
  IgnyHttpCurl *self = IGNY_HTTP_CURL (http);
  g_autoptr (IgnyUrl) url = igny_http_rules_check (request, error);

  if (url == NULL)
    return NULL;

  for (guint n = 1;; n++)
    {
      gint64 delay = IGNY_RETRY_NO;
      g_autoptr (GError) failure = NULL;
      g_autoptr (IgnyHttpResponse) response = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      response = attempt (self, request, url, n, &delay, cancellable, &failure);
      if (delay != IGNY_RETRY_NO && !igny_env_sleep_ms (self->env, delay, cancellable))
        continue; /* to report that it was cancelled */
      if (delay != IGNY_RETRY_NO && tell_restart (request))
        continue;
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return g_steal_pointer (&response);
    }
}

static void
http_iface_init (IgnyHttpInterface *iface)
{
  iface->send = send_request;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyHttpCurl, igny_http_curl, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_HTTP, http_iface_init))
/* clang-format on */

static void
igny_http_curl_finalize (GObject *object)
{
  IgnyHttpCurl *self = IGNY_HTTP_CURL (object);

  g_queue_clear_full (&self->idle, (GDestroyNotify) igny_http_link_free);
  g_mutex_clear (&self->lock);
  g_free (self->ca_file);

  G_OBJECT_CLASS (igny_http_curl_parent_class)->finalize (object);
}

/* libcurl with NOSIGNAL, as threads need it, leaves SIGPIPE to the program. */
static void
start_curl (void)
{
  if (curl_global_init (CURL_GLOBAL_DEFAULT) != CURLE_OK)
    g_error ("start libcurl: it does not work");
  signal (SIGPIPE, SIG_IGN);
}

static void
igny_http_curl_class_init (IgnyHttpCurlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_http_curl_finalize;
  start_curl ();
}

static void
igny_http_curl_init (IgnyHttpCurl *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->idle);
  for (guint i = 0; i < N_CLASSES; i++)
    self->limits[i] = igny_http_limits_get ((IgnyHttpClass) i);
}

IgnyHttp *
igny_http_curl_new (const IgnyEnv *env)
{
  IgnyHttpCurl *self;

  g_return_val_if_fail (env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_HTTP_CURL, NULL);
  self->env = env;
  return IGNY_HTTP (self);
}

void
igny_http_curl_set_ca_file (IgnyHttpCurl *self,
                            const char   *path)
{
  g_return_if_fail (IGNY_IS_HTTP_CURL (self));

  g_mutex_lock (&self->lock);
  g_free (self->ca_file);
  self->ca_file = g_strdup (path);
  g_mutex_unlock (&self->lock);
}

void
igny_http_curl_set_limits (IgnyHttpCurl         *self,
                           IgnyHttpClass         limits_class,
                           const IgnyHttpLimits *limits)
{
  g_return_if_fail (IGNY_IS_HTTP_CURL (self));
  g_return_if_fail ((guint) limits_class < N_CLASSES && limits != NULL);

  g_mutex_lock (&self->lock);
  self->limits[limits_class] = *limits;
  self->is_set[limits_class] = TRUE;
  g_mutex_unlock (&self->lock);
}
