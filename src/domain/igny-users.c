/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-users.h"

#include "igny-access.h"
#include "igny-edit.h"
#include "igny-site-user-access.h"

gboolean
igny_users_invite (IgnyStep   *step,
                   const char *email,
                   const char *first_name,
                   const char *last_name,
                   const char *role,
                   gint64     *row,
                   IgnyErrors *errors,
                   GError    **error)
{
  IgnyAssignment values[4] = { { "email", email }, { "role", role } };
  gsize          n = 2;

  g_return_val_if_fail (step != NULL && email != NULL && role != NULL && row != NULL, FALSE);

  if (first_name != NULL)
    values[n++] = (IgnyAssignment){ "first_name", first_name };
  if (last_name != NULL)
    values[n++] = (IgnyAssignment){ "last_name", last_name };
  if (!igny_edit_add (step, &igny_user_entity, 0, 0, values, n, row, errors, error))
    return FALSE;
  igny_step_set_label (step, "Invite %s as %s", email, role);
  return TRUE;
}

gboolean
igny_users_find (IgnyDb     *db,
                 const char *text,
                 gint64     *row,
                 GError    **error)
{
  IgnyId id = { { 0 } };

  g_return_val_if_fail (db != NULL && text != NULL && row != NULL, FALSE);

  igny_id_from_text (&id, text);
  if (!igny_db_get_integer (db,
                            "SELECT row FROM users WHERE (email = ?1 COLLATE NOCASE OR id = ?2)"
                            " AND deleted_step IS NULL AND account = my_account ()",
                            IGNY_BINDS (IGNY_BIND_TEXT (text), IGNY_BIND_ID (&id)), row, error))
    return FALSE;
  if (*row != IGNY_UNKNOWN)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
               "there is no user “%s”; give the e-mail address or the id of one of “igny8ctl user"
               " list”",
               text);
  return FALSE;
}

static gboolean
check_grant (IgnyStep *step,
             gint64    user_row,
             gint64    site,
             GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(IgnyUser) user = NULL;
  IgnyRole role = IGNY_ROLE_VIEWER;
  gint64   found;

  if (!igny_access_check (db, &igny_site_user_access_entity, IGNY_OPERATION_ADD, 0, error))
    return FALSE;
  user = igny_records_load (db, &igny_user_entity, user_row, error);
  if (user == NULL ||
      !igny_db_get_integer (db,
                            "SELECT count(*) FROM sites WHERE row = ?1 AND account = my_account ()"
                            " AND deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (site)), &found, error))
    return FALSE;
  igny_role_from_word (user->role, &role);
  if (found == 0)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "the site is not there any more");
  else if (role != IGNY_ROLE_EDITOR && role != IGNY_ROLE_VIEWER)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "%s has the role %s and sees every site: only editors and viewers are granted one",
                 user->email, user->role);
  else
    return TRUE;
  return FALSE;
}

static GPtrArray *
find_grants (IgnyDb  *db,
             gint64   user,
             gint64   site,
             GError **error)
{
  return igny_records_select (db, &igny_site_user_access_entity,
                              "user = ?1 AND site = ?2 AND revoked_at IS NULL", NULL,
                              IGNY_BINDS (IGNY_BIND_INT (user), IGNY_BIND_INT (site)), error);
}

gboolean
igny_users_grant (IgnyStep *step,
                  gint64    user,
                  gint64    site,
                  GError  **error)
{
  IgnyDb *db;
  g_autoptr(GPtrArray) grants = NULL;
  g_autoptr(IgnySiteUserAccess) grant = NULL;

  g_return_val_if_fail (step != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!check_grant (step, user, site, error))
    return FALSE;
  grants = find_grants (db, user, site, error);
  if (grants == NULL)
    return FALSE;
  igny_step_set_label (step, "Grant a site");
  if (grants->len > 0)
    return TRUE;
  grant = igny_record_new (&igny_site_user_access_entity);
  grant->user = user;
  grant->site = site;
  grant->granted_by = igny_access_get_user (db);
  return igny_step_insert (step, grant, error);
}

