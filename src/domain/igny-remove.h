/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Deletes a living record and what cannot be without it, and lets go of what
 * can: keywords of a cluster become unclustered, tasks of an idea stay. What
 * the record had led to is taken back: the cluster of a last idea is new, the
 * idea of a last task too, the task of a content is queued. */
gboolean igny_remove (IgnyStep         *step,
                      const IgnyEntity *entity,
                      gint64            row,
                      GError          **error);

G_END_DECLS
