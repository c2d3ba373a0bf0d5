/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the writer end to end, in a store and against the stand-in.
 * With --journal FILE the requests stay in it, to be checked against the
 * provider's description. */
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-stub-process.h"
#include "igny-test-folder.h"
#include "igny-work-optimize.h"
#include "igny-work.h"

#include <string.h>

typedef struct
{
  IgnyStubProcess *stub;
  char            *folder;
  IgnyEnv          env;
  IgnyHttp        *http;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyRun          run;
  guint            percent;
  char            *said; /* last */
  GCancellable    *cancellable;
  IgnyPhase        cancel_at;
} Fixture;

static char *journal;

/* The clock goes on by what was slept, or a limit that waits for the next minute
 * would ask for it until it came. */
static gsize slept;

static gint64
get_now (gpointer user_data)
{
  return g_get_real_time () / 1000 + (gint64) g_atomic_pointer_get (&slept);
}

static gboolean
skip_sleep (gint64        milliseconds,
            GCancellable *cancellable,
            gpointer      user_data)
{
  g_atomic_pointer_add (&slept, (gssize) milliseconds);
  return !g_cancellable_is_cancelled (cancellable);
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (progress->percent, >=, fixture->percent);
  fixture->percent = progress->percent;
  g_free (fixture->said);
  fixture->said = g_strdup (progress->message);
  /* What is reported takes time. */
  g_atomic_pointer_add (&slept, 20);
  if (fixture->cancellable != NULL && progress->phase == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

typedef struct
{
  Fixture    *fixture;
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

  if (call->sql != NULL)
    return igny_db_exec (igny_step_get_db (step), call->sql, NULL, error);
  if (call->name != NULL)
    return igny_settings_set (step, call->name, call->value, error);
  return igny_sites_add (step, "Shop", NULL, NULL, &call->fixture->scope.site,
                         &call->fixture->scope.sector, error);
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

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  apply (fixture, (Call){ .sql = sql });
}

typedef struct
{
  const char *sql;
  gint64      number;
  char       *text;
} Question;

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Question *question = data;

  return igny_db_get_integer (db, question->sql, NULL, &question->number, error);
}

static gint64
ask (Fixture    *fixture,
     const char *sql)
{
  Question question = { sql, 0, NULL };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.number;
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undone;

  g_assert_true (igny_store_undo (fixture->store, FALSE, &undone, &error));
  g_assert_no_error (error);
  igny_undo_clear (&undone);
}

#define OUTLINE                                                                           \
  "[{\"heading\":\"What they are\",\"level\":2,\"note\":\"Say it.\",\"keywords\":[]},"    \
  "{\"heading\":\"How to choose\",\"level\":2,\"note\":\"Fit, width.\",\"keywords\":[]}," \
  "{\"heading\":\"Mistakes to avoid\",\"level\":2,\"note\":\"Three.\",\"keywords\":[]}]"

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->stub = igny_stub_process_new (journal);
  fixture->folder = igny_test_folder_new ();
  fixture->env = *igny_env_get_system ();
  fixture->env.now_ms = get_now;
  fixture->env.sleep_ms = skip_sleep;
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->run = (IgnyRun){ fixture->store, progress_cb, fixture, NULL };
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", IGNY_STUB_KEY);
  igny_keyring_keep ("runware", igny_store_get_account_id (fixture->store), "", IGNY_STUB_KEY);
  apply (fixture, (Call){ 0 });
  set (fixture, "openai.base-url", fixture->stub->base_url);
  set (fixture, "openai.model", "stub-large");
  set (fixture, "image_generation.base-url", fixture->stub->base_url);
  set (fixture, "image_generation.model", "gpt-image-2");
  run_sql (fixture, "INSERT INTO tasks (id, account, created_at, updated_at, site, sector, title,"
                    " content_type, content_structure, status, priority, estimated_word_count,"
                    " outline) SELECT randomblob (16), account, 0, 0, site, row,"
                    " 'How to choose hiking boots', 'guide', 'supporting_page', 'queued',"
                    " 'medium', 900, '" OUTLINE "' FROM sectors");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->http);
  g_clear_object (&fixture->cancellable);
  igny_stub_process_free (fixture->stub);
  igny_test_folder_free (fixture->folder);
  g_free (fixture->said);
}

