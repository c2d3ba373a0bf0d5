/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entities.h"
#include "rules-fixture.h"

/* Everybody and everything: an account with a person of each role, and a record
 * of each entity in sites that were granted, were not, are inactive, or are
 * another account's. */

enum
{
  DEVELOPER,
  OWNER,
  ADMIN,
  EDITOR,
  VIEWER,
  BOT,
  N_ROLES
};

/* One letter a role, in that order: - nothing, r reads, w reads and writes.
 * where: s lies in a site, a is the account's, g is everybody's. hand: what
 * edits by hand may do to those with w: + all, e change only, - nothing. */
typedef struct
{
  const char *table;
  const char *rights;
  char        where;
  char        hand;
} RolesLine;

enum
{
  GRANTED,
  NOT_GRANTED,
  INACTIVE, /* and granted */
  OTHER,    /* account */
  N_PLACES
};

typedef struct
{
  const char *email;
  const char *role;
  int         as; /* the line of the table */
  gboolean    superuser;
  gboolean    system; /* of a system account, in the account of the file */
} RolesPerson;

typedef struct
{
  RulesFixture base;
  gint64       account[N_PLACES];
  gint64       site[N_PLACES];
  gint64       sector[N_PLACES];
  GHashTable  *rows; /* table → gint64[N_PLACES] */
  IgnyStore   *as;
  guint        counter;
  guint        checks;
  guint        added; /* by hand */
  guint        wrong;
} RolesFixture;

/* What a step makes. */
typedef struct
{
  RolesFixture     *fixture;
  const IgnyEntity *entity;
  int               place;
  gint64            row;
} RolesMaking;

#define ROLES_N_PEOPLE 7

extern const char *const roles_places[N_PLACES];
extern const gboolean    roles_sees[N_ROLES][N_PLACES];
extern const RolesPerson roles_people[ROLES_N_PEOPLE];

void roles_set_up (RolesFixture *fixture,
                   gconstpointer data);
void roles_tear_down (RolesFixture *fixture,
                      gconstpointer data);
/* Rows of the entity by place. */
gint64 *roles_get_rows (RolesFixture *fixture,
                        const char   *table);
/* What the table says of the entity. */
const RolesLine *roles_find_line (const IgnyEntity *entity);
/* A text that the form of the field takes, and that nothing else has. */
char *roles_make_text (RolesFixture    *fixture,
                       const IgnyField *field);
/* A record with what it needs, not stored. */
gpointer roles_make_record (RolesFixture     *fixture,
                            const IgnyEntity *entity,
                            int               place);
/* Stores one; 0 where there can be no second. */
gint64 roles_make (RolesFixture     *fixture,
                   const IgnyEntity *entity,
                   int               place);
/* Grants the first and the inactive site to the editor and the viewer; data is
 * the fixture. */
gboolean roles_grant_cb (IgnyStep     *step,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error);
