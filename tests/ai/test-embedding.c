/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors from the stand-in for OpenAI, and clustering by them. With --journal
 * FILE the requests stay in it, to be checked against the description of the
 * interface. */
#include "igny-embedding.h"
#include "igny-work.h"

#include <string.h>

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-number.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-stub-process.h"
#include "igny-test-folder.h"

typedef struct
{
  char            *folder;
  IgnyStubProcess *stub;
  IgnyHttp        *http;
  IgnyEnv          env;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyRun          run;
  GCancellable    *cancellable; /* that the second request cancels; or NULL */
  guint            n_messages;
} Fixture;

static char *journal;

static gboolean
sleep_shortly (gint64        milliseconds,
               GCancellable *cancellable,
               gpointer      user_data)
{
  return !g_cancellable_is_cancelled (cancellable);
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Fixture *fixture = user_data;

  if (strstr (progress->message, "for vectors") != NULL && fixture->n_messages++ == 1 &&
      fixture->cancellable != NULL)
    g_cancellable_cancel (fixture->cancellable);
}

/* 250 keywords about 25 things. */
static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Fixture *fixture = data;

  if (!igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector,
                       error))
    return FALSE;
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *keyword = g_strdup_printf ("thing%u made%u number %u", i % 25, i % 25, i);
      IgnyAssignment   value = { "keyword", keyword };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      if (!igny_edit_add (step, igny_entities_find ("keywords"), fixture->scope.site,
                          fixture->scope.sector, &value, 1, &row, errors, error))
        return FALSE;
    }
  return igny_settings_set (step, "openai.base-url", fixture->stub->base_url, error) &&
         igny_settings_set (step, "openai.embeddings-model", "text-embedding-3-small", error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->stub = igny_stub_process_new (journal);
  fixture->env = *igny_env_get_system ();
  fixture->env.sleep_ms = sleep_shortly;
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Fill", fill_cb, fixture, NULL, &error);
  g_assert_no_error (error);
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", IGNY_STUB_KEY);
  fixture->run = (IgnyRun){ fixture->store, progress_cb, fixture, NULL };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->http);
  igny_stub_process_free (fixture->stub);
  igny_test_folder_free (fixture->folder);
  g_clear_object (&fixture->cancellable);
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

static gint64
ask (Fixture    *fixture,
     const char *sql)
{
  Question question = { sql, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.number;
}

static void
test_client (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const texts[] = { "red boots", "boots red", "blue hat" };
  IgnyEmbeddingConfig      config = { fixture->stub->base_url, IGNY_STUB_KEY, "small", FALSE };
  g_autofree char         *root = g_strndup (config.base_url, strlen (config.base_url) - 3);
  g_auto(IgnyEmbeddingAnswer) answer = { NULL };
  g_auto(IgnyEmbeddingAnswer) other = { NULL };
  g_autoptr(GError) error = NULL;

  igny_embedding_ask (&fixture->env, &config, texts, 3, &answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.n_dims, ==, 64);
  g_assert_cmpint (answer.tokens, >, 0);
  g_assert_cmpmem (answer.vectors, 64, answer.vectors + 64, 64);
  g_assert_true (memcmp (answer.vectors, answer.vectors + 128, 64) != 0);

  /* Without /v1, which is then found out. */
  config.base_url = root;
  igny_embedding_ask (&fixture->env, &config, texts, 1, &other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (answer.vectors, 64, other.vectors, 64);
}

static void
test_errors (Fixture      *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char   *model;
    const char   *key;
    IgnyChatError code;
  } cases[] = { { "rig-few", IGNY_STUB_KEY, IGNY_CHAT_ERROR_BAD_REPLY },
                { "rig-words", IGNY_STUB_KEY, IGNY_CHAT_ERROR_BAD_REPLY },
                { "small", "wrong", IGNY_CHAT_ERROR_KEY } };
  static const char *const texts[] = { "red boots", "blue hat" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IgnyEmbeddingConfig config = { fixture->stub->base_url, cases[i].key, cases[i].model, FALSE };
      g_auto(IgnyEmbeddingAnswer) answer = { NULL };
      g_autoptr(GError) error = NULL;

      g_assert_false (
          igny_embedding_ask (&fixture->env, &config, texts, 2, &answer, NULL, &error));
      g_assert_error (error, IGNY_CHAT_ERROR, (int) cases[i].code);
      g_assert_null (strstr (error->message, cases[i].key));
    }
}

static void
test_read (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{\"data\":[]}",
    "{\"data\":[{\"embedding\":[]}]}",
    "{\"data\":[{\"embedding\":\"AAAA\"}]}",
    "{\"data\":[{\"embedding\":[1,null]}]}",
    "{\"data\":[{\"embedding\":[1],\"index\":7}]}",
    "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]}",
  };
  static const char zero[] = "{\"data\":[{\"embedding\":[0,0]}]}";
  static const char good[] = "{\"data\":[{\"embedding\":[2,-1.0,0]}],\"usage\":{}}";
  g_auto(IgnyEmbeddingAnswer) none = { NULL };
  g_auto(IgnyEmbeddingAnswer) some = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(IgnyEmbeddingAnswer) answer = { NULL };
      g_autoptr(GError) error = NULL;

      g_assert_false (igny_embedding_read (bad[i], strlen (bad[i]), 1, &answer, &error));
      g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_BAD_REPLY);
    }
  g_assert_true (igny_embedding_read (zero, strlen (zero), 1, &none, NULL));
  g_assert_cmpint (none.vectors[0], ==, 0);
  g_assert_true (igny_embedding_read (good, strlen (good), 1, &some, NULL));
  g_assert_cmpint (some.vectors[0], ==, 127);
  g_assert_cmpint (some.vectors[1], ==, -64);
  g_assert_cmpint (some.tokens, ==, IGNY_UNKNOWN);
}

