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
gboolean igny_jobs_start (IgnyStore  *store,
                          const char *kind,
                          const char *target,
                          gint64      target_row,
                          gint64     *job,
                          char      **token, /* or NULL; of the last unfinished one, else new */
                          GError    **error);
/* error_text NULL: done. */
gboolean igny_jobs_finish (IgnyStore  *store,
                           gint64      job,
                           const char *error_text,
                           GError    **error);
/* After a start: what was running when the program ended is failed, and tasks
 * that it wrote are what they were; those that a person set in progress stay. Then
 * what was deleted longer ago than general.trash-days goes for good. */
gboolean igny_jobs_recover (IgnyStore *store,
                            GError   **error);

G_END_DECLS
