/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-undo.h"

G_BEGIN_DECLS

/* Takes back the lines that the step target logged, newest first, inside step.
 * Adds to undo the fields that hold something else by now and stay. Writer
 * thread. */
gboolean igny_undo_lines (IgnyStep *step,
                          gint64    target,
                          IgnyUndo *undo,
                          GError  **error);

G_END_DECLS
