/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* One line of the credit ledger; a deduction has a negative amount. */
typedef struct
{
  IgnyRecord record;

  char  *transaction_type;
  gint64 amount;
  gint64 balance_after;
  char  *description;
  gint64 user; /* who bought, refunded or adjusted; 0: the program */
} IgnyCreditTransaction;

extern const IgnyEntity igny_credit_transaction_entity;

IGNY_RECORD_TYPE (IgnyCreditTransaction)

G_END_DECLS
