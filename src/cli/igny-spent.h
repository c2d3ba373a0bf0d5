/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* What the calls of a run were expected to cost and did cost, for the end of its
 * answer. */

/* Before the run. */
gboolean igny_spent_begin (IgnyCall *call,
                           gint64   *since,
                           GError  **error);
/* After it, when the call has its data: a line, and the member "cost" of the
 * data; nothing when nobody was asked. */
gboolean igny_spent_tell (IgnyCall *call,
                          gint64    since,
                          GError  **error);

G_END_DECLS
