/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A subject that industries of its kind share: the template of a sector. Global. */
typedef struct
{
  IgnyRecord record;

  gint64 industry;
  char  *name;
  char  *slug;
  char  *description;
  gint64 is_active;
  gint64 keywords_count;
} IgnyIndustrySector;

extern const IgnyEntity igny_industry_sector_entity;

IGNY_RECORD_TYPE (IgnyIndustrySector)

G_END_DECLS
