/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-account.h"
#include "igny-cluster.h"
#include "igny-entities.h"
#include "igny-keyword.h"
#include "igny-site.h"
#include "igny-view.h"
#include "store-fixture.h"

/* A file with the records of two accounts: nothing of the other one is ever
 * seen, found or changed. */

typedef struct
{
  StoreFixture base;
  gint64       mine; /* keywords */
  gint64       theirs;
} Fixture;

/* As the program of the other account would have left them. */
#define OTHERS                                                                                   \
  "INSERT INTO accounts (row, id, account, created_at, updated_at, name, slug, status, credits)" \
  " VALUES (2, randomblob(16), 2, 1, 1, 'Other', 'other', 'active', 0);"                         \
  "INSERT INTO sites (row, id, account, created_at, updated_at, name, slug, status, is_active)"  \
  " VALUES (2, randomblob(16), 2, 1, 1, 'Theirs', 'theirs', 'active', 1);"                       \
  "INSERT INTO sectors (row, id, account, created_at, updated_at, site, name, slug, status,"     \
  " is_active) VALUES (2, randomblob(16), 2, 1, 1, 2, 'Theirs', 'theirs', 'active', 1);"         \
  "INSERT INTO clusters (row, id, account, created_at, updated_at, site, sector, name, key,"     \
  " status, is_active, mixed_intent) VALUES (2, randomblob(16), 2, 1, 1, 2, 2, 'theirs',"        \
  " 'theirs', 'new', 1, 0);"                                                                     \
  "INSERT INTO keywords (row, id, account, created_at, updated_at, site, sector, keyword, key,"  \
  " volume_estimated, intent_guessed, status, cluster)"                                          \
  " VALUES (2, randomblob(16), 2, 1, 1, 2, 2, 'theirs', 'theirs', 0, 0, 'pending', 2)"

static gboolean
add_others_cb (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return igny_db_exec_script (igny_step_get_db (step), OTHERS, error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->base, data);
  fixture->mine = store_fixture_add (&fixture->base, "mine", 1);
  fixture->theirs = 2;
  store_fixture_step (&fixture->base, IGNY_STEP_SYSTEM, add_others_cb, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  store_fixture_tear_down (&fixture->base, data);
}

static gsize
count_view (Fixture          *fixture,
            IgnyDb           *db,
            const IgnyEntity *entity,
            const char       *filter,
            const char       *sort)
{
  g_autoptr(IgnyView) view = igny_view_new (entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (filter != NULL)
    g_assert_true (igny_view_parse_filter (view, filter, errors));
  g_assert_true (igny_view_set_sort (view, sort, errors));
  result = igny_view_run (view, fixture->base.store, db, NULL, &error);
  g_assert_no_error (error);
  return result->n_rows;
}

static gboolean
views_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *fixture = data;

  g_assert_cmpint (count_view (fixture, db, &igny_keyword_entity, NULL, "cluster"), ==, 1);
  g_assert_cmpint (count_view (fixture, db, &igny_keyword_entity, "cluster~theirs", NULL), ==, 0);
  g_assert_cmpint (count_view (fixture, db, &igny_keyword_entity, "site=Theirs", NULL), ==, 0);
  g_assert_cmpint (count_view (fixture, db, &igny_cluster_entity, NULL, NULL), ==, 0);
  g_assert_cmpint (count_view (fixture, db, &igny_site_entity, NULL, NULL), ==, 1);
  g_assert_cmpint (count_view (fixture, db, &igny_account_entity, NULL, NULL), ==, 1);
  return TRUE;
}

static gboolean
records_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Fixture *fixture = data;

  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) records = igny_records_select (db, igny_entities[i], NULL, NULL, NULL,
                                                           error);

      g_assert_no_error (*error);
      for (guint j = 0; j < records->len; j++)
        {
          const char *title = igny_record_get_title (records->pdata[j]);

          g_assert_cmpstr (title, !=, "theirs");
          g_assert_cmpstr (title, !=, "Theirs");
          g_assert_cmpstr (title, !=, "Other");
        }
    }

  g_assert_null (igny_records_load (db, &igny_keyword_entity, fixture->theirs, error));
  g_assert_error (*error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  g_clear_error (error);
  g_assert_null (igny_records_dup_title (db, &igny_keyword_entity, fixture->theirs));
  return TRUE;
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  gint64 rows[] = { 1, 2 };
  IgnyId id;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, "SELECT id FROM keywords ORDER BY row", NULL,
                                                 error);
  g_autoptr(GPtrArray) fetched = NULL;

  g_assert_true (igny_cursor_next (cursor, error) && igny_cursor_get_id (cursor, 0, &id));
  g_assert_cmpint (igny_records_find_id (db, &igny_keyword_entity, &id), ==, 1);
  g_assert_true (igny_cursor_next (cursor, error) && igny_cursor_get_id (cursor, 0, &id));
  g_assert_cmpint (igny_records_find_id (db, &igny_keyword_entity, &id), ==, 0);

  fetched = igny_records_fetch (db, &igny_keyword_entity, rows, 2, TRUE, error);
  g_assert_no_error (*error);
  g_assert_cmpint (fetched->len, ==, 1);
  return TRUE;
}

