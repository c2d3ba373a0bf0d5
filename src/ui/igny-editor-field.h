/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One field of an article in the inspector: a row that says how long the text
 * is, and under it what is wrong with it.
 *
 * "typed": a person changed it. */
#define IGNY_TYPE_EDITOR_FIELD (igny_editor_field_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorField, igny_editor_field, IGNY, EDITOR_FIELD, GObject)

/* name and label (not translated) live as long as the field. advised is the
 * length in characters that search engines show, 0 for none. */
IgnyEditorField *igny_editor_field_new (const char *name,
                                        const char *label,
                                        gboolean    is_long,
                                        guint       advised);
const char      *igny_editor_field_get_name (IgnyEditorField *self);
void             igny_editor_field_add_to (IgnyEditorField     *self,
                                           AdwPreferencesGroup *group);
char            *igny_editor_field_dup_text (IgnyEditorField *self);
/* Emits nothing. */
void igny_editor_field_set_text (IgnyEditorField *self,
                                 const char      *text);
/* Words that say the remedy; NULL takes them away. */
void igny_editor_field_set_error (IgnyEditorField *self,
                                  const char      *words);
void igny_editor_field_focus (IgnyEditorField *self);

G_END_DECLS
