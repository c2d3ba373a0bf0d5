/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "functions-fixture.h"
#include "igny-work-optimize.h"

/* What the functions do with text: long articles, proposals, answers that are
 * used again, and trouble. */

/* A long article is written part by part, and has the words that it is to have
 * also when the model writes too little or too much; one price for all. */
static void
test_sections (FunctionsFixture *fixture,
               gconstpointer     data)
{
  gint64 words;
  gint64 calls;

  functions_set (fixture, "openai.model", data);
  functions_run_sql (fixture, "UPDATE tasks SET estimated_word_count = 2400, outline = '["
                              "{\"heading\":\"A\",\"level\":2},{\"heading\":\"A1\",\"level\":3},"
                              "{\"heading\":\"B\",\"level\":2},{\"heading\":\"C\",\"level\":2},"
                              "{\"heading\":\"D\",\"level\":2},{\"heading\":\"E\",\"level\":2}]'");
  functions_write_article (fixture);
  words = functions_ask (fixture, "SELECT word_count FROM content");
  calls = functions_ask (fixture, "SELECT count(*) FROM ai_task_logs");
  g_test_message ("%s: %" G_GINT64_FORMAT " words in %" G_GINT64_FORMAT " calls",
                  (const char *) data, words, calls);
  g_assert_cmpint (words, >=, 2400 * 85 / 100);
  g_assert_cmpint (words, <=, 2400 * 115 / 100);
  g_assert_cmpint (calls, >=, 5);
  g_assert_cmpint (calls, <=, 8);
  for (char c = 'A'; c <= 'E'; c++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT count(*) FROM content WHERE html_content LIKE '%%<h2>%c</h2>%%<p>%%'", c);

      g_assert_cmpint (functions_ask (fixture, sql), ==, 1);
    }
  g_assert_cmpint (
      functions_ask (fixture, "SELECT count(*) FROM content WHERE html_content LIKE '%Title:%'"),
      ==, 0);
  g_assert_cmpint (functions_ask (fixture, "SELECT credits FROM accounts"), ==, -3);
  g_assert_cmpint (functions_ask (fixture, "SELECT sum(credits) FROM ai_task_logs"), ==, 3);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM credit_usage_logs l WHERE l.tokens_output ="
                                  " (SELECT sum(tokens_output) FROM ai_task_logs)"),
                   ==, 1);
}

static IgnyWorkDecision
decide (FunctionsFixture *fixture,
        const char       *accept,
        const char       *reject,
        GError          **error)
{
  IgnyWorkDecision decision = { .accept = accept, .reject = reject };

  decision.content = functions_ask (fixture, "SELECT row FROM content");
  igny_work_optimize_decide (&fixture->run, &decision, error);
  return decision;
}

/* A proposal, decided change by change; the old text becomes a version. */
static void
test_optimize (FunctionsFixture *fixture,
               gconstpointer     data)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) wrong = NULL;
  g_auto(IgnyWorkDecision) first = { 0 };
  g_auto(IgnyWorkDecision) none = { 0 };
  g_auto(IgnyWorkDecision) rest = { 0 };
  gint64 content;

  functions_write_article (fixture);
  content = functions_ask (fixture, "SELECT row FROM content");
  fixture->percent = 0;
  igny_work_optimize (&fixture->run, &content, 1, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 1);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT json_array_length (metadata, '$.proposal.changes') FROM"
                                  " content"),
                   ==, 4);
  g_assert_cmpint (functions_ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                           " operation_type = 'optimize_content'"),
                   ==, 1);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM content_versions"), ==, 0);

  none = decide (fixture, "7", NULL, &wrong);
  g_assert_error (wrong, IGNY_INVALID, IGNY_INVALID_FIELD);

  first = decide (fixture, "1,4", "2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.accepted, ==, 2);
  g_assert_cmpuint (first.rejected, ==, 1);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM content WHERE meta_title = 'A better meta"
                                  " title' AND html_content LIKE '<p>Better <strong>words%' AND"
                                  " html_content NOT LIKE '%script%' AND html_content NOT LIKE"
                                  " '%What it means%'"),
                   ==, 1);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM content_versions WHERE number = 1 AND"
                                  " html_content LIKE '%answers what people ask%'"),
                   ==, 1);

  /* What a person has changed since cannot be accepted any more. */
  functions_run_sql (fixture,
                     "UPDATE content SET html_content = replace (html_content, 'Whoever', 'Who')");
  rest = decide (fixture, "all", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest.accepted, ==, 0);
  g_assert_cmpuint (rest.stale, ==, 1);

  functions_undo (fixture);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM content WHERE meta_title <> 'A better meta"
                                  " title' AND metadata LIKE '%\"open\"%' AND metadata NOT LIKE"
                                  " '%accepted%'"),
                   ==, 1);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM content_versions WHERE deleted_step IS"
                                  " NULL"),
                   ==, 0);
}

static gint64
find_log (FunctionsFixture *fixture,
          const char       *function)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT max(row) FROM ai_task_logs WHERE function_name = '%s'", function);

  return functions_ask (fixture, sql);
}

static gboolean
reparse (FunctionsFixture *fixture,
         const char       *function,
         GError          **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  fixture->percent = 0;
  return igny_work_reparse (&fixture->run, find_log (fixture, function), report, error) &&
         report->done > 0;
}

