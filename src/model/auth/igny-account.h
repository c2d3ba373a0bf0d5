/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A tenant; a local file has one. credits is the balance after all transactions. timezone is
 * an IANA name, unknown that of the machine: whose midnight begins a day. Budgets are in
 * micro-dollars; unknown is no cap. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  char  *status;
  gint64 owner;
  gint64 plan;
  gint64 credits;
  char  *stripe_customer_id;
  char  *timezone;
  gint64 daily_budget;
  gint64 monthly_budget;
} IgnyAccount;

extern const IgnyEntity igny_account_entity;

IGNY_RECORD_TYPE (IgnyAccount)

G_END_DECLS
