/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The preferences: appearance, what is kept, how AI works and what it may cost,
 * how things are planned. Everything is saved at once; a change can be undone. */
void igny_preferences_present (IgnyWorkspace *workspace);

G_END_DECLS
