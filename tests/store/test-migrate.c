/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-backup-check.h"
#include "igny-migrate.h"
#include "igny-store-resources.h"
#include "store-fixture.h"

/* A file of an older program is brought up to date, or stays as it was. */

#define ADD_COLUMN                                 \
  "ALTER TABLE keywords ADD COLUMN extra INTEGER;" \
  "UPDATE keywords SET extra = length(keyword), notes = 'seen'"
#define NEW_TABLE "CREATE TABLE things (row INTEGER PRIMARY KEY) STRICT"
#define WRONG "CREATE TABLE halfway (row INTEGER PRIMARY KEY) STRICT; UPDATE no_such SET x = 1"
#define LEADS_NOWHERE "UPDATE keywords SET sector = 4711"

typedef struct
{
  StoreFixture base;
  GPtrArray   *known; /* our own migrations, of GBytes */
  char        *file;
  char        *backups;
} Fixture;

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_known (Fixture *fixture)
{
  g_auto(GStrv) names = g_resource_enumerate_children (
      igny_store_get_resource (), "/com/igny8/store/", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  fixture->known = g_ptr_array_new_with_free_func ((GDestroyNotify) (void *) g_bytes_unref);
  g_assert_nonnull (names);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/com/igny8/store/", names[i], NULL);

      if (g_str_has_suffix (path, ".sql"))
        g_ptr_array_add (fixture->known,
                         g_resource_lookup_data (igny_store_get_resource (), path,
                                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL));
    }
  g_assert_cmpuint (fixture->known->len, ==, igny_migrate_get_newest ());
}

/* A file with two keywords, which no program holds. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->base, data);
  store_fixture_add (&fixture->base, "boots", 1);
  store_fixture_add (&fixture->base, "tents", 2);
  store_fixture_close (&fixture->base);
  fixture->file = store_fixture_path (&fixture->base, "igny8.db");
  fixture->backups = store_fixture_path (&fixture->base, "backups");
  read_known (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->file);
  g_free (fixture->backups);
  g_ptr_array_unref (fixture->known);
  store_fixture_tear_down (&fixture->base, data);
}

/* By one or two files more than there are. */
static gboolean
migrate (Fixture    *fixture,
         const char *second,
         const char *third,
         GError    **error)
{
  g_autoptr(GPtrArray) sqls = g_ptr_array_new ();
  g_autoptr(IgnyDb) db = igny_db_open (fixture->file, FALSE, error);

  g_assert_no_error (*error);
  for (guint i = 0; i < fixture->known->len; i++)
    g_ptr_array_add (sqls, (gpointer) g_bytes_get_data (fixture->known->pdata[i], NULL));
  g_ptr_array_add (sqls, (gpointer) second);
  if (third != NULL)
    g_ptr_array_add (sqls, (gpointer) third);
  return igny_migrate_with (db, igny_env_get_system (), fixture->backups,
                            (const char *const *) sqls->pdata, sqls->len, error);
}

static gint64
ask (const char *file,
     const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyDb) db = igny_db_open (file, FALSE, &error);
  gint64 value;

  g_assert_no_error (error);
  igny_db_get_integer (db, sql, NULL, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* The one copy that was taken, or NULL. */
static char *
find_copy (Fixture *fixture)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->backups, 0, NULL);
  const char *name = folder != NULL ? g_dir_read_name (folder) : NULL;
  char       *copy = name != NULL ? g_build_filename (fixture->backups, name, NULL) : NULL;

  if (folder != NULL)
    g_assert_null (g_dir_read_name (folder));
  return copy;
}

static void
assert_old (const char *file)
{
  g_assert_cmpint (ask (file, "PRAGMA user_version"), ==, igny_migrate_get_newest ());
  g_assert_cmpint (ask (file, "SELECT count(*) FROM keywords WHERE notes IS NULL"), ==, 2);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM pragma_table_info('keywords')"
                              " WHERE name = 'extra'"),
                   ==, 0);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM sqlite_schema WHERE name IN"
                              " ('things', 'halfway')"),
                   ==, 0);
  g_assert_cmpint (ask (file, "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'capture_*'"), >,
                   10);
}

