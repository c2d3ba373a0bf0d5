/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "igny-test-folder.h"
#include "store-fixture.h"

/* What goes wrong outside: a full disk, a failing one, a damaged file, a folder
 * that may not be written, another program, a kill, a cancel. What changes a
 * process is done in one of its own: this program with a word and a folder. */

#define SKIPPED 77

static char *
spawn_args (const char *word,
            const char *folder,
            GStrv      *args)
{
  g_autoptr(GError) error = NULL;
  char *self = g_file_read_link ("/proc/self/exe", &error);

  g_assert_no_error (error);
  *args = g_new0 (char *, 4);
  (*args)[0] = self;
  (*args)[1] = g_strdup (word);
  (*args)[2] = g_strdup (folder);
  return self;
}

/* Runs a part of this program to its end; what it asserts is asserted. */
static void
run_child (const char *word,
           const char *folder)
{
  g_auto(GStrv) args = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  spawn_args (word, folder, &args);
  g_spawn_sync (NULL, args, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED)
    g_test_skip ("this needs root");
  else
    g_assert_true (g_spawn_check_wait_status (status, &error));
}

static void
assert_whole (StoreFixture *fixture)
{
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM pragma_integrity_check"
                                                  " WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM pragma_foreign_key_check"),
                   ==, 0);
}

static gint64
count_keywords (StoreFixture *fixture)
{
  return store_fixture_number (fixture,
                               "SELECT count(*) FROM keywords WHERE deleted_step IS NULL");
}

/* --- no room -------------------------------------------------------------- */

#define N_MANY 20000

static gboolean
add_many_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  static const char many[] =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO keywords (account, id, created_at, updated_at, site, sector, keyword, key,"
      " volume_estimated, intent_guessed, status)"
      " SELECT 1, randomblob(16), 1, 1, 1, 1, 'many ' || i, 'many ' || i, 0, 0, 'pending' FROM n";

  return igny_db_exec (igny_step_get_db (step), many, NULL, error);
}

static void
assert_no_room (StoreFixture *fixture)
{
  gint64 before = count_keywords (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_false (
      igny_store_write (fixture->store, IGNY_STEP_DO, "Import", add_many_cb, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "nothing was changed"));
  g_assert_nonnull (strstr (error->message, " room "));
  g_assert_cmpint (count_keywords (fixture), ==, before);
}

static void
assert_goes_on (StoreFixture *fixture)
{
  gint64 before = count_keywords (fixture);

  store_fixture_step (fixture, IGNY_STEP_DO, add_many_cb, NULL);
  g_assert_cmpint (count_keywords (fixture), ==, before + N_MANY);
  g_assert_cmpint (store_fixture_undo (fixture, FALSE), ==, 0);
  g_assert_cmpint (count_keywords (fixture), ==, before);
  assert_whole (fixture);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
run_failing (StoreFixture *fixture)
{
  signal (SIGXFSZ, SIG_IGN);
  store_fixture_set_up (fixture, NULL);
  store_fixture_add (fixture, "before", 1);
  limit_files (1 << 20);
  assert_no_room (fixture);
  assert_no_room (fixture);
  limit_files (RLIM_INFINITY);
  assert_goes_on (fixture);
  store_fixture_tear_down (fixture, NULL);
}

/* A small file system, which goes with the process. */
static void
run_full (StoreFixture *fixture,
          const char   *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *megabytes = g_malloc0 (46 << 20);
  g_autoptr(GError) error = NULL;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("small", folder, "tmpfs", 0, "size=48m") != 0)
    exit (SKIPPED);

  fixture->folder = g_strdup (data);
  store_fixture_open_new (fixture);
  store_fixture_add (fixture, "before", 1);
  g_file_set_contents (ballast, megabytes, 46 << 20, &error);
  g_assert_no_error (error);
  assert_no_room (fixture);
  assert_no_room (fixture);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  assert_goes_on (fixture);
  store_fixture_tear_down (fixture, NULL);
}

static void
test_failing_disk (StoreFixture *fixture,
                   gconstpointer data)
{
  run_child ("--failing", fixture->folder);
}

static void
test_full_disk (StoreFixture *fixture,
                gconstpointer data)
{
  g_autofree char *folder = igny_test_folder_new ();

  run_child ("--full", folder);
  igny_test_folder_free (g_steal_pointer (&folder));
}

/* --- not to be written ---------------------------------------------------- */

static void
assert_refused (const char *folder,
                int         code,
                const char *remedy)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) store =
                 igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, IGNY_DB_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, remedy));
}

static void
run_read_only (const char *folder)
{
  /* Root may write everywhere. */
  if (geteuid () == 0)
    g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);
  assert_refused (folder, IGNY_DB_ERROR_FAILED, "--data-dir");
}

