/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-runner.h"

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-http-curl.h"
#include "igny-jobs.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-stub-process.h"
#include "igny-test-folder.h"
#include "igny-work.h"

#define N_TASKS 6

typedef struct
{
  char            *folder;
  IgnyEnv          env;
  IgnyHttp        *http;
  IgnyStubProcess *stub;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyFunctions   *functions;
  IgnyQueueRunner *runner;
} Fixture;

typedef struct
{
  Fixture    *fixture;
  const char *sql;
  const char *name;
  const char *value;
  gint64      number;
} Call;

static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Fixture *fixture = data;

  igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector, error);
  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Boots %u", i);
      IgnyAssignment   values[] = { { "title", title } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      if (!igny_edit_add (step, igny_entities_find ("tasks"), fixture->scope.site,
                          fixture->scope.sector, values, 1, &row, errors, error))
        return FALSE;
    }
  return igny_settings_set (step, "openai.base-url", fixture->stub->base_url, error) &&
         igny_settings_set (step, "openai.model", "stub-large", error);
}

static gboolean
write_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;

  if (call->sql != NULL)
    return igny_db_exec (igny_step_get_db (step), call->sql, NULL, error);
  return igny_settings_set (step, call->name, call->value, error);
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  return igny_db_get_integer (db, call->sql, NULL, &call->number, error);
}

static void
apply (Fixture *fixture,
       Call     call)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", write_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

static void
set (Fixture    *fixture,
     const char *name,
     const char *value)
{
  apply (fixture, (Call){ .name = name, .value = value });
}

static gint64
number (Fixture    *fixture,
        const char *sql)
{
  g_autoptr(GError) error = NULL;
  Call call = { .sql = sql };

  igny_store_read (fixture->store, read_cb, &call, NULL, &error);
  g_assert_no_error (error);
  return call.number;
}

static gint64
count (Fixture    *fixture,
       const char *state)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM queue_items WHERE state = '%s' AND deleted_step IS NULL", state);

  return number (fixture, sql);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->env = *igny_env_get_system ();
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->stub = igny_stub_process_new (NULL);
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", IGNY_STUB_KEY);
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", fill_cb, fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->functions = igny_functions_new ();
}

static void
start (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->runner = igny_queue_runner_new (fixture->store, fixture->functions, &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  if (fixture->runner != NULL)
    igny_queue_runner_stop (fixture->runner);
  g_clear_object (&fixture->runner);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  stop (fixture);
  igny_functions_free (fixture->functions);
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->http);
  igny_stub_process_free (fixture->stub);
  igny_test_folder_free (fixture->folder);
}

static IgnyQueueAdded
add (Fixture    *fixture,
     const char *function,
     IgnyEngine  engine)
{
  IgnyRun          run = { .store = fixture->store };
  IgnyQueueRequest request = { .function = igny_functions_find (fixture->functions, function),
                               .call = { .scope = fixture->scope, .engine = engine } };
  IgnyQueueAdded   added;
  g_autoptr(GError) error = NULL;

  igny_queue_add (&run, &request, &added, &error);
  g_assert_no_error (error);
  return added;
}

static guint
change (Fixture        *fixture,
        IgnyQueueChange what,
        IgnyQueuePlace  place)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  igny_queue_change (fixture->store, what, &place, &n, &error);
  g_assert_no_error (error);
  return n;
}

static GPtrArray *
list (Fixture *fixture)
{
  IgnyQueuePlace all = { 0 };
  g_autoptr(GError) error = NULL;
  GPtrArray *items = igny_queue_list (fixture->store, &all, TRUE, &error);

  g_assert_no_error (error);
  return items;
}

