/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-words.h"

#include <glib/gi18n.h>

#include "igny-format.h"

static void
append_part (GString    *text,
             const char *format,
             gint64      number)
{
  g_autofree char *words = igny_format_number (number);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *part = g_strjoinv (words, parts);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe_open (const IgnyAutomationData *data)
{
  const IgnyAutomationRun *run = data->automation->run;
  guint                    stage = (guint) CLAMP (run->stage, 1, IGNY_N_STAGES);
  GString                 *text = g_string_new (NULL);

  /* Translators: number of a stage, of stages, its name */
  g_string_printf (text, _ ("Stage %u of %u: %s"), stage, (guint) IGNY_N_STAGES,
                            _ (igny_stage_get_info ((IgnyStage) (stage - 1))->label));
  if (data->n_items > 0)
    /* Translators: how many have ended, of how many */
    g_string_append_printf (text, _ (" · %u of %u"), data->n_ended, data->n_items);
  if (data->message != NULL)
    g_string_append_printf (text, "\n%s", data->message);
  return g_string_free (text, FALSE);
}

char *
igny_automation_words_run (const IgnyAutomationData *data,
                           gint64                    now)
{
  const IgnyAutomationRun *run;
  g_autofree char         *when = NULL;

  g_return_val_if_fail (data != NULL && data->automation != NULL, NULL);

  run = data->automation->run;
  if (run == NULL)
    return g_strdup (_ ("It has not run yet."));
  if (igny_automation_is_open (data->automation))
    return describe_open (data);
  if (run->error != NULL)
    return g_strdup (run->error);
  when = igny_format_time (run->started_at, now);
  return g_strdup_printf (_ ("The last run began %s."), when);
}

static const char *
describe_engine (const char *word)
{
  if (g_str_equal (word, "ai"))
    return _ ("AI");
  return g_str_equal (word, "offline") ? _ ("offline engine") : NULL;
}

char *
igny_automation_words_result (const IgnyStageResult *result)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (result != NULL, g_string_free (text, FALSE));

  if (result->processed > 0)
    append_part (text, _ ("%s done"), result->processed);
  if (result->created > 0)
    append_part (text, _ ("%s made"), result->created);
  if (result->failed > 0)
    append_part (text, _ ("%s failed"), result->failed);
  if (result->credits > 0)
    append_part (text, ngettext ("%s credit", "%s credits", (gulong) result->credits),
                 result->credits);
  return g_string_free (text, FALSE);
}

char *
igny_automation_words_stage (const IgnyAutomationData *data,
                             guint                     stage)
{
  const IgnyAutomation    *automation = data->automation;
  const IgnyStageSettings *settings = &automation->settings[stage];
  const IgnyStageResult   *result = &automation->results[stage];
  const char              *engine = describe_engine (settings->engine);
  g_autofree char         *cost = igny_automation_words_cost (&data->costs[stage]);
  g_autofree char         *done = igny_automation_words_result (result);
  g_autoptr(GString) text = g_string_new (NULL);

  append_part (text, _ ("%s waiting"), automation->pending[stage]);
  append_part (text, _ ("%s at once"), settings->batch);
  if (settings->cap != IGNY_UNKNOWN)
    append_part (text, _ ("at most %s a run"), settings->cap);
  if (engine != NULL)
    g_string_append_printf (text, " · %s", engine);
  if (cost != NULL)
    g_string_append_printf (text, " · %s", cost);
  if (automation->run != NULL && *done != '\0')
    /* Translators: what a stage did in the last run */
    g_string_append_printf (text, _ ("\nLast run: %s"), done);
  if (automation->run != NULL && result->error != NULL)
    g_string_append_printf (text, "\n%s", result->error);
  else if (automation->run != NULL && result->skipped != NULL)
    g_string_append_printf (text, "\n%s", _ (result->skipped));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
igny_automation_words_cost (const IgnyStageCost *cost)
{
  g_autofree char *credits = NULL;
  g_autofree char *money = NULL;

  g_return_val_if_fail (cost != NULL, NULL);

  if (cost->things == 0)
    return NULL;
  if (!cost->asks)
    return g_strdup (_ ("costs nothing"));
  credits = igny_format_number (cost->credits);
  if (cost->cost_usd == IGNY_UNKNOWN)
    return g_strdup_printf (ngettext ("about %s credit; the model has no known price",
                                      "about %s credits; the model has no known price",
                                      (gulong) cost->credits),
                            credits);
  money = igny_format_money (cost->cost_usd, "USD");
  /* Translators: a number of credits, a price */
  return g_strdup_printf (ngettext ("about %s credit, %s", "about %s credits, %s",
                                    (gulong) cost->credits),
                          credits, money);
}

const char *
igny_automation_words_state (const IgnyStageResult *result,
                             gboolean               open,
                             IgnyTone              *tone)
{
  g_return_val_if_fail (result != NULL && tone != NULL, NULL);

  *tone = IGNY_TONE_NEUTRAL;
  if (result->started_at == IGNY_UNKNOWN)
    return NULL;
  if (result->finished_at == IGNY_UNKNOWN)
    {
      *tone = open ? IGNY_TONE_ACCENT : IGNY_TONE_NEUTRAL;
      return open ? _ ("Running") : _ ("Stopped");
    }
  if (result->error != NULL)
    {
      *tone = IGNY_TONE_ERROR;
      return _ ("Failed");
    }
  if (result->skipped != NULL)
    return _ ("Skipped");
  *tone = result->is_partial ? IGNY_TONE_WARNING : IGNY_TONE_SUCCESS;
  return result->is_partial ? _ ("In Part") : _ ("Done");
}
