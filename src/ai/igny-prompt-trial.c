/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompt-trial.h"

#include "igny-ai-session.h"
#include "igny-ai-target.h"

#define WORDS 1200

/* What a trial of a type is, as the real work has it. */
typedef struct
{
  const char      *type;
  const char      *operation;
  IgnyCostFunction function;
  guint            n_items;
  gboolean         json;
} Trial;

static const Trial trials[] = {
  { "clustering", "auto_cluster", IGNY_COST_CLUSTER, 5, TRUE },
  { "ideas", "generate_ideas", IGNY_COST_IDEAS, 3, TRUE },
  { "content_generation", "generate_content", IGNY_COST_CONTENT, 1, FALSE },
  { "image_prompt_extraction", "generate_image_prompts", IGNY_COST_IMAGE_PROMPTS, 1, TRUE },
};

static const Trial *
find_trial (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    if (g_str_equal (trials[i].type, type))
      return &trials[i];
  return NULL;
}

static void
fill (IgnyPrompt *prompt,
      const char *type)
{
  static const char *const keywords[] = {
    "hiking boots", "hiking boots for women", "trail map", "trail running", "gps watch", NULL
  };

  igny_prompt_set_list (prompt, "keywords", keywords);
  if (!g_str_equal (type, "clustering"))
    igny_prompt_set_text (prompt, "cluster", "Hiking boots");
  if (g_str_equal (type, "content_generation"))
    {
      igny_prompt_set_text (prompt, "title", "How to choose hiking boots");
      igny_prompt_set_text (prompt, "idea", "A guide for those who buy their first pair.");
      igny_prompt_add_section (prompt, "outline", 2, "What your feet need", "Fit, width, arch.");
    }
  if (g_str_equal (type, "image_prompt_extraction"))
    igny_prompt_set_article (prompt, "article", "Boots must fit. Try them on in the evening.");
  igny_prompt_set_number (prompt, "count", 3);
  igny_prompt_set_number (prompt, "words", WORDS);
  igny_prompt_set_option (prompt, "language", "English");
  igny_prompt_set_option (prompt, "tone", "clear and friendly");
}

IgnyPrompt *
igny_prompt_trial_new (const IgnyPromptVoices *voices,
                       const char             *type,
                       const char             *text)
{
  IgnyPrompt *prompt;

  g_return_val_if_fail (voices != NULL && type != NULL, NULL);
  g_return_val_if_fail (igny_prompt_is_question (type), NULL);

  prompt = igny_prompt_voices_new_prompt (voices, type, text);
  fill (prompt, type);
  return prompt;
}

gboolean
igny_prompt_trial_estimate (IgnyStore  *store,
                            const char *type,
                            IgnyPrompt *prompt,
                            IgnyCost   *cost,
                            char      **host,
                            char      **model,
                            GError    **error)
{
  const Trial     *trial = find_trial (type);
  IgnyCostQuestion question = { .words = WORDS };

  g_return_val_if_fail (trial != NULL && prompt != NULL && cost != NULL, FALSE);

  question.function = trial->function;
  question.n_items = trial->n_items;
  question.messages = igny_prompt_get_messages (prompt);
  question.n_messages = igny_prompt_get_n_messages (prompt);
  return igny_ai_target_estimate (store, trial->operation, &question, cost, host, model, error);
}

char *
igny_prompt_trial_ask (const IgnyRun *run,
                       const char    *type,
                       const char    *text,
                       GError       **error)
{
  const Trial *trial = find_trial (type);
  IgnyAiCall   call = { .words = WORDS, .n_items = 1, .allow_cut = TRUE };
  IgnyUsage    usage = { 0 };
  g_autoptr(IgnyAiSession) session = NULL;
  g_autoptr(IgnyPrompt) prompt = NULL;
  g_autoptr(IgnyChatAnswer) answer = NULL;
  g_autoptr(GArray) usages = igny_ai_usages_new ();

  g_return_val_if_fail (run != NULL && trial != NULL, NULL);

  session = igny_ai_session_new (run, trial->operation, error);
  if (session == NULL)
    return NULL;
  prompt = igny_ai_session_new_prompt (session, type, text);
  fill (prompt, type);
  call.function = trial->operation;
  call.credits = igny_credits_count (trial->operation, trial->n_items);
  call.messages = igny_prompt_get_messages (prompt);
  call.n_messages = igny_prompt_get_n_messages (prompt);
  call.json = trial->json;
  call.things = trial->n_items;
  answer = igny_ai_session_ask (session, &call, &usage, error);
  if (answer == NULL)
    return NULL;
  igny_ai_usages_add (usages, &usage, call.credits);
  if (!igny_ai_usages_charge_now (usages, run->store, "Charge a trial", error))
    return NULL;
  return g_strdup (answer->text->str);
}
