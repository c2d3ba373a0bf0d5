/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "igny-test-folder.h"
#include "store-fixture.h"

/* Ten scripts of steps, undo and redo, which end in the middle: by a disk that
 * fails at each write, sync and truncation in turn, and by kill -9 at any
 * moment. What was acknowledged is in the file, whole, and nothing else but the
 * one step that was under way. IGNY8_CRASH_EVERY=1 tries every call of the disk
 * (a part of them otherwise); IGNY8_CRASH_KILLS says how many kills. */

#define N_SCRIPTS 10
#define N_OPERATIONS 12

/* --- a disk that fails ---------------------------------------------------- */

typedef struct
{
  sqlite3_file base;
  sqlite3_file real[]; /* of the system's VFS */
} DiskFile;

static struct
{
  sqlite3_vfs       *system;
  sqlite3_io_methods methods;
  gint               calls;   /* atomic: since it was armed */
  gint               fail_at; /* atomic: 0 never, else this call */
  gint               once;    /* only that one, or all from it on */
} disk;

static gboolean
is_failing (void)
{
  gint call = g_atomic_int_add (&disk.calls, 1) + 1;
  gint at = g_atomic_int_get (&disk.fail_at);

  return at > 0 && (disk.once != 0 ? call == at : call >= at);
}

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((DiskFile *) file)->real;
}

static int
disk_write (sqlite3_file *file,
            const void   *bytes,
            int           length,
            sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);

  if (!is_failing ())
    return real->pMethods->xWrite (real, bytes, length, offset);
  /* A part of it may have come to the disk. */
  if (length > 1)
    real->pMethods->xWrite (real, bytes, length / 2, offset);
  return SQLITE_IOERR_WRITE;
}

static int
disk_truncate (sqlite3_file *file,
               sqlite3_int64 size)
{
  sqlite3_file *real = real_file (file);

  return is_failing () ? SQLITE_IOERR_TRUNCATE : real->pMethods->xTruncate (real, size);
}

static int
disk_sync (sqlite3_file *file,
           int           flags)
{
  sqlite3_file *real = real_file (file);

  return is_failing () ? SQLITE_IOERR_FSYNC : real->pMethods->xSync (real, flags);
}

static int
disk_close (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xClose (real);
}

static int
disk_read (sqlite3_file *file,
           void         *bytes,
           int           length,
           sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xRead (real, bytes, length, offset);
}

static int
disk_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xFileSize (real, size);
}

static int
disk_lock (sqlite3_file *file,
           int           level)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xLock (real, level);
}

static int
disk_unlock (sqlite3_file *file,
             int           level)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xUnlock (real, level);
}

static int
disk_check_lock (sqlite3_file *file,
                 int          *locked)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xCheckReservedLock (real, locked);
}

static int
disk_control (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xFileControl (real, operation, argument);
}

static int
disk_sector (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xSectorSize (real);
}

static int
disk_traits (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xDeviceCharacteristics (real);
}

static int
disk_shm_map (sqlite3_file   *file,
              int             page,
              int             size,
              int             extend,
              void volatile **memory)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmMap (real, page, size, extend, memory);
}

static int
disk_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmLock (real, offset, n, flags);
}

static void
disk_shm_barrier (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  real->pMethods->xShmBarrier (real);
}

static int
disk_shm_unmap (sqlite3_file *file,
                int           remove)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmUnmap (real, remove);
}

static int
disk_open (sqlite3_vfs  *vfs,
           const char   *name,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  int rc = disk.system->xOpen (disk.system, name, real_file (file), flags, out_flags);

  file->pMethods = rc == SQLITE_OK ? &disk.methods : NULL;
  return rc;
}

