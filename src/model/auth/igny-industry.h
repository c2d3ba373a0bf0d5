/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A line of business that a site may belong to. Global: of no account. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  char  *description;
  gint64 is_active;
  gint64 sectors_count;
} IgnyIndustry;

extern const IgnyEntity igny_industry_entity;

IGNY_RECORD_TYPE (IgnyIndustry)

G_END_DECLS
