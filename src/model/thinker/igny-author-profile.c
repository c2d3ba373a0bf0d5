/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-author-profile.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_TEXT (IgnyAuthorProfile, name,               N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT (IgnyAuthorProfile, description,        N_("Description"), .max_length = 5000),
  IGNY_TEXT (IgnyAuthorProfile, tone,               N_("Tone"), .max_length = 200),
  IGNY_TEXT (IgnyAuthorProfile, language,           N_("Language"), .max_length = 100),
  IGNY_JSON (IgnyAuthorProfile, structure_template, N_("Structure template"), .form = IGNY_FORM_OUTLINE, .initial = "[]"),
  IGNY_FLAG (IgnyAuthorProfile, is_active,          N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account name" },
  { NULL },
};

const IgnyEntity igny_author_profile_entity = {
  .table = "author_profiles",
  .label = N_("Author profiles"),
  .label_one = N_("Author profile"),
  .fields = fields,
  .size = sizeof (IgnyAuthorProfile),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
