/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A tenant; a local file has one. Credits are whole; balance after all transactions. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  char  *status;
  gint64 owner;
  gint64 plan;
  gint64 credits;
} IgnyAccount;

extern const IgnyEntity igny_account_entity;

IGNY_RECORD_TYPE (IgnyAccount)

G_END_DECLS
