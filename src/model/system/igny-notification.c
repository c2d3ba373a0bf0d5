/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-notification.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice severities[] = {
  { "info",    N_("Information"), IGNY_TONE_NEUTRAL },
  { "success", N_("Success"),     IGNY_TONE_SUCCESS },
  { "warning", N_("Warning"),     IGNY_TONE_WARNING },
  { "error",   N_("Error"),       IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT   (IgnyNotification, title,             N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT   (IgnyNotification, message,           N_("Message"), .flags = IGNY_FIELD_SEARCHABLE, .max_length = 4000),
  IGNY_TEXT   (IgnyNotification, notification_type, N_("Type"), .flags = IGNY_FIELD_REQUIRED, .max_length = 50),
  IGNY_CHOICE (IgnyNotification, severity,          N_("Severity"), severities, .flags = IGNY_FIELD_REQUIRED, .initial = "info"),
  IGNY_FLAG   (IgnyNotification, is_read,           N_("Read")),
  IGNY_TEXT   (IgnyNotification, action_label,      N_("Action"), .max_length = 100),
  IGNY_TEXT   (IgnyNotification, action_target,     N_("Target"), .max_length = 500),
  { NULL },
};

const IgnyEntity igny_notification_entity = {
  .table = "notifications",
  .label = N_("Notifications"),
  .label_one = N_("Notification"),
  .fields = fields,
  .size = sizeof (IgnyNotification),
  .flags = IGNY_ENTITY_KEPT,
};
/* clang-format on */
