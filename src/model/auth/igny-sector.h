/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* One of the 1 to 5 subjects of a site. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  char  *name;
  char  *slug;
  gint64 industry_sector; /* the template that it was made from */
  char  *status;
  gint64 is_active;
  gint64 keywords_count;
} IgnySector;

extern const IgnyEntity igny_sector_entity;

IGNY_RECORD_TYPE (IgnySector)

G_END_DECLS
