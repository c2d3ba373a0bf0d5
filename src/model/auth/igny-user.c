/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-user.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice roles[] = {
  { "developer",  N_("Developer") },
  { "owner",      N_("Owner") },
  { "admin",      N_("Admin") },
  { "editor",     N_("Editor") },
  { "viewer",     N_("Viewer") },
  { "system_bot", N_("System bot") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT   (IgnyUser, email,     N_("E-mail"), .flags = IGNY_FIELD_REQUIRED, .max_length = 254),
  IGNY_TEXT   (IgnyUser, name,      N_("Name"), .max_length = 200),
  IGNY_CHOICE (IgnyUser, role,      N_("Role"), roles, .flags = IGNY_FIELD_REQUIRED, .initial = "viewer"),
  IGNY_FLAG   (IgnyUser, is_active, N_("Active"), .initial = "1"),
  { NULL },
};

const IgnyEntity igny_user_entity = {
  .table = "users",
  .label = N_("Users"),
  .label_one = N_("User"),
  .fields = fields,
  .size = sizeof (IgnyUser),
  .flags = 0,
};
/* clang-format on */
