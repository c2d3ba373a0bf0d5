/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-access.h"
#include "igny-edit.h"

/* A real file opened as the programs open it, with a clock that the test
 * sets. */
typedef struct
{
  char      *folder;
  IgnyEnv    env;
  gint64     now;
  IgnyStore *store;
} RulesFixture;

void rules_fixture_set_up (RulesFixture *self,
                           gconstpointer data);
void rules_fixture_tear_down (RulesFixture *self,
                              gconstpointer data);
void rules_fixture_reopen (RulesFixture *self);

/* func in a step of store; TRUE when it was committed. */
gboolean rules_try (IgnyStore    *store,
                    IgnyWriteFunc func,
                    gpointer      data,
                    GError      **error);
/* The same, and it must succeed. */
void rules_do (IgnyStore    *store,
               IgnyWriteFunc func,
               gpointer      data);
/* One number or text that SQL answers on the reader of store. */
gint64 rules_number (IgnyStore  *store,
                     const char *sql);
/* SQL in a step of its own. */
void rules_sql (IgnyStore  *store,
                const char *sql);
/* Adds by igny_edit_add in a step of store, values as "field=value", NULL at
 * the end; 0 with error when it was refused. */
gint64   rules_add (IgnyStore  *store,
                    const char *table,
                    gint64      site,
                    gint64      sector,
                    GError    **error,
                    ...) G_GNUC_NULL_TERMINATED;
gboolean rules_set (IgnyStore  *store,
                    const char *table,
                    gint64      row,
                    const char *field,
                    const char *value,
                    GError    **error);
gboolean rules_delete (IgnyStore  *store,
                       const char *table,
                       gint64      row,
                       GError    **error);
gboolean rules_restore (IgnyStore  *store,
                        const char *table,
                        gint64      row,
                        GError    **error);
/* error must be of domain and have part in its message; clears it. */
void rules_assert_error (GError    **error,
                         GQuark      domain,
                         const char *part);
