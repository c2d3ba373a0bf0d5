/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work.h"

#include <string.h>

#include "igny-chat.h"
#include "igny-credits.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-http-tape.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-test-folder.h"

typedef struct
{
  char         *folder;
  IgnyHttpTape *tape;
  IgnyEnv       env;
  IgnyStore    *store;
  IgnyScope     scope;
  IgnyRun       run;
  guint         percent;
  GString      *phases; /* initials of those that were seen */
  IgnyPhase     cancel_at;
  GCancellable *cancellable;
} Fixture;

static const char *const words[] = {
  "hiking boots",
  "hiking boots women",
  "hiking boots men",
  "waterproof hiking boots",
  "camping tents",
  "best camping tents",
  "camping tents cheap",
  "large camping tents",
  "gravel bike wheels",
  NULL,
};

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Fixture *fixture = user_data;
  char     initial = igny_phase_to_word (progress->phase)[0];

  g_assert_cmpuint (progress->percent, >=, fixture->percent);
  g_assert_cmpuint (progress->percent, <=, 100);
  g_assert_true (progress->message != NULL && *progress->message != '\0');
  fixture->percent = progress->percent;
  if (fixture->phases->len == 0 || fixture->phases->str[fixture->phases->len - 1] != initial)
    g_string_append_c (fixture->phases, initial);
  if (fixture->cancellable != NULL && progress->phase == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

typedef gboolean (*InStep) (Fixture  *fixture,
                            IgnyStep *step);

typedef struct
{
  Fixture    *fixture;
  InStep      func;
  const char *sql;
  const char *name;
  const char *value;
} Call;

static gboolean
step_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  if (call->func != NULL)
    return call->func (call->fixture, step);
  if (call->sql != NULL)
    return igny_db_exec (igny_step_get_db (step), call->sql, NULL, error);
  return igny_settings_set (step, call->name, call->value, error);
}

static void
apply (Fixture *fixture,
       Call     call)
{
  g_autoptr(GError) error = NULL;

  call.fixture = fixture;
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", step_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

static void
set (Fixture    *fixture,
     const char *name,
     const char *value)
{
  apply (fixture, (Call){ .name = name, .value = value });
}

static gboolean
fill (Fixture  *fixture,
      IgnyStep *step)
{
  g_autoptr(GError) error = NULL;

  igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector, &error);
  for (guint i = 0; words[i] != NULL; i++)
    {
      IgnyAssignment values[] = { { "keyword", words[i] }, { "volume", "100" } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      igny_edit_add (step, igny_entities_find ("keywords"), fixture->scope.site,
                     fixture->scope.sector, values, 2, &row, errors, &error);
      g_assert_no_error (error);
    }
  return TRUE;
}

static void
set_up_empty (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->tape = igny_http_tape_new ();
  fixture->env = *igny_env_get_system ();
  fixture->env.http = IGNY_HTTP (fixture->tape);
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->phases = g_string_new (NULL);
  fixture->run = (IgnyRun){ fixture->store, progress_cb, fixture, NULL };
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", "test-key");
  set (fixture, "openai.model", "luna");
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  set_up_empty (fixture, data);
  apply (fixture, (Call){ .func = fill });
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_cmpuint (igny_http_tape_get_n_left (fixture->tape), ==, 0);
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->tape);
  g_clear_object (&fixture->cancellable);
  g_string_free (fixture->phases, TRUE);
  igny_test_folder_free (fixture->folder);
}

static void
expect_phases (Fixture    *fixture,
               const char *initials)
{
  g_assert_cmpstr (fixture->phases->str, ==, initials);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_string_truncate (fixture->phases, 0);
  fixture->percent = 0;
}

typedef struct
{
  const char *sql;
  gint64      value;
} Count;

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Count *count = data;

  return igny_db_get_integer (db, count->sql, NULL, &count->value, error);
}

static gint64
ask (Fixture    *fixture,
     const char *sql)
{
  g_autoptr(GError) error = NULL;
  Count count = { sql, 0 };

  igny_store_read (fixture->store, count_cb, &count, NULL, &error);
  g_assert_no_error (error);
  return count.value;
}

/* Rows alive. */
static gint64
count (Fixture    *fixture,
       const char *what)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s AND deleted_step IS NULL", what);

  return ask (fixture, sql);
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo taken;

  igny_store_undo (fixture->store, FALSE, &taken, &error);
  g_assert_no_error (error);
  igny_undo_clear (&taken);
}

