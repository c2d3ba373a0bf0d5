/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-memory.h"

#include "igny-import-mapping.h"
#include "igny-json.h"
#include "igny-text.h"

/* The member of the mapping that holds the roles of all columns. */
#define COLUMNS "columns"

GHashTable *
igny_import_memory_load (IgnyDb  *db,
                         gint64   account,
                         GError **error)
{
  g_autoptr(GHashTable) signatures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  cursor = igny_db_query (db,
                          "SELECT signature FROM import_mappings WHERE account = ?1"
                          " AND deleted_step IS NULL",
                          IGNY_BINDS (IGNY_BIND_INT (account)), error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    g_hash_table_add (signatures, g_strdup (igny_cursor_get_text (cursor, 0)));
  if (local == NULL)
    return g_steal_pointer (&signatures);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
igny_import_memory_recall (IgnyDb     *db,
                           gint64      account,
                           IgnyImport *import)
{
  g_autofree char *mapping = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *roles;

  g_return_val_if_fail (db != NULL && import != NULL, FALSE);

  if (igny_import_get_header_line (import) == 0)
    return FALSE;
  igny_db_get_text (db,
                    "SELECT mapping FROM import_mappings WHERE account = ?1 AND signature = ?2"
                    " AND deleted_step IS NULL",
                    IGNY_BINDS (IGNY_BIND_INT (account),
                                IGNY_BIND_TEXT (igny_import_get_signature (import))),
                    &mapping, NULL);
  if (mapping != NULL)
    node = igny_json_parse (mapping, -1, NULL);
  roles = igny_json_get_string (igny_json_node_get_object (node), COLUMNS, NULL);
  return roles != NULL && igny_import_set_roles (import, roles);
}

static char *
make_mapping (IgnyImport *import)
{
  g_autofree char *roles = igny_import_dup_roles (import);
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, COLUMNS, roles);
  return igny_json_object_to_text (object, FALSE);
}

static gboolean
change (IgnyStep          *step,
        IgnyImportMapping *known,
        IgnyImport        *import,
        GError           **error)
{
  g_autofree char *mapping = make_mapping (import);

  if (!igny_import_is_corrected (import))
    return igny_step_delete (step, &igny_import_mapping_entity, known->record.row, error);
  if (g_strcmp0 (known->mapping, mapping) == 0)
    return TRUE;
  igny_text_set (&known->mapping, mapping);
  return igny_step_update (step, known, error);
}

static gboolean
learn (IgnyStep   *step,
       IgnyImport *import,
       GError    **error)
{
  g_autoptr(IgnyImportMapping) mapping = igny_record_new (&igny_import_mapping_entity);
  g_autofree char *text = make_mapping (import);

  igny_text_set (&mapping->signature, igny_import_get_signature (import));
  igny_text_set (&mapping->source, igny_import_get_source_name (import));
  igny_text_set (&mapping->mapping, text);
  return igny_step_insert (step, mapping, error);
}

gboolean
igny_import_memory_keep (IgnyStep   *step,
                         IgnyImport *import,
                         GError    **error)
{
  g_autoptr(GPtrArray) known = NULL;

  g_return_val_if_fail (step != NULL && import != NULL, FALSE);

  if (igny_import_get_header_line (import) == 0)
    return TRUE;
  known = igny_records_select (
      igny_step_get_db (step), &igny_import_mapping_entity, "account = ?1 AND signature = ?2", NULL,
      IGNY_BINDS (IGNY_BIND_INT (igny_step_get_account (step)),
                  IGNY_BIND_TEXT (igny_import_get_signature (import))),
      error);
  if (known == NULL)
    return FALSE;
  if (known->len > 0)
    return change (step, known->pdata[0], import, error);
  return !igny_import_is_corrected (import) || learn (step, import, error);
}
