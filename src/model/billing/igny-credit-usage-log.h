/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* What an operation used; cost_usd is in micro-dollars, unknown when the model has no price. */
typedef struct
{
  IgnyRecord record;

  char  *operation_type;
  gint64 credits_used;
  gint64 cost_usd;
  char  *model_used;
  gint64 tokens_input;
  gint64 tokens_output;
} IgnyCreditUsageLog;

extern const IgnyEntity igny_credit_usage_log_entity;

IGNY_RECORD_TYPE (IgnyCreditUsageLog)

G_END_DECLS
