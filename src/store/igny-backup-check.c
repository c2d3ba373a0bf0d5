/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-backup-check.h"

#include <string.h>

#include "igny-json.h"
#include "igny-migrate.h"

static gboolean
fail (GError    **error,
      int         code,
      const char *message)
{
  g_set_error_literal (error, IGNY_DB_ERROR, code, message);
  return FALSE;
}

gboolean
igny_backup_check_database (IgnyDb  *db,
                            gboolean thorough,
                            GError **error)
{
  g_autofree char *found = NULL;
  gint64           broken;

  const char *sql;

  g_return_val_if_fail (db != NULL, FALSE);

  sql = thorough ? "PRAGMA integrity_check (1)" : "PRAGMA quick_check (1)";
  if (!igny_db_get_text (db, sql, NULL, &found, error))
    return FALSE;
  if (g_strcmp0 (found, "ok") != 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
                   "check the data: it is damaged (%s)",
                   found != NULL ? found : "no answer");
      return FALSE;
    }
  if (!thorough)
    return TRUE;
  if (!igny_db_get_integer (db, "SELECT count(*) FROM pragma_foreign_key_check", NULL, &broken,
                            error))
    return FALSE;
  return broken == 0 ||
         fail (error, IGNY_DB_ERROR_DAMAGED, "check the data: references lead nowhere");
}

/* But for what SQLite makes by itself, and what igny_capture_install does. */
#define SCHEMA_SQL                                                                              \
  "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull (sql, '') FROM sqlite_schema" \
  " WHERE NOT (type = 'index' AND sql IS NULL AND name GLOB 'sqlite_autoindex_*')"              \
  " AND NOT (type = 'trigger' AND name GLOB 'capture_*')"                                       \
  " AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"                      \
  " ORDER BY type, name"

static GPtrArray *
read_schema (IgnyDb  *db,
             GError **error)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, SCHEMA_SQL, NULL, error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (lines, g_strdup (igny_cursor_get_text (cursor, 0)));
  if (local == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static GPtrArray *
make_schema (gint64   version,
             GError **error)
{
  g_autoptr(IgnyDb) fresh = igny_db_open (":memory:", FALSE, error);

  if (fresh == NULL || !igny_migrate_make (fresh, version, error))
    return NULL;
  return read_schema (fresh, error);
}

gboolean
igny_backup_check_schema (IgnyDb  *db,
                          GError **error)
{
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) ours = NULL;
  gint64   version;
  gboolean same;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!igny_db_get_integer (db, "PRAGMA user_version", NULL, &version, error))
    return FALSE;
  found = read_schema (db, error);
  ours = found != NULL ? make_schema (version, error) : NULL;
  if (ours == NULL)
    return FALSE;
  same = found->len == ours->len;
  for (guint i = 0; same && i < ours->len; i++)
    same = g_str_equal (found->pdata[i], ours->pdata[i]);
  return same || fail (error, IGNY_DB_ERROR_NOT_OURS,
                       "its tables are not those that IGNY8 makes; somebody changed it, so it is "
                       "not used. Take another backup");
}

static gboolean
count_table (IgnyDb     *db,
             const char *table,
             JsonObject *counts,
             gint64     *n_rows,
             GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  gint64           n;

  if (!igny_db_get_integer (db, sql, NULL, &n, error))
    return FALSE;
  json_object_set_int_member (counts, table, n);
  *n_rows += n;
  return TRUE;
}

JsonObject *
igny_backup_count_rows (IgnyDb  *db,
                        gint64  *n_rows,
                        GError **error)
{
  g_autoptr(JsonObject) counts = json_object_new ();
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && n_rows != NULL, NULL);

  *n_rows = 0;
  cursor = igny_db_query (db,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB"
                          " 'sqlite_*' AND instr (name, '\"') = 0 ORDER BY name",
                          NULL, error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    if (!count_table (db, igny_cursor_get_text (cursor, 0), counts, n_rows, error))
      return NULL;
  if (local == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

JsonNode *
igny_backup_parse_manifest (const char *text,
                            gsize       length,
                            GError    **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  g_return_val_if_fail (text != NULL, NULL);

  node = length <= IGNY_BACKUP_MAX_MANIFEST ? igny_json_parse (text, (gssize) length, NULL) : NULL;
  object = igny_json_node_get_object (node);
  if (g_strcmp0 (igny_json_get_string (object, "format", NULL), IGNY_BACKUP_FORMAT) != 0)
    fail (error, IGNY_DB_ERROR_NOT_OURS, "it is no backup of IGNY8");
  else if (igny_json_get_int (object, "version", 0) > IGNY_BACKUP_VERSION)
    fail (error, IGNY_DB_ERROR_NEWER_SCHEMA,
          "it was made by a newer IGNY8; update this one to read it");
  else if (igny_json_get_int (object, "version", 0) < 1 ||
           igny_json_get_object (object, "tables") == NULL)
    fail (error, IGNY_DB_ERROR_DAMAGED, "its manifest is damaged");
  else
    return g_steal_pointer (&node);
  return NULL;
}

static gboolean
is_safe_part (const char *part)
{
  return *part != '\0' && !g_str_equal (part, ".") && !g_str_equal (part, "..");
}

gboolean
igny_backup_is_name (const char *name)
{
  g_auto(GStrv) parts = NULL;
  gboolean safe = TRUE;

  g_return_val_if_fail (name != NULL, FALSE);

  if (g_str_equal (name, IGNY_BACKUP_MANIFEST) || g_str_equal (name, IGNY_BACKUP_DATABASE))
    return TRUE;
  if (!g_str_has_prefix (name, IGNY_BACKUP_MEDIA) || strlen (name) > 4096 ||
      strchr (name, '\\') != NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    safe = safe && is_safe_part (parts[i]);
  return safe && parts[1] != NULL;
}
