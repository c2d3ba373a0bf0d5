/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* Copies a keyword of the library into a sector, with its numbers. *added is
 * FALSE when the sector has that keyword already: then nothing is changed.
 * Writer thread. */
gboolean igny_library_use (IgnyStep        *step,
                           const IgnyScope *scope,
                           gint64           seed_keyword,
                           gboolean        *added,
                           GError         **error);

G_END_DECLS
