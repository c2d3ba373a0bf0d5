/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every interface of the providers, and every row of what can go wrong, against
 * the stand-in. With --journal FILE the requests stay in it, to be checked
 * against the provider's description. */
#include "igny-chat-test.h"
#include "igny-http-curl.h"
#include "igny-images-api.h"
#include "igny-number.h"
#include "igny-prompt.h"
#include "igny-provider-ask.h"
#include "igny-reply-schema.h"
#include "igny-stub-process.h"

#include <string.h>

#define TASK "0190a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b"

typedef struct
{
  IgnyStubProcess     *stub;
  IgnyEnv              env;
  IgnyHttp            *http;
  IgnyModels          *models;
  IgnyTokens          *tokens;
  IgnyProviderLimiter *limiter;
  IgnyProviderMemory  *memory;
  IgnyChat            *chat;
  gint64               slept_ms;
  GString             *live;
} Fixture;

static const char *const keywords[] = {
  "hiking boots", "hiking boots for women", "trail map", "trail running", "gps watch", NULL
};

static char *journal;

/* Waits are only noted. */
static gboolean
note_sleep (gint64        milliseconds,
            GCancellable *cancellable,
            gpointer      user_data)
{
  *(gint64 *) user_data += milliseconds;
  return !g_cancellable_is_cancelled (cancellable);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->stub = igny_stub_process_new (journal);
  fixture->env = *igny_env_get_system ();
  fixture->env.sleep_ms = note_sleep;
  fixture->env.user_data = &fixture->slept_ms;
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->models = igny_models_new ();
  fixture->tokens = igny_tokens_new ();
  fixture->limiter = igny_provider_limiter_new (&fixture->env, 4);
  fixture->memory = igny_provider_memory_new ();
  fixture->live = g_string_new (NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_clear_pointer (&fixture->chat, igny_chat_free);
  igny_models_free (fixture->models);
  igny_tokens_free (fixture->tokens);
  igny_provider_limiter_free (fixture->limiter);
  igny_provider_memory_free (fixture->memory);
  g_object_unref (fixture->http);
  igny_stub_process_free (fixture->stub);
  g_string_free (fixture->live, TRUE);
}

static void
connect_to (Fixture    *fixture,
            const char *speaks,
            const char *model,
            gboolean    whole)
{
  const IgnyChatConfig config = {
    .base_url = fixture->stub->base_url,
    .key = IGNY_STUB_KEY,
    .model = model,
    .whole = whole,
    .speaks = speaks,
    .tokens = fixture->tokens,
    .limiter = fixture->limiter,
    .memory = fixture->memory,
  };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->chat, igny_chat_free);
  fixture->chat = igny_chat_new (&fixture->env, fixture->models, &config, &error);
  g_assert_no_error (error);
  fixture->slept_ms = 0;
}

static void
text_cb (const char *piece,
         gpointer    user_data)
{
  Fixture *fixture = user_data;

  if (piece == NULL)
    g_string_truncate (fixture->live, 0);
  else
    {
      g_assert_true (g_utf8_validate (piece, -1, NULL));
      g_string_append (fixture->live, piece);
    }
}

static JsonNode *
ask_for_clusters (Fixture   *fixture,
                  GPtrArray *answers,
                  GError   **error)
{
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("clustering", NULL);
  IgnyChatRequest request = {
    .temperature = 0.7,
    .max_output_tokens = 3000,
    .schema = igny_reply_schema_get ("clustering"),
    .schema_name = "clustering",
    .on_text = text_cb,
    .user_data = fixture,
  };
  gboolean partial;

  g_string_truncate (fixture->live, 0);
  igny_prompt_set_option (prompt, "language", "English");
  igny_prompt_set_list (prompt, "keywords", keywords);
  request.messages = igny_prompt_get_messages (prompt);
  request.n_messages = igny_prompt_get_n_messages (prompt);
  return igny_provider_ask_json (fixture->chat, &request, answers, &partial, NULL, error);
}

