/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-models-lines.h"
#include "igny-models.h"
#include "igny-number.h"
#include "igny-test-folder.h"

#include <string.h>

static void
test_lines (void)
{
  static const struct
  {
    const char *path;
    guint       line;
  } cases[] = {
    { "a", 2 },
    { "b", 3 },
    { "b.0", 4 },
    { "b.0.c", 5 },
    { "b.1", 7 },
    { "b.1.c", 7 },
    { "b.1.d.1", 8 },
    { "b.1.d.1.x", 8 },
    { "zz.y", 1 },
    { "b.0.nope", 4 },
  };
  g_autoptr (IgnyModelsLines) lines = igny_models_lines_new ("{\n\"a\": \"x,]\\\"}\",\n"
                                                             "\"b\": [\n{\n\"c\": 1\n},\n"
                                                             "{\"c\": true, \"d\": [1,\n2]}]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (igny_models_lines_find (lines, cases[i].path) != cases[i].line)
      g_error ("%s is on line %u", cases[i].path, igny_models_lines_find (lines, cases[i].path));
}

/* What is shipped must pass its own check. */
static void
test_shipped (void)
{
  g_autofree char *text = igny_models_dup_default ();
  g_autoptr (GPtrArray) faults = igny_models_check (text);
  g_autoptr (IgnyModels) models = igny_models_new ();
  IgnyModelProvider provider;

  for (guint i = 0; i < faults->len; i++)
    g_error ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (igny_models_get_n_providers (models), ==, 8);
  g_assert_true (igny_models_find_provider (models, "anthropic", &provider));
  g_assert_cmpint (provider.speaks, ==, IGNY_SPEAKS_MESSAGES);
  g_assert_true (igny_models_find_provider (models, "runware", &provider));
  g_assert_cmpint (provider.speaks, ==, IGNY_SPEAKS_NOTHING);
  g_assert_cmpstr (provider.images, ==, "runware");
  g_assert_false (igny_models_find_provider (models, "nobody", &provider));
}

/* clang-format off */
static const struct
{
  const char *text;
  const char *fault; /* the first one; NULL: none */
} checks[] = {
  { "{}", NULL },
  { "{\"note\": \"mine\", \"prices\": []}", NULL },
  { "[]", "line 1: the file must hold one object in braces" },
  { "{\n\"prices\": [\n}", "line 3: read JSON" },
  { "{\n\n\"price\": []}", "line 3: there is no section “price”" },
  { "{\"prices\": {}}", "line 1: “prices” must be a list" },
  { "{\"prices\": [\n5]}", "line 2: “prices” must hold objects in braces" },
  { "{\"prices\": [\n{\"model\": \"a\",\n\"input\": 1.5, \"output\": 1}]}", "line 3: “input” must be a whole number" },
  { "{\"prices\": [\n{\"model\": \"a\",\n\"input\": -1, \"output\": 1}]}", "line 3: “input” must be a whole number" },
  { "{\"prices\": [\n{\"model\": \"a\", \"input\": 1}]}", "line 2: “output” is missing" },
  { "{\"prices\": [{\"model\": \"a\", \"input\": 1, \"output\": 1,\n\"entry\": 4}]}", "line 2: nothing here is named “entry”" },
  { "{\"families\": [{\"hosts\": [], \"models\": [\"*\"]}]}", "line 1: “hosts” must be a list of texts" },
  { "{\"families\": [{\"hosts\": [\"*\"], \"models\": [\"*\"],\n\"cap\": \"tokens\"}]}",
    "line 2: “cap” must be one of: max_tokens max_completion_tokens; not “tokens”" },
  { "{\"families\": [{\"hosts\": [\"*\"], \"models\": [\"*\"],\n\"temperature\": \"no\"}]}", "line 2: “temperature” must be true or false" },
  { "{\"shutdowns\": [{\"model\": \"x\",\n\"date\": \"2027-02-30\"}]}", "line 2: “date” must be a date" },
  { "{\"not_for_chat\": [\"a\",\n\"\"]}", "line 2: “not_for_chat” must hold texts" },
};
/* clang-format on */

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GPtrArray) faults = igny_models_check (checks[i].text);

      if (checks[i].fault == NULL)
        g_assert_cmpuint (faults->len, ==, 0);
      else if (faults->len == 0 || !g_str_has_prefix (faults->pdata[0], checks[i].fault))
        g_error ("%s gave %s", checks[i].text,
                 faults->len > 0 ? (const char *) faults->pdata[0] : "nothing");
    }
}

