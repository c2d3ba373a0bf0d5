/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-migrate.h"

#include <glib/gstdio.h>

#include "igny-capture.h"
#include "igny-store-resources.h"

/* "IGN8", in the header of the file (SQLite's file format, 1.3.17). */
#define APPLICATION_ID 0x49474e38

static const char *const migrations[] = {
  "001-first.sql",
  "002-log-times.sql",
  "003-correlation.sql",
  "004-task-prompt.sql",
  "005-deleted.sql",
};

gint64
igny_migrate_get_newest (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
check_file (IgnyDb  *db,
            gint64   newest,
            gint64  *version,
            GError **error)
{
  gint64 application;
  gint64 tables;

  if (!igny_db_get_integer (db, "PRAGMA user_version", NULL, version, error) ||
      !igny_db_get_integer (db, "PRAGMA application_id", NULL, &application, error) ||
      !igny_db_get_integer (db, "SELECT count(*) FROM sqlite_schema", NULL, &tables, error))
    return FALSE;

  if (application != APPLICATION_ID && (application != 0 || tables > 0))
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS,
                   "open the data: igny8.db was made by another program; it was not touched. "
                   "Choose another folder with --data-dir");
      return FALSE;
    }
  if (*version > newest)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NEWER_SCHEMA,
                   "open the data: igny8.db was written by a newer IGNY8 (schema %" G_GINT64_FORMAT
                   ", this one knows %" G_GINT64_FORMAT "); it was not touched. Update IGNY8",
                   *version, newest);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_copy (IgnyDb        *db,
           const IgnyEnv *env,
           const char    *backups,
           gint64         version,
           GError       **error)
{
  g_autofree char *name =
      g_strdup_printf ("igny8-schema-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".db", version,
                       igny_env_now_ms (env));
  g_autofree char *path = g_build_filename (backups, name, NULL);

  if (g_mkdir_with_parents (backups, 0700) != 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "make the folder “%s”", backups);
      return FALSE;
    }
  if (igny_db_exec (db, "VACUUM INTO ?1", IGNY_BINDS (IGNY_BIND_TEXT (path)), error))
    return TRUE;
  /* A part of a copy is none. */
  g_unlink (path);
  g_prefix_error (error, "copy the data to “%s” before it is updated: ", path);
  return FALSE;
}

static gboolean
run_one (IgnyDb     *db,
         const char *sql,
         gint64      number,
         GError    **error)
{
  g_autofree char *finish = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT
                                             "; PRAGMA application_id = %d",
                                             number, APPLICATION_ID);

  if (igny_db_exec_script (db, sql, error) && igny_db_exec_script (db, finish, error))
    return TRUE;
  g_prefix_error (error, "update the data to schema %" G_GINT64_FORMAT ": ", number);
  return FALSE;
}

/* References are checked at the end, since a table that is made anew has none
 * pointing at it for a moment. */
static gboolean
check_references (IgnyDb  *db,
                  GError **error)
{
  gint64 broken;

  if (!igny_db_get_integer (db, "SELECT count(*) FROM pragma_foreign_key_check", NULL, &broken,
                            error))
    return FALSE;
  if (broken == 0)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT,
               "update the data: %" G_GINT64_FORMAT " references would lead nowhere", broken);
  return FALSE;
}

static gboolean
run_all (IgnyDb            *db,
         gint64             version,
         const char *const *sqls,
         gint64             n_sqls,
         GError           **error)
{
  /* The triggers know the old columns, and would log the update as a step. */
  if (version < n_sqls && !igny_capture_remove (db, error))
    return FALSE;
  for (gint64 i = version; i < n_sqls; i++)
    if (!run_one (db, sqls[i], i + 1, error))
      return FALSE;
  return (version == n_sqls || check_references (db, error)) && igny_capture_install (db, error);
}

gboolean
igny_migrate_with (IgnyDb            *db,
                   const IgnyEnv     *env,
                   const char        *backups,
                   const char *const *sqls,
                   gint64             n_sqls,
                   GError           **error)
{
  gint64   version;
  gboolean ok;

  g_return_val_if_fail (db != NULL && env != NULL && backups != NULL && sqls != NULL, FALSE);

  if (!check_file (db, n_sqls, &version, error) ||
      !igny_db_exec_script (db, "PRAGMA journal_mode = WAL", error) ||
      (version > 0 && version < n_sqls && !take_copy (db, env, backups, version, error)) ||
      !igny_db_exec_script (db, "PRAGMA foreign_keys = OFF", error) ||
      !igny_db_exec (db, "BEGIN IMMEDIATE", NULL, error))
    return FALSE;

  ok = run_all (db, version, sqls, n_sqls, error) && igny_db_exec (db, "COMMIT", NULL, error);
  igny_db_rollback (db);
  return igny_db_exec_script (db, "PRAGMA foreign_keys = ON", ok ? error : NULL) && ok;
}

gboolean
igny_migrate_check (IgnyDb  *db,
                    GError **error)
{
  gint64 version;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!check_file (db, igny_migrate_get_newest (), &version, error))
    return FALSE;
  if (version > 0)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS, "open the data: igny8.db is empty");
  return FALSE;
}

/* Of this program, in order; texts keeps them. */
static gboolean
read_migrations (GPtrArray   *texts,
                 const char **sqls,
                 GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/com/igny8/store/%s", migrations[i]);
      GBytes          *text = g_resource_lookup_data (igny_store_get_resource (), path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (texts, text);
      sqls[i] = g_bytes_get_data (text, NULL);
    }
  return TRUE;
}

gboolean
igny_migrate (IgnyDb        *db,
              const IgnyEnv *env,
              const char    *backups,
              GError       **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *sqls[G_N_ELEMENTS (migrations)];

  return read_migrations (texts, sqls, error) &&
         igny_migrate_with (db, env, backups, sqls, G_N_ELEMENTS (migrations), error);
}

gboolean
igny_migrate_make (IgnyDb  *db,
                   gint64   version,
                   GError **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *sqls[G_N_ELEMENTS (migrations)];
  gboolean    ok;

  g_return_val_if_fail (db != NULL && version <= igny_migrate_get_newest (), FALSE);

  ok = read_migrations (texts, sqls, error);
  for (gint64 i = 0; ok && i < version; i++)
    ok = run_one (db, sqls[i], i + 1, error);
  return ok;
}
