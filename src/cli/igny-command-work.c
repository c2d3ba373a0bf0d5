/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-cluster.h"
#include "igny-commands.h"
#include "igny-idea.h"
#include "igny-key.h"
#include "igny-report-answer.h"
#include "igny-show.h"
#include "igny-task.h"
#include "igny-work.h"

static IgnyEngine
get_engine (const IgnyCall *call)
{
  return g_strcmp0 (igny_call_get (call, IGNY_OPTION_ENGINE), "ai") == 0 ? IGNY_ENGINE_AI
                                                                         : IGNY_ENGINE_OFFLINE;
}

static gboolean
keep_ai_key (IgnyCall *call,
             GError  **error)
{
  return !igny_call_has (call, IGNY_OPTION_KEY_STDIN) || igny_key_keep (call, "openai", 0, error);
}

static void
answer_cluster (IgnyCall                *call,
                const IgnyClusterResult *result)
{
  g_autofree char *clusters = igny_show_dup_number (result->clusters);
  g_autofree char *clustered = igny_show_dup_number (result->clustered);
  g_autofree char *unclustered = igny_show_dup_number (result->unclustered);
  JsonObject      *object = json_object_new ();

  igny_call_say (call, _("%s clusters: %s keywords clustered, %s left unclustered, in %.1f s."),
                          clusters, clustered, unclustered, (double) result->milliseconds / 1000);
  if (result->unknown > 0)
    igny_call_warn (call, _("%u keywords that the AI named were not asked about and are left out"),
                             result->unknown);
  json_object_set_int_member (object, "clusters", result->clusters);
  json_object_set_int_member (object, "clustered", result->clustered);
  json_object_set_int_member (object, "unclustered", result->unclustered);
  json_object_set_double_member (object, "seconds", (double) result->milliseconds / 1000);
  igny_call_take_data (call, object);
}

gboolean
igny_command_cluster (IgnyCall *call,
                      GError  **error)
{
  IgnyRun           run = igny_call_get_run (call);
  IgnyClusterResult result = { 0 };
  IgnyScope         scope;
  gint64            strictness;

  if (!igny_call_get_strictness (call, &strictness, error) ||
      !igny_call_find_scope (call, &scope, error) || !keep_ai_key (call, error) ||
      !igny_work_cluster (&run, &scope, get_engine (call), strictness,
                          igny_call_has (call, IGNY_OPTION_AGAIN), NULL, 0, &result, error))
    return FALSE;
  answer_cluster (call, &result);
  return TRUE;
}

gboolean
igny_command_ideas (IgnyCall *call,
                    GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  JsonObject *object;
  guint       created = 0;
  guint       skipped = 0;
  g_auto(IgnyChosen) chosen = {
    .call = call,
    .entity = &igny_cluster_entity,
    .option = IGNY_OPTION_CLUSTER,
  };

  if (!igny_chosen_find (&chosen, error) || !keep_ai_key (call, error) ||
      !igny_work_ideas (&run, &chosen.scope, get_engine (call), igny_chosen_get_rows (&chosen),
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
  return TRUE;
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
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call,
    .entity = &igny_task_entity,
    .option = IGNY_OPTION_TASK,
  };

  if (!igny_chosen_find (&chosen, error) || !keep_ai_key (call, error) ||
      !igny_work_write (&run, &chosen.scope, get_engine (call), igny_chosen_get_rows (&chosen),
                        igny_chosen_get_n_rows (&chosen), report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u draft written.", "%u drafts written.", report->done),
                 report->done);
  igny_report_answer (call, report, FALSE);
  return TRUE;
}
