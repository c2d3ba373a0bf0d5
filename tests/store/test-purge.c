/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-purge.h"
#include "igny-view.h"
#include "store-fixture.h"

/* The purge deletes what nobody can want back, and nothing else. The clock is
 * the test's. */

#define DAY (G_GINT64_CONSTANT (86400) * 1000)

typedef struct
{
  StoreFixture base;
  IgnyEnv      env;
  gint64       now;
} Fixture;

static gint64
now_cb (gpointer data)
{
  return ((Fixture *) data)->now;
}

static void
open_store (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->base.store = igny_store_open (&fixture->env, fixture->base.folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->base, data);
  store_fixture_close (&fixture->base);
  fixture->now = g_get_real_time () / 1000;
  fixture->env.now_ms = now_cb;
  fixture->env.user_data = fixture;
  open_store (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  store_fixture_tear_down (&fixture->base, data);
}

static gint64
number (Fixture    *fixture,
        const char *sql)
{
  return store_fixture_number (&fixture->base, sql);
}

typedef struct
{
  gint64 time;
  gint64 n_rows;
} Purge;

static gboolean
purge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Purge *purge = data;

  return igny_purge (step, purge->time, &purge->n_rows, error);
}

/* As of 30 days ago; how many rows went. */
static gint64
purge (Fixture *fixture)
{
  Purge call = { fixture->now - 30 * DAY, 0 };

  store_fixture_step (&fixture->base, IGNY_STEP_SYSTEM, purge_cb, &call);
  g_assert_cmpint (number (fixture, "SELECT purge FROM step_context"), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  return call.n_rows;
}

static gint64
add (Fixture    *fixture,
     const char *text)
{
  return store_fixture_add (&fixture->base, text, 1);
}

static gboolean
delete_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_step_delete (step, &igny_keyword_entity, *(gint64 *) data, error);
}

static void delete (Fixture *fixture,
                    gint64   row)
{
  store_fixture_step (&fixture->base, IGNY_STEP_DO, delete_cb, &row);
}

static gboolean
view_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Fixture *fixture = data;
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;

  g_assert_true (igny_view_set_sort (view, "-volume", errors));
  result = igny_view_run (view, fixture->base.store, db, NULL, error);
  g_assert_no_error (*error);
  g_assert_cmpint (result->n_rows, ==, 2);
  return TRUE;
}

static void
test_age (Fixture      *fixture,
          gconstpointer data)
{
  gint64 old = add (fixture, "old");
  gint64 young = add (fixture, "young");
  g_autoptr(GError) error = NULL;

  add (fixture, "living");
  add (fixture, "living too");
  delete (fixture, old);
  fixture->now += 20 * DAY;
  delete (fixture, young);
  g_assert_cmpint (purge (fixture), ==, 0);

  /* A view that knew the row before loads another column afterwards. */
  fixture->now += 15 * DAY;
  igny_store_read (fixture->base.store, view_cb, fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (purge (fixture), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE keyword = 'old'"), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords"), ==, 3);
  igny_store_read (fixture->base.store, view_cb, fixture, NULL, &error);

  /* The younger deletion can still be undone. */
  g_assert_cmpint (store_fixture_undo (&fixture->base, FALSE), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==,
                   3);
}

static gboolean
link_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Fixture *fixture = data;
  g_autoptr(IgnyIdea) idea = igny_record_new (&igny_idea_entity);
  g_autoptr(IgnyIdeaKeyword) link = igny_record_new (&igny_idea_keyword_entity);

  idea->site = fixture->base.site;
  idea->sector = fixture->base.sector;
  idea->idea_title = g_strdup ("An idea");
  if (!igny_step_insert (step, idea, error))
    return FALSE;
  link->idea = idea->record.row;
  link->keyword = 1;
  return igny_step_insert (step, link, error);
}

/* What is pointed at stays as long as what points at it. */
static void
test_references (Fixture      *fixture,
                 gconstpointer data)
{
  add (fixture, "pointed at");
  add (fixture, "living");
  store_fixture_step (&fixture->base, IGNY_STEP_DO, link_cb, fixture);
  store_fixture_step (&fixture->base, IGNY_STEP_DO, link_cb, fixture);
  delete (fixture, 1);
  fixture->now += 20 * DAY;
  store_fixture_sql (&fixture->base, IGNY_STEP_DO,
                     "UPDATE idea_keywords SET deleted_step = (SELECT step FROM step_context)"
                     " WHERE row = 1",
                     0);
  fixture->now += 15 * DAY;
  g_assert_cmpint (purge (fixture), ==, 0);
  store_fixture_sql (&fixture->base, IGNY_STEP_DO,
                     "UPDATE idea_keywords SET deleted_step = (SELECT step FROM step_context)"
                     " WHERE row = 2",
                     0);
  store_fixture_step (&fixture->base, IGNY_STEP_DO, link_cb, fixture);
  store_fixture_sql (&fixture->base, IGNY_STEP_DO,
                     "UPDATE idea_keywords SET keyword = 2 WHERE row = 3", 0);
  fixture->now += 40 * DAY;
  /* Two links and then the keyword. */
  g_assert_cmpint (purge (fixture), ==, 3);
}

/* A number that was given never names another row. */
static void
test_last_row (Fixture      *fixture,
               gconstpointer data)
{
  add (fixture, "first");
  delete (fixture, add (fixture, "last"));
  fixture->now += 40 * DAY;
  g_assert_cmpint (purge (fixture), ==, 0);
  g_assert_cmpint (add (fixture, "next"), ==, 3);
  g_assert_cmpint (purge (fixture), ==, 1);
}

static void
test_log (Fixture      *fixture,
          gconstpointer data)
{
  IgnyUndo undo;
  g_autoptr(GError) error = NULL;
  gint64 steps;

  add (fixture, "one");
  add (fixture, "two");
  add (fixture, "undone late");
  fixture->now += 40 * DAY;
  store_fixture_undo (&fixture->base, FALSE);
  steps = number (fixture, "SELECT count(*) FROM steps");
  purge (fixture);

  /* The step that a young undo took back stays, for its name, without lines. */
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM steps"), <, steps);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM changes c JOIN steps s USING (step)"
                                    " WHERE s.kind <> 'undo'"),
                   ==, 0);

  /* What was done long ago cannot be undone; what was undone can be redone. */
  g_assert_false (igny_store_undo (fixture->base.store, FALSE, &undo, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  igny_undo_clear (&undo);
  g_assert_cmpint (store_fixture_undo (&fixture->base, TRUE), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==,
                   3);
  g_assert_cmpint (store_fixture_undo (&fixture->base, FALSE), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==,
                   2);

  /* Numbers of steps are not given again: rows name the step they went in. */
  fixture->now += 40 * DAY;
  steps = number (fixture, "SELECT max(step) FROM steps");
  purge (fixture);
  purge (fixture);
  add (fixture, "after");
  g_assert_cmpint (number (fixture, "SELECT max(step) FROM steps"), ==, steps + 3);
}

#define ADD(path, func) g_test_add ("/store/purge/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("age", test_age);
  ADD ("references", test_references);
  ADD ("last-row", test_last_row);
  ADD ("log", test_log);

  return g_test_run ();
}
