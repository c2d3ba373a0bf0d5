/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The first five steps as a list, to be left and taken up at any time. */
void igny_welcome_present (IgnyWorkspace *workspace);
/* Shows the button, which leads there, for as long as steps are left and the
 * person wants to be reminded of them. */
void igny_welcome_remind (IgnyWorkspace *workspace,
                          GtkWidget     *button);

G_END_DECLS
