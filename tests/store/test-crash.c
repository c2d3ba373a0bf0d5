/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failing-disk.h"
#include "igny-test-folder.h"
#include "store-fixture.h"

/* Ten scripts of steps, undo and redo, which end in the middle: by a disk that
 * fails at each write, sync and truncation in turn, once or from then on, and by
 * kill -9 at any moment between the first and the last step. What was
 * acknowledged is in the file, whole, and nothing else but the one step that was
 * under way; a disk that failed once hinders no later step. IGNY8_CRASH_EVERY=1
 * tries every call of the disk (a part of them otherwise); IGNY8_CRASH_KILLS
 * says how many kills have to hit. */

#define N_SCRIPTS 10
#define N_OPERATIONS 12
#define N_MEASURED 3 /* runs that end by themselves, to know how long steps take */

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

typedef struct
{
  StoreFixture *fixture;
  guint         script;
  gint64       *states;       /* after each operation; learned, or known */
  gboolean      learns;       /* states */
  gboolean      goes_on;      /* tries again what failed, as a person does */
  guint         acknowledged; /* operations that succeeded */
} Run;

static gboolean
open_store (Run *run)
{
  for (guint i = 0; i < 1u + run->goes_on && run->fixture->store == NULL; i++)
    run->fixture->store =
        igny_store_open (igny_env_get_system (), run->fixture->folder, NULL, NULL, NULL);
  return run->fixture->store != NULL;
}

static gboolean
run_next (Run *run)
{
  gboolean ok = run_operation (run->fixture, run->script, run->acknowledged);

  if (!ok && run->goes_on)
    {
      g_assert_cmpint (store_fixture_number (run->fixture, STATE_SQL), ==,
                       run->states[run->acknowledged]);
      ok = run_operation (run->fixture, run->script, run->acknowledged);
    }
  run->acknowledged += ok;
  if (ok && run->learns)
    run->states[run->acknowledged] = store_fixture_number (run->fixture, STATE_SQL);
  return ok;
}

