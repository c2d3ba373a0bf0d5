/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-industry.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyIndustry, name,          N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT    (IgnyIndustry, slug,          N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_TEXT    (IgnyIndustry, description,   N_("Description"), .max_length = 2000),
  IGNY_FLAG    (IgnyIndustry, is_active,     N_("Active"), .initial = "1"),
  IGNY_INTEGER (IgnyIndustry, sectors_count, N_("Sectors"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "slug" },
  { NULL },
};

const IgnyEntity igny_industry_entity = {
  .table = "industries",
  .label = N_("Industries"),
  .label_one = N_("Industry"),
  .fields = fields,
  .size = sizeof (IgnyIndustry),
  .flags = IGNY_ENTITY_GLOBAL,
  .uniques = uniques,
};
/* clang-format on */
