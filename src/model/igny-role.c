/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-role.h"

static const char *const words[] = {
  "developer",
  "owner",
  "admin",
  "editor",
  "viewer",
  "system_bot",
};

static const char *const system_accounts[] = { "aws-admin", "default-account", "default" };

typedef enum
{
  NONE,
  READ,
  WRITE,
} Level;

/* clang-format off */
static const struct
{
  gboolean  all_accounts;
  IgnySites sites;
  gboolean  users;
  gboolean  billing;
  Level     levels[IGNY_N_AREAS]; /* accounts, sites, data, settings, users, billing, plans, logs, catalog */
} table[] = {
  [IGNY_ROLE_DEVELOPER]  = { TRUE,  IGNY_SITES_ACTIVE,  TRUE,  TRUE,  { WRITE, WRITE, WRITE, WRITE, WRITE, WRITE, WRITE, READ, WRITE } },
  [IGNY_ROLE_OWNER]      = { FALSE, IGNY_SITES_ALL,     TRUE,  TRUE,  { WRITE, WRITE, WRITE, WRITE, WRITE, WRITE, WRITE, READ, READ } },
  [IGNY_ROLE_ADMIN]      = { FALSE, IGNY_SITES_ALL,     TRUE,  FALSE, { READ,  WRITE, WRITE, WRITE, WRITE, NONE,  READ,  READ, READ } },
  [IGNY_ROLE_EDITOR]     = { FALSE, IGNY_SITES_GRANTED, FALSE, FALSE, { READ,  READ,  WRITE, READ,  NONE,  NONE,  READ,  READ, READ } },
  [IGNY_ROLE_VIEWER]     = { FALSE, IGNY_SITES_GRANTED, FALSE, FALSE, { READ,  READ,  READ,  READ,  NONE,  NONE,  READ,  READ, READ } },
  [IGNY_ROLE_SYSTEM_BOT] = { TRUE,  IGNY_SITES_ACTIVE,  FALSE, FALSE, { READ,  WRITE, WRITE, WRITE, NONE,  NONE,  READ,  READ, READ } },
};

static const struct
{
  const char *table;
  IgnyArea    area;
} areas[] = {
  { "accounts",             IGNY_AREA_ACCOUNTS },
  { "users",                IGNY_AREA_USERS },
  { "site_user_access",     IGNY_AREA_USERS },
  { "plans",                IGNY_AREA_PLANS },
  { "subscriptions",        IGNY_AREA_BILLING },
  { "credit_transactions",  IGNY_AREA_BILLING },
  { "credit_usage_logs",    IGNY_AREA_BILLING },
  { "industries",           IGNY_AREA_CATALOG },
  { "industry_sectors",     IGNY_AREA_CATALOG },
  { "seed_keywords",        IGNY_AREA_CATALOG },
  { "sites",                IGNY_AREA_SITES },
  { "sectors",              IGNY_AREA_SITES },
  { "keywords",             IGNY_AREA_DATA },
  { "keyword_sources",      IGNY_AREA_DATA },
  { "clusters",             IGNY_AREA_DATA },
  { "ideas",                IGNY_AREA_DATA },
  { "idea_keywords",        IGNY_AREA_DATA },
  { "tasks",                IGNY_AREA_DATA },
  { "task_keywords",        IGNY_AREA_DATA },
  { "content",              IGNY_AREA_DATA },
  { "content_versions",     IGNY_AREA_DATA },
  { "images",               IGNY_AREA_DATA },
  { "integration_settings", IGNY_AREA_SETTINGS },
  { "ai_prompts",           IGNY_AREA_SETTINGS },
  { "author_profiles",      IGNY_AREA_SETTINGS },
  { "strategies",           IGNY_AREA_SETTINGS },
  { "saved_views",          IGNY_AREA_DATA },
  { "import_mappings",      IGNY_AREA_DATA },
  { "publishing_settings",  IGNY_AREA_SITES },
  { "automation_configs",   IGNY_AREA_SITES },
  { "automation_runs",      IGNY_AREA_LOGS },
  { "notifications",        IGNY_AREA_LOGS },
  { "resource_samples",     IGNY_AREA_LOGS },
  { "publishing_records",   IGNY_AREA_LOGS },
  { "jobs",                 IGNY_AREA_LOGS },
  { "queue_items",          IGNY_AREA_LOGS },
  { "ai_task_logs",         IGNY_AREA_LOGS },
};
/* clang-format on */

gboolean
igny_role_from_word (const char *word,
                     IgnyRole   *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], word) == 0)
      {
        *role = (IgnyRole) i;
        return TRUE;
      }
  return FALSE;
}

const char *
igny_role_to_word (IgnyRole role)
{
  g_return_val_if_fail ((guint) role < IGNY_N_ROLES, NULL);

  return words[role];
}

IgnyRole
igny_role_get (const IgnyActor *actor)
{
  g_return_val_if_fail (actor != NULL, IGNY_ROLE_VIEWER);

  return actor->superuser ? IGNY_ROLE_DEVELOPER : actor->role;
}