static void
write_article (Fixture *fixture)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) error = NULL;

  fixture->percent = 0;
  igny_work_write (&fixture->run, &fixture->scope, IGNY_ENGINE_AI, NULL, 0, report, &error);
  g_assert_no_error (error);
  if (report->failed > 0)
    g_error ("%s", ((IgnyItem *) report->items->pdata[0])->error);
  g_assert_cmpuint (report->done, ==, 1);
}

static IgnyReport *
illustrate (Fixture *fixture,
            GError **error)
{
  IgnyReport *report = igny_report_new ();

  fixture->percent = 0;
  igny_work_illustrate (&fixture->run, &fixture->scope, NULL, 0, report, error);
  return report;
}

#define IMAGES "SELECT count(*) FROM images WHERE deleted_step IS NULL AND "

/* Descriptions, pictures, crops, alternative texts, credits and one undo for
 * each; a second run finds nothing to do. */
static void
test_images (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyReport) report = NULL;
  g_autoptr(IgnyReport) again = NULL;

  set (fixture, "image_generation.provider", data);
  if (strcmp (data, "runware") == 0)
    set (fixture, "image_generation.model", "runware:100@1");
  write_article (fixture);
  report = illustrate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 3);
  g_assert_cmpuint (report->failed, ==, 0);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_assert_true (g_str_has_prefix (fixture->said, "Estimated $"));
  g_assert_cmpint (ask (fixture, IMAGES "status = 'generated' AND image_path LIKE 'media/%'"), ==,
                   5);
  g_assert_cmpint (ask (fixture, IMAGES "image_type = 'in_article' AND position IN (1, 2) AND"
                                        " alt_text <> '' AND look = 'realistic'"),
                   ==, 2);
  g_assert_cmpint (ask (fixture, IMAGES "image_type IN ('desktop', 'mobile')"), ==, 2);
  g_assert_cmpint (ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                 " operation_type = 'generate_images'"),
                   ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                 " operation_type = 'generate_image_prompts'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                 " 'generate_images' AND cost_usd > 0 AND target = 'images'"),
                   ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                 " 'generate_images' AND phases ->> 'AI_CALL' >= 20"
                                 " AND phases ->> 'SAVE' >= 0"),
                   ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs WHERE function_name ="
                                 " 'generate_image_prompts' AND phases ->> 'INIT' >= 20 AND"
                                 " phases ->> 'AI_CALL' >= 20 AND phases ->> 'PARSE' >= 20"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM jobs WHERE state <> 'done'"), ==, 0);
  again = illustrate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->items->len, ==, 0);

  undo (fixture);
  g_assert_cmpint (ask (fixture, IMAGES "status = 'pending'"), ==, 1);
  undo (fixture);
  undo (fixture);
  g_assert_cmpint (ask (fixture, IMAGES "status = 'pending'"), ==, 3);
  g_assert_cmpint (ask (fixture, IMAGES "image_type IN ('desktop', 'mobile')"), ==, 0);
  undo (fixture);
  g_assert_cmpint (ask (fixture, IMAGES "1"), ==, 0);
}

/* What each trouble leaves behind: pending pictures can be made later, failed
 * ones are for a person; nobody is asked twice for what may have been paid. */
static void
test_image_troubles (Fixture      *fixture,
                     gconstpointer data)
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

  set (fixture, "image_generation.in-article", "0");
  write_article (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) report = NULL;
      g_autofree char *sql = g_strdup_printf (IMAGES "status = '%s'", cases[i].status);

      set (fixture, "image_generation.model", cases[i].model);
      run_sql (fixture, "UPDATE images SET deleted_step = 1 WHERE deleted_step IS NULL");
      report = illustrate (fixture, &error);
      if (cases[i].stops ? !g_error_matches (error, IGNY_CHAT_ERROR, (int) cases[i].code)
                         : error != NULL || report->failed != 1)
        g_error ("%s gave %s", cases[i].model, error != NULL ? error->message : "no error");
      if (ask (fixture, sql) != 1)
        g_error ("%s leaves no picture %s", cases[i].model, cases[i].status);
    }
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_usage_logs WHERE operation_type ="
                                 " 'generate_images'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'running'"), ==, 0);
}