static void
test_interfaces (Fixture      *fixture,
                 gconstpointer user_data)
{
  static const char *const speaks[] = { "chat", "responses", "messages" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (speaks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) answers =
                     g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chat_answer_free);
      g_autoptr (JsonNode) node = NULL;
      const IgnyChatAnswer *answer;
      JsonArray            *clusters;

      connect_to (fixture, speaks[i / 2], "stub-large", i % 2 == 1);
      node = ask_for_clusters (fixture, answers, &error);
      g_assert_no_error (error);
      clusters = igny_json_get_array (igny_json_node_get_object (node), "clusters");
      g_assert_cmpuint (igny_json_array_get_length (clusters), ==, 3);
      g_assert_cmpuint (answers->len, ==, 1);
      answer = answers->pdata[0];
      g_assert_cmpstr (fixture->live->str, ==, answer->text->str);
      g_assert_cmpint (answer->finish, ==, IGNY_CHAT_FINISH_STOP);
      g_assert_cmpint (answer->tokens_in, >=, 100);
      g_assert_cmpint (answer->tokens_out, >=, 40);
      g_assert_cmpstr (answer->model, ==, "stub-large");
      g_assert_cmpstr (answer->request_id, ==, "req_stub");
      if (i / 2 > 0)
        g_assert_cmpint (answer->tokens_cached, ==, 20);
      if (i / 2 == 2)
        g_assert_cmpint (answer->reasoning_chars, ==, strlen ("Let me see."));
    }
}

static void
test_rates (Fixture      *fixture,
            gconstpointer user_data)
{
  IgnyProviderState state;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;

  connect_to (fixture, "responses", "stub-large", FALSE);
  first = ask_for_clusters (fixture, NULL, NULL);
  g_assert_nonnull (first);
  igny_provider_limiter_get_state (fixture->limiter, &state);
  g_assert_cmpint (state.requests_left, ==, 499);
  g_assert_cmpint (state.tokens_left, ==, 29000);

  connect_to (fixture, "messages", "stub-large", FALSE);
  second = ask_for_clusters (fixture, NULL, NULL);
  g_assert_nonnull (second);
  igny_provider_limiter_get_state (fixture->limiter, &state);
  g_assert_cmpint (state.requests_left, ==, 7);
}

typedef struct
{
  const char        *speaks;
  const char        *model;
  int                code;   /* of IGNY_CHAT_ERROR; GOOD, or FORM */
  IgnyProviderAction action; /* of a failure */
  guint              least_asked;
  guint              most_asked;
  gint64             least_wait_ms;
} Row;

enum
{
  GOOD = -1,
  FORM = -2, /* IGNY_REPLY_ERROR_FORM */
};

#define WAIT IGNY_PROVIDER_WAIT
#define PAUSE IGNY_PROVIDER_PAUSE
#define FAIL IGNY_PROVIDER_FAIL
#define REPAIR IGNY_PROVIDER_REPAIR
#define E(name) IGNY_CHAT_ERROR_##name