static void
install_disk (void)
{
  static sqlite3_vfs vfs;

  disk.system = sqlite3_vfs_find (NULL);
  disk.methods = (sqlite3_io_methods){
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_traits,
    .xShmMap = disk_shm_map,
    .xShmLock = disk_shm_lock,
    .xShmBarrier = disk_shm_barrier,
    .xShmUnmap = disk_shm_unmap,
  };
  vfs = *disk.system;
  vfs.zName = "failing";
  vfs.szOsFile = (int) sizeof (DiskFile) + disk.system->szOsFile;
  vfs.xOpen = disk_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

static void
arm (gint     fail_at,
     gboolean once)
{
  g_atomic_int_set (&disk.fail_at, 0);
  g_atomic_int_set (&disk.calls, 0);
  disk.once = once;
  g_atomic_int_set (&disk.fail_at, fail_at);
}

/* --- scripts -------------------------------------------------------------- */

typedef struct
{
  StoreFixture *fixture;
  guint         script;
  guint         number;
} Operation;

/* As a person adds, as an import does, as an engine edits. */
static gboolean
do_cb (IgnyStep     *step,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  static const char many[] =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
      " INSERT INTO keywords (account, id, created_at, updated_at, site, sector, keyword, key,"
      " volume_estimated, intent_guessed, status, volume)"
      " SELECT 1, randomblob (16), 1, 1, 1, 1, k, k, 0, 0, 'pending', ?3"
      " FROM (SELECT ?2 || ' ' || i AS k FROM n)";
  const Operation *operation = data;
  guint            kind = (operation->number + operation->script) % 4;
  g_autofree char *name = g_strdup_printf ("word %u", operation->number);

  if (kind == 0)
    return igny_db_exec (igny_step_get_db (step),
                         "UPDATE keywords SET volume = row * ?1 % 1009 WHERE deleted_step IS NULL",
                         IGNY_BINDS (IGNY_BIND_INT (operation->number + 2)), error);
  if (kind == 1)
    return igny_db_exec (igny_step_get_db (step),
                         "UPDATE keywords SET deleted_step = ?1 WHERE deleted_step IS NULL AND"
                         " row % 3 = 0",
                         IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step))), error);
  return igny_db_exec (igny_step_get_db (step), many,
                       IGNY_BINDS (IGNY_BIND_INT (kind == 2 ? 3 : 40 * (operation->script + 1)),
                                   IGNY_BIND_TEXT (name), IGNY_BIND_INT (operation->number)),
                       error);
}

/* FALSE when the disk failed; what there is not to undo is done, too. */
static gboolean
run_operation (StoreFixture *fixture,
               guint         script,
               guint         number)
{
  Operation operation = { fixture, script, number };
  guint     turn = (number * 7 + script) % 5;
  IgnyUndo  undo = { 0 };
  gboolean  ok;
  g_autoptr(GError) error = NULL;

  if (number > 1 && turn <= 1)
    ok = igny_store_undo (fixture->store, turn == 1, &undo, &error);
  else
    ok = igny_store_write (fixture->store, IGNY_STEP_DO, "Test", do_cb, &operation, NULL, &error);
  igny_undo_clear (&undo);
  return ok || g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
}

#define STATE_SQL                                                             \
  "SELECT (SELECT count(*) FROM steps WHERE kind <> 'system') * 1000000007 +" \
  " (SELECT total(volume * 31 + row) FROM keywords WHERE deleted_step IS NULL)"

/* The operations in two halves with a restart between; *states, when wanted,
 * gets the state after each, *acknowledged how many succeeded. */
static void
run_script (StoreFixture *fixture,
            guint         script,
            gint64       *states,
            guint        *acknowledged)
{
  *acknowledged = 0;
  for (guint half = 0; half < 2; half++)
    {
      guint    end = (half + 1) * N_OPERATIONS / 2;
      gboolean ok = TRUE;

      fixture->store =
          igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, NULL);
      if (fixture->store == NULL)
        return;
      while (ok && *acknowledged < end)
        {
          ok = run_operation (fixture, script, *acknowledged);
          *acknowledged += ok;
          if (ok && states != NULL)
            states[*acknowledged] = store_fixture_number (fixture, STATE_SQL);
        }
      store_fixture_close (fixture);
      if (!ok)
        return;
    }
}

static void
copy_file (StoreFixture *fixture,
           const char   *from,
           const char   *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = store_fixture_path (fixture, name);
  g_autofree char *bytes = NULL;
  gsize            length;

  g_unlink (target);
  if (g_file_get_contents (source, &bytes, &length, NULL))
    g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
}

