/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bar that looks for words in the text.
 *
 * "look" (const char *, gboolean backward): "" stops looking. "replace"
 * (const char *text, const char *replacement, gboolean all). "closed": by Escape
 * or its button. */
#define IGNY_TYPE_EDITOR_FIND (igny_editor_find_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorFind, igny_editor_find, IGNY, EDITOR_FIND, GtkWidget)

GtkWidget *igny_editor_find_new (void);
void       igny_editor_find_open (IgnyEditorFind *self);
/* With the line that replaces. */
void igny_editor_find_open_replace (IgnyEditorFind *self);
/* What has come of a "replace" of all. */
void igny_editor_find_set_replaced (IgnyEditorFind *self,
                                    guint           n);
/* FALSE when it was not open. */
gboolean igny_editor_find_close (IgnyEditorFind *self);
void     igny_editor_find_set_count (IgnyEditorFind *self,
                                     guint           n);

G_END_DECLS
