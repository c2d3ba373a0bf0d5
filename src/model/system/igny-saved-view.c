/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-saved-view.h"

#include <glib/gi18n.h>

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT    (IgnySavedView, name,     N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT    (IgnySavedView, page,     N_("Page"), .flags = SCOPE, .max_length = 50),
  IGNY_JSON    (IgnySavedView, filters,  N_("Filters"), .form = IGNY_FORM_STRINGS, .initial = "[]"),
  IGNY_TEXT    (IgnySavedView, search,   N_("Search"), .max_length = 500),
  IGNY_TEXT    (IgnySavedView, sort,     N_("Order"), .max_length = 100),
  IGNY_JSON    (IgnySavedView, columns,  N_("Columns"), .form = IGNY_FORM_STRINGS, .initial = "[]"),
  IGNY_INTEGER (IgnySavedView, position, N_("Position"), .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = 10000, .initial = "0"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account page name" },
  { NULL },
};

const IgnyEntity igny_saved_view_entity = {
  .table = "saved_views",
  .label = N_("Saved views"),
  .label_one = N_("Saved view"),
  .fields = fields,
  .size = sizeof (IgnySavedView),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
