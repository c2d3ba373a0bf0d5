/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Work that reaches outside or takes long: every AI call and every publish. */
typedef struct
{
  IgnyRecord record;

  char  *kind;
  char  *target;
  gint64 target_row;
  char  *state;
  char  *phase;
  gint64 percent;
  char  *message;
  char  *error;
  char  *token;
  gint64 attempts;
  gint64 started_at;
  gint64 finished_at;
  char  *detail;
  gint64 item; /* of the queue that it is done for; IGNY_UNKNOWN for none */
} IgnyJob;

extern const IgnyEntity igny_job_entity;

IGNY_RECORD_TYPE (IgnyJob)

G_END_DECLS
