/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "igny-env.h"
#include "igny-id.h"
#include "igny-number.h"

static gint64
now_cb (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
random_cb (guint8  *bytes,
           gsize    length,
           gpointer user_data)
{
  memset (bytes, 0xff, length);
}

static int
open_cb (const char *path,
         int         flags,
         int         mode,
         gpointer    user_data)
{
  errno = ENOSPC;
  return -1;
}

static void
test_seams (void)
{
  gint64  now = 1700000000123;
  IgnyEnv env = { .now_ms = now_cb, .random = random_cb, .open_file = open_cb, .user_data = &now };
  guint8  bytes[3] = { 0 };

  g_assert_cmpint (igny_env_now_ms (&env), ==, now);
  igny_env_random (&env, bytes, 2);
  g_assert_cmpmem (bytes, 3, "\xff\xff\0", 3);
  g_assert_cmpint (igny_env_open (&env, "/dev/null", O_RDONLY, 0), ==, -1);
  g_assert_cmpint (errno, ==, ENOSPC);
}

static void
test_system (void)
{
  const IgnyEnv *env = igny_env_get_system ();
  guint8         bytes[1000] = { 0 };
  guint          zeros = 0;
  int            file = igny_env_open (env, "/dev/null", O_RDONLY, 0);

  g_assert_cmpint (ABS (igny_env_now_ms (env) - g_get_real_time () / 1000), <, 1000);
  igny_env_random (env, bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    zeros += bytes[i] == 0;
  g_assert_cmpuint (zeros, <, 100);
  g_assert_cmpint (file, >=, 0);
  g_assert_true ((fcntl (file, F_GETFD) & FD_CLOEXEC) != 0);
  close (file);
  g_assert_cmpint (igny_env_open (env, "/nowhere/at/all", O_RDONLY, 0), ==, -1);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_sleep (void)
{
  const IgnyEnv *env = igny_env_get_system ();
  gint64         before = g_get_monotonic_time ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;

  g_assert_true (igny_env_sleep_ms (env, 20, NULL));
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 20000);
  g_assert_true (igny_env_sleep_ms (env, 0, cancellable));

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  before = g_get_monotonic_time ();
  g_assert_false (igny_env_sleep_ms (env, 60000, cancellable));
  g_assert_cmpint (g_get_monotonic_time () - before, <, 30 * G_USEC_PER_SEC);
  g_thread_join (thread);
  /* One that is canceled already is not waited for. */
  g_assert_false (igny_env_sleep_ms (env, 60000, cancellable));
}

/* A clock that stands still, and one that steps back a little, as it does when
 * it is set: ids ascend all the same. */
static void
test_ids_and_clocks (void)
{
  gint64  now = 1900000000000;
  IgnyEnv env = { .now_ms = now_cb, .random = random_cb, .user_data = &now };
  IgnyId  last = igny_id_new (&env);
  char    text[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&last, text);
  g_assert_cmpstr (text + 14, ==, "7000-bfff-ffffffffffff");
  for (guint i = 0; i < 5000; i++)
    {
      IgnyId id = igny_id_new (&env);

      g_assert_cmpint (memcmp (last.bytes, id.bytes, 16), <, 0);
      last = id;
      if (i == 2500)
        now -= 5000;
    }
  g_assert_false (igny_id_is_null (&last));
  g_assert_true (igny_id_is_null (&(IgnyId){ { 0 } }));
}

static void
test_edges_of_numbers (void)
{
  static const struct
  {
    const char *text;
    guint       digits;
    gboolean    ok;
    gint64      value;
  } cases[] = {
    { "0", 0, TRUE, 0 },
    { "+7", 0, TRUE, 7 },
    { ".5", 2, TRUE, 50 },
    { "5.", 2, TRUE, 500 },
    { "-0.01", 2, TRUE, -1 },
    { "9223372036854775799", 0, TRUE, G_GINT64_CONSTANT (9223372036854775799) },
    { "9223372036854775808", 0, FALSE, 0 },
    { "9223372036854775", 6, FALSE, 0 },
    { ".", 2, FALSE, 0 },
    { "-", 2, FALSE, 0 },
    { "1.2.3", 2, FALSE, 0 },
    { "1,5", 2, FALSE, 0 },
    { "--1", 2, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_true (igny_number_from_decimal (cases[i].text, cases[i].digits, &value) ==
                     cases[i].ok);
      if (cases[i].ok)
        g_assert_cmpint (value, ==, cases[i].value);
    }
  g_assert_null (igny_number_to_iso8601 (IGNY_UNKNOWN));
}

static void
test_times_before_1970 (void)
{
  g_autofree char *whole = igny_number_to_iso8601 (-1000);
  g_autofree char *part = igny_number_to_iso8601 (-1);

  g_assert_cmpstr (whole, ==, "1969-12-31T23:59:59.000Z");
  g_assert_cmpstr (part, ==, "1969-12-31T23:59:59.999Z");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/env/seams", test_seams);
  g_test_add_func ("/core/env/system", test_system);
  g_test_add_func ("/core/env/sleep", test_sleep);
  g_test_add_func ("/core/id/clocks", test_ids_and_clocks);
  g_test_add_func ("/core/number/edges", test_edges_of_numbers);
  g_test_add_func ("/core/number/times", test_times_before_1970);

  return g_test_run ();
}