static void
test_read_only_folder (StoreFixture *fixture,
                       gconstpointer data)
{
  store_fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  run_child ("--read-only", fixture->folder);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

static void
test_read_only_file (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autofree char *lock = store_fixture_path (fixture, "lock");
  g_autofree char *file = store_fixture_path (fixture, "igny8.db");

  store_fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (lock, 0666), ==, 0);
  g_assert_cmpint (g_chmod (file, 0444), ==, 0);
  run_child ("--read-only", fixture->folder);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

/* --- damaged -------------------------------------------------------------- */

static void
overwrite (const char *path,
           goffset     offset,
           gsize       length)
{
  g_autofree guint8 *noise = g_malloc (length);
  int                fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  memset (noise, 0xa5, length);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, noise, length, offset), ==, length);
  g_assert_cmpint (close (fd), ==, 0);
}

static void
test_damaged_head (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "igny8.db");

  store_fixture_close (fixture);
  overwrite (file, 0, 16);
  assert_refused (fixture->folder, IGNY_DB_ERROR_DAMAGED, "backups");
}

static void
test_damaged_schema (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "igny8.db");

  store_fixture_close (fixture);
  overwrite (file, 100, 3996);
  assert_refused (fixture->folder, IGNY_DB_ERROR_DAMAGED, "backups");
}

static void
test_cut_off (StoreFixture *fixture,
              gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "igny8.db");

  store_fixture_close (fixture);
  g_assert_cmpint (truncate (file, 3 * 4096), ==, 0);
  assert_refused (fixture->folder, IGNY_DB_ERROR_DAMAGED, "backups");
}

static gboolean
read_all_cb (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  gint64 sum;

  return igny_db_get_integer (db, "SELECT sum(length(keyword) + length(id)) FROM keywords", NULL,
                              &sum, error);
}

