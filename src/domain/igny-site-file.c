/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-file.h"

#include <string.h>

#include "igny-ai-prompt.h"
#include "igny-author-profile.h"
#include "igny-automation-config.h"
#include "igny-cluster.h"
#include "igny-content-version.h"
#include "igny-content.h"
#include "igny-db.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-import-mapping.h"
#include "igny-json.h"
#include "igny-keyword-source.h"
#include "igny-keyword.h"
#include "igny-migrate.h"
#include "igny-publishing-settings.h"
#include "igny-saved-view.h"
#include "igny-sector.h"
#include "igny-site-file-private.h"
#include "igny-site.h"
#include "igny-strategy.h"
#include "igny-task-keyword.h"
#include "igny-task.h"

#define OF_SITE "site = ?1"
#define OF_SECTORS "sector IN (SELECT row FROM sectors WHERE site = ?1 AND deleted_step IS NULL)"
#define OF_IDEAS "idea IN (SELECT row FROM ideas WHERE site = ?1 AND deleted_step IS NULL)"
#define OF_TASKS "task IN (SELECT row FROM tasks WHERE site = ?1 AND deleted_step IS NULL)"
/* The number of the site is not asked for. */
#define OF_ACCOUNT "?1 = ?1"

/* Articles may have 2 MiB each. */
#define LARGE 20
#define SMALL 1000

/* clang-format off */
const IgnySiteTable igny_site_tables[] = {
  { &igny_site_entity,                "row = ?1", FALSE, 1 },
  { &igny_sector_entity,              OF_SITE,    FALSE, SMALL },
  { &igny_strategy_entity,            OF_SECTORS, FALSE, SMALL },
  { &igny_author_profile_entity,      OF_ACCOUNT, TRUE,  SMALL },
  { &igny_ai_prompt_entity,           OF_ACCOUNT, TRUE,  SMALL },
  { &igny_import_mapping_entity,      OF_ACCOUNT, TRUE,  SMALL },
  { &igny_saved_view_entity,          OF_ACCOUNT, TRUE,  SMALL },
  { &igny_automation_config_entity,   OF_SITE,    FALSE, SMALL },
  { &igny_publishing_settings_entity, OF_SITE,    FALSE, SMALL },
  { &igny_cluster_entity,             OF_SITE,    FALSE, SMALL },
  { &igny_keyword_entity,             OF_SITE,    FALSE, SMALL },
  { &igny_keyword_source_entity,      OF_SITE,    FALSE, SMALL },
  { &igny_idea_entity,                OF_SITE,    FALSE, SMALL },
  { &igny_idea_keyword_entity,        OF_IDEAS,   FALSE, SMALL },
  { &igny_task_entity,                OF_SITE,    FALSE, SMALL },
  { &igny_task_keyword_entity,        OF_TASKS,   FALSE, SMALL },
  /* Before the articles, which name them. */
  { &igny_image_entity,               OF_SITE,    FALSE, SMALL },
  { &igny_content_entity,             OF_SITE,    FALSE, LARGE },
  { &igny_content_version_entity,     OF_SITE,    FALSE, LARGE },
  { NULL },
};
/* clang-format on */

G_DEFINE_QUARK (igny - site - file - error - quark, igny_site_file_error)

gint
igny_site_table_find (const IgnyEntity *entity)
{
  for (gint i = 0; igny_site_tables[i].entity != NULL; i++)
    if (igny_site_tables[i].entity == entity)
      return i;
  return -1;
}

char *
igny_site_table_dup_member (const IgnySiteTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return g_strdup_printf ("records/%s.jsonl", table->entity->table);
}

gboolean
igny_site_table_has_field (const IgnyField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return (field->flags & IGNY_FIELD_COMPUTED) == 0;
}

void
igny_site_file_info_clear (IgnySiteFileInfo *info)
{
  g_clear_pointer (&info->name, g_free);
}

void
igny_site_line_clear (IgnySiteLine *line)
{
  g_clear_pointer (&line->record, igny_record_free);
}

static gboolean
fail (GError    **error,
      const char *name)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "“%s” is not what it should be", name);
  return FALSE;
}

/* A row of the file, or the id of what is not in it. */
static gboolean
read_reference (IgnySiteLine    *line,
                const IgnyField *field,
                JsonNode        *node)
{
  const char *text = igny_json_node_get_string (node, NULL);
  gint64      row = igny_json_node_get_int (node, 0);

  if (igny_site_table_find (field->target) >= 0)
    {
      igny_record_set_number (line->record, field, row);
      return row > 0;
    }
  if (text == NULL || line->n_outside >= IGNY_SITE_FILE_MAX_OUTSIDE ||
      !igny_id_from_text (&line->ids[line->n_outside], text))
    return FALSE;
  line->outside[line->n_outside++] = field;
  return TRUE;
}

