/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-automation-cost.h"
#include "igny-automation-work.h"
#include "igny-commands.h"
#include "igny-cost.h"
#include "igny-function-table.h"
#include "igny-key.h"
#include "igny-present.h"
#include "igny-queue-network.h"
#include "igny-queue-runner.h"
#include "igny-show.h"

typedef struct
{
  IgnyScope       scope;
  IgnyAutomation *automation;
  IgnyStageCost   costs[IGNY_N_STAGES];
  IgnyStore      *store;
  GPtrArray      *runs;
  guint           most;
  const GArray   *values;
  IgnyErrors     *errors;
  gboolean        reset;
  gint64          run;
  JsonObject     *object;
} Site;

static void
site_clear (Site *site)
{
  g_clear_pointer (&site->automation, igny_automation_free);
  g_clear_pointer (&site->runs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, site_clear)

static void
set_number (JsonObject *object,
            const char *name,
            gint64      number)
{
  if (number != IGNY_UNKNOWN)
    json_object_set_int_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

static void
set_time (JsonObject *object,
          const char *name,
          gint64      at)
{
  g_autofree char *text = at != IGNY_UNKNOWN ? igny_number_to_iso8601 (at) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
set_result (JsonObject            *object,
            const IgnyStageResult *result)
{
  json_object_set_int_member (object, "processed", result->processed);
  json_object_set_int_member (object, "created", result->created);
  json_object_set_int_member (object, "failed", result->failed);
  json_object_set_int_member (object, "credits", result->credits);
  json_object_set_boolean_member (object, "partial", result->is_partial);
  json_object_set_string_member (object, "skipped", result->skipped);
  json_object_set_string_member (object, "error", result->error);
  set_time (object, "started_at", result->started_at);
  set_time (object, "finished_at", result->finished_at);
}

static JsonObject *
present_cost (const IgnyStageCost *cost)
{
  JsonObject      *object = json_object_new ();
  g_autofree char *usd = NULL;

  if (cost->cost_usd != IGNY_UNKNOWN)
    usd = igny_number_to_decimal (cost->cost_usd, 6);
  json_object_set_int_member (object, "things", cost->things);
  json_object_set_int_member (object, "credits", cost->credits);
  json_object_set_string_member (object, "cost_usd", usd);
  return object;
}

static JsonArray *
present_stages (const Site *site)
{
  const IgnyAutomation *automation = site->automation;
  JsonArray            *list = json_array_new ();

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      const IgnyStageSettings *settings = &automation->settings[i];
      JsonObject              *object = json_object_new ();

      json_object_set_string_member (object, "stage", igny_stage_get_info ((IgnyStage) i)->word);
      json_object_set_boolean_member (object, "enabled", settings->is_enabled);
      json_object_set_int_member (object, "batch", settings->batch);
      json_object_set_int_member (object, "delay", settings->delay);
      set_number (object, "cap", settings->cap);
      json_object_set_string_member (object, "engine",
                                     *settings->engine != '\0' ? settings->engine : NULL);
      json_object_set_int_member (object, "pending", automation->pending[i]);
      json_object_set_object_member (object, "estimate", present_cost (&site->costs[i]));
      if (automation->run != NULL)
        set_result (object, &automation->results[i]);
      json_array_add_object_element (list, object);
    }
  return list;
}

/* Of the run: counts are in the stages already. */
static void
set_run (JsonObject           *object,
         const IgnyAutomation *automation)
{
  const IgnyAutomationRun *run = automation->run;
  JsonObject              *about;

  if (run == NULL)
    {
      json_object_set_null_member (object, "run");
      return;
    }
  about = json_object_new ();
  json_object_set_string_member (about, "status", run->status);
  json_object_set_string_member (about, "started_by", run->started_by);
  json_object_set_string_member (
      about, "stage",
      igny_stage_get_info ((IgnyStage) (CLAMP (run->stage, 1, IGNY_N_STAGES) - 1))->word);
  json_object_set_int_member (about, "credits_used", run->credits_used);
  set_time (about, "started_at", run->started_at);
  set_time (about, "finished_at", run->finished_at);
  json_object_set_string_member (about, "error", run->error);
  json_object_set_object_member (object, "run", about);
}

static JsonObject *
present (const Site *site)
{
  const IgnyAutomation       *automation = site->automation;
  const IgnyAutomationConfig *config = automation->config;
  JsonObject                 *object = json_object_new ();

  json_object_set_boolean_member (object, "enabled", config->is_enabled == 1);
  json_object_set_string_member (object, "frequency", config->frequency);
  json_object_set_int_member (object, "hour", config->hour);
  json_object_set_int_member (object, "delay_within", config->delay_within);
  json_object_set_int_member (object, "delay_between", config->delay_between);
  set_time (object, "next_run_at", config->next_run_at);
  set_time (object, "last_run_at", config->last_run_at);
  json_object_set_array_member (object, "stages", present_stages (site));
  set_run (object, automation);
  return object;
}

static void
add_number (IgnyTextTable *table,
            gint64         number)
{
  g_autofree char *text = igny_show_dup_number (number);

  igny_text_table_add (table, text);
}

static void
add_stage (IgnyTextTable        *table,
           const IgnyAutomation *automation,
           guint                 stage)
{
  const IgnyStageSettings *settings = &automation->settings[stage];
  const IgnyStageResult   *result = &automation->results[stage];
  const char              *note = result->error != NULL ? result->error : result->skipped;

  igny_text_table_add (table, _ (igny_stage_get_info ((IgnyStage) stage)->label));
  igny_text_table_add (table, settings->is_enabled ? _("on") : _("off"));
  add_number (table, automation->pending[stage]);
  add_number (table, settings->batch);
  add_number (table, settings->cap);
  add_number (table, result->processed);
  add_number (table, result->created);
  add_number (table, result->credits);
  igny_text_table_add (table, note);
}

static void
say_stages (IgnyCall             *call,
            const IgnyAutomation *automation)
{
  /* Numbers stand to the right. */
  g_autoptr(IgnyTextTable) table = igny_text_table_new (9, 0xfc);
  const char *const heads[] = { N_ ("Stage"), N_ ("Set"), N_ ("Waiting"), N_ ("Batch"), N_ ("Cap"),
                                N_ ("Done"), N_ ("Made"), N_ ("Credits"), "" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    igny_text_table_add (table, *heads[i] != '\0' ? _ (heads[i]) : "");
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    add_stage (table, automation, i);
  igny_text_table_flush (table, call->text);
}

static void
say_when (IgnyCall             *call,
          const IgnyAutomation *automation)
{
  g_autofree char  *next = igny_show_dup_time (automation->config->next_run_at);
  const IgnyField  *field = NULL;
  const IgnyChoice *status = NULL;

  if (automation->config->is_enabled == 1 && automation->config->next_run_at != IGNY_UNKNOWN)
    igny_call_say (call, _("Runs by itself; the next time at %s."), next);
  else if (automation->config->is_enabled != 1)
    igny_call_say (call, "%s",
                   _("Does not run by itself; begin that with “automation set enabled=true”."));
  if (automation->run == NULL)
    return;
  field = igny_entity_find_field (&igny_automation_run_entity, "status");
  status = igny_field_find_choice (field, automation->run->status);
  igny_call_say (call, _("The last run: %s."),
                          status != NULL ? _ (status->label) : automation->run->status);
  if (automation->run->error != NULL)
    igny_call_say (call, "%s", automation->run->error);
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Site *site = data;

  g_clear_pointer (&site->automation, igny_automation_free);
  site->automation = igny_automation_load (db, site->scope.site, error);
  if (site->automation == NULL)
    return FALSE;
  igny_automation_estimate (site->store, db, igny_store_get_account (site->store),
                            site->automation, site->costs);
  return TRUE;
}

static void
say_cost (IgnyCall   *call,
          const Site *site)
{
  IgnyStageCost    sum = igny_automation_sum (site->costs);
  g_autofree char *money = igny_cost_format (sum.cost_usd);

  if (sum.asks)
    igny_call_say (call,
                   ngettext ("A run with what waits now costs about %d credit, %s.",
                             "A run with what waits now costs about %d credits, %s.",
                             (gulong) sum.credits),
                   (int) sum.credits, money);
}

static gboolean
answer (IgnyCall *call,
        Site     *site,
        GError  **error)
{
  site->store = call->store;
  if (!igny_call_read (call, load_cb, site, error))
    return FALSE;
  say_stages (call, site->automation);
  say_when (call, site->automation);
  say_cost (call, site);
  igny_call_take_data (call, present (site));
  return TRUE;
}

gboolean
igny_command_automation_status (IgnyCall *call,
                                GError  **error)
{
  g_auto(Site) site = { 0 };

  return igny_call_find_scope (call, &site.scope, error) && answer (call, &site, error);
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Site *site = data;

  if (site->reset)
    return igny_automation_reset (step, site->scope.site, error);
  return igny_automation_set (step, site->scope.site,
                              (const IgnyAssignment *) (gpointer) site->values->data,
                              site->values->len, site->errors, error);
}

gboolean
igny_command_automation_set (IgnyCall *call,
                             GError  **error)
{
  g_auto(Site) site = { .errors = call->errors };
  g_autoptr(GArray) values = igny_answer_read_values (call, 0, error);

  site.values = values;
  return values != NULL && igny_call_find_scope (call, &site.scope, error) &&
         igny_call_write (call, "Change the automation", set_cb, &site, error) &&
         answer (call, &site, error);
}

gboolean
igny_command_automation_reset (IgnyCall *call,
                               GError  **error)
{
  g_auto(Site) site = { .reset = TRUE };

  return igny_call_find_scope (call, &site.scope, error) &&
         igny_call_write (call, "Change the automation", set_cb, &site, error) &&
         answer (call, &site, error);
}

static gboolean
change (IgnyCall            *call,
        IgnyAutomationChange to,
        GError             **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_auto(Site) site = { 0 };

  return igny_call_find_scope (call, &site.scope, error) &&
         igny_automation_command (&run, site.scope.site, to, error) && answer (call, &site, error);
}

gboolean
igny_command_automation_pause (IgnyCall *call,
                               GError  **error)
{
  return change (call, IGNY_AUTOMATION_PAUSE, error);
}

gboolean
igny_command_automation_resume (IgnyCall *call,
                                GError  **error)
{
  return change (call, IGNY_AUTOMATION_RESUME, error);
}

gboolean
igny_command_automation_cancel (IgnyCall *call,
                                GError  **error)
{
  return change (call, IGNY_AUTOMATION_CANCEL, error);
}

static gboolean
start_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Site *site = data;

  return igny_automation_start (step, site->scope.site, "hand", &site->run, error);
}

/* Where nobody works the queue off, the command does until the run has ended. */
static gboolean
work (IgnyCall *call,
      Site     *site,
      GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(IgnyQueueRunner) runner = NULL;
  gint64   again;
  gboolean ok = TRUE;

  runner = igny_queue_runner_new (call->store, functions, error);
  if (runner == NULL)
    return FALSE;
  igny_queue_network_watch (runner, g_network_monitor_get_default ());
  while (ok)
    {
      ok = igny_automation_work (&run, site->scope.site, functions, &again, error);
      if (!ok || again == IGNY_UNKNOWN)
        break;
      again -= igny_env_now_ms (call->caller->env);
      if (again > 0 && !igny_env_sleep_ms (call->caller->env, MIN (again, 1000), run.cancellable))
        {
          igny_call_warn (call, "%s",
                          _("the run is not over: the window or “igny8ctl worker” goes on with it, "
                            "or end it with “automation cancel”"));
          ok = !g_cancellable_set_error_if_cancelled (run.cancellable, error);
        }
    }
  igny_queue_runner_stop (runner);
  return ok;
}

gboolean
igny_command_automation_run (IgnyCall *call,
                             GError  **error)
{
  g_auto(Site) site = { 0 };
  g_autoptr(IgnyQueueRunner) other = igny_queue_runner_find (call->store);

  if (!igny_call_find_scope (call, &site.scope, error) ||
      (igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error)) ||
      !igny_store_write (call->store, IGNY_STEP_SYSTEM, "Begin a run", start_cb, &site,
                         call->caller->cancellable, error))
    return FALSE;
  if (other != NULL)
    igny_call_say (call, "%s", _("The run has begun, and goes on in the background."));
  else if (!work (call, &site, error))
    return FALSE;
  return answer (call, &site, error);
}

static gboolean
history_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Site      *site = data;
  JsonArray *list;

  site->runs = igny_automation_list_runs (db, site->scope.site, site->most, error);
  if (site->runs == NULL)
    return FALSE;
  list = json_array_new ();
  for (guint i = 0; i < site->runs->len; i++)
    json_array_add_object_element (list, igny_present_record (db, site->runs->pdata[i]));
  site->object = json_object_new ();
  json_object_set_int_member (site->object, "count", site->runs->len);
  json_object_set_array_member (site->object, "results", list);
  return TRUE;
}

