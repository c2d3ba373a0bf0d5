/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-mapping.h"

#include <glib/gi18n.h>

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT (IgnyImportMapping, signature, N_("Signature"), .flags = SCOPE, .max_length = 64),
  IGNY_TEXT (IgnyImportMapping, source,    N_("Source"), .max_length = 100),
  IGNY_JSON (IgnyImportMapping, mapping,   N_("Mapping"), .flags = IGNY_FIELD_REQUIRED, .form = IGNY_FORM_TEXTS, .initial = "{}"),
  IGNY_JSON (IgnyImportMapping, options,   N_("Options"), .form = IGNY_FORM_TEXTS, .initial = "{}"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account signature" },
  { NULL },
};

const IgnyEntity igny_import_mapping_entity = {
  .table = "import_mappings",
  .label = N_("Import mappings"),
  .label_one = N_("Import mapping"),
  .fields = fields,
  .size = sizeof (IgnyImportMapping),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
