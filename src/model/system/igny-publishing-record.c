/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publishing-record.h"

#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-site.h"

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "pending",   N_("Pending"),   IGNY_TONE_NEUTRAL },
  { "published", N_("Published"), IGNY_TONE_SUCCESS },
  { "failed",    N_("Failed"),    IGNY_TONE_ERROR },
  { "retracted", N_("Retracted"), IGNY_TONE_NEUTRAL },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyPublishingRecord, site,        N_("Site"), &igny_site_entity, .flags = IGNY_FIELD_REQUIRED),
  IGNY_REFERENCE (IgnyPublishingRecord, content,     N_("Content"), &igny_content_entity, .flags = IGNY_FIELD_REQUIRED),
  IGNY_TEXT      (IgnyPublishingRecord, destination, N_("Destination"), .max_length = 50),
  IGNY_CHOICE    (IgnyPublishingRecord, status,      N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "pending"),
  IGNY_INTEGER   (IgnyPublishingRecord, wp_post_id,  N_("WordPress post")),
  IGNY_TEXT      (IgnyPublishingRecord, post_url,    N_("Address"), .max_length = 2000),
  IGNY_TEXT      (IgnyPublishingRecord, message,     N_("Message"), .max_length = 4000),
  { NULL },
};

const IgnyEntity igny_publishing_record_entity = {
  .table = "publishing_records",
  .label = N_("Publishing log"),
  .label_one = N_("Publishing record"),
  .fields = fields,
  .size = sizeof (IgnyPublishingRecord),
  .flags = IGNY_ENTITY_KEPT,
};
/* clang-format on */
