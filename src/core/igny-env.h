/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _IgnyHttp IgnyHttp;

/* The seams: everything that a program gets from outside itself enters here,
 * so that a test, a failing-disk run or a simulation can replace it. A NULL
 * function means the system's own. The struct is made at start, never changed
 * afterwards, and outlives all that was given it. */
typedef struct
{
  /* Milliseconds since 1970, UTC. */
  gint64 (*now_ms) (gpointer user_data);
  void (*random) (guint8  *bytes,
                  gsize    length,
                  gpointer user_data);
  /* As open(2): a descriptor, or -1 with errno set. */
  int (*open_file) (const char *path,
                    int         flags,
                    int         mode,
                    gpointer    user_data);
  /* Waits at least that long unless cancelled; FALSE when cancelled. */
  gboolean (*sleep_ms) (gint64        milliseconds,
                        GCancellable *cancellable,
                        gpointer      user_data);
  IgnyHttp *http; /* borrowed; NULL where nothing may reach the network */
  gpointer  user_data;
} IgnyEnv;

/* All seams open to the system, without HTTP. */
const IgnyEnv *igny_env_get_system (void);

gint64   igny_env_now_ms (const IgnyEnv *env);
void     igny_env_random (const IgnyEnv *env,
                          guint8        *bytes,
                          gsize          length);
int      igny_env_open (const IgnyEnv *env,
                        const char    *path,
                        int            flags,
                        int            mode);
gboolean igny_env_sleep_ms (const IgnyEnv *env,
                            gint64         milliseconds,
                            GCancellable  *cancellable);

G_END_DECLS
