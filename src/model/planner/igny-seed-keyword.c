/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-seed-keyword.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-industry-sector.h"
#include "igny-industry.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnySeedKeyword, industry,        N_("Industry"), &igny_industry_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnySeedKeyword, industry_sector, N_("Industry sector"), &igny_industry_sector_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnySeedKeyword, keyword,         N_("Keyword"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnySeedKeyword, key,             N_("Key"), .flags = IGNY_FIELD_HIDDEN | IGNY_FIELD_READ_ONLY),
  IGNY_INTEGER   (IgnySeedKeyword, volume,          N_("Volume"), .minimum = 0, .maximum = G_MAXINT64),
  IGNY_INTEGER   (IgnySeedKeyword, difficulty,      N_("Keyword difficulty"), .minimum = 0, .maximum = 100),
  IGNY_CHOICE    (IgnySeedKeyword, intent,          N_("Search intent"), igny_choices_intent),
  IGNY_TEXT      (IgnySeedKeyword, country,         N_("Country"), .form = IGNY_FORM_COUNTRY, .max_length = 2),
  IGNY_FLAG      (IgnySeedKeyword, is_active,       N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "industry_sector key country", .field = "keyword" },
  { NULL },
};

const IgnyEntity igny_seed_keyword_entity = {
  .table = "seed_keywords",
  .label = N_("Keyword library"),
  .label_one = N_("Library keyword"),
  .fields = fields,
  .size = sizeof (IgnySeedKeyword),
  .flags = IGNY_ENTITY_GLOBAL,
  .uniques = uniques,
};
/* clang-format on */
