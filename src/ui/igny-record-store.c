/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-record-store.h"

#include "igny-edit.h"
#include "igny-present.h"
#include "igny-sector.h"

#define MOST_FOUND 50

IgnyRecordLoad *
igny_record_load_new (const IgnyEntity *entity,
                      gint64            row)
{
  IgnyRecordLoad *self = g_new0 (IgnyRecordLoad, 1);

  self->entity = entity;
  self->row = row;
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return self;
}

void
igny_record_load_free (IgnyRecordLoad *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->record, igny_record_free);
  g_hash_table_unref (self->titles);
  g_hash_table_unref (self->ids);
  g_free (self);
}

gboolean
igny_record_load_read (IgnyDb       *db,
                       gpointer      data,
                       GCancellable *cancellable,
                       GError      **error)
{
  IgnyRecordLoad *self = data;

  self->record = igny_records_load (db, self->entity, self->row, error);
  if (self->record == NULL)
    return FALSE;
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    {
      gint64 row = f->kind == IGNY_KIND_REFERENCE ? igny_record_get_number (self->record, f) : 0;

      if (row == 0 || row == IGNY_UNKNOWN)
        continue;
      g_hash_table_insert (self->titles, (gpointer) f->name,
                           igny_records_dup_title (db, f->target, row));
      g_hash_table_insert (self->ids, (gpointer) f->name, igny_present_dup_id (db, f->target, row));
    }
  return TRUE;
}

IgnyRecordSearch *
igny_record_search_new (const IgnyEntity *target,
                        const IgnyScope  *scope,
                        const char       *text)
{
  IgnyRecordSearch *self = g_new0 (IgnyRecordSearch, 1);

  self->target = target;
  self->scope = *scope;
  self->text = g_strdup (text);
  self->words = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->labels = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  return self;
}

void
igny_record_search_free (IgnyRecordSearch *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

/* ?1 is the text, ?2 the site and ?3 the sector, 0 for all. Sectors of all
 * sites are told apart by their site. */
static char *
make_search_sql (const IgnyEntity *target)
{
  const char *title = igny_entity_title_field (target)->name;
  gboolean    sited = igny_entity_has_field (target, "site");
  gboolean    sectored = igny_entity_has_field (target, "sector");
  const char *label = target == &igny_sector_entity
                          ? "iif(?2 = 0, (SELECT s.name FROM sites s WHERE s.row = site) || ' › ', "
                            "'') || name"
                          : title;

  return g_strdup_printf ("SELECT row, %s FROM %s WHERE instr(lower(%s), lower(?1)) > 0 AND "
                          "deleted_step IS NULL AND ?2 = ?2 AND ?3 = ?3%s%s ORDER BY %s COLLATE "
                          "NOCASE LIMIT %d",
                          label, target->table, title, sited ? " AND (?2 = 0 OR site = ?2)" : "",
                          sectored ? " AND (?3 = 0 OR sector = ?3)" : "", title, MOST_FOUND);
}

gboolean
igny_record_search_read (IgnyDb       *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  IgnyRecordSearch *self = data;
  g_autofree char  *sql = make_search_sql (self->target);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db, sql,
                          IGNY_BINDS (IGNY_BIND_TEXT (self->text),
                                      IGNY_BIND_INT (self->scope.site),
                                      IGNY_BIND_INT (self->scope.sector)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_ptr_array_add (self->labels, g_strdup (igny_cursor_get_text (cursor, 1)));
      g_ptr_array_add (self->words, igny_present_dup_id (db, self->target, row));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

IgnyRecordSave *
igny_record_save_new (const IgnyEntity *entity,
                      gint64            row,
                      const IgnyScope  *scope,
                      GPtrArray        *changes)
{
  IgnyRecordSave *self = g_new0 (IgnyRecordSave, 1);

  self->entity = entity;
  self->row = row;
  self->scope = *scope;
  self->changes = changes;
  self->errors = igny_errors_new ();
  return self;
}

void
igny_record_save_free (IgnyRecordSave *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->changes);
  igny_errors_free (self->errors);
  g_free (self->title);
  g_free (self);
}

/* The sector that was chosen in the form is the scope, and so is its site. */
static gboolean
take_sector (IgnyRecordSave *self,
             IgnyDb         *db,
             const char     *id_text,
             GError        **error)
{
  IgnyId id;

  if (!igny_id_from_text (&id, id_text))
    return TRUE;
  self->scope.sector = igny_records_find_id (db, &igny_sector_entity, &id);
  return igny_db_get_integer (db, "SELECT site FROM sectors WHERE row = ?1",
                              IGNY_BINDS (IGNY_BIND_INT (self->scope.sector)), &self->scope.site,
                              error);
}

static GArray *
make_assignments (IgnyRecordSave *self,
                  IgnyDb         *db,
                  GError        **error)
{
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));

  for (guint i = 0; i + 1 < self->changes->len; i += 2)
    {
      IgnyAssignment one = { self->changes->pdata[i], self->changes->pdata[i + 1] };

      if (!g_str_equal (one.field, "sector"))
        g_array_append_val (list, one);
      else if (!take_sector (self, db, one.value, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

gboolean
igny_record_save_write (IgnyStep     *step,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  IgnyRecordSave *self = data;
  IgnyDb         *db = igny_step_get_db (step);
  g_autoptr(GArray) list = make_assignments (self, db, error);
  const IgnyAssignment *values;
  gboolean              good;

  if (list == NULL)
    return FALSE;
  values = (const IgnyAssignment *) list->data;
  if (self->row != 0)
    good = igny_edit_set (step, self->entity, self->row, values, list->len, self->errors, error);
  else
    good = igny_edit_add (step, self->entity, self->scope.site, self->scope.sector, values,
                          list->len, &self->row, self->errors, error);
  if (good)
    self->title = igny_records_dup_title (db, self->entity, self->row);
  return good;
}
