/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* When the stages of a site run by themselves. hour is of the account's day; delays are in
 * seconds. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 is_enabled;
  char  *frequency;
  gint64 hour;
  char  *stages;
  gint64 delay_within;
  gint64 delay_between;
  gint64 next_run_at;
  gint64 last_run_at;
} IgnyAutomationConfig;

extern const IgnyEntity igny_automation_config_entity;

IGNY_RECORD_TYPE (IgnyAutomationConfig)

G_END_DECLS
