/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Something worth writing for a cluster. Its keywords are idea_keywords. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  char  *idea_title;
  char  *description;
  gint64 keyword_cluster;
  char  *content_type;
  char  *content_structure;
  char  *status;
  gint64 estimated_word_count;
  char  *outline;
  char  *origin;
  char  *target_keywords;
} IgnyIdea;

extern const IgnyEntity igny_idea_entity;

IGNY_RECORD_TYPE (IgnyIdea)

G_END_DECLS
