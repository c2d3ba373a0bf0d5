/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-work.h"

#include <glib/gi18n.h>

#include "igny-ai-session.h"
#include "igny-image-session.h"
#include "igny-notification.h"
#include "igny-publishing-plan.h"
#include "igny-queue-runner.h"
#include "igny-settings.h"
#include "igny-site.h"
#include "igny-text.h"
#include "igny-work.h"

/* How often what was asked of the queue is looked at: the longer it waits, for the
 * network or for a person, the less. */
#define SHORTEST_LOOK_MS 1000
#define LONGEST_LOOK_MS 60000
/* The queue was asked, and the answer is not in the store. */
#define ASKING G_MAXINT32

typedef struct
{
  const IgnyRun       *run;
  gint64               site;
  const IgnyFunctions *functions;
  IgnyAutomation      *automation;
  IgnyStage            stage;
  IgnyStageResult     *result; /* of stage */
  gint64               now;
  gint64               pending;
  IgnyScope            scope;
  GArray              *rows;
  const char          *made; /* a question, and its answer */
  gint64               number;
} Work;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Work *work = data;

  work->automation = igny_automation_load (db, work->site, error);
  return work->automation != NULL;
}

/* A run that nobody looked at and that was not well ends with a word. */
static gboolean
notify (IgnyStep             *step,
        const IgnyAutomation *automation,
        GError              **error)
{
  g_autoptr(IgnyNotification) note = NULL;
  g_autofree char *site = NULL;

  if (igny_automation_is_open (automation) || automation->run->error == NULL)
    return TRUE;
  site = igny_records_dup_title (igny_step_get_db (step), &igny_site_entity, automation->site);
  note = igny_record_new (&igny_notification_entity);
  note->title = g_strdup_printf (_("The automation of “%s” met errors"), site != NULL ? site : "");
  note->message = g_strdup (automation->run->error);
  note->notification_type = g_strdup ("automation");
  igny_text_set (&note->severity, "warning");
  return igny_step_insert (step, note, error);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Work *work = data;

  return igny_automation_save (step, work->automation, error) &&
         notify (step, work->automation, error);
}

/* Without a cancellable: what was done is to be known. */
static gboolean
save (Work    *work,
      GError **error)
{
  return igny_store_write (work->run->store, IGNY_STEP_SYSTEM, "Note what an automation did",
                           save_cb, work, NULL, error);
}

static gboolean
is_running (const Work *work)
{
  return igny_automation_is_open (work->automation) &&
         g_strcmp0 (work->automation->run->status, "running") == 0;
}

/* What a stage made since it was begun; ?1 the site, ?2 the time. */
#define MADE(table) \
  "SELECT count(*) FROM " table " WHERE site = ?1 AND created_at >= ?2 AND account = my_account ()"

#define MADE_PICTURES                                                                         \
  "SELECT count(*) FROM images WHERE site = ?1 AND updated_at >= ?2 AND status = 'generated'" \
  " AND account = my_account ()"

static const char *const made[IGNY_N_STAGES] = {
  [IGNY_STAGE_CLUSTERS] = MADE ("clusters"),
  [IGNY_STAGE_IDEAS] = MADE ("ideas"),
  [IGNY_STAGE_TASKS] = MADE ("tasks"),
  [IGNY_STAGE_CONTENT] = MADE ("content"),
  [IGNY_STAGE_IMAGE_PROMPTS] = MADE ("images"),
  [IGNY_STAGE_IMAGES] = MADE_PICTURES,
};

/* Charges of a function since then, by whomever. */
#define CHARGED                                                                                \
  "SELECT ifnull(sum(credits_used), 0) FROM main.credit_usage_logs WHERE created_at >= ?2 AND" \
  " operation_type = ?3 AND account = my_account ()"

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Work *work = data;

  return igny_db_get_integer (
      db, work->made,
      IGNY_BINDS (IGNY_BIND_INT (work->site), IGNY_BIND_INT (work->result->started_at),
                  IGNY_BIND_TEXT (igny_stage_get_info (work->stage)->function)),
      &work->number, error);
}

