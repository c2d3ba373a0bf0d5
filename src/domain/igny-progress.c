/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-progress.h"

static const struct
{
  const char *word;
  guint       from; /* percent */
  guint       to;
} phases[] = {
  { "INIT", 0, 10 },
  { "PREP", 10, 25 },
  { "AI_CALL", 25, 70 },
  { "PARSE", 70, 85 },
  { "SAVE", 85, 98 },
  { "DONE", 98, 100 },
};

const char *
igny_phase_to_word (IgnyPhase phase)
{
  g_return_val_if_fail (phase < G_N_ELEMENTS (phases), NULL);

  return phases[phase].word;
}

IgnyRun
igny_run_begin (const IgnyRun *run,
                guint         *percent)
{
  IgnyRun own = *run;

  *percent = 0;
  own.percent = percent;
  return own;
}

void
igny_run_report (const IgnyRun *run,
                 IgnyPhase      phase,
                 guint          per_mille,
                 guint          item,
                 guint          n_items,
                 const char    *format,
                 ...)
{
  g_autofree char *message = NULL;
  IgnyProgress     progress = { phase, 0, item, n_items };
  guint            whole;
  va_list          args;

  g_return_if_fail (run != NULL && phase < G_N_ELEMENTS (phases));

  if (run->progress == NULL)
    return;
  whole = phases[phase].from * 10 +
          (phases[phase].to - phases[phase].from) * MIN (per_mille, 1000) / 100;
  if (n_items > 1)
    whole = (guint) ((guint64) (MAX (item, 1) - 1) * 1000 + whole) / n_items;
  progress.percent = MIN (whole / 10, 100);
  /* A question that is asked again, and the next item, begin before the end of the last. */
  if (run->percent != NULL)
    *run->percent = progress.percent = MAX (progress.percent, *run->percent);
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  progress.message = message;
  run->progress (&progress, run->user_data);
}

static void
item_free (gpointer data)
{
  IgnyItem *item = data;

  g_free (item->id);
  g_free (item->made_id);
  g_free (item->status);
  g_free (item->error);
  g_free (item->url);
  g_clear_pointer (&item->warnings, g_ptr_array_unref);
  g_free (item);
}

IgnyReport *
igny_report_new (void)
{
  IgnyReport *self = g_new0 (IgnyReport, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
igny_report_free (IgnyReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

IgnyItem *
igny_report_add (IgnyReport *self,
                 const char *id,
                 const char *status,
                 const char *error)
{
  IgnyItem *item = g_new0 (IgnyItem, 1);

  g_return_val_if_fail (self != NULL, NULL);

  item->id = g_strdup (id);
  item->status = g_strdup (status);
  item->error = g_strdup (error);
  item->post_id = IGNY_UNKNOWN;
  self->done += error == NULL;
  self->failed += error != NULL;
  g_ptr_array_add (self->items, item);
  return item;
}
