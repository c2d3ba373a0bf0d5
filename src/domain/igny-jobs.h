/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"

G_BEGIN_DECLS

/* Rows of work that reaches outside: every AI call and every publish has one,
 * so that a crash leaves a trace and a retry finds where it was. All block, as
 * runs do. */
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
/* After a start: what was running when the program ended is failed, tasks that
 * were being written are queued again, or drafts where they have a text. Then
 * what was deleted longer ago than general.trash-days goes for good. */
gboolean igny_jobs_recover (IgnyStore *store,
                            GError   **error);

G_END_DECLS
