/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-content.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What was typed and is not saved yet, in a file of its own beside the data
 * (drafts/ID.json), so that a crash loses no more than what came since. No step
 * and no wait for the store, which may be busy with a long import. */
#define IGNY_TYPE_EDITOR_DRAFT (igny_editor_draft_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorDraft, igny_editor_draft, IGNY, EDITOR_DRAFT, GObject)

IgnyEditorDraft *igny_editor_draft_new (const char *folder);
/* Keeps values (name, value, name, value …) for content, as it is in the store.
 * Written on a thread, one after the other. */
void igny_editor_draft_put (IgnyEditorDraft   *self,
                            const IgnyContent *content,
                            const GPtrArray   *values);
/* Nothing is unsaved any more. */
void igny_editor_draft_drop (IgnyEditorDraft   *self,
                             const IgnyContent *content);

/* content with what was typed and never saved, the text made safe; NULL when
 * there is nothing of the kind. late: the content was changed since. Blocks;
 * any thread. Full ownership. */
IgnyContent *igny_editor_draft_read (const char        *folder,
                                     const IgnyContent *content,
                                     gboolean          *late);

G_END_DECLS
