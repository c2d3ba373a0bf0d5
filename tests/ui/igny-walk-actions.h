/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-window.h"

G_BEGIN_DECLS

/* What the window can be told. Each answers on the standard output, with lines
 * and a last one "done". */

/* "window ACTION" for those of the window and the application, "widget TYPE ACTION"
 * for those that a page's widgets have, "palette ACTION" for what the palette
 * offers, detailed, and "shortcut KEYS" for the shortcuts window. */
void igny_walk_tell_actions (IgnyWindow *window);
/* The lines about the palette only, as it is now. */
void igny_walk_tell_palette (IgnyWindow *window);
/* Shows a page and selects its first row: "selected N". */
void igny_walk_select (IgnyWindow *window,
                       const char *page);
/* Does a detailed action and says "opened TITLE" when a window came. */
void igny_walk_do (IgnyWindow *window,
                   const char *action);

G_END_DECLS
