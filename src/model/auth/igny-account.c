/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-account.h"

#include <glib/gi18n.h>

#include "igny-plan.h"
#include "igny-user.h"

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "active",    N_("Active"),    IGNY_TONE_SUCCESS },
  { "suspended", N_("Suspended"), IGNY_TONE_ERROR },
  { "trial",     N_("Trial"),     IGNY_TONE_ACCENT },
  { "cancelled", N_("Canceled"),  IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT      (IgnyAccount, name,    N_("Name"), .flags = IGNY_FIELD_REQUIRED, .max_length = 200),
  IGNY_TEXT      (IgnyAccount, slug,    N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_CHOICE    (IgnyAccount, status,  N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_REFERENCE (IgnyAccount, owner,   N_("Owner"), &igny_user_entity),
  IGNY_REFERENCE (IgnyAccount, plan,    N_("Plan"), &igny_plan_entity),
  IGNY_INTEGER   (IgnyAccount, credits, N_("Credits"), .flags = IGNY_FIELD_READ_ONLY | IGNY_FIELD_KEPT | IGNY_FIELD_REQUIRED, .initial = "0"),
  IGNY_TEXT      (IgnyAccount, stripe_customer_id, N_("Stripe customer"), .max_length = 255),
  IGNY_TEXT      (IgnyAccount, timezone,           N_("Time zone"), .form = IGNY_FORM_TIMEZONE, .max_length = 64),
  IGNY_DECIMAL   (IgnyAccount, daily_budget,       N_("Daily budget"), 6, .minimum = 0, .maximum = G_MAXINT64, .unit = "USD"),
  IGNY_DECIMAL   (IgnyAccount, monthly_budget,     N_("Monthly budget"), 6, .minimum = 0, .maximum = G_MAXINT64, .unit = "USD"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "slug" },
  { NULL },
};

const IgnyEntity igny_account_entity = {
  .table = "accounts",
  .label = N_("Accounts"),
  .label_one = N_("Account"),
  .fields = fields,
  .size = sizeof (IgnyAccount),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