static void
answer (Fixture    *fixture,
        const char *content)
{
  static const char *const headers[] = { "Content-Type", "application/json", NULL };
  g_autoptr(JsonNode) text = json_node_init_string (json_node_alloc (), content);
  g_autofree char *quoted = igny_json_to_text (text, FALSE);
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"luna\",\"choices\":[{\"index\":0,"
      "\"message\":{\"role\":\"assistant\",\"content\":%s},\"finish_reason\":\"stop\"}],"
      "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}",
      quoted);

  igny_http_tape_add (fixture->tape, 200, headers, body);
}

static void
answer_failure (Fixture *fixture)
{
  static const char *const headers[] = { "Content-Type", "application/json", NULL };

  igny_http_tape_add (fixture->tape, 401, headers,
                      "{\"error\":{\"message\":\"Wrong key\",\"code\":\"invalid_api_key\"}}");
}

static gboolean
cluster (Fixture   *fixture,
         IgnyEngine engine,
         gboolean   again,
         GError   **error)
{
  IgnyClusterResult result;

  return igny_work_cluster (&fixture->run, &fixture->scope, engine, IGNY_UNKNOWN, again, NULL, 0,
                            &result, error);
}

static gboolean
make_ideas (Fixture   *fixture,
            IgnyEngine engine,
            GError   **error)
{
  guint created;
  guint skipped;

  return igny_work_ideas (&fixture->run, &fixture->scope, engine, NULL, 0, &created, &skipped,
                          error);
}

static gboolean
make_tasks (Fixture *fixture,
            GError **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return igny_work_tasks (&fixture->run, &fixture->scope, NULL, 0, report, error);
}

static gboolean
write_all (Fixture   *fixture,
           IgnyEngine engine,
           GError   **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return igny_work_write (&fixture->run, &fixture->scope, engine, NULL, 0, report, error);
}

static void
work_offline (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error);
  g_assert_no_error (error);
  expect_phases (fixture, "IASD");
  make_ideas (fixture, IGNY_ENGINE_OFFLINE, &error);
  g_assert_no_error (error);
  expect_phases (fixture, "IPSD");
  make_tasks (fixture, &error);
  g_assert_no_error (error);
  expect_phases (fixture, "ISD");
  write_all (fixture, IGNY_ENGINE_OFFLINE, &error);
  g_assert_no_error (error);
  expect_phases (fixture, "ISD");
}

static void
test_offline (Fixture      *fixture,
              gconstpointer data)
{
  gint64 clustered;
  gint64 ideas;

  work_offline (fixture);
  clustered = count (fixture, "keywords WHERE status = 'active' AND cluster IS NOT NULL");
  ideas = count (fixture, "ideas WHERE status = 'scheduled'");
  g_assert_cmpint (clustered, >=, 6);
  g_assert_cmpint (ideas, >=, 2);
  g_assert_cmpint (count (fixture, "clusters WHERE status <> 'mapped'"), ==, 0);
  g_assert_cmpint (count (fixture, "tasks WHERE status = 'draft'"), ==, ideas);
  g_assert_cmpint (count (fixture, "content WHERE is_brief = 1 AND status = 'draft'"), ==, ideas);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_usage_logs"), ==, 0);

  undo (fixture);
  g_assert_cmpint (count (fixture, "content WHERE 1"), ==, 0);
  g_assert_cmpint (count (fixture, "tasks WHERE status = 'queued'"), ==, ideas);
  undo (fixture);
  g_assert_cmpint (count (fixture, "tasks WHERE 1"), ==, 0);
  g_assert_cmpint (count (fixture, "ideas WHERE status = 'new'"), ==, ideas);
  undo (fixture);
  g_assert_cmpint (count (fixture, "ideas WHERE 1"), ==, 0);
  g_assert_cmpint (count (fixture, "clusters WHERE status <> 'new'"), ==, 0);
  undo (fixture);
  g_assert_cmpint (count (fixture, "clusters WHERE 1"), ==, 0);
  g_assert_cmpint (count (fixture, "keywords WHERE status = 'pending' AND cluster IS NULL"), ==, 9);
}

static gboolean
add_site_only (Fixture  *fixture,
               IgnyStep *step)
{
  return igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector,
                         NULL);
}

