/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sector.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-site.h"

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnySector, site,           N_("Site"), &igny_site_entity, .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED),
  IGNY_TEXT      (IgnySector, name,           N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnySector, slug,           N_("Slug"), .max_length = 80),
  IGNY_CHOICE    (IgnySector, status,         N_("Status"), igny_choices_active, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_FLAG      (IgnySector, is_active,      N_("Active"), .initial = "1"),
  IGNY_INTEGER   (IgnySector, keywords_count, N_("Keywords"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

const IgnyEntity igny_sector_entity = {
  .table = "sectors",
  .label = N_("Sectors"),
  .label_one = N_("Sector"),
  .fields = fields,
  .size = sizeof (IgnySector),
  .flags = 0,
};
/* clang-format on */
