/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* The only DELETE of the program: rows that were deleted in steps before time
 * (ms since 1970), as far as nothing that stays points at them, and the log of
 * those steps, which can then not be undone any more. *n_rows, when wanted,
 * gets the number of rows. Writer thread, in a step of IGNY_STEP_SYSTEM. */
gboolean igny_purge (IgnyStep *step,
                     gint64    time,
                     gint64   *n_rows,
                     GError  **error);

/* Whether a purge as of time has something to delete for good; it may turn out
 * that all of it has to stay. */
gboolean igny_purge_has_rows (IgnyDb   *db,
                              gint64    time,
                              gboolean *has_rows,
                              GError  **error);

G_END_DECLS
