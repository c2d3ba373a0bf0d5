/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the providers that need no server. */
#include "igny-http-tape.h"
#include "igny-images-api-private.h"
#include "igny-number.h"
#include "igny-provider-limiter.h"
#include "igny-provider-memory.h"
#include "igny-reply-schema.h"
#include "igny-test-folder.h"

#include <string.h>

typedef struct
{
  gint64 now;
} Clock;

static gint64
tell_time (gpointer user_data)
{
  return ((Clock *) user_data)->now;
}

static void
test_durations (void)
{
  static const struct
  {
    const char *text;
    gint64      ms;
  } cases[] = {
    { "1s", 1000 },
    { "6m0s", 360000 },
    { "500ms", 500 },
    { "1.5s", 1500 },
    { "1h2m", 3720000 },
    { "12ms", 12 },
    { "", IGNY_UNKNOWN },
    { "5", IGNY_UNKNOWN },
    { "soon", IGNY_UNKNOWN },
    { "2099-01-01T00:00:00Z", IGNY_UNKNOWN },
    { "999999d", G_GINT64_CONSTANT (604800000) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (igny_provider_limiter_read_duration (cases[i].text), ==, cases[i].ms);
}

static void
learn (IgnyProviderLimiter *limiter,
       const char          *requests,
       const char          *tokens)
{
  g_autoptr (IgnyHttpResponse) response = igny_http_response_new (200);

  igny_http_response_add_header (response, "x-ratelimit-remaining-requests", requests);
  igny_http_response_add_header (response, "x-ratelimit-reset-requests", "10s");
  igny_http_response_add_header (response, "x-ratelimit-remaining-tokens", tokens);
  igny_http_response_add_header (response, "x-ratelimit-reset-tokens", "1m0s");
  igny_provider_limiter_learn (limiter, response);
}

static void
test_limiter (void)
{
  Clock   clock = { 1000000 };
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr (IgnyProviderLimiter) limiter = NULL;
  gint64 wait = 0;

  env.now_ms = tell_time;
  env.user_data = &clock;
  limiter = igny_provider_limiter_new (&env, 2);
  g_assert_true (igny_provider_limiter_take (limiter, 100, &wait));
  g_assert_true (igny_provider_limiter_take (limiter, 100, &wait));
  g_assert_false (igny_provider_limiter_take (limiter, 100, &wait));
  g_assert_cmpint (wait, ==, IGNY_UNKNOWN);
  igny_provider_limiter_release (limiter);
  igny_provider_limiter_release (limiter);

  /* One request is left for ten seconds, and tokens enough. */
  learn (limiter, "1", "5000");
  g_assert_true (igny_provider_limiter_take (limiter, 1000, &wait));
  g_assert_false (igny_provider_limiter_take (limiter, 1000, &wait));
  g_assert_cmpint (wait, ==, 10000);
  clock.now += 10000;
  /* The tokens that were taken are gone: 4,000 are left. */
  g_assert_false (igny_provider_limiter_take (limiter, 4500, &wait));
  g_assert_cmpint (wait, ==, 50000);
  g_assert_true (igny_provider_limiter_take (limiter, 4000, &wait));
  igny_provider_limiter_release (limiter);
  igny_provider_limiter_release (limiter);
}

static void
test_failures (void)
{
  Clock   clock = { 1000000 };
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr (IgnyProviderLimiter) limiter = NULL;
  g_autoptr (GError) error = NULL;
  IgnyProviderState state;
  gint64            wait = 0;

  env.now_ms = tell_time;
  env.user_data = &clock;
  limiter = igny_provider_limiter_new (&env, 8);
  igny_provider_limiter_fail (limiter, IGNY_CHAT_ERROR_RATE, NULL, 7000);
  igny_provider_limiter_get_state (limiter, &state);
  g_assert_cmpuint (state.max_in_flight, ==, 4);
  g_assert_false (igny_provider_limiter_take (limiter, 0, &wait));
  g_assert_cmpint (wait, ==, 7000);
  clock.now += 7000;

  /* Five in a row open the breaker; errors of the request do not count. */
  for (guint i = 0; i < 3; i++)
    igny_provider_limiter_fail (limiter, IGNY_CHAT_ERROR_SERVER, NULL, IGNY_UNKNOWN);
  for (guint i = 0; i < 9; i++)
    igny_provider_limiter_fail (limiter, IGNY_CHAT_ERROR_REQUEST, NULL, IGNY_UNKNOWN);
  g_assert_true (igny_provider_limiter_take (limiter, 0, &wait));
  igny_provider_limiter_fail (limiter, IGNY_CHAT_ERROR_NETWORK, NULL, IGNY_UNKNOWN);
  g_assert_false (igny_provider_limiter_take (limiter, 0, &wait));
  g_assert_cmpint (wait, ==, 60000);
  clock.now += 60000;

  /* It grows back, no further than it was. */
  for (guint i = 0; i < 200; i++)
    igny_provider_limiter_succeed (limiter);
  igny_provider_limiter_get_state (limiter, &state);
  g_assert_cmpuint (state.max_in_flight, ==, 8);

  igny_provider_limiter_fail (limiter, IGNY_CHAT_ERROR_QUOTA, "no quota left", IGNY_UNKNOWN);
  g_assert_false (igny_provider_limiter_take (limiter, 0, &wait));
  g_assert_cmpint (wait, ==, G_MAXINT64);
  g_assert_false (igny_provider_limiter_wait (limiter, 0, NULL, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_QUOTA);
  g_assert_cmpstr (error->message, ==, "no quota left");
  igny_provider_limiter_resume (limiter);
  g_assert_true (igny_provider_limiter_take (limiter, 0, &wait));
  igny_provider_limiter_release (limiter);
  igny_provider_limiter_release (limiter);
}

static void
test_memory (void)
{
  char          *folder = igny_test_folder_new ();
  const IgnyEnv *env = igny_env_get_system ();
  g_autoptr (IgnyProviderMemory) memory = igny_provider_memory_load (env, folder);
  g_autoptr (IgnyProviderMemory) again = NULL;
  g_autoptr (IgnyProviderMemory) damaged = NULL;
  g_autofree char *path = g_build_filename (folder, IGNY_PROVIDER_MEMORY_FILE, NULL);
  g_autoptr (GError) error = NULL;
  const IgnyChatQuirks learned = { .no_temperature = TRUE, .max_cap = 4096, .context = 8192 };
  IgnyChatQuirks       quirks;

  igny_provider_memory_set (memory, "http://a/v1", "m", &learned);
  g_assert_true (igny_provider_memory_save (memory, env, folder, &error));
  g_assert_no_error (error);
  again = igny_provider_memory_load (env, folder);
  quirks = igny_provider_memory_get (again, "http://a/v1", "m");
  g_assert_true (quirks.no_temperature);
  g_assert_false (quirks.no_json);
  g_assert_cmpint (quirks.max_cap, ==, 4096);
  g_assert_cmpint (quirks.context, ==, 8192);
  quirks = igny_provider_memory_get (again, "http://b/v1", "m");
  g_assert_false (quirks.no_temperature);

  g_file_set_contents (path, "{\"half", -1, NULL);
  damaged = igny_provider_memory_load (env, folder);
  quirks = igny_provider_memory_get (damaged, "http://a/v1", "m");
  g_assert_false (quirks.no_temperature);
  igny_test_folder_free (folder);
}

static void
test_learning (void)
{
  static const struct
  {
    const char *body;
    gint64      max_cap;
    gint64      context;
  } cases[] = {
    { "{\"error\":{\"message\":\"max_tokens is too large: 20000. This model supports at most 16384 "
      "completion tokens\",\"param\":\"max_tokens\"}}",
      16384, 0 },
    { "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: "
      "20000 > 8192, which is the maximum\"}}",
      8192, 0 },
    { "{\"error\":{\"message\":\"This model's maximum context length is 8,192 tokens. However, you "
      "requested 90000 tokens.\"}}",
      0, 8192 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IgnyChatFault) fault = igny_chat_fault_new (cases[i].body,
                                                             strlen (cases[i].body));
      IgnyChatQuirks     quirks = { 0 };
      const IgnyChatSent sent = { 20000, FALSE };

      if (cases[i].context > 0)
        igny_chat_quirks_learn_context (&quirks, fault);
      else
        g_assert_true (igny_chat_quirks_learn (&quirks, fault, &sent));
      g_assert_cmpint (quirks.max_cap, ==, cases[i].max_cap);
      g_assert_cmpint (quirks.context, ==, cases[i].context);
      g_assert_false (quirks.other_cap);
    }
}

static void
test_schema (void)
{
  static const char schema[] =
      "{\"type\":\"object\",\"required\":[\"list\"],\"properties\":{\"list\":{\"type\":\"array\","
      "\"minItems\":1,\"maxItems\":2,\"items\":{\"type\":\"object\",\"required\":[\"a\"],"
      "\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":3,\"enum\":[\"x\","
      "\"yy\"]},\"n\":{\"type\":[\"integer\",\"null\"],\"minimum\":2,\"maximum\":4},\"b\":{"
      "\"type\":\"boolean\"},\"d\":{\"type\":\"number\"}}}}}}";
  static const struct
  {
    const char *json;
    const char *fault; /* NULL: none */
  } cases[] = {
    { "{\"list\":[{\"a\":\"x\"}]}", NULL },
    { "{\"list\":[{\"a\":\"yy\",\"n\":3,\"b\":true,\"d\":1.5,\"more\":{}}],\"other\":1}", NULL },
    { "{\"list\":[{\"a\":\"x\",\"n\":null}]}", NULL },
    { "[]", "the answer must be of type object" },
    { "{}", "the answer has no “list”" },
    { "{\"list\":{}}", "list must be of type array" },
    { "{\"list\":[]}", "list has too few items" },
    { "{\"list\":[{\"a\":\"x\"},{\"a\":\"x\"},{\"a\":\"x\"}]}", "list has too many items" },
    { "{\"list\":[5]}", "list[0] must be of type object" },
    { "{\"list\":[{\"a\":\"x\"},{}]}", "list[1] has no “a”" },
    { "{\"list\":[{\"a\":\"z\"}]}", "list[0].a must be one of the given words" },
    { "{\"list\":[{\"a\":5}]}", "list[0].a must be of type string" },
    { "{\"list\":[{\"a\":\"x\",\"n\":5}]}", "list[0].n must lie between 2 and 4" },
    { "{\"list\":[{\"a\":\"x\",\"n\":2.5}]}", "list[0].n must be of type that was named" },
    { "{\"list\":[{\"a\":\"x\",\"b\":\"true\"}]}", "list[0].b must be of type boolean" },
    { "{\"list\":[{\"a\":\"x\",\"d\":\"1\"}]}", "list[0].d must be of type number" },
  };
  g_autoptr (JsonNode) form = igny_json_parse (schema, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = igny_json_parse (cases[i].json, -1, NULL);
      g_autoptr (GError) error = NULL;
      gboolean ok = igny_reply_schema_check (igny_json_node_get_object (form), node, &error);

      g_assert_cmpint (ok, ==, cases[i].fault == NULL);
      if (!ok)
        g_assert_cmpstr (error->message, ==, cases[i].fault);
    }
  g_assert_nonnull (igny_reply_schema_get ("ideas"));
  g_assert_null (igny_reply_schema_get ("content_generation"));
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *form;
    guint       grid;
    guint       width;
    guint       height;
    guint       made_width;
    guint       made_height;
  } cases[] = {
    { "gpt-image", 0, 1200, 630, 1536, 1024 },
    { "gpt-image", 0, 600, 900, 1024, 1536 },
    { "gpt-image", 0, 500, 500, 1024, 1024 },
    { "gpt-image", 16, 1200, 630, 1200, 624 },
    { "dall-e", 0, 1200, 630, 1792, 1024 },
    { "runware", 64, 1200, 630, 1216, 640 },
    { "runware", 64, 4000, 100, 2048, 512 },
    { "gpt-image", 16, 0, 0, 512, 512 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IgnyImageFamily family = { cases[i].form, cases[i].grid, 0, FALSE };
      guint                 width = cases[i].width;
      guint                 height = cases[i].height;

      igny_images_api_fit_size (&family, &width, &height);
      g_assert_cmpuint (width, ==, cases[i].made_width);
      g_assert_cmpuint (height, ==, cases[i].made_height);
    }
}

typedef struct
{
  IgnyHttpTape  *tape;
  IgnyEnv        env;
  IgnyModels    *models;
  IgnyImagesApi *api;
} Pictures;

static void
set_up (Pictures     *pictures,
        gconstpointer user_data)
{
  const IgnyImagesConfig config = { .kind = "openai",
                                    .base_url = "https://pictures.example/v1",
                                    .model = "gpt-image-2" };
  g_autoptr (GError) error = NULL;

  pictures->tape = igny_http_tape_new ();
  pictures->env = *igny_env_get_system ();
  pictures->env.http = IGNY_HTTP (pictures->tape);
  pictures->models = igny_models_new ();
  pictures->api = igny_images_api_new (&pictures->env, pictures->models, &config, &error);
  g_assert_no_error (error);
}

static void
tear_down (Pictures     *pictures,
           gconstpointer user_data)
{
  igny_images_api_free (pictures->api);
  igny_models_free (pictures->models);
  g_object_unref (pictures->tape);
}

static const IgnyImagesRequest wanted = {
  .prompt = "A tent", .width = 1024, .height = 1024, .n = 1
};

/* Beyond what the reader of JSON takes. */
static void
test_large_picture (Pictures     *pictures,
                    gconstpointer user_data)
{
  gsize              size = 15 * 1024 * 1024;
  g_autofree guint8 *bytes = g_malloc0 (size);
  g_autofree char   *base64 = NULL;
  g_autofree char   *body = NULL;
  g_autoptr (IgnyImagesAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  IgnyImagesItem *item;

  memcpy (bytes, "\x89PNG\r\n\x1a\n", 8);
  base64 = g_base64_encode (bytes, size);
  body = g_strconcat ("{\"data\":[{\"revised_prompt\":\"a \\\"b\",\"b64_json\":\"", base64,
                      "\"}]}", NULL);
  igny_http_tape_add (pictures->tape, 200, NULL, body);
  answer = igny_images_api_make (pictures->api, &wanted, NULL, &error);
  g_assert_no_error (error);
  item = answer->items->pdata[0];
  g_assert_cmpuint (g_bytes_get_size (item->bytes), ==, size);
  g_assert_cmpstr (item->revised, ==, "a \"b");
}

/* The server may have made it. */
static void
test_lost_picture (Pictures     *pictures,
                   gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  igny_http_tape_add_error (pictures->tape, IGNY_HTTP_ERROR_TIMEOUT, "too slow", NULL);
  g_assert_null (igny_images_api_make (pictures->api, &wanted, NULL, &error));
  g_assert_error (error, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST);
  g_assert_false (igny_http_tape_get_request (pictures->tape, 0)->idempotent);
}

/* Of two pictures one is ready, then both are; a refusal stands for one too. */
static void
test_runware_several (void)
{
  static const char ready[] = "{\"taskUUID\":\"x\",\"imageURL\":\"https://a.example/1.jpg\","
                              "\"cost\":0.001}";
  static const char waiting[] = "{\"taskUUID\":\"x\",\"status\":\"processing\"}";
  static const char refused[] = "{\"taskUUID\":\"x\",\"code\":\"nsfw\",\"message\":\"No.\"}";
  const struct
  {
    const char    *data[2];
    const char    *error;
    IgnyImagesRead read;
    guint          n_urls;
  } cases[] = {
    { { ready, NULL }, NULL, IGNY_IMAGES_READ_WAIT, 1 },
    { { ready, waiting }, NULL, IGNY_IMAGES_READ_WAIT, 1 },
    { { ready, ready }, NULL, IGNY_IMAGES_READ_DONE, 2 },
    { { ready, NULL }, refused, IGNY_IMAGES_READ_DONE, 1 },
    { { NULL, NULL }, refused, IGNY_IMAGES_READ_NOTHING, 0 },
    { { waiting, NULL }, NULL, IGNY_IMAGES_READ_WAIT, 0 },
  };
  g_autoptr (IgnyImagesAnswer) answer = igny_images_answer_new ();
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean         two = cases[i].data[1] != NULL;
      g_autofree char *text = g_strdup_printf (
          "{\"data\":[%s%s%s],\"errors\":[%s]}", cases[i].data[0] != NULL ? cases[i].data[0] : "",
          two ? "," : "", two ? cases[i].data[1] : "",
          cases[i].error != NULL ? cases[i].error : "");
      g_autoptr (JsonNode) node = igny_json_parse (text, -1, NULL);
      IgnyChatFault *fault = NULL;

      g_assert_cmpint (igny_runware_read (igny_json_node_get_object (node), "x", 2, answer, urls,
                                          &fault),
                       ==, cases[i].read);
      g_assert_cmpuint (urls->len, ==, cases[i].n_urls);
      if (cases[i].n_urls > 0)
        g_assert_cmpint (answer->cost_usd, ==, 1000 * cases[i].n_urls);
      igny_chat_fault_free (fault);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/provider-parts/durations", test_durations);
  g_test_add_func ("/ai/provider-parts/limiter", test_limiter);
  g_test_add_func ("/ai/provider-parts/failures", test_failures);
  g_test_add_func ("/ai/provider-parts/memory", test_memory);
  g_test_add_func ("/ai/provider-parts/learning", test_learning);
  g_test_add_func ("/ai/provider-parts/schema", test_schema);
  g_test_add_func ("/ai/provider-parts/sizes", test_sizes);
  g_test_add ("/ai/provider-parts/large-picture", Pictures, NULL, set_up, test_large_picture,
              tear_down);
  g_test_add ("/ai/provider-parts/lost-picture", Pictures, NULL, set_up, test_lost_picture,
              tear_down);

  g_test_add_func ("/ai/provider-parts/runware-several", test_runware_several);

  return g_test_run ();
}