/* With nothing to do nothing is asked, and there is nothing to undo. */
static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  apply (fixture, (Call){ .func = add_site_only });
  for (IgnyEngine engine = IGNY_ENGINE_OFFLINE; engine <= IGNY_ENGINE_AI; engine++)
    {
      g_assert_true (cluster (fixture, engine, FALSE, &error));
      fixture->percent = 0;
      g_assert_true (cluster (fixture, engine, TRUE, &error));
      fixture->percent = 0;
      g_assert_true (make_ideas (fixture, engine, &error));
      fixture->percent = 0;
      g_assert_true (make_tasks (fixture, &error));
      fixture->percent = 0;
      g_assert_true (write_all (fixture, engine, &error));
      fixture->percent = 0;
    }
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'"), ==, 0);
  g_assert_cmpuint (igny_http_tape_get_n_requests (fixture->tape), ==, 0);
}

static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  gint64 steps;

  apply (fixture, (Call){ .sql = "INSERT INTO clusters (id, account, created_at, updated_at, site,"
                                 " sector, name, key, status, is_active, mixed_intent, origin)"
                                 " SELECT randomblob(16), account, 0, 0, site, row, 'Mine', 'mine',"
                                 " 'new', 1, 0, 'hand' FROM sectors" });
  apply (fixture, (Call){ .sql = "UPDATE keywords SET status = 'active', cluster = (SELECT row FROM"
                                 " clusters WHERE key = 'mine') WHERE key = 'hiking boots'" });
  g_assert_true (cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error));
  g_assert_cmpint (count (fixture, "clusters WHERE origin = 'offline'"), >=, 2);

  /* A machine's cluster that the words do not speak for. */
  apply (fixture, (Call){ .sql = "UPDATE clusters SET name = 'Odd', key = 'odd' WHERE row = (SELECT"
                                 " max(row) FROM clusters)" });
  fixture->percent = 0;
  steps = ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'");
  g_assert_true (cluster (fixture, IGNY_ENGINE_OFFLINE, TRUE, &error));
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM steps WHERE kind = 'do'"), ==, steps + 1);
  g_assert_cmpint (count (fixture, "clusters WHERE key = 'odd'"), ==, 0);
  g_assert_cmpint (count (fixture, "clusters WHERE key = 'mine'"), ==, 1);
  g_assert_cmpint (count (fixture, "keywords WHERE key = 'hiking boots' AND cluster = (SELECT row"
                                   " FROM clusters WHERE key = 'mine')"),
                   ==, 1);
  g_assert_cmpint (count (fixture, "keywords WHERE cluster IN (SELECT row FROM clusters WHERE"
                                   " deleted_step IS NOT NULL)"),
                   ==, 0);
  undo (fixture);
  g_assert_cmpint (count (fixture, "clusters WHERE key = 'odd'"), ==, 1);
  g_assert_no_error (error);
}

#define TWO_CLUSTERS                                                                   \
  "{\"clusters\": [{\"name\": \"Boots\", \"keywords\": [\"hiking boots\","             \
  " \"hiking boots women\"]}, {\"name\": \"Tents\", \"keywords\": [\"camping tents\"," \
  " \"best camping tents\"]}]}"

static void
test_ai_charges_once (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  answer (fixture, "I would rather not.");
  answer (fixture, TWO_CLUSTERS);
  g_assert_true (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_assert_cmpint (count (fixture, "clusters WHERE origin = 'ai'"), ==, 2);
  /* One answer was of no use: it is written down and costs nothing. */
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_transactions"), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_usage_logs"), ==, 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE request LIKE '%boots%'"),
                   ==, 2);

  undo (fixture);
  g_assert_cmpint (count (fixture, "clusters WHERE 1"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -1);
  g_assert_cmpint (count (fixture, "credit_usage_logs WHERE 1"), ==, 2);
}

static gboolean
add_many (Fixture  *fixture,
          IgnyStep *step)
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
test_ai_partial (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new ("{\"clusters\": [{\"name\": \"All\", \"keywords\": [");

  apply (fixture, (Call){ .func = add_many });
  /* 59 keywords are three requests; the first may have any of them, so that it
   * is answered with all names at once. */
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "\"word%u thing%u\", ", i, i);
  g_string_append (text, "\"hiking boots\"]}]}");
  answer (fixture, text->str);
  answer (fixture, text->str);
  answer_failure (fixture);
  g_assert_false (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "key"));
  g_assert_cmpint (count (fixture, "clusters WHERE name = 'All'"), ==, 1);
  g_assert_cmpint (count (fixture, "keywords WHERE cluster IS NOT NULL"), >=, 20);
  /* 40 keywords were answered: two lots of 30. */
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'failed'"), ==, 1);
}

