/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"
#include "igny-window.h"

G_BEGIN_DECLS

/* Undo and redo of a window: adds win.undo and win.redo, which can be used
 * while there is a step to take back, and win.undo-step (x), for a step that is
 * named; and says what was done. */
#define IGNY_TYPE_HISTORY (igny_history_get_type ())
G_DECLARE_FINAL_TYPE (IgnyHistory, igny_history, IGNY, HISTORY, GObject)

/* Signal "labels" (const char *undo, const char *redo): what the two would take
 * back, NULL when there is nothing. */
IgnyHistory *igny_history_new (IgnyStore  *store,
                               IgnyWindow *window);
/* Says that the newest step was made, with a button that undoes it and no other
 * one, whatever is done meanwhile. button and action (detailed) are what may be
 * done next, or NULL. */
void igny_history_offer (IgnyHistory *self,
                         const char  *title,
                         const char  *button,
                         const char  *action);

G_END_DECLS
