/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-chat.h"
#include "igny-credits.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "work-fixture.h"

/* What a model's answers cost, and what is kept of them. */

static void
answer_failure (WorkFixture *fixture)
{
  static const char *const headers[] = { "Content-Type", "application/json", NULL };

  igny_http_tape_add (fixture->tape, 401, headers,
                      "{\"error\":{\"message\":\"Wrong key\",\"code\":\"invalid_api_key\"}}");
}

#define TWO_CLUSTERS                                                                   \
  "{\"clusters\": [{\"name\": \"Boots\", \"keywords\": [\"hiking boots\","             \
  " \"hiking boots women\"]}, {\"name\": \"Tents\", \"keywords\": [\"camping tents\"," \
  " \"best camping tents\"]}]}"

static void
test_ai_charges_once (WorkFixture  *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_answer (fixture, "I would rather not.");
  work_answer (fixture, TWO_CLUSTERS);
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_assert_cmpint (work_count (fixture, "clusters WHERE origin = 'ai'"), ==, 2);
  /* One answer was of no use: it is written down and costs nothing. */
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, -1);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM credit_transactions"), ==, 1);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM credit_usage_logs"), ==, 2);
  g_assert_cmpint (
      work_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE request LIKE '%boots%'"), ==, 2);

  work_undo (fixture);
  g_assert_cmpint (work_count (fixture, "clusters WHERE 1"), ==, 0);
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, -1);
  g_assert_cmpint (work_count (fixture, "credit_usage_logs WHERE 1"), ==, 2);
}

static gboolean
add_many (WorkFixture *fixture,
          IgnyStep    *step)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%u thing%u", i, i);
      IgnyAssignment   values[] = { { "keyword", word } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      igny_edit_add (step, igny_entities_find ("keywords"), fixture->scope.site,
                     fixture->scope.sector, values, 1, &row, errors, NULL);
    }
  return TRUE;
}

static void
test_ai_partial (WorkFixture  *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new ("{\"clusters\": [{\"name\": \"All\", \"keywords\": [");

  work_apply (fixture, (WorkCall){ .func = add_many });
  /* 59 keywords are three requests; the first may have any of them, so that it
   * is answered with all names at once. */
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "\"word%u thing%u\", ", i, i);
  g_string_append (text, "\"hiking boots\"]}]}");
  work_answer (fixture, text->str);
  work_answer (fixture, text->str);
  answer_failure (fixture);
  g_assert_false (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "key"));
  g_assert_cmpint (work_count (fixture, "clusters WHERE name = 'All'"), ==, 1);
  g_assert_cmpint (work_count (fixture, "keywords WHERE cluster IS NOT NULL"), >=, 20);
  /* 40 keywords were answered: two lots of 30. */
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, -2);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'failed'"), ==, 1);
}

static void
test_ai_enforced (WorkFixture  *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_set (fixture, "general.enforce-credits", "true");
  g_assert_false (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "needs 1 credits"));
  g_clear_error (&error);
  g_assert_cmpuint (igny_http_tape_get_n_requests (fixture->tape), ==, 0);

  /* What a run owes already counts. */
  fixture->percent = 0;
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error));
  work_apply (fixture, (WorkCall){ .sql = "UPDATE accounts SET credits = 4" });
  fixture->percent = 0;
  work_answer (fixture, "{\"ideas\": [{\"title\": \"One\"}, {\"title\": \"Two\"}, {\"title\":"
                        " \"Three\"}]}");
  g_assert_false (work_make_ideas (fixture, IGNY_ENGINE_AI, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "has 1"));
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, 1);
  g_assert_cmpint (work_count (fixture, "ideas WHERE origin = 'ai'"), ==, 3);
}

static void
answer_body (WorkFixture *fixture,
             const char  *choice)
{
  static const char *const headers[] = { "Content-Type", "application/json", NULL };
  g_autofree char         *body = g_strdup_printf (
              "{\"choices\":[%s],\"usage\":{\"prompt_tokens\":100000,"
                      "\"completion_tokens\":20000}}",
              choice);

  igny_http_tape_add (fixture->tape, 200, headers, body);
}

/* An answer of no use was paid for all the same: it is logged with what it used,
 * and counts against the caps; so does a model that the price list does not
 * know. */
static void
test_ai_accounting (WorkFixture  *fixture,
                    gconstpointer data)
{
  static const char *const choices[] = {
    "{\"message\":{\"content\":null,\"refusal\":\"No.\"},\"finish_reason\":\"stop\"}",
    "{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}",
    "{\"message\":{\"content\":\"I\"},\"finish_reason\":\"content_filter\"}",
    "{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}",
  };
  g_autoptr(GError) capped = NULL;

  work_set (fixture, "openai.model", "gpt-6-luna");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr(GError) error = NULL;

      if (i == 3)
        work_set (fixture, "openai.model", "nobody-knows-its-price");
      fixture->percent = 0;
      answer_body (fixture, choices[i]);
      g_assert_false (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE status = 'error' AND"
                                      " tokens_input = 100000 AND tokens_output = 20000 AND"
                                      " credits = 0"),
                   ==, 4);
  g_assert_cmpint (work_ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE cost_usd > 0 AND"
                                      " estimated_usd > 0 AND target = 'sectors'"),
                   ==, 3);
  g_assert_cmpint (work_ask (fixture, "SELECT credits FROM accounts"), ==, 0);

  /* 1.1 dollars without a known price are above this cap. */
  work_apply (fixture,
              (WorkCall){ .sql = "UPDATE ai_task_logs SET cost_usd = 0 WHERE cost_usd > 0" });
  work_apply (fixture, (WorkCall){ .sql = "UPDATE accounts SET daily_budget = 1000000" });
  fixture->percent = 0;
  g_assert_false (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &capped));
  g_assert_error (capped, IGNY_CREDITS_ERROR, IGNY_CREDITS_ERROR_BUDGET);
}

