/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-source.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-keyword.h"
#include "igny-sector.h"
#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyKeywordSource, site,        N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyKeywordSource, sector,      N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyKeywordSource, keyword,     N_("Keyword"), &igny_keyword_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyKeywordSource, source,      N_("Source"), .flags = SCOPE, .max_length = 100),
  IGNY_FLAG      (IgnyKeywordSource, is_chosen,   N_("Chosen")),
  IGNY_INTEGER   (IgnyKeywordSource, volume,      N_("Volume"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeywordSource, volume_low,  N_("Volume, low"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeywordSource, volume_high, N_("Volume, high"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeywordSource, difficulty,  N_("Keyword difficulty"), .minimum = 0, .maximum = 100),
  IGNY_CHOICE    (IgnyKeywordSource, intent,      N_("Search intent"), igny_choices_intent),
  IGNY_DECIMAL   (IgnyKeywordSource, cpc,         N_("CPC"), 6, .minimum = 0, .maximum = G_MAXINT64),
  IGNY_TEXT      (IgnyKeywordSource, currency,    N_("Currency"), .form = IGNY_FORM_CURRENCY, .max_length = 3),
  IGNY_INTEGER   (IgnyKeywordSource, competition, N_("Advertising competition"), .minimum = 0, .maximum = 100),
  IGNY_INTEGER   (IgnyKeywordSource, clicks,      N_("Clicks"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnyKeywordSource, impressions, N_("Impressions"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_DECIMAL   (IgnyKeywordSource, ctr,         N_("CTR"), 4, .minimum = 0, .maximum = G_MAXINT64, .unit = "%"),
  IGNY_DECIMAL   (IgnyKeywordSource, position,    N_("Position"), 2, .minimum = 0, .maximum = G_MAXINT64),
  IGNY_JSON      (IgnyKeywordSource, trend,       N_("Trend"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_NUMBERS),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "keyword source" },
  { NULL },
};

const IgnyEntity igny_keyword_source_entity = {
  .table = "keyword_sources",
  .label = N_("Keyword sources"),
  .label_one = N_("Keyword source"),
  .fields = fields,
  .size = sizeof (IgnyKeywordSource),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