static void
test_ai_enforced (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "general.enforce-credits", "true");
  g_assert_false (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_nonnull (strstr (error->message, "needs 1 credits"));
  g_clear_error (&error);
  g_assert_cmpuint (igny_http_tape_get_n_requests (fixture->tape), ==, 0);

  /* What a run owes already counts. */
  fixture->percent = 0;
  g_assert_true (cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error));
  apply (fixture, (Call){ .sql = "UPDATE accounts SET credits = 4" });
  fixture->percent = 0;
  answer (fixture, "{\"ideas\": [{\"title\": \"One\"}, {\"title\": \"Two\"}, {\"title\":"
                   " \"Three\"}]}");
  g_assert_false (make_ideas (fixture, IGNY_ENGINE_AI, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "has 1"));
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, 1);
  g_assert_cmpint (count (fixture, "ideas WHERE origin = 'ai'"), ==, 3);
}

static void
answer_body (Fixture    *fixture,
             const char *choice)
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
test_ai_accounting (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const choices[] = {
    "{\"message\":{\"content\":null,\"refusal\":\"No.\"},\"finish_reason\":\"stop\"}",
    "{\"message\":{\"content\":\"\"},\"finish_reason\":\"length\"}",
    "{\"message\":{\"content\":\"I\"},\"finish_reason\":\"content_filter\"}",
    "{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}",
  };
  g_autoptr(GError) capped = NULL;

  set (fixture, "openai.model", "gpt-6-luna");
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr(GError) error = NULL;

      if (i == 3)
        set (fixture, "openai.model", "nobody-knows-its-price");
      fixture->percent = 0;
      answer_body (fixture, choices[i]);
      g_assert_false (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE status = 'error' AND"
                                 " tokens_input = 100000 AND tokens_output = 20000 AND"
                                 " credits = 0"),
                   ==, 4);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE cost_usd > 0 AND"
                                 " estimated_usd > 0 AND target = 'sectors'"),
                   ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, 0);

  /* 1.1 dollars without a known price are above this cap. */
  apply (fixture, (Call){ .sql = "UPDATE ai_task_logs SET cost_usd = 0 WHERE cost_usd > 0" });
  apply (fixture, (Call){ .sql = "UPDATE accounts SET daily_budget = 1000000" });
  fixture->percent = 0;
  g_assert_false (cluster (fixture, IGNY_ENGINE_AI, FALSE, &capped));
  g_assert_error (capped, IGNY_CREDITS_ERROR, IGNY_CREDITS_ERROR_BUDGET);
}

/* A request whose answer was lost may have been paid for, and is not sent again. */
static void
test_ai_lost (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "openai.model", "gpt-6-luna");
  igny_http_tape_add_error (fixture->tape, IGNY_HTTP_ERROR_TIMEOUT, "no answer", NULL);
  g_assert_false (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST);
  g_assert_nonnull (strstr (error->message, "paid for"));
  g_assert_false (igny_http_tape_get_request (fixture->tape, 0)->idempotent);
  g_assert_true (igny_http_tape_get_request (fixture->tape, 0)->refusal_is_free);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE tokens_input > 100 AND"
                                 " cost_usd > 0"),
                   ==, 1);
}

static void
test_ai_no_log (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "general.ai-log-days", "0");
  answer (fixture, TWO_CLUSTERS);
  g_assert_true (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE tokens_input = 12 AND"
                                 " request IS NULL AND response IS NULL"),
                   ==, 1);
}