/* A request whose answer was lost may have been paid for, and is not sent again. */
static void
test_ai_lost (WorkFixture  *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_set (fixture, "openai.model", "gpt-6-luna");
  igny_http_tape_add_error (fixture->tape, IGNY_HTTP_ERROR_TIMEOUT, "no answer", NULL);
  g_assert_false (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST);
  g_assert_nonnull (strstr (error->message, "paid for"));
  g_assert_false (igny_http_tape_get_request (fixture->tape, 0)->idempotent);
  g_assert_true (igny_http_tape_get_request (fixture->tape, 0)->refusal_is_free);
  g_assert_cmpint (work_ask (fixture,
                             "SELECT count(*) FROM ai_task_logs WHERE tokens_input > 100 AND"
                             " cost_usd > 0"),
                   ==, 1);
}

/* Each function has a model, a temperature and an output cap of its own, if it is
 * told so. */
static void
test_ai_of_function (WorkFixture  *fixture,
                     gconstpointer data)
{
  const IgnyHttpTapeRequest *request;
  g_autoptr(GError) error = NULL;

  work_set (fixture, "openai.auto_cluster-model", "moon");
  work_set (fixture, "openai.auto_cluster-temperature", "1.25");
  work_set (fixture, "openai.auto_cluster-max-tokens", "777");
  work_set (fixture, "openai.generate_ideas-model", "mars");
  work_answer (fixture, TWO_CLUSTERS);
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  request = igny_http_tape_get_request (fixture->tape, 0);
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), "\"moon\""));
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), "\"temperature\":1.25"));
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), ":777"));

  work_set (fixture, "openai.auto_cluster-model", "");
  work_set (fixture, "openai.auto_cluster-temperature", "");
  work_set (fixture, "openai.auto_cluster-max-tokens", "");
  work_answer (fixture, TWO_CLUSTERS);
  fixture->percent = 0;
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, TRUE, &error));
  request = igny_http_tape_get_request (fixture->tape, 1);
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), "\"luna\""));
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), "\"temperature\":0.7"));
  g_assert_nonnull (strstr (igny_http_tape_request_get_text (request), ":8000"));
}

static void
test_ai_no_log (WorkFixture  *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_set (fixture, "general.ai-log-days", "0");
  work_answer (fixture, TWO_CLUSTERS);
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_cmpint (work_ask (fixture,
                             "SELECT count(*) FROM ai_task_logs WHERE tokens_input = 12 AND"
                             " request IS NULL AND response IS NULL"),
                   ==, 1);
}

/* Prompts and answers go when their days are over; the line stays. */
static void
test_ai_log_ends (WorkFixture  *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  work_set (fixture, "general.ai-log-days", "30");
  work_answer (fixture, TWO_CLUSTERS);
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_cmpint (work_count (fixture, "ai_task_logs WHERE response IS NOT NULL"), ==, 1);
  work_apply (fixture,
              (WorkCall){ .sql = "UPDATE ai_task_logs SET created_at = created_at - 2678400000" });
  fixture->percent = 0;
  work_answer (fixture, TWO_CLUSTERS);
  g_assert_true (work_cluster (fixture, IGNY_ENGINE_AI, TRUE, &error));
  g_assert_cmpint (work_count (fixture, "ai_task_logs WHERE 1"), ==, 2);
  g_assert_cmpint (work_count (fixture, "ai_task_logs WHERE row = 1 AND request IS NULL AND"
                                        " response IS NULL AND tokens_input = 12"),
                   ==, 1);
  g_assert_cmpint (work_count (fixture, "ai_task_logs WHERE row = 2 AND response IS NOT NULL"), ==,
                   1);
}

#define ADD(path, set, func) \
  g_test_add ("/ai/work/" path, WorkFixture, NULL, set, func, work_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("charges-once", work_set_up, test_ai_charges_once);
  ADD ("partial", work_set_up, test_ai_partial);
  ADD ("enforced", work_set_up, test_ai_enforced);
  ADD ("accounting", work_set_up, test_ai_accounting);
  ADD ("lost", work_set_up, test_ai_lost);
  ADD ("of-function", work_set_up, test_ai_of_function);
  ADD ("no-log", work_set_up, test_ai_no_log);
  ADD ("log-ends", work_set_up, test_ai_log_ends);

  return g_test_run ();
}
