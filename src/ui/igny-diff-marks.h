/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* How a label shows ranges (IgnyDiffRange) of its text that were added, or
 * removed: by color and by a line. Full ownership. */
PangoAttrList *igny_diff_marks_new (const GArray *ranges,
                                    gboolean      added);

G_END_DECLS
