/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-backups.h"
#include "igny-commands.h"
#include "igny-restore.h"
#include "igny-show.h"
#include "igny-target.h"

static gboolean
count_accounts_cb (IgnyDb       *db,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  return igny_db_get_integer (db, "SELECT count(*) FROM main.accounts", NULL, data, error);
}

/* A backup has what belongs to all accounts of the file, so that the owner of
 * one of several may not. */
static gboolean
check_role (IgnyCall *call,
            GError  **error)
{
  const IgnyActor *actor = call->store != NULL ? igny_store_get_actor (call->store) : NULL;
  gint64           n_accounts = 0;

  if (actor == NULL || igny_role_is_developer (actor))
    return TRUE;
  if (!igny_call_read (call, count_accounts_cb, &n_accounts, error))
    return FALSE;
  if (n_accounts == 1 && igny_role_is_owner_or_admin (actor))
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("only the owner of the data, an admin or a developer may do this"));
  return FALSE;
}

static void
answer (IgnyCall             *call,
        const char           *path,
        const IgnyBackupInfo *info,
        const char           *kept,
        gboolean              placed)
{
  g_autofree char *made = info->made_at != IGNY_UNKNOWN ? igny_number_to_iso8601 (info->made_at)
                                                        : NULL;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "file", path);
  json_object_set_string_member (object, "made_at", made);
  json_object_set_int_member (object, "size", info->size);
  json_object_set_int_member (object, "rows", info->n_rows);
  json_object_set_int_member (object, "media", info->n_media);
  if (call->line->command->func == igny_command_restore)
    {
      json_object_set_boolean_member (object, "placed", placed);
      json_object_set_string_member (object, "kept", kept);
    }
  igny_call_take_data (call, object);
}

gboolean
igny_command_backup (IgnyCall *call,
                     GError  **error)
{
  const IgnyEnv   *env = call->caller->env;
  const char      *folder = igny_store_get_folder (call->store);
  const char      *word = igny_call_get_word (call, 0);
  g_autofree char *path = word != NULL ? igny_caller_dup_path (call->caller, word)
                                       : igny_backups_dup_path (env, folder);
  g_autofree char *place = g_path_get_dirname (path);
  g_autofree char *size = NULL;
  g_autofree char *rows = NULL;
  IgnyBackupInfo   info;

  if (word == NULL)
    g_mkdir_with_parents (place, 0700);
  if (!check_role (call, error) || !igny_call_may_write (call, path, error) ||
      !igny_backup_write (env, folder, path, call->caller->cancellable, &info, error))
    return FALSE;
  size = g_format_size ((guint64) info.size);
  rows = igny_show_dup_number (info.n_rows);
  igny_call_say (call, _("Backup “%s”: %s, %s rows, checked."), path, size, rows);
  answer (call, path, &info, NULL, FALSE);
  return TRUE;
}

gboolean
igny_command_backup_list (IgnyCall *call,
                          GError  **error)
{
  g_autoptr(GPtrArray) files = igny_backups_list (igny_store_get_folder (call->store));
  JsonObject *object = json_object_new ();
  JsonArray  *results = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const IgnyBackupFile *file = files->pdata[i];
      g_autofree char      *made = igny_number_to_iso8601 (file->made_at);
      g_autofree char      *shown = igny_show_dup_time (file->made_at);
      g_autofree char      *size = g_format_size ((guint64) MAX (file->size, 0));
      JsonObject           *one = json_object_new ();

      igny_call_say (call, "%s  %10s  %s", shown, size, file->path);
      json_object_set_string_member (one, "file", file->path);
      json_object_set_string_member (one, "made_at", made);
      json_object_set_int_member (one, "size", file->size);
      json_array_add_object_element (results, one);
    }
  if (files->len == 0)
    igny_call_say (call, "%s", _("There are no backups yet."));
  json_object_set_int_member (object, "count", files->len);
  json_object_set_array_member (object, "results", results);
  igny_call_take_data (call, object);
  return TRUE;
}

/* The data is in use only when the window runs this, which goes on with what it
 * has open until it ends. */
static gboolean
restore_file (IgnyCall *call,
              GError  **error)
{
  const IgnyEnv *env = call->caller->env;
  const char    *folder =
      call->store != NULL ? igny_store_get_folder (call->store) : call->folder;
  g_autofree char *path = igny_caller_dup_path (call->caller, igny_call_get_word (call, 0));
  g_autofree char *kept = NULL;
  g_autofree char *rows = NULL;
  IgnyBackupInfo   info;

  if (!check_role (call, error) ||
      !igny_backup_stage (env, folder, path, call->caller->cancellable, &info, error) ||
      (call->store == NULL && !igny_backup_place (env, folder, &kept, error)))
    return FALSE;
  rows = igny_show_dup_number (info.n_rows);
  if (call->store != NULL)
    igny_call_say (call,
                   _("Checked “%s”: %s rows. Close IGNY8 and start it again: then it has this "
                     "data, and what you change until then is kept aside."),
                      path, rows);
  else
    igny_call_say (call, _("Restored “%s”: %s rows. The data before it is in “%s”."), path, rows,
                            kept);
  answer (call, path, &info, kept, call->store == NULL);
  return TRUE;
}

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  guint             n_restored;
} Restore;

static gboolean
restore_records_cb (IgnyStep     *step,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  Restore   *restore = data;
  GPtrArray *words = restore->call->line->words;

  for (guint i = 1; i < words->len; i++)
    {
      gint64 row;

      if (!igny_restore_find (igny_step_get_db (step), restore->entity, words->pdata[i], &row,
                              error) ||
          !igny_restore (step, restore->entity, row, restore->call->errors, error))
        return FALSE;
      restore->n_restored++;
    }
  return TRUE;
}

static gboolean
restore_records (IgnyCall *call,
                 GError  **error)
{
  Restore     restore = { call };
  JsonObject *object;

  restore.entity = igny_target_find_entity (igny_call_get_word (call, 0), error);
  if (restore.entity == NULL ||
      !igny_call_write (call, "Restore", restore_records_cb, &restore, error))
    return FALSE;
  igny_call_say (call,
                 ngettext ("Brought back %u record.", "Brought back %u records.",
                           restore.n_restored),
                 restore.n_restored);
  object = json_object_new ();
  json_object_set_int_member (object, "restored", restore.n_restored);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_restore (IgnyCall *call,
                      GError  **error)
{
  if (igny_call_get_word (call, 1) != NULL)
    return restore_records (call, error);
  return restore_file (call, error);
}
