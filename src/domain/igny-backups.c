/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-backups.h"

#include <glib/gstdio.h>

#include "igny-purge.h"
#include "igny-settings.h"

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)
#define DAILY "daily-"
#define MANUAL "backup-"
#define PURGE "before-purge-"

/* Of those before a purge; each has all that was in the trash then. */
#define KEEP_PURGE 3

void
igny_backup_file_free (IgnyBackupFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

static int
read_digits (const char *text,
             guint       n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + g_ascii_digit_value (text[i]);
  return value;
}

/* The time stands in the name, daily-20261122-213000.zip: a copy keeps its age. */
static gboolean
read_time (const char *name,
           gint64     *time)
{
  static const char form[] = "########-######.zip";
  gsize             length = strlen (name);
  const char       *digits = name + length - MIN (length, strlen (form));
  g_autoptr(GDateTime) at = NULL;

  if (length < strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == '#' ? !g_ascii_isdigit (digits[i]) : digits[i] != form[i])
      return FALSE;
  at = g_date_time_new_utc (read_digits (digits, 4), read_digits (digits + 4, 2),
                            read_digits (digits + 6, 2), read_digits (digits + 9, 2),
                            read_digits (digits + 11, 2), read_digits (digits + 13, 2));
  if (at == NULL)
    return FALSE;
  *time = g_date_time_to_unix (at) * 1000;
  return TRUE;
}

static gint
compare_files (gconstpointer a,
               gconstpointer b)
{
  const IgnyBackupFile *one = *(IgnyBackupFile *const *) a;
  const IgnyBackupFile *two = *(IgnyBackupFile *const *) b;

  return (one->made_at < two->made_at) - (one->made_at > two->made_at);
}

GPtrArray *
igny_backups_list (const char *folder)
{
  GPtrArray       *files = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_backup_file_free);
  g_autofree char *backups = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, files);

  backups = g_build_filename (folder, "backups", NULL);
  dir = g_dir_open (backups, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64          time;
      GStatBuf        status;
      IgnyBackupFile *file;

      if ((!g_str_has_prefix (name, DAILY) && !g_str_has_prefix (name, MANUAL) &&
           !g_str_has_prefix (name, PURGE)) ||
          !read_time (name, &time))
        continue;
      file = g_new (IgnyBackupFile, 1);
      file->path = g_build_filename (backups, name, NULL);
      file->made_at = time;
      file->size = g_stat (file->path, &status) == 0 ? status.st_size : IGNY_UNKNOWN;
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_files);
  return files;
}

static char *
dup_path (const IgnyEnv *env,
          const char    *folder,
          const char    *prefix)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (igny_env_now_ms (env) / 1000);
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S.zip");
  g_autofree char *name = g_strconcat (prefix, time, NULL);

  return g_build_filename (folder, "backups", name, NULL);
}

char *
igny_backups_dup_path (const IgnyEnv *env,
                       const char    *folder)
{
  g_return_val_if_fail (env != NULL && folder != NULL, NULL);

  return dup_path (env, folder, MANUAL);
}

static gboolean
is_of (const IgnyBackupFile *file,
       const char           *prefix)
{
  g_autofree char *name = g_path_get_basename (file->path);

  return g_str_has_prefix (name, prefix);
}

typedef struct
{
  gint64 account;
  gint64 keep;
  gint64 first; /* time of the first step, and of the last */
  gint64 last;
} State;

static gboolean
read_state (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  State *state = data;

  state->keep = igny_settings_get_number (db, state->account, "general.daily-backups");
  return igny_db_get_integer (db, "SELECT at FROM steps ORDER BY step LIMIT 1", NULL,
                              &state->first, error) &&
         igny_db_get_integer (db,
                              "SELECT at FROM steps WHERE kind <> 'system'"
                              " ORDER BY step DESC LIMIT 1",
                              NULL, &state->last, error);
}

/* A fresh file has nothing to lose yet, and one that nobody touched is in the
 * last backup. */
