/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* The page on which one content is written, with a header bar of its own.
 *
 * Property "title": of the article, as it is typed. Signals: "close", when a
 * person goes back and all is saved; "toast" (const char *), words to show.
 * Action: editor.save, and those of the sheet (igny-editor-sheet.h). Ctrl+Z in
 * the text is the text's own undo, so the window gives the focused widget its
 * keys first. */
#define IGNY_TYPE_EDITOR (igny_editor_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditor, igny_editor, IGNY, EDITOR, GtkWidget)

GtkWidget *igny_editor_new (IgnyStore *store);
/* Saves the content that is open, then opens row of the table "content". */
void igny_editor_load (IgnyEditor *self,
                       gint64      row);
/* 0 while there is none. */
gint64 igny_editor_get_row (IgnyEditor *self);
/* One of its actions, "editor.replace". */
void igny_editor_activate (IgnyEditor *self,
                           const char *action);
/* To be waited for before the store is closed. What is wrong is shown in the
 * editor as well. */
void     igny_editor_save_async (IgnyEditor         *self,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean igny_editor_save_finish (IgnyEditor   *self,
                                  GAsyncResult *result,
                                  GError      **error);

G_END_DECLS
