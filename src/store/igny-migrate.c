/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-migrate.h"

#include "igny-capture.h"
#include "igny-store-resources.h"

/* "IGN8", in the header of the file (SQLite's file format, 1.3.17). */
#define APPLICATION_ID 0x49474e38

static const char *const migrations[] = {
  "001-first.sql",
};

gint64
igny_migrate_get_newest (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
check_file (IgnyDb  *db,
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
                   "open the data: igny8.db was made by another program; it was not touched");
      return FALSE;
    }
  if (*version > igny_migrate_get_newest ())
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NEWER_SCHEMA,
                   "open the data: igny8.db was written by a newer IGNY8 (schema %" G_GINT64_FORMAT
                   ", this one knows %" G_GINT64_FORMAT "); it was not touched. Update IGNY8",
                   *version, igny_migrate_get_newest ());
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
  g_prefix_error (error, "copy the data to “%s” before it is updated: ", path);
  return FALSE;
}

static gboolean
run_one (IgnyDb  *db,
         gint64   number,
         GError **error)
{
  g_autofree char *path = g_strdup_printf ("/com/igny8/store/%s", migrations[number - 1]);
  g_autofree char *finish = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT
                                             "; PRAGMA application_id = %d",
                                             number, APPLICATION_ID);
  g_autoptr(GBytes) sql = g_resource_lookup_data (igny_store_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (sql == NULL || !igny_db_exec (db, "BEGIN IMMEDIATE", NULL, error))
    return FALSE;
  if (igny_db_exec_script (db, g_bytes_get_data (sql, NULL), error) &&
      igny_db_exec_script (db, finish, error) &&
      igny_db_exec (db, "COMMIT", NULL, error))
    return TRUE;

  g_prefix_error (error, "update the data with %s: ", migrations[number - 1]);
  igny_db_exec (db, "ROLLBACK", NULL, NULL);
  return FALSE;
}

static gboolean
install_capture (IgnyDb  *db,
                 GError **error)
{
  if (!igny_db_exec (db, "BEGIN IMMEDIATE", NULL, error))
    return FALSE;
  if (igny_capture_install (db, error) && igny_db_exec (db, "COMMIT", NULL, error))
    return TRUE;
  igny_db_exec (db, "ROLLBACK", NULL, NULL);
  return FALSE;
}

gboolean
igny_migrate (IgnyDb        *db,
              const IgnyEnv *env,
              const char    *backups,
              GError       **error)
{
  gint64 version;

  g_return_val_if_fail (db != NULL && env != NULL && backups != NULL, FALSE);

  if (!check_file (db, &version, error) ||
      !igny_db_exec_script (db, "PRAGMA journal_mode = WAL", error))
    return FALSE;

  if (version > 0 && version < igny_migrate_get_newest () &&
      !take_copy (db, env, backups, version, error))
    return FALSE;
  for (gint64 number = version + 1; number <= igny_migrate_get_newest (); number++)
    if (!run_one (db, number, error))
      return FALSE;

  return install_capture (db, error);
}
