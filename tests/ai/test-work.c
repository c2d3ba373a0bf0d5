/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sites.h"
#include "work-fixture.h"

/* The steps from keywords to articles. */

static void
test_offline (WorkFixture  *fixture,
              gconstpointer data)
{
  gint64 clustered;
  gint64 ideas;

  work_offline (fixture);
  clustered = work_count (fixture, "keywords WHERE status = 'active' AND cluster IS NOT NULL");
  ideas = work_count (fixture, "ideas WHERE status = 'scheduled'");
  g_assert_cmpint (clustered, >=, 6);
  g_assert_cmpint (ideas, >=, 2);
  g_assert_cmpint (work_count (fixture, "clusters WHERE status <> 'mapped'"), ==, 0);
  g_assert_cmpint (work_count (fixture, "tasks WHERE status = 'draft'"), ==, ideas);
  g_assert_cmpint (work_count (fixture, "content WHERE is_brief = 1 AND status = 'draft'"), ==,
                   ideas);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM credit_usage_logs"), ==, 0);

  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "content WHERE 1"), ==, 0);
  g_assert_cmpint (work_count (fixture, "tasks WHERE status = 'queued'"), ==, ideas);
  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "tasks WHERE 1"), ==, 0);
  g_assert_cmpint (work_count (fixture, "ideas WHERE status = 'new'"), ==, ideas);
  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "ideas WHERE 1"), ==, 0);
  g_assert_cmpint (work_count (fixture, "clusters WHERE status <> 'new'"), ==, 0);
  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "clusters WHERE 1"), ==, 0);
  g_assert_cmpint (work_count (fixture, "keywords WHERE status = 'pending' AND cluster IS NULL"),
                   ==, 9);
}

static gboolean
add_site_only (WorkFixture *fixture,
               IgnyStep    *step)
{
  return igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector,
                         NULL);
}

/* With nothing to do nothing is asked, and there is nothing to undo. */
static void
test_empty (WorkFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_apply (fixture, (WorkCall){ .func = add_site_only });
  for (IgnyEngine engine = IGNY_ENGINE_OFFLINE; engine <= IGNY_ENGINE_AI; engine++)
    {
      g_assert_true (work_cluster (fixture, engine, FALSE, &error));
      fixture->percent = 0;
      g_assert_true (work_cluster (fixture, engine, TRUE, &error));
      fixture->percent = 0;
      g_assert_true (work_make_ideas (fixture, engine, &error));
      fixture->percent = 0;
      g_assert_true (work_make_tasks (fixture, &error));
      fixture->percent = 0;
      g_assert_true (work_write_all (fixture, engine, &error));
      fixture->percent = 0;
    }
  g_assert_no_error (error);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'"), ==, 0);
  g_assert_cmpuint (igny_http_tape_get_n_requests (fixture->tape), ==, 0);
}

static void
test_again (WorkFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  gint64 steps;

  work_apply (fixture,
              (WorkCall){ .sql = "INSERT INTO clusters (id, account, created_at, updated_at, site,"
                                 " sector, name, key, status, is_active, mixed_intent, origin)"
                                 " SELECT randomblob(16), account, 0, 0, site, row, 'Mine', 'mine',"
                                 " 'new', 1, 0, 'hand' FROM sectors" });
  work_apply (fixture,
              (WorkCall){ .sql = "UPDATE keywords SET status = 'active', cluster = (SELECT row FROM"
                                 " clusters WHERE key = 'mine') WHERE key = 'hiking boots'" });
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error));
  g_assert_cmpint (work_count (fixture, "clusters WHERE origin = 'offline'"), >=, 2);

  /* A machine's cluster that the words do not speak for. */
  work_apply (fixture,
              (WorkCall){ .sql = "UPDATE clusters SET name = 'Odd', key = 'odd' WHERE row = (SELECT"
                                 " max(row) FROM clusters)" });
  fixture->percent = 0;
  steps = work_ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'");
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_OFFLINE, TRUE, &error));
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'"), ==,
                   steps + 1);
  g_assert_cmpint (work_count (fixture, "clusters WHERE key = 'odd'"), ==, 0);
  g_assert_cmpint (work_count (fixture, "clusters WHERE key = 'mine'"), ==, 1);
  g_assert_cmpint (work_count (fixture,
                               "keywords WHERE key = 'hiking boots' AND cluster = (SELECT row"
                               " FROM clusters WHERE key = 'mine')"),
                   ==, 1);
  g_assert_cmpint (work_count (fixture, "keywords WHERE cluster IN (SELECT row FROM clusters WHERE"
                                        " deleted_step IS NOT NULL)"),
                   ==, 0);
  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "clusters WHERE key = 'odd'"), ==, 1);
  g_assert_no_error (error);
}

