/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-engine-dialog.h"
#include "igny-format.h"
#include "igny-function-table.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-keyword.h"
#include "igny-queue.h"
#include "igny-task.h"
#include "igny-work.h"

#define ALIVE "deleted_step IS NULL"
#define IN_SCOPE "site = ?1 AND (?2 = 0 OR sector = ?2) AND " ALIVE

typedef struct _Plan Plan;

/* One of the works: what is asked first, what runs, what is said at the end. */
typedef struct
{
  IgnyEngineQuestion question; /* heading NULL: nothing to ask */
  const char        *count;    /* SQL of what there is to do in the scope */
  const char        *nothing;  /* when that is none */
  const char        *running;  /* title of the job */
  const char        *failed;   /* heading when it could not be done */
  const char        *next;     /* page that shows what was made */
  IgnyRunnerFunc     run;
  void (*tell) (IgnyWorkspace *workspace,
                const Plan    *plan);
} Work;

/* One such work under way. */
struct _Plan
{
  IgnyWorkspace    *workspace;
  const Work       *work;
  IgnyScope         scope;
  IgnyEngine        engine;
  const IgnyEntity *entity; /* of the rows */
  GArray           *rows;
  gint64            things;
  IgnyClusterResult clusters;
  guint             created;
  guint             skipped;
  IgnyReport       *report;
  gboolean          queued; /* the queue does it */
  IgnyQueueAdded    added;
};

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_object_unref (plan->workspace);
  g_array_unref (plan->rows);
  igny_report_free (plan->report);
  g_free (plan);
}

static const gint64 *
get_rows (const Plan *plan)
{
  return plan->rows->len > 0 ? (const gint64 *) (gpointer) plan->rows->data : NULL;
}

static gboolean
run_cluster (const IgnyRun *run,
             gpointer       data,
             GError       **error)
{
  Plan *plan = data;

  return igny_work_cluster (run, &plan->scope, plan->engine, IGNY_UNKNOWN, FALSE, get_rows (plan),
                            plan->rows->len, &plan->clusters, error);
}

static gboolean
run_ideas (const IgnyRun *run,
           gpointer       data,
           GError       **error)
{
  Plan *plan = data;

  return igny_work_ideas (run, &plan->scope, plan->engine, get_rows (plan), plan->rows->len,
                          &plan->created, &plan->skipped, error);
}

static gboolean
run_tasks (const IgnyRun *run,
           gpointer       data,
           GError       **error)
{
  Plan *plan = data;

  return igny_work_tasks (run, &plan->scope, get_rows (plan), plan->rows->len, plan->report,
                          error);
}

static gboolean
run_write (const IgnyRun *run,
           gpointer       data,
           GError       **error)
{
  Plan *plan = data;

  return igny_work_write (run, &plan->scope, plan->engine, get_rows (plan), plan->rows->len,
                          plan->report, error);
}

/* Pictures that are selected, else those of tasks or of texts. */
static gboolean
run_images (const IgnyRun *run,
            gpointer       data,
            GError       **error)
{
  Plan *plan = data;
  g_autoptr(GArray) tasks = NULL;

  if (plan->entity == &igny_image_entity && plan->rows->len > 0)
    return igny_work_images (run, &plan->scope, get_rows (plan), plan->rows->len, plan->report,
                             error);
  if (plan->entity != &igny_content_entity || plan->rows->len == 0)
    return igny_work_illustrate (run, &plan->scope, get_rows (plan), plan->rows->len,
                                 plan->report, error);
  tasks = igny_work_find_tasks (run, get_rows (plan), plan->rows->len, error);
  return tasks != NULL &&
         igny_work_illustrate (run, &plan->scope, (const gint64 *) (gpointer) tasks->data,
                               tasks->len, plan->report, error);
}

static void
tell_cluster (IgnyWorkspace *workspace,
              const Plan    *plan)
{
  g_autofree char *clustered = igny_format_number (plan->clusters.clustered);
  g_autofree char *clusters = igny_format_number (plan->clusters.clusters);
  g_autofree char *left = igny_format_number (plan->clusters.unclustered);
  g_autofree char *text = NULL;

  if (plan->clusters.clustered == 0)
    {
      igny_workspace_say (workspace, _ ("No keywords belong together: nothing was changed"));
      return;
    }
  if (plan->clusters.unclustered > 0)
    /* Translators: numbers of keywords, clusters, keywords */
    text = g_strdup_printf (_ ("Clustered %s keywords into %s; %s stand alone"), clustered,
                               clusters, left);
  else
    text = g_strdup_printf (_ ("Clustered %s keywords into %s"), clustered, clusters);
  igny_workspace_done (workspace, text);
}