static void
say_run (IgnyTextTable           *table,
         const IgnyAutomationRun *run)
{
  g_autofree char  *started = igny_show_dup_time (run->started_at);
  g_autofree char  *credits = igny_show_dup_number (run->credits_used);
  const IgnyField  *field = igny_entity_find_field (&igny_automation_run_entity, "status");
  const IgnyChoice *status = igny_field_find_choice (field, run->status);

  igny_text_table_add (table, started);
  igny_text_table_add (table, status != NULL ? _ (status->label) : run->status);
  igny_text_table_add (table, credits);
  igny_text_table_add (table, run->error);
}

gboolean
igny_command_automation_history (IgnyCall *call,
                                 GError  **error)
{
  g_auto(Site) site = { 0 };
  g_autoptr(IgnyTextTable) table = igny_text_table_new (4, 1 << 2);

  if (!igny_call_get_limit (call, 20, &site.most, error) ||
      !igny_call_find_scope (call, &site.scope, error) ||
      !igny_call_read (call, history_cb, &site, error))
    return FALSE;
  for (guint i = 0; i < site.runs->len; i++)
    say_run (table, site.runs->pdata[i]);
  igny_text_table_flush (table, call->text);
  if (site.runs->len == 0)
    igny_call_say (call, "%s", _("There was no run yet; begin one with “automation run”."));
  igny_call_take_data (call, site.object);
  return TRUE;
}