static void
test_write (WorkFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task;

  work_offline (fixture);
  task = work_ask (fixture, "SELECT min(task) FROM content");
  work_apply (fixture, (WorkCall){ .sql = "UPDATE content SET status = 'approved'" });
  work_answer (fixture, "<h1>New</h1><p>Words <script>x</script>here.</p>");
  igny_work_write (&fixture->run, &fixture->scope, IGNY_ENGINE_AI, &task, 1, report, &error);
  g_assert_no_error (error);
  work_expect_phases (fixture, "IPAPSD");
  g_assert_cmpuint (report->done, ==, 1);
  g_assert_true (g_uuid_string_is_valid (((IgnyItem *) report->items->pdata[0])->made_id));
  /* Nobody approved the new words. */
  g_assert_cmpint (work_count (fixture,
                               "content WHERE origin = 'ai' AND status = 'draft' AND is_brief ="
                               " 0 AND html_content NOT LIKE '%script%'"),
                   ==, 1);
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, -3);
  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "content WHERE is_brief = 0"), ==, 0);
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, -3);

  work_apply (fixture, (WorkCall){ .sql = "UPDATE content SET status = 'published'" });
  for (IgnyEngine engine = IGNY_ENGINE_OFFLINE; engine <= IGNY_ENGINE_AI; engine++)
    {
      fixture->percent = 0;
      igny_work_write (&fixture->run, &fixture->scope, engine, &task, 1, report, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (report->failed, ==, 2);
  g_assert_cmpuint (report->done, ==, 1);

  /* One that is gone does not stop the run. */
  task = 100000;
  fixture->percent = 0;
  igny_work_write (&fixture->run, &fixture->scope, IGNY_ENGINE_AI, &task, 1, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->failed, ==, 3);
}

static void
take_on_cb (const IgnyProgress *progress,
            gpointer            user_data)
{
  if (progress->phase == IGNY_PHASE_PREP)
    work_apply (user_data, (WorkCall){ .sql = "UPDATE tasks SET status = 'in_progress'" });
}

/* Another run began with the same list: what it took on is not paid for twice. */
static void
test_write_beside (WorkFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  IgnyRun run = { fixture->store, take_on_cb, fixture, NULL };
  gint64  n_tasks;

  work_offline (fixture);
  work_apply (fixture, (WorkCall){ .sql = "UPDATE content SET deleted_step = 1" });
  work_apply (fixture, (WorkCall){ .sql = "UPDATE tasks SET status = 'queued'" });
  n_tasks = work_count (fixture, "tasks WHERE 1");
  g_assert_cmpint (n_tasks, >, 0);
  g_assert_true (igny_work_write (&run, &fixture->scope, IGNY_ENGINE_AI, NULL, 0, report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 0);
  g_assert_cmpint (report->failed, ==, n_tasks);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM ai_task_logs"), ==, 0);
}

static void
test_cancel (WorkFixture  *fixture,
             gconstpointer data)
{
  static const char state[] =
      "SELECT (SELECT count(*) FROM clusters WHERE deleted_step IS NULL) * 1000000 +"
      " (SELECT count(*) FROM keywords WHERE cluster IS NOT NULL) * 10000 +"
      " (SELECT count(*) FROM ideas WHERE deleted_step IS NULL) * 100 +"
      " (SELECT count(*) FROM tasks WHERE status <> 'queued')";
  gint64 before;

  {
    g_autoptr(GError) error = NULL;

    work_cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error);
    g_assert_no_error (error);
  }
  before = work_ask (fixture, state);
  for (fixture->cancel_at = IGNY_PHASE_INIT; fixture->cancel_at <= IGNY_PHASE_SAVE;
       fixture->cancel_at++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) second = NULL;

      fixture->cancellable = g_cancellable_new ();
      fixture->run.cancellable = fixture->cancellable;
      fixture->percent = 0;
      if (fixture->cancel_at != IGNY_PHASE_PREP && fixture->cancel_at != IGNY_PHASE_PARSE)
        {
          g_assert_false (work_cluster (fixture, IGNY_ENGINE_OFFLINE, TRUE, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      g_assert_cmpint (work_ask (fixture, state), ==, before);

      g_cancellable_reset (fixture->cancellable);
      fixture->percent = 0;
      if (fixture->cancel_at != IGNY_PHASE_AI_CALL && fixture->cancel_at != IGNY_PHASE_PARSE)
        {
          g_assert_false (work_make_ideas (fixture, IGNY_ENGINE_OFFLINE, &second));
          g_assert_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      g_assert_cmpint (work_ask (fixture, state), ==, before);
      g_clear_object (&fixture->cancellable);
      fixture->run.cancellable = NULL;
    }
}

#define ADD(path, set, func) \
  g_test_add ("/ai/work/" path, WorkFixture, NULL, set, func, work_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("offline", work_set_up, test_offline);
  ADD ("empty", work_set_up_empty, test_empty);
  ADD ("again", work_set_up, test_again);
  ADD ("write", work_set_up, test_write);
  ADD ("write-beside", work_set_up, test_write_beside);
  ADD ("cancel", work_set_up, test_cancel);

  return g_test_run ();
}
