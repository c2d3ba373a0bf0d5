/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "igny-archive.h"
#include "igny-backup.h"
#include "store-fixture.h"

/* One file out, the same data back; and of what is wrong with a file, each said
 * and nothing touched. */

typedef struct
{
  StoreFixture base;
  char        *file;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *media = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *picture = NULL;

  store_fixture_set_up (&fixture->base, data);
  store_fixture_add (&fixture->base, "boots", 1);
  store_fixture_add (&fixture->base, "tents", 2);
  media = store_fixture_path (&fixture->base, "media");
  inner = g_build_filename (media, "7", NULL);
  picture = g_build_filename (inner, "färbig.webp", NULL);
  g_mkdir_with_parents (inner, 0700);
  g_assert_true (g_file_set_contents (picture, "picture", -1, NULL));
  fixture->file = store_fixture_path (&fixture->base, "out.zip");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->file);
  store_fixture_tear_down (&fixture->base, data);
}

static IgnyBackupInfo
write_backup (Fixture *fixture)
{
  IgnyBackupInfo info;
  g_autoptr(GError) error = NULL;

  igny_backup_write (igny_env_get_system (), fixture->base.folder, fixture->file, NULL, &info,
                     &error);
  g_assert_no_error (error);
  return info;
}

static gboolean
stage (Fixture *fixture,
       GError **error)
{
  IgnyBackupInfo info;

  return igny_backup_stage (igny_env_get_system (), fixture->base.folder, fixture->file, NULL,
                            &info, error);
}

