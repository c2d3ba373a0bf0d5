/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea-keyword.h"

#include <glib/gi18n.h>

#include "igny-idea.h"
#include "igny-keyword.h"

#define PAIR (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyIdeaKeyword, idea,       N_("Idea"), &igny_idea_entity, .flags = PAIR),
  IGNY_REFERENCE (IgnyIdeaKeyword, keyword,    N_("Keyword"), &igny_keyword_entity, .flags = PAIR),
  IGNY_FLAG      (IgnyIdeaKeyword, is_primary, N_("Primary")),
  IGNY_INTEGER   (IgnyIdeaKeyword, position,   N_("Position"), .flags = IGNY_FIELD_REQUIRED, .initial = "0"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "idea keyword" },
  { NULL },
};

const IgnyEntity igny_idea_keyword_entity = {
  .table = "idea_keywords",
  .label = N_("Idea keywords"),
  .label_one = N_("Idea keyword"),
  .fields = fields,
  .size = sizeof (IgnyIdeaKeyword),
  .flags = IGNY_ENTITY_LINK,
  .uniques = uniques,
};
/* clang-format on */
