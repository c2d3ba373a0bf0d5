/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of a site that is left alone: asleep, switched off, without a key, and
 * suspended. */
#include <string.h>

#include "igny-number.h"
#include "unattended-fixture.h"

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * HOUR_MS)

static gint64
add_article (UnattendedFixture *self,
             const char        *title,
             gint64             at)
{
  g_autofree char *time = igny_number_to_iso8601 (at);
  IgnyAssignment   task = { "title", title };
  IgnyAssignment   text[] = { { "title", title },
                              { "task", title },
                              { "status", "approved" },
                              { "html_content", "<p>Warm &amp; dry.</p>" },
                              { "scheduled_at", time } };

  unattended_add (self, "tasks", &task, 1);
  return unattended_add (self, "content", text, G_N_ELEMENTS (text));
}

/* Three days are slept through: one post at once, the others at later times. */
static void
test_sleep (UnattendedFixture *self,
            gconstpointer      data)
{
  static const IgnyAssignment publishing[] = { { "auto_publish", "true" } };
  g_autoptr(GArray) times = NULL;

  unattended_set_publishing (self, publishing, G_N_ELEMENTS (publishing));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Boots %u", i);

      add_article (self, title, UNATTENDED_BEGIN + i * DAY_MS + 20 * HOUR_MS);
    }
  self->jump = 4 * DAY_MS;
  /* It wakes on a Saturday, and sleeps no more. */
  unattended_run_until (self, UNATTENDED_BEGIN + 4 * DAY_MS + 2 * HOUR_MS);
  g_assert_cmpuint (self->site->made, ==, 1);
  g_assert_cmpint (
      unattended_number (self, "SELECT count(*) FROM content WHERE status = 'published'"), ==, 1);
  g_assert_cmpint (
      unattended_number (self, "SELECT wp_post_id FROM content WHERE title = 'Boots 0'"), ==, 1);

  unattended_run_until (self, UNATTENDED_BEGIN + 10 * DAY_MS);
  times = unattended_list_times (self, "SELECT published_at FROM content ORDER BY row");
  g_assert_cmpuint (self->site->made, ==, 3);
  g_assert_cmpuint (times->len, ==, 3);
  /* On Monday and on Tuesday at nine, of that zone. */
  g_assert_cmpint (g_array_index (times, gint64, 1) - UNATTENDED_BEGIN, >=,
                   5 * DAY_MS + 20 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 1) - UNATTENDED_BEGIN, <,
                   5 * DAY_MS + 21 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 2) - UNATTENDED_BEGIN, >=,
                   6 * DAY_MS + 20 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 2) - UNATTENDED_BEGIN, <,
                   6 * DAY_MS + 21 * HOUR_MS);
}

/* What nobody switched on does not happen. */
static void
test_off (UnattendedFixture *self,
          gconstpointer      data)
{
  unattended_add_keywords (self);
  add_article (self, "Boots", UNATTENDED_BEGIN + HOUR_MS);
  unattended_run_until (self, UNATTENDED_BEGIN + 2 * DAY_MS);
  g_assert_cmpuint (self->site->made, ==, 0);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs"), ==, 0);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM clusters"), ==, 0);
}

/* Without a key the stages that need one say so, and the others go on. */
static void
test_no_key (UnattendedFixture *self,
             gconstpointer      data)
{
  static const IgnyAssignment run[] = { { "enabled", "true" }, { "content.engine", "ai" } };
  char                       *why;

  unattended_add_keywords (self);
  unattended_set (self, "openai.model", "");
  unattended_set_automation (self, run, G_N_ELEMENTS (run));
  unattended_run_until (self, UNATTENDED_BEGIN + DAY_MS);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs WHERE status ="
                                            " 'completed'"),
                   ==, 1);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM tasks"), >, 0);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM content"), ==, 0);
  why = unattended_dup_text (self, "SELECT stages ->> '$.content.skipped' FROM automation_runs");
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, "model"));
  g_free (why);
}

static void
count_cb (const char    *domain,
          GLogLevelFlags level,
          const char    *message,
          gpointer       user_data)
{
  if (level & G_LOG_LEVEL_MESSAGE && strstr (message, "suspended") != NULL)
    g_atomic_int_inc ((gint *) user_data);
}

/* A suspended account is told of once, in a day of looking at it each while,
 * and goes on when it is active again. */
static void
test_suspended (UnattendedFixture *self,
                gconstpointer      data)
{
  static const IgnyAssignment run[] = { { "enabled", "true" }, { "content.engine", "ai" } };
  gint                        told = 0;
  GLogFunc                    before;

  unattended_add_keywords (self);
  unattended_set_automation (self, run, G_N_ELEMENTS (run));
  unattended_sql (self, "UPDATE accounts SET status = 'suspended'");
  before = g_log_set_default_handler (count_cb, &told);
  unattended_run_until (self, UNATTENDED_BEGIN + 2 * DAY_MS);
  g_assert_cmpint (told, ==, 1);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs"), ==, 0);

  unattended_sql (self, "UPDATE accounts SET status = 'active'");
  unattended_run_until (self, UNATTENDED_BEGIN + 3 * DAY_MS);
  g_assert_cmpint (unattended_number (self, "SELECT count(*) FROM automation_runs"), >, 0);
  unattended_sql (self, "UPDATE accounts SET status = 'suspended'");
  unattended_run_until (self, UNATTENDED_BEGIN + 4 * DAY_MS);
  g_log_set_default_handler (before, NULL);
  g_assert_cmpint (told, ==, 2);
}

#define ADD(path, func)                                                              \
  g_test_add ("/unattended/" path, UnattendedFixture, NULL, unattended_set_up, func, \
              unattended_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("off", test_off);
  ADD ("sleep", test_sleep);
  ADD ("no-key", test_no_key);
  ADD ("suspended", test_suspended);

  return g_test_run ();
}
