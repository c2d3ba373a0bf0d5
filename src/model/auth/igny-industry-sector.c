/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-industry-sector.h"

#include <glib/gi18n.h>

#include "igny-industry.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyIndustrySector, industry,       N_("Industry"), &igny_industry_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyIndustrySector, name,           N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnyIndustrySector, slug,           N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_TEXT      (IgnyIndustrySector, description,    N_("Description"), .max_length = 2000),
  IGNY_FLAG      (IgnyIndustrySector, is_active,      N_("Active"), .initial = "1"),
  IGNY_INTEGER   (IgnyIndustrySector, keywords_count, N_("Keywords"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "industry slug" },
  { NULL },
};

const IgnyEntity igny_industry_sector_entity = {
  .table = "industry_sectors",
  .label = N_("Industry sectors"),
  .label_one = N_("Industry sector"),
  .fields = fields,
  .size = sizeof (IgnyIndustrySector),
  .flags = IGNY_ENTITY_GLOBAL,
  .uniques = uniques,
};
/* clang-format on */
