/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* Pages that are widgets of their own, by the name that their table gives. */
typedef GtkWidget *(*IgnyPageViewFunc) (IgnyWorkspace *workspace);

/* NULL when there is none of that name. */
IgnyPageViewFunc igny_page_views_find (const char *name);

G_END_DECLS
