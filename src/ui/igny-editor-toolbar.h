/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-canvas.h"

G_BEGIN_DECLS

/* What can be done to a text. Buttons that do not fit go into a menu at the
 * end, whose items are the actions "editor.run" and those below.
 *
 * "command" (guint, const char *): an IgnyEditorCommand and its argument. The
 * buttons at the end are the actions editor.find, editor.phone, editor.source
 * of an ancestor. */
#define IGNY_TYPE_EDITOR_TOOLBAR (igny_editor_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorToolbar, igny_editor_toolbar, IGNY, EDITOR_TOOLBAR, GtkWidget)

GtkWidget *igny_editor_toolbar_new (void);
void       igny_editor_toolbar_set_caret (IgnyEditorToolbar     *self,
                                          const IgnyEditorCaret *caret);
void       igny_editor_toolbar_ask_link (IgnyEditorToolbar *self);

G_END_DECLS