static gboolean
is_due (const State *state,
        GPtrArray   *files,
        gint64       now)
{
  gint64 before = state->first;

  if (state->keep <= 0 || state->last == IGNY_UNKNOWN)
    return FALSE;
  for (guint i = files->len; i-- > 0;)
    if (is_of (files->pdata[i], DAILY))
      before = ((IgnyBackupFile *) files->pdata[i])->made_at;
  /* The clock may have been set back. */
  return (before > now || now - before >= DAY_MS) &&
         (before == state->first || state->last > before);
}

/* What a killed program left of a backup. */
static void
remove_rests (const char *folder,
              const char *prefix)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr(GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) &&
        (strstr (name, ".zip.part") != NULL || g_str_has_suffix (name, ".zip.copy")))
      {
        g_autofree char *path = g_build_filename (backups, name, NULL);

        g_unlink (path);
      }
}

static void
rotate (const char *folder,
        const char *prefix,
        gint64      keep)
{
  g_autoptr(GPtrArray) files = igny_backups_list (folder);
  gint64 n = 0;

  for (guint i = 0; i < files->len; i++)
    if (is_of (files->pdata[i], prefix) && ++n > keep)
      g_unlink (((IgnyBackupFile *) files->pdata[i])->path);
}

/* One more of that kind, and those beyond keep gone. */
static char *
make (IgnyStore    *store,
      const char   *prefix,
      gint64        keep,
      GCancellable *cancellable,
      GError      **error)
{
  const IgnyEnv   *env = igny_store_get_env (store);
  const char      *folder = igny_store_get_folder (store);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *target = dup_path (env, folder, prefix);
  IgnyBackupInfo   info;

  g_mkdir_with_parents (backups, 0700);
  remove_rests (folder, prefix);
  if (!igny_backup_write (env, folder, target, cancellable, &info, error))
    return NULL;
  rotate (folder, prefix, keep);
  return g_steal_pointer (&target);
}

gboolean
igny_backups_run_daily (IgnyStore    *store,
                        GCancellable *cancellable,
                        char        **path,
                        GError      **error)
{
  g_autofree char *target = NULL;
  g_autoptr(GPtrArray) files = NULL;
  State state = { 0 };

  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  if (path != NULL)
    *path = NULL;
  state.account = igny_store_get_account (store);
  files = igny_backups_list (igny_store_get_folder (store));
  if (!igny_store_read (store, read_state, &state, cancellable, error))
    return FALSE;
  if (!is_due (&state, files, igny_env_now_ms (igny_store_get_env (store))))
    return TRUE;

  target = make (store, DAILY, state.keep, cancellable, error);
  if (target == NULL)
    {
      g_prefix_error (error, "make the daily backup: ");
      return FALSE;
    }
  if (path != NULL)
    *path = g_steal_pointer (&target);
  return TRUE;
}

typedef struct
{
  gint64   time;
  gboolean has_rows;
} Purge;

static gboolean
ask_purge (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Purge *purge = data;

  return igny_purge_has_rows (db, purge->time, &purge->has_rows, error);
}

gboolean
igny_backups_run_before_purge (IgnyStore    *store,
                               gint64        time,
                               GCancellable *cancellable,
                               GError      **error)
{
  Purge            purge = { time, FALSE };
  g_autofree char *target = NULL;
  g_autoptr(GPtrArray) files = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  if (!igny_store_read (store, ask_purge, &purge, cancellable, error))
    return FALSE;
  /* What was deleted before time was in the trash already when one was made since. */
  files = igny_backups_list (igny_store_get_folder (store));
  if (!purge.has_rows ||
      (files->len > 0 && ((IgnyBackupFile *) files->pdata[0])->made_at >= time))
    return TRUE;
  target = make (store, PURGE, KEEP_PURGE, cancellable, error);
  if (target != NULL)
    return TRUE;
  g_prefix_error (error, "copy the data before old deleted records go for good: ");
  return FALSE;
}
