/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-body.h"

G_BEGIN_DECLS

/* What a model is asked: instructions from a template that a person may edit,
 * then the form of the answer, which nobody may, and the data apart from both.
 *
 * A placeholder such as [IGNY8_KEYWORDS] in a template becomes a reference to
 * the data of that name ("keywords"), so that a keyword can never turn into an
 * instruction; a setting such as [IGNY8_LANGUAGE] becomes its text. What was
 * put in is not looked at again. One thread. */
typedef struct _IgnyPrompt IgnyPrompt;

/* "clustering", "ideas", "content_generation", NULL. */
const char *const *igny_prompt_list_types (void);
/* The template that comes with the program, for "reset to default"; NULL for
 * an unknown type. Full ownership. */
char *igny_prompt_get_default (const char *type);
/* The names of the placeholders that a type knows ("keywords" …),
 * NULL-terminated, for the editor's help. */
const char *const *igny_prompt_list_names (const char *type);

/* Longer texts and lists are cut to these. */
#define IGNY_PROMPT_MAX_ITEM 200
#define IGNY_PROMPT_MAX_TEXT 4000
#define IGNY_PROMPT_MAX_ITEMS 1000

/* text: the person's template; NULL or blank for the default one. */
IgnyPrompt *igny_prompt_new (const char *type,
                             const char *text);
void        igny_prompt_free (IgnyPrompt *self);

/* A setting of the program, at most 100 characters in one line. */
void igny_prompt_set_option (IgnyPrompt *self,
                             const char *name,
                             const char *value);
void igny_prompt_set_number (IgnyPrompt *self,
                             const char *name,
                             gint64      value);
/* Data: control, invisible and direction characters go, white space is made
 * single. NULL and empty values are left out. */
void igny_prompt_set_text (IgnyPrompt *self,
                           const char *name,
                           const char *value);
void igny_prompt_set_list (IgnyPrompt        *self,
                           const char        *name,
                           const char *const *values);
/* One more section of an outline; note may be NULL. */
void igny_prompt_add_section (IgnyPrompt *self,
                              const char *name,
                              guint       level,
                              const char *heading,
                              const char *note);
/* What was wrong with the last answer, when it is asked for once more. */
void igny_prompt_set_complaint (IgnyPrompt *self,
                                const char *complaint);

/* The system message and the user message, borrowed until the next change;
 * igny_prompt_get_n_messages of them. */
const IgnyChatMessage *igny_prompt_get_messages (IgnyPrompt *self);
guint                  igny_prompt_get_n_messages (IgnyPrompt *self);
/* Tokens that they will be, roughly. */
guint igny_prompt_estimate_tokens (IgnyPrompt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPrompt, igny_prompt_free)

G_END_DECLS