/* An answer is used again: nobody is asked, and it costs one credit. */
static void
test_reparse (FunctionsFixture *fixture,
              gconstpointer     data)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;
  gint64 content;
  gint64 calls;

  functions_write_article (fixture);
  content = functions_ask (fixture, "SELECT row FROM content");
  fixture->percent = 0;
  igny_work_optimize (&fixture->run, &content, 1, report, &error);
  fixture->percent = 0;
  igny_work_image_prompts (&fixture->run, &fixture->scope, NULL, 0, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 2);
  functions_run_sql (fixture, "UPDATE content SET html_content = '<p>Spoiled</p><p>b</p><p>c</p>',"
                              " metadata = NULL");
  functions_run_sql (fixture, "UPDATE images SET deleted_step = 1");
  functions_run_sql (fixture, "UPDATE accounts SET credits = 10");
  calls = functions_ask (fixture, "SELECT count(*) FROM ai_task_logs");

  reparse (fixture, "optimize_content", &error);
  g_assert_no_error (error);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT json_array_length (metadata, '$.proposal.changes') FROM"
                                  " content"),
                   >, 0);
  reparse (fixture, "generate_image_prompts", &error);
  g_assert_no_error (error);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "status = 'pending'"), ==, 3);
  reparse (fixture, "generate_content", &error);
  g_assert_no_error (error);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM content WHERE html_content LIKE"
                                           " '%Whoever%'"),
                   ==, 1);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE"
                                           " function_name <> 'reparse'"),
                   ==, calls);
  /* Each use is in the log, as what it cost. */
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE"
                                           " function_name = 'reparse' AND credits = 1 AND"
                                           " cost_usd = 0 AND"
                                           " correlation_id IS NOT NULL AND response IS NOT NULL"),
                   ==, 3);
  g_assert_cmpint (functions_ask (fixture, "SELECT credits FROM accounts"), ==, 7);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM credit_usage_logs WHERE"
                                           " operation_type = 'reparse' AND credits_used = 1 AND"
                                           " cost_usd = 0"),
                   ==, 3);

  functions_run_sql (fixture, "UPDATE ai_task_logs SET response = NULL");
  g_assert_false (reparse (fixture, "generate_content", &gone));
  g_assert_error (gone, IGNY_INVALID, IGNY_INVALID_FIELD);
}

/* Each trouble: what a function did before stays, and nothing is charged. */
static void
test_text_troubles (FunctionsFixture *fixture,
                    gconstpointer     data)
{
  static const struct
  {
    const char *model;
    int         code; /* of IGNY_CHAT_ERROR that stops all, or -1 */
  } cases[] = {
    { "rig-401", IGNY_CHAT_ERROR_KEY },
    { "rig-403", IGNY_CHAT_ERROR_PERMISSION },
    { "rig-404", IGNY_CHAT_ERROR_MODEL },
    { "rig-408", IGNY_CHAT_ERROR_SERVER },
    { "rig-busy", IGNY_CHAT_ERROR_RATE },
    { "rig-quota", IGNY_CHAT_ERROR_QUOTA },
    { "rig-500", IGNY_CHAT_ERROR_SERVER },
    { "rig-502", IGNY_CHAT_ERROR_LOST },
    { "rig-503", IGNY_CHAT_ERROR_SERVER },
    { "rig-inside", IGNY_CHAT_ERROR_SERVER },
    { "rig-cut", IGNY_CHAT_ERROR_LOST },
    { "rig-length", -1 },
    { "rig-refuse", -1 },
    { "rig-filter", -1 },
    { "rig-blank", -1 },
    { "rig-wrong", -1 },
    { "rig-policy", -1 },
    { "rig-too-long", -1 },
  };
  gint64 content;
  gint64 task;
  gint64 credits;

  functions_write_article (fixture);
  content = functions_ask (fixture, "SELECT row FROM content");
  task = functions_ask (fixture, "SELECT row FROM tasks");
  credits = functions_ask (fixture, "SELECT credits FROM accounts");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) report = igny_report_new ();
      const char *model = cases[i / 2].model;
      int         code = cases[i / 2].code;

      functions_set (fixture, "openai.model", model);
      fixture->percent = 0;
      if (i % 2 == 0)
        igny_work_optimize (&fixture->run, &content, 1, report, &error);
      else
        igny_work_image_prompts (&fixture->run, &fixture->scope, &task, 1, report, &error);
      if (code == -1 ? error != NULL || report->failed != 1
                     : !g_error_matches (error, IGNY_CHAT_ERROR, code))
        g_error ("%s (%u) gave %s", model, i % 2, error != NULL ? error->message : "no error");
    }
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "1"), ==, 0);
  g_assert_cmpint (
      functions_ask (fixture, "SELECT count(*) FROM content WHERE metadata LIKE '%proposal%'"), ==,
      0);
  g_assert_cmpint (functions_ask (fixture, "SELECT credits FROM accounts"), ==, credits);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'running'"), ==,
                   0);
}

#define ADD(path, data, func)                                                        \
  g_test_add ("/ai/functions/" path, FunctionsFixture, data, functions_set_up, func, \
              functions_tear_down)

int
main (int   argc,
      char *argv[])
{
  functions_init (&argc, &argv);

  ADD ("optimize", NULL, test_optimize);
  ADD ("reparse", NULL, test_reparse);
  ADD ("text-troubles", NULL, test_text_troubles);
  ADD ("sections", "stub-large", test_sections);
  ADD ("sections-short", "rig-short", test_sections);
  ADD ("sections-long", "rig-long", test_sections);

  return g_test_run ();
}
