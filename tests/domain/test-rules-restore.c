/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop-fixture.h"

/* What comes back with a record that was deleted. */

/* A cluster brings back its keywords and what they were. */
static void
test_restore_links (ShopFixture  *fixture,
                    gconstpointer data)
{
  IgnyStore       *store = fixture->base.store;
  gint64           cluster = shop_add (fixture, "clusters", "name=Boots that come back");
  gint64           first = shop_add (fixture, "keywords", "keyword=comes first");
  gint64           comes = shop_add (fixture, "keywords", "keyword=comes again");
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("UPDATE keywords SET cluster = %" G_GINT64_FORMAT
                         ", status = 'active' WHERE row IN (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                         ")",
                         cluster, first, comes);
  rules_sql (store, sql);
  g_assert_true (rules_delete (store, "clusters", cluster, &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM keywords WHERE status = 'active'"),
                   ==, 0);
  g_assert_true (rules_restore (store, "clusters", cluster, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (shop_number (fixture,
                                "SELECT count(*) FROM keywords k JOIN clusters c ON c.row ="
                                " k.cluster WHERE c.name = 'Boots that come back' AND"
                                " k.status = 'active'"),
                   ==, 2);
}

/* A site brings back what went with it, and only that. */
static void
test_restore (ShopFixture  *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     early = shop_add (fixture, "keywords", "keyword=gone before");
  gint64     sector;

  shop_add (fixture, "keywords", "keyword=with the site");
  rules_add (store, "images", 0, 0, &fixture->error, "task=Best boots", NULL);
  g_assert_no_error (fixture->error);
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  g_assert_true (rules_delete (store, "sites", fixture->site, &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM tasks WHERE deleted_step IS NULL"),
                   ==, 0);
  g_assert_true (rules_restore (store, "sites", fixture->site, &fixture->error));
  g_assert_cmpint (
      shop_number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==, 1);
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM images WHERE deleted_step IS NULL"),
                   ==, 1);
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM sectors WHERE deleted_step IS NULL"),
                   ==, 1);
  g_assert_true (rules_restore (store, "keywords", early, &fixture->error));
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_DB_ERROR, "is not deleted");

  /* Its name was taken meanwhile. */
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  shop_add (fixture, "keywords", "keyword=Gone Before");
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "has its name now");

  /* Its place is gone. */
  sector = rules_add (store, "sectors", fixture->site, 0, &fixture->error, "name=Other", NULL);
  early = rules_add (store, "keywords", fixture->site, sector, &fixture->error, "keyword=x", NULL);
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  g_assert_true (rules_delete (store, "sectors", sector, &fixture->error));
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "must be a Sector");
}

/* What a record was in and is gone is let go of; a text makes its task a draft
 * again. */
static void
test_restore_alone (ShopFixture  *fixture,
                    gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     row = shop_add (fixture, "keywords", "keyword=best boots");
  gint64     text = rules_add (store, "content", 0, 0, &fixture->error, "title=Text",
                               "task=Best boots", NULL);

  shop_set (fixture, "keywords", row, "cluster", "Boots");
  g_assert_true (rules_delete (store, "keywords", row, &fixture->error));
  g_assert_true (rules_delete (store, "clusters", fixture->cluster, &fixture->error));
  g_assert_true (rules_restore (store, "keywords", row, &fixture->error));
  g_assert_cmpint (shop_number (fixture,
                                "SELECT count(*) FROM keywords WHERE cluster IS NULL AND status"
                                " = 'pending' AND deleted_step IS NULL"),
                   ==, 1);

  shop_run (fixture, "UPDATE tasks SET status = 'draft'");
  g_assert_true (rules_delete (store, "content", text, &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM tasks WHERE status = 'queued'"), ==,
                   1);
  g_assert_true (rules_restore (store, "content", text, &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM tasks WHERE status = 'draft'"), ==,
                   1);
}

#define ADD(name, func) \
  g_test_add ("/rules/" name, ShopFixture, NULL, shop_set_up, func, shop_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("restore", test_restore);
  ADD ("restore-alone", test_restore_alone);
  ADD ("restore-links", test_restore_links);

  return g_test_run ();
}
