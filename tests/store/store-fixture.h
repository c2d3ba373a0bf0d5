/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, with a site and a sector. */
typedef struct
{
  char      *folder;
  IgnyStore *store;
  gint64     site;
  gint64     sector;
} StoreFixture;

void store_fixture_set_up (StoreFixture *self,
                           gconstpointer data);
void store_fixture_tear_down (StoreFixture *self,
                              gconstpointer data);
/* In folder, which has no data yet. */
void store_fixture_open_new (StoreFixture *self);
void store_fixture_open (StoreFixture *self);
void store_fixture_close (StoreFixture *self);
/* The path of a file in the folder. */
char *store_fixture_path (StoreFixture *self,
                          const char   *name);

/* Runs func as a step of that kind, which must succeed. */
void store_fixture_step (StoreFixture *self,
                         IgnyStepKind  kind,
                         IgnyWriteFunc func,
                         gpointer      data);
/* A step of one statement; the row must be NULL or ?1. */
void store_fixture_sql (StoreFixture *self,
                        IgnyStepKind  kind,
                        const char   *sql,
                        gint64        row);
/* The first column of the first row. */
gint64 store_fixture_number (StoreFixture *self,
                             const char   *sql);
/* A keyword of the sector; its key is the text in lower case. */
gint64 store_fixture_add_keyword (StoreFixture *self,
                                  IgnyStep     *step,
                                  const char   *text,
                                  gint64        volume);
/* The same in a step of its own. */
gint64 store_fixture_add (StoreFixture *self,
                          const char   *text,
                          gint64        volume);
/* Undo or redo; how many fields were kept. */
guint store_fixture_undo (StoreFixture *self,
                          gboolean      redo);
/* A view of the keywords finds these, named with commas between them, in that
 * order. filter, search and sort may be NULL. */
void store_fixture_assert_found (StoreFixture *self,
                                 const char   *filter,
                                 const char   *search,
                                 const char   *sort,
                                 const char   *expected);

G_END_DECLS
