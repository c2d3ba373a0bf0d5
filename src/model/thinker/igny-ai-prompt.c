/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-prompt.h"

#include <glib/gi18n.h>

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice types[] = {
  { "clustering",              N_("Clustering") },
  { "ideas",                   N_("Ideas") },
  { "content_generation",      N_("Content generation") },
  { "image_prompt_extraction", N_("Image prompt extraction") },
  { "image_prompt_template",   N_("Image prompt template") },
  { "negative_prompt",         N_("Negative prompt") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_CHOICE (IgnyAiPrompt, prompt_type,    N_("Type"), types, .flags = SCOPE),
  IGNY_TEXT   (IgnyAiPrompt, prompt_value,   N_("Own text"), .flags = IGNY_FIELD_LONG, .max_length = 32000),
  IGNY_TEXT   (IgnyAiPrompt, default_prompt, N_("Default"), .flags = IGNY_FIELD_LONG | IGNY_FIELD_READ_ONLY, .max_length = 32000),
  IGNY_FLAG   (IgnyAiPrompt, is_active,      N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account prompt_type" },
  { NULL },
};

const IgnyEntity igny_ai_prompt_entity = {
  .table = "ai_prompts",
  .label = N_("Prompts"),
  .label_one = N_("Prompt"),
  .fields = fields,
  .size = sizeof (IgnyAiPrompt),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */

const char *
igny_ai_prompt_get_text (const IgnyAiPrompt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_active && self->prompt_value != NULL && *self->prompt_value != '\0')
    return self->prompt_value;
  return self->default_prompt;
}

void
igny_ai_prompt_reset_to_default (IgnyAiPrompt *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->prompt_value, g_free);
}
