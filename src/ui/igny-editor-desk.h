/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-canvas.h"

G_BEGIN_DECLS

/* The place of the text: the page of the WebKit module, or its source. What
 * goes wrong with the page is said and mended here.
 *
 * "changed"; "caret" (const IgnyEditorCaret *); "found" (guint); "picture", as
 * that of the canvas; "mode": the other one is shown. */
#define IGNY_TYPE_EDITOR_DESK (igny_editor_desk_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorDesk, igny_editor_desk, IGNY, EDITOR_DESK, GtkWidget)

GtkWidget *igny_editor_desk_new (void);
/* Sanitized; without a "changed". */
void  igny_editor_desk_set_html (IgnyEditorDesk *self,
                                 const char     *html);
void  igny_editor_desk_get_html_async (IgnyEditorDesk     *self,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
char *igny_editor_desk_get_html_finish (IgnyEditorDesk *self,
                                        GAsyncResult   *result,
                                        GError        **error);
/* Half a second old, at once. */
char *igny_editor_desk_dup_last (IgnyEditorDesk *self);
/* The one that is shown; NULL while WebKit is being loaded. */
IgnyEditorCanvas *igny_editor_desk_get_canvas (IgnyEditorDesk *self);
gboolean          igny_editor_desk_get_source (IgnyEditorDesk *self);
/* The text moves along. Without WebKit there is the source only. */
void     igny_editor_desk_set_source (IgnyEditorDesk *self,
                                      gboolean        source);
gboolean igny_editor_desk_has_page (IgnyEditorDesk *self);

G_END_DECLS