/* Everything runs once, is saved once and charged once. */
static void
test_run (Fixture      *fixture,
          gconstpointer data)
{
  IgnyQueueAdded added = add (fixture, "generate_content", IGNY_ENGINE_AI);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) ordinals = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (added.n_items, ==, N_TASKS);
  g_assert_cmpuint (added.n_batches, ==, 1);
  /* What waits is not added again. */
  g_assert_cmpuint (add (fixture, "generate_content", IGNY_ENGINE_AI).n_items, ==, 0);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM content"), ==, N_TASKS);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM credit_usage_logs"), ==, N_TASKS);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM jobs WHERE item IS NOT NULL"), ==, 0);

  items = list (fixture);
  ordinals = igny_queue_number (fixture->store, items, &error);
  g_assert_no_error (error);
  answer = igny_queue_item_to_json (items->pdata[0],
                                    &g_array_index (ordinals, IgnyQueueOrdinal, 0));
  g_assert_cmpint (igny_json_get_int (answer, "item", 0), ==, 1);
  g_assert_cmpint (igny_json_get_int (answer, "n_items", 0), ==, N_TASKS);
  g_assert_cmpstr (igny_json_get_string (answer, "state", ""), ==, "done");
  g_assert_cmpint (igny_json_get_int (answer, "percent", 0), ==, 100);
  g_assert_cmpint (igny_json_get_int (igny_json_get_object (answer, "result"), "done", 0), ==, 1);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (answer, "request_steps")), ==,
                    3);
  g_assert_cmpuint (igny_json_array_get_length (igny_json_get_array (answer, "response_steps")),
                    ==, 3);
}

/* Offline items take all at once, and are undone as ever; the queue stays. */
static void
test_offline (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  g_assert_cmpuint (add (fixture, "generate_content", IGNY_ENGINE_OFFLINE).n_items, ==, 1);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM content WHERE deleted_step IS NULL"), ==,
                   N_TASKS);
  igny_store_undo (fixture->store, FALSE, &undo, &error);
  g_assert_no_error (error);
  igny_undo_clear (&undo);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM content WHERE deleted_step IS NULL"), ==,
                   0);
  g_assert_cmpint (count (fixture, "done"), ==, 1);
}

/* Batches of fifty tasks. */
static void
test_batches (Fixture      *fixture,
              gconstpointer data)
{
  IgnyQueueAdded added;

  apply (fixture,
         (Call){ .sql = "INSERT INTO tasks (id, account, created_at, updated_at, site, sector,"
                        " title, status) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT"
                        " i + 1 FROM n WHERE i < 114) SELECT randomblob (16), t.account, 1, 1,"
                        " t.site, t.sector, 'More ' || i, 'queued' FROM n,"
                        " (SELECT * FROM tasks LIMIT 1) t" });
  added = add (fixture, "generate_content", IGNY_ENGINE_AI);
  g_assert_cmpuint (added.n_rows, ==, 114 + N_TASKS);
  g_assert_cmpuint (added.n_batches, ==, 3);
  g_assert_cmpint (number (fixture, "SELECT max(n) FROM (SELECT count(*) n FROM queue_items GROUP"
                                    " BY batch)"),
                   ==, 50);
}

static gboolean
read_titles_cb (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  return igny_db_get_text (db, "SELECT group_concat (title, ' | ') FROM queue_items", NULL, data,
                           error);
}

