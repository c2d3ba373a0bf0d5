/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-window.h"

G_BEGIN_DECLS

/* Runs work on threads of its own and shows each run as a job in the window,
 * with progress and a way to stop it. Main thread.
 *
 * Signal "ended" (const char *title, gint64 ms that it took, gboolean good): of a
 * run that nobody stopped. */
#define IGNY_TYPE_RUNNER (igny_runner_get_type ())
G_DECLARE_FINAL_TYPE (IgnyRunner, igny_runner, IGNY, RUNNER, GObject)

/* On the run's thread; run->progress is shown as it comes. */
typedef gboolean (*IgnyRunnerFunc) (const IgnyRun *run,
                                    gpointer       data,
                                    GError       **error);

IgnyRunner *igny_runner_new (IgnyStore  *store,
                             IgnyWindow *window);
/* data is freed after the callback ran. */
void igny_runner_start (IgnyRunner         *self,
                        const char         *title,
                        IgnyRunnerFunc      func,
                        gpointer            data,
                        GDestroyNotify      free_data,
                        GAsyncReadyCallback callback,
                        gpointer            user_data);
/* *data, when wanted, is the data given; it stays the result's. */
gboolean igny_runner_finish (IgnyRunner   *self,
                             GAsyncResult *result,
                             gpointer     *data,
                             GError      **error);
guint    igny_runner_get_n_running (IgnyRunner *self);
/* How far a run is. */
typedef struct
{
  char *id;
  char *title;
  char *message; /* or NULL */
  guint percent;
} IgnyRunnerState;

/* Of IgnyRunnerState: what runs. Full ownership. */
GPtrArray *igny_runner_list (IgnyRunner *self);
void       igny_runner_cancel (IgnyRunner *self,
                               const char *id);
void       igny_runner_cancel_all (IgnyRunner *self);
/* Cancels all and waits, running the main context, until the last has ended:
 * before the store is closed. */
void igny_runner_stop (IgnyRunner *self);

G_END_DECLS