static void
tell_ideas (IgnyWorkspace *workspace,
            const Plan    *plan)
{
  g_autofree char *number = igny_format_number (plan->created);
  g_autofree char *text = NULL;

  if (plan->created == 0)
    {
      igny_workspace_say (workspace, _ ("These clusters have ideas already"));
      return;
    }
  text = g_strdup_printf (ngettext ("Made %s idea", "Made %s ideas", plan->created), number);
  igny_workspace_done (workspace, text);
}

/* The first complaint stands for all: they are mostly the same. */
static void
tell_failures (IgnyWorkspace    *workspace,
               const IgnyReport *report,
               const char       *heading)
{
  for (guint i = 0; i < report->items->len; i++)
    {
      const IgnyItem *item = report->items->pdata[i];
      g_autoptr(GError) error = NULL;

      if (item->error == NULL)
        continue;
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, item->error);
      igny_workspace_fail (workspace, heading, error);
      return;
    }
}

static void
tell_report (IgnyWorkspace *workspace,
             const Plan    *plan,
             char          *done)
{
  g_autofree char *text = done;

  if (plan->report->done > 0)
    igny_workspace_done (workspace, text);
  if (plan->report->failed > 0)
    tell_failures (workspace, plan->report, plan->work->failed);
}

static void
tell_tasks (IgnyWorkspace *workspace,
            const Plan    *plan)
{
  g_autofree char *number = igny_format_number (plan->report->done);

  tell_report (workspace, plan,
               g_strdup_printf (ngettext ("Made %s task", "Made %s tasks", plan->report->done),
                                number));
}

static void
tell_write (IgnyWorkspace *workspace,
            const Plan    *plan)
{
  g_autofree char *number = igny_format_number (plan->report->done);
  guint            n = plan->report->done;
  const char      *format = plan->engine == IGNY_ENGINE_AI
                                ? ngettext ("Wrote %s article", "Wrote %s articles", n)
                                : ngettext ("Wrote %s brief", "Wrote %s briefs", n);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  tell_report (workspace, plan, g_strjoinv (number, parts));
}

static void
tell_images (IgnyWorkspace *workspace,
             const Plan    *plan)
{
  g_autofree char *number = igny_format_number (plan->report->done);

  tell_report (workspace, plan,
               g_strdup_printf (ngettext ("Made %s picture", "Made %s pictures",
                                          plan->report->done),
                                number));
}

static void
tell_added (IgnyWorkspace *workspace,
            const Plan    *plan)
{
  g_autofree char *number = igny_format_number (plan->added.n_rows);
  g_autofree char *text = NULL;

  if (plan->added.n_rows == 0)
    text = g_strdup (_ ("All of it waits in the queue already"));
  else
    text = g_strdup_printf (ngettext ("%s item added to the queue", "%s items added to the queue",
                                      plan->added.n_rows),
                            number);
  igny_workspace_say (workspace, text);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer    data;
  const Plan *plan;
  gboolean    ok = igny_runner_finish (IGNY_RUNNER (object), result, &data, &error);

  plan = data;
  if (ok && plan->queued)
    tell_added (workspace, plan);
  else if (ok)
    plan->work->tell (workspace, plan);
  else
    igny_workspace_fail (workspace, plan->work->failed, error);
}

/* What is asked of a server piece by piece waits in the queue, where each piece
 * can be paused, survives a crash, and is paid for once. */
static gboolean
is_for_queue (const Plan *plan)
{
  const char *operation = plan->work->question.operation;

  return plan->engine == IGNY_ENGINE_AI && plan->things > 1 &&
         (g_strcmp0 (operation, "generate_ideas") == 0 ||
          g_strcmp0 (operation, "generate_content") == 0);
}

static gboolean
run_add (const IgnyRun *run,
         gpointer       data,
         GError       **error)
{
  Plan *plan = data;
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(JsonObject) options = json_object_new ();
  IgnyQueueRequest request = {
    .function = igny_functions_find (functions, plan->work->question.operation),
    .call = { .scope = plan->scope,
              .engine = plan->engine,
              .rows = get_rows (plan),
              .n_rows = plan->rows->len,
              .options = options },
  };

  json_object_set_boolean_member (options, "again", plan->rows->len > 0);
  return igny_queue_add (run, &request, &plan->added, error);
}

