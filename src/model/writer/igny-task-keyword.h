/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* That a task is about a keyword. */
typedef struct
{
  IgnyRecord record;

  gint64 task;
  gint64 keyword;
  gint64 is_primary;
  gint64 position;
} IgnyTaskKeyword;

extern const IgnyEntity igny_task_keyword_entity;

IGNY_RECORD_TYPE (IgnyTaskKeyword)

G_END_DECLS
