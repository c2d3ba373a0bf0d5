/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cost.h"
#include "igny-number.h"
#include "igny-prompt.h"

static void
test_credits (void)
{
  static const struct
  {
    const char *function;
    guint       n;
    gint64      credits;
  } cases[] = {
    { "auto_cluster", 1, 1 },
    { "auto_cluster", 30, 1 },
    { "auto_cluster", 31, 2 },
    { "auto_cluster", 3000, 100 },
    { "generate_ideas", 1, 1 },
    { "generate_ideas", 12, 12 },
    { "generate_content", 7, 21 },
    { "generate_images", 4, 4 },
    { "generate_image_prompts", 9, 0 },
    { "optimize_content", 1, 1 },
    { "reparse", 1, 1 },
    { "offline", 50, 0 },
    { "auto_cluster", 0, 0 },
  };
  IgnyCostFunction function;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (igny_cost_find_function (cases[i].function, &function));
      g_assert_cmpint (igny_cost_get_credits (function, cases[i].n), ==, cases[i].credits);
    }
  g_assert_false (igny_cost_find_function ("guess", &function));
}

static void
test_functions (void)
{
  /* At 0.10 a million tokens in and 0.50 out. */
  static const struct
  {
    IgnyCostFunction function;
    guint            n;
    guint            words;
    guint            requests;
    gint64           tokens_in;
    gint64           tokens_out;
    gint64           cost;
    gint64           credits;
  } cases[] = {
    { IGNY_COST_CLUSTER, 100, 0, 5, 3850, 1200, 985, 4 },
    { IGNY_COST_IDEAS, 6, 0, 1, 900, 2520, 1350, 6 },
    { IGNY_COST_CONTENT, 2, 1000, 2, 2300, 3220, 1840, 6 },
    { IGNY_COST_CONTENT, 1, 0, 1, 1150, 1900, 1065, 3 },
    { IGNY_COST_IMAGE_PROMPTS, 1, 1000, 1, 2100, 350, 385, 0 },
    { IGNY_COST_OPTIMIZE, 1, 1000, 1, 2100, 1450, 935, 1 },
    { IGNY_COST_REPARSE, 3, 0, 0, 0, 0, 0, 3 },
    { IGNY_COST_OFFLINE, 3, 0, 0, 0, 0, 0, 0 },
  };
  g_autoptr (IgnyModels) models = igny_models_new ();
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IgnyCostQuestion question = {
        .function = cases[i].function,
        .host = "api.openai.com",
        .model = "gpt-6-luna",
        .n_items = cases[i].n,
        .words = cases[i].words,
      };
      IgnyCost cost;

      igny_cost_estimate (models, tokens, &question, &cost);
      g_assert_cmpuint (cost.n_requests, ==, cases[i].requests);
      g_assert_cmpint (cost.tokens_in, ==, cases[i].tokens_in);
      g_assert_cmpint (cost.tokens_out, ==, cases[i].tokens_out);
      g_assert_cmpint (cost.cost_usd, ==, cases[i].cost);
      g_assert_cmpint (cost.credits, ==, cases[i].credits);
    }
}

static void
test_pictures (void)
{
  g_autoptr (IgnyModels) models = igny_models_new ();
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  IgnyCostQuestion question = { .function = IGNY_COST_IMAGES,
                                .host = "api.openai.com",
                                .model = "gpt-image-2",
                                .n_items = 3 };
  IgnyCost         cost;

  igny_cost_estimate (models, tokens, &question, &cost);
  g_assert_cmpint (cost.cost_usd, ==, 159000);
  g_assert_cmpint (cost.credits, ==, 3);
  question.model = "runware:100@1";
  igny_cost_estimate (models, tokens, &question, &cost);
  g_assert_cmpint (cost.cost_usd, ==, IGNY_UNKNOWN);
}

/* With the messages at hand the tokens are counted and not guessed. */
static void
test_messages (void)
{
  static const char *const keywords[] = { "tent", "hiking boots", NULL };
  g_autoptr (IgnyModels) models = igny_models_new ();
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("clustering", NULL);
  IgnyCostQuestion question = { .function = IGNY_COST_CLUSTER,
                                .host = "api.openai.com",
                                .model = "gpt-6-luna",
                                .n_items = 2 };
  IgnyCost         cost;
  gint64           counted = 3;

  igny_prompt_set_list (prompt, "keywords", keywords);
  question.messages = igny_prompt_get_messages (prompt);
  question.n_messages = igny_prompt_get_n_messages (prompt);
  igny_cost_estimate (models, tokens, &question, &cost);
  for (guint i = 0; i < question.n_messages; i++)
    counted += 4 + (gint64) igny_tokens_count (tokens, "o200k", question.messages[i].content);
  g_assert_true (cost.exact);
  g_assert_cmpint (cost.tokens_in, ==, counted);
  g_assert_cmpint (cost.cost_usd, >, 0);

  question.host = "localhost";
  question.model = "llama3.2";
  igny_cost_estimate (models, tokens, &question, &cost);
  g_assert_false (cost.exact);
  g_assert_cmpint (cost.cost_usd, ==, IGNY_UNKNOWN);
}

static void
test_compare (void)
{
  g_assert_cmpint (igny_cost_compare (1000, 1100), ==, 10);
  g_assert_cmpint (igny_cost_compare (1000, 750), ==, -25);
  g_assert_cmpint (igny_cost_compare (0, 750), ==, IGNY_UNKNOWN);
  g_assert_cmpint (igny_cost_compare (IGNY_UNKNOWN, 750), ==, IGNY_UNKNOWN);
  g_assert_cmpint (igny_cost_compare (750, IGNY_UNKNOWN), ==, IGNY_UNKNOWN);
}

static void
test_describe (void)
{
  g_autofree char *usual = igny_cost_describe (31000, 28000);
  g_autofree char *small = igny_cost_describe (1234, 0);
  g_autofree char *large = igny_cost_describe (0, 12345678);
  g_autofree char *unknown = igny_cost_format (IGNY_UNKNOWN);

  g_assert_cmpstr (usual, ==, "Estimated $0.031, was $0.028 (-9 %)");
  g_assert_cmpstr (small, ==, "Estimated $0.00123, was $0 (-100 %)");
  g_assert_cmpstr (large, ==, "Estimated $0, was $12.35");
  g_assert_cmpstr (unknown, ==, "?");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/cost/credits", test_credits);
  g_test_add_func ("/ai/cost/functions", test_functions);
  g_test_add_func ("/ai/cost/pictures", test_pictures);
  g_test_add_func ("/ai/cost/messages", test_messages);
  g_test_add_func ("/ai/cost/compare", test_compare);
  g_test_add_func ("/ai/cost/describe", test_describe);

  return g_test_run ();
}
