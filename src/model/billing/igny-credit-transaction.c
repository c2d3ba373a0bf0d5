/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-credit-transaction.h"

#include <glib/gi18n.h>

#include "igny-choices.h"

#include "igny-user.h"

/* clang-format off */
static const IgnyChoice types[] = {
  { "purchase",     N_("Purchase") },
  { "subscription", N_("Subscription") },
  { "refund",       N_("Refund") },
  { "deduction",    N_("Deduction") },
  { "adjustment",   N_("Adjustment") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_CHOICE  (IgnyCreditTransaction, transaction_type, N_("Type"), types, .flags = IGNY_FIELD_REQUIRED),
  IGNY_INTEGER (IgnyCreditTransaction, amount,           N_("Amount"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_INTEGER (IgnyCreditTransaction, balance_after,    N_("Balance"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_TEXT    (IgnyCreditTransaction, description,      N_("Description"), .max_length = 500, .choices = igny_choices_operation),
  IGNY_REFERENCE (IgnyCreditTransaction, user,         N_("By"), &igny_user_entity),
  { NULL },
};

const IgnyEntity igny_credit_transaction_entity = {
  .table = "credit_transactions",
  .label = N_("Credit transactions"),
  .label_one = N_("Credit transaction"),
  .fields = fields,
  .size = sizeof (IgnyCreditTransaction),
  .flags = IGNY_ENTITY_KEPT,
};
/* clang-format on */
