/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Shows what a prompt would ask with material of the program's own, and what
 * that costs; then, when the person wants it, what the model answers. */
void igny_prompts_trial_present (GtkWindow  *parent,
                                 IgnyStore  *store,
                                 const char *type,
                                 const char *text);

G_END_DECLS
