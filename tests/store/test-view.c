/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-view.h"

#include "igny-keyword.h"
#include "store-fixture.h"

/* What lists are made of: filter, search, sort, and sums of a selection. */

static void
test_view (StoreFixture *fixture,
           gconstpointer user_data)
{
  store_fixture_add (fixture, "boots", 500);
  store_fixture_add (fixture, "tents", IGNY_UNKNOWN);
  store_fixture_add (fixture, "Best Boots", 9000);

  store_fixture_assert_found (fixture, NULL, NULL, NULL, "boots,tents,Best Boots");
  store_fixture_assert_found (fixture, NULL, NULL, "-volume", "Best Boots,boots,tents");
  store_fixture_assert_found (fixture, NULL, NULL, "volume", "boots,Best Boots,tents");
  store_fixture_assert_found (fixture, NULL, NULL, "-keyword", "tents,boots,Best Boots");
  store_fixture_assert_found (fixture, "volume>=501", NULL, NULL, "Best Boots");
  store_fixture_assert_found (fixture, "volume=", NULL, NULL, "tents");
  store_fixture_assert_found (fixture, "volume!=", NULL, NULL, "boots,Best Boots");
  store_fixture_assert_found (fixture, "keyword~BOOT", NULL, NULL, "boots,Best Boots");
  store_fixture_assert_found (fixture, "status=pending", "boot best", NULL, "Best Boots");
  store_fixture_assert_found (fixture, "cluster=", NULL, NULL, "boots,tents,Best Boots");
}

typedef struct
{
  StoreFixture      *fixture;
  const char *const *words;
  const gint64      *rows;
  gsize              n_rows;
  gint64             n_found;
  gint64             volume;
} Selection;

static gboolean
sum_selection (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Selection *selection = data;
  g_autoptr(IgnyView) plain = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyView) view = NULL;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_rows (plain, selection->rows, selection->n_rows);
  g_assert_true (igny_view_add_any (plain, "status", selection->words, errors));
  igny_view_add_sum (plain, (IgnySum){ igny_entity_find_field (&igny_keyword_entity, "volume"),
                                       IGNY_SUM_TOTAL, NULL });
  view = igny_view_copy (plain);
  result = igny_view_run (view, selection->fixture->store, db, NULL, error);
  g_assert_no_error (*error);
  selection->n_found = (gint64) result->n_rows;
  selection->volume = result->sums[0];
  return TRUE;
}

static void
assert_selection (StoreFixture      *fixture,
                  const char *const *words,
                  const gint64      *rows,
                  gsize              n_rows,
                  gint64             n_found,
                  gint64             volume)
{
  Selection selection = { fixture, words, rows, n_rows, 0, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, sum_selection, &selection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (selection.n_found, ==, n_found);
  g_assert_cmpint (selection.volume, ==, volume);
}

static void
test_view_selection (StoreFixture *fixture,
                     gconstpointer user_data)
{
  static const char *const either[] = { "pending", "archived", NULL };
  static const char *const other[] = { "active", NULL };
  static const char *const wrong[] = { "no such word", NULL };
  gint64                   boots = store_fixture_add (fixture, "boots", 500);
  gint64                   tents = store_fixture_add (fixture, "tents", IGNY_UNKNOWN);
  gint64                   stove = store_fixture_add (fixture, "stove", 40);
  gint64                   some[] = { stove, boots };
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  assert_selection (fixture, either, NULL, 0, 3, 540);
  assert_selection (fixture, either, some, 2, 2, 540);
  assert_selection (fixture, either, &tents, 1, 1, IGNY_UNKNOWN);
  assert_selection (fixture, either, &stove, 1, 1, 40);
  assert_selection (fixture, other, some, 2, 0, IGNY_UNKNOWN);
  g_assert_false (igny_view_add_any (view, "status", wrong, errors));
  g_assert_false (igny_view_add_any (view, "volume", either, errors));
}

#define ADD(path, func)                                                       \
  g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("view", test_view);
  ADD ("view-selection", test_view_selection);

  return g_test_run ();
}
