/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "igny-archive.h"
#include "igny-backup-check.h"
#include "igny-db-copy.h"
#include "igny-json.h"
#include "igny-migrate.h"

/* Folders in folders of media, more than which nobody has. */
#define MAX_DEPTH 16

typedef struct
{
  IgnyArchive    *archive;
  char           *copy; /* of the database, until it is in the archive */
  IgnyBackupInfo *info;
} Backup;

static gboolean
add_media (Backup     *backup,
           const char *folder,
           const char *prefix,
           guint       depth,
           GError    **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean    ok = TRUE;

  while (ok && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *member = g_strconcat (prefix, name, NULL);
      g_autofree char *inner = g_strconcat (member, "/", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !igny_backup_is_name (member))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        ok = depth >= MAX_DEPTH || add_media (backup, path, inner, depth + 1, error);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          ok = igny_archive_add_file (backup->archive, member, path, FALSE, error);
          backup->info->n_media++;
        }
    }
  return ok;
}

static gboolean
add_manifest (Backup        *backup,
              const IgnyEnv *env,
              JsonObject    *counts,
              GError       **error)
{
  g_autoptr(JsonObject) manifest = json_object_new ();
  g_autofree char *at = igny_number_to_iso8601 (backup->info->made_at);
  char            *text;

  json_object_set_string_member (manifest, "format", IGNY_BACKUP_FORMAT);
  json_object_set_int_member (manifest, "version", IGNY_BACKUP_VERSION);
  json_object_set_int_member (manifest, "schema", igny_migrate_get_newest ());
  json_object_set_int_member (manifest, "made_at", backup->info->made_at);
  json_object_set_string_member (manifest, "made", at);
  json_object_set_int_member (manifest, "media", backup->info->n_media);
  json_object_set_object_member (manifest, "tables", counts);
  text = igny_json_object_to_text (manifest, TRUE);
  return igny_archive_take_text (backup->archive, IGNY_BACKUP_MANIFEST, text, strlen (text), error);
}

static JsonObject *
check_copy (Backup  *backup,
            GError **error)
{
  g_autoptr(IgnyDb) db = igny_db_open (backup->copy, TRUE, error);

  if (db == NULL || !igny_backup_check_database (db, FALSE, error))
    return NULL;
  return igny_backup_count_rows (db, &backup->info->n_rows, error);
}

static gboolean
fill (Backup        *backup,
      const IgnyEnv *env,
      const char    *folder,
      GError       **error)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  JsonObject      *counts = check_copy (backup, error);

  return counts != NULL &&
         add_media (backup, media, IGNY_BACKUP_MEDIA, 0, error) &&
         add_manifest (backup, env, counts, error) &&
         igny_archive_add_file (backup->archive, IGNY_BACKUP_DATABASE, backup->copy, FALSE, error);
}

/* Twice the data: the copy, and the file that it goes into. */
static gboolean
check_room (const char *folder,
            const char *path,
            GError    **error)
{
  g_autofree char *database = g_build_filename (folder, IGNY_BACKUP_DATABASE, NULL);
  g_autofree char *place = g_path_get_dirname (path);
  g_autoptr(GFile) file = g_file_new_for_path (place);
  g_autoptr(GFileInfo) info =
                 g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  GStatBuf status;
  guint64  room;

  if (info == NULL || g_stat (database, &status) != 0)
    return TRUE;
  room = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  if (room >= 2 * (guint64) status.st_size)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
               "write “%s”: the disk has no room for it; %" G_GUINT64_FORMAT
               " MB are needed. Make room, or choose another place",
               path, 2 * (guint64) status.st_size / 1000000 + 1);
  return FALSE;
}

/* Where nothing can be written there is no room either, which is not the cause. */
static gboolean
check_writing (const IgnyEnv *env,
               const char    *copy,
               const char    *path,
               GError       **error)
{
  int fd;

  g_unlink (copy);
  fd = igny_env_open (env, copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int cause = errno;

      g_set_error (error, IGNY_DB_ERROR,
                   cause == ENOSPC ? IGNY_DB_ERROR_FULL : IGNY_DB_ERROR_FAILED,
                   "write “%s”: %s; choose another place", path, g_strerror (cause));
      return FALSE;
    }
  close (fd);
  g_unlink (copy);
  return TRUE;
}

/* What is at path is replaced, so it must not be what is saved. */
static gboolean
check_place (const char *folder,
             const char *path,
             GError    **error)
{
  static const char *const own[] = {
    IGNY_BACKUP_DATABASE,
    IGNY_BACKUP_DATABASE "-wal",
    IGNY_BACKUP_DATABASE "-shm",
    "lock",
  };
  GStatBuf target;
  GStatBuf status;

  if (g_stat (path, &target) != 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *file = g_build_filename (folder, own[i], NULL);

      if (g_stat (file, &status) != 0 || status.st_dev != target.st_dev ||
          status.st_ino != target.st_ino)
        continue;
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
                   "write “%s”: it belongs to the data itself. Choose another name", path);
      return FALSE;
    }
  return TRUE;
}

static void
read_size (const char     *path,
           IgnyBackupInfo *info)
{
  GStatBuf status;

  info->size = g_stat (path, &status) == 0 ? status.st_size : IGNY_UNKNOWN;
}

gboolean
igny_backup_write (const IgnyEnv  *env,
                   const char     *folder,
                   const char     *path,
                   GCancellable   *cancellable,
                   IgnyBackupInfo *info,
                   GError        **error)
{
  g_autofree char *database = NULL;
  g_autofree char *copy = NULL;
  Backup           backup = { .info = info };
  gboolean         ok;

  g_return_val_if_fail (env != NULL && folder != NULL && path != NULL && info != NULL, FALSE);

  *info = (IgnyBackupInfo){ .made_at = igny_env_now_ms (env) };
  database = g_build_filename (folder, IGNY_BACKUP_DATABASE, NULL);
  copy = g_strconcat (path, ".copy", NULL);
  backup.copy = copy;
  if (!check_place (folder, path, error) || !check_writing (env, copy, path, error) ||
      !check_room (folder, path, error))
    return FALSE;
  backup.archive = igny_archive_new (env, path, error);
  if (backup.archive == NULL)
    return FALSE;
  ok = igny_db_copy (database, copy, cancellable, error) &&
       fill (&backup, env, folder, error) &&
       igny_archive_commit (backup.archive, cancellable, error);
  g_unlink (copy);
  igny_archive_free (backup.archive);
  read_size (path, info);
  return ok;
}
