/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "igny-db.h"

G_BEGIN_DECLS

struct _IgnyDb
{
  sqlite3         *handle;
  GThread         *owner;
  GHashTable      *statements; /* SQL → sqlite3_stmt that nobody uses */
  GHashTable      *kept;       /* address → sqlite3_stmt that nobody uses */
  gint64           account;
  const IgnyActor *actor;
  IgnyDbTouchFunc  touch;
  gpointer         touch_data;
};

struct _IgnyCursor
{
  IgnyDb       *db;
  sqlite3_stmt *stmt;
  gconstpointer key; /* of db->kept, or NULL */
};

/* What a person can do about it; NULL when SQLite's own words have to do. */
const char *igny_db_remedy (int rc);
/* Sets error to what SQLite complains of, with the remedy; returns FALSE. */
gboolean igny_db_fail (IgnyDb     *self,
                       const char *what,
                       GError    **error);

G_END_DECLS
