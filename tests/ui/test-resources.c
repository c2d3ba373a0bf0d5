/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-log-keeper.h"
#include "igny-resource-data.h"
#include "igny-resource-words.h"
#include "igny-test-folder.h"

typedef struct
{
  char      *folder;
  IgnyStore *store;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

static void
test_kept (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (IgnyResourcePoint));
  g_autoptr(GError) error = NULL;

  for (gint64 i = 1; i <= IGNY_RESOURCE_POINTS + 3; i++)
    {
      IgnyResourceSpan span = { { 0, 60 * G_USEC_PER_SEC, i * 1000, i }, IGNY_UNKNOWN, 7 };

      g_assert_true (igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Keep",
                                       igny_resource_data_keep, &span, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_true (igny_store_read (fixture->store, igny_resource_data_read_points, points, NULL,
                                  &error));
  g_assert_no_error (error);
  g_assert_cmpuint (points->len, ==, IGNY_RESOURCE_POINTS);
  for (guint i = 0; i < points->len; i++)
    {
      const IgnyResourcePoint *point = &g_array_index (points, IgnyResourcePoint, i);

      g_assert_cmpint (point->memory, ==, i + 4);
      g_assert_cmpint (point->cpu_time, ==, (i + 4) * 1000);
      g_assert_cmpint (point->at, >, 0);
    }
}

/* Looks of two seconds and minutes that are kept are not bars of one chart. */
static void
test_minutes (void)
{
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (IgnyResourcePoint));
  IgnyResourceData first = { .tick = 5 * G_USEC_PER_SEC, .use = { .cpu_time = 1000 } };
  IgnyResourceData last = first;

  for (gint64 i = 0; i < IGNY_RESOURCE_POINTS; i++)
    {
      IgnyResourcePoint point = { i, 60 * G_USEC_PER_SEC, 1, 1 };
      g_autoptr(GArray) minutes = NULL;

      g_array_append_val (kept, point);
      minutes = igny_resource_data_list_minutes (kept, &first, &last);
      g_assert_cmpuint (minutes->len, ==, kept->len);
    }
  for (gint64 seconds = 2; seconds < 60; seconds += 2)
    {
      g_autoptr(GArray) minutes = NULL;
      const IgnyResourcePoint *running;

      last.tick = first.tick + seconds * G_USEC_PER_SEC;
      last.use.cpu_time = 1000 + seconds * 7;
      minutes = igny_resource_data_list_minutes (kept, &first, &last);
      g_assert_cmpuint (minutes->len, ==, IGNY_RESOURCE_POINTS);
      g_assert_cmpint (g_array_index (minutes, IgnyResourcePoint, 0).at, ==, 1);
      running = &g_array_index (minutes, IgnyResourcePoint, IGNY_RESOURCE_POINTS - 1);
      g_assert_cmpint (running->wall_time, ==, seconds * G_USEC_PER_SEC);
      g_assert_cmpint (running->cpu_time, ==, seconds * 7);
    }
}

static void
test_words (void)
{
  IgnyResourceData data = { 0 };
  g_autofree char *share = igny_resource_words_share (31000, G_USEC_PER_SEC);
  g_autofree char *unknown = igny_resource_words_share (IGNY_UNKNOWN, G_USEC_PER_SEC);
  g_autofree char *disk = NULL;

  g_assert_cmpstr (share, ==, "3.1 %");
  g_assert_cmpstr (unknown, ==, "–");
  data.free_bytes = 5000000;
  data.disk_bytes = 20000000000;
  disk = igny_resource_words_disk (&data);
  g_assert_nonnull (strstr (disk, "make room"));
}

static void
test_threads (void)
{
  const IgnyThreadUse      uses[] = { { 1, "igny-writer", 'S', 100 },
                                      { 2, "pool-7", 'R', 500000 },
                                      { 3, "strange", 'D', IGNY_UNKNOWN } };
  const IgnyThreadUse      old = { 2, "pool-7", 'R', 0 };
  static const char *const titles[] = { "Writes the data", "Does jobs", "Of a library (strange)" };
  static const char *const does[] = { "waits · –", "works · 50.0 %", "waits for the disk · –" };
  IgnyResourceData         data = { .tick = G_USEC_PER_SEC };
  IgnyResourceData         before = { 0 };

  data.threads = g_array_new (FALSE, FALSE, sizeof (IgnyThreadUse));
  before.threads = g_array_new (FALSE, FALSE, sizeof (IgnyThreadUse));
  g_array_append_vals (data.threads, uses, G_N_ELEMENTS (uses));
  g_array_append_val (before.threads, old);
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;

      igny_resource_words_thread (&data, &before, i, &title, &subtitle);
      g_assert_cmpstr (title, ==, titles[i]);
      g_assert_cmpstr (subtitle, ==, does[i]);
    }
  g_array_unref (data.threads);
  g_array_unref (before.threads);
}

/* In a process of its own: a log writer is for life. */
static void
test_log (void)
{
  g_autofree char *lines = NULL;

  if (g_test_subprocess ())
    {
      g_autoptr(IgnyLogKeeper) keeper = igny_log_keeper_install ();

      for (guint i = 0; i < 150; i++)
        g_message ("message %u\nof two lines", i);
      lines = igny_log_keeper_dup_lines (keeper);
      g_assert_null (strstr (lines, "message 49 "));
      g_assert_nonnull (strstr (lines, "message 50 of two lines\n"));
      g_assert_true (g_str_has_suffix (lines, "message 149 of two lines"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*message 149*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/resources/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add_func ("/resources/minutes", test_minutes);
  g_test_add_func ("/resources/words", test_words);
  g_test_add_func ("/resources/threads", test_threads);
  g_test_add_func ("/resources/log", test_log);
  return g_test_run ();
}
