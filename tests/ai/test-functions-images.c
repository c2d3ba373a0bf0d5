/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "functions-fixture.h"

/* Pictures: what they are to show, and the pictures themselves. */

static IgnyReport *
illustrate (FunctionsFixture *fixture,
            GError          **error)
{
  IgnyReport *report = igny_report_new ();

  fixture->percent = 0;
  igny_work_illustrate (&fixture->run, &fixture->scope, NULL, 0, report, error);
  return report;
}

/* Descriptions, pictures, crops, alternative texts, credits and one undo for
 * each; a second run finds nothing to do. */
static void
test_images (FunctionsFixture *fixture,
             gconstpointer     data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = NULL;
  g_autoptr(IgnyReport) again = NULL;

  functions_set (fixture, "image_generation.provider", data);
  if (strcmp (data, "runware") == 0)
    functions_set (fixture, "image_generation.model", "runware:100@1");
  functions_write_article (fixture);
  report = illustrate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 3);
  g_assert_cmpuint (report->failed, ==, 0);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_assert_true (g_str_has_prefix (fixture->said, "Estimated $"));
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES
                                  "status = 'generated' AND image_path LIKE 'media/%'"),
                   ==, 5);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES
                                  "image_type = 'in_article' AND position IN (1, 2) AND"
                                  " alt_text <> '' AND look = 'realistic'"),
                   ==, 2);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "image_type IN ('desktop', 'mobile')"),
                   ==, 2);
  g_assert_cmpint (functions_ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                           " operation_type = 'generate_images'"),
                   ==, 3);
  g_assert_cmpint (functions_ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                           " operation_type = 'generate_image_prompts'"),
                   ==, 0);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                  " 'generate_images' AND cost_usd > 0 AND target = 'images'"),
                   ==, 3);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                           " 'generate_images' AND phases ->> 'AI_CALL' >= 20"
                                           " AND phases ->> 'SAVE' >= 0"),
                   ==, 3);
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                  " 'generate_image_prompts' AND phases ->> 'INIT' >= 20 AND"
                                  " phases ->> 'AI_CALL' >= 20 AND phases ->> 'PARSE' >= 20"),
                   ==, 1);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM jobs WHERE state <> 'done'"), ==,
                   0);
  again = illustrate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->items->len, ==, 0);

  functions_undo (fixture);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "status = 'pending'"), ==, 1);
  functions_undo (fixture);
  functions_undo (fixture);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "status = 'pending'"), ==, 3);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "image_type IN ('desktop', 'mobile')"),
                   ==, 0);
  functions_undo (fixture);
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "1"), ==, 0);
}

/* What each trouble leaves behind: pending pictures can be made later, failed
 * ones are for a person; nobody is asked twice for what may have been paid. */
static void
test_image_troubles (FunctionsFixture *fixture,
                     gconstpointer     data)
{
  static const struct
  {
    const char   *model;
    const char   *status;
    IgnyChatError code; /* of what stops the run */
    gboolean      stops;
  } cases[] = {
    { "rig-403", "pending", IGNY_CHAT_ERROR_PERMISSION, TRUE },
    { "rig-busy", "pending", IGNY_CHAT_ERROR_RATE, TRUE },
    { "rig-spent", "pending", IGNY_CHAT_ERROR_QUOTA, TRUE },
    { "rig-408", "pending", IGNY_CHAT_ERROR_SERVER, TRUE },
    { "rig-503", "pending", IGNY_CHAT_ERROR_SERVER, TRUE },
    { "rig-502", "failed", IGNY_CHAT_ERROR_LOST, TRUE },
    { "rig-422", "failed", IGNY_CHAT_ERROR_REQUEST, FALSE },
    { "rig-policy", "failed", IGNY_CHAT_ERROR_BLOCKED, FALSE },
    { "rig-no-picture", "failed", IGNY_CHAT_ERROR_BAD_REPLY, FALSE },
  };

  functions_set (fixture, "image_generation.in-article", "0");
  functions_write_article (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) report = NULL;
      g_autofree char *sql = g_strdup_printf (FUNCTIONS_IMAGES "status = '%s'", cases[i].status);

      functions_set (fixture, "image_generation.model", cases[i].model);
      functions_run_sql (fixture, "UPDATE images SET deleted_step = 1 WHERE deleted_step IS NULL");
      report = illustrate (fixture, &error);
      if (cases[i].stops ? !g_error_matches (error, IGNY_CHAT_ERROR, (int) cases[i].code)
                         : error != NULL || report->failed != 1)
        g_error ("%s gave %s", cases[i].model, error != NULL ? error->message : "no error");
      if (functions_ask (fixture, sql) != 1)
        g_error ("%s leaves no picture %s", cases[i].model, cases[i].status);
    }
  g_assert_cmpint (functions_ask (fixture,
                                  "SELECT count(*) FROM credit_usage_logs WHERE operation_type ="
                                  " 'generate_images'"),
                   ==, 0);
  g_assert_cmpint (functions_ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'running'"), ==,
                   0);
}

static void
test_image_settings (FunctionsFixture *fixture,
                     gconstpointer     data)
{
  static const char *const bad[][2] = {
    { "image_generation.model", "" },
    { "image_generation.provider", "nobody" },
    { "image_generation.look", "sad" },
  };
  g_autoptr(GError) none = NULL;
  g_autoptr(IgnyReport) early = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task = functions_ask (fixture, "SELECT row FROM tasks");

  /* Without an article there is nothing to see. */
  early = illustrate (fixture, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (early->items->len, ==, 0);
  fixture->percent = 0;
  g_assert_true (igny_work_image_prompts (&fixture->run, &fixture->scope, &task, 1, report, &none));
  g_assert_cmpuint (report->failed, ==, 1);
  g_assert_nonnull (strstr (((IgnyItem *) report->items->pdata[0])->error, "write it before"));

  functions_write_article (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) stopped = NULL;

      functions_set (fixture, "image_generation.model", "gpt-image-2");
      functions_set (fixture, "image_generation.provider", "");
      functions_set (fixture, bad[i][0], bad[i][1]);
      stopped = illustrate (fixture, &error);
      if (error == NULL)
        g_assert_cmpuint (stopped->failed, >, 0);
      else
        g_assert_nonnull (strstr (error->message, bad[i][0]));
    }
  g_assert_cmpint (functions_ask (fixture, FUNCTIONS_IMAGES "status = 'generated'"), ==, 0);
}

#define ADD(path, data, func)                                                        \
  g_test_add ("/ai/functions/" path, FunctionsFixture, data, functions_set_up, func, \
              functions_tear_down)

int
main (int   argc,
      char *argv[])
{
  functions_init (&argc, &argv);

  ADD ("images", "openai", test_images);
  ADD ("images-runware", "runware", test_images);
  ADD ("image-troubles", NULL, test_image_troubles);
  ADD ("image-settings", NULL, test_image_settings);

  return g_test_run ();
}
