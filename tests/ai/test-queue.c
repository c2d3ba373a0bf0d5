/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json.h"
#include "queue-fixture.h"

/* What is added, run, shown and changed. */

static GPtrArray *
list (QueueFixture *fixture)
{
  IgnyQueuePlace all = { 0 };
  g_autoptr(GError) error = NULL;
  GPtrArray *items = igny_queue_list (fixture->store, &all, TRUE, &error);

  g_assert_no_error (error);
  return items;
}

/* Everything runs once, is saved once and charged once. */
static void
test_run (QueueFixture *fixture,
          gconstpointer data)
{
  IgnyQueueAdded added = queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GArray) ordinals = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (added.n_items, ==, QUEUE_N_TASKS);
  g_assert_cmpuint (added.n_batches, ==, 1);
  /* What waits is not added again. */
  g_assert_cmpuint (queue_add (fixture, "generate_content", IGNY_ENGINE_AI).n_items, ==, 0);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM content"), ==, QUEUE_N_TASKS);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM credit_usage_logs"), ==,
                   QUEUE_N_TASKS);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM jobs WHERE item IS NOT NULL"), ==,
                   0);

  items = list (fixture);
  ordinals = igny_queue_number (fixture->store, items, &error);
  g_assert_no_error (error);
  answer = igny_queue_item_to_json (items->pdata[0],
                                    &g_array_index (ordinals, IgnyQueueOrdinal, 0));
  g_assert_cmpint (igny_json_get_int (answer, "item", 0), ==, 1);
  g_assert_cmpint (igny_json_get_int (answer, "n_items", 0), ==, QUEUE_N_TASKS);
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
test_offline (QueueFixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  g_assert_cmpuint (queue_add (fixture, "generate_content", IGNY_ENGINE_OFFLINE).n_items, ==, 1);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, 1);
  g_assert_cmpint (
      queue_number (fixture, "SELECT count(*) FROM content WHERE deleted_step IS NULL"), ==,
      QUEUE_N_TASKS);
  igny_store_undo (fixture->store, FALSE, &undo, &error);
  g_assert_no_error (error);
  igny_undo_clear (&undo);
  g_assert_cmpint (
      queue_number (fixture, "SELECT count(*) FROM content WHERE deleted_step IS NULL"), ==, 0);
  g_assert_cmpint (queue_count (fixture, "done"), ==, 1);
}

/* Batches of fifty tasks. */
static void
test_batches (QueueFixture *fixture,
              gconstpointer data)
{
  IgnyQueueAdded added;

  queue_run_sql (fixture, "INSERT INTO tasks (id, account, created_at, updated_at, site, sector,"
                          " title, status) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT"
                          " i + 1 FROM n WHERE i < 114) SELECT randomblob (16), t.account, 1, 1,"
                          " t.site, t.sector, 'More ' || i, 'queued' FROM n,"
                          " (SELECT * FROM tasks LIMIT 1) t");
  added = queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  g_assert_cmpuint (added.n_rows, ==, 114 + QUEUE_N_TASKS);
  g_assert_cmpuint (added.n_batches, ==, 3);
  g_assert_cmpint (queue_number (fixture,
                                 "SELECT max(n) FROM (SELECT count(*) n FROM queue_items GROUP"
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
test_picture_names (QueueFixture *fixture,
                    gconstpointer data)
{
  g_autofree char *titles = NULL;
  g_autoptr(GError) error = NULL;

  queue_run_sql (fixture, "INSERT INTO content (id, account, created_at, updated_at, site,"
                          " sector, task, title, word_count, is_brief, status, site_status)"
                          " SELECT randomblob (16), account, 1, 1, site, sector, row,"
                          " 'Boots that last', 0, 0, 'draft', 'none' FROM tasks"
                          " ORDER BY row LIMIT 1");
  queue_run_sql (fixture, "INSERT INTO images (id, account, created_at, updated_at, site, sector,"
                          " task, image_type, prompt, position, status) SELECT randomblob (16),"
                          " t.account, 1, 1, t.site, t.sector, t.row, i.type, 'Boots', i.position,"
                          " 'pending' FROM tasks t, (SELECT 'featured' AS type, 0 AS position UNION"
                          " SELECT 'in_article', 2) i WHERE t.row <= 2 ORDER BY t.row, i.position");
  g_assert_cmpuint (queue_add (fixture, "generate_images", IGNY_ENGINE_AI).n_items, ==, 4);
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
test_changes (QueueFixture *fixture,
              gconstpointer data)
{
  g_autoptr(GPtrArray) items = NULL;
  const IgnyQueueItem *first;
  const IgnyQueueItem *last;
  g_autoptr(GPtrArray) moved = NULL;

  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  items = list (fixture);
  first = items->pdata[0];
  last = items->pdata[QUEUE_N_TASKS - 1];
  g_assert_cmpuint (
      queue_change (fixture, IGNY_QUEUE_FIRST, (IgnyQueuePlace){ 0, last->record.row }), ==, 1);
  moved = list (fixture);
  g_assert_cmpint (((IgnyQueueItem *) moved->pdata[0])->record.row, ==, last->record.row);
  g_assert_cmpint (((IgnyQueueItem *) moved->pdata[1])->record.row, ==, first->record.row);

  queue_change (fixture, IGNY_QUEUE_PAUSE, (IgnyQueuePlace){ 0, last->record.row });
  queue_change (fixture, IGNY_QUEUE_CANCEL, (IgnyQueuePlace){ 0, first->record.row });
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS - 2);
  g_assert_cmpint (queue_count (fixture, "paused"), ==, 1);
  g_assert_cmpint (queue_count (fixture, "cancelled"), ==, 1);

  g_assert_cmpuint (queue_change (fixture, IGNY_QUEUE_RESUME, (IgnyQueuePlace){ last->batch, 0 }),
                    ==, 1);
  g_assert_cmpuint (queue_change (fixture, IGNY_QUEUE_RETRY, (IgnyQueuePlace){ last->batch, 0 }),
                    ==, 1);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
  g_assert_cmpuint (queue_change (fixture, IGNY_QUEUE_CLEAR, (IgnyQueuePlace){ 0 }), ==,
                    QUEUE_N_TASKS);
  g_assert_cmpint (queue_count (fixture, "done"), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/ai/queue/" name, QueueFixture, NULL, queue_set_up, func, queue_tear_down)

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

  return g_test_run ();
}
