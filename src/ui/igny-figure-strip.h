/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-source.h"

G_BEGIN_DECLS

/* Shows figures (IgnyFigure) in box, in place of what was there. */
void igny_figure_strip_show (GtkBox    *box,
                             GPtrArray *figures);

G_END_DECLS