/* clang-format off */
static const Row rows[] = {
  { "chat", "rig-401",            E (KEY),        PAUSE, 1, 1, 0 },
  { "chat", "rig-403",            E (PERMISSION), PAUSE, 1, 1, 0 },
  { "chat", "rig-404",            E (MODEL),      PAUSE, 1, 1, 0 },
  { "chat", "rig-408",            E (SERVER),     WAIT,  1, 1, 0 },
  { "chat", "rig-413",            E (TOO_LONG),   FAIL,  1, 1, 0 },
  { "chat", "rig-422",            E (REQUEST),    FAIL,  1, 1, 0 },
  { "chat", "rig-429",            GOOD,           WAIT,  2, 2, 1000 },
  { "chat", "rig-busy",           E (RATE),       WAIT,  5, 5, 4000 },
  { "chat", "rig-quota",          E (QUOTA),      PAUSE, 1, 1, 0 },
  { "chat", "rig-spent",          E (QUOTA),      PAUSE, 1, 1, 0 },
  { "chat", "rig-500",            E (SERVER),     WAIT,  1, 1, 0 },
  { "chat", "rig-502",            E (LOST),       FAIL,  1, 1, 0 },
  { "chat", "rig-503",            E (SERVER),     WAIT,  5, 5, 8000 },
  { "chat", "rig-529",            E (SERVER),     WAIT,  5, 5, 800 },
  { "chat", "rig-inside",         E (SERVER),     WAIT,  1, 1, 0 },
  { "chat", "rig-inside-choice",  E (RATE),       WAIT,  1, 1, 0 },
  { "chat", "rig-cut",            E (LOST),       FAIL,  1, 1, 0 },
  { "chat", "rig-length",         E (TRUNCATED),  FAIL,  1, 1, 0 },
  { "chat", "rig-all-reasoning",  E (TRUNCATED),  FAIL,  1, 1, 0 },
  { "chat", "rig-refuse",         E (REFUSED),    FAIL,  1, 1, 0 },
  { "chat", "rig-filter",         E (BLOCKED),    FAIL,  1, 1, 0 },
  { "chat", "rig-policy",         E (BLOCKED),    FAIL,  1, 1, 0 },
  { "chat", "rig-too-long",       E (TOO_LONG),   FAIL,  1, 1, 0 },
  { "chat", "rig-blank",          E (BAD_REPLY),  REPAIR, 2, 2, 0 },
  { "chat", "rig-html",           E (BAD_REPLY),  REPAIR, 2, 2, 0 },
  { "chat", "rig-strict",         GOOD,           WAIT,  4, 5, 0 },
  { "chat", "rig-json-1",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-2",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-3",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-4",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-5",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-6",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-7",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-8",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-9",         GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-10",        GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-11",        GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-json-12",        GOOD,           WAIT,  1, 1, 0 },
  { "chat", "rig-once-wrong",     GOOD,           WAIT,  2, 2, 0 },
  { "chat", "rig-wrong",          FORM,           REPAIR, 2, 2, 0 },
  { "responses", "rig-length",    E (TRUNCATED),  FAIL,  1, 1, 0 },
  { "messages", "rig-401",        E (KEY),        PAUSE, 1, 1, 0 },
  { "messages", "rig-403",        E (PERMISSION), PAUSE, 1, 1, 0 },
  { "messages", "rig-404",        E (MODEL),      PAUSE, 1, 1, 0 },
  { "messages", "rig-413",        E (TOO_LONG),   FAIL,  1, 1, 0 },
  { "messages", "rig-busy",       E (RATE),       WAIT,  5, 5, 800 },
  { "messages", "rig-quota",      E (QUOTA),      PAUSE, 1, 1, 0 },
  { "messages", "rig-500",        E (SERVER),     WAIT,  1, 1, 0 },
  { "messages", "rig-529",        E (SERVER),     WAIT,  5, 5, 800 },
  { "messages", "rig-too-long",   E (TOO_LONG),   FAIL,  1, 1, 0 },
  { "messages", "rig-length",     E (TRUNCATED),  FAIL,  1, 1, 0 },
  { "messages", "rig-refuse",     E (REFUSED),    FAIL,  1, 1, 0 },
};
/* clang-format on */

static guint
count_requests (Fixture *fixture)
{
  g_autofree char *text = NULL;
  guint            n = 0;

  g_file_get_contents (fixture->stub->journal, &text, NULL, NULL);
  for (const char *p = text; p != NULL && (p = strchr (p, '\n')) != NULL; p++)
    n++;
  return n;
}

static void
assert_failure (const Row    *row,
                const GError *error)
{
  if (row->code == FORM)
    {
      if (error->domain != IGNY_REPLY_ERROR)
        g_error ("%s at %s gave %s", row->model, row->speaks, error->message);
    }
  else if (!g_error_matches (error, IGNY_CHAT_ERROR, row->code))
    g_error ("%s at %s gave %d: %s", row->model, row->speaks, error->code, error->message);
  if (igny_provider_get_action (error) != row->action)
    g_error ("%s at %s means %d", row->model, row->speaks, igny_provider_get_action (error));
  g_assert_null (strstr (error->message, IGNY_STUB_KEY));
  if (error->domain == IGNY_CHAT_ERROR)
    g_assert_cmpstr (igny_chat_error_get_remedy (row->code), !=, "");
}

static void
test_matrix (Fixture      *fixture,
             gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;
      guint before = count_requests (fixture);
      guint asked;

      connect_to (fixture, row->speaks, row->model, FALSE);
      node = ask_for_clusters (fixture, NULL, &error);
      asked = count_requests (fixture) - before;
      if (row->code == GOOD ? error != NULL : node != NULL)
        g_error ("%s at %s: %s", row->model, row->speaks, error != NULL ? error->message : "good");
      if (row->code != GOOD)
        assert_failure (row, error);
      if (asked < row->least_asked || asked > row->most_asked)
        g_error ("%s at %s was asked %u times", row->model, row->speaks, asked);
      if (fixture->slept_ms < row->least_wait_ms)
        g_error ("%s at %s waited %" G_GINT64_FORMAT " ms", row->model, row->speaks,
                 fixture->slept_ms);
    }
}

/* What one client learned, the next one knows. */
static void
test_remembered (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  guint before;

  connect_to (fixture, "chat", "rig-strict", FALSE);
  first = ask_for_clusters (fixture, NULL, NULL);
  g_assert_nonnull (first);
  before = count_requests (fixture);
  connect_to (fixture, "chat", "rig-strict", FALSE);
  second = ask_for_clusters (fixture, NULL, NULL);
  g_assert_nonnull (second);
  g_assert_cmpuint (count_requests (fixture) - before, ==, 1);
}