static void
test_image_settings (Fixture      *fixture,
                     gconstpointer data)
{
  static const char *const bad[][2] = {
    { "image_generation.model", "" },
    { "image_generation.provider", "nobody" },
    { "image_generation.look", "sad" },
  };
  g_autoptr(GError) none = NULL;
  g_autoptr(IgnyReport) early = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  gint64 task = ask (fixture, "SELECT row FROM tasks");

  /* Without an article there is nothing to see. */
  early = illustrate (fixture, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (early->items->len, ==, 0);
  fixture->percent = 0;
  g_assert_true (igny_work_image_prompts (&fixture->run, &fixture->scope, &task, 1, report, &none));
  g_assert_cmpuint (report->failed, ==, 1);
  g_assert_nonnull (strstr (((IgnyItem *) report->items->pdata[0])->error, "write it before"));

  write_article (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) stopped = NULL;

      set (fixture, "image_generation.model", "gpt-image-2");
      set (fixture, "image_generation.provider", "");
      set (fixture, bad[i][0], bad[i][1]);
      stopped = illustrate (fixture, &error);
      if (error == NULL)
        g_assert_cmpuint (stopped->failed, >, 0);
      else
        g_assert_nonnull (strstr (error->message, bad[i][0]));
    }
  g_assert_cmpint (ask (fixture, IMAGES "status = 'generated'"), ==, 0);
}

/* A long article is written part by part, and has the words that it is to have
 * also when the model writes too little or too much; one price for all. */
static void
test_sections (Fixture      *fixture,
               gconstpointer data)
{
  gint64 words;
  gint64 calls;

  set (fixture, "openai.model", data);
  run_sql (fixture, "UPDATE tasks SET estimated_word_count = 2400, outline = '["
                    "{\"heading\":\"A\",\"level\":2},{\"heading\":\"A1\",\"level\":3},"
                    "{\"heading\":\"B\",\"level\":2},{\"heading\":\"C\",\"level\":2},"
                    "{\"heading\":\"D\",\"level\":2},{\"heading\":\"E\",\"level\":2}]'");
  write_article (fixture);
  words = ask (fixture, "SELECT word_count FROM content");
  calls = ask (fixture, "SELECT count(*) FROM ai_task_logs");
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

      g_assert_cmpint (ask (fixture, sql), ==, 1);
    }
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content WHERE html_content LIKE '%Title:%'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, -3);
  g_assert_cmpint (ask (fixture, "SELECT sum(credits) FROM ai_task_logs"), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_usage_logs l WHERE l.tokens_output ="
                                 " (SELECT sum(tokens_output) FROM ai_task_logs)"),
                   ==, 1);
}

static IgnyWorkDecision
decide (Fixture    *fixture,
        const char *accept,
        const char *reject,
        GError    **error)
{
  IgnyWorkDecision decision = { .accept = accept, .reject = reject };

  decision.content = ask (fixture, "SELECT row FROM content");
  igny_work_optimize_decide (&fixture->run, &decision, error);
  return decision;
}

/* A proposal, decided change by change; the old text becomes a version. */
static void
test_optimize (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) wrong = NULL;
  g_auto(IgnyWorkDecision) first = { 0 };
  g_auto(IgnyWorkDecision) none = { 0 };
  g_auto(IgnyWorkDecision) rest = { 0 };
  gint64 content;

  write_article (fixture);
  content = ask (fixture, "SELECT row FROM content");
  fixture->percent = 0;
  igny_work_optimize (&fixture->run, &content, 1, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT json_array_length (metadata, '$.proposal.changes') FROM"
                                 " content"),
                   ==, 4);
  g_assert_cmpint (ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs WHERE"
                                 " operation_type = 'optimize_content'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content_versions"), ==, 0);

  none = decide (fixture, "7", NULL, &wrong);
  g_assert_error (wrong, IGNY_INVALID, IGNY_INVALID_FIELD);

  first = decide (fixture, "1,4", "2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.accepted, ==, 2);
  g_assert_cmpuint (first.rejected, ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content WHERE meta_title = 'A better meta"
                                 " title' AND html_content LIKE '<p>Better <strong>words%' AND"
                                 " html_content NOT LIKE '%script%' AND html_content NOT LIKE"
                                 " '%What it means%'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content_versions WHERE number = 1 AND"
                                 " html_content LIKE '%answers what people ask%'"),
                   ==, 1);

  /* What a person has changed since cannot be accepted any more. */
  run_sql (fixture, "UPDATE content SET html_content = replace (html_content, 'Whoever', 'Who')");
  rest = decide (fixture, "all", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest.accepted, ==, 0);
  g_assert_cmpuint (rest.stale, ==, 1);

  undo (fixture);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content WHERE meta_title <> 'A better meta"
                                 " title' AND metadata LIKE '%\"open\"%' AND metadata NOT LIKE"
                                 " '%accepted%'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content_versions WHERE deleted_step IS"
                                 " NULL"),
                   ==, 0);
}

