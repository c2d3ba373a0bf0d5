/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-answer.h"
#include "igny-chat-body.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* What was asked and answered, kept on this machine for some days (setting
 * general.ai-log-days; 0 keeps only counts) and never synced. */
typedef struct
{
  const char            *function;
  const char            *model;
  const char            *host;
  const char            *target; /* table that it worked on; or NULL */
  gint64                 target_row;
  const IgnyChatMessage *messages;
  guint                  n_messages;
  const IgnyChatAnswer  *answer; /* NULL when there was none; also one of no use */
  gint64                 tokens_input;
  gint64                 tokens_output;
  gint64                 cost_usd; /* micro-dollars */
  gint64                 estimated_usd;
  gint64                 credits;
  gint64                 duration;    /* ms */
  const char            *correlation; /* of the run; NULL: one is made */
  const char            *error;       /* NULL when it went well */
} IgnyAiLogLine;

/* Blocks, as runs do. Also lets go of texts that are too old. row gets that of the
 * line, or is NULL. */
gboolean igny_ai_log_add (IgnyStore           *store,
                          const IgnyAiLogLine *line,
                          GError             **error);
/* The same inside a step. */
gboolean igny_ai_log_add_in (IgnyStep            *step,
                             const IgnyAiLogLine *line,
                             gint64              *row,
                             GError             **error);

/* The line of a call and the end of its job (0: nobody was asked), of which neither
 * is there without the other; failure is the line's error. A call whose answer was lost may have
 * been paid for, and its job says so. The times of the run's phases follow when it
 * ends. */
gboolean igny_ai_log_end (const IgnyRun       *run,
                          const IgnyAiLogLine *line,
                          gint64               job,
                          const GError        *failure,
                          GError             **error);

G_END_DECLS
