/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-past.h"

#include "igny-json.h"

/* In the order in which read_step reads them. */
#define STEP_COLUMNS                                                      \
  "s.step, s.at, coalesce(nullif(trim(ifnull(u.first_name, '') || ' ' ||" \
  " ifnull(u.last_name, '')), ''), u.email), s.label, s.note,"            \
  " s.kind, s.rows, s.undone IS NOT NULL, s.point"
#define STEP_N_COLUMNS 9

void
igny_past_step_free (IgnyPastStep *self)
{
  if (self == NULL)
    return;
  g_free (self->user);
  g_free (self->label);
  g_free (self->note);
  g_free (self);
}

static IgnyPastKind
read_kind (const char *word)
{
  static const char *const words[] = { "do", "undo", "redo" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (IgnyPastKind) i;
  return IGNY_PAST_SYSTEM;
}

static IgnyPastStep *
read_step (IgnyCursor *cursor)
{
  IgnyPastStep *self = g_new (IgnyPastStep, 1);

  self->step = igny_cursor_get_integer (cursor, 0);
  self->at = igny_cursor_get_integer (cursor, 1);
  self->user = g_strdup (igny_cursor_get_text (cursor, 2));
  self->label = g_strdup (igny_cursor_get_text (cursor, 3));
  self->note = g_strdup (igny_cursor_get_text (cursor, 4));
  self->kind = read_kind (igny_cursor_get_text (cursor, 5));
  self->n_rows = igny_cursor_get_integer (cursor, 6);
  self->undone = igny_cursor_get_integer (cursor, 7) == 1;
  self->point = igny_cursor_get_integer (cursor, 8) == 1;
  return self;
}

static const char *
which_sql (IgnyPastWhich which)
{
  switch (which)
    {
    case IGNY_PAST_OPEN:
      return "s.kind IN ('do', 'redo') AND s.undone IS NULL";

    case IGNY_PAST_POINTS:
      return "s.point = 1";

    case IGNY_PAST_ALL:
    default:
      return "s.kind <> 'system'";
    }
}

GPtrArray *
igny_past_list_steps (IgnyDb       *db,
                      IgnyPastWhich which,
                      guint         limit,
                      GError      **error)
{
  g_autoptr(GPtrArray) steps =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) igny_past_step_free);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  sql = g_strdup_printf ("SELECT " STEP_COLUMNS " FROM steps s LEFT JOIN users u ON u.row = s.user"
                         " WHERE s.account IS my_account() AND %s ORDER BY s.step DESC LIMIT ?1",
                         which_sql (which));
  cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (limit == 0 ? -1 : (gint64) limit)),
                          error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (steps, read_step (cursor));
  if (local == NULL)
    return g_steal_pointer (&steps);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
igny_past_change_free (IgnyPastChange *self)
{
  if (self == NULL)
    return;
  igny_past_step_free (self->step);
  g_ptr_array_unref (self->fields);
  igny_record_free (self->before);
  igny_record_free (self->after);
  g_free (self);
}

/* Numbers in the log are exact, as they are in the columns. */
static void
set_value (gpointer         record,
           const IgnyField *field,
           JsonNode        *value)
{
  gboolean unknown = value == NULL || JSON_NODE_HOLDS_NULL (value);

  if (igny_kind_is_text (field->kind))
    igny_record_set_text (record, field, igny_json_node_get_string (value, NULL));
  else if (unknown && (field->kind == IGNY_KIND_REFERENCE || field->kind == IGNY_KIND_FLAG))
    igny_record_set_number (record, field, 0);
  else
    igny_record_set_number (record, field, igny_json_node_get_int (value, IGNY_UNKNOWN));
}

static void
read_fields (IgnyPastChange   *self,
             const IgnyEntity *entity,
             JsonObject       *before,
             JsonObject       *after)
{
  self->before = igny_record_new (entity);
  self->after = igny_record_new (entity);
  if (after == NULL)
    return;
  if (json_object_has_member (after, "deleted_step"))
    self->deleted = igny_json_get_node (after, "deleted_step") != NULL ? 1 : -1;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & (IGNY_FIELD_HIDDEN | IGNY_FIELD_COMPUTED)) == 0 &&
        json_object_has_member (after, f->name))
      {
        g_ptr_array_add (self->fields, (gpointer) f);
        set_value (self->before, f, igny_json_get_node (before, f->name));
        set_value (self->after, f, igny_json_get_node (after, f->name));
      }
}

static IgnyPastChange *
read_change (const IgnyEntity *entity,
             IgnyCursor       *cursor)
{
  IgnyPastChange *self = g_new0 (IgnyPastChange, 1);
  const char     *kind = igny_cursor_get_text (cursor, STEP_N_COLUMNS);
  const char     *old = igny_cursor_get_text (cursor, STEP_N_COLUMNS + 1);
  const char *new = igny_cursor_get_text (cursor, STEP_N_COLUMNS + 2);
  g_autoptr(JsonNode) before = old != NULL ? igny_json_parse (old, -1, NULL) : NULL;
  g_autoptr(JsonNode) after = new != NULL ? igny_json_parse (new, -1, NULL) : NULL;

  self->step = read_step (cursor);
  self->fields = g_ptr_array_new ();
  if (g_str_equal (kind, "update"))
    read_fields (self, entity, igny_json_node_get_object (before),
                 igny_json_node_get_object (after));
  else if (g_str_equal (kind, "bulk_delete"))
    self->deleted = 1;
  else if (g_str_equal (kind, "bulk_restore"))
    self->deleted = -1;
  else
    self->made = TRUE;
  return self;
}

/* A line of the record itself, or one that covers a range of rows. */
#define CHANGES_SQL                                                                          \
  "WITH c AS (SELECT * FROM changes WHERE row = ?1 AND tbl = ?2 AND last IS NULL UNION ALL"  \
  " SELECT * FROM changes WHERE tbl = ?2 AND row <= ?1 AND last >= ?1 AND last IS NOT NULL)" \
  " SELECT " STEP_COLUMNS ", c.kind, c.old, c.new FROM c JOIN steps s ON s.step = c.step"    \
  " LEFT JOIN users u ON u.row = s.user WHERE s.account IS my_account()"                     \
  " ORDER BY c.change DESC LIMIT ?3"

GPtrArray *
igny_past_list_changes (IgnyDb           *db,
                        const IgnyEntity *entity,
                        gint64            row,
                        guint             limit,
                        GError          **error)
{
  g_autoptr(GPtrArray) changes =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) igny_past_change_free);
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL, NULL);

  cursor = igny_db_query (db, CHANGES_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_TEXT (entity->table),
                                      IGNY_BIND_INT (limit == 0 ? -1 : (gint64) limit)),
                          error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (changes, read_change (entity, cursor));
  if (local == NULL)
    return g_steal_pointer (&changes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gint64
igny_past_find_id (IgnyDb           *db,
                   const IgnyEntity *entity,
                   const IgnyId     *id)
{
  g_autofree char *sql = NULL;
  gint64           row = IGNY_UNKNOWN;

  g_return_val_if_fail (db != NULL && entity != NULL && id != NULL, 0);

  sql = g_strdup_printf ("SELECT row FROM %s WHERE id = ?1 AND %s", entity->table,
                         IGNY_RECORDS_MINE);
  igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_ID (id)), &row, NULL);
  return row == IGNY_UNKNOWN ? 0 : row;
}
