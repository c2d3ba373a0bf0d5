/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-seed-library.h"

#include <string.h>

#include "igny-json.h"
#include "igny-store-resources.h"
#include "igny-test-folder.h"
#include "store-fixture.h"

/* The industries, their sectors and the keyword library that every file has. */

static GBytes *
get_text (void)
{
  return g_resource_lookup_data (igny_store_get_resource (), "/com/igny8/store/industries.json",
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
test_version (void)
{
  g_autoptr(GBytes) text = get_text ();
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);

  g_assert_true (g_str_has_prefix (sum, igny_seed_library_version));
  g_assert_cmpuint (strlen (igny_seed_library_version), ==, 32);
}

static guint
count_keywords (JsonObject *sector)
{
  JsonObject *intents = igny_json_get_object (sector, "keywords");
  g_autoptr(GList) names = json_object_get_members (intents);
  guint n = 0;

  for (GList *l = names; l != NULL; l = l->next)
    n += json_array_get_length (json_object_get_array_member (intents, l->data));
  g_assert_cmpuint (n, >=, 8);
  g_assert_cmpuint (n, <=, 15);
  return n;
}

/* Counted here, without the code that reads it. */
static void
test_counts (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr(GBytes) text = get_text ();
  g_autoptr(JsonNode) root = igny_json_parse (g_bytes_get_data (text, NULL), -1, NULL);
  JsonArray *industries = igny_json_get_array (json_node_get_object (root), "industries");
  guint      n_sectors = 0;
  guint      n_keywords = 0;

  g_assert_cmpuint (json_array_get_length (industries), >=, 25);
  for (guint i = 0; i < json_array_get_length (industries); i++)
    {
      JsonArray *sectors =
          igny_json_get_array (json_array_get_object_element (industries, i), "sectors");
      guint n = json_array_get_length (sectors);

      g_assert_cmpuint (n, >=, 6);
      g_assert_cmpuint (n, <=, 8);
      n_sectors += n;
      for (guint j = 0; j < n; j++)
        n_keywords += count_keywords (json_array_get_object_element (sectors, j));
    }

  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM industries"), ==,
                   json_array_get_length (industries));
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM industry_sectors"), ==,
                   n_sectors);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM seed_keywords"), ==,
                   n_keywords);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM seed_keywords k JOIN"
                                                  " industry_sectors s ON s.row = k.industry_sector"
                                                  " WHERE s.industry = k.industry AND k.intent IS"
                                                  " NOT NULL AND k.account IS NULL"),
                   ==, n_keywords);
}

/* The same record in every file, whoever made the file and when. */
static void
test_identities (StoreFixture *fixture,
                 gconstpointer data)
{
  g_assert_cmpint (store_fixture_number (
                       fixture, "SELECT id = x'019b76daa8007a7a8ff72ab9e4a4f2de' FROM industries"
                                " WHERE slug = 'automotive'"),
                   ==, 1);
  g_assert_cmpint (
      store_fixture_number (fixture, "SELECT count(DISTINCT id) - count(*) FROM seed_keywords"), ==,
      0);
}

/* An older file: what a person changed or deleted stays so, the rest is brought
 * up to date. */
static void
test_update (StoreFixture *fixture,
             gconstpointer data)
{
  gint64 keywords = store_fixture_number (fixture, "SELECT count(*) FROM seed_keywords");

  store_fixture_sql (fixture, IGNY_STEP_SYSTEM, "UPDATE industries SET name = 'Old' WHERE ?1 = 0"
                                                " AND slug IN ('law', 'pets')",
                     0);
  store_fixture_sql (fixture, IGNY_STEP_DO,
                     "UPDATE industries SET updated_at = updated_at + 1 WHERE ?1 = 0 AND"
                     " slug = 'law'",
                     0);
  store_fixture_sql (fixture, IGNY_STEP_DO,
                     "UPDATE industries SET deleted_step = 1 WHERE ?1 = 0 AND slug = 'health'",
                     0);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM,
                     "UPDATE seed_keywords SET key = key || ' x', keyword = keyword || ' x'"
                     " WHERE ?1 = 0 AND key = 'best family tent'",
                     0);
  store_fixture_sql (fixture, IGNY_STEP_SYSTEM,
                     "UPDATE meta SET value = 'older' WHERE ?1 = 0 AND name = 'library'", 0);
  store_fixture_close (fixture);
  store_fixture_open (fixture);

  g_assert_cmpint (
      store_fixture_number (fixture, "SELECT count(*) FROM industries WHERE name = 'Old'"), ==, 1);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM industries WHERE name ="
                                                  " 'Pets' AND slug = 'pets'"),
                   ==, 1);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM industries WHERE slug ="
                                                  " 'health' AND deleted_step IS NULL"),
                   ==, 0);
  g_assert_cmpint (store_fixture_number (fixture, "SELECT count(*) FROM seed_keywords"), ==,
                   keywords);
}

#define ADD(name, func)                                                                    \
  g_test_add ("/store/seed-library/" name, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/seed-library/version", test_version);
  ADD ("counts", test_counts);
  ADD ("identities", test_identities);
  ADD ("update", test_update);
  return g_test_run ();
}
