/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "igny-archive.h"
#include "igny-backup-check.h"
#include "igny-backup-private.h"
#include "igny-backup.h"
#include "igny-capture.h"
#include "igny-db-copy.h"
#include "igny-json.h"
#include "igny-migrate.h"

typedef struct
{
  const IgnyEnv  *env;
  const char     *path;  /* the backup */
  const char     *place; /* where it is unpacked */
  GCancellable   *cancellable;
  IgnyBackupInfo *info;
  JsonNode       *manifest; /* NULL for a bare igny8.db */
} Stage;

static gboolean
check_room (const Stage *stage,
            guint64      size,
            GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (stage->place);
  g_autoptr(GFileInfo) info =
                 g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL ||
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >= size)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
               "the disk has no room for what is in it; %" G_GUINT64_FORMAT
               " MB are needed. Make room and try again",
               size / 1000000 + 1);
  return FALSE;
}

static gboolean
extract (const Stage *stage,
         IgnyArchive *archive,
         const char  *name,
         GError     **error)
{
  g_autofree char *path = g_build_filename (stage->place, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_str_equal (name, IGNY_BACKUP_MANIFEST))
    return TRUE;
  stage->info->n_media += g_str_has_prefix (name, IGNY_BACKUP_MEDIA);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return igny_archive_extract (archive, name, path, stage->cancellable, error);
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "make the folder “%s”", folder);
  return FALSE;
}

static gboolean
unpack (Stage       *stage,
        IgnyArchive *archive,
        GError     **error)
{
  g_autofree char *media = g_build_filename (stage->place, "media", NULL);
  g_autofree char *text = NULL;
  gsize            length;

  text = igny_archive_dup_text (archive, IGNY_BACKUP_MANIFEST, IGNY_BACKUP_MAX_MANIFEST, &length,
                                error);
  stage->manifest = text != NULL ? igny_backup_parse_manifest (text, length, error) : NULL;
  if (stage->manifest == NULL || !check_room (stage, igny_archive_get_size (archive), error))
    return FALSE;
  stage->info->made_at = igny_json_get_int (igny_json_node_get_object (stage->manifest), "made_at",
                                            IGNY_UNKNOWN);
  g_mkdir (media, 0700);
  for (gsize i = 0; i < igny_archive_get_n_members (archive); i++)
    {
      const char *name = igny_archive_get_name (archive, i);

      if (!igny_backup_is_name (name))
        {
          g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS,
                       "it has a member “%s”, which no backup has", name);
          return FALSE;
        }
      if (!extract (stage, archive, name, error))
        return FALSE;
    }
  return TRUE;
}

/* What SQLite begins its files with; the format is the same in all versions. */
static gboolean
is_database (const IgnyEnv *env,
             const char    *path)
{
  static const char magic[] = "SQLite format 3";
  char              head[sizeof magic] = "";
  int               fd = igny_env_open (env, path, O_RDONLY | O_CLOEXEC, 0);
  gssize            n = fd >= 0 ? read (fd, head, sizeof head) : 0;

  if (fd >= 0)
    close (fd);
  return n == sizeof head && memcmp (head, magic, sizeof head) == 0;
}

static gboolean
fetch (Stage   *stage,
       GError **error)
{
  g_autoptr(IgnyArchive) archive = NULL;
  g_autofree char *database = g_build_filename (stage->place, IGNY_BACKUP_DATABASE, NULL);

  if (is_database (stage->env, stage->path))
    return igny_db_copy (stage->path, database, stage->cancellable, error) &&
           igny_archive_sync (stage->env, database, error);
  archive = igny_archive_open (stage->env, stage->path, error);
  return archive != NULL && unpack (stage, archive, error);
}

/* Each table has the rows that the manifest tells of. */
static gboolean
compare_rows (const Stage *stage,
              JsonObject  *counts,
              GError     **error)
{
  JsonObject *told =
      igny_json_get_object (igny_json_node_get_object (stage->manifest), "tables");
  g_autoptr(GList) names = told != NULL ? json_object_get_members (told) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    if (igny_json_get_int (told, l->data, -1) != igny_json_get_int (counts, l->data, -2))
      {
        g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
                     "“%s” has not the rows that it should have", (const char *) l->data);
        return FALSE;
      }
  return TRUE;
}