static void
test_load (void)
{
  char            *folder = igny_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, IGNY_MODELS_FILE, NULL);
  const IgnyEnv   *env = igny_env_get_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyModels) models = NULL;
  gboolean own = TRUE;

  models = igny_models_load (env, folder, &own, &error);
  g_assert_no_error (error);
  g_assert_false (own);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-5.4", 1000000, 0, 0), ==, 2500000);
  g_clear_pointer (&models, igny_models_free);

  g_file_set_contents (path, "{\"prices\":[{\"model\":\"gpt-5.4\",\"input\":7,\"output\":8}]}", -1,
                       &error);
  g_assert_no_error (error);
  models = igny_models_load (env, folder, &own, &error);
  g_assert_no_error (error);
  g_assert_true (own);
  g_assert_cmpint (igny_models_estimate_cost (models, "gpt-5.4", 1000000, 0, 0), ==, 7);
  g_clear_pointer (&models, igny_models_free);

  g_file_set_contents (path, "{\n\"prices\":[{\"model\":\"a\",\n\"input\":\"7\",\"output\":8}]}",
                       -1, &error);
  g_assert_no_error (error);
  g_assert_null (igny_models_load (env, folder, &own, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "models.json: line 3: “input”"));
  igny_test_folder_free (folder);
}

static void
test_shutdowns (void)
{
  g_autoptr (IgnyModels) models = igny_models_new ();
  const char *replacement = NULL;

  g_assert_cmpstr (igny_models_find_shutdown (models, "gpt-4o-2024-08-06", &replacement), ==,
                   "2027-01-14");
  g_assert_cmpstr (replacement, ==, "gpt-6-luna");
  g_assert_cmpstr (igny_models_find_shutdown (models, "o3", NULL), ==, "2026-12-11");
  g_assert_null (igny_models_find_shutdown (models, "gpt-6-luna", NULL));
}

static void
test_images (void)
{
  g_autoptr (IgnyModels) models = igny_models_new ();
  IgnyImageFamily family = igny_models_find_image_family (models, "gpt-image-2-2026-04-21");

  g_assert_cmpstr (family.form, ==, "gpt-image");
  g_assert_cmpuint (family.grid, ==, 16);
  family = igny_models_find_image_family (models, "runware:100@1");
  g_assert_cmpstr (family.form, ==, "runware");
  g_assert_cmpuint (family.steps, ==, 4);
  g_assert_false (family.negative);
  family = igny_models_find_image_family (models, "civitai:133005@782002");
  g_assert_true (family.negative);
  g_assert_cmpstr (igny_models_find_image_family (models, "sdxl").form, ==, "dall-e");

  g_assert_cmpint (igny_models_estimate_image_cost (models, "gpt-image-2", "high", 2), ==, 422000);
  g_assert_cmpint (igny_models_estimate_image_cost (models, "gpt-image-2", "auto", 1), ==, 53000);
  g_assert_cmpint (igny_models_estimate_image_cost (models, "runware:100@1", "low", 1), ==,
                   IGNY_UNKNOWN);
  g_assert_cmpint (igny_models_get_image_cost (models, "gpt-image-2", 1000, 10000), ==, 305000);
  g_assert_cmpint (igny_models_get_image_cost (models, "dall-e-3", 1000, 10000), ==, IGNY_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/models-file/lines", test_lines);
  g_test_add_func ("/ai/models-file/shipped", test_shipped);
  g_test_add_func ("/ai/models-file/check", test_check);
  g_test_add_func ("/ai/models-file/load", test_load);
  g_test_add_func ("/ai/models-file/shutdowns", test_shutdowns);
  g_test_add_func ("/ai/models-file/images", test_images);

  return g_test_run ();
}
