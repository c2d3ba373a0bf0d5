/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop-fixture.h"

gint64
shop_add (ShopFixture *fixture,
          const char  *table,
          const char  *value)
{
  gint64 row = rules_add (fixture->base.store, table, fixture->site, fixture->sector,
                          &fixture->error, value, NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpint (row, !=, 0);
  return row;
}

void
shop_refuse_add (ShopFixture *fixture,
                 const char  *table,
                 const char  *value,
                 const char  *part)
{
  g_assert_cmpint (rules_add (fixture->base.store, table, fixture->site, fixture->sector,
                              &fixture->error, value, NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, part);
}

void
shop_set (ShopFixture *fixture,
          const char  *table,
          gint64       row,
          const char  *field,
          const char  *value)
{
  rules_set (fixture->base.store, table, row, field, value, &fixture->error);
  g_assert_no_error (fixture->error);
}

void
shop_refuse_set (ShopFixture *fixture,
                 const char  *table,
                 gint64       row,
                 const char  *field,
                 const char  *value,
                 const char  *part)
{
  g_assert_false (rules_set (fixture->base.store, table, row, field, value, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, part);
}

gint64
shop_number (ShopFixture *fixture,
             const char  *sql)
{
  return rules_number (fixture->base.store, sql);
}

void
shop_run (ShopFixture *fixture,
          const char  *format,
          ...)
{
  g_autofree char *sql = NULL;
  va_list          args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  rules_sql (fixture->base.store, sql);
}

void
shop_set_up (ShopFixture  *fixture,
             gconstpointer data)
{
  rules_fixture_set_up (&fixture->base, data);
  fixture->site =
      rules_add (fixture->base.store, "sites", 0, 0, &fixture->error, "name=Shop", NULL);
  g_assert_no_error (fixture->error);
  fixture->sector = shop_number (fixture, "SELECT row FROM sectors");
  fixture->cluster = shop_add (fixture, "clusters", "name=Boots");
  fixture->task = shop_add (fixture, "tasks", "title=Best boots");
}

void
shop_tear_down (ShopFixture  *fixture,
                gconstpointer data)
{
  g_clear_error (&fixture->error);
  rules_fixture_tear_down (&fixture->base, data);
}
