/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"
#include "igny-view.h"
#include "shop-fixture.h"

/* Rules across records, as edits by hand meet them. */

typedef struct
{
  IgnyStore *store;
  gint64     site;
  gint64     sector;
  gint64     n_rows;
} Listing;

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Listing *listing = data;
  g_autoptr(IgnyView) view = igny_view_new (igny_entities_find ("clusters"));
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_scope (view, listing->site, listing->sector);
  result = igny_view_run (view, listing->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  listing->n_rows = (gint64) result->n_rows;
  return TRUE;
}

static gint64
list_clusters (ShopFixture *fixture,
               gint64       site,
               gint64       sector)
{
  Listing listing = { fixture->base.store, site, sector, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (listing.store, list_cb, &listing, NULL, &error);
  g_assert_no_error (error);
  return listing.n_rows;
}

/* What lies in an inactive sector or site is kept and hidden, and nothing is
 * added to it. */
static void
test_inactive (ShopFixture  *fixture,
               gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     other = rules_add (store, "sectors", fixture->site, 0, &fixture->error,
                                "name=Other", NULL);

  g_assert_no_error (fixture->error);
  shop_run (fixture, "UPDATE clusters SET sector = %d", (int) other);
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 1);
  shop_set (fixture, "sectors", other, "status", "inactive");
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, other), ==, 1);
  g_assert_cmpint (rules_add (store, "keywords", fixture->site, other, &fixture->error,
                              "keyword=x", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "“Other” is not active");
  shop_refuse_set (fixture, "sectors", fixture->sector, "status", "inactive", "last active");
  g_assert_false (rules_delete (store, "sectors", fixture->sector, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "last active sector");
  shop_set (fixture, "sites", fixture->site, "status", "suspended");
  shop_refuse_add (fixture, "keywords", "keyword=y", "“Shop” is not active");
  shop_run (fixture, "UPDATE clusters SET sector = %d", (int) fixture->sector);
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, 0), ==, 1);
  shop_set (fixture, "sites", fixture->site, "is_active", "true");
  shop_add (fixture, "keywords", "keyword=y");
}

/* Account, site and sector come from the parent and must agree. */
static void
test_places (ShopFixture  *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     other = rules_add (store, "sectors", fixture->site, 0, &fixture->error,
                                "name=Other", NULL);
  gint64     site = rules_add (store, "sites", 0, 0, &fixture->error, "name=Second", NULL);
  gint64     row;

  row = rules_add (store, "images", 0, 0, &fixture->error, "task=Best boots", NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (shop_number (fixture,
                                "SELECT count(*) FROM images i JOIN tasks t ON t.row = i.task"
                                " AND t.site = i.site AND t.sector = i.sector AND t.account ="
                                " i.account"),
                   ==, 1);
  g_assert_cmpint (row, !=, 0);
  g_assert_cmpint (rules_add (store, "images", fixture->site, other, &fixture->error,
                              "task=Best boots", NULL),
                   ==, 0);
  g_assert_error (fixture->error, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&fixture->error);
  /* A sector of another site. */
  g_assert_cmpint (
      rules_add (store, "keywords", site, fixture->sector, &fixture->error, "keyword=x", NULL), ==,
      0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "must be a Sector of the same site");
  /* A cluster of another sector, by id. */
  row = rules_add (store, "ideas", fixture->site, other, &fixture->error, "idea_title=x", NULL);
  g_assert_no_error (fixture->error);
  shop_refuse_set (fixture, "ideas", row, "keyword_cluster", "Boots", "there is no Cluster");
}

/* Uniqueness on edits by hand, and slugs. */
static void
test_unique (ShopFixture  *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     row = shop_add (fixture, "keywords", "keyword=Tents");
  gint64     second;

  shop_refuse_add (fixture, "keywords", "keyword=TENTS", "has “TENTS” already");
  second = shop_add (fixture, "keywords", "keyword=tarps");
  shop_refuse_set (fixture, "keywords", second, "keyword", "tents", "already");
  shop_set (fixture, "keywords", row, "keyword", "tents");
  second = shop_add (fixture, "clusters", "name=Tents");
  shop_refuse_set (fixture, "clusters", second, "name", "boots", "already");

  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=Jane@Example.com",
                              "role=editor", NULL),
                   !=, 0);
  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=jane@example.COM",
                              "role=viewer", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "“jane@example.com” is taken");

  shop_add (fixture, "author_profiles", "name=Sam");
  shop_refuse_add (fixture, "author_profiles", "name=Sam", "“Sam” is taken");
  second = shop_add (fixture, "author_profiles", "name=Kim");
  shop_refuse_set (fixture, "author_profiles", second, "name", "Sam", "is taken");

  for (guint i = 0; i < 3; i++)
    {
      rules_add (store, "sites", 0, 0, &fixture->error, "name=Shop", NULL);
      g_assert_no_error (fixture->error);
      rules_add (store, "plans", 0, 0, &fixture->error, "name=Big plan", NULL);
      g_assert_no_error (fixture->error);
    }
  g_assert_cmpint (shop_number (fixture,
                                "SELECT count(*) FROM sites WHERE slug IN ('shop', 'shop-2',"
                                " 'shop-3', 'shop-4')"),
                   ==, 4);
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM plans WHERE slug IN ('big-plan',"
                                         " 'big-plan-2', 'big-plan-3')"),
                   ==, 3);
  second = shop_number (fixture, "SELECT row FROM plans WHERE slug = 'big-plan-2'");
  shop_refuse_set (fixture, "plans", second, "slug", "big-plan", "is taken");
  second = shop_number (fixture, "SELECT row FROM sites WHERE slug = 'shop-2'");
  shop_refuse_set (fixture, "sites", second, "slug", "shop", "is taken");
}

#define ADD(name, func) \
  g_test_add ("/rules/" name, ShopFixture, NULL, shop_set_up, func, shop_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("inactive", test_inactive);
  ADD ("places", test_places);
  ADD ("unique", test_unique);

  return g_test_run ();
}