/* A picture is called by its text, or its task as long as there is none. */
static void
test_picture_names (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *titles = NULL;
  g_autoptr(GError) error = NULL;

  apply (fixture, (Call){ .sql = "INSERT INTO content (id, account, created_at, updated_at, site,"
                                 " sector, task, title, word_count, is_brief, status, site_status)"
                                 " SELECT randomblob (16), account, 1, 1, site, sector, row,"
                                 " 'Boots that last', 0, 0, 'draft', 'none' FROM tasks"
                                 " ORDER BY row LIMIT 1" });
  apply (fixture,
         (Call){ .sql = "INSERT INTO images (id, account, created_at, updated_at, site, sector,"
                        " task, image_type, prompt, position, status) SELECT randomblob (16),"
                        " t.account, 1, 1, t.site, t.sector, t.row, i.type, 'Boots', i.position,"
                        " 'pending' FROM tasks t, (SELECT 'featured' AS type, 0 AS position UNION"
                        " SELECT 'in_article', 2) i WHERE t.row <= 2 ORDER BY t.row, i.position" });
  g_assert_cmpuint (add (fixture, "generate_images", IGNY_ENGINE_AI).n_items, ==, 4);
  igny_store_read (fixture->store, read_titles_cb, &titles, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (titles, ==,
                   "Make pictures: Boots that last (Featured) |"
                   " Make pictures: Boots that last (In the article, 2) |"
                   " Make pictures: Boots 1 (Featured) |"
                   " Make pictures: Boots 1 (In the article, 2)");
}

/* What is paused waits, what is canceled is gone, the order is a person's. */
static void
test_changes (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GPtrArray) items = NULL;
  const IgnyQueueItem *first;
  const IgnyQueueItem *last;
  g_autoptr(GPtrArray) moved = NULL;

  add (fixture, "generate_content", IGNY_ENGINE_AI);
  items = list (fixture);
  first = items->pdata[0];
  last = items->pdata[N_TASKS - 1];
  g_assert_cmpuint (change (fixture, IGNY_QUEUE_FIRST, (IgnyQueuePlace){ 0, last->record.row }), ==,
                    1);
  moved = list (fixture);
  g_assert_cmpint (((IgnyQueueItem *) moved->pdata[0])->record.row, ==, last->record.row);
  g_assert_cmpint (((IgnyQueueItem *) moved->pdata[1])->record.row, ==, first->record.row);

  change (fixture, IGNY_QUEUE_PAUSE, (IgnyQueuePlace){ 0, last->record.row });
  change (fixture, IGNY_QUEUE_CANCEL, (IgnyQueuePlace){ 0, first->record.row });
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS - 2);
  g_assert_cmpint (count (fixture, "paused"), ==, 1);
  g_assert_cmpint (count (fixture, "cancelled"), ==, 1);

  g_assert_cmpuint (change (fixture, IGNY_QUEUE_RESUME, (IgnyQueuePlace){ last->batch, 0 }), ==, 1);
  g_assert_cmpuint (change (fixture, IGNY_QUEUE_RETRY, (IgnyQueuePlace){ last->batch, 0 }), ==, 1);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
  g_assert_cmpuint (change (fixture, IGNY_QUEUE_CLEAR, (IgnyQueuePlace){ 0 }), ==, N_TASKS);
  g_assert_cmpint (count (fixture, "done"), ==, 0);
}

static gboolean
hold_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return igny_queue_read_hold (db, data, error);
}

static char *
get_hold (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  char *why = NULL;

  igny_store_read (fixture->store, hold_cb, &why, NULL, &error);
  g_assert_no_error (error);
  return why;
}

static void
hold (Fixture    *fixture,
      const char *why)
{
  g_autoptr(GError) error = NULL;

  igny_queue_hold (fixture->store, why, &error);
  g_assert_no_error (error);
}

/* No money: nothing more is asked, the person is told, and it goes on later. */
static void
test_quota (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *why = NULL;
  g_autofree char *then = NULL;

  set (fixture, "openai.model", "rig-quota");
  add (fixture, "generate_content", IGNY_ENGINE_AI);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  why = get_hold (fixture);
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, "quota"));
  g_assert_cmpint (count (fixture, "queued"), ==, N_TASKS);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM notifications"), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM ai_task_logs"), <, N_TASKS);

  set (fixture, "openai.model", "stub-large");
  hold (fixture, NULL);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  then = get_hold (fixture);
  g_assert_null (then);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
}

static void
write_beside (Fixture *fixture,
              GError **error)
{
  IgnyRun run = { .store = fixture->store };
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task = number (fixture, "SELECT max(row) FROM tasks");

  igny_work_write (&run, &fixture->scope, IGNY_ENGINE_AI, &task, 1, report, error);
}

