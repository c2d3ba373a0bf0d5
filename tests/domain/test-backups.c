/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "igny-backups.h"
#include "igny-jobs.h"
#include "rules-fixture.h"

/* Before what was deleted goes for good, the data is copied. */

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

static guint
count_copies (RulesFixture *fixture)
{
  g_autoptr(GPtrArray) files = igny_backups_list (fixture->folder);
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    n += strstr (((IgnyBackupFile *) files->pdata[i])->path, "before-purge-") != NULL;
  return n;
}

/* Makes a site and deletes it again. */
static void
waste (RulesFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name =
      g_strdup_printf ("name=Site of %" G_GINT64_FORMAT, fixture->now / DAY_MS);
  gint64 row = rules_add (fixture->store, "sites", 0, 0, &error, name, NULL);

  g_assert_no_error (error);
  rules_delete (fixture->store, "sites", row, &error);
  g_assert_no_error (error);
}

static void
recover (RulesFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  igny_jobs_recover (fixture->store, &error);
  g_assert_no_error (error);
}

static void
test_copy (RulesFixture *fixture,
           gconstpointer data)
{
  g_autoptr(GPtrArray) files = NULL;
  IgnyBackupInfo info;
  g_autoptr(GError) error = NULL;

  recover (fixture);
  waste (fixture);
  fixture->now += 29 * DAY_MS;
  recover (fixture);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
  waste (fixture);
  fixture->now += 2 * DAY_MS;
  recover (fixture);
  g_assert_cmpuint (count_copies (fixture), ==, 1);

  /* It has what went, and is a whole backup. */
  files = igny_backups_list (fixture->folder);
  igny_backup_stage (&fixture->env, fixture->folder, ((IgnyBackupFile *) files->pdata[0])->path,
                     NULL, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.n_rows, >, rules_number (fixture->store, "SELECT count(*) FROM sites"));

  /* The one that was made has the second site as well. */
  fixture->now += 28 * DAY_MS;
  recover (fixture);
  g_assert_cmpuint (count_copies (fixture), ==, 1);
}

static void
test_rotation (RulesFixture *fixture,
               gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      waste (fixture);
      waste (fixture);
      fixture->now += 40 * DAY_MS;
      recover (fixture);
      g_assert_cmpuint (count_copies (fixture), ==, MIN (i + 1, 3));
    }
}

/* Without room for the copy nothing goes. */
static void
test_refused (RulesFixture *fixture,
              gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr(GError) error = NULL;
  gint64 n;

  waste (fixture);
  waste (fixture);
  fixture->now += 40 * DAY_MS;
  n = rules_number (fixture->store, "SELECT count(*) FROM sites");
  g_rmdir (backups);
  g_assert_true (g_file_set_contents (backups, "", 0, NULL));
  g_assert_false (igny_jobs_recover (fixture->store, &error));
  g_assert_nonnull (strstr (error->message, "go for good"));
  g_assert_cmpint (rules_number (fixture->store, "SELECT count(*) FROM sites"), ==, n);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                \
  g_test_add ("/domain/backups/" name, RulesFixture, NULL, rules_fixture_set_up, func, \
              rules_fixture_tear_down)
  ADD ("copy", test_copy);
  ADD ("rotation", test_rotation);
  ADD ("refused", test_refused);

  return g_test_run ();
}