/* A prompt that cannot fit is not sent. */
static void
test_context (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autofree char *base = g_strdup (fixture->stub->base_url);
  IgnyChatQuirks   quirks = { .context = 300 };
  g_autoptr (GError) error = NULL;
  guint before = count_requests (fixture);

  igny_provider_memory_set (fixture->memory, base, "small", &quirks);
  connect_to (fixture, "chat", "small", FALSE);
  g_assert_null (ask_for_clusters (fixture, NULL, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_TOO_LONG);
  g_assert_cmpuint (count_requests (fixture), ==, before);
}

static IgnyImagesAnswer *
make_picture (Fixture                 *fixture,
              const char              *kind,
              const char              *model,
              const IgnyImagesRequest *request,
              GError                 **error)
{
  const IgnyImagesConfig config = {
    .kind = kind,
    .base_url = fixture->stub->base_url,
    .key = IGNY_STUB_KEY,
    .model = model,
    .limiter = fixture->limiter,
  };
  g_autoptr (IgnyImagesApi) api = igny_images_api_new (&fixture->env, fixture->models, &config,
                                                       error);

  g_assert_nonnull (api);
  return igny_images_api_make (api, request, NULL, error);
}

static const IgnyImagesRequest picture = {
  .prompt = "A tent under stars",
  .negative = "text, watermark",
  .quality = "medium",
  .format = "jpeg",
  .width = 1200,
  .height = 630,
  .n = 1,
  .task_id = TASK,
};

static void
test_images (Fixture      *fixture,
             gconstpointer user_data)
{
  static const struct
  {
    const char *kind;
    const char *model;
    gint64      cost;
    guint       asked;
  } cases[] = {
    { "openai", "gpt-image-2", 30500, 1 },
    { "openai", "gpt-image-1-mini", 11000, 1 },
    { "openai", "gpt-image-strict", IGNY_UNKNOWN, 1 },
    { "openai", "dall-e-3", 40000, 1 },
    { "openai", "sdxl", IGNY_UNKNOWN, 1 },
    { "runware", "runware:100@1", 1300, 1 },
    { "runware", "civitai:1@2", 1300, 1 },
    { "runware", "rig-lost:1@1", 1300, 3 },
    { "runware", "rig-strict:1@1", 1300, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint before = count_requests (fixture);
      g_autoptr (IgnyImagesAnswer) answer =
                     make_picture (fixture, cases[i].kind, cases[i].model, &picture, &error);
      IgnyImagesItem *item;

      g_assert_no_error (error);
      g_assert_cmpuint (answer->items->len, ==, 1);
      item = answer->items->pdata[0];
      g_assert_cmpstr (item->type, ==, "image/png");
      if (answer->cost_usd != cases[i].cost || count_requests (fixture) - before != cases[i].asked)
        g_error ("%s cost %" G_GINT64_FORMAT " in %u requests", cases[i].model, answer->cost_usd,
                 count_requests (fixture) - before);
    }
}

static void
test_image_errors (Fixture      *fixture,
                   gconstpointer user_data)
{
  static const struct
  {
    const char   *kind;
    const char   *model;
    IgnyChatError code;
  } cases[] = {
    { "openai", "rig-403", IGNY_CHAT_ERROR_PERMISSION },
    { "openai", "rig-policy", IGNY_CHAT_ERROR_BLOCKED },
    { "openai", "rig-no-picture", IGNY_CHAT_ERROR_BAD_REPLY },
    { "openai", "rig-502", IGNY_CHAT_ERROR_LOST },
    { "runware", "rig-poor:1@1", IGNY_CHAT_ERROR_QUOTA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make_picture (fixture, cases[i].kind, cases[i].model, &picture, &error));
      if (!g_error_matches (error, IGNY_CHAT_ERROR, (int) cases[i].code))
        g_error ("%s gave %s", cases[i].model, error->message);
    }
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
    { "/ai/provider/interfaces", test_interfaces },
    { "/ai/provider/rates", test_rates },
    { "/ai/provider/matrix", test_matrix },
    { "/ai/provider/remembered", test_remembered },
    { "/ai/provider/context", test_context },
    { "/ai/provider/images", test_images },
    { "/ai/provider/image-errors", test_image_errors },
  };

  if (argc == 3 && strcmp (argv[1], "--journal") == 0)
    {
      journal = argv[2];
      argc = 1;
    }
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
