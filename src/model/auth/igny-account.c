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
  IGNY_TEXT      (IgnyAccount, slug,    N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .max_length = 80),
  IGNY_CHOICE    (IgnyAccount, status,  N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_REFERENCE (IgnyAccount, owner,   N_("Owner"), &igny_user_entity),
  IGNY_REFERENCE (IgnyAccount, plan,    N_("Plan"), &igny_plan_entity),
  IGNY_INTEGER   (IgnyAccount, credits, N_("Credits"), .flags = IGNY_FIELD_READ_ONLY | IGNY_FIELD_KEPT | IGNY_FIELD_REQUIRED, .initial = "0"),
  { NULL },
};

const IgnyEntity igny_account_entity = {
  .table = "accounts",
  .label = N_("Accounts"),
  .label_one = N_("Account"),
  .fields = fields,
  .size = sizeof (IgnyAccount),
  .flags = 0,
};
/* clang-format on */
