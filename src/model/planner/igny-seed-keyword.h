/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A keyword of the library, which fits an industry sector; sectors copy from it. Global. */
typedef struct
{
  IgnyRecord record;

  gint64 industry;
  gint64 industry_sector;
  char  *keyword;
  char  *key;
  gint64 volume;
  gint64 difficulty;
  char  *intent;
  char  *country;
  gint64 is_active;
} IgnySeedKeyword;

extern const IgnyEntity igny_seed_keyword_entity;

IGNY_RECORD_TYPE (IgnySeedKeyword)

G_END_DECLS
