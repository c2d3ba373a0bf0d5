/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Keywords that one page or one group of pages answers. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  char  *name;
  char  *key;
  char  *description;
  char  *status;
  gint64 is_active;
  char  *intent;
  gint64 mixed_intent;
  char  *origin;
  gint64 keywords_count;
  gint64 volume;
  gint64 difficulty;
  gint64 ideas_count;
  gint64 mapped_pages;
} IgnyCluster;

extern const IgnyEntity igny_cluster_entity;

IGNY_RECORD_TYPE (IgnyCluster)

G_END_DECLS
