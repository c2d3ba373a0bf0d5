/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Something that happened and that the account should know. */
typedef struct
{
  IgnyRecord record;

  char  *title;
  char  *message;
  char  *notification_type;
  char  *severity;
  gint64 is_read;
  char  *action_label;
  char  *action_target;
} IgnyNotification;

extern const IgnyEntity igny_notification_entity;

IGNY_RECORD_TYPE (IgnyNotification)

G_END_DECLS
