/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* The text that an AI function starts from: the account's own, beside the one of the program. */
typedef struct
{
  IgnyRecord record;

  char  *prompt_type;
  char  *prompt_value;
  char  *default_prompt;
  gint64 is_active;
} IgnyAiPrompt;

extern const IgnyEntity igny_ai_prompt_entity;

IGNY_RECORD_TYPE (IgnyAiPrompt)

/* The own text when there is one and it is active, else the default; NULL when
 * there is neither. */
const char *igny_ai_prompt_get_text (const IgnyAiPrompt *self);
/* Forgets the own text. */
void igny_ai_prompt_reset_to_default (IgnyAiPrompt *self);

G_END_DECLS
