/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-memory.h"

#include "igny-integration-settings.h"
#include "igny-json.h"

#define PREFIX "import-columns."

static char *
make_name (IgnyImport *import)
{
  return g_strconcat (PREFIX, igny_import_get_signature (import), NULL);
}

gboolean
igny_import_memory_recall (IgnyDb     *db,
                           gint64      account,
                           IgnyImport *import)
{
  g_autofree char *config = NULL;
  g_autofree char *name = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *roles;

  g_return_val_if_fail (db != NULL && import != NULL, FALSE);

  if (igny_import_get_header_line (import) == 0)
    return FALSE;
  igny_db_get_text (db,
                    "SELECT config FROM integration_settings WHERE account = ?1"
                    " AND integration_type = 'general' AND deleted_step IS NULL",
                    IGNY_BINDS (IGNY_BIND_INT (account)), &config, NULL);
  if (config != NULL)
    node = igny_json_parse (config, -1, NULL);
  name = make_name (import);
  roles = igny_json_get_string (igny_json_node_get_object (node), name, NULL);
  return roles != NULL && igny_import_set_roles (import, roles);
}

static void
forget_oldest (JsonObject *object)
{
  g_autoptr(GList) names = json_object_get_members (object);
  const char *oldest = NULL;
  guint       n_known = 0;

  for (GList *n = names; n != NULL; n = n->next)
    if (g_str_has_prefix (n->data, PREFIX))
      {
        if (oldest == NULL)
          oldest = n->data;
        n_known++;
      }
  if (n_known >= IGNY_IMPORT_MEMORY_MAX)
    json_object_remove_member (object, oldest);
}

/* FALSE when the object says so already. */
static gboolean
change (JsonObject *object,
        IgnyImport *import)
{
  g_autofree char *name = make_name (import);
  g_autofree char *roles = igny_import_dup_roles (import);
  const char      *known = igny_json_get_string (object, name, NULL);

  if (!igny_import_is_corrected (import))
    {
      if (known == NULL)
        return FALSE;
      json_object_remove_member (object, name);
      return TRUE;
    }
  if (g_strcmp0 (known, roles) == 0)
    return FALSE;
  if (known == NULL)
    forget_oldest (object);
  json_object_set_string_member (object, name, roles);
  return TRUE;
}

gboolean
igny_import_memory_keep (IgnyStep   *step,
                         IgnyImport *import,
                         GError    **error)
{
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(JsonNode) node = NULL;
  IgnyIntegrationSettings *settings;

  g_return_val_if_fail (step != NULL && import != NULL, FALSE);

  if (igny_import_get_header_line (import) == 0)
    return TRUE;
  rows = igny_records_select (
      igny_step_get_db (step), &igny_integration_settings_entity,
      "account = ?1 AND integration_type = ?2", NULL,
      IGNY_BINDS (IGNY_BIND_INT (igny_step_get_account (step)), IGNY_BIND_TEXT ("general")), error);
  if (rows == NULL)
    return FALSE;
  if (rows->len != 1)
    return TRUE;

  settings = rows->pdata[0];
  node = igny_json_parse (settings->config, -1, NULL);
  if (igny_json_node_get_object (node) == NULL ||
      !change (igny_json_node_get_object (node), import))
    return TRUE;
  g_free (settings->config);
  settings->config = igny_json_to_text (node, FALSE);
  return igny_step_update (step, settings, error);
}