static gboolean
cluster (Fixture           *fixture,
         IgnyClusterResult *result,
         GError           **error)
{
  return igny_work_cluster (&fixture->run, &fixture->scope, IGNY_ENGINE_EMBEDDINGS, IGNY_UNKNOWN,
                            FALSE, NULL, 0, result, error);
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  g_assert_true (igny_store_undo (fixture->store, FALSE, &undo, &error));
  g_assert_no_error (error);
  igny_undo_clear (&undo);
}

#define CALLS "SELECT count(*) FROM ai_task_logs WHERE function_name = 'embeddings'"

/* Three requests the first time, none the second; undo leaves the vectors. */
static void
test_work (Fixture      *fixture,
           gconstpointer data)
{
  IgnyClusterResult result;
  g_autoptr(GError) error = NULL;

  cluster (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.clusters, ==, 25);
  g_assert_cmpuint (result.clustered, ==, 250);
  g_assert_cmpint (ask (fixture, CALLS), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM embeddings"), ==, 250);
  g_assert_cmpint (ask (fixture, "SELECT min(cost_usd) > 0 AND min(tokens_input) > 0 FROM"
                                 " ai_task_logs WHERE function_name = 'embeddings'"),
                   ==, 1);
  /* 100, 100 and 50 keywords at one credit for 30. */
  g_assert_cmpint (ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs"), ==, 10);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM clusters WHERE origin = 'ai'"), ==, 25);

  undo (fixture);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM keywords WHERE cluster IS NOT NULL"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM embeddings"), ==, 250);
  cluster (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.clusters, ==, 25);
  g_assert_cmpint (ask (fixture, CALLS), ==, 3);
}

static gboolean
add_twins_cb (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "INSERT INTO keywords (id, account, created_at, updated_at, site, sector,"
                       " keyword, key, status, volume_estimated, intent_guessed, country) SELECT"
                       " randomblob (16), account, 0, 0,"
                       " site, sector, keyword, key, status, 0, 0, 'DE' FROM keywords LIMIT 50",
                       NULL, error);
}

/* One query in two countries is two keywords, and is paid for once. */
static void
test_twins (Fixture      *fixture,
            gconstpointer data)
{
  IgnyClusterResult result;
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Add", add_twins_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  cluster (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.clustered, ==, 300);
  g_assert_cmpint (ask (fixture, CALLS), ==, 3);
  g_assert_cmpint (ask (fixture, "SELECT sum(credits_used) FROM credit_usage_logs"), ==, 10);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM keywords a JOIN keywords b ON a.key = b.key"
                                 " AND a.row < b.row WHERE a.cluster = b.cluster"),
                   ==, 50);
}

/* What came before the end is kept, and the next run asks for the rest. */
static void
test_resume (Fixture      *fixture,
             gconstpointer data)
{
  IgnyClusterResult result;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) cancelled = NULL;

  fixture->cancellable = g_cancellable_new ();
  fixture->run.cancellable = fixture->cancellable;
  g_assert_false (cluster (fixture, &result, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM embeddings"), ==, 100);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM clusters"), ==, 0);

  g_cancellable_reset (fixture->cancellable);
  cluster (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.clusters, ==, 25);
  g_assert_cmpint (ask (fixture, CALLS), ==, 3);
}

#define ADD(path, func) \
  g_test_add ("/ai/embedding/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc == 3 && strcmp (argv[1], "--journal") == 0)
    journal = argv[2];

  g_test_add_func ("/ai/embedding/read", test_read);
  ADD ("client", test_client);
  ADD ("errors", test_errors);
  ADD ("work", test_work);
  ADD ("twins", test_twins);
  ADD ("resume", test_resume);

  return g_test_run ();
}
