/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-process.h"

#include <fcntl.h>
#include <unistd.h>

#include "igny-number.h"

#define STAT_TAIL " 1 1 1 0 -1 4194304 9 0 0 0 150 50 0 0 20 0 7 0 100 9999 25 1844674407\n"

/* A system that tells what a test wants. */
typedef struct
{
  const char *stat;
  const char *io;
} Told;

static int
open_file (const char *path,
           int         flags,
           int         mode,
           gpointer    user_data)
{
  const Told *told = user_data;
  const char *text = g_str_has_suffix (path, "/io") ? told->io : told->stat;
  int         ends[2];

  if (text == NULL || pipe (ends) != 0)
    return -1;
  g_assert_cmpint (write (ends[1], text, strlen (text)), ==, (gssize) strlen (text));
  close (ends[1]);
  return ends[0];
}

static void
read_told (const char     *stat,
           const char     *io,
           IgnyProcessUse *use)
{
  Told    told = { stat, io };
  IgnyEnv env = *igny_env_get_system ();

  env.open_file = open_file;
  env.user_data = &told;
  igny_process_read (&env, use);
}

static void
test_told (void)
{
  IgnyProcessUse use;

  /* A name may look like the end of one. */
  read_told ("12 (a) R (b) S" STAT_TAIL,
             "rchar: 5\nwchar: 6\nread_bytes: 4096\nwrite_bytes: 8192\n", &use);
  g_assert_cmpint (use.cpu_time, ==, 200 * G_USEC_PER_SEC / sysconf (_SC_CLK_TCK));
  g_assert_cmpint (use.memory, ==, 25 * sysconf (_SC_PAGESIZE));
  g_assert_cmpint (use.read_bytes, ==, 4096);
  g_assert_cmpint (use.written_bytes, ==, 8192);
}

static void
test_unknown (void)
{
  static const char *const wrong[] = { NULL, "", "12 (a", "12 a) S 1 2", "12 (a) S 1 2 3",
                                       "12 (a) S 1 1 1 0 -1 4 9 0 0 0 x y 0 0 20 0 7 0 1 9 z 1" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      IgnyProcessUse use;

      read_told (wrong[i], "read_bytes 7\nwrite_bytes: -1\n", &use);
      g_assert_cmpint (use.cpu_time, ==, IGNY_UNKNOWN);
      g_assert_cmpint (use.memory, ==, IGNY_UNKNOWN);
      g_assert_cmpint (use.read_bytes, ==, IGNY_UNKNOWN);
      g_assert_cmpint (use.written_bytes, ==, IGNY_UNKNOWN);
    }
}

/* What this process takes, as the system itself tells it. */
static void
test_real (void)
{
  const IgnyEnv *env = igny_env_get_system ();
  gint64         begin = g_get_monotonic_time ();
  IgnyProcessUse before;
  IgnyProcessUse after;

  igny_process_read (env, &before);
  if (before.cpu_time == IGNY_UNKNOWN)
    {
      g_test_skip ("no /proc");
      return;
    }
  do
    igny_process_read (env, &after);
  while (after.cpu_time == before.cpu_time && g_get_monotonic_time () < begin + 5 * G_USEC_PER_SEC);
  g_assert_cmpint (after.cpu_time, >, before.cpu_time);
  g_assert_cmpint (after.memory, >, 100 * 1024);
}

static gpointer
wait_for_it (gpointer data)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  return NULL;
}

static gboolean
has_thread (const char *name)
{
  g_autoptr(GArray) threads = igny_process_read_threads (igny_env_get_system ());

  for (guint i = 0; i < threads->len; i++)
    if (g_str_equal (g_array_index (threads, IgnyThreadUse, i).name, name))
      return TRUE;
  return FALSE;
}

static void
test_threads (void)
{
  GMutex   mutex;
  GThread *thread;

  if (!g_file_test ("/proc/self/task", G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no /proc");
      return;
    }
  g_mutex_init (&mutex);
  g_mutex_lock (&mutex);
  thread = g_thread_new ("igny-waits", wait_for_it, &mutex);
  /* It gives itself its name. */
  while (!has_thread ("igny-waits"))
    g_thread_yield ();
  g_mutex_unlock (&mutex);
  g_thread_join (thread);
  g_mutex_clear (&mutex);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process/told", test_told);
  g_test_add_func ("/process/unknown", test_unknown);
  g_test_add_func ("/process/real", test_real);
  g_test_add_func ("/process/threads", test_threads);
  return g_test_run ();
}