static char *
read_member (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = store_fixture_path (&fixture->base, name);
  char            *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
exists (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = store_fixture_path (&fixture->base, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gint64
count (Fixture *fixture)
{
  return store_fixture_number (&fixture->base, "SELECT count(*) FROM keywords"
                                               " WHERE deleted_step IS NULL");
}

static void
test_round (Fixture      *fixture,
            gconstpointer data)
{
  IgnyBackupInfo info = write_backup (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *path = NULL;
  g_autofree char *old = NULL;

  g_assert_cmpint (info.n_media, ==, 1);
  g_assert_cmpint (info.n_rows, >, 2);
  g_assert_false (exists (fixture, "out.zip.copy"));
  g_assert_false (exists (fixture, "out.zip.part"));

  store_fixture_add (&fixture->base, "later", 3);
  path = store_fixture_path (&fixture->base, "media/7/färbig.webp");
  g_assert_true (g_file_set_contents (path, "changed", -1, NULL));
  /* What is staged disturbs nobody. */
  g_assert_true (stage (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture), ==, 3);
  store_fixture_close (&fixture->base);
  g_assert_true (igny_backup_place (igny_env_get_system (), fixture->base.folder, &kept, &error));
  g_assert_no_error (error);
  g_assert_nonnull (kept);
  old = g_build_filename (kept, "igny8.db", NULL);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_false (exists (fixture, "restore"));
  store_fixture_open (&fixture->base);
  g_assert_cmpint (count (fixture), ==, 2);
  picture = read_member (fixture, "media/7/färbig.webp");
  g_assert_cmpstr (picture, ==, "picture");
  /* With its log: what was done before the backup can still be undone. */
  g_assert_cmpint (store_fixture_undo (&fixture->base, FALSE), ==, 0);
  g_assert_cmpint (count (fixture), ==, 1);

  /* A bare database, as what was kept is one, comes back too; media stay. */
  g_free (fixture->file);
  fixture->file = g_steal_pointer (&old);
  g_assert_true (stage (fixture, &error));
  store_fixture_close (&fixture->base);
  store_fixture_open (&fixture->base);
  g_assert_cmpint (count (fixture), ==, 3);
  g_assert_true (exists (fixture, "media/7/färbig.webp"));
}

/* Interrupted after each of its renames, it goes on. */
static void
test_interrupted (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const moved[] = { "igny8.db-wal", "igny8.db", NULL };
  g_autofree char         *text = NULL;
  g_autofree char         *place = NULL;
  g_autoptr(GError) error = NULL;

  write_backup (fixture);
  store_fixture_add (&fixture->base, "later", 3);
  g_assert_true (stage (fixture, &error));
  store_fixture_close (&fixture->base);
  text = read_member (fixture, "restore/kept");
  place = g_build_filename (fixture->base.folder, "backups", text, NULL);
  g_mkdir_with_parents (place, 0700);
  for (guint i = 0; moved[i] != NULL; i++)
    {
      g_autofree char *from = store_fixture_path (&fixture->base, moved[i]);
      g_autofree char *to = g_build_filename (place, moved[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS))
        g_assert_cmpint (g_rename (from, to), ==, 0);
    }
  if (g_str_equal (data, "later"))
    {
      g_autofree char *from = store_fixture_path (&fixture->base, "restore/igny8.db");
      g_autofree char *to = store_fixture_path (&fixture->base, "igny8.db");

      g_assert_cmpint (g_rename (from, to), ==, 0);
    }
  store_fixture_open (&fixture->base);
  g_assert_cmpint (count (fixture), ==, 2);
  g_assert_true (exists (fixture, "media/7/färbig.webp"));
  g_assert_false (exists (fixture, "restore"));
}

/* --- what is wrong -------------------------------------------------------- */

static void
assert_refused (Fixture    *fixture,
                int         code,
                const char *words)
{
  g_autoptr(GError) error = NULL;
  const char *found;

  g_assert_false (stage (fixture, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, IGNY_DB_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  /* The file is named, once. */
  found = strstr (error->message, fixture->file);
  g_assert_nonnull (found);
  g_assert_null (strstr (found + 1, fixture->file));
  g_assert_false (exists (fixture, "restore"));
  g_assert_false (exists (fixture, "restore.part"));
  g_assert_cmpint (count (fixture), ==, 2);
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  assert_refused (fixture, IGNY_DB_ERROR_FAILED, "no such file");
  g_assert_true (g_file_set_contents (fixture->file, "keyword,volume\n", -1, NULL));
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "no file of IGNY8");
  g_assert_true (g_file_set_contents (fixture->file, "", 0, NULL));
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "no file of IGNY8");
}

/* Writes an archive of name, text pairs. */
static void
write_archive (Fixture    *fixture,
               const char *name,
               ...)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyArchive) archive = igny_archive_new (igny_env_get_system (), fixture->file, &error);
  va_list args;

  g_assert_no_error (error);
  va_start (args, name);
  while (name != NULL)
    {
      char *text = g_strdup (va_arg (args, const char *));

      g_assert_true (igny_archive_take_text (archive, name, text, strlen (text), &error));
      name = va_arg (args, const char *);
    }
  va_end (args);
  igny_archive_commit (archive, NULL, &error);
  g_assert_no_error (error);
}

#define MANIFEST(version) \
  "{\"format\":\"igny8-backup\",\"version\":" version ",\"tables\":{\"keywords\":2}}"

static void
test_members (Fixture      *fixture,
              gconstpointer data)
{
  write_archive (fixture, "hello", "world", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_DAMAGED, "manifest.json");
  write_archive (fixture, "manifest.json", "{}", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "no backup of IGNY8");
  write_archive (fixture, "manifest.json", "[[[", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "no backup of IGNY8");
  write_archive (fixture, "manifest.json", MANIFEST ("2"), NULL);
  assert_refused (fixture, IGNY_DB_ERROR_NEWER_SCHEMA, "newer");
  write_archive (fixture, "manifest.json", MANIFEST ("1"), NULL);
  assert_refused (fixture, IGNY_DB_ERROR_DAMAGED, "igny8.db");
  write_archive (fixture, "manifest.json", MANIFEST ("1"), "igny8.db", "not one", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_DAMAGED, "damaged");
  write_archive (fixture, "manifest.json", MANIFEST ("1"), "media/../../x", "evil", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "media/../../x");
  write_archive (fixture, "manifest.json", MANIFEST ("1"), "/etc/x", "evil", NULL);
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "/etc/x");
  write_archive (fixture, "manifest.json", MANIFEST ("1"), "media/a", "1", "media/a/b", "2", NULL);
  g_assert_false (stage (fixture, NULL));
}

/* Any byte that is wrong, and any end that is missing, is found. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize            length;

  write_backup (fixture);
  g_assert_true (g_file_get_contents (fixture->file, &whole, &length, NULL));
  for (guint i = 0; i < 40; i++)
    {
      gsize            at = (gsize) g_test_rand_double_range (0, (double) length);
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr(GError) error = NULL;

      if (i % 2 == 0)
        g_assert_true (g_file_set_contents (fixture->file, whole, (gssize) at, NULL));
      else
        {
          copy[at] ^= 0x55;
          g_assert_true (g_file_set_contents (fixture->file, copy, (gssize) length, NULL));
        }
      /* A few bytes, as a time stamp, mean nothing. */
      if (stage (fixture, &error))
        g_test_message ("byte %" G_GSIZE_FORMAT " does not matter", at);
      else
        g_assert_nonnull (error);
      g_assert_cmpint (count (fixture), ==, 2);
    }
}

static void
change_database (Fixture    *fixture,
                 const char *sql)
{
  g_autofree char *bare = store_fixture_path (&fixture->base, "bare.db");
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyArchive) archive = NULL;
  g_autoptr(IgnyDb) db = NULL;

  write_backup (fixture);
  archive = igny_archive_open (igny_env_get_system (), fixture->file, &error);
  g_assert_no_error (error);
  g_unlink (bare);
  g_assert_true (igny_archive_extract (archive, "igny8.db", bare, NULL, &error));
  g_clear_pointer (&archive, igny_archive_free);
  db = igny_db_open (bare, FALSE, &error);
  igny_db_exec_script (db, sql, &error);
  g_assert_no_error (error);
  g_free (fixture->file);
  fixture->file = g_steal_pointer (&bare);
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  change_database (fixture, "PRAGMA user_version = 999");
  assert_refused (fixture, IGNY_DB_ERROR_NEWER_SCHEMA, "Update IGNY8");
}

static void
test_other_program (Fixture      *fixture,
                    gconstpointer data)
{
  change_database (fixture, "PRAGMA application_id = 7");
  assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "another program");
}

