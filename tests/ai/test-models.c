/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-models.h"
#include "igny-number.h"
#include "igny-tokens.h"

static void
test_families (void)
{
  g_autoptr (IgnyModels) models = igny_models_new ();
  static const struct
  {
    const char *host;
    const char *model;
    const char *cap_field;
    gboolean    temperature;
  } cases[] = {
    { "api.openai.com", "gpt-4o-mini", "max_completion_tokens", TRUE },
    { "api.openai.com", "gpt-6-luna", "max_completion_tokens", FALSE },
    { "api.openai.com", "o3", "max_completion_tokens", FALSE },
    { "localhost", "llama3.2", "max_tokens", TRUE },
    { "localhost", "gpt-5-clone", "max_tokens", TRUE },
    { "openrouter.ai", "openai/gpt-5.4", "max_tokens", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IgnyModelFamily family = igny_models_find_family (models, cases[i].host, cases[i].model);

      g_assert_cmpstr (family.cap_field, ==, cases[i].cap_field);
      g_assert_cmpint (family.temperature, ==, cases[i].temperature);
      g_assert_cmpuint (family.head_room, >=, 1);
    }
}

static void
test_costs (void)
{
  g_autoptr (IgnyModels) models = igny_models_new ();

  /* 1,000,000 in at 0.40, of them 500,000 cached at 0.10, 1,000,000 out at 1.60. */
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-4.1-mini", 1000000, 500000, 1000000), ==,
                   200000 + 50000 + 1600000);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-4.1-mini-2025-04-14", 1000,
                                              IGNY_UNKNOWN, 0),
                   ==, 400);
  g_assert_cmpint (igny_models_estimate_cost (models, "openai/gpt-5.4-mini", 1000000, 0, 0), ==,
                   750000);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-5.4", 1000000, 0, 0), ==, 2500000);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-6-luna", 300000, 0, 100000), ==,
                   60000 + 75000);
  g_assert_cmpint (igny_models_estimate_cost (models, "llama3.2", 1000, 0, 1000), ==, IGNY_UNKNOWN);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-5.4-ultra", 1000, 0, 1), ==,
                   IGNY_UNKNOWN);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-5.4", IGNY_UNKNOWN, 0, 1), ==,
                   IGNY_UNKNOWN);
}

static void
test_edited (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyModels) models = igny_models_new_from_text (
      "{\"families\":[{\"hosts\":[\"*\"],\"models\":[\"a*\"],\"cap\":\"max_completion_tokens\","
      "\"head_room\":99}],\"prices\":[{\"model\":\"a\",\"input\":-5,\"output\":1}]}",
      &error);
  IgnyModelFamily family;

  g_assert_no_error (error);
  family = igny_models_find_family (models, "x", "ABC");
  g_assert_cmpstr (family.cap_field, ==, "max_completion_tokens");
  g_assert_cmpuint (family.head_room, ==, 20);
  family = igny_models_find_family (models, "x", "b");
  g_assert_cmpstr (family.cap_field, ==, "max_tokens");
  g_assert_cmpint (igny_models_estimate_cost (models, "a", 1, 1, 1), ==, IGNY_UNKNOWN);
  g_assert_true (igny_models_is_for_chat (models, "text-embedding-3"));
  g_assert_null (igny_models_new_from_text ("{", &error));
  g_assert_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_INVALID);
}

static void
test_tokens (void)
{
  /* Real counts of the o200k_base vocabulary. */
  static const struct
  {
    const char *text;
    guint       real;
  } cases[] = {
    { "The quick brown fox jumps over the lazy dog near the river bank every morning.", 16 },
    { "Die Wanderschuhe sollten vor der ersten langen Tour gut eingelaufen werden.", 15 },
    { "Лучшие ботинки для похода в горы осенью и зимой.", 15 },
    { "最適な登山靴を選ぶためのガイド", 14 },
    { "[\"hiking boots for women\",\"best trail running shoes 2026\","
      "\"waterproof hiking boots size 12\"]",
      23 },
  };

  g_assert_cmpuint (igny_tokens_estimate (""), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint estimate = igny_tokens_estimate (cases[i].text);

      g_test_message ("%u, really %u", estimate, cases[i].real);
      g_assert_cmpuint (estimate * 10, >, cases[i].real * 8);
      g_assert_cmpuint (estimate * 10, <, cases[i].real * 13);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/models/families", test_families);
  g_test_add_func ("/ai/models/costs", test_costs);
  g_test_add_func ("/ai/models/edited", test_edited);
  g_test_add_func ("/ai/tokens/estimate", test_tokens);

  return g_test_run ();
}
