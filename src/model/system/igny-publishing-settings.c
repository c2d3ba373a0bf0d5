/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publishing-settings.h"

#include <glib/gi18n.h>

#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyPublishingSettings, site,          N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_FLAG      (IgnyPublishingSettings, auto_approve,  N_("Approve by itself")),
  IGNY_FLAG      (IgnyPublishingSettings, auto_publish,  N_("Publish by itself")),
  IGNY_INTEGER   (IgnyPublishingSettings, daily_limit,   N_("Posts a day"), .minimum = 0, .maximum = 1000),
  IGNY_INTEGER   (IgnyPublishingSettings, weekly_limit,  N_("Posts a week"), .minimum = 0, .maximum = 7000),
  IGNY_INTEGER   (IgnyPublishingSettings, monthly_limit, N_("Posts a month"), .minimum = 0, .maximum = 31000),
  IGNY_JSON      (IgnyPublishingSettings, publish_days,  N_("Days"), .form = IGNY_FORM_DAYS, .initial = "[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"]"),
  IGNY_JSON      (IgnyPublishingSettings, time_slots,    N_("Times of day"), .form = IGNY_FORM_SLOTS, .initial = "[\"09:00\"]"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "site" },
  { NULL },
};

const IgnyEntity igny_publishing_settings_entity = {
  .table = "publishing_settings",
  .label = N_("Publishing settings"),
  .label_one = N_("Publishing settings"),
  .fields = fields,
  .size = sizeof (IgnyPublishingSettings),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
