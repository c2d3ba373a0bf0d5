/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* One publish of a content, as it was answered. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 content;
  char  *destination;
  char  *status;
  gint64 wp_post_id;
  char  *post_url;
  char  *message;
} IgnyPublishingRecord;

extern const IgnyEntity igny_publishing_record_entity;

IGNY_RECORD_TYPE (IgnyPublishingRecord)

G_END_DECLS