static void
test_forward (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr(GError) error = NULL;
  gint64 steps = ask (fixture->file, "SELECT count(*) FROM steps");
  gint64 triggers =
      ask (fixture->file, "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'capture_*'");

  g_assert_true (migrate (fixture, ADD_COLUMN, NEW_TABLE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture->file, "PRAGMA user_version"), ==,
                   igny_migrate_get_newest () + 2);
  g_assert_cmpint (ask (fixture->file, "SELECT sum(extra) FROM keywords"), ==, 10);
  /* It was no step, and steps are logged again afterwards. */
  g_assert_cmpint (ask (fixture->file, "SELECT count(*) FROM steps"), ==, steps);
  g_assert_cmpint (ask (fixture->file, "SELECT count(*) FROM changes"
                                       " WHERE kind = 'update'"),
                   ==, 1);
  g_assert_cmpint (
      ask (fixture->file, "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'capture_*'"), ==,
      triggers);

  copy = find_copy (fixture);
  g_assert_nonnull (copy);
  assert_old (copy);

  /* Once is enough. */
  g_assert_true (migrate (fixture, ADD_COLUMN, NEW_TABLE, &error));
  g_assert_no_error (error);
  g_free (copy);
  copy = find_copy (fixture);
}

static void
test_failure (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autofree char *last = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (migrate (fixture, ADD_COLUMN, WRONG, &error));
  last = g_strdup_printf ("schema %" G_GINT64_FORMAT ":", igny_migrate_get_newest () + 2);
  g_assert_nonnull (strstr (error->message, last));
  assert_old (fixture->file);
  copy = find_copy (fixture);
  g_assert_nonnull (copy);

  /* The program of before goes on with it. */
  store_fixture_open (&fixture->base);
  store_fixture_undo (&fixture->base, FALSE);
  g_assert_cmpint (store_fixture_number (&fixture->base, "SELECT count(*) FROM keywords"
                                                         " WHERE deleted_step IS NULL"),
                   ==, 1);
}

static void
test_references (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (migrate (fixture, LEADS_NOWHERE, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT);
  assert_old (fixture->file);
}

/* No copy, no update. */
static void
test_no_copy (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->backups, "a file in its place", -1, NULL));
  g_assert_false (migrate (fixture, ADD_COLUMN, NULL, &error));
  g_assert_nonnull (strstr (error->message, "backups"));
  assert_old (fixture->file);
}

/* The files of all versions that there were become those of today. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  for (gint64 version = 1; version <= igny_migrate_get_newest (); version++)
    {
      g_autofree char *name = g_strdup_printf ("of-%d.db", (int) version);
      g_autofree char *file = store_fixture_path (&fixture->base, name);
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyDb) db = igny_db_open (file, FALSE, &error);
      gint64 found;

      g_assert_no_error (error);
      g_assert_true (igny_migrate_make (db, version, &error));
      g_assert_true (igny_db_get_integer (db, "PRAGMA user_version", NULL, &found, &error));
      g_assert_cmpint (found, ==, version);
      g_assert_true (igny_migrate (db, igny_env_get_system (), fixture->backups, &error));
      g_assert_no_error (error);
      g_assert_true (igny_db_get_integer (db, "PRAGMA user_version", NULL, &found, &error));
      g_assert_cmpint (found, ==, igny_migrate_get_newest ());
      g_assert_true (igny_backup_check_schema (db, &error));
      g_assert_no_error (error);
    }
}

#define ADD(path, func) g_test_add ("/store/migrate/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("forward", test_forward);
  ADD ("failure", test_failure);
  ADD ("references", test_references);
  ADD ("no-copy", test_no_copy);
  ADD ("versions", test_versions);

  return g_test_run ();
}
