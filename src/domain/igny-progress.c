/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-progress.h"

#include "igny-db.h"

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

G_STATIC_ASSERT (G_N_ELEMENTS (phases) == IGNY_N_PHASES);

/* --- times ---------------------------------------------------------------------------- */

typedef struct
{
  gint64 log_row;
  gint64 spent[IGNY_N_PHASES];
} CallTimes;

/* A phase that did not run is unknown. */
static void
forget (gint64 *spent)
{
  for (guint i = 0; i < IGNY_N_PHASES; i++)
    spent[i] = IGNY_UNKNOWN;
}

static void
add_time (gint64 *spent,
          gint64  ms)
{
  if (ms != IGNY_UNKNOWN)
    *spent = (*spent != IGNY_UNKNOWN ? *spent : 0) + ms;
}

static const char *
make_correlation (const IgnyEnv *env,
                  char          *text)
{
  const IgnyId id = igny_id_new (env);

  igny_id_to_text (&id, text);
  return text;
}

IgnyRun
igny_run_begin (const IgnyRun *run,
                IgnyRunState  *state)
{
  IgnyRun own = *run;

  *state = (IgnyRunState){ .store = run->store };
  forget (state->spent);
  state->since = igny_env_now_ms (igny_store_get_env (run->store));
  own.state = state;
  if (own.correlation == NULL)
    own.correlation = make_correlation (igny_store_get_env (run->store), state->id);
  return own;
}

/* Counts the time of the phase that runs, which may be the same one from now on. */
static void
enter (IgnyRunState *state,
       IgnyPhase     phase)
{
  gint64 now = igny_env_now_ms (igny_store_get_env (state->store));

  add_time (state->spent + state->phase, MAX (now - state->since, 0));
  state->since = now;
  state->phase = phase;
}

void
igny_run_enter (const IgnyRun *run,
                IgnyPhase      phase)
{
  g_return_if_fail (run != NULL && phase < G_N_ELEMENTS (phases));

  if (run->state != NULL)
    enter (run->state, phase);
}

/* What followed the last answer. */
static void
end_call (IgnyRunState *state)
{
  CallTimes *last;

  if (state->calls == NULL)
    return;
  last = &g_array_index (state->calls, CallTimes, state->calls->len - 1);
  add_time (last->spent + IGNY_PHASE_PARSE, state->spent[IGNY_PHASE_PARSE]);
  add_time (last->spent + IGNY_PHASE_SAVE, state->spent[IGNY_PHASE_SAVE]);
}

void
igny_run_note_call (const IgnyRun *run,
                    gint64         log_row)
{
  IgnyRunState *state;
  CallTimes     times = { log_row };

  g_return_if_fail (run != NULL);

  state = run->state;
  if (state == NULL)
    return;
  enter (state, state->phase);
  end_call (state);
  forget (times.spent);
  for (guint i = 0; i <= IGNY_PHASE_AI_CALL; i++)
    times.spent[i] = state->spent[i];
  forget (state->spent);
  if (state->calls == NULL)
    state->calls = g_array_new (FALSE, FALSE, sizeof (CallTimes));
  g_array_append_val (state->calls, times);
}

/* {"INIT": ms, "AI_CALL": ms …}: those that ran. */
static char *
write_times (const CallTimes *times)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < IGNY_PHASE_DONE; i++)
    if (times->spent[i] != IGNY_UNKNOWN)
      g_string_append_printf (text, "%s\"%s\":%" G_GINT64_FORMAT, text->len > 1 ? "," : "",
                              phases[i].word, times->spent[i]);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
keep_times_cb (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  const IgnyRunState *state = data;

  for (guint i = 0; i < state->calls->len; i++)
    {
      const CallTimes *times = &g_array_index (state->calls, CallTimes, i);
      g_autofree char *text = write_times (times);

      if (!igny_db_exec (igny_step_get_db (step),
                         "UPDATE ai_task_logs SET phases = ?1 WHERE row = ?2",
                         IGNY_BINDS (IGNY_BIND_TEXT (text), IGNY_BIND_INT (times->log_row)), error))
        return FALSE;
    }
  return TRUE;
}

void
igny_run_state_clear (IgnyRunState *state)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (state != NULL);

  if (state->calls == NULL)
    return;
  enter (state, IGNY_PHASE_DONE);
  end_call (state);
  if (!igny_store_write (state->store, IGNY_STEP_SYSTEM, "Keep how long a call took", keep_times_cb,
                         state, NULL, &error))
    g_message ("keep how long a call took: %s", error->message);
  g_clear_pointer (&state->calls, g_array_unref);
}

/* --- progress ------------------------------------------------------------------------- */

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

  igny_run_enter (run, phase);
  if (run->progress == NULL)
    return;
  whole = phases[phase].from * 10 +
          (phases[phase].to - phases[phase].from) * MIN (per_mille, 1000) / 100;
  if (n_items > 1)
    whole = (guint) ((guint64) (MAX (item, 1) - 1) * 1000 + whole) / n_items;
  progress.percent = MIN (whole / 10, 100);
  /* A question that is asked again, and the next item, begin before the end of the last. */
  if (run->state != NULL)
    run->state->percent = progress.percent = MAX (progress.percent, run->state->percent);
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
