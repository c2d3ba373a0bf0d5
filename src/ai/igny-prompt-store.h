/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-author-profile.h"
#include "igny-prompt.h"
#include "igny-step.h"
#include "igny-strategy.h"

G_BEGIN_DECLS

/* The account's own prompts, and whose voice speaks in them. The functions that
 * take an IgnyDb run on a thread of the store. */

/* NULL when the account has none of its own, or has put it aside. */
char *igny_prompt_store_dup_own (IgnyDb     *db,
                                 gint64      account,
                                 const char *type);
/* Checked before: errors are IGNY_INVALID with what igny_prompt_check says. */
gboolean igny_prompt_store_set (IgnyStep   *step,
                                const char *type,
                                const char *text,
                                GError    **error);
/* Goes back to the default one; no error when it was never left. */
gboolean igny_prompt_store_reset (IgnyStep   *step,
                                  const char *type,
                                  GError    **error);

/* What one run needs for its prompts, read once. */
typedef struct
{
  GHashTable        *own;      /* type → text */
  IgnyAuthorProfile *author;   /* of the setting general.author-profile; or NULL */
  IgnyStrategy      *strategy; /* of the setting general.strategy; or NULL */
} IgnyPromptVoices;

gboolean igny_prompt_voices_read (IgnyDb           *db,
                                  gint64            account,
                                  IgnyPromptVoices *voices,
                                  GError          **error);
void     igny_prompt_voices_clear (IgnyPromptVoices *voices);
/* A prompt of the highest level that says anything, with author and strategy in
 * it where they are for this type. of_task may be NULL. */
IgnyPrompt *igny_prompt_voices_new_prompt (const IgnyPromptVoices *voices,
                                           const char             *type,
                                           const char             *of_task);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyPromptVoices, igny_prompt_voices_clear)

G_END_DECLS