/* Prompts and answers go when their days are over; the line stays. */
static void
test_ai_log_ends (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  set (fixture, "general.ai-log-days", "30");
  answer (fixture, TWO_CLUSTERS);
  g_assert_true (cluster (fixture, IGNY_ENGINE_AI, FALSE, &error));
  g_assert_cmpint (count (fixture, "ai_task_logs WHERE response IS NOT NULL"), ==, 1);
  apply (fixture, (Call){ .sql = "UPDATE ai_task_logs SET created_at = created_at - 2678400000" });
  fixture->percent = 0;
  answer (fixture, TWO_CLUSTERS);
  g_assert_true (cluster (fixture, IGNY_ENGINE_AI, TRUE, &error));
  g_assert_cmpint (count (fixture, "ai_task_logs WHERE 1"), ==, 2);
  g_assert_cmpint (count (fixture, "ai_task_logs WHERE row = 1 AND request IS NULL AND"
                                   " response IS NULL AND tokens_input = 12"),
                   ==, 1);
  g_assert_cmpint (count (fixture, "ai_task_logs WHERE row = 2 AND response IS NOT NULL"), ==, 1);
}

static void
test_write (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task;

  work_offline (fixture);
  task = ask (fixture, "SELECT min(task) FROM content");
  apply (fixture, (Call){ .sql = "UPDATE content SET status = 'approved'" });
  answer (fixture, "<h1>New</h1><p>Words <script>x</script>here.</p>");
  igny_work_write (&fixture->run, &fixture->scope, IGNY_ENGINE_AI, &task, 1, report, &error);
  g_assert_no_error (error);
  expect_phases (fixture, "IPAPSD");
  g_assert_cmpuint (report->done, ==, 1);
  g_assert_true (g_uuid_string_is_valid (((IgnyItem *) report->items->pdata[0])->made_id));
  /* Nobody approved the new words. */
  g_assert_cmpint (count (fixture, "content WHERE origin = 'ai' AND status = 'draft' AND is_brief ="
                                   " 0 AND html_content NOT LIKE '%script%'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -3);
  undo (fixture);
  g_assert_cmpint (count (fixture, "content WHERE is_brief = 0"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -3);

  apply (fixture, (Call){ .sql = "UPDATE content SET status = 'published'" });
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
    apply (user_data, (Call){ .sql = "UPDATE tasks SET status = 'in_progress'" });
}

/* Another run began with the same list: what it took on is not paid for twice. */
static void
test_write_beside (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  IgnyRun run = { fixture->store, take_on_cb, fixture, NULL };
  gint64  n_tasks;

  work_offline (fixture);
  apply (fixture, (Call){ .sql = "UPDATE content SET deleted_step = 1" });
  apply (fixture, (Call){ .sql = "UPDATE tasks SET status = 'queued'" });
  n_tasks = count (fixture, "tasks WHERE 1");
  g_assert_cmpint (n_tasks, >, 0);
  g_assert_true (igny_work_write (&run, &fixture->scope, IGNY_ENGINE_AI, NULL, 0, report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 0);
  g_assert_cmpint (report->failed, ==, n_tasks);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs"), ==, 0);
}

static void
test_cancel (Fixture      *fixture,
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

    cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error);
    g_assert_no_error (error);
  }
  before = ask (fixture, state);
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
          g_assert_false (cluster (fixture, IGNY_ENGINE_OFFLINE, TRUE, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      g_assert_cmpint (ask (fixture, state), ==, before);

      g_cancellable_reset (fixture->cancellable);
      fixture->percent = 0;
      if (fixture->cancel_at != IGNY_PHASE_AI_CALL && fixture->cancel_at != IGNY_PHASE_PARSE)
        {
          g_assert_false (make_ideas (fixture, IGNY_ENGINE_OFFLINE, &second));
          g_assert_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
      g_assert_cmpint (ask (fixture, state), ==, before);
      g_clear_object (&fixture->cancellable);
      fixture->run.cancellable = NULL;
    }
}

#define ADD(path, set, func) g_test_add ("/ai/work/" path, Fixture, NULL, set, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("offline", set_up, test_offline);
  ADD ("empty", set_up_empty, test_empty);
  ADD ("again", set_up, test_again);
  ADD ("charges-once", set_up, test_ai_charges_once);
  ADD ("partial", set_up, test_ai_partial);
  ADD ("enforced", set_up, test_ai_enforced);
  ADD ("accounting", set_up, test_ai_accounting);
  ADD ("lost", set_up, test_ai_lost);
  ADD ("no-log", set_up, test_ai_no_log);
  ADD ("log-ends", set_up, test_ai_log_ends);
  ADD ("write", set_up, test_write);
  ADD ("write-beside", set_up, test_write_beside);
  ADD ("cancel", set_up, test_cancel);

  return g_test_run ();
}
