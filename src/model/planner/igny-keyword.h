/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A search query of a sector, unique with its country. Volume, clicks and impressions are
 * per month; see the field table for the other units. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  char  *keyword;
  char  *key; /* igny_text_normalize of keyword: what makes it unique */
  gint64 volume;
  gint64 volume_low;
  gint64 volume_high;
  gint64 volume_estimated;
  gint64 difficulty;
  char  *intent;
  char  *intents; /* all of them, with commas */
  gint64 intent_guessed;
  gint64 cpc;
  char  *currency;
  gint64 cluster;
  char  *status;
  char  *country;
  char  *target_url;
  char  *tags; /* "a, b": see igny-comma-list.h */
  char  *trend;
  gint64 competition;
  gint64 opportunity; /* 0 to 100, computed: see igny-opportunity.h */
  gint64 clicks;
  gint64 impressions;
  gint64 ctr;
  gint64 position;
  char  *group_name;
  char  *source;
  char  *notes;
  char  *attributes;
} IgnyKeyword;

extern const IgnyEntity igny_keyword_entity;

IGNY_RECORD_TYPE (IgnyKeyword)

G_END_DECLS
