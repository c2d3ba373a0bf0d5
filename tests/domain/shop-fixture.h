/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-fixture.h"

/* A site with a sector, a cluster “Boots” and a task “Best boots”, to be edited by hand. */
typedef struct
{
  RulesFixture base;
  gint64       site; /* rows */
  gint64       sector;
  gint64       cluster;
  gint64       task;
  GError      *error; /* of the last thing that was refused, until it is looked at */
} ShopFixture;

void shop_set_up (ShopFixture  *fixture,
                  gconstpointer data);
void shop_tear_down (ShopFixture  *fixture,
                     gconstpointer data);

/* Adds a record to the sector, value as "field=value"; its row. */
gint64 shop_add (ShopFixture *fixture,
                 const char  *table,
                 const char  *value);
/* The same is refused, and what is said has part in it. */
void shop_refuse_add (ShopFixture *fixture,
                      const char  *table,
                      const char  *value,
                      const char  *part);
/* Sets a field by hand. */
void shop_set (ShopFixture *fixture,
               const char  *table,
               gint64       row,
               const char  *field,
               const char  *value);
/* The same is refused, and what is said has part in it. */
void shop_refuse_set (ShopFixture *fixture,
                      const char  *table,
                      gint64       row,
                      const char  *field,
                      const char  *value,
                      const char  *part);
/* The one number that the SQL asks for. */
gint64 shop_number (ShopFixture *fixture,
                    const char  *sql);
/* SQL in a step of its own, past the rules. */
void shop_run (ShopFixture *fixture,
               const char  *format,
               ...) G_GNUC_PRINTF (2,
                                   3);
