/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* How a site is filled by itself: approval, limits and free slots. Unknown is no limit. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 auto_approve;
  gint64 auto_publish;
  gint64 daily_limit;
  gint64 weekly_limit;
  gint64 monthly_limit;
  char  *publish_days;
  char  *time_slots;
} IgnyPublishingSettings;

extern const IgnyEntity igny_publishing_settings_entity;

IGNY_RECORD_TYPE (IgnyPublishingSettings)

G_END_DECLS
