/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* That an editor or a viewer may enter a site. created_at is when it was granted; once
 * revoked it stays, so that by whom and when is kept. */
typedef struct
{
  IgnyRecord record;

  gint64 user;
  gint64 site;
  gint64 granted_by;
  gint64 revoked_by;
  gint64 revoked_at;
} IgnySiteUserAccess;

extern const IgnyEntity igny_site_user_access_entity;

IGNY_RECORD_TYPE (IgnySiteUserAccess)

G_END_DECLS
