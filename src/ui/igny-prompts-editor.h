/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One prompt: its text, checked while it is typed, and the placeholders that it
 * may name.
 *
 * Signals: "typed"; "save", "reset" and "test", which a person asks for; "back",
 * where there is a way back. */
#define IGNY_TYPE_PROMPTS_EDITOR (igny_prompts_editor_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPromptsEditor, igny_prompts_editor, IGNY, PROMPTS_EDITOR, GtkWidget)

GtkWidget *igny_prompts_editor_new (void);
/* text is what is edited, stored what the store holds of it; own whether that
 * is the account's own. Emits nothing. */
void igny_prompts_editor_show (IgnyPromptsEditor *self,
                               const char        *type,
                               const char        *text,
                               const char        *stored,
                               gboolean           own);
/* NULL before anything is shown. */
const char *igny_prompts_editor_get_type_name (IgnyPromptsEditor *self);
char       *igny_prompts_editor_dup_text (IgnyPromptsEditor *self);
/* Whether it says something else than the store, and whether that may be saved. */
gboolean igny_prompts_editor_is_changed (IgnyPromptsEditor *self);
gboolean igny_prompts_editor_is_good (IgnyPromptsEditor *self);
void     igny_prompts_editor_set_back (IgnyPromptsEditor *self,
                                       gboolean           back);

G_END_DECLS
