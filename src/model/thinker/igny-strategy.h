/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* How to plan and section what is written, for one sector or for all. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *description;
  gint64 sector;
  char  *prompt_types;
  char  *section_logic;
  gint64 is_active;
} IgnyStrategy;

extern const IgnyEntity igny_strategy_entity;

IGNY_RECORD_TYPE (IgnyStrategy)

G_END_DECLS