static gboolean
ask (Work       *work,
     const char *sql,
     gint64     *number,
     GError    **error)
{
  work->made = sql;
  if (!igny_store_read (work->run->store, ask_cb, work, NULL, error))
    return FALSE;
  *number = work->number;
  return TRUE;
}

/* The numbers of a stage after a batch. */
static gboolean
count_made (Work    *work,
            GError **error)
{
  if (made[work->stage] != NULL && !ask (work, made[work->stage], &work->result->created, error))
    return FALSE;
  return igny_stage_get_info (work->stage)->function == NULL ||
         ask (work, CHARGED, &work->result->credits, error);
}

static guint
count_rows (const char *rows)
{
  g_autoptr(JsonNode) node = rows != NULL ? igny_json_parse (rows, -1, NULL) : NULL;

  return igny_json_array_get_length (igny_json_node_get_array (node));
}

static gboolean
has_ended (const IgnyQueueItem *item)
{
  return g_strcmp0 (item->state, "queued") != 0 && g_strcmp0 (item->state, "paused") != 0 &&
         g_strcmp0 (item->state, "running") != 0;
}

/* An item that failed keeps the rows that did. */
static void
take_item (Work                *work,
           const IgnyQueueItem *item)
{
  if (g_strcmp0 (item->state, "done") == 0)
    return;
  work->result->failed += count_rows (item->rows);
  if (item->error != NULL)
    igny_text_set (&work->result->error, item->error);
}

/* FALSE without error: something of it has not ended. */
static gboolean
collect (Work    *work,
         GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (gint64 i = 0; i < work->result->n_batches; i++)
    {
      IgnyQueuePlace place = { .batch = work->result->batch + i };
      GPtrArray     *items = igny_queue_list (work->run->store, &place, TRUE, error);

      if (items == NULL)
        return FALSE;
      g_ptr_array_add (all, items);
      for (guint n = 0; n < items->len; n++)
        if (!has_ended (items->pdata[n]))
          return FALSE;
    }
  for (guint i = 0; i < all->len; i++)
    {
      GPtrArray *items = all->pdata[i];

      for (guint n = 0; n < items->len; n++)
        take_item (work, items->pdata[n]);
    }
  return TRUE;
}

static gboolean
end_batch (Work    *work,
           GError **error)
{
  work->result->processed += work->result->taking;
  work->result->taking = 0;
  work->result->batch = 0;
  work->result->n_batches = 0;
  work->result->worked_at = work->now;
  return count_made (work, error) && save (work, error);
}

static void
end_run (Work *work)
{
  IgnyAutomationRun *run = work->automation->run;
  gboolean           worked = FALSE;

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      const IgnyStageResult *result = &work->automation->results[i];

      worked = worked || result->processed > result->failed;
      if (result->error != NULL)
        igny_text_set (&run->error, result->error);
    }
  igny_text_set (&run->status, run->error != NULL && !worked ? "failed" : "completed");
  run->finished_at = work->now;
}

static gboolean
end_stage (Work       *work,
           const char *reason,
           gboolean    is_partial,
           GError    **error)
{
  if (reason != NULL)
    igny_text_set (&work->result->skipped, reason);
  work->result->is_partial = is_partial;
  work->result->finished_at = work->now;
  if (work->stage + 1 < IGNY_N_STAGES)
    work->automation->run->stage = work->stage + 2;
  else
    end_run (work);
  return save (work, error);
}

static gboolean
pending_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Work *work = data;

  return igny_automation_find_pending (db, work->site, work->stage, work->result, &work->pending,
                                       error);
}

static gboolean
take_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Work *work = data;

  return igny_automation_take (db, work->site, work->stage, work->result, work->number,
                               &work->scope.sector, work->rows, error);
}

static gboolean
read_model_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Work            *work = data;
  g_autofree char *model =
      igny_settings_dup_for (db, igny_store_get_account (work->run->store), "openai.model",
                             igny_stage_get_info (work->stage)->function);

  work->number = *model != '\0';
  return TRUE;
}