static gboolean
read_field (IgnySiteLine    *line,
            const IgnyField *field,
            JsonNode        *node)
{
  gint64 number;

  if (field->kind == IGNY_KIND_REFERENCE)
    return read_reference (line, field, node);
  if (igny_kind_is_text (field->kind))
    {
      const char *text = igny_json_node_get_string (node, NULL);

      igny_record_set_text (line->record, field, text);
      return text != NULL;
    }
  number = igny_json_node_get_int (node, IGNY_UNKNOWN);
  igny_record_set_number (line->record, field, number);
  return number != IGNY_UNKNOWN &&
         (field->kind != IGNY_KIND_FLAG || number == 0 || number == 1);
}

/* Nothing is taken for granted that the line does not tell, but for flags,
 * which are never unknown. */
static void
forget_initials (gpointer          record,
                 const IgnyEntity *entity)
{
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (igny_kind_is_text (f->kind))
      igny_record_set_text (record, f, NULL);
    else if (f->kind != IGNY_KIND_FLAG)
      igny_record_set_number (record, f, f->kind == IGNY_KIND_REFERENCE ? 0 : IGNY_UNKNOWN);
}

static gboolean
read_head (IgnySiteLine     *line,
           const IgnyEntity *entity,
           JsonObject       *object)
{
  IgnyRecord *head = line->record;
  const char *id = igny_json_get_string (object, "id", "");

  line->row = igny_json_get_int (object, "row", 0);
  if ((entity->flags & IGNY_ENTITY_LINK) != 0)
    return line->row > 0;
  head->created_at = igny_json_get_int (object, "created_at", IGNY_UNKNOWN);
  head->updated_at = igny_json_get_int (object, "updated_at", IGNY_UNKNOWN);
  return line->row > 0 && head->created_at > 0 && head->updated_at > 0 &&
         igny_id_from_text (&head->id, id) && !igny_id_is_null (&head->id);
}

gboolean
igny_site_line_parse (const IgnySiteTable *table,
                      const char          *text,
                      gsize                length,
                      IgnySiteLine        *line,
                      GError             **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  g_return_val_if_fail (table != NULL && text != NULL && line != NULL, FALSE);

  *line = (IgnySiteLine){ 0 };
  node = length <= IGNY_SITE_FILE_MAX_LINE ? igny_json_parse (text, (gssize) length, NULL) : NULL;
  object = igny_json_node_get_object (node);
  if (object == NULL)
    return fail (error, table->entity->table);
  line->record = igny_record_new (table->entity);
  forget_initials (line->record, table->entity);
  if (!read_head (line, table->entity, object))
    return fail (error, "id");
  for (const IgnyField *f = table->entity->fields; f->name != NULL; f++)
    {
      JsonNode *value = igny_site_table_has_field (f) ? igny_json_get_node (object, f->name) : NULL;

      if (value != NULL && !read_field (line, f, value))
        return fail (error, f->name);
    }
  return TRUE;
}

static void
fail_manifest (GError    **error,
               int         code,
               const char *message)
{
  g_set_error_literal (error, IGNY_DB_ERROR, code, message);
}

JsonNode *
igny_site_file_parse_manifest (const char *text,
                               gsize       length,
                               GError    **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  gint64      version;

  g_return_val_if_fail (text != NULL, NULL);

  node = length <= IGNY_SITE_FILE_MAX_MANIFEST ? igny_json_parse (text, (gssize) length, NULL)
                                               : NULL;
  object = igny_json_node_get_object (node);
  version = igny_json_get_int (object, "version", 0);
  if (g_strcmp0 (igny_json_get_string (object, "format", NULL), IGNY_SITE_FILE_FORMAT) != 0)
    fail_manifest (error, IGNY_DB_ERROR_NOT_OURS,
                   "it is no site that IGNY8 exported. A backup is taken back with “restore”");
  else if (version > IGNY_SITE_FILE_VERSION ||
           igny_json_get_int (object, "schema", 0) > igny_migrate_get_newest ())
    fail_manifest (error, IGNY_DB_ERROR_NEWER_SCHEMA,
                   "it was made by a newer IGNY8; update this one to read it");
  else if (version < 1 || igny_json_get_object (object, "tables") == NULL)
    fail_manifest (error, IGNY_DB_ERROR_DAMAGED, "its manifest is damaged");
  else
    return g_steal_pointer (&node);
  return NULL;
}