static gint64
find_log (Fixture    *fixture,
          const char *function)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT max(row) FROM ai_task_logs WHERE function_name = '%s'", function);

  return ask (fixture, sql);
}

static gboolean
reparse (Fixture    *fixture,
         const char *function,
         GError    **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  fixture->percent = 0;
  return igny_work_reparse (&fixture->run, find_log (fixture, function), report, error) &&
         report->done > 0;
}

/* An answer is used again: nobody is asked, and it costs one credit. */
static void
test_reparse (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;
  gint64 content;
  gint64 calls;

  write_article (fixture);
  content = ask (fixture, "SELECT row FROM content");
  fixture->percent = 0;
  igny_work_optimize (&fixture->run, &content, 1, report, &error);
  fixture->percent = 0;
  igny_work_image_prompts (&fixture->run, &fixture->scope, NULL, 0, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->done, ==, 2);
  run_sql (fixture, "UPDATE content SET html_content = '<p>Spoiled</p><p>b</p><p>c</p>',"
                    " metadata = NULL");
  run_sql (fixture, "UPDATE images SET deleted_step = 1");
  run_sql (fixture, "UPDATE accounts SET credits = 10");
  calls = ask (fixture, "SELECT count(*) FROM ai_task_logs");

  reparse (fixture, "optimize_content", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT json_array_length (metadata, '$.proposal.changes') FROM"
                                 " content"),
                   >, 0);
  reparse (fixture, "generate_image_prompts", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, IMAGES "status = 'pending'"), ==, 3);
  reparse (fixture, "generate_content", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content WHERE html_content LIKE"
                                 " '%Whoever%'"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM ai_task_logs"), ==, calls);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, 7);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM credit_usage_logs WHERE operation_type ="
                                 " 'reparse' AND credits_used = 1 AND cost_usd = 0"),
                   ==, 3);

  run_sql (fixture, "UPDATE ai_task_logs SET response = NULL");
  g_assert_false (reparse (fixture, "generate_content", &gone));
  g_assert_error (gone, IGNY_INVALID, IGNY_INVALID_FIELD);
}

/* Each trouble: what a function did before stays, and nothing is charged. */
static void
test_text_troubles (Fixture      *fixture,
                    gconstpointer data)
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

  write_article (fixture);
  content = ask (fixture, "SELECT row FROM content");
  task = ask (fixture, "SELECT row FROM tasks");
  credits = ask (fixture, "SELECT credits FROM accounts");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(IgnyReport) report = igny_report_new ();
      const char *model = cases[i / 2].model;
      int         code = cases[i / 2].code;

      set (fixture, "openai.model", model);
      fixture->percent = 0;
      if (i % 2 == 0)
        igny_work_optimize (&fixture->run, &content, 1, report, &error);
      else
        igny_work_image_prompts (&fixture->run, &fixture->scope, &task, 1, report, &error);
      if (code == -1 ? error != NULL || report->failed != 1
                     : !g_error_matches (error, IGNY_CHAT_ERROR, code))
        g_error ("%s (%u) gave %s", model, i % 2, error != NULL ? error->message : "no error");
    }
  g_assert_cmpint (ask (fixture, IMAGES "1"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM content WHERE metadata LIKE '%proposal%'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT credits FROM accounts"), ==, credits);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM jobs WHERE state = 'running'"), ==, 0);
}

#define ADD(path, data, func) \
  g_test_add ("/ai/functions/" path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--journal") == 0)
    {
      journal = argv[2];
      argc = 1;
    }
  g_test_init (&argc, &argv, NULL);

  ADD ("images", "openai", test_images);
  ADD ("images-runware", "runware", test_images);
  ADD ("image-troubles", NULL, test_image_troubles);
  ADD ("image-settings", NULL, test_image_settings);

  ADD ("optimize", NULL, test_optimize);
  ADD ("reparse", NULL, test_reparse);
  ADD ("text-troubles", NULL, test_text_troubles);
  ADD ("sections", "stub-large", test_sections);
  ADD ("sections-short", "rig-short", test_sections);
  ADD ("sections-long", "rig-long", test_sections);

  return g_test_run ();
}
