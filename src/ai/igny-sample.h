/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* The sample project: the site “Trailhead Outfitters” with the sector “Hiking”,
 * its keywords imported, clustered, with ideas, tasks and briefs, all by real
 * runs of the offline engine. Blocks, see IgnyRun. When the site is there
 * already, nothing is made and its scope is the answer. made may be NULL. */
gboolean igny_sample_build (const IgnyRun *run,
                            IgnyScope     *scope,
                            gboolean      *made,
                            GError       **error);

G_END_DECLS
