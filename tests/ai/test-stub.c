/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way: prompt, client, network, server, reader. With --journal FILE
 * the requests stay in it, to be checked against the provider's description. */
#include "igny-chat-test.h"
#include "igny-html.h"
#include "igny-http-curl.h"
#include "igny-number.h"
#include "igny-prompt.h"
#include "igny-reply-article.h"
#include "igny-reply-clusters.h"
#include "igny-reply-ideas.h"
#include "igny-stub-process.h"

#include <string.h>

typedef struct
{
  IgnyStubProcess *stub;
  IgnyEnv          env;
  IgnyHttp        *http;
  IgnyModels      *models;
  IgnyChat        *chat;
} Fixture;

static const char *const keywords[] = {
  "hiking boots", "hiking boots for women", "trail map", "trail running", "gps watch", NULL
};

static char *journal;

/* Waits are only noted. */
static gboolean
sleep_shortly (gint64        milliseconds,
               GCancellable *cancellable,
               gpointer      user_data)
{
  return !g_cancellable_is_cancelled (cancellable);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->stub = igny_stub_process_new (journal);
  fixture->env = *igny_env_get_system ();
  fixture->env.sleep_ms = sleep_shortly;
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->models = igny_models_new ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_clear_pointer (&fixture->chat, igny_chat_free);
  igny_models_free (fixture->models);
  g_object_unref (fixture->http);
  igny_stub_process_free (fixture->stub);
}

static void
connect_to (Fixture    *fixture,
            const char *model,
            gboolean    whole)
{
  const IgnyChatConfig config = {
    .base_url = fixture->stub->base_url,
    .key = IGNY_STUB_KEY,
    .model = model,
    .whole = whole,
  };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->chat, igny_chat_free);
  fixture->chat = igny_chat_new (&fixture->env, fixture->models, &config, &error);
  g_assert_no_error (error);
}

static IgnyChatAnswer *
ask (Fixture    *fixture,
     IgnyPrompt *prompt,
     gboolean    json,
     GError    **error)
{
  const IgnyChatRequest request = {
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .temperature = 0.7,
    .max_output_tokens = 3000,
    .json = json,
    .allow_cut = json,
  };

  return igny_chat_send (fixture->chat, &request, NULL, error);
}

static IgnyChatAnswer *
ask_for_clusters (Fixture *fixture,
                  GError **error)
{
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("clustering", NULL);

  igny_prompt_set_option (prompt, "language", "English");
  igny_prompt_set_list (prompt, "keywords", keywords);
  return ask (fixture, prompt, TRUE, error);
}

static void
test_clusters (Fixture      *fixture,
               gconstpointer user_data)
{
  static const char *const models[] = {
    "stub-large", "rig-fences", "rig-think", "rig-strict", "rig-429"
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (models); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyChatAnswer) answer = NULL;
      g_autoptr (IgnyReplyClusters) reply = NULL;
      IgnyReplyCluster *cluster;

      connect_to (fixture, models[i / 2], i % 2 == 1);
      answer = ask_for_clusters (fixture, &error);
      g_assert_no_error (error);
      /* A server that knows no stream_options does not count. */
      if (i / 2 == 3 && i % 2 == 0)
        g_assert_cmpint (answer->tokens_in, ==, IGNY_UNKNOWN);
      else
        g_assert_cmpint (answer->tokens_in, >, 100);
      g_assert_false (answer->context_cut);
      reply = igny_reply_clusters_new (answer->text->str, keywords, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (reply->clusters->len, ==, 3);
      g_assert_cmpuint (reply->missing->len, ==, 0);
      cluster = reply->clusters->pdata[0];
      g_assert_cmpstr (cluster->name, ==, "Hiking");
      g_assert_cmpuint (cluster->keywords->len, ==, 2);
    }
}

static void
test_cut_clusters (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;
  g_autoptr (IgnyReplyClusters) reply = NULL;

  connect_to (fixture, "rig-length", FALSE);
  answer = ask_for_clusters (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->finish, ==, IGNY_CHAT_FINISH_LENGTH);
  reply = igny_reply_clusters_new (answer->text->str, keywords, &error);
  g_assert_no_error (error);
  g_assert_true (reply->partial);
  g_assert_cmpuint (reply->missing->len, >, 0);
}

static void
test_ideas (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("ideas", NULL);
  g_autoptr (IgnyChatAnswer) answer = NULL;
  g_autoptr (IgnyReplyIdeas) reply = NULL;
  IgnyReplyIdea *idea;

  igny_prompt_set_text (prompt, "cluster", "Hiking");
  igny_prompt_set_list (prompt, "keywords", keywords);
  igny_prompt_set_number (prompt, "count", 3);
  connect_to (fixture, "stub-large", FALSE);
  answer = ask (fixture, prompt, TRUE, &error);
  g_assert_no_error (error);
  reply = igny_reply_ideas_new (answer->text->str, keywords, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->ideas->len, ==, 3);
  g_assert_cmpuint (reply->rejected->len, ==, 0);
  idea = reply->ideas->pdata[1];
  g_assert_cmpstr (idea->title, ==, "How to choose hiking boots for women");
  g_assert_cmpstr (idea->content_type, ==, "tutorial");
  g_assert_cmpuint (idea->outline->len, ==, 3);
}