static void
start (Plan *plan)
{
  plan->queued = is_for_queue (plan);
  igny_runner_start (igny_workspace_get_runner (plan->workspace), plan->work->running,
                     plan->queued ? run_add : plan->work->run, plan, plan_free, ended_cb,
                     g_object_ref (plan->workspace));
}

/* The dialog's data is not the run's: a run may begin before the dialog is
 * gone. */
static Plan *
plan_copy (const Plan *plan)
{
  Plan *copy = g_memdup2 (plan, sizeof *plan);

  g_object_ref (copy->workspace);
  copy->rows = g_array_copy (plan->rows);
  copy->report = igny_report_new ();
  return copy;
}

static void
chosen_cb (IgnyEngine engine,
           gpointer   user_data)
{
  Plan *plan = plan_copy (user_data);

  plan->engine = engine;
  start (plan);
}

static gboolean
read_count (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Plan *plan = data;

  return igny_db_get_integer (db, plan->work->count,
                              IGNY_BINDS (IGNY_BIND_INT (plan->scope.site),
                                          IGNY_BIND_INT (plan->scope.sector)),
                              &plan->things, error);
}

static void
ask (Plan *plan)
{
  IgnyEngineQuestion question = plan->work->question;
  GtkWindow         *window = GTK_WINDOW (igny_workspace_get_window (plan->workspace));

  if (plan->things == 0)
    {
      igny_workspace_say (plan->workspace, _ (plan->work->nothing));
      plan_free (plan);
      return;
    }
  if (question.heading == NULL)
    {
      start (plan);
      return;
    }
  question.heading = g_dgettext (GETTEXT_PACKAGE, question.heading);
  if (question.offline != NULL)
    question.offline = g_dgettext (GETTEXT_PACKAGE, question.offline);
  question.ai = g_dgettext (GETTEXT_PACKAGE, question.ai);
  question.verb = g_dgettext (GETTEXT_PACKAGE, question.verb);
  question.things = plan->things;
  igny_engine_dialog_present (window, igny_workspace_get_store (plan->workspace), &question,
                              chosen_cb, plan, plan_free);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Plan *plan = user_data;
  g_autoptr(GError) error = NULL;

  if (igny_workspace_get_window (plan->workspace) == NULL)
    plan_free (plan);
  else if (igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    ask (plan);
  else
    {
      igny_workspace_fail (plan->workspace, _ (plan->work->failed), error);
      plan_free (plan);
    }
}

static void
prepare (IgnyWorkspace    *workspace,
         const Work       *work,
         const IgnyPage   *page,
         const IgnyEntity *entity,
         GArray           *rows,
         gboolean          one_sector)
{
  IgnyScope scope = igny_workspace_get_scope (workspace);
  Plan     *plan;

  if ((one_sector || scope.site == 0) && !igny_workspace_find_sector (workspace, &scope))
    return;
  plan = g_new0 (Plan, 1);
  plan->workspace = g_object_ref (workspace);
  plan->work = work;
  plan->scope = scope;
  plan->entity = entity;
  plan->rows = igny_actions_take_rows (page, entity, rows);
  plan->report = igny_report_new ();
  plan->things = plan->rows->len;
  if (plan->things > 0)
    ask (plan);
  else
    igny_store_read_async (igny_workspace_get_store (workspace), read_count, plan, NULL, NULL,
                           counted_cb, plan);
}

static const Work cluster_work = {
  .question = {
      .heading = N_ ("Cluster Keywords"),
      .offline = N_ ("Groups keywords by their words and what people look for."),
      .ai = N_ ("Groups keywords by meaning."),
      .verb = N_ ("_Cluster"),
      .operation = "auto_cluster",
      .tokens_in = 14,
      .tokens_out = 12,
  },
  .count = "SELECT count(*) FROM keywords WHERE cluster IS NULL AND status <> 'archived'"
           " AND " IN_SCOPE,
  .nothing = N_ ("All keywords have a cluster already"),
  .running = N_ ("Clustering"),
  .failed = N_ ("Keywords Could Not Be Clustered"),
  .next = "clusters",
  .run = run_cluster,
  .tell = tell_cluster,
};

static const Work ideas_work = {
  .question = {
      .heading = N_ ("Make Ideas"),
      .offline = N_ ("Makes titles and outlines from the keywords of each cluster."),
      .ai = N_ ("Thinks up titles and outlines for each cluster."),
      .verb = N_ ("_Make Ideas"),
      .operation = "generate_ideas",
      .tokens_in = 700,
      .tokens_out = 1200,
  },
  .count = "SELECT count(*) FROM clusters WHERE is_active = 1 AND NOT EXISTS (SELECT 1 FROM ideas"
           " WHERE ideas.keyword_cluster = clusters.row AND ideas.deleted_step IS NULL)"
           " AND " IN_SCOPE,
  .nothing = N_ ("There are no clusters without ideas"),
  .running = N_ ("Making ideas"),
  .failed = N_ ("Ideas Could Not Be Made"),
  .next = "ideas",
  .run = run_ideas,
  .tell = tell_ideas,
};

static const Work tasks_work = {
  .count = "SELECT count(*) FROM ideas WHERE status = 'new' AND NOT EXISTS (SELECT 1 FROM tasks"
           " WHERE tasks.idea = ideas.row AND tasks.deleted_step IS NULL) AND " IN_SCOPE,
  .nothing = N_ ("There are no ideas without a task"),
  .running = N_ ("Making tasks"),
  .failed = N_ ("Tasks Could Not Be Made"),
  .next = "tasks",
  .run = run_tasks,
  .tell = tell_tasks,
};

static const Work write_work = {
  .question = {
      .heading = N_ ("Write"),
      .offline = N_ ("Writes a brief for each task: a plan for the person who writes."),
      .ai = N_ ("Writes an article for each task."),
      .verb = N_ ("_Write"),
      .operation = "generate_content",
      .tokens_in = 900,
      .tokens_out = 2500,
  },
  .count = "SELECT count(*) FROM tasks WHERE status = 'queued' AND NOT EXISTS (SELECT 1 FROM"
           " content WHERE content.task = tasks.row AND content.deleted_step IS NULL)"
           " AND " IN_SCOPE,
  .nothing = N_ ("No tasks are queued"),
  .running = N_ ("Writing"),
  .failed = N_ ("Not All Could Be Written"),
  .next = "content",
  .run = run_write,
  .tell = tell_write,
};

#define IMAGES_QUESTION(n)                                                                         \
  {                                                                                                \
    .heading = N_ ("Generate Images"),                                                             \
    .ai = N_ ("Has pictures described and made, with a wide and a tall cut of the featured one."), \
    .verb = N_ ("_Generate"), .operation = "generate_images", .pictures = (n)                      \
  }
#define IMAGES_WORK                                                                            \
  .nothing = N_ ("There are no articles without pictures"), .running = N_ ("Making pictures"), \
  .failed = N_ ("Not All Pictures Could Be Made"), .next = "images", .run = run_images,        \
  .tell = tell_images

/* A featured one and, at first, two in the article. */
static const Work images_of_tasks_work = {
  .question = IMAGES_QUESTION (3),
  .count = "SELECT count(*) FROM tasks t WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND"
           " t.deleted_step IS NULL AND EXISTS (SELECT 1 FROM content c WHERE c.task = t.row AND"
           " c.is_brief = 0 AND c.status <> 'published' AND c.deleted_step IS NULL) AND (NOT"
           " EXISTS (SELECT 1 FROM images i WHERE i.task = t.row AND i.deleted_step IS NULL) OR"
           " EXISTS (SELECT 1 FROM images i WHERE i.task = t.row AND i.status = 'pending' AND"
           " i.deleted_step IS NULL))",
  IMAGES_WORK,
};

static const Work images_work = {
  .question = IMAGES_QUESTION (1),
  IMAGES_WORK,
};

void
igny_action_images (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  const IgnyEntity *entity = page->table != NULL ? page->table->entity : NULL;

  if (entity == &igny_image_entity && rows->len > 0)
    prepare (workspace, &images_work, page, entity, rows, FALSE);
  else
    prepare (workspace, &images_of_tasks_work, page,
             entity == &igny_content_entity ? entity : &igny_task_entity, rows, FALSE);
}

void
igny_action_cluster (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  prepare (workspace, &cluster_work, page, &igny_keyword_entity, rows, TRUE);
}

void
igny_action_ideas (IgnyWorkspace  *workspace,
                   const IgnyPage *page,
                   GArray         *rows)
{
  prepare (workspace, &ideas_work, page, &igny_cluster_entity, rows, FALSE);
}

void
igny_action_tasks (IgnyWorkspace  *workspace,
                   const IgnyPage *page,
                   GArray         *rows)
{
  prepare (workspace, &tasks_work, page, &igny_idea_entity, rows, FALSE);
}

void
igny_action_write (IgnyWorkspace  *workspace,
                   const IgnyPage *page,
                   GArray         *rows)
{
  prepare (workspace, &write_work, page, &igny_task_entity, rows, FALSE);
}
