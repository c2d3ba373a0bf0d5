/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-env.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>

static const IgnyEnv system_env;

const IgnyEnv *
igny_env_get_system (void)
{
  return &system_env;
}

gint64
igny_env_now_ms (const IgnyEnv *env)
{
  if (env->now_ms != NULL)
    return env->now_ms (env->user_data);
  return g_get_real_time () / 1000;
}

void
igny_env_random (const IgnyEnv *env,
                 guint8        *bytes,
                 gsize          length)
{
  if (env->random != NULL)
    {
      env->random (bytes, length, env->user_data);
      return;
    }

  while (length > 0)
    {
      gssize got = getrandom (bytes, length, 0);

      if (got > 0)
        {
          bytes += got;
          length -= (gsize) got;
        }
      else if (errno != EINTR)
        /* Ids and tokens made without it would not be unique. */
        g_error ("read random bytes: %s", g_strerror (errno));
    }
}

int
igny_env_open (const IgnyEnv *env,
               const char    *path,
               int            flags,
               int            mode)
{
  if (env->open_file != NULL)
    return env->open_file (path, flags, mode, env->user_data);
  return open (path, flags | O_CLOEXEC, mode);
}

typedef struct
{
  GMutex lock;
  GCond  cond;
} Nap;

static void
wake_cb (GCancellable *cancellable,
         Nap          *nap)
{
  g_mutex_lock (&nap->lock);
  g_cond_signal (&nap->cond);
  g_mutex_unlock (&nap->lock);
}

gboolean
igny_env_sleep_ms (const IgnyEnv *env,
                   gint64         milliseconds,
                   GCancellable  *cancellable)
{
  Nap    nap;
  gint64 end;
  gulong handler = 0;

  if (env->sleep_ms != NULL)
    return env->sleep_ms (milliseconds, cancellable, env->user_data);

  end = g_get_monotonic_time () + milliseconds * 1000;
  g_mutex_init (&nap.lock);
  g_cond_init (&nap.cond);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), &nap, NULL);

  g_mutex_lock (&nap.lock);
  while (!g_cancellable_is_cancelled (cancellable) &&
         g_cond_wait_until (&nap.cond, &nap.lock, end))
    ;
  g_mutex_unlock (&nap.lock);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  g_cond_clear (&nap.cond);
  g_mutex_clear (&nap.lock);

  return !g_cancellable_is_cancelled (cancellable);
}
