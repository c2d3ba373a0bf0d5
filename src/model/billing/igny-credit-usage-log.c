/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-credit-usage-log.h"

#include <glib/gi18n.h>

#include "igny-choices.h"

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_CHOICE  (IgnyCreditUsageLog, operation_type, N_("Operation"), igny_choices_operation, .flags = IGNY_FIELD_REQUIRED),
  IGNY_INTEGER (IgnyCreditUsageLog, credits_used,   N_("Credits"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_DECIMAL (IgnyCreditUsageLog, cost_usd,       N_("Cost in USD"), 6),
  IGNY_TEXT    (IgnyCreditUsageLog, model_used,     N_("Model"), .max_length = 200),
  IGNY_INTEGER (IgnyCreditUsageLog, tokens_input,   N_("Tokens in")),
  IGNY_INTEGER (IgnyCreditUsageLog, tokens_output,  N_("Tokens out")),
  { NULL },
};

const IgnyEntity igny_credit_usage_log_entity = {
  .table = "credit_usage_logs",
  .label = N_("Credit usage"),
  .label_one = N_("Credit usage"),
  .fields = fields,
  .size = sizeof (IgnyCreditUsageLog),
  .flags = IGNY_ENTITY_KEPT,
};
/* clang-format on */
