/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* One call of an AI provider, kept on this machine only; duration is in ms. */
typedef struct
{
  IgnyRecord record;

  char  *function_name;
  char  *model;
  char  *host;
  char  *phase;
  char  *status;
  char  *error;
  gint64 tokens_input;
  gint64 tokens_output;
  gint64 cost_usd;
  gint64 estimated_usd; /* what was expected before the call */
  gint64 credits;       /* that the answer would cost, if it is of use */
  char  *target;        /* table and row that it worked on */
  gint64 target_row;
  gint64 duration;
  char  *phases; /* {"INIT": ms, "PREP": ms …}: of the run around it */
  char  *request;
  char  *response;
  char  *correlation_id; /* UUID text; one for all calls of a run */
} IgnyAiTaskLog;

extern const IgnyEntity igny_ai_task_log_entity;

IGNY_RECORD_TYPE (IgnyAiTaskLog)

G_END_DECLS
