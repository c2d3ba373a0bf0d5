/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-live-report.h"

#include <glib/gi18n-lib.h>

/* Of what is being written, beside the rest of a line: what a sidebar shows. */
#define LIVE_CHARS 40
/* Nobody reads faster. */
#define EVERY_MS 100

guint
igny_live_report_get_per_mille (const IgnyAiCall *call,
                                guint             per_mille)
{
  g_return_val_if_fail (call != NULL, 0);

  return (MIN (call->part, MAX (call->n_parts, 1) - 1) * 1000 + per_mille) /
         MAX (call->n_parts, 1);
}

/* Nobody knows how long the answer will be; this approaches the end and never
 * stands still. */
static guint
guess_per_mille (const IgnyLiveReport *self,
                 guint64               chars)
{
  return igny_live_report_get_per_mille (self->call, (guint) (chars * 1000 / (chars + 4000)));
}

static void
say (const IgnyLiveReport *self,
     guint64               chars,
     const char           *words)
{
  const IgnyAiCall *call = self->call;
  guint             per_mille = guess_per_mille (self, chars);
  guint             part = call->part + 1;

  if (call->n_parts > 1)
    /* Translators: a model, which part of how many, what it writes */
    igny_run_report (self->run, IGNY_PHASE_AI_CALL, per_mille, call->item, call->n_items,
                     _("%s, part %u of %u: %s"), self->model, part, call->n_parts, words);
  else
    /* Translators: a model and what it writes */
    igny_run_report (self->run, IGNY_PHASE_AI_CALL, per_mille, call->item, call->n_items,
                     _("%s: %s"), self->model, words);
}

void
igny_live_report_progress_cb (guint64  text_chars,
                              guint64  reasoning_chars,
                              gpointer self)
{
  IgnyLiveReport  *report = self;
  gint64           now = g_get_monotonic_time ();
  g_autofree char *words = NULL;

  if (report->run->progress == NULL ||
      (report->told_at != 0 && now - report->told_at < EVERY_MS * G_TIME_SPAN_MILLISECOND))
    return;
  report->told_at = now;
  words = igny_live_text_dup_words (&report->live, LIVE_CHARS);
  if (words != NULL)
    say (report, text_chars, words);
  else
    say (report, text_chars, text_chars == 0 && reasoning_chars > 0 ? _("thinking") : "…");
}

void
igny_live_report_text_cb (const char *piece,
                          gpointer    self)
{
  igny_live_text_add (&((IgnyLiveReport *) self)->live, piece);
}

void
igny_live_report_end (IgnyLiveReport       *self,
                      const IgnyChatAnswer *answer)
{
  g_return_if_fail (self != NULL && answer != NULL);

  igny_run_report (self->run, IGNY_PHASE_AI_CALL, guess_per_mille (self, answer->text_chars),
                   self->call->item, self->call->n_items,
                   ngettext ("%s has written %lu character", "%s has written %lu characters",
                             (gulong) answer->text_chars),
                   self->model, (gulong) answer->text_chars);
}
