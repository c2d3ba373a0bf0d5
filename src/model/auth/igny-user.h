/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A person of one account. */
typedef struct
{
  IgnyRecord record;

  char  *email;
  char  *name;
  char  *role;
  gint64 is_active;
} IgnyUser;

extern const IgnyEntity igny_user_entity;

IGNY_RECORD_TYPE (IgnyUser)

G_END_DECLS
