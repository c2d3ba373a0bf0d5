/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-strategy.h"

#include <glib/gi18n.h>

#include "igny-sector.h"

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT      (IgnyStrategy, name,          N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnyStrategy, description,   N_("Description"), .max_length = 5000),
  IGNY_REFERENCE (IgnyStrategy, sector,        N_("Sector"), &igny_sector_entity),
  IGNY_JSON      (IgnyStrategy, prompt_types,  N_("Prompt types"), .form = IGNY_FORM_PROMPT_TYPES, .initial = "[]"),
  IGNY_JSON      (IgnyStrategy, section_logic, N_("Section logic"), .form = IGNY_FORM_OBJECT, .initial = "{}"),
  IGNY_FLAG      (IgnyStrategy, is_active,     N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account name" },
  { NULL },
};

const IgnyEntity igny_strategy_entity = {
  .table = "strategies",
  .label = N_("Strategies"),
  .label_one = N_("Strategy"),
  .fields = fields,
  .size = sizeof (IgnyStrategy),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