gboolean
igny_role_has (const IgnyActor *actor,
               const IgnyRole  *roles)
{
  g_return_val_if_fail (actor != NULL && roles != NULL, FALSE);

  for (; *roles != IGNY_N_ROLES; roles++)
    if (igny_role_get (actor) == *roles)
      return TRUE;
  return FALSE;
}

gboolean
igny_role_is_developer (const IgnyActor *actor)
{
  return igny_role_get (actor) == IGNY_ROLE_DEVELOPER;
}

gboolean
igny_role_is_owner_or_admin (const IgnyActor *actor)
{
  return igny_role_has (actor,
                        (const IgnyRole[]){ IGNY_ROLE_OWNER, IGNY_ROLE_ADMIN, IGNY_N_ROLES });
}

gboolean
igny_role_is_admin_or_developer (const IgnyActor *actor)
{
  return igny_role_has (actor,
                        (const IgnyRole[]){ IGNY_ROLE_ADMIN, IGNY_ROLE_DEVELOPER, IGNY_N_ROLES });
}

gboolean
igny_role_is_system_account (const char *slug)
{
  for (guint i = 0; i < G_N_ELEMENTS (system_accounts); i++)
    if (g_strcmp0 (system_accounts[i], slug) == 0)
      return TRUE;
  return FALSE;
}

gboolean
igny_role_may_enter (const IgnyActor *actor,
                     gint64           account)
{
  g_return_val_if_fail (actor != NULL, FALSE);

  return actor->home == account || actor->system_account ||
         table[igny_role_get (actor)].all_accounts;
}

IgnySites
igny_role_get_sites (const IgnyActor *actor)
{
  g_return_val_if_fail (actor != NULL, IGNY_SITES_GRANTED);

  if (actor->system_account &&
      (actor->account != actor->home || table[igny_role_get (actor)].sites != IGNY_SITES_ALL))
    return IGNY_SITES_ACTIVE;
  return table[igny_role_get (actor)].sites;
}

gboolean
igny_role_may_manage_users (const IgnyActor *actor)
{
  g_return_val_if_fail (actor != NULL, FALSE);

  return table[igny_role_get (actor)].users;
}

gboolean
igny_role_may_bill (const IgnyActor *actor)
{
  g_return_val_if_fail (actor != NULL, FALSE);

  return table[igny_role_get (actor)].billing;
}

gboolean
igny_role_may_give (const IgnyActor *actor,
                    IgnyRole         role)
{
  if (role == IGNY_ROLE_DEVELOPER || role == IGNY_ROLE_SYSTEM_BOT)
    return FALSE;
  if (role == IGNY_ROLE_OWNER)
    return igny_role_may_bill (actor);
  return igny_role_may_manage_users (actor);
}

IgnyArea
igny_role_get_area (const IgnyEntity *entity)
{
  g_return_val_if_fail (entity != NULL, IGNY_N_AREAS);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_str_equal (areas[i].table, entity->table))
      return areas[i].area;
  return IGNY_N_AREAS;
}

gboolean
igny_role_may (const IgnyActor *actor,
               IgnyArea         area,
               IgnyOperation    operation)
{
  Level level;

  g_return_val_if_fail (actor != NULL, FALSE);

  if (area == IGNY_N_AREAS)
    return FALSE;
  level = table[igny_role_get (actor)].levels[area];
  if (operation == IGNY_OPERATION_LIST || operation == IGNY_OPERATION_READ)
    return level >= READ;
  return level == WRITE;
}

const char *
igny_role_get_refusal (const IgnyActor *actor,
                       IgnyArea         area,
                       IgnyOperation    operation)
{
  g_return_val_if_fail (actor != NULL, NULL);

  if (igny_role_get (actor) == IGNY_ROLE_VIEWER && operation != IGNY_OPERATION_LIST &&
      operation != IGNY_OPERATION_READ)
    return "a viewer reads and changes nothing; ask an owner or an admin for the role editor";
  switch (area)
    {
    case IGNY_AREA_ACCOUNTS:
    case IGNY_AREA_BILLING:
    case IGNY_AREA_PLANS:
      return "plans, credits and the account are the owner's; ask an owner";

    case IGNY_AREA_USERS:
      return "users and their sites are managed by an owner or an admin; ask one of them";

    case IGNY_AREA_SITES:
      return "sites and sectors are set up by an owner or an admin; ask one of them";

    case IGNY_AREA_SETTINGS:
      return "what holds for the whole account is set by an owner or an admin; ask one of them";

    case IGNY_AREA_CATALOG:
      return "the list of industries comes with the program and cannot be changed";

    case IGNY_AREA_LOGS:
      return "it is written by the program and cannot be changed";

    case IGNY_AREA_DATA:
    case IGNY_N_AREAS:
    default:
      return "the role does not allow it; ask an owner or an admin";
    }
}
