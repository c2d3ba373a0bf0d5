/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"
#include "igny-progress.h"
#include "igny-prompt-store.h"

G_BEGIN_DECLS

/* Trying a prompt on material of the program's own, before it is used on a
 * person's. For types of which igny_prompt_is_question. */

/* A prompt with that material and with the account's voices; text is tried
 * instead of the account's own, NULL tries that. Full ownership. */
IgnyPrompt *igny_prompt_trial_new (const IgnyPromptVoices *voices,
                                   const char             *type,
                                   const char             *text);
/* What it would cost with the model that is chosen; *host and *model, when
 * wanted, are where it would go. Blocks, as igny_store_read. */
gboolean igny_prompt_trial_estimate (IgnyStore  *store,
                                     const char *type,
                                     IgnyPrompt *prompt,
                                     IgnyCost   *cost,
                                     char      **host,
                                     char      **model,
                                     GError    **error);
/* Asks the model, which costs what a run costs, and charges it. NULL with error;
 * blocks, as runs do. Full ownership. */
char *igny_prompt_trial_ask (const IgnyRun *run,
                             const char    *type,
                             const char    *text,
                             GError       **error);

G_END_DECLS