static void
test_read (Fixture      *fixture,
           gconstpointer data)
{
  static const IgnyReadFunc reads[] = { views_cb, records_cb, find_cb };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autoptr(GError) error = NULL;

      igny_store_read (fixture->base.store, reads[i], fixture, NULL, &error);
      g_assert_no_error (error);
    }
}

static gboolean
write_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *fixture = data;
  IgnyDb  *db = igny_step_get_db (step);
  g_autoptr(IgnyKeyword) keyword =
                 igny_records_load (db, &igny_keyword_entity, fixture->mine, error);

  g_assert_no_error (*error);
  keyword->record.row = fixture->theirs;
  keyword->volume = 99;
  g_assert_false (igny_step_update (step, keyword, error));
  g_assert_error (*error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  g_clear_error (error);
  return igny_step_delete (step, &igny_keyword_entity, fixture->theirs, error);
}

static void
test_write (Fixture      *fixture,
            gconstpointer data)
{
  store_fixture_step (&fixture->base, IGNY_STEP_DO, write_cb, fixture);
  g_assert_cmpint (store_fixture_number (&fixture->base, "SELECT count(*) FROM keywords WHERE"
                                                         " account = 2 AND volume IS NULL AND"
                                                         " deleted_step IS NULL"),
                   ==, 1);
}

/* Kept current by changes, the arrays stay as they are when others change. */
static void
test_changes (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->base.store, views_cb, fixture, NULL, &error);
  store_fixture_sql (&fixture->base, IGNY_STEP_SYSTEM,
                     "UPDATE keywords SET volume = 5, status = 'active'", 0);
  igny_store_read (fixture->base.store, views_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
nobody_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(GPtrArray) plans = NULL;
  g_autoptr(GPtrArray) keywords = NULL;

  igny_db_set_account (db, 0);
  plans = igny_records_select (db, igny_entities_find ("plans"), NULL, NULL, NULL, error);
  keywords = igny_records_select (db, &igny_keyword_entity, NULL, NULL, NULL, error);
  igny_db_set_account (db, 1);
  g_assert_no_error (*error);
  g_assert_cmpint (plans->len, ==, 1);
  g_assert_cmpint (keywords->len, ==, 0);
  return TRUE;
}

/* A connection without an account sees what is everybody's and nothing else. */
static void
test_nobody (Fixture      *fixture,
             gconstpointer data)
{
  store_fixture_step (&fixture->base, IGNY_STEP_SYSTEM, nobody_cb, NULL);
}

#define ADD(path, func) g_test_add ("/store/account/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read", test_read);
  ADD ("write", test_write);
  ADD ("changes", test_changes);
  ADD ("nobody", test_nobody);

  return g_test_run ();
}
