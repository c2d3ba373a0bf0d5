/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-user-access.h"

#include <glib/gi18n.h>

#include "igny-site.h"
#include "igny-user.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnySiteUserAccess, user,       N_("User"), &igny_user_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnySiteUserAccess, site,       N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnySiteUserAccess, granted_by, N_("Granted by"), &igny_user_entity, .flags = IGNY_FIELD_FIXED),
  IGNY_REFERENCE (IgnySiteUserAccess, revoked_by, N_("Revoked by"), &igny_user_entity, .flags = IGNY_FIELD_READ_ONLY),
  IGNY_TIME      (IgnySiteUserAccess, revoked_at, N_("Revoked"), .flags = IGNY_FIELD_READ_ONLY),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "user site", .open = "revoked_at" },
  { NULL },
};

const IgnyEntity igny_site_user_access_entity = {
  .table = "site_user_access",
  .label = N_("Site access"),
  .label_one = N_("Site access"),
  .fields = fields,
  .size = sizeof (IgnySiteUserAccess),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