static void
begin_again (StoreFixture *fixture,
             const char *template)
{
  copy_file (fixture, template, "igny8.db");
  copy_file (fixture, template, "igny8.db-wal");
  copy_file (fixture, template, "igny8.db-shm");
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

/* --- the two ends --------------------------------------------------------- */

static guint
get_number (const char *name,
            guint       fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static guint
fail_script (StoreFixture *fixture,
             const char *template,
             guint script,
             guint every)
{
  gint64 states[N_OPERATIONS + 1] = { 0 };
  guint  acknowledged;
  gint   n_calls;
  guint  n_runs = 0;

  begin_again (fixture, template);
  store_fixture_open (fixture);
  states[0] = store_fixture_number (fixture, STATE_SQL);
  store_fixture_close (fixture);
  begin_again (fixture, template);
  arm (0, FALSE);
  run_script (fixture, script, states, &acknowledged);
  n_calls = g_atomic_int_get (&disk.calls);
  g_assert_cmpint (acknowledged, ==, N_OPERATIONS);
  g_assert_cmpint (n_calls, >, 50);

  for (gint at = 1 + (gint) (script % every); at <= n_calls; at += (gint) every)
    {
      gint64 state;

      begin_again (fixture, template);
      arm (at, at % 3 == 0);
      run_script (fixture, script, NULL, &acknowledged);
      arm (0, FALSE);
      store_fixture_open (fixture);
      state = store_fixture_number (fixture, STATE_SQL);
      if (state != states[acknowledged])
        g_test_message ("script %u, call %d, %u acknowledged", script, at, acknowledged);
      g_assert_cmpint (state, ==, states[acknowledged]);
      assert_whole (fixture);
      store_fixture_close (fixture);
      n_runs++;
    }
  return n_runs;
}

static void
test_failing_calls (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autofree char *template = fixture->folder;
  guint every = get_number ("IGNY8_CRASH_EVERY", 150);
  guint n_runs = 0;

  store_fixture_close (fixture);
  fixture->folder = igny_test_folder_new ();
  for (guint script = 0; script < N_SCRIPTS; script++)
    n_runs += fail_script (fixture, template, script, every);
  g_test_message ("%u calls failed in %u scripts", n_runs, N_SCRIPTS);
  igny_test_folder_free (g_steal_pointer (&template));
}

/* The victim: says each operation that was acknowledged. */
static void
run_victim (const char *folder,
            guint       script)
{
  char        *copy = g_strdup (folder);
  StoreFixture fixture = { .folder = copy, .site = 1, .sector = 1 };

  fixture.store = igny_store_open (igny_env_get_system (), folder, NULL, NULL, NULL);
  g_assert_nonnull (fixture.store);
  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_assert_true (run_operation (&fixture, script, i));
      g_assert_cmpint (write (STDOUT_FILENO, "+", 1), ==, 1);
    }
  store_fixture_close (&fixture);
  g_free (copy);
}

static GPid
start_victim (const char *folder,
              guint       script,
              int        *out)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = g_strdup_printf ("%u", script);
  char            *args[] = { self, (char *) "--victim", (char *) folder, number, NULL };
  g_autoptr(GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, args, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* How many it acknowledged; after is in microseconds, 0 for never. */
static guint
kill_victim (const char *folder,
             guint       script,
             gulong      after)
{
  char   buffer[N_OPERATIONS + 1];
  guint  acknowledged = 0;
  int    out;
  GPid   pid = start_victim (folder, script, &out);
  gssize n;

  if (after > 0)
    {
      g_usleep (after);
      kill (pid, SIGKILL);
    }
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    acknowledged += (guint) n;
  close (out);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  return acknowledged;
}

static void
check_killed (StoreFixture *fixture,
              const gint64 *states,
              guint         acknowledged)
{
  gint64 state;

  store_fixture_open (fixture);
  state = store_fixture_number (fixture, STATE_SQL);
  /* It may have been killed between the commit and the word. */
  if (acknowledged == N_OPERATIONS || state != states[acknowledged + 1])
    g_assert_cmpint (state, ==, states[acknowledged]);
  assert_whole (fixture);
  store_fixture_close (fixture);
}

static void
test_kills (StoreFixture *fixture,
            gconstpointer data)
{
  g_autofree char *template = fixture->folder;
  gint64 states[N_SCRIPTS][N_OPERATIONS + 1];
  gint64 length[N_SCRIPTS];
  guint  n_kills = get_number ("IGNY8_CRASH_KILLS", 10);
  guint  n_cut = 0;

  store_fixture_close (fixture);
  fixture->folder = igny_test_folder_new ();
  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      guint acknowledged;

      begin_again (fixture, template);
      store_fixture_open (fixture);
      states[i][0] = store_fixture_number (fixture, STATE_SQL);
      store_fixture_close (fixture);
      run_script (fixture, i, states[i], &acknowledged);
      begin_again (fixture, template);
      length[i] = -g_get_monotonic_time ();
      g_assert_cmpint (kill_victim (fixture->folder, i, 0), ==, N_OPERATIONS);
      length[i] += g_get_monotonic_time ();
    }
  for (guint i = 0; i < n_kills; i++)
    {
      guint script = i % N_SCRIPTS;
      guint acknowledged;

      begin_again (fixture, template);
      acknowledged = kill_victim (fixture->folder, script,
                                  1 + (gulong) g_test_rand_double_range (
                                          0, (double) length[script]));
      n_cut += acknowledged > 0 && acknowledged < N_OPERATIONS;
      check_killed (fixture, states[script], acknowledged);
    }
  g_test_message ("%u kills, %u of them between two steps or in one", n_kills, n_cut);
  igny_test_folder_free (g_steal_pointer (&template));
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--victim"))
    {
      run_victim (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  install_disk ();

  g_test_add ("/store/crash/failing-calls", StoreFixture, NULL, store_fixture_set_up,
              test_failing_calls, store_fixture_tear_down);
  g_test_add ("/store/crash/kills", StoreFixture, NULL, store_fixture_set_up, test_kills,
              store_fixture_tear_down);

  return g_test_run ();
}