static void
test_references (Fixture      *fixture,
                 gconstpointer data)
{
  change_database (fixture, "PRAGMA foreign_keys = OFF; UPDATE step_context SET step = 1, bulk = 1;"
                            "UPDATE keywords SET sector = 77");
  assert_refused (fixture, IGNY_DB_ERROR_DAMAGED, "references");
}

/* What a foreign file brings along never runs. */
static void
test_schema (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const hostile[] = {
    "CREATE TRIGGER x AFTER INSERT ON keywords BEGIN DELETE FROM content; END",
    "CREATE VIEW x AS SELECT 1",
    "CREATE TABLE x (a INTEGER) STRICT",
    "CREATE INDEX x ON keywords (volume)",
    "DROP INDEX keywords_key",
    "ALTER TABLE keywords ADD COLUMN x TEXT",
    ("CREATE TRIGGER capture_x AFTER DELETE ON meta BEGIN DELETE FROM keywords; END;"
     "CREATE TABLE \"a\"\"b\" (a INTEGER) STRICT"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      change_database (fixture, hostile[i]);
      assert_refused (fixture, IGNY_DB_ERROR_NOT_OURS, "somebody changed it");
      g_free (fixture->file);
      fixture->file = store_fixture_path (&fixture->base, "out.zip");
    }
}

/* The triggers that log are made anew: those of the file are not believed,
 * whatever their mark says. */
static void
test_capture (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  change_database (fixture, "DROP TRIGGER capture_keywords_update;"
                            "CREATE TRIGGER \"capture_\"\"x\" AFTER DELETE ON meta BEGIN"
                            " DELETE FROM keywords; END");
  g_assert_true (stage (fixture, &error));
  g_assert_no_error (error);
  store_fixture_close (&fixture->base);
  store_fixture_open (&fixture->base);
  g_assert_cmpint (count (fixture), ==, 2);
  g_assert_cmpint (store_fixture_number (&fixture->base,
                                         "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
                                         " AND name IN ('capture_keywords_update')"),
                   ==, 1);
  g_assert_cmpint (store_fixture_number (&fixture->base,
                                         "SELECT count(*) FROM sqlite_schema"
                                         " WHERE name = 'capture_\"x'"),
                   ==, 0);
}

/* The second of two at once is told to wait, and harms the first in nothing. */
static void
test_turn (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  int fd;

  write_backup (fixture);
  fd = g_open (fixture->base.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_false (stage (fixture, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "wait"));
  g_clear_error (&error);
  close (fd);
  g_assert_true (stage (fixture, &error));
  g_assert_no_error (error);
}

/* --- while others write --------------------------------------------------- */

static gpointer
write_thread (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("word %u", i);

      store_fixture_add (&fixture->base, text, i);
    }
  return NULL;
}

static void
test_meanwhile (Fixture      *fixture,
                gconstpointer data)
{
  GThread *thread = g_thread_new ("write", write_thread, fixture);

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GError) error = NULL;

      write_backup (fixture);
      g_assert_true (stage (fixture, &error));
      g_assert_no_error (error);
    }
  g_thread_join (thread);
  g_assert_cmpint (count (fixture), ==, 202);
}

/* What is at the path is replaced, which must not be the data. */
static void
test_onto_itself (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const own[] = { "igny8.db", "lock" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *path = g_build_filename (fixture->base.folder, own[i], NULL);
      IgnyBackupInfo   info;
      g_autoptr(GError) error = NULL;

      g_assert_false (igny_backup_write (igny_env_get_system (), fixture->base.folder, path, NULL,
                                         &info, &error));
      g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "the data itself"));
    }
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  IgnyBackupInfo info;

  g_cancellable_cancel (cancellable);
  g_assert_false (igny_backup_write (igny_env_get_system (), fixture->base.folder, fixture->file,
                                     cancellable, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (exists (fixture, "out.zip"));
  g_assert_false (exists (fixture, "out.zip.copy"));
  g_assert_false (exists (fixture, "out.zip.part"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/backup/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/store/backup/interrupted", Fixture, "", set_up, test_interrupted, tear_down);
  g_test_add ("/store/backup/interrupted-later", Fixture, "later", set_up, test_interrupted,
              tear_down);
  g_test_add ("/store/backup/foreign", Fixture, NULL, set_up, test_foreign, tear_down);
  g_test_add ("/store/backup/members", Fixture, NULL, set_up, test_members, tear_down);
  g_test_add ("/store/backup/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/store/backup/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/store/backup/other-program", Fixture, NULL, set_up, test_other_program, tear_down);
  g_test_add ("/store/backup/references", Fixture, NULL, set_up, test_references, tear_down);
  g_test_add ("/store/backup/schema", Fixture, NULL, set_up, test_schema, tear_down);
  g_test_add ("/store/backup/capture", Fixture, NULL, set_up, test_capture, tear_down);
  g_test_add ("/store/backup/turn", Fixture, NULL, set_up, test_turn, tear_down);
  g_test_add ("/store/backup/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/store/backup/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/store/backup/onto-itself", Fixture, NULL, set_up, test_onto_itself, tear_down);

  return g_test_run ();
}
