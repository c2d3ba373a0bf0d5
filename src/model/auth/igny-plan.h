/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* What an account may use; price is in micro-dollars per billing cycle. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  gint64 price;
  char  *billing_cycle;
  gint64 included_credits;
  gint64 is_active;
} IgnyPlan;

extern const IgnyEntity igny_plan_entity;

IGNY_RECORD_TYPE (IgnyPlan)

G_END_DECLS