/* A run beside the queue meets what the queue met, and the queue what it met. */
static void
test_beside (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *why = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_asked;

  set (fixture, "openai.model", "rig-quota");
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_clear_error (&error);
  n_asked = number (fixture, "SELECT count(*) FROM ai_task_logs");
  g_assert_cmpint (n_asked, ==, 1);

  set (fixture, "openai.model", "stub-large");
  add (fixture, "generate_content", IGNY_ENGINE_AI);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  why = get_hold (fixture);
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, "quota"));
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_assert_nonnull (strstr (error->message, "queue is held"));
  g_clear_error (&error);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM ai_task_logs"), ==, n_asked);

  hold (fixture, NULL);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
  write_beside (fixture, &error);
  g_assert_no_error (error);
}

/* Without a queue that is held, to try again is to have seen to it. */
static void
test_alone (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "openai.model", "rig-quota");
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_clear_error (&error);
  set (fixture, "openai.model", "stub-large");
  write_beside (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM content"), ==, 1);
}

/* Every second request is too much: all are done nevertheless. */
static void
test_rate (Fixture      *fixture,
           gconstpointer data)
{
  set (fixture, "openai.model", "rig-429");
  apply (fixture, (Call){ .sql = "UPDATE tasks SET status = 'completed' WHERE row >"
                                 " (SELECT min(row) FROM tasks)" });
  add (fixture, "generate_content", IGNY_ENGINE_AI);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT attempts FROM queue_items"), ==, 2);
}

/* Without a network only this machine and servers on it are asked. */
static void
test_network (Fixture      *fixture,
              gconstpointer data)
{
  set (fixture, "openai.base-url", "https://api.openai.com/v1");
  add (fixture, "generate_content", IGNY_ENGINE_AI);
  apply (fixture, (Call){ .sql = "UPDATE queue_items SET lane = 'here', engine = 'offline' WHERE"
                                 " row = (SELECT max (row) FROM queue_items)" });
  hold (fixture, "");
  start (fixture);
  igny_queue_runner_set_online (fixture->runner, FALSE);
  hold (fixture, NULL);
  while (count (fixture, "done") == 0)
    g_usleep (1000);
  g_assert_cmpint (count (fixture, "queued"), ==, N_TASKS - 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM jobs"), ==, 0);

  set (fixture, "openai.base-url", fixture->stub->base_url);
  igny_queue_runner_wake (fixture->runner);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
}

/* What was in flight when the program ended is shown and not repeated. */
static void
test_crash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyRun run = { .store = fixture->store };
  gint64  job;

  add (fixture, "generate_content", IGNY_ENGINE_AI);
  apply (fixture, (Call){ .sql = "UPDATE queue_items SET state = 'running' WHERE row <= 2" });
  run.item = 2;
  igny_jobs_begin (&run, "generate_content", "tasks", 2, &job, NULL, &error);
  g_assert_no_error (error);
  igny_jobs_recover (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "queued"), ==, N_TASKS - 1);
  g_assert_cmpint (number (fixture, "SELECT row FROM queue_items WHERE state = 'unsure' AND error"
                                    " LIKE '%paid%'"),
                   ==, 2);
  start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS - 1);
  g_assert_cmpint (count (fixture, "unsure"), ==, 1);
  change (fixture, IGNY_QUEUE_RETRY, (IgnyQueuePlace){ 0, 2 });
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS);
}

/* A function of another program, and a second runner. */
static void
test_strange (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  add (fixture, "generate_content", IGNY_ENGINE_AI);
  apply (fixture, (Call){ .sql = "UPDATE queue_items SET function = 'make_coffee' WHERE row = 1" });
  start (fixture);
  g_assert_null (igny_queue_runner_new (fixture->store, fixture->functions, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (count (fixture, "failed"), ==, 1);
  g_assert_cmpint (count (fixture, "done"), ==, N_TASKS - 1);
}

#define ADD(name, func) \
  g_test_add ("/ai/queue/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("run", test_run);
  ADD ("offline", test_offline);
  ADD ("batches", test_batches);
  ADD ("picture-names", test_picture_names);
  ADD ("changes", test_changes);
  ADD ("quota", test_quota);
  ADD ("beside", test_beside);
  ADD ("alone", test_alone);
  ADD ("rate", test_rate);
  ADD ("network", test_network);
  ADD ("crash", test_crash);
  ADD ("strange", test_strange);

  return g_test_run ();
}
