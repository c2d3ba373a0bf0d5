/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-access.h"

#include "igny-access-scope.h"
#include "igny-credits.h"
#include "igny-entities.h"
#include "igny-gate.h"

G_DEFINE_QUARK (igny_access_error, igny_access_error)

IgnyStore *
igny_access_open (const IgnyEnv *env,
                  const char    *folder,
                  const char    *bus_name,
                  char         **owner,
                  GError       **error)
{
  g_autoptr(IgnyStore) store = igny_store_open (env, folder, bus_name, owner, error);

  if (store == NULL)
    return NULL;
  igny_store_set_gate (store, igny_gate);
  if (igny_credits_renew (store, error))
    return g_steal_pointer (&store);
  igny_store_close (store);
  return NULL;
}

#define USER_SQL                                                                               \
  "SELECT u.row, u.account, u.role, u.is_superuser, u.is_active, a.slug FROM main.users u"     \
  " JOIN main.accounts a ON a.row = u.account WHERE u.deleted_step IS NULL AND a.deleted_step" \
  " IS NULL AND (u.email = ?1 COLLATE NOCASE OR u.id = ?2) LIMIT 1"

static void
fill_actor (IgnyCursor *cursor,
            gint64      account,
            IgnyActor  *actor)
{
  *actor = (IgnyActor){
    .user = igny_cursor_get_integer (cursor, 0),
    .home = igny_cursor_get_integer (cursor, 1),
    .role = IGNY_ROLE_VIEWER,
    .superuser = igny_cursor_get_integer (cursor, 3) == 1,
    .system_account = igny_role_is_system_account (igny_cursor_get_text (cursor, 5)),
  };
  igny_role_from_word (igny_cursor_get_text (cursor, 2), &actor->role);
  actor->account = account != 0 ? account : actor->home;
}

static gboolean
check_actor (IgnyCursor      *cursor,
             const char      *user,
             const IgnyActor *actor,
             GError         **error)
{
  if (igny_cursor_get_integer (cursor, 4) != 1)
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_USER,
                 "the user “%s” is disabled; an owner or an admin can enable it", user);
  else if (!igny_role_may_enter (actor, actor->account))
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT,
                 "the user “%s” belongs to another account and cannot work in this one", user);
  else
    return TRUE;
  return FALSE;
}

gboolean
igny_access_find (IgnyDb     *db,
                  const char *user,
                  gint64      account,
                  IgnyActor  *actor,
                  GError    **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  IgnyId id = { { 0 } };

  g_return_val_if_fail (db != NULL && user != NULL && actor != NULL, FALSE);

  igny_id_from_text (&id, user);
  cursor =
      igny_db_query (db, USER_SQL, IGNY_BINDS (IGNY_BIND_TEXT (user), IGNY_BIND_ID (&id)), error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      fill_actor (cursor, account, actor);
      return check_actor (cursor, user, actor, error);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_USER,
                 "there is no user “%s”; “igny8ctl user list” names them", user);
  return FALSE;
}

typedef struct
{
  const char *user;
  const char *account;
  IgnyActor   actor;
} Entry;

static gboolean
find_account (IgnyDb     *db,
              const char *text,
              gint64     *account,
              GError    **error)
{
  IgnyId id = { { 0 } };

  igny_id_from_text (&id, text);
  if (!igny_db_get_integer (db,
                            "SELECT row FROM main.accounts WHERE (slug = ?1 OR id = ?2)"
                            " AND deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_TEXT (text), IGNY_BIND_ID (&id)), account, error))
    return FALSE;
  if (*account != IGNY_UNKNOWN)
    return TRUE;
  g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT,
               "there is no account “%s”; give its slug", text);
  return FALSE;
}

static gboolean
enter_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Entry *entry = data;
  gint64 account = 0;

  return (entry->account == NULL || find_account (db, entry->account, &account, error)) &&
         igny_access_find (db, entry->user, account, &entry->actor, error);
}

