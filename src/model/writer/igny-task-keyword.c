/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-task-keyword.h"

#include <glib/gi18n.h>

#include "igny-keyword.h"
#include "igny-task.h"

#define PAIR (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyTaskKeyword, task,       N_("Task"), &igny_task_entity, .flags = PAIR),
  IGNY_REFERENCE (IgnyTaskKeyword, keyword,    N_("Keyword"), &igny_keyword_entity, .flags = PAIR),
  IGNY_FLAG      (IgnyTaskKeyword, is_primary, N_("Primary")),
  IGNY_INTEGER   (IgnyTaskKeyword, position,   N_("Position"), .flags = IGNY_FIELD_REQUIRED, .initial = "0"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "task keyword" },
  { NULL },
};

const IgnyEntity igny_task_keyword_entity = {
  .table = "task_keywords",
  .label = N_("Task keywords"),
  .label_one = N_("Task keyword"),
  .fields = fields,
  .size = sizeof (IgnyTaskKeyword),
  .flags = IGNY_ENTITY_LINK,
  .uniques = uniques,
};
/* clang-format on */
