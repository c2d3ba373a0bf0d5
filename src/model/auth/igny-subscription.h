/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* The one plan of an account; an open period has no end. */
typedef struct
{
  IgnyRecord record;

  gint64 plan;
  char  *status;
  gint64 period_start;
  gint64 period_end;
} IgnySubscription;

extern const IgnyEntity igny_subscription_entity;

IGNY_RECORD_TYPE (IgnySubscription)

G_END_DECLS