IgnyStore *
igny_access_open_as (IgnyStore  *store,
                     const char *user,
                     const char *account,
                     GError    **error)
{
  g_autofree char *guard = NULL;
  Entry            entry = { user, account };

  g_return_val_if_fail (IGNY_IS_STORE (store) && user != NULL, NULL);

  if (!igny_store_read (store, enter_cb, &entry, NULL, error))
    return NULL;
  guard = igny_access_dup_guard (&entry.actor);
  return igny_store_open_for (store, &entry.actor, guard, error);
}

static gboolean
refuse (const IgnyActor  *actor,
        const IgnyEntity *entity,
        IgnyOperation     operation,
        GError          **error)
{
  g_set_error_literal (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE,
                       igny_role_get_refusal (actor, igny_role_get_area (entity), operation));
  return FALSE;
}

gboolean
igny_access_check (IgnyDb           *db,
                   const IgnyEntity *entity,
                   IgnyOperation     operation,
                   gint64            row,
                   GError          **error)
{
  const IgnyActor *actor;
  g_autofree char *condition = NULL;
  g_autofree char *sql = NULL;
  gint64           found;

  g_return_val_if_fail (db != NULL && entity != NULL, FALSE);

  actor = igny_db_get_actor (db);
  if (actor == NULL)
    return TRUE;
  condition = igny_access_dup_condition (actor, entity);
  if (row != 0 && condition != NULL)
    {
      sql = g_strdup_printf ("SELECT count(*) FROM main.%s WHERE row = ?1 AND (%s)", entity->table,
                             condition);
      if (!igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), &found, error))
        return FALSE;
      if (found == 0)
        {
          g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                       "load %s: it is not there any more", entity->label_one);
          return FALSE;
        }
    }
  return igny_role_may (actor, igny_role_get_area (entity), operation) ||
         refuse (actor, entity, operation, error);
}

gboolean
igny_access_check_add (IgnyDb           *db,
                       const IgnyEntity *entity,
                       gint64            site,
                       GError          **error)
{
  const IgnyActor *actor;
  g_autoptr(GArray) sites = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, FALSE);

  actor = igny_db_get_actor (db);
  if (actor == NULL)
    return TRUE;
  if (!igny_role_may (actor, igny_role_get_area (entity), IGNY_OPERATION_ADD))
    return refuse (actor, entity, IGNY_OPERATION_ADD, error);
  if (site == 0)
    return TRUE;
  sites = igny_access_list_sites (db, actor, error);
  if (sites == NULL)
    return FALSE;
  for (guint i = 0; i < sites->len; i++)
    if (g_array_index (sites, gint64, i) == site)
      return TRUE;
  g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_SITE,
               "the site was not granted to you; ask an owner or an admin for it");
  return FALSE;
}

GArray *
igny_access_list_sites (IgnyDb          *db,
                        const IgnyActor *actor,
                        GError         **error)
{
  g_autoptr(GArray) sites = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *condition = NULL;
  g_autofree char *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && actor != NULL, NULL);

  condition = igny_access_dup_condition (actor, igny_entities_find ("sites"));
  sql = g_strdup_printf ("SELECT row FROM main.sites WHERE account = ?1 AND deleted_step IS NULL"
                         " AND (%s) ORDER BY row",
                         condition != NULL ? condition : "1");
  cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (actor->account)), error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (sites, row);
    }
  if (local == NULL)
    return g_steal_pointer (&sites);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gint64
igny_access_get_user (IgnyDb *db)
{
  const IgnyActor *actor;
  gint64           owner;

  g_return_val_if_fail (db != NULL, 0);

  actor = igny_db_get_actor (db);
  if (actor != NULL)
    return actor->user;
  if (!igny_db_get_integer (db, "SELECT owner FROM main.accounts WHERE row = my_account ()", NULL,
                            &owner, NULL) ||
      owner == IGNY_UNKNOWN)
    return 0;
  return owner;
}
