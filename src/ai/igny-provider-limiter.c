/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-provider-limiter.h"

#include <string.h>

#include "igny-number.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define USUAL_PAUSE_MS 5000
#define BREAKER_FAILURES 5
#define BREAKER_PAUSE_MS 60000
/* Successes until one more goes at once. */
#define GROWTH 10
/* How often a waiting thread looks again when nobody wakes it. */
#define LOOK_MS 200

/* One thing that the server counts. */
typedef struct
{
  gint64 left;     /* IGNY_UNKNOWN until it is told */
  gint64 reset_at; /* when it is full again */
} Allowance;

struct _IgnyProviderLimiter
{
  const IgnyEnv *env;
  GMutex         lock; /* of all below */
  GCond          released;
  guint          most; /* by the data file */
  guint          max_in_flight;
  guint          in_flight;
  guint          successes;
  guint          failures; /* in a row */
  Allowance      requests;
  Allowance      tokens;
  gint64         resume_at;
  gboolean       stopped;
  IgnyChatError  why;
  char          *message; /* of the failure that stopped it */
};

IgnyProviderLimiter *
igny_provider_limiter_new (const IgnyEnv *env,
                           guint          in_flight)
{
  IgnyProviderLimiter *self;

  g_return_val_if_fail (env != NULL, NULL);

  self = g_new0 (IgnyProviderLimiter, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->released);
  self->env = env;
  self->most = MAX (1, in_flight);
  self->max_in_flight = self->most;
  self->requests.left = IGNY_UNKNOWN;
  self->tokens.left = IGNY_UNKNOWN;
  return self;
}

void
igny_provider_limiter_free (IgnyProviderLimiter *self)
{
  if (self == NULL)
    return;

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->released);
  g_free (self->message);
  g_free (self);
}

void
igny_provider_limiter_set_most (IgnyProviderLimiter *self,
                                guint                in_flight)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  if (self->most != MAX (1, in_flight))
    {
      self->most = MAX (1, in_flight);
      self->max_in_flight = self->most;
      g_cond_broadcast (&self->released);
    }
  g_mutex_unlock (&self->lock);
}

/* Milliseconds until the allowance is enough; 0 when it is now. */
static gint64
get_wait (Allowance *allowance,
          gint64     wanted,
          gint64     now)
{
  if (allowance->left == IGNY_UNKNOWN || allowance->left >= wanted)
    return 0;
  if (allowance->reset_at > now)
    return allowance->reset_at - now;
  /* It is full again, and the next answer tells how full. */
  allowance->left = IGNY_UNKNOWN;
  return 0;
}

static void
use (Allowance *allowance,
     gint64     amount)
{
  if (allowance->left != IGNY_UNKNOWN)
    allowance->left = MAX (0, allowance->left - amount);
}

static gboolean
take_locked (IgnyProviderLimiter *self,
             gint64               tokens,
             gint64              *wait_ms)
{
  gint64 now = igny_env_now_ms (self->env);

  *wait_ms = G_MAXINT64;
  if (self->stopped)
    return FALSE;
  *wait_ms = IGNY_UNKNOWN;
  if (self->in_flight >= self->max_in_flight)
    return FALSE;
  *wait_ms = MAX (self->resume_at - now,
                  MAX (get_wait (&self->requests, 1, now), get_wait (&self->tokens, tokens, now)));
  if (*wait_ms > 0)
    return FALSE;

  *wait_ms = 0;
  use (&self->requests, 1);
  use (&self->tokens, tokens);
  self->in_flight++;
  return TRUE;
}

gboolean
igny_provider_limiter_take (IgnyProviderLimiter *self,
                            gint64               tokens,
                            gint64              *wait_ms)
{
  gboolean taken;
  gint64   wait;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  taken = take_locked (self, MAX (0, tokens), &wait);
  g_mutex_unlock (&self->lock);
  if (wait_ms != NULL)
    *wait_ms = wait;
  return taken;
}

/* Whoever waits is told what stopped the provider, in the same words. */
static void
set_stopped (IgnyProviderLimiter *self,
             GError             **error)
{
  g_mutex_lock (&self->lock);
  g_set_error_literal (error, IGNY_CHAT_ERROR, (int) self->why,
                       self->message != NULL ? self->message
                                             : igny_chat_error_get_remedy (self->why));
  g_mutex_unlock (&self->lock);
}

gboolean
igny_provider_limiter_wait (IgnyProviderLimiter *self,
                            gint64               tokens,
                            GCancellable        *cancellable,
                            GError             **error)
{
  gint64 wait_ms = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  while (!igny_provider_limiter_take (self, tokens, &wait_ms))
    {
      if (wait_ms == G_MAXINT64)
        {
          set_stopped (self, error);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (wait_ms == IGNY_UNKNOWN)
        {
          g_mutex_lock (&self->lock);
          g_cond_wait_until (&self->released, &self->lock,
                             g_get_monotonic_time () + LOOK_MS * G_TIME_SPAN_MILLISECOND);
          g_mutex_unlock (&self->lock);
        }
      /* In pieces: the pause may be lifted before it is over. */
      else if (!igny_env_sleep_ms (self->env, MIN (wait_ms, LOOK_MS), cancellable))
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
    }
  return TRUE;
}

void
igny_provider_limiter_release (IgnyProviderLimiter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  g_warn_if_fail (self->in_flight > 0);
  self->in_flight--;
  g_cond_signal (&self->released);
  g_mutex_unlock (&self->lock);
}

gint64
igny_provider_limiter_read_duration (const char *text)
{
  static const struct
  {
    const char *unit;
    double      ms;
  } units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "d", 86400000 } };
  double sum = 0;

  g_return_val_if_fail (text != NULL, IGNY_UNKNOWN);

  if (*text == '\0')
    return IGNY_UNKNOWN;
  while (*text != '\0')
    {
      char  *end = NULL;
      double number = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : -1;
      guint  i = 0;

      while (end != NULL && i < G_N_ELEMENTS (units) && !g_str_has_prefix (end, units[i].unit))
        i++;
      if (end == NULL || i == G_N_ELEMENTS (units))
        return IGNY_UNKNOWN;
      sum = MIN (sum + number * units[i].ms, 7.0 * 86400000);
      text = end + strlen (units[i].unit);
    }
  return (gint64) sum;
}

