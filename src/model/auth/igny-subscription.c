/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-subscription.h"

#include <glib/gi18n.h>

#include "igny-plan.h"

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "active",    N_("Active"),   IGNY_TONE_SUCCESS },
  { "past_due",  N_("Past due"), IGNY_TONE_WARNING },
  { "cancelled", N_("Canceled"), IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnySubscription, plan,         N_("Plan"), &igny_plan_entity, .flags = IGNY_FIELD_REQUIRED),
  IGNY_CHOICE    (IgnySubscription, status,       N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_TIME      (IgnySubscription, period_start, N_("Period start")),
  IGNY_TIME      (IgnySubscription, period_end,   N_("Period end")),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account", .field = "plan" },
  { NULL },
};

const IgnyEntity igny_subscription_entity = {
  .table = "subscriptions",
  .label = N_("Subscriptions"),
  .label_one = N_("Subscription"),
  .fields = fields,
  .size = sizeof (IgnySubscription),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
