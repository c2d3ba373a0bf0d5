/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-store.h"

G_BEGIN_DECLS

/* One content that is being edited: what the store has, what is being saved,
 * and what others do to it meanwhile. No widgets. Main thread.
 *
 * "changed-elsewhere": somebody else, undo for one, wrote other values; article
 * is what the store has now. "gone": it was deleted. */
#define IGNY_TYPE_EDITOR_SESSION (igny_editor_session_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorSession, igny_editor_session, IGNY, EDITOR_SESSION, GObject)

IgnyEditorSession *igny_editor_session_new (IgnyStore *store);

void     igny_editor_session_load_async (IgnyEditorSession  *self,
                                         gint64              row,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean igny_editor_session_load_finish (IgnyEditorSession *self,
                                          GAsyncResult      *result,
                                          GError           **error);
/* As the store has it; NULL until it is loaded. */
const IgnyEditorArticle *igny_editor_session_get_article (IgnyEditorSession *self);
IgnyStore               *igny_editor_session_get_store (IgnyEditorSession *self);

/* Takes write. Only what differs from article is written; without any there is
 * no step. */
void igny_editor_session_save_async (IgnyEditorSession  *self,
                                     IgnyEditorWrite    *write,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
/* errors, when wanted, is what is wrong with which field. */
gboolean igny_editor_session_save_finish (IgnyEditorSession *self,
                                          GAsyncResult      *result,
                                          IgnyErrors       **errors,
                                          GError           **error);

G_END_DECLS
