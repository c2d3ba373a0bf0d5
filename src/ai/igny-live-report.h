/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-session.h"
#include "igny-live-text.h"

G_BEGIN_DECLS

/* What a person sees of a call while its answer is written: how far it is, and the
 * last words. All but live and told_at is borrowed; live is to be cleared. For the
 * thread that asks. */
typedef struct
{
  const IgnyRun    *run;
  const IgnyAiCall *call;
  const char       *model;
  IgnyLiveText      live;
  gint64            told_at; /* monotonic; 0: never */
} IgnyLiveReport;

/* Of a call whose fraction (0-1000) is there, in its item. */
guint igny_live_report_get_per_mille (const IgnyAiCall *call,
                                      guint             per_mille);
/* The calls of an IgnyChatRequest; self is an IgnyLiveReport. Ten lines a second
 * are said at most. */
void igny_live_report_progress_cb (guint64  text_chars,
                                   guint64  reasoning_chars,
                                   gpointer self);
void igny_live_report_text_cb (const char *piece,
                               gpointer    self);
/* Says that the answer is there, in place of its last words, which are then no
 * part of what is kept of the run. */
void igny_live_report_end (IgnyLiveReport       *self,
                           const IgnyChatAnswer *answer);

G_END_DECLS
