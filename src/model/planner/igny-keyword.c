/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-cluster.h"
#include "igny-sector.h"
#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "pending",  N_("New"),       IGNY_TONE_NEUTRAL, "new unmapped" },
  { "active",   N_("Clustered"), IGNY_TONE_SUCCESS, "mapped clustered in-use in_use used" },
  { "archived", N_("Archived"),  IGNY_TONE_NEUTRAL, "disabled" },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyKeyword, site,             N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyKeyword, sector,           N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyKeyword, keyword,          N_("Keyword"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnyKeyword, key,              N_("Key"), .flags = IGNY_FIELD_HIDDEN | IGNY_FIELD_READ_ONLY),
  IGNY_INTEGER   (IgnyKeyword, volume,           N_("Volume"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeyword, volume_low,       N_("Volume, low"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeyword, volume_high,      N_("Volume, high"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_FLAG      (IgnyKeyword, volume_estimated, N_("Volume is an estimate"), .flags = IGNY_FIELD_READ_ONLY),
  IGNY_INTEGER   (IgnyKeyword, difficulty,       N_("Keyword difficulty"), .minimum = 0, .maximum = 100),
  IGNY_CHOICE    (IgnyKeyword, intent,           N_("Search intent"), igny_choices_intent),
  IGNY_TEXT      (IgnyKeyword, intents,          N_("All intents"), .flags = IGNY_FIELD_READ_ONLY, .max_length = 100),
  IGNY_FLAG      (IgnyKeyword, intent_guessed,   N_("Intent is a guess"), .flags = IGNY_FIELD_READ_ONLY),
  IGNY_DECIMAL   (IgnyKeyword, cpc,              N_("CPC"), 6, .minimum = 0, .maximum = G_MAXINT64),
  IGNY_TEXT      (IgnyKeyword, currency,         N_("Currency"), .form = IGNY_FORM_CURRENCY, .max_length = 3),
  IGNY_REFERENCE (IgnyKeyword, cluster,          N_("Cluster"), &igny_cluster_entity),
  IGNY_CHOICE    (IgnyKeyword, status,           N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "pending"),
  IGNY_TEXT      (IgnyKeyword, country,          N_("Country"), .form = IGNY_FORM_COUNTRY, .max_length = 2),
  IGNY_TEXT      (IgnyKeyword, target_url,       N_("Target URL"), .form = IGNY_FORM_ADDRESS, .max_length = 2000),
  IGNY_TEXT      (IgnyKeyword, tags,             N_("Tags"), .form = IGNY_FORM_LIST, .max_length = 1000),
  IGNY_JSON      (IgnyKeyword, trend,            N_("Trend"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_NUMBERS),
  IGNY_INTEGER   (IgnyKeyword, competition,      N_("Advertising competition"), .minimum = 0, .maximum = 100),
  IGNY_INTEGER   (IgnyKeyword, opportunity,      N_("Opportunity"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyKeyword, clicks,           N_("Clicks"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeyword, impressions,      N_("Impressions"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_DECIMAL   (IgnyKeyword, ctr,              N_("CTR"), 4, .minimum = 0, .maximum = G_MAXINT64, .unit = "%"),
  IGNY_DECIMAL   (IgnyKeyword, position,         N_("Position"), 2, .minimum = 0, .maximum = G_MAXINT64),
  IGNY_TEXT      (IgnyKeyword, group_name,       N_("Group in the file"), .flags = IGNY_FIELD_READ_ONLY, .max_length = 500),
  IGNY_TEXT      (IgnyKeyword, source,           N_("Source"), .flags = IGNY_FIELD_READ_ONLY, .max_length = 100),
  IGNY_TEXT      (IgnyKeyword, notes,            N_("Notes"), .flags = IGNY_FIELD_LONG, .max_length = 5000),
  IGNY_JSON      (IgnyKeyword, attributes,       N_("Attributes"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_TEXTS),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "sector key country", .field = "keyword" },
  { NULL },
};

const IgnyEntity igny_keyword_entity = {
  .table = "keywords",
  .label = N_("Keywords"),
  .label_one = N_("Keyword"),
  .fields = fields,
  .size = sizeof (IgnyKeyword),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
