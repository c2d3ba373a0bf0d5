/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "functions-fixture.h"

#include <string.h>

#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-test-folder.h"

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
  FunctionsFixture *fixture = user_data;

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
  FunctionsFixture *fixture;
  const char       *sql;
  const char       *name;
  const char       *value;
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
apply (FunctionsFixture *fixture,
       Call              call)
{
  g_autoptr(GError) error = NULL;

  call.fixture = fixture;
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", step_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

void
functions_set (FunctionsFixture *fixture,
               const char       *name,
               const char       *value)
{
  apply (fixture, (Call){ .name = name, .value = value });
}

void
functions_run_sql (FunctionsFixture *fixture,
                   const char       *sql)
{
  apply (fixture, (Call){ .sql = sql });
}

typedef struct
{
  const char *sql;
  gint64      number;
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

gint64
functions_ask (FunctionsFixture *fixture,
               const char       *sql)
{
  Question question = { sql, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.number;
}

void
functions_undo (FunctionsFixture *fixture)
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

void
functions_set_up (FunctionsFixture *fixture,
                  gconstpointer     data)
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
  functions_set (fixture, "openai.base-url", fixture->stub->base_url);
  functions_set (fixture, "openai.model", "stub-large");
  functions_set (fixture, "image_generation.base-url", fixture->stub->base_url);
  functions_set (fixture, "image_generation.model", "gpt-image-2");
  functions_run_sql (fixture,
                     "INSERT INTO tasks (id, account, created_at, updated_at, site, sector, title,"
                     " content_type, content_structure, status, priority, estimated_word_count,"
                     " outline) SELECT randomblob (16), account, 0, 0, site, row,"
                     " 'How to choose hiking boots', 'guide', 'supporting_page', 'queued',"
                     " 'medium', 900, '" OUTLINE "' FROM sectors");
}

void
functions_tear_down (FunctionsFixture *fixture,
                     gconstpointer     data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->http);
  g_clear_object (&fixture->cancellable);
  igny_stub_process_free (fixture->stub);
  igny_test_folder_free (fixture->folder);
  g_free (fixture->said);
}

void
functions_write_article (FunctionsFixture *fixture)
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

void
functions_init (int    *argc,
                char ***argv)
{
  if (*argc == 3 && strcmp ((*argv)[1], "--journal") == 0)
    {
      journal = (*argv)[2];
      *argc = 1;
    }
  g_test_init (argc, argv, NULL);
}
