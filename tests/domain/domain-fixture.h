/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-store.h"

/* Tests are functions on the writer thread, each in a step that is kept. */
typedef gboolean (*DomainInStep) (IgnyStep        *step,
                                  const IgnyScope *scope,
                                  GError         **error);

typedef struct
{
  char        *folder;
  IgnyStore   *store;
  IgnyScope    scope;
  DomainInStep func;
} DomainFixture;

/* A store with a site and a sector, which are the scope. */
void domain_set_up (DomainFixture *fixture,
                    gconstpointer  data);
void domain_tear_down (DomainFixture *fixture,
                       gconstpointer  data);
/* Runs func, which must succeed. */
void domain_in_step (DomainFixture *fixture,
                     DomainInStep   func);
/* Takes the last step back; there must be one. */
void domain_undo (DomainFixture *fixture);
/* The one number that the SQL asks for. */
gint64 domain_count (IgnyStep   *step,
                     const char *sql);
/* Adds a record by hand; returns its row. */
gint64 domain_add (IgnyStep        *step,
                   const IgnyScope *scope,
                   const char      *table,
                   const char      *field,
                   const char      *value);
/* Sets a field by hand. */
void domain_set (IgnyStep         *step,
                 const IgnyEntity *entity,
                 gint64            row,
                 const char       *field,
                 const char       *value);
/* The same is refused, and what is said of the field has part in it. */
void domain_assert_refused (IgnyStep         *step,
                            const IgnyEntity *entity,
                            gint64            row,
                            const char       *field,
                            const char       *value,
                            const char       *part);
