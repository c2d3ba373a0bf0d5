/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store.h"

#include "igny-entities.h"
#include "igny-keyword.h"
#include "igny-test-folder.h"
#include "store-fixture.h"

typedef struct
{
  gint64      row;
  gint64      volume;
  const char *delete_table;
} Edit;

static gboolean
edit_word (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit *edit = data;
  g_autoptr(IgnyKeyword) keyword = NULL;

  if (edit->delete_table != NULL)
    return igny_step_delete (step, igny_entities_find (edit->delete_table), edit->row, error);
  keyword = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, edit->row, error);
  if (keyword == NULL)
    return FALSE;
  keyword->volume = edit->volume;
  return igny_step_update (step, keyword, error);
}

static void
edit (StoreFixture *fixture,
      gint64        row,
      gint64        volume,
      const char   *delete_table)
{
  Edit call = { row, volume, delete_table };
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Edit", edit_word, &call, NULL, &error);
  g_assert_no_error (error);
}

static void
test_undo (StoreFixture *fixture,
           gconstpointer user_data)
{
  gint64   row = store_fixture_add (fixture, "boots", 1);
  IgnyUndo nothing;
  g_autoptr(GError) error = NULL;

  edit (fixture, row, 2, NULL);
  edit (fixture, row, 0, "keywords");
  store_fixture_assert_found (fixture, NULL, NULL, NULL, "");
  store_fixture_undo (fixture, FALSE);
  store_fixture_assert_found (fixture, "volume=2", NULL, NULL, "boots");
  store_fixture_undo (fixture, FALSE);
  store_fixture_assert_found (fixture, "volume=1", NULL, NULL, "boots");
  store_fixture_undo (fixture, FALSE);
  store_fixture_assert_found (fixture, NULL, NULL, NULL, "");

  /* Across a restart too. */
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  store_fixture_undo (fixture, TRUE);
  store_fixture_undo (fixture, TRUE);
  store_fixture_assert_found (fixture, "volume=2", NULL, NULL, "boots");
  store_fixture_undo (fixture, TRUE);
  store_fixture_assert_found (fixture, NULL, NULL, NULL, "");
  store_fixture_undo (fixture, FALSE);
  store_fixture_undo (fixture, FALSE);
  store_fixture_assert_found (fixture, "volume=1", NULL, NULL, "boots");

  /* Something new ends redo. */
  edit (fixture, row, 7, NULL);
  g_assert_false (igny_store_undo (fixture->store, TRUE, &nothing, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  igny_undo_clear (&nothing);
}

typedef struct
{
  StoreFixture *fixture;
  guint         n;
} Bulk;

static gboolean
add_bulk (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Bulk *bulk = data;

  if (!igny_step_begin_bulk (step, &igny_keyword_entity, error))
    return FALSE;
  for (guint i = 0; i < bulk->n; i++)
    {
      g_autofree char *text = g_strdup_printf ("bulk %u", i);

      store_fixture_add_keyword (bulk->fixture, step, text, i);
    }
  return igny_step_end_bulk (step, error);
}

static gboolean
count_changes (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return igny_db_get_integer (db, "SELECT count(*) FROM changes", NULL, data, error);
}

static void
test_bulk (StoreFixture *fixture,
           gconstpointer user_data)
{
  Bulk   bulk = { fixture, 5000 };
  gint64 before;
  gint64 after;
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, count_changes, &before, NULL, &error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Import", add_bulk, &bulk, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, count_changes, &after, NULL, &error);
  g_assert_cmpint (after - before, ==, 1);

  store_fixture_assert_found (fixture, "volume>=4998", NULL, NULL, "bulk 4998,bulk 4999");
  store_fixture_undo (fixture, FALSE);
  store_fixture_assert_found (fixture, "volume>=4998", NULL, NULL, "");
  store_fixture_undo (fixture, TRUE);
  store_fixture_assert_found (fixture, "volume>=4998", NULL, NULL, "bulk 4998,bulk 4999");
}

static gboolean
fail_late (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  store_fixture_add_keyword (data, step, "gone", 1);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}

static void
test_rollback (StoreFixture *fixture,
               gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (
      igny_store_write (fixture->store, IGNY_STEP_DO, "Fail", fail_late, fixture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  store_fixture_assert_found (fixture, NULL, NULL, NULL, "");
}

static gboolean
write_outside (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return igny_db_exec (db, "UPDATE keywords SET volume = 1", NULL, error);
}

static void
test_reader_cannot_write (StoreFixture *fixture,
                          gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (igny_store_read (fixture->store, write_outside, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_outside_a_step (StoreFixture *fixture,
                     gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "igny8.db", NULL);
  g_autoptr(IgnyDb) db = NULL;
  g_autoptr(GError) error = NULL;

  store_fixture_add (fixture, "boots", 1);
  store_fixture_close (fixture);
  db = igny_db_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (igny_db_exec (db, "UPDATE keywords SET volume = 2", NULL, &error));
  g_assert_nonnull (strstr (error->message, "outside a step"));
  g_clear_error (&error);
  g_assert_false (igny_db_exec (db, "DELETE FROM keywords", NULL, &error));
  g_assert_nonnull (strstr (error->message, "outside a purge"));
}

static void
test_one_owner (StoreFixture *fixture,
                gconstpointer user_data)
{
  g_autofree char *owner = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_store_open (igny_env_get_system (), fixture->folder, NULL, &owner, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED);
  g_assert_nonnull (owner);
}

static void
test_newer_schema (StoreFixture *fixture,
                   gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "igny8.db", NULL);
  g_autoptr(GError) error = NULL;
  IgnyDb *db;

  store_fixture_close (fixture);
  db = igny_db_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (igny_db_exec_script (db, "PRAGMA user_version = 9999", &error));
  igny_db_close (db);
  g_assert_null (igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NEWER_SCHEMA);
}

static void
test_not_ours (StoreFixture *fixture,
               gconstpointer user_data)
{
  g_autofree char *folder = igny_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "igny8.db", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (
      path, "this is a text, not a database at all, and long enough", -1, NULL));
  g_assert_null (igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED);
  igny_test_folder_free (g_steal_pointer (&folder));
}

static gboolean
compare_schema (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
      {
        g_autofree char *type = NULL;

        if ((f->flags & IGNY_FIELD_COMPUTED) != 0)
          continue;
        g_assert_true (igny_db_get_text (
            db, "SELECT type FROM pragma_table_info(?1) WHERE name = ?2",
            IGNY_BINDS (IGNY_BIND_TEXT (igny_entities[i]->table), IGNY_BIND_TEXT (f->name)),
            &type, error));
        g_test_message ("%s.%s", igny_entities[i]->table, f->name);
        g_assert_cmpstr (type, ==, igny_kind_is_text (f->kind) ? "TEXT" : "INTEGER");
      }
  return TRUE;
}

static gboolean
count_columns (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      gint64 described = (igny_entities[i]->flags & IGNY_ENTITY_LINK) != 0 ? 3 : 6;
      gint64 columns;

      for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
        described += (f->flags & IGNY_FIELD_COMPUTED) == 0;
      g_assert_true (igny_db_get_integer (db, "SELECT count(*) FROM pragma_table_info(?1)",
                                          IGNY_BINDS (IGNY_BIND_TEXT (igny_entities[i]->table)),
                                          &columns, error));
      g_test_message ("%s", igny_entities[i]->table);
      g_assert_cmpint (columns, ==, described);
    }
  return TRUE;
}

static void
test_schema (StoreFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, compare_schema, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, count_columns, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
read_tenant (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return igny_db_get_text (
      db,
      "SELECT p.name || '/' || u.role || '/' || s.status || '/' ||"
      " (SELECT count(*) FROM integration_settings)"
      " FROM accounts a JOIN plans p ON p.row = a.plan"
      " JOIN users u ON u.row = a.owner JOIN subscriptions s ON s.account = a.row",
      NULL, data, error);
}

static void
test_seed (StoreFixture *fixture,
           gconstpointer user_data)
{
  g_autofree char *tenant = NULL;
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, read_tenant, &tenant, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant, ==, "Local/owner/active/6");
  store_fixture_close (fixture);
  store_fixture_open (fixture);
  g_clear_pointer (&tenant, g_free);
  igny_store_read (fixture->store, read_tenant, &tenant, NULL, &error);
  g_assert_cmpstr (tenant, ==, "Local/owner/active/6");
}

#define ADD(path, func)                                                       \
  g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("seed", test_seed);
  ADD ("schema", test_schema);
  ADD ("undo", test_undo);
  ADD ("bulk", test_bulk);
  ADD ("rollback", test_rollback);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("outside-a-step", test_outside_a_step);
  ADD ("one-owner", test_one_owner);
  ADD ("newer-schema", test_newer_schema);
  ADD ("not-ours", test_not_ours);

  return g_test_run ();
}
