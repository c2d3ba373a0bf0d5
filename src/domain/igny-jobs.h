/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"

G_BEGIN_DECLS

/* Rows of work that reaches outside: every AI call and every publish has one,
 * so that a crash leaves a trace and a retry finds where it was. All block, as
 * runs do. A task is in progress from the start of its job to the end, and has
 * the status from before afterwards. An account that is suspended starts
 * nothing, and what is being published is not published beside
 * (G_IO_ERROR_BUSY). */
gboolean igny_jobs_begin (const IgnyRun *run,
                          const char    *kind,
                          const char    *target,
                          gint64         target_row,
                          gint64        *job,
                          char         **token, /* or NULL; of the last unfinished one, else new */
                          GError       **error);
/* error_text NULL: done. */
gboolean igny_jobs_finish (IgnyStore  *store,
                           gint64      job,
                           const char *error_text,
                           GError    **error);
/* The same inside a step. lost: the answer did not come, but the call may have
 * been paid for. */
gboolean igny_jobs_finish_in (IgnyStep   *step,
                              gint64      job,
                              const char *error_text,
                              gboolean    lost,
                              GError    **error);
/* In the step that saves what a run made: the calls that were made for it are
 * accounted for. all: the run has nothing more to save, so that the item of the
 * queue that it is done for is done in the same transaction; else the item can
 * be run again and goes on from here. */
gboolean igny_jobs_settle (const IgnyRun *run,
                           IgnyStep      *step,
                           gboolean       all,
                           GError       **error);
/* After a start: what was running when the program ended is failed, and tasks
 * that it wrote are what they were; those that a person set in progress stay. An
 * item of the queue that was running waits again, or for a person when a call
 * for it may have been paid and nothing was saved of it. Then what was deleted
 * longer ago than general.trash-days goes for good. */
gboolean igny_jobs_recover (IgnyStore *store,
                            GError   **error);

G_END_DECLS
