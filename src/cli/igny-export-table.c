/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export-table.h"

#include "igny-cluster.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-records.h"
#include "igny-task.h"

#define MAX_COLUMNS 10
#define MAX_TITLES 100000

typedef struct
{
  const char *header;
  const char *field;
  const char *sql;
} Column;

typedef struct
{
  const IgnyEntity *entity;
  Column            columns[MAX_COLUMNS];
} Layout;

#define PRIMARY_SQL                                                             \
  "SELECT k.keyword FROM idea_keywords l JOIN keywords k ON k.row = l.keyword " \
  "WHERE l.idea = ?1 AND l.is_primary = 1 AND l.deleted_step IS NULL ORDER BY l.position"

/* clang-format off */
static const Layout layouts[] = {
  { &igny_keyword_entity, {
    { "keyword", "keyword" }, { "volume", "volume" }, { "difficulty", "difficulty" }, { "intent", "intent" },
    { "cpc", "cpc" }, { "status", "status" }, { "cluster", "cluster" } } },
  { &igny_cluster_entity, {
    { "name", "name" }, { "keywords", "keywords_count" }, { "volume", "volume" }, { "difficulty", "difficulty" },
    { "intent", "intent" }, { "mixed_intent", "mixed_intent" }, { "status", "status" }, { "ideas", "ideas_count" },
    { "description", "description" } } },
  { &igny_idea_entity, {
    { "title", "idea_title" }, { "type", "content_type" }, { "structure", "content_structure" },
    { "cluster", "keyword_cluster" }, { "primary_keyword", NULL, PRIMARY_SQL }, { "keywords", "target_keywords" },
    { "words", "estimated_word_count" }, { "status", "status" }, { "description", "description" } } },
  { &igny_task_entity, {
    { "title", "title" }, { "type", "content_type" }, { "structure", "content_structure" }, { "cluster", "cluster" },
    { "keywords", "keywords" }, { "words", "estimated_word_count" }, { "status", "status" },
    { "priority", "priority" } } },
};
/* clang-format on */

static void
add (GArray              *columns,
     const char          *header,
     IgnyExportColumnKind kind,
     const IgnyField     *field)
{
  IgnyExportColumn column = { header, kind, field, NULL };

  g_array_append_val (columns, column);
}

static const Layout *
find_layout (const IgnyEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i].entity == entity)
      return &layouts[i];
  return NULL;
}

static gboolean
add_layout (GArray           *columns,
            const IgnyEntity *entity)
{
  const Layout *layout = find_layout (entity);

  if (layout == NULL)
    return FALSE;
  for (const Column *c = layout->columns; c->header != NULL; c++)
    {
      IgnyExportColumn column = { c->header, IGNY_EXPORT_ANSWER, NULL, c->sql };

      if (c->sql == NULL)
        {
          column.kind = IGNY_EXPORT_FIELD;
          column.field = igny_entity_find_field (entity, c->field);
        }
      g_array_append_val (columns, column);
    }
  return TRUE;
}

GArray *
igny_export_table_get_columns (const IgnyEntity *entity,
                               gboolean          all_fields)
{
  GArray  *columns = g_array_new (FALSE, FALSE, sizeof (IgnyExportColumn));
  gboolean has_id;

  g_return_val_if_fail (entity != NULL, columns);

  has_id = (entity->flags & IGNY_ENTITY_LINK) == 0;
  if (!all_fields && add_layout (columns, entity))
    return columns;
  if (has_id)
    add (columns, "id", IGNY_EXPORT_ID, NULL);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_HIDDEN) == 0 && (all_fields || (f->flags & IGNY_FIELD_LONG) == 0))
      add (columns, f->name, IGNY_EXPORT_FIELD, f);
  if (has_id && all_fields)
    {
      add (columns, "created_at", IGNY_EXPORT_CREATED, NULL);
      add (columns, "updated_at", IGNY_EXPORT_UPDATED, NULL);
    }
  return columns;
}

GHashTable *
igny_export_table_new_titles (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static char *
dup_title (const IgnyField *field,
           IgnyDb          *db,
           gint64           row,
           GHashTable      *titles)
{
  g_autofree char *key = NULL;
  char            *title;
  gpointer         known;

  if (row == 0)
    return NULL;
  key = g_strdup_printf ("%s %" G_GINT64_FORMAT, field->target->table, row);
  if (g_hash_table_lookup_extended (titles, key, NULL, &known))
    return g_strdup (known);
  title = igny_records_dup_title (db, field->target, row);
  if (g_hash_table_size (titles) >= MAX_TITLES)
    g_hash_table_remove_all (titles);
  g_hash_table_insert (titles, g_steal_pointer (&key), g_strdup (title));
  return title;
}

static char *
dup_time (gint64 time)
{
  return time != IGNY_UNKNOWN ? igny_number_to_iso8601 (time) : NULL;
}

static IgnyExportCell
get_field (const IgnyField *field,
           IgnyDb          *db,
           gconstpointer    record,
           GHashTable      *titles)
{
  IgnyExportCell cell = { NULL, IGNY_UNKNOWN, field->digits, FALSE };

  switch (field->kind)
    {
    case IGNY_KIND_INTEGER:
    case IGNY_KIND_DECIMAL:
      cell.is_number = TRUE;
      cell.number = igny_record_get_number (record, field);
      break;
    case IGNY_KIND_REFERENCE:
      cell.text = dup_title (field, db, igny_record_get_number (record, field), titles);
      break;
    case IGNY_KIND_FLAG:
      if (!igny_record_is_unknown (record, field))
        cell.text = g_strdup (igny_record_get_number (record, field) != 0 ? "true" : "false");
      break;
    case IGNY_KIND_TIME:
      cell.text = dup_time (igny_record_get_number (record, field));
      break;
    case IGNY_KIND_TEXT:
    case IGNY_KIND_JSON:
    case IGNY_KIND_CHOICE:
    default:
      cell.text = g_strdup (igny_record_get_text (record, field));
      break;
    }
  return cell;
}

IgnyExportCell
igny_export_table_get_cell (const IgnyExportColumn *column,
                            IgnyDb                 *db,
                            gconstpointer           record,
                            GHashTable             *titles)
{
  const IgnyRecord *head = record;
  IgnyExportCell    cell = { NULL, IGNY_UNKNOWN, 0, FALSE };
  char              id[IGNY_ID_TEXT_SIZE];

  g_return_val_if_fail (column != NULL && db != NULL && record != NULL, cell);

  switch (column->kind)
    {
    case IGNY_EXPORT_FIELD:
      return get_field (column->field, db, record, titles);
    case IGNY_EXPORT_ID:
      igny_id_to_text (&head->id, id);
      cell.text = g_strdup (id);
      break;
    case IGNY_EXPORT_CREATED:
      cell.text = dup_time (head->created_at);
      break;
    case IGNY_EXPORT_UPDATED:
      cell.text = dup_time (head->updated_at);
      break;
    case IGNY_EXPORT_ANSWER:
    default:
      igny_db_get_text (db, column->sql, IGNY_BINDS (IGNY_BIND_INT (head->row)), &cell.text, NULL);
      break;
    }
  return cell;
}
