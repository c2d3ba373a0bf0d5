/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sample.h"

#include "igny-test-folder.h"

typedef struct
{
  const char *sql;
  gint64      value;
} Question;

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Question *question = data;

  return igny_db_get_integer (db, question->sql, NULL, &question->value, error);
}

static gint64
ask (IgnyStore  *store,
     const char *sql)
{
  Question question = { sql, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  guint *percent = user_data;

  g_assert_cmpuint (progress->percent, >=, *percent);
  g_assert_cmpuint (progress->percent, <=, 100);
  *percent = progress->percent;
}

static void
test_build (void)
{
  g_autoptr(GError) error = NULL;
  char      *folder = igny_test_folder_new ();
  IgnyStore *store = igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error);
  guint      percent = 0;
  IgnyRun    run = { store, progress_cb, &percent, NULL };
  IgnyScope  scope = { 0 };
  IgnyScope  again = { 0 };
  gboolean   made = FALSE;

  g_assert_no_error (error);
  igny_sample_build (&run, &scope, &made, &error);
  g_assert_no_error (error);
  g_assert_true (made);
  g_assert_cmpint (scope.site, >, 0);
  g_assert_cmpint (scope.sector, >, 0);
  g_assert_cmpuint (percent, >=, 90);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM keywords"), >=, 200);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM clusters WHERE status = 'new'"), >=, 2);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM clusters WHERE status = 'mapped'"), ==, 12);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM ideas WHERE status = 'new'"), >=, 4);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM tasks"), ==, 8);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM tasks WHERE status = 'queued'"), ==, 4);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM content WHERE is_brief = 1"), ==, 4);

  percent = 0;
  igny_sample_build (&run, &again, &made, &error);
  g_assert_no_error (error);
  g_assert_false (made);
  g_assert_cmpint (again.site, ==, scope.site);
  g_assert_cmpint (again.sector, ==, scope.sector);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM sites WHERE deleted_step IS NULL"), ==, 1);

  igny_store_close (store);
  g_object_unref (store);
  igny_test_folder_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ai/sample/build", test_build);
  return g_test_run ();
}