static gint64
read_number (const IgnyHttpResponse *response,
             const char             *name)
{
  const char *text = igny_http_response_get_header (response, name);
  guint64     number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return IGNY_UNKNOWN;
  return (gint64) number;
}

/* A duration, or a time of RFC 3339. */
static gint64
read_reset (const IgnyHttpResponse *response,
            const char             *name,
            gint64                  now)
{
  const char *text = igny_http_response_get_header (response, name);
  gint64      duration;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return IGNY_UNKNOWN;
  duration = igny_provider_limiter_read_duration (text);
  if (duration != IGNY_UNKNOWN)
    return now + duration;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return IGNY_UNKNOWN;
  return MIN (g_date_time_to_unix (time) * 1000, now + 7 * DAY_MS);
}

static void
learn_allowance (Allowance              *allowance,
                 const IgnyHttpResponse *response,
                 const char             *left_name,
                 const char             *reset_name,
                 gint64                  now)
{
  gint64 left = read_number (response, left_name);
  gint64 reset = read_reset (response, reset_name, now);

  if (left == IGNY_UNKNOWN || reset == IGNY_UNKNOWN)
    return;
  allowance->left = left;
  allowance->reset_at = reset;
}

void
igny_provider_limiter_learn (IgnyProviderLimiter    *self,
                             const IgnyHttpResponse *response)
{
  gint64 now;

  g_return_if_fail (self != NULL && response != NULL);

  now = igny_env_now_ms (self->env);
  g_mutex_lock (&self->lock);
  learn_allowance (&self->requests, response, "x-ratelimit-remaining-requests",
                   "x-ratelimit-reset-requests", now);
  learn_allowance (&self->tokens, response, "x-ratelimit-remaining-tokens",
                   "x-ratelimit-reset-tokens", now);
  learn_allowance (&self->requests, response, "anthropic-ratelimit-requests-remaining",
                   "anthropic-ratelimit-requests-reset", now);
  learn_allowance (&self->tokens, response, "anthropic-ratelimit-tokens-remaining",
                   "anthropic-ratelimit-tokens-reset", now);
  g_mutex_unlock (&self->lock);
}

void
igny_provider_limiter_succeed (IgnyProviderLimiter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->failures = 0;
  self->successes++;
  if (self->successes % GROWTH == 0 && self->max_in_flight < self->most)
    self->max_in_flight++;
  g_mutex_unlock (&self->lock);
}

static gboolean
is_about_the_account (IgnyChatError code)
{
  return code == IGNY_CHAT_ERROR_KEY || code == IGNY_CHAT_ERROR_QUOTA;
}

static gboolean
is_about_the_server (IgnyChatError code)
{
  return code == IGNY_CHAT_ERROR_RATE || code == IGNY_CHAT_ERROR_SERVER ||
         code == IGNY_CHAT_ERROR_NETWORK;
}

void
igny_provider_limiter_fail (IgnyProviderLimiter *self,
                            IgnyChatError        code,
                            const char          *message,
                            gint64               wait_ms)
{
  gint64 now;
  gint64 pause = MAX (0, wait_ms);

  g_return_if_fail (self != NULL);

  now = igny_env_now_ms (self->env);
  g_mutex_lock (&self->lock);
  self->successes = 0;
  if (is_about_the_account (code))
    {
      self->stopped = TRUE;
      self->why = code;
      g_free (self->message);
      self->message = g_strdup (message);
    }
  if (is_about_the_server (code))
    self->failures++;
  if (code == IGNY_CHAT_ERROR_RATE)
    {
      self->max_in_flight = MAX (1, self->max_in_flight / 2);
      pause = MAX (pause, wait_ms == IGNY_UNKNOWN ? USUAL_PAUSE_MS : 0);
    }
  if (self->failures >= BREAKER_FAILURES)
    {
      pause = MAX (pause, BREAKER_PAUSE_MS);
      self->failures = 0;
    }
  if (pause > 0 && is_about_the_server (code))
    self->resume_at = MAX (self->resume_at, now + MIN (pause, 7 * DAY_MS));
  g_mutex_unlock (&self->lock);
}

void
igny_provider_limiter_resume (IgnyProviderLimiter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->stopped = FALSE;
  self->failures = 0;
  self->resume_at = 0;
  g_cond_broadcast (&self->released);
  g_mutex_unlock (&self->lock);
}

void
igny_provider_limiter_get_state (IgnyProviderLimiter *self,
                                 IgnyProviderState   *state)
{
  g_return_if_fail (self != NULL && state != NULL);

  g_mutex_lock (&self->lock);
  *state = (IgnyProviderState){
    .in_flight = self->in_flight,
    .max_in_flight = self->max_in_flight,
    .requests_left = self->requests.left,
    .tokens_left = self->tokens.left,
    .resume_at_ms = self->resume_at,
    .stopped = self->stopped,
    .why = self->why,
  };
  g_mutex_unlock (&self->lock);
}