/* Whether what the stage asks can be asked at all: model and key. */
static gboolean
check_ai (const Work *work,
          GError    **error)
{
  g_autoptr(IgnyAiSession) session = NULL;
  g_autoptr(IgnyImageSession) images = NULL;

  if (work->stage == IGNY_STAGE_IMAGES)
    {
      images = igny_image_session_new (work->run, error);
      return images != NULL;
    }
  session = igny_ai_session_new (work->run, igny_stage_get_info (work->stage)->function, error);
  if (session == NULL)
    return FALSE;
  if (*igny_ai_session_get_model (session) != '\0')
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("No AI model is chosen; set openai.model in the settings"));
  return FALSE;
}

/* FALSE with the reason when nobody can do it. */
static gboolean
choose_engine (Work               *work,
               const IgnyFunction *function,
               IgnyEngine         *engine,
               GError            **error)
{
  const char *word = work->automation->settings[work->stage].engine;
  gboolean    offline = (function->engines & (1u << IGNY_ENGINE_OFFLINE)) != 0;

  if (*word == '\0' && !igny_store_read (work->run->store, read_model_cb, work, NULL, error))
    return FALSE;
  if (g_str_equal (word, "offline") || (*word == '\0' && offline && work->number == 0))
    *engine = IGNY_ENGINE_OFFLINE;
  else
    *engine = IGNY_ENGINE_AI;
  if (*engine == IGNY_ENGINE_OFFLINE && !offline)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("The offline engine cannot do this; choose the AI"));
  return *engine == IGNY_ENGINE_OFFLINE ? offline : check_ai (work, error);
}

/* Says what is to be asked before it is asked: whatever happens in between, no
 * more is taken than the cap allows. */
static gboolean
ask_queue (Work               *work,
           const IgnyFunction *function,
           IgnyEngine          engine,
           GError            **error)
{
  IgnyQueueRequest request = { .function = function };
  IgnyQueueAdded   added = { 0 };
  g_autoptr(IgnyQueueRunner) runner = NULL;

  request.call.scope = work->scope;
  request.call.engine = engine;
  request.call.rows = (const gint64 *) (gpointer) work->rows->data;
  request.call.n_rows = work->rows->len;
  work->result->batch = ASKING;
  if (!save (work, error) || !igny_queue_add (work->run, &request, &added, error))
    return FALSE;
  work->result->batch = added.n_rows > 0 ? added.first_batch : ASKING;
  work->result->n_batches = added.n_batches;
  if (!save (work, error))
    return FALSE;
  runner = igny_queue_runner_find (work->run->store);
  if (runner != NULL)
    igny_queue_runner_wake (runner);
  return TRUE;
}

static gboolean
make_tasks (Work    *work,
            GError **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  IgnyRun quiet = { .store = work->run->store, .cancellable = work->run->cancellable };

  /* The progress is that of all stages. */
  if (!igny_work_tasks (&quiet, &work->scope, (const gint64 *) (gpointer) work->rows->data,
                        work->rows->len, report, error))
    return FALSE;
  work->result->failed += report->failed;
  return end_batch (work, error);
}

static gboolean
publish_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Work *work = data;
  guint most = (guint) work->number;
  g_autoptr(GArray) planned = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!igny_publishing_plan_approve (step, work->site, most, work->rows, error) ||
      !igny_publishing_plan_fill (step, work->site, most, planned, error))
    return FALSE;
  igny_step_set_label (step, "%s", _("Approve and plan texts"));
  work->result->created += planned->len;
  work->result->taking = MAX (work->rows->len, planned->len);
  return TRUE;
}

/* What no time is free for waits for the next run. */
static gboolean
plan_texts (Work    *work,
            GError **error)
{
  g_array_set_size (work->rows, 0);
  if (!igny_store_write (work->run->store, IGNY_STEP_DO, "Approve and plan texts", publish_cb, work,
                         NULL, error))
    return FALSE;
  if (work->result->taking < work->number)
    work->result->sector = IGNY_STAGE_NO_SECTOR;
  return end_batch (work, error);
}

