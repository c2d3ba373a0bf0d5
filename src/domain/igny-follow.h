/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Statuses that follow from what refers to a record: a cluster with ideas is
 * mapped, an idea with tasks is no new one. before and after are one idea or
 * one task as it was and as it is; NULL: it was, or is, not there. */
gboolean igny_follow (IgnyStep     *step,
                      gconstpointer before,
                      gconstpointer after,
                      GError      **error);

G_END_DECLS