/* Found while it runs: said, and nothing written over it. */
static void
test_damaged_rows (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autofree char *file = store_fixture_path (fixture, "igny8.db");
  g_autoptr(GError) error = NULL;
  gint64 root;

  store_fixture_step (fixture, IGNY_STEP_DO, add_many_cb, NULL);
  root = store_fixture_number (fixture, "SELECT rootpage FROM sqlite_schema"
                                        " WHERE name = 'keywords'");
  store_fixture_close (fixture);
  overwrite (file, (root - 1) * 4096, 4096);
  store_fixture_open (fixture);
  g_assert_false (igny_store_read (fixture->store, read_all_cb, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (
      igny_store_write (fixture->store, IGNY_STEP_DO, "Import", add_many_cb, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED);
}

/* --- two programs --------------------------------------------------------- */

static gboolean
hold_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  g_autofree char *ready = store_fixture_path (data, "ready");

  store_fixture_add_keyword (data, step, "never committed", 1);
  g_file_set_contents (ready, "", 0, NULL);
  while (pause () != 0)
    ;
  return FALSE;
}

/* Is killed in the middle of a step. */
static void
run_hold (StoreFixture *fixture,
          const char   *folder)
{
  fixture->folder = g_strdup (folder);
  fixture->site = fixture->sector = 1;
  fixture->store =
      igny_store_open (igny_env_get_system (), folder, "com.igny8.Igny8.Test", NULL, NULL);
  g_assert_nonnull (fixture->store);
  store_fixture_add (fixture, "committed", 1);
  store_fixture_step (fixture, IGNY_STEP_DO, hold_cb, fixture);
}

static void
test_killed_owner (StoreFixture *fixture,
                   gconstpointer data)
{
  g_auto(GStrv) args = NULL;
  g_autofree char *ready = store_fixture_path (fixture, "ready");
  g_autofree char *owner = NULL;
  g_autofree char *pid_text = NULL;
  g_autoptr(GError) error = NULL;
  GPid pid;

  store_fixture_close (fixture);
  spawn_args ("--hold", fixture->folder, &args);
  g_spawn_async (NULL, args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  while (!g_file_test (ready, G_FILE_TEST_EXISTS))
    g_usleep (1000);

  g_assert_null (igny_store_open (igny_env_get_system (), fixture->folder, NULL, &owner, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED);
  g_assert_cmpstr (owner, ==, "com.igny8.Igny8.Test");
  pid_text = g_strdup_printf ("process %d)", (int) pid);
  g_assert_nonnull (strstr (error->message, pid_text));

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  store_fixture_open (fixture);
  g_assert_cmpint (count_keywords (fixture), ==, 1);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM step_context"
                                                  " WHERE step IS NOT NULL OR bulk <> 0"),
                   ==, 0);
  assert_whole (fixture);
  store_fixture_undo (fixture, FALSE);
  g_assert_cmpint (count_keywords (fixture), ==, 0);
}

/* --- cancel --------------------------------------------------------------- */

#define FOR_EVER \
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"

static gboolean
read_for_ever_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  gint64 sum;

  return igny_db_get_integer (db, FOR_EVER, NULL, &sum, error);
}

/* Short statements, so that the interrupt falls into all of them in turn. */
static gboolean
write_for_ever_cb (IgnyStep     *step,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  for (gint64 i = 0;; i++)
    if (!igny_db_exec (igny_step_get_db (step), "UPDATE keywords SET volume = ?1",
                       IGNY_BINDS (IGNY_BIND_INT (i)), error))
      return FALSE;
}

/* Ends by itself about when the cancel comes. */
static gboolean
write_shortly_cb (IgnyStep     *step,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  for (gint64 i = 0; i < 30; i++)
    if (!igny_db_exec (igny_step_get_db (step), "UPDATE keywords SET volume = ?1",
                       IGNY_BINDS (IGNY_BIND_INT (i)), error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  GCancellable *cancellable;
  gulong        after; /* microseconds */
} Cancel;

static gpointer
cancel_thread (gpointer data)
{
  Cancel *cancel = data;

  g_usleep (cancel->after);
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

static void
test_cancel (StoreFixture *fixture,
             gconstpointer data)
{
  store_fixture_add (fixture, "boots", 1);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Cancel   cancel = { cancellable, (gulong) g_test_rand_int_range (0, 1500) };
      GThread *thread = g_thread_new ("cancel", cancel_thread, &cancel);
      g_autoptr(GError) error = NULL;

      if (i % 3 == 0)
        igny_store_read (fixture->store, read_for_ever_cb, NULL, cancellable, &error);
      else
        igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Write",
                          i % 3 == 1 ? write_for_ever_cb : write_shortly_cb, NULL, cancellable,
                          &error);
      g_thread_join (thread);
      if (error != NULL || i % 3 != 2)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      /* Both connections go on as if nothing had been. */
      store_fixture_sql (fixture, IGNY_STEP_SYSTEM, "UPDATE keywords SET volume = 7", 0);
      g_assert_cmpint (store_fixture_number (fixture, "SELECT volume FROM keywords"), ==, 7);
    }
}

/* --- closing -------------------------------------------------------------- */

static gboolean
add_one_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *text = g_uuid_string_random ();

  store_fixture_add_keyword (data, step, text, 1);
  return TRUE;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  guint *done = user_data;
  g_autoptr(GError) error = NULL;

  *done += igny_store_finish (IGNY_STORE (source), result, NULL, &error);
}

static void
test_close_with_queue (StoreFixture *fixture,
                       gconstpointer data)
{
  guint done = 0;
  guint refused = 0;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    {
      igny_store_write_async (fixture->store, IGNY_STEP_DO, "Add", add_one_cb, fixture, NULL, NULL,
                              done_cb, &done);
      igny_store_read_async (fixture->store, read_all_cb, NULL, NULL, NULL, done_cb, &done);
    }
  igny_store_close (fixture->store);
  while (done < 100)
    g_main_context_iteration (NULL, TRUE);

  /* Late ones are told so, in both ways of asking. */
  g_assert_false (igny_store_write (fixture->store, IGNY_STEP_DO, "Late", add_one_cb, fixture, NULL,
                                    &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED);
  igny_store_read_async (fixture->store, read_all_cb, NULL, NULL, NULL, done_cb, &refused);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (refused, ==, 0);
  g_clear_object (&fixture->store);

  store_fixture_open (fixture);
  g_assert_cmpint (count_keywords (fixture), ==, 50);
}

static void
test_wrong_thread (StoreFixture *fixture,
                   gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_autofree char *path = store_fixture_path (fixture, "other.db");
      IgnyDb          *db = igny_db_open (path, FALSE, NULL);
      GThread         *thread = g_thread_new ("wrong", (GThreadFunc) (void *) igny_db_close, db);

      g_thread_join (thread);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*g_thread_self*");
}

#define ADD(path, func)                                                              \
  g_test_add ("/store/faults/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  StoreFixture fixture = { 0 };
  const char  *word = argc == 3 ? argv[1] : "";

  if (g_str_equal (word, "--failing"))
    run_failing (&fixture);
  else if (g_str_equal (word, "--full"))
    run_full (&fixture, argv[2]);
  else if (g_str_equal (word, "--read-only"))
    run_read_only (argv[2]);
  else if (g_str_equal (word, "--hold"))
    run_hold (&fixture, argv[2]);
  if (g_str_has_prefix (word, "--"))
    return 0;

  g_test_init (&argc, &argv, NULL);

  ADD ("failing-disk", test_failing_disk);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-file", test_read_only_file);
  ADD ("damaged-head", test_damaged_head);
  ADD ("damaged-schema", test_damaged_schema);
  ADD ("cut-off", test_cut_off);
  ADD ("damaged-rows", test_damaged_rows);
  ADD ("killed-owner", test_killed_owner);
  ADD ("cancel", test_cancel);
  ADD ("close-with-queue", test_close_with_queue);
  ADD ("wrong-thread", test_wrong_thread);

  return g_test_run ();
}
