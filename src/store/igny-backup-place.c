/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "igny-backup-check.h"
#include "igny-backup-private.h"
#include "igny-backup.h"

/* Every move is one rename, in an order in which what is done can be told from
 * what is not: whoever is interrupted goes on at the next start. */

static gboolean
fail (const char *what,
      const char *path,
      GError    **error)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
               "%s “%s”: %s. Allow writing in the data folder, and make room", what, path,
               g_strerror (errno));
  return FALSE;
}

gboolean
igny_backup_remove_tree (const char *path,
                         GError    **error)
{
  gboolean ok = TRUE;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (ok && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          ok = igny_backup_remove_tree (inner, error);
        }
    }
  if (!ok)
    return FALSE;
  return g_remove (path) == 0 || errno == ENOENT || fail ("remove", path, error);
}

static void
sync_folder_of (const IgnyEnv *env,
                const char    *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = igny_env_open (env, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
igny_backup_move (const IgnyEnv *env,
                  const char    *from,
                  const char    *to,
                  GError       **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (g_rename (from, to) != 0)
    return fail ("move", from, error);
  sync_folder_of (env, to);
  return TRUE;
}

#define KEPT "kept"

gboolean
igny_backup_name_kept (const IgnyEnv *env,
                       const char    *stage,
                       GError       **error)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GDateTime) now = NULL;

  g_return_val_if_fail (env != NULL && stage != NULL, FALSE);

  path = g_build_filename (stage, KEPT, NULL);
  now = g_date_time_new_from_unix_utc (igny_env_now_ms (env) / 1000);
  name = g_date_time_format (now, "before-restore-%Y%m%d-%H%M%S");
  return g_file_set_contents_full (path, name, -1, G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
igny_backup_drop (const char *stage,
                  GError    **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (stage != NULL, FALSE);

  path = g_build_filename (stage, KEPT, NULL);
  g_unlink (path);
  return igny_backup_remove_tree (stage, error);
}

static char *
make_kept (const char *folder,
           const char *stage,
           GError    **error)
{
  g_autofree char *path = g_build_filename (stage, KEPT, NULL);
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;

  if (!g_file_get_contents (path, &name, NULL, error))
    return NULL;
  g_strdelimit (name, "/", '-');
  kept = g_build_filename (folder, "backups", name, NULL);
  if (g_mkdir_with_parents (kept, 0700) == 0)
    return g_steal_pointer (&kept);
  fail ("make the folder", kept, error);
  return NULL;
}

/* Moves from/name to to/name where it is there. */
static gboolean
move_member (const IgnyEnv *env,
             const char    *from,
             const char    *to,
             const char    *name,
             GError       **error)
{
  g_autofree char *old = g_build_filename (from, name, NULL);
  g_autofree char *new = g_build_filename (to, name, NULL);

  return !g_file_test (old, G_FILE_TEST_EXISTS) || igny_backup_move (env, old, new, error);
}

static gboolean
has_member (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
place_database (const IgnyEnv *env,
                const char    *folder,
                const char    *stage,
                const char    *kept,
                GError       **error)
{
  if (!has_member (stage, IGNY_BACKUP_DATABASE))
    return TRUE;
  return move_member (env, folder, kept, IGNY_BACKUP_DATABASE "-shm", error) &&
         move_member (env, folder, kept, IGNY_BACKUP_DATABASE "-wal", error) &&
         move_member (env, folder, kept, IGNY_BACKUP_DATABASE, error) &&
         move_member (env, stage, folder, IGNY_BACKUP_DATABASE, error);
}

static gboolean
place_media (const IgnyEnv *env,
             const char    *folder,
             const char    *stage,
             const char    *kept,
             GError       **error)
{
  if (!has_member (stage, "media"))
    return TRUE;
  return move_member (env, folder, kept, "media", error) &&
         move_member (env, stage, folder, "media", error);
}

gboolean
igny_backup_place (const IgnyEnv *env,
                   const char    *folder,
                   char         **kept,
                   GError       **error)
{
  g_autofree char *stage = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (env != NULL && folder != NULL, FALSE);

  if (kept != NULL)
    *kept = NULL;
  stage = g_build_filename (folder, IGNY_BACKUP_STAGE, NULL);
  /* Without the name it was placed, and only its rest is there. */
  if (!has_member (stage, KEPT))
    return !g_file_test (stage, G_FILE_TEST_IS_DIR) || igny_backup_remove_tree (stage, error);
  place = make_kept (folder, stage, error);
  if (place == NULL || !place_database (env, folder, stage, place, error) ||
      !place_media (env, folder, stage, place, error) || !igny_backup_remove_tree (stage, error))
    {
      g_prefix_error (error, "put the restored data in its place: ");
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&place);
  return TRUE;
}
