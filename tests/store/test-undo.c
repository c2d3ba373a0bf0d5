/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-content.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-publishing-record.h"
#include "igny-task.h"
#include "store-fixture.h"

/* What undo leaves alone, and what it counts. The walk of test-random.c shows
 * that it takes back everything else. */

static gint64
number (StoreFixture *fixture,
        const char   *sql)
{
  return store_fixture_number (fixture, sql);
}

#define KEYWORD(column) "SELECT " column " FROM keywords WHERE row = 1"

/* A field that another step has changed since, and one that it has not. */
static void
test_kept_count (StoreFixture *fixture,
                 gconstpointer data)
{
  store_fixture_add (fixture, "boots", 1);
  store_fixture_sql (fixture, IGNY_STEP_DO, "UPDATE keywords SET volume = 2, difficulty = 20", 0);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM, "UPDATE keywords SET volume = 3", 0);
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 1);
  g_assert_cmpint (number (fixture, KEYWORD ("volume")), ==, 3);
  g_assert_cmpint (number (fixture, KEYWORD ("difficulty")), ==, IGNY_UNKNOWN);

  /* What was kept is not in the redo either. */
  g_assert_cmpint (store_fixture_undo (fixture, TRUE), ==, 0);
  g_assert_cmpint (number (fixture, KEYWORD ("volume")), ==, 3);
  g_assert_cmpint (number (fixture, KEYWORD ("difficulty")), ==, 20);
}

/* Among many rows of one step, only those that changed are kept. */
static void
test_kept_of_many (StoreFixture *fixture,
                   gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("word %u", i);

      store_fixture_add (fixture, text, 1);
    }
  store_fixture_sql (fixture, IGNY_STEP_DO, "UPDATE keywords SET volume = 2, difficulty = 20", 0);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM, "UPDATE keywords SET volume = 3 WHERE row % 10 = 0",
                     0);
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 5);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE volume = 1"), ==, 45);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE volume = 3"), ==, 5);
  g_assert_cmpint (number (fixture, "SELECT count(difficulty) FROM keywords"), ==, 0);
}

/* One row written twice by one step. */
static void
test_twice (StoreFixture *fixture,
            gconstpointer data)
{
  store_fixture_add (fixture, "boots", 1);
  store_fixture_add (fixture, "tents", 1);
  store_fixture_sql (fixture, IGNY_STEP_DO,
                     "UPDATE keywords SET volume = volume + n.v FROM (SELECT 1 AS r, 10 AS v"
                     " UNION ALL SELECT 2, 20) n WHERE row = n.r",
                     0);
  g_assert_cmpint (number (fixture, "SELECT sum(volume) FROM keywords"), ==, 32);
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT sum(volume) FROM keywords"), ==, 2);
}

/* Its name was taken meanwhile by what no undo takes away. */
static void
test_name_taken (StoreFixture *fixture,
                 gconstpointer data)
{
  gint64 row = store_fixture_add (fixture, "boots", 1);

  store_fixture_sql (fixture, IGNY_STEP_DO,
                     "UPDATE keywords SET deleted_step = (SELECT step FROM step_context)"
                     " WHERE row = ?1",
                     row);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM,
                     "INSERT INTO keywords (account, id, created_at, updated_at, site, sector,"
                     " keyword, key, volume_estimated, intent_guessed, status)"
                     " VALUES (1, randomblob(16), 1, 1, 1, 1, 'boots', 'boots', 0, 0, 'pending')",
                     0);
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==,
                   1);
  /* And the step before it can be undone still. */
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 0);
}

static gboolean
add_content_cb (IgnyStep     *step,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  StoreFixture *fixture = data;
  g_autoptr(IgnyTask) task = igny_record_new (&igny_task_entity);
  g_autoptr(IgnyContent) content = igny_record_new (&igny_content_entity);

  task->site = content->site = fixture->site;
  task->sector = content->sector = fixture->sector;
  task->title = g_strdup ("Boots");
  content->title = g_strdup ("Boots");
  if (!igny_step_insert (step, task, error))
    return FALSE;
  content->task = task->record.row;
  return igny_step_insert (step, content, error);
}

static gboolean
publish_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  StoreFixture *fixture = data;
  g_autoptr(IgnyContent) content =
                 igny_records_load (igny_step_get_db (step), &igny_content_entity, 1, error);
  g_autoptr(IgnyPublishingRecord) record = igny_record_new (&igny_publishing_record_entity);

  g_assert_no_error (*error);
  content->wp_post_id = 4711;
  g_free (content->status);
  content->status = g_strdup ("published");
  record->site = fixture->site;
  record->content = 1;
  igny_step_set_note (step, "The site is unchanged");
  return igny_step_update (step, content, error) && igny_step_insert (step, record, error);
}

