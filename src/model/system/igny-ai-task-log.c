/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-task-log.h"

#include <glib/gi18n.h>

#include "igny-choices.h"

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "success", N_("Success"), IGNY_TONE_SUCCESS },
  { "error",   N_("Error"),   IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_CHOICE  (IgnyAiTaskLog, function_name, N_("Function"), igny_choices_function, .flags = IGNY_FIELD_REQUIRED),
  IGNY_TEXT    (IgnyAiTaskLog, model,         N_("Model"), .max_length = 200),
  IGNY_TEXT    (IgnyAiTaskLog, host,          N_("Host"), .max_length = 255),
  IGNY_CHOICE  (IgnyAiTaskLog, phase,         N_("Phase"), igny_choices_phase),
  IGNY_CHOICE  (IgnyAiTaskLog, status,        N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "success"),
  IGNY_TEXT    (IgnyAiTaskLog, error,         N_("Error"), .max_length = 4000),
  IGNY_INTEGER (IgnyAiTaskLog, tokens_input,  N_("Tokens in")),
  IGNY_INTEGER (IgnyAiTaskLog, tokens_output, N_("Tokens out")),
  IGNY_DECIMAL (IgnyAiTaskLog, cost_usd,      N_("Cost in USD"), 6),
  IGNY_DECIMAL (IgnyAiTaskLog, estimated_usd, N_("Estimated in USD"), 6),
  IGNY_INTEGER (IgnyAiTaskLog, credits,       N_("Credits")),
  IGNY_TEXT    (IgnyAiTaskLog, target,        N_("Works on"), .flags = IGNY_FIELD_HIDDEN, .max_length = 50),
  IGNY_INTEGER (IgnyAiTaskLog, target_row,    N_("Record"), .flags = IGNY_FIELD_HIDDEN),
  IGNY_INTEGER (IgnyAiTaskLog, duration,      N_("Duration"), .unit = "ms"),
  IGNY_JSON    (IgnyAiTaskLog, phases,        N_("Time of each phase"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_OBJECT),
  IGNY_TEXT    (IgnyAiTaskLog, request,       N_("Prompt"), .flags = IGNY_FIELD_LONG),
  IGNY_TEXT    (IgnyAiTaskLog, response,      N_("Answer"), .flags = IGNY_FIELD_LONG),
  IGNY_TEXT    (IgnyAiTaskLog, correlation_id, N_("Correlation id"), .max_length = 36),
  { NULL },
};

const IgnyEntity igny_ai_task_log_entity = {
  .table = "ai_task_logs",
  .label = N_("AI log"),
  .label_one = N_("AI call"),
  .fields = fields,
  .size = sizeof (IgnyAiTaskLog),
  .flags = IGNY_ENTITY_LOCAL,
};
/* clang-format on */
