/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-cluster.h"
#include "igny-commands.h"
#include "igny-idea.h"
#include "igny-key.h"
#include "igny-report-answer.h"
#include "igny-show.h"
#include "igny-spent.h"
#include "igny-task.h"
#include "igny-work.h"

/* Ideas and texts are made offline or by an AI. */
static gboolean
read_engine (const IgnyCall *call,
             IgnyEngine     *engine,
             GError        **error)
{
  const char *word = igny_call_get (call, IGNY_OPTION_ENGINE);

  *engine = g_strcmp0 (word, "ai") == 0 ? IGNY_ENGINE_AI : IGNY_ENGINE_OFFLINE;
  if (word == NULL || g_str_equal (word, "ai") || g_str_equal (word, "offline"))
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("the engine %s can only cluster; use offline or ai"), word);
  return FALSE;
}

static gboolean
keep_ai_key (IgnyCall *call,
             GError  **error)
{
  return !igny_call_has (call, IGNY_OPTION_KEY_STDIN) || igny_key_keep (call, "openai", 0, error);
}

gboolean
igny_command_ideas (IgnyCall *call,
                    GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  JsonObject *object;
  guint       created = 0;
  guint       skipped = 0;
  gint64      since;
  IgnyEngine  engine;
  g_auto(IgnyChosen) chosen = {
    .call = call,
    .entity = &igny_cluster_entity,
    .option = IGNY_OPTION_CLUSTER,
  };

  if (!read_engine (call, &engine, error) || !igny_chosen_find (&chosen, error) ||
      !keep_ai_key (call, error) || !igny_spent_begin (call, &since, error) ||
      !igny_work_ideas (&run, &chosen.scope, engine, igny_chosen_get_rows (&chosen),
                        igny_chosen_get_n_rows (&chosen), &created, &skipped, error))
    return FALSE;

  igny_call_say (call, ngettext ("%u idea made.", "%u ideas made.", created), created);
  if (skipped > 0)
    igny_call_say (
        call, ngettext ("%u cluster had some already.", "%u clusters had some already.", skipped),
        skipped);
  object = json_object_new ();
  json_object_set_int_member (object, "created", created);
  json_object_set_int_member (object, "skipped", skipped);
  igny_call_take_data (call, object);
  return igny_spent_tell (call, since, error);
}

gboolean
igny_command_tasks (IgnyCall *call,
                    GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call,
    .entity = &igny_idea_entity,
    .option = IGNY_OPTION_IDEA,
  };

  if (!igny_chosen_find (&chosen, error) || !igny_work_tasks (&run, &chosen.scope,
                                                              igny_chosen_get_rows (&chosen),
                                                              igny_chosen_get_n_rows (&chosen),
                                                              report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u task made.", "%u tasks made.", report->done), report->done);
  igny_report_answer (call, report, FALSE);
  return TRUE;
}

gboolean
igny_command_write (IgnyCall *call,
                    GError  **error)
{
  IgnyRun    run = igny_call_get_run (call);
  IgnyEngine engine;
  gint64     since;
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call,
    .entity = &igny_task_entity,
    .option = IGNY_OPTION_TASK,
  };

  if (!read_engine (call, &engine, error) || !igny_chosen_find (&chosen, error) ||
      !keep_ai_key (call, error) || !igny_spent_begin (call, &since, error) ||
      !igny_work_write (&run, &chosen.scope, engine, igny_chosen_get_rows (&chosen),
                        igny_chosen_get_n_rows (&chosen), report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u draft written.", "%u drafts written.", report->done),
                 report->done);
  igny_report_answer (call, report, FALSE);
  return igny_spent_tell (call, since, error);
}