/* As it is, then as this version has it. */
static gboolean
check (Stage   *stage,
       GError **error)
{
  g_autofree char *path = g_build_filename (stage->place, IGNY_BACKUP_DATABASE, NULL);
  g_autoptr(IgnyDb) db = NULL;
  g_autoptr(JsonObject) counts = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "it has no igny8.db");
      return FALSE;
    }
  db = igny_db_open (path, FALSE, error);
  if (db == NULL || !igny_migrate_check (db, error) || !igny_backup_check_schema (db, error) ||
      !igny_backup_check_database (db, TRUE, error))
    return FALSE;
  counts = igny_backup_count_rows (db, &stage->info->n_rows, error);
  return counts != NULL && compare_rows (stage, counts, error) &&
         igny_capture_remove (db, error) && igny_migrate (db, stage->env, stage->place, error);
}

static gboolean
run (Stage      *stage,
     const char *ready,
     GError    **error)
{
  if (g_mkdir_with_parents (stage->place, 0700) != 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
                   "make the folder “%s”; allow writing in the data folder", stage->place);
      return FALSE;
    }
  return fetch (stage, error) &&
         check (stage, error) &&
         igny_backup_name_kept (stage->env, stage->place, error) &&
         igny_backup_drop (ready, error) &&
         igny_backup_move (stage->env, stage->place, ready, error);
}

/* One at a time for a folder, also within a program, which is why it is no fcntl
 * lock. It ends with the descriptor. */
static int
take_turn (const IgnyEnv *env,
           const char    *folder,
           GError       **error)
{
  int      fd;
  gboolean busy;

  g_mkdir_with_parents (folder, 0700);
  fd = igny_env_open (env, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  busy = fd >= 0 && errno == EWOULDBLOCK;
  g_set_error (error, IGNY_DB_ERROR, busy ? IGNY_DB_ERROR_BUSY : IGNY_DB_ERROR_FAILED,
               busy ? "another backup is being restored; wait until it is done (%s)"
                    : "open the data folder “%s”; allow reading and writing in it",
               folder);
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
run_alone (Stage      *stage,
           const char *folder,
           GError    **error)
{
  g_autofree char *place = g_build_filename (folder, IGNY_BACKUP_STAGE ".part", NULL);
  g_autofree char *ready = g_build_filename (folder, IGNY_BACKUP_STAGE, NULL);
  int              turn = take_turn (stage->env, folder, error);
  gboolean         ok;

  if (turn < 0)
    return FALSE;
  stage->place = place;
  ok = igny_backup_remove_tree (place, error) && run (stage, ready, error);
  if (!ok)
    igny_backup_remove_tree (place, NULL);
  close (turn);
  return ok;
}

gboolean
igny_backup_stage (const IgnyEnv  *env,
                   const char     *folder,
                   const char     *path,
                   GCancellable   *cancellable,
                   IgnyBackupInfo *info,
                   GError        **error)
{
  Stage    stage = { env, path, NULL, cancellable, info };
  GStatBuf status;
  g_autoptr(GError) local = NULL;
  gboolean ok;

  g_return_val_if_fail (env != NULL && folder != NULL && path != NULL && info != NULL, FALSE);

  *info = (IgnyBackupInfo){ .made_at = IGNY_UNKNOWN };
  info->size = g_stat (path, &status) == 0 ? status.st_size : IGNY_UNKNOWN;
  ok = run_alone (&stage, folder, &local);
  g_clear_pointer (&stage.manifest, json_node_unref);
  if (ok)
    return TRUE;
  /* Some causes name the file themselves. */
  if (strstr (local->message, path) != NULL)
    g_prefix_error (&local, "restore: ");
  else
    g_prefix_error (&local, "restore “%s”: ", path);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
