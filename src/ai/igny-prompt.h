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

/* A placeholder that a type of prompt knows. */
typedef struct
{
  const char *name;     /* "keywords": [IGNY8_KEYWORDS] */
  const char *about;    /* untranslated, marked with N_ */
  gboolean    required; /* without it the prompt cannot do its work */
} IgnyPromptName;

/* "clustering", "ideas", "content_generation", "image_prompt_extraction",
 * "image_prompt_template", "negative_prompt", NULL. The last two are no
 * questions: igny_prompt_write_picture makes their text. */
const char *const *igny_prompt_list_types (void);
/* One more question, which is the program's own and not edited. */
#define IGNY_PROMPT_OPTIMIZE "optimize_content"
/* Whether a model is asked with it. */
gboolean igny_prompt_is_question (const char *type);
/* The template that comes with the program, for "reset to default"; NULL for
 * an unknown type. Full ownership. */
char *igny_prompt_get_default (const char *type);
/* The placeholders that a type knows, up to a NULL name, for the editor's
 * help. */
const IgnyPromptName *igny_prompt_list_names (const char *type);
/* What is wrong with a template, of char * in the words of a person; empty when
 * nothing is. Full ownership. */
GPtrArray *igny_prompt_check (const char *type,
                              const char *text);
/* The first of the levels that says anything: the task's, the account's, the
 * default one. Full ownership. */
char *igny_prompt_choose (const char *type,
                          const char *of_task,
                          const char *of_account);

/* Longer texts and lists are cut to these. */
#define IGNY_PROMPT_MAX_ITEM 200
#define IGNY_PROMPT_MAX_TEXT 4000
#define IGNY_PROMPT_MAX_ARTICLE 60000
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
/* The same for a whole article. */
void igny_prompt_set_article (IgnyPrompt *self,
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
/* Who writes: a person's description of the author, put among the data; tone and
 * language win over the options of these names. outline is JSON of sections.
 * All but name may be NULL or empty. */
void igny_prompt_set_author (IgnyPrompt *self,
                             const char *name,
                             const char *description,
                             const char *tone,
                             const char *language,
                             const char *outline);
/* What the pieces are to achieve; sections is a JSON object of rules. */
void igny_prompt_set_strategy (IgnyPrompt *self,
                               const char *name,
                               const char *description,
                               const char *sections);
/* What was wrong with the last answer, when it is asked for once more. */
void igny_prompt_set_complaint (IgnyPrompt *self,
                                const char *complaint);

/* The system message and the user message, borrowed until the next change;
 * igny_prompt_get_n_messages of them. */
const IgnyChatMessage *igny_prompt_get_messages (IgnyPrompt *self);
guint                  igny_prompt_get_n_messages (IgnyPrompt *self);
/* Tokens that they will be, roughly. */
guint igny_prompt_estimate_tokens (IgnyPrompt *self);

/* The text for a picture model: template of type image_prompt_template or
 * negative_prompt with the description, the look ("realistic", "artistic",
 * "cartoon") and the title in it. text as in igny_prompt_new. Full ownership. */
char *igny_prompt_write_picture (const char *type,
                                 const char *text,
                                 const char *description,
                                 const char *look,
                                 const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPrompt, igny_prompt_free)

G_END_DECLS
