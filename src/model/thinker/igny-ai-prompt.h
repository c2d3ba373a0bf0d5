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

G_END_DECLS