gboolean
igny_users_revoke (IgnyStep *step,
                   gint64    user,
                   gint64    site,
                   GError  **error)
{
  IgnyDb *db;
  g_autoptr(GPtrArray) grants = NULL;
  IgnySiteUserAccess *grant;

  g_return_val_if_fail (step != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!igny_access_check (db, &igny_site_user_access_entity, IGNY_OPERATION_EDIT, 0, error))
    return FALSE;
  grants = find_grants (db, user, site, error);
  if (grants == NULL)
    return FALSE;
  if (grants->len == 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   "the user was not granted that site");
      return FALSE;
    }
  igny_step_set_label (step, "Revoke a site");
  grant = grants->pdata[0];
  grant->revoked_by = igny_access_get_user (db);
  grant->revoked_at = igny_step_get_now (step);
  return igny_step_update (step, grant, error);
}

/* Other owners who could still let people in. */
static gboolean
count_owners (IgnyDb  *db,
              gint64   except,
              gint64  *owners,
              GError **error)
{
  return igny_db_get_integer (db,
                              "SELECT count(*) FROM users WHERE role = 'owner' AND is_active = 1"
                              " AND row <> ?1 AND deleted_step IS NULL AND account = my_account ()",
                              IGNY_BINDS (IGNY_BIND_INT (except)), owners, error);
}

static void
check_role (const IgnyActor *actor,
            const IgnyUser  *user,
            const IgnyUser  *before,
            IgnyErrors      *errors)
{
  /* The owner of the file asks as one of its owners. */
  IgnyActor owner = { .role = IGNY_ROLE_OWNER };
  IgnyRole  from = IGNY_ROLE_VIEWER;
  IgnyRole  to = IGNY_ROLE_VIEWER;
  gboolean  gives = before == NULL || g_strcmp0 (before->role, user->role) != 0;

  if (actor == NULL)
    actor = &owner;
  igny_role_from_word (user->role, &to);
  if (before != NULL)
    igny_role_from_word (before->role, &from);
  if (gives && (to == IGNY_ROLE_DEVELOPER || to == IGNY_ROLE_SYSTEM_BOT))
    igny_errors_add (errors, "role", "%s is given on the console of a server only; choose owner,"
                                     " admin, editor or viewer",
                     user->role);
  else if (gives && !igny_role_may_give (actor, to))
    igny_errors_add (errors, "role", "only an owner makes somebody %s; ask one", user->role);
  else if (before != NULL && from == IGNY_ROLE_OWNER && !igny_role_may_bill (actor))
    igny_errors_add (errors, "", "an owner is changed by an owner only; ask one");
}

gboolean
igny_users_check (IgnyDb         *db,
                  const IgnyUser *user,
                  const IgnyUser *before,
                  IgnyErrors     *errors,
                  GError        **error)
{
  const IgnyActor *actor;
  gint64           owners;
  gboolean         was_owner;
  gboolean         stays;

  g_return_val_if_fail (db != NULL && user != NULL && errors != NULL, FALSE);

  actor = igny_db_get_actor (db);
  check_role (actor, user, before, errors);
  if (before != NULL && before->is_active && !user->is_active && actor != NULL &&
      actor->user == user->record.row)
    igny_errors_add (errors, "is_active", "you cannot disable yourself; another one can");
  was_owner = before != NULL && before->is_active && g_strcmp0 (before->role, "owner") == 0;
  stays = user->is_active && g_strcmp0 (user->role, "owner") == 0;
  if (!was_owner || stays)
    return TRUE;
  if (!count_owners (db, user->record.row, &owners, error))
    return FALSE;
  if (owners == 0)
    igny_errors_add (errors, user->is_active ? "role" : "is_active",
                     "an account has one active owner at least, and this is the last one");
  return TRUE;
}

gboolean
igny_users_check_remove (IgnyDb  *db,
                         gint64   user,
                         GError **error)
{
  const IgnyActor *actor = igny_db_get_actor (db);
  g_autoptr(IgnyUser) record = igny_records_load (db, &igny_user_entity, user, error);
  gint64 owners;

  if (record == NULL || !count_owners (db, user, &owners, error))
    return FALSE;
  if (actor != NULL && actor->user == user)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "you cannot remove yourself; another one can");
  else if (g_str_equal (record->role, "owner") && owners == 0)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                 "the last owner of an account cannot be removed; make another user owner first");
  else if (actor != NULL && g_str_equal (record->role, "owner") && !igny_role_may_bill (actor))
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE,
                 "an owner is removed by an owner only; ask one");
  else
    return TRUE;
  return FALSE;
}
