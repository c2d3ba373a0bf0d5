/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* What one source says of a keyword, in the units of IgnyKeyword. The keyword itself has the
 * chosen values; there are lines only once a second source was read. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  gint64 keyword;
  char  *source;
  gint64 is_chosen;
  gint64 volume;
  gint64 volume_low;
  gint64 volume_high;
  gint64 difficulty;
  char  *intent;
  gint64 cpc;
  char  *currency;
  gint64 competition;
  gint64 clicks;
  gint64 impressions;
  gint64 ctr;
  gint64 position;
  char  *trend;
} IgnyKeywordSource;

extern const IgnyEntity igny_keyword_source_entity;

IGNY_RECORD_TYPE (IgnyKeywordSource)

G_END_DECLS