/* The operations in two halves with a restart between. */
static void
run_script (Run *run)
{
  run->acknowledged = 0;
  for (guint half = 0; half < 2; half++)
    {
      guint    end = (half + 1) * N_OPERATIONS / 2;
      gboolean ok = TRUE;

      if (!open_store (run))
        return;
      while (ok && run->acknowledged < end)
        ok = run_next (run);
      store_fixture_close (run->fixture);
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

/* The states of a run that nothing ends. */
static void
learn_states (StoreFixture *fixture,
              const char *template,
              guint   script,
              gint64 *states)
{
  Run run = { fixture, script, states, TRUE, FALSE, 0 };

  begin_again (fixture, template);
  store_fixture_open (fixture);
  states[0] = store_fixture_number (fixture, STATE_SQL);
  store_fixture_close (fixture);
  begin_again (fixture, template);
  run_script (&run);
  g_assert_cmpuint (run.acknowledged, ==, N_OPERATIONS);
}

static guint
get_number (const char *name,
            guint       fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

/* --- a disk that fails ---------------------------------------------------- */

/* FALSE when the script made fewer calls than that. */
static gboolean
fail_call (StoreFixture *fixture,
           const char *template,
           guint    script,
           gint64  *states,
           guint    at,
           gboolean once)
{
  Run    run = { fixture, script, states, FALSE, once, 0 };
  guint  n_calls;
  gint64 state;

  begin_again (fixture, template);
  failing_disk_arm (at, once);
  run_script (&run);
  n_calls = failing_disk_count_calls ();
  failing_disk_arm (0, FALSE);
  store_fixture_open (fixture);
  state = store_fixture_number (fixture, STATE_SQL);
  if (state != states[run.acknowledged] || (once && run.acknowledged < N_OPERATIONS))
    g_test_message ("script %u, call %u fails %s, %u acknowledged", script, at,
                    once ? "once" : "from then on", run.acknowledged);
  if (once)
    g_assert_cmpuint (run.acknowledged, ==, N_OPERATIONS);
  g_assert_cmpint (state, ==, states[run.acknowledged]);
  assert_whole (fixture);
  store_fixture_close (fixture);
  return n_calls >= at;
}

/* How many calls the script makes differs by a few, as ids are random, so the
 * last is the one behind which none is met. */
static guint
fail_calls (StoreFixture *fixture,
            const char *template,
            guint    script,
            gint64  *states,
            gboolean once)
{
  guint every = get_number ("IGNY8_CRASH_EVERY", 200);
  guint n = 0;

  for (guint at = 1 + script % every;
       fail_call (fixture, template, script, states, at, once); at += every)
    n++;
  return n;
}

static void
test_failing_calls (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autofree char *template = fixture->folder;
  guint  script = GPOINTER_TO_UINT (data);
  gint64 states[N_OPERATIONS + 1] = { 0 };
  guint  n_calls;
  guint  n_once;
  guint  n_from;

  store_fixture_close (fixture);
  fixture->folder = igny_test_folder_new ();
  failing_disk_arm (0, FALSE);
  learn_states (fixture, template, script, states);
  n_calls = failing_disk_count_calls ();
  g_assert_cmpuint (n_calls, >, 50);
  n_once = fail_calls (fixture, template, script, states, TRUE);
  n_from = fail_calls (fixture, template, script, states, FALSE);
  g_test_message ("script %u, about %u calls: %u failed once, %u from then on", script, n_calls,
                  n_once, n_from);
  g_assert_cmpuint (MIN (n_once, n_from), >, 0);
  igny_test_folder_free (g_steal_pointer (&template));
}

/* --- kill -9 -------------------------------------------------------------- */

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

/* When the next operation was acknowledged; FALSE at the end. */
static gboolean
read_word (int     out,
           gint64 *at)
{
  char word;

  if (read (out, &word, 1) != 1)
    return FALSE;
  *at = g_get_monotonic_time ();
  return TRUE;
}

/* Adds how long each operation took, but for the first: to gaps[i] the time from
 * the i-th word to the next. */
static void
measure_victim (const char *folder,
                guint       script,
                gint64     *gaps)
{
  gint64 before = 0;
  gint64 now = 0;
  int    out;
  GPid   pid = start_victim (folder, script, &out);

  g_assert_true (read_word (out, &before));
  for (guint i = 1; i < N_OPERATIONS; i++)
    {
      g_assert_true (read_word (out, &now));
      gaps[i] += now - before;
      before = now;
    }
  close (out);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

/* After so many words and a delay in microseconds; how many words there were. */
static guint
kill_victim (const char *folder,
             guint       script,
             guint       words,
             gulong      after)
{
  guint  acknowledged = 0;
  gint64 at;
  int    status;
  int    out;
  GPid   pid = start_victim (folder, script, &out);

  while (acknowledged < words)
    {
      g_assert_true (read_word (out, &at));
      acknowledged++;
    }
  g_usleep (after);
  kill (pid, SIGKILL);
  while (read_word (out, &at))
    acknowledged++;
  close (out);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  /* One that was through before is no kill at all. */
  if (!WIFSIGNALED (status))
    g_assert_cmpuint (acknowledged, ==, N_OPERATIONS);
  return acknowledged;
}

/* Whether it was killed between the commit and the word. */
static gboolean
check_killed (StoreFixture *fixture,
              const gint64 *states,
              guint         acknowledged)
{
  gint64   state;
  gboolean is_ahead;

  store_fixture_open (fixture);
  state = store_fixture_number (fixture, STATE_SQL);
  is_ahead = acknowledged < N_OPERATIONS && state != states[acknowledged] &&
             state == states[acknowledged + 1];
  if (!is_ahead)
    g_assert_cmpint (state, ==, states[acknowledged]);
  assert_whole (fixture);
  store_fixture_close (fixture);
  return is_ahead;
}

typedef struct
{
  gint64 states[N_OPERATIONS + 1];
  gint64 gaps[N_OPERATIONS]; /* of N_MEASURED runs */
} Script;

static void
measure_scripts (StoreFixture *fixture,
                 const char *template,
                 Script *scripts)
{
  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      learn_states (fixture, template, i, scripts[i].states);
      for (guint j = 0; j < N_MEASURED; j++)
        {
          begin_again (fixture, template);
          measure_victim (fixture->folder, i, scripts[i].gaps);
        }
    }
}

/* A kill is aimed at a moment of one operation, drawn from all but the first; it
 * hits when it comes before the last word. */
static void
test_kills (StoreFixture *fixture,
            gconstpointer data)
{
  g_autofree char *template = fixture->folder;
  Script scripts[N_SCRIPTS] = { 0 };
  guint  n_kills = get_number ("IGNY8_CRASH_KILLS", 10);
  guint  hits[N_OPERATIONS] = { 0 };
  guint  n_hit = 0;
  guint  n_ahead = 0;
  guint  n_tries = 0;
  g_autoptr(GString) text = g_string_new (NULL);

  store_fixture_close (fixture);
  fixture->folder = igny_test_folder_new ();
  measure_scripts (fixture, template, scripts);
  while (n_hit < n_kills && n_tries < 3 * n_kills + 30)
    {
      guint   number = n_tries++ % N_SCRIPTS;
      Script *script = &scripts[number];
      guint   words = (guint) g_test_rand_int_range (1, N_OPERATIONS);
      double  longest = (double) script->gaps[words] / N_MEASURED;
      guint   acknowledged;

      begin_again (fixture, template);
      acknowledged = kill_victim (fixture->folder, number, words,
                                  (gulong) g_test_rand_double_range (0, longest + 1));
      n_ahead += check_killed (fixture, script->states, acknowledged);
      if (acknowledged == N_OPERATIONS)
        continue;
      hits[acknowledged]++;
      n_hit++;
    }
  for (guint i = 1; i < N_OPERATIONS; i++)
    g_string_append_printf (text, " %u", hits[i]);
  g_test_message ("%u kills between the first and the last acknowledged step, of %u tries; %u of"
                  " them behind a commit before its word; after each step:%s",
                  n_hit, n_tries, n_ahead, text->str);
  g_assert_cmpuint (n_hit, ==, n_kills);
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
  failing_disk_install ();

  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/crash/failing-calls/%u", i);

      g_test_add (path, StoreFixture, GUINT_TO_POINTER (i), store_fixture_set_up,
                  test_failing_calls, store_fixture_tear_down);
    }
  g_test_add ("/store/crash/kills", StoreFixture, NULL, store_fixture_set_up, test_kills,
              store_fixture_tear_down);

  return g_test_run ();
}
