/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"

G_BEGIN_DECLS

/* Who may do what: the role table. Pure functions without a store; the rules
 * of domain/ (igny-access.h) apply them to every read and every write. */
typedef enum
{
  IGNY_ROLE_DEVELOPER,
  IGNY_ROLE_OWNER,
  IGNY_ROLE_ADMIN,
  IGNY_ROLE_EDITOR,
  IGNY_ROLE_VIEWER,
  IGNY_ROLE_SYSTEM_BOT,
  IGNY_N_ROLES
} IgnyRole;

/* Somebody who uses the program. */
typedef struct
{
  gint64   user;    /* row */
  gint64   home;    /* row of the account that the user belongs to */
  gint64   account; /* row of the account that is worked in */
  IgnyRole role;
  gboolean superuser;      /* counts as developer */
  gboolean system_account; /* of the user's home: passes the account filter */
} IgnyActor;

/* What an entity is a part of. */
typedef enum
{
  IGNY_AREA_ACCOUNTS,
  IGNY_AREA_SITES,    /* sites and sectors themselves */
  IGNY_AREA_DATA,     /* what lies in a site */
  IGNY_AREA_SETTINGS, /* of the whole account: prompts, profiles, connections */
  IGNY_AREA_USERS,    /* users, and who was granted which site */
  IGNY_AREA_BILLING,  /* what was bought and used */
  IGNY_AREA_PLANS,    /* what there is to buy */
  IGNY_AREA_LOGS,     /* written by the program only */
  IGNY_AREA_CATALOG,  /* belongs to no account: industries */
  IGNY_N_AREAS
} IgnyArea;

typedef enum
{
  IGNY_OPERATION_LIST,
  IGNY_OPERATION_READ,
  IGNY_OPERATION_ADD,
  IGNY_OPERATION_EDIT,
  IGNY_OPERATION_DELETE,
  IGNY_OPERATION_RESTORE,
  IGNY_N_OPERATIONS
} IgnyOperation;

/* Which sites of the account somebody sees. */
typedef enum
{
  IGNY_SITES_ALL,
  IGNY_SITES_ACTIVE,
  IGNY_SITES_GRANTED,
} IgnySites;

/* FALSE when word is no role. */
gboolean    igny_role_from_word (const char *word,
                                 IgnyRole   *role);
const char *igny_role_to_word (IgnyRole role);

/* The role that counts: a superuser is a developer. */
IgnyRole igny_role_get (const IgnyActor *actor);
/* Whether the actor has one of the roles; the list ends with IGNY_N_ROLES. */
gboolean igny_role_has (const IgnyActor *actor,
                        const IgnyRole  *roles);
gboolean igny_role_is_developer (const IgnyActor *actor);
gboolean igny_role_is_owner_or_admin (const IgnyActor *actor);
gboolean igny_role_is_admin_or_developer (const IgnyActor *actor);
/* Slugs aws-admin, default-account and default. */
gboolean igny_role_is_system_account (const char *slug);
/* Whether the actor may work in that account at all. */
gboolean igny_role_may_enter (const IgnyActor *actor,
                              gint64           account);

IgnySites igny_role_get_sites (const IgnyActor *actor);
gboolean  igny_role_may_manage_users (const IgnyActor *actor);
gboolean  igny_role_may_bill (const IgnyActor *actor);
/* Whether the role may give somebody that role: nobody gives developer and
 * system_bot, and only who may bill gives owner. */
gboolean igny_role_may_give (const IgnyActor *actor,
                             IgnyRole         role);

/* Every entity has one; a table that nobody classified is IGNY_N_AREAS, which
 * nobody may touch. */
IgnyArea igny_role_get_area (const IgnyEntity *entity);
/* Whether the operation is allowed in that area, in a site that the actor sees
 * where the area has sites. */
gboolean igny_role_may (const IgnyActor *actor,
                        IgnyArea         area,
                        IgnyOperation    operation);
/* Why not, and who can: for the error; untranslated. */
const char *igny_role_get_refusal (const IgnyActor *actor,
                                   IgnyArea         area,
                                   IgnyOperation    operation);

G_END_DECLS
