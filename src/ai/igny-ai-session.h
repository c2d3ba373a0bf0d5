/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-usages.h"
#include "igny-chat.h"
#include "igny-cost.h"
#include "igny-progress.h"
#include "igny-prompt.h"

G_BEGIN_DECLS

/* The settings, the key and the connection that one run asks with; every call
 * is a job, a line of the AI log, and an IgnyUsage that the step which saves
 * the result charges. Worker threads, one at a time. */
typedef struct _IgnyAiSession IgnyAiSession;

/* One call. */
typedef struct
{
  const char            *function; /* auto_cluster, generate_ideas, generate_content … */
  const char            *target;   /* table and row that it works on */
  gint64                 target_row;
  gint64                 credits;
  gint64                 owed; /* credits of earlier calls, charged later */
  const IgnyChatMessage *messages;
  guint                  n_messages;
  gboolean               json;
  const char            *schema; /* of the JSON, see igny-reply-schema.h; or NULL */
  gboolean               allow_cut;
  guint                  things; /* that are asked for, see IgnyCostQuestion; 0 is 1 */
  guint                  words;  /* of one piece; 0: unknown */
  guint                  item;   /* for the progress, see igny_run_report */
  guint                  n_items;
  guint                  part; /* of n_parts calls that make one item, from 0 on */
  guint                  n_parts;
} IgnyAiCall;

/* function is the one that asks ("auto_cluster" …), whose own model, temperature
 * and output cap it then asks with; NULL for none. Fails with a sentence that says
 * which setting is missing. */
IgnyAiSession *igny_ai_session_new (const IgnyRun *run,
                                    const char    *function,
                                    GError       **error);
void           igny_ai_session_free (IgnyAiSession *self);
IgnyChat      *igny_ai_session_get_chat (IgnyAiSession *self);
const char    *igny_ai_session_get_model (IgnyAiSession *self);
/* Of this run: what comes with the program, or the copy in the data folder. */
const IgnyModels *igny_ai_session_get_models (IgnyAiSession *self);
IgnyTokens       *igny_ai_session_get_tokens (IgnyAiSession *self);
/* A prompt of the account's own or the default one, with the author's voice and
 * the strategy in it; of_task (or NULL) wins. Full ownership. */
IgnyPrompt *igny_ai_session_new_prompt (IgnyAiSession *self,
                                        const char    *type,
                                        const char    *of_task);
/* The language that articles are to be in, as a person wrote it. */
const char *igny_ai_session_get_language (IgnyAiSession *self);
guint       igny_ai_session_get_keywords_per_request (IgnyAiSession *self);
/* Articles of more words are written part by part; 0: none. */
guint igny_ai_session_get_section_words (const IgnyAiSession *self);

/* usage gets what is to be charged; its model is borrowed from the session. An
 * answer of no use fails, and is logged and counted against the caps like any
 * other; tokens that the server does not tell are counted here. */
IgnyChatAnswer *igny_ai_session_ask (IgnyAiSession    *self,
                                     const IgnyAiCall *call,
                                     IgnyUsage        *usage,
                                     GError          **error);

/* Of the calls so far. */
IgnyCostSum igny_ai_session_get_cost (const IgnyAiSession *self);

/* Tells the run's progress that an answer is read. */
void igny_ai_session_report_parse (IgnyAiSession *self,
                                   guint          item,
                                   guint          n_items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyAiSession, igny_ai_session_free)

G_END_DECLS