static gboolean
begin_batch (Work    *work,
             gint64   most,
             GError **error)
{
  const IgnyStageInfo *info = igny_stage_get_info (work->stage);
  const IgnyFunction  *function = NULL;
  g_autoptr(GError) reason = NULL;
  IgnyEngine engine = IGNY_ENGINE_OFFLINE;

  if (info->function != NULL)
    function = igny_functions_find (work->functions, info->function);
  if (info->function != NULL &&
      (function == NULL || !choose_engine (work, function, &engine, &reason)))
    {
      const char *why = reason != NULL ? reason->message : _("This program cannot do it");

      return end_stage (work, why, TRUE, error);
    }

  work->number = most;
  work->scope.site = work->site;
  if (!igny_store_read (work->run->store, take_cb, work, NULL, error))
    return FALSE;
  if (work->stage == IGNY_STAGE_PUBLISH)
    return plan_texts (work, error);
  if (work->rows->len == 0)
    return end_stage (work, NULL, FALSE, error);
  work->result->taking = work->rows->len;
  work->result->sector = work->scope.sector;
  work->result->row = g_array_index (work->rows, gint64, work->rows->len - 1);
  return function != NULL ? ask_queue (work, function, engine, error) : make_tasks (work, error);
}

/* When the stage before ended that did something. */
static gint64
find_before (const Work *work)
{
  for (guint i = work->stage; i > 0; i--)
    if (work->automation->results[i - 1].skipped == NULL)
      return work->automation->results[i - 1].finished_at;
  return IGNY_UNKNOWN;
}

static gboolean
go_on (Work    *work,
       gint64  *again,
       GError **error)
{
  IgnyStageNext next;

  if (work->result->started_at == IGNY_UNKNOWN)
    work->result->started_at = work->now;
  if (!igny_store_read (work->run->store, pending_cb, work, NULL, error))
    return FALSE;
  next = igny_stage_find_next (&work->automation->settings[work->stage], work->result,
                               work->pending, find_before (work),
                               work->automation->config->delay_between);
  *again = work->now;
  if (next.kind == IGNY_STAGE_NEXT_END)
    return end_stage (work, next.reason != NULL ? _ (next.reason) : NULL, next.is_partial, error);
  if (next.not_before > work->now)
    {
      *again = next.not_before;
      return TRUE;
    }
  return begin_batch (work, next.most, error);
}

static gboolean
look_after_batch (Work    *work,
                  gint64  *again,
                  GError **error)
{
  g_autoptr(GError) local = NULL;

  if (work->result->batch == ASKING || collect (work, &local))
    return end_batch (work, error);
  *again = work->now + CLAMP ((work->now - work->automation->run->record.updated_at) / 10,
                              SHORTEST_LOOK_MS, LONGEST_LOOK_MS);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What a stage cannot do does not keep the later ones from what they can. */
static gboolean
work_on (Work    *work,
         gint64  *again,
         GError **error)
{
  g_autoptr(GError) local = NULL;

  work->stage = (IgnyStage) (CLAMP (work->automation->run->stage, 1, IGNY_N_STAGES) - 1);
  work->result = &work->automation->results[work->stage];
  igny_run_report (work->run, IGNY_PHASE_AI_CALL, 0, work->stage + 1, IGNY_N_STAGES,
                   _("%s: %u done"), _ (igny_stage_get_info (work->stage)->label),
                                         (guint) work->result->processed);
  *again = work->now;
  if (work->result->batch != 0)
    return look_after_batch (work, again, error);
  if (go_on (work, again, &local))
    return TRUE;
  if (local->domain != IGNY_DB_ERROR &&
      !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      work->result->batch = 0;
      work->result->taking = 0;
      igny_text_set (&work->result->error, local->message);
      return end_stage (work, NULL, TRUE, error);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_automation_work (const IgnyRun       *run,
                      gint64               site,
                      const IgnyFunctions *functions,
                      gint64              *again,
                      GError             **error)
{
  Work     work = { .run = run, .site = site, .functions = functions };
  gboolean ok;

  g_return_val_if_fail (run != NULL && functions != NULL && again != NULL, FALSE);

  *again = IGNY_UNKNOWN;
  if (!igny_store_read (run->store, load_cb, &work, NULL, error))
    return FALSE;
  work.now = igny_env_now_ms (igny_store_get_env (run->store));
  work.rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = !is_running (&work) || work_on (&work, again, error);
  if (ok && !is_running (&work))
    *again = IGNY_UNKNOWN;
  g_array_unref (work.rows);
  igny_automation_free (work.automation);
  return ok;
}