/* The world outside is not undone: the number of the post, the ledger. */
static void
test_outside (StoreFixture *fixture,
              gconstpointer data)
{
  IgnyUndo undo;
  g_autoptr(GError) error = NULL;

  store_fixture_step (fixture, IGNY_STEP_DO, add_content_cb, fixture);
  store_fixture_step (fixture, IGNY_STEP_DO, publish_cb, fixture);
  igny_store_undo (fixture->store, FALSE, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undo.note, ==, "The site is unchanged");
  g_assert_cmpint (undo.kept, ==, 0);
  igny_undo_clear (&undo);
  g_assert_cmpint (number (fixture, "SELECT wp_post_id FROM content"), ==, 4711);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM content WHERE status = 'draft'"), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM publishing_records WHERE deleted_step"
                                    " IS NULL"),
                   ==, 1);
}

static gboolean
add_idea_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  StoreFixture *fixture = data;
  g_autoptr(IgnyIdea) idea = igny_record_new (&igny_idea_entity);

  idea->site = fixture->site;
  idea->sector = fixture->sector;
  idea->idea_title = g_strdup ("Boots");
  return igny_step_insert (step, idea, error);
}

static gboolean
add_link_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(IgnyIdeaKeyword) link = igny_record_new (&igny_idea_keyword_entity);

  link->idea = 1;
  link->keyword = 1;
  return igny_step_insert (step, link, error);
}

#define DELETE_LINK                                                         \
  "UPDATE idea_keywords SET deleted_step = (SELECT step FROM step_context)" \
  " WHERE deleted_step IS NULL"
#define LINKS "SELECT count(*) FROM idea_keywords WHERE deleted_step IS NULL"

/* Taken away and given again: two rows of one pair, of which one lives. */
static void
test_link_again (StoreFixture *fixture,
                 gconstpointer data)
{
  store_fixture_add (fixture, "boots", 1);
  store_fixture_step (fixture, IGNY_STEP_DO, add_idea_cb, fixture);
  store_fixture_step (fixture, IGNY_STEP_DO, add_link_cb, fixture);
  store_fixture_sql (fixture, IGNY_STEP_DO, DELETE_LINK, 0);
  store_fixture_step (fixture, IGNY_STEP_DO, add_link_cb, fixture);
  g_assert_cmpint (number (fixture, LINKS), ==, 1);
  for (gint64 expected = 0; expected <= 1; expected++)
    {
      g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 0);
      g_assert_cmpint (number (fixture, LINKS), ==, expected);
    }
  g_assert_cmpint (store_fixture_undo (fixture, TRUE), ==, 0);
  g_assert_cmpint (store_fixture_undo (fixture, TRUE), ==, 0);
  g_assert_cmpint (number (fixture, LINKS), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT max(row) FROM idea_keywords"
                                    " WHERE deleted_step IS NULL"),
                   ==, 2);
}

/* The program's own steps neither are undone nor end redo. */
static void
test_system_steps (StoreFixture *fixture,
                   gconstpointer data)
{
  IgnyUndo undo;
  g_autoptr(GError) error = NULL;

  store_fixture_add (fixture, "boots", 1);
  store_fixture_undo (fixture, FALSE);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM, "UPDATE sites SET name = 'Renamed'", 0);
  /* Nor does a step that changed nothing. */
  store_fixture_sql (fixture, IGNY_STEP_DO, "UPDATE keywords SET volume = volume", 0);
  store_fixture_undo (fixture, TRUE);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==,
                   1);
  store_fixture_undo (fixture, FALSE);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM sites WHERE name = 'Renamed'"), ==, 1);
  g_assert_false (igny_store_undo (fixture->store, FALSE, &undo, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  igny_undo_clear (&undo);
}

#define ADD(path, func)                                                            \
  g_test_add ("/store/undo/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("kept-count", test_kept_count);
  ADD ("kept-of-many", test_kept_of_many);
  ADD ("twice", test_twice);
  ADD ("name-taken", test_name_taken);
  ADD ("outside", test_outside);
  ADD ("link-again", test_link_again);
  ADD ("system-steps", test_system_steps);

  return g_test_run ();
}
