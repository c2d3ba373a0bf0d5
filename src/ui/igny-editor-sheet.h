/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-desk.h"
#include "igny-editor-session.h"
#include "igny-editor-title.h"
#include "igny-editor-toolbar.h"

G_BEGIN_DECLS

/* The middle of the editor: toolbar, title and text, and the keys for them.
 * Actions: editor.run (u, an IgnyEditorCommand), editor.link, editor.find,
 * editor.replace, editor.picture, editor.rewrite, editor.source and
 * editor.phone, the last two with a state. */
#define IGNY_TYPE_EDITOR_SHEET (igny_editor_sheet_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorSheet, igny_editor_sheet, IGNY, EDITOR_SHEET, GtkWidget)

GtkWidget         *igny_editor_sheet_new (void);
IgnyEditorTitle   *igny_editor_sheet_get_title (IgnyEditorSheet *self);
IgnyEditorDesk    *igny_editor_sheet_get_desk (IgnyEditorSheet *self);
IgnyEditorToolbar *igny_editor_sheet_get_toolbar (IgnyEditorSheet *self);
/* FALSE when the bar that finds was not open. */
gboolean igny_editor_sheet_close_find (IgnyEditorSheet *self);
/* Of which editor.picture has the article. */
void igny_editor_sheet_set_session (IgnyEditorSheet   *self,
                                    IgnyEditorSession *session);

G_END_DECLS
