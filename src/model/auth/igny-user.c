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
  IGNY_TEXT   (IgnyUser, email,        N_("E-mail"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .form = IGNY_FORM_EMAIL, .max_length = 254),
  IGNY_TEXT   (IgnyUser, first_name,   N_("First name"), .flags = IGNY_FIELD_SEARCHABLE, .max_length = 150),
  IGNY_TEXT   (IgnyUser, last_name,    N_("Last name"), .flags = IGNY_FIELD_SEARCHABLE, .max_length = 150),
  IGNY_CHOICE (IgnyUser, role,         N_("Role"), roles, .flags = IGNY_FIELD_REQUIRED, .initial = "viewer"),
  IGNY_FLAG   (IgnyUser, is_active,    N_("Active"), .initial = "1"),
  IGNY_FLAG   (IgnyUser, is_superuser, N_("Superuser"), .flags = IGNY_FIELD_READ_ONLY),
  IGNY_TIME   (IgnyUser, last_login,   N_("Last sign-in"), .flags = IGNY_FIELD_READ_ONLY | IGNY_FIELD_KEPT),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "email" },
  { NULL },
};

const IgnyEntity igny_user_entity = {
  .table = "users",
  .label = N_("Users"),
  .label_one = N_("User"),
  .fields = fields,
  .size = sizeof (IgnyUser),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */

char *
igny_user_dup_name (const IgnyUser *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  name = g_strjoin (" ", self->first_name != NULL ? self->first_name : "",
                    self->last_name != NULL ? self->last_name : "", NULL);
  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name) : g_strdup (self->email);
}
