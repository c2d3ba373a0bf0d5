/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* That an idea is about a keyword. */
typedef struct
{
  IgnyRecord record;

  gint64 idea;
  gint64 keyword;
  gint64 is_primary;
  gint64 position;
} IgnyIdeaKeyword;

extern const IgnyEntity igny_idea_keyword_entity;

IGNY_RECORD_TYPE (IgnyIdeaKeyword)

G_END_DECLS
