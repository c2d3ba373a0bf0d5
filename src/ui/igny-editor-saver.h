/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-desk.h"
#include "igny-editor-inspector.h"
#include "igny-editor-session.h"
#include "igny-editor-title.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_EDITOR_SAVED,
  IGNY_EDITOR_MODIFIED,
  IGNY_EDITOR_SAVING,
  IGNY_EDITOR_FAILED,
} IgnyEditorState;

/* Writes what was typed, two seconds after the last key, a minute after the
 * first or when it is asked to. Every save is one step that undo takes back. Until
 * then it is kept each second where a crash leaves it (igny-editor-draft.h). What
 * is wrong with a field is said beside it.
 *
 * "state": it is another one. */
#define IGNY_TYPE_EDITOR_SAVER (igny_editor_saver_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorSaver, igny_editor_saver, IGNY, EDITOR_SAVER, GObject)

/* The widgets live until igny_editor_saver_detach. */
IgnyEditorSaver *igny_editor_saver_new (IgnyEditorSession   *session,
                                        IgnyEditorTitle     *title,
                                        IgnyEditorInspector *inspector,
                                        IgnyEditorDesk      *desk);
/* The widgets go. What is being saved is saved still. */
void igny_editor_saver_detach (IgnyEditorSaver *self);
/* Something was typed; text tells whether in the text itself. */
void igny_editor_saver_touch (IgnyEditorSaver *self,
                              gboolean         text);
/* Until somebody asks for it, nothing is saved: the store has something else
 * that it would overwrite. */
void igny_editor_saver_hold (IgnyEditorSaver *self);
/* The widgets show what the store has. */
void            igny_editor_saver_reset (IgnyEditorSaver *self);
IgnyEditorState igny_editor_saver_get_state (IgnyEditorSaver *self);
/* Why it failed, for a person; NULL when it did not. */
const char *igny_editor_saver_get_failure (IgnyEditorSaver *self);
/* Also waits for what is being saved already. */
void     igny_editor_saver_save_async (IgnyEditorSaver    *self,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean igny_editor_saver_save_finish (IgnyEditorSaver *self,
                                        GAsyncResult    *result,
                                        GError         **error);

G_END_DECLS
