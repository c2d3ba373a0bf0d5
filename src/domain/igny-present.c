/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-present.h"

#include "igny-json.h"

char *
igny_present_dup_id (IgnyDb           *db,
                     const IgnyEntity *entity,
                     gint64            row)
{
  g_autofree char *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  char   text[IGNY_ID_TEXT_SIZE];
  IgnyId id;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  if (row == 0)
    return NULL;
  sql = g_strdup_printf ("SELECT id FROM %s WHERE row = ?1 AND " IGNY_RECORDS_MINE, entity->table);
  cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), NULL);
  if (cursor == NULL || !igny_cursor_next (cursor, NULL) || !igny_cursor_get_id (cursor, 0, &id))
    return NULL;
  igny_id_to_text (&id, text);
  return g_strdup (text);
}

/* Six places are money, which must not pass through a float; fewer are a
 * percentage or a rank, which may. */
static void
set_decimal (JsonObject      *object,
             const IgnyField *field,
             gint64           number)
{
  g_autofree char *text = igny_number_to_decimal (number, field->digits);
  double           part = 1;

  if (field->digits == 6)
    {
      json_object_set_string_member (object, field->name, text);
      return;
    }
  for (guint i = 0; i < field->digits; i++)
    part *= 10;
  json_object_set_double_member (object, field->name, (double) number / part);
}

static void
set_member (JsonObject      *object,
            IgnyDb          *db,
            gconstpointer    record,
            const IgnyField *field)
{
  g_autofree char *text = NULL;
  JsonNode        *node;

  if (field->kind == IGNY_KIND_FLAG)
    {
      json_object_set_boolean_member (object, field->name,
                                      igny_record_get_number (record, field) != 0);
      return;
    }
  if (igny_record_is_unknown (record, field))
    {
      json_object_set_null_member (object, field->name);
      return;
    }

  switch (field->kind)
    {
    case IGNY_KIND_JSON:
      node = igny_json_parse (igny_record_get_text (record, field), -1, NULL);
      json_object_set_member (object, field->name,
                              node != NULL ? node : json_node_new (JSON_NODE_NULL));
      break;

    case IGNY_KIND_INTEGER:
      json_object_set_int_member (object, field->name, igny_record_get_number (record, field));
      break;

    case IGNY_KIND_DECIMAL:
      set_decimal (object, field, igny_record_get_number (record, field));
      break;

    case IGNY_KIND_REFERENCE:
      text = igny_present_dup_id (db, field->target, igny_record_get_number (record, field));
      json_object_set_string_member (object, field->name, text);
      break;

    case IGNY_KIND_TIME:
    case IGNY_KIND_TEXT:
    case IGNY_KIND_CHOICE:
    case IGNY_KIND_FLAG:
    default:
      text = igny_record_dup_plain (record, field);
      json_object_set_string_member (object, field->name, text);
      break;
    }
}

JsonObject *
igny_present_record (IgnyDb       *db,
                     gconstpointer record)
{
  const IgnyRecord *self = record;
  JsonObject       *object = json_object_new ();
  g_autofree char  *created = igny_number_to_iso8601 (self->created_at);
  g_autofree char  *updated = igny_number_to_iso8601 (self->updated_at);
  char              id[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&self->id, id);
  json_object_set_string_member (object, "id", id);
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_HIDDEN) == 0)
      set_member (object, db, record, f);
  json_object_set_string_member (object, "created_at", created);
  json_object_set_string_member (object, "updated_at", updated);
  return object;
}
