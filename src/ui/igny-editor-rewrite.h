/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Asks the model to write a passage anew, says the cost before, and shows the
 * answer beside what was there, word by word, to be taken or not. Closing it
 * stops what is being asked. Main thread.
 *
 * "accepted" (const char *html): the new passage, which is safe. The window
 * closes. */
#define IGNY_TYPE_EDITOR_REWRITE (igny_editor_rewrite_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorRewrite, igny_editor_rewrite, IGNY, EDITOR_REWRITE, AdwWindow)

/* html is the passage; "" when nothing is selected. */
GtkWidget *igny_editor_rewrite_new (IgnyStore  *store,
                                    const char *html,
                                    GtkWindow  *over);

G_END_DECLS
