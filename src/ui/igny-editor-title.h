/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The title above the text, as large as it will be read; wraps, but is one
 * line.
 *
 * "typed": a person changed it. "done": Return or Down leads on to the text. */
#define IGNY_TYPE_EDITOR_TITLE (igny_editor_title_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorTitle, igny_editor_title, IGNY, EDITOR_TITLE, GtkWidget)

GtkWidget *igny_editor_title_new (void);
char      *igny_editor_title_dup_text (IgnyEditorTitle *self);
/* Emits nothing. */
void igny_editor_title_set_text (IgnyEditorTitle *self,
                                 const char      *text);
/* NULL takes it away. */
void igny_editor_title_set_error (IgnyEditorTitle *self,
                                  const char      *words);

G_END_DECLS
