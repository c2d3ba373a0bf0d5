/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* One pass through the stages of a site; a site has one at a time. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  char  *status;
  char  *started_by;
  gint64 stage;
  char  *stages;
  gint64 credits_used;
  gint64 started_at;
  gint64 finished_at;
  char  *error;
} IgnyAutomationRun;

extern const IgnyEntity igny_automation_run_entity;

IGNY_RECORD_TYPE (IgnyAutomationRun)

G_END_DECLS
