/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A person of one account. */
typedef struct
{
  IgnyRecord record;

  char  *email;
  char  *first_name;
  char  *last_name;
  char  *role;
  gint64 is_active;
  gint64 is_superuser; /* given on a server's console only; counts as role developer */
  gint64 last_login;
} IgnyUser;

extern const IgnyEntity igny_user_entity;

IGNY_RECORD_TYPE (IgnyUser)

/* How a person is called on a screen: first and last name, else the address. */
char *igny_user_dup_name (const IgnyUser *self);

G_END_DECLS
