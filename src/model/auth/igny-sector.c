/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sector.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-industry-sector.h"
#include "igny-site.h"

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnySector, site,           N_("Site"), &igny_site_entity, .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED),
  IGNY_TEXT      (IgnySector, name,           N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnySector, slug,           N_("Slug"), .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_REFERENCE (IgnySector, industry_sector, N_("Template"), &igny_industry_sector_entity),
  IGNY_CHOICE    (IgnySector, status,         N_("Status"), igny_choices_active, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_FLAG      (IgnySector, is_active,      N_("Active"), .initial = "1"),
  IGNY_INTEGER   (IgnySector, keywords_count, N_("Keywords"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "site slug" },
  { NULL },
};

const IgnyEntity igny_sector_entity = {
  .table = "sectors",
  .label = N_("Sectors"),
  .label_one = N_("Sector"),
  .fields = fields,
  .size = sizeof (IgnySector),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
