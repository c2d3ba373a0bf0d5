/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-jobs.h"
#include "igny-work.h"
#include "queue-fixture.h"

/* No money, no network, too much at once, a crash, and others at work. */

/* No money: nothing more is asked, the person is told, and it goes on later. */
static void
test_quota (QueueFixture *fixture,
            gconstpointer data)
{
  g_autofree char *why = NULL;
  g_autofree char *then = NULL;

  queue_set (fixture, "openai.model", "rig-quota");
  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  why = queue_dup_hold (fixture);
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, "quota"));
  g_assert_cmpint (queue_count (fixture, "queued"), ==, QUEUE_N_TASKS);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM notifications"), ==, 1);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM ai_task_logs"), <, QUEUE_N_TASKS);

  queue_set (fixture, "openai.model", "stub-large");
  queue_hold (fixture, NULL);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  then = queue_dup_hold (fixture);
  g_assert_null (then);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
}

static void
write_beside (QueueFixture *fixture,
              GError      **error)
{
  IgnyRun run = { .store = fixture->store };
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task = queue_number (fixture, "SELECT max(row) FROM tasks");

  igny_work_write (&run, &fixture->scope, IGNY_ENGINE_AI, &task, 1, report, error);
}

/* A run beside the queue meets what the queue met, and the queue what it met. */
static void
test_beside (QueueFixture *fixture,
             gconstpointer data)
{
  g_autofree char *why = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_asked;

  queue_set (fixture, "openai.model", "rig-quota");
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_clear_error (&error);
  n_asked = queue_number (fixture, "SELECT count(*) FROM ai_task_logs");
  g_assert_cmpint (n_asked, ==, 1);

  queue_set (fixture, "openai.model", "stub-large");
  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  why = queue_dup_hold (fixture);
  g_assert_nonnull (why);
  g_assert_nonnull (strstr (why, "quota"));
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_assert_nonnull (strstr (error->message, "queue is held"));
  g_clear_error (&error);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM ai_task_logs"), ==, n_asked);

  queue_hold (fixture, NULL);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
  write_beside (fixture, &error);
  g_assert_no_error (error);
}

/* Without a queue that is held, to try again is to have seen to it. */
static void
test_alone (QueueFixture *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  queue_set (fixture, "openai.model", "rig-quota");
  write_beside (fixture, &error);
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_clear_error (&error);
  queue_set (fixture, "openai.model", "stub-large");
  write_beside (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM content"), ==, 1);
}

/* Every second request is too much: all are done nevertheless. */
static void
test_rate (QueueFixture *fixture,
           gconstpointer data)
{
  queue_set (fixture, "openai.model", "rig-429");
  queue_run_sql (fixture, "UPDATE tasks SET status = 'completed' WHERE row >"
                          " (SELECT min(row) FROM tasks)");
  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, 1);
  g_assert_cmpint (queue_number (fixture, "SELECT attempts FROM queue_items"), ==, 2);
}

/* Without a network only this machine and servers on it are asked. */
static void
test_network (QueueFixture *fixture,
              gconstpointer data)
{
  queue_set (fixture, "openai.base-url", "https://api.openai.com/v1");
  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_run_sql (fixture, "UPDATE queue_items SET lane = 'here', engine = 'offline' WHERE"
                          " row = (SELECT max (row) FROM queue_items)");
  queue_hold (fixture, "");
  queue_start (fixture);
  igny_queue_runner_set_online (fixture->runner, FALSE);
  queue_hold (fixture, NULL);
  while (queue_count (fixture, "done") == 0)
    g_usleep (1000);
  g_assert_cmpint (queue_count (fixture, "queued"), ==, QUEUE_N_TASKS - 1);
  g_assert_cmpint (queue_number (fixture, "SELECT count(*) FROM jobs"), ==, 0);

  queue_set (fixture, "openai.base-url", fixture->stub->base_url);
  igny_queue_runner_wake (fixture->runner);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
}

/* What was in flight when the program ended is shown and not repeated. */
static void
test_crash (QueueFixture *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyRun run = { .store = fixture->store };
  gint64  job;

  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_run_sql (fixture, "UPDATE queue_items SET state = 'running' WHERE row <= 2");
  run.item = 2;
  igny_jobs_begin (&run, "generate_content", "tasks", 2, &job, NULL, &error);
  g_assert_no_error (error);
  igny_jobs_recover (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (queue_count (fixture, "queued"), ==, QUEUE_N_TASKS - 1);
  g_assert_cmpint (queue_number (fixture,
                                 "SELECT row FROM queue_items WHERE state = 'unsure' AND error"
                                 " LIKE '%paid%'"),
                   ==, 2);
  queue_start (fixture);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS - 1);
  g_assert_cmpint (queue_count (fixture, "unsure"), ==, 1);
  queue_change (fixture, IGNY_QUEUE_RETRY, (IgnyQueuePlace){ 0, 2 });
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS);
}

/* A function of another program, and a second runner. */
static void
test_strange (QueueFixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  queue_add (fixture, "generate_content", IGNY_ENGINE_AI);
  queue_run_sql (fixture, "UPDATE queue_items SET function = 'make_coffee' WHERE row = 1");
  queue_start (fixture);
  g_assert_null (igny_queue_runner_new (fixture->store, fixture->functions, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  igny_queue_runner_wait_idle (fixture->runner, NULL);
  g_assert_cmpint (queue_count (fixture, "failed"), ==, 1);
  g_assert_cmpint (queue_count (fixture, "done"), ==, QUEUE_N_TASKS - 1);
}

#define ADD(name, func) \
  g_test_add ("/ai/queue/" name, QueueFixture, NULL, queue_set_up, func, queue_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("quota", test_quota);
  ADD ("beside", test_beside);
  ADD ("alone", test_alone);
  ADD ("rate", test_rate);
  ADD ("network", test_network);
  ADD ("crash", test_crash);
  ADD ("strange", test_strange);

  return g_test_run ();
}