static void
test_article (Fixture      *fixture,
              gconstpointer user_data)
{
  for (guint whole = 0; whole < 2; whole++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("content_generation", NULL);
      g_autoptr (IgnyChatAnswer) answer = NULL;
      g_autoptr (IgnyReplyArticle) article = NULL;

      igny_prompt_set_text (prompt, "title", "Boots & <maps>");
      igny_prompt_add_section (prompt, "outline", 2, "Why boots", "Say why.");
      igny_prompt_set_list (prompt, "keywords", keywords);
      connect_to (fixture, "stub-large", whole == 1);
      answer = ask (fixture, prompt, FALSE, &error);
      g_assert_no_error (error);
      article = igny_reply_article_new (answer->text->str, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (article->title, ==, "Boots & <maps>");
      g_assert_cmpstr (article->primary_keyword, ==, "hiking boots");
      g_assert_cmpuint (article->secondary_keywords->len, ==, 4);
      g_assert_cmpuint (article->tags->len, ==, 3);
      g_assert_cmpuint (igny_html_count_words (article->html), >, 30);
      g_assert_nonnull (strstr (article->html, "<h2>Why boots</h2>"));
    }
}

static void
test_surrogate (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatAnswer) answer = NULL;

  connect_to (fixture, "rig-surrogate", FALSE);
  answer = ask_for_clusters (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text->str, ==, "OK 😀");
}

static void
test_errors (Fixture      *fixture,
             gconstpointer user_data)
{
  static const struct
  {
    const char   *model;
    IgnyChatError code;
  } cases[] = {
    { "rig-401", IGNY_CHAT_ERROR_KEY },
    { "rig-404", IGNY_CHAT_ERROR_MODEL },
    { "rig-quota", IGNY_CHAT_ERROR_QUOTA },
    { "rig-500", IGNY_CHAT_ERROR_SERVER },
    { "rig-cut", IGNY_CHAT_ERROR_LOST },
    { "rig-blank", IGNY_CHAT_ERROR_BAD_REPLY },
    { "rig-too-long", IGNY_CHAT_ERROR_TOO_LONG },
    { "rig-refuse", IGNY_CHAT_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      connect_to (fixture, cases[i].model, FALSE);
      g_assert_null (ask_for_clusters (fixture, &error));
      if (!g_error_matches (error, IGNY_CHAT_ERROR, (int) cases[i].code))
        g_error ("%s gave %s", cases[i].model, error->message);
      g_assert_null (strstr (error->message, IGNY_STUB_KEY));
    }
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (500000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("content_generation", NULL);
  const IgnyChatRequest request = {
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .temperature = -1,
  };
  gint64   start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  connect_to (fixture, "rig-slow", FALSE);
  g_assert_null (igny_chat_send (fixture->chat, &request, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_connection (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyChatTest) test = NULL;
  IgnyChatConfig   config = { .key = "wrong", .model = "none" };
  g_autofree char *root = g_strndup (fixture->stub->base_url,
                                     strlen (fixture->stub->base_url) - 3);
  IgnyChatModel   *last;

  connect_to (fixture, "stub-small", FALSE);
  test = igny_chat_test_connection (fixture->chat, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (test->has_model);
  g_assert_cmpuint (test->models->len, >=, 10);
  last = test->models->pdata[test->models->len - 1];
  g_assert_false (last->for_chat);
  g_assert_cmpstr (test->base_url, ==, fixture->stub->base_url);

  config.base_url = root;
  igny_chat_free (fixture->chat);
  fixture->chat = igny_chat_new (&fixture->env, fixture->models, &config, &error);
  g_assert_no_error (error);
  g_assert_null (igny_chat_test_connection (fixture->chat, NULL, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_KEY);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture      *fixture,
                  gconstpointer user_data);
  } tests[] = {
    { "/ai/stub/clusters", test_clusters },
    { "/ai/stub/cut-clusters", test_cut_clusters },
    { "/ai/stub/ideas", test_ideas },
    { "/ai/stub/article", test_article },
    { "/ai/stub/surrogate", test_surrogate },
    { "/ai/stub/errors", test_errors },
    { "/ai/stub/cancel", test_cancel },
    { "/ai/stub/connection", test_connection },
  };

  g_test_init (&argc, &argv, NULL);
  if (argc == 3 && strcmp (argv[1], "--journal") == 0)
    journal = argv[2];

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
