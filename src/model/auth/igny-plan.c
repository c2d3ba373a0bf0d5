/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-plan.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice cycles[] = {
  { "monthly", N_("Monthly") },
  { "annual",  N_("Annual") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyPlan, name,             N_("Name"), .flags = IGNY_FIELD_REQUIRED, .max_length = 100),
  IGNY_TEXT    (IgnyPlan, slug,             N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .max_length = 80),
  IGNY_DECIMAL (IgnyPlan, price,            N_("Price"), 6, .minimum = 0, .maximum = G_MAXINT64, .initial = "0"),
  IGNY_CHOICE  (IgnyPlan, billing_cycle,    N_("Billing cycle"), cycles, .initial = "monthly"),
  IGNY_INTEGER (IgnyPlan, included_credits, N_("Included credits"), .minimum = 0, .maximum = G_MAXINT64, .initial = "0"),
  IGNY_FLAG    (IgnyPlan, is_active,        N_("Active"), .initial = "1"),
  { NULL },
};

const IgnyEntity igny_plan_entity = {
  .table = "plans",
  .label = N_("Plans"),
  .label_one = N_("Plan"),
  .fields = fields,
  .size = sizeof (IgnyPlan),
  .flags = 0,
};
/* clang-format on */
