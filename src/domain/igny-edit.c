/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-edit.h"

#include "igny-access.h"
#include "igny-account.h"
#include "igny-follow.h"
#include "igny-remove.h"
#include "igny-rules.h"
#include "igny-site-user-access.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-text.h"

static const IgnyField *
find_field (const IgnyEntity *entity,
            const char       *name)
{
  g_autofree char *stem = NULL;

  if (!igny_entity_has_field (entity, name) && g_str_has_suffix (name, "_id"))
    {
      stem = g_strndup (name, strlen (name) - 3);
      return igny_entity_find_field (entity, stem);
    }
  return igny_entity_find_field (entity, name);
}

/* How many records are meant by condition, of the record's sector where both have
 * one; *row is one of them. */
static gint64
count_meant (IgnyDb           *db,
             gconstpointer     record,
             const IgnyEntity *target,
             const char       *condition,
             const char       *text,
             gint64           *row)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const IgnyField  *sector = igny_entity_find_field (entity, "sector");
  gboolean          scoped = sector != NULL && igny_entity_has_field (target, "sector");
  g_autofree char  *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  sql = g_strdup_printf ("SELECT count(*), max(row) FROM %s WHERE %s AND (?2 = 0 OR %s = ?2)"
                         " AND deleted_step IS NULL AND " IGNY_RECORDS_MINE,
                         target->table, condition, scoped ? "sector" : "row");
  cursor = igny_db_query (
      db, sql,
      IGNY_BINDS (IGNY_BIND_TEXT (text),
                  IGNY_BIND_INT (scoped ? igny_record_get_number (record, sector) : 0)),
      NULL);
  if (cursor == NULL || !igny_cursor_next (cursor, NULL))
    return 0;
  *row = igny_cursor_get_integer (cursor, 1);
  return igny_cursor_get_integer (cursor, 0);
}

/* How many records text may mean; *row is one of them. A slug as it is written
 * goes before the titles, and in another case behind them. */
static gint64
find_by_title (IgnyDb           *db,
               gconstpointer     record,
               const IgnyEntity *target,
               const char       *text,
               gint64           *row)
{
  const IgnyField *title = igny_entity_title_field (target);
  gboolean         has_key = igny_entity_has_field (target, "key");
  gboolean         has_slug = igny_entity_has_field (target, "slug");
  g_autofree char *key = igny_text_normalize (text);
  g_autofree char *by_title = NULL;
  gint64           n_found = 0;

  *row = 0;
  if (title == NULL)
    return 0;
  if (has_slug && count_meant (db, record, target, "slug = ?1", text, row) == 1)
    return 1;
  by_title = g_strdup_printf ("%s = ?1 COLLATE NOCASE", has_key ? "key" : title->name);
  n_found = count_meant (db, record, target, by_title, has_key ? key : text, row);
  if (has_slug && n_found == 0)
    n_found = count_meant (db, record, target, "slug = ?1 COLLATE NOCASE", text, row);
  return n_found;
}

static gboolean
assign_reference (IgnyDb          *db,
                  gpointer         record,
                  const IgnyField *field,
                  const char      *text,
                  IgnyErrors      *errors)
{
  IgnyId id;
  gint64 row = 0;
  gint64 found = 1;

  if (text != NULL && *text != '\0')
    {
      if (igny_id_from_text (&id, text))
        found = (row = igny_records_find_id (db, field->target, &id)) != 0;
      else
        found = find_by_title (db, record, field->target, text, &row);
    }
  if (found != 1)
    {
      igny_errors_add (errors, field->name,
                       found == 0 ? "there is no %s “%s” in the sector; give its name or its id"
                       : igny_entity_has_field (field->target, "slug")
                           ? "there is more than one %s “%s”; give its slug or its id"
                           : "there is more than one %s “%s”; give its id",
                       field->target->label_one, text);
      return FALSE;
    }
  igny_record_set_number (record, field, row);
  return TRUE;
}

static void
assign (IgnyDb               *db,
        gpointer              record,
        const IgnyAssignment *value,
        IgnyErrors           *errors)
{
  const IgnyRecord *head = record;
  const IgnyField  *field = find_field (head->entity, value->field);
  guint             closed = IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED | IGNY_FIELD_HIDDEN;

  if (field == NULL)
    {
      igny_errors_add (errors, value->field,
                       "%s have no such field; “igny8ctl fields %s” lists them",
                       head->entity->table, head->entity->table);
      return;
    }
  if (head->row != 0)
    closed |= IGNY_FIELD_FIXED;
  if ((field->flags & closed) != 0)
    igny_errors_add (errors, field->name, "is kept by the program and cannot be set");
  else if (field->kind == IGNY_KIND_REFERENCE)
    assign_reference (db, record, field, value->value, errors);
  else
    igny_record_parse (record, field, value->value, errors);
}

static void
assign_all (IgnyDb               *db,
            gpointer              record,
            const IgnyAssignment *values,
            gsize                 n_values,
            IgnyErrors           *errors)
{
  for (gsize i = 0; i < n_values; i++)
    assign (db, record, &values[i], errors);
}

static void
set_scope (gpointer    record,
           const char *name,
           gint64      row)
{
  const IgnyField *field = igny_entity_find_field (((IgnyRecord *) record)->entity, name);

  if (field != NULL && field->kind == IGNY_KIND_REFERENCE)
    igny_record_set_number (record, field, row);
}

/* What a record hangs on: the task of a text, the keyword of a source. NULL
 * when it only lies in a sector. */
static const IgnyField *
find_parent (const IgnyEntity *entity)
{
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_REFERENCE && (f->flags & IGNY_FIELD_REQUIRED) != 0 &&
        igny_entity_has_field (entity, "sector") && igny_entity_has_field (f->target, "sector"))
      return f;
  return NULL;
}

/* Takes over the parent's place; one that was given must be the same. */
static void
take_place (gpointer         record,
            const IgnyField *parent,
            const char      *name,
            gint64           row,
            IgnyErrors      *errors)
{
  const IgnyField *field = igny_entity_find_field (((IgnyRecord *) record)->entity, name);
  gint64           given = igny_record_get_number (record, field);

  if (given != 0 && given != row)
    igny_errors_add (errors, parent->name, "is of another %s; leave the %s out, or give another %s",
                     name, name, parent->target->label_one);
  igny_record_set_number (record, field, row);
}

/* Site and sector are those of the parent; the site is that of the sector. */
static gboolean
inherit_scope (IgnyDb     *db,
               gpointer    record,
               IgnyErrors *errors,
               GError    **error)
{
  const IgnyEntity *entity = ((IgnyRecord *) record)->entity;
  const IgnyField  *parent = find_parent (entity);
  g_autofree char  *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  if (parent == NULL || igny_record_get_number (record, parent) == 0)
    return TRUE;
  sql = g_strdup_printf ("SELECT site, sector FROM %s WHERE row = ?1 AND account = my_account ()",
                         parent->target->table);
  cursor = igny_db_query (db, sql,
                          IGNY_BINDS (IGNY_BIND_INT (igny_record_get_number (record, parent))),
                          error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      take_place (record, parent, "site", igny_cursor_get_integer (cursor, 0), errors);
      take_place (record, parent, "sector", igny_cursor_get_integer (cursor, 1), errors);
    }
  if (local == NULL)
    return igny_errors_to_gerror (errors, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Ledgers and logs tell what happened, whoever asks. */
static gboolean
check_kind (const IgnyEntity *entity,
            const char       *verb,
            GError          **error)
{
  if (entity == &igny_site_user_access_entity)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "%s %s: who did it is kept too; use “igny8ctl grant”", verb, entity->table);
      return FALSE;
    }
  if (entity == &igny_account_entity && g_str_equal (verb, "add"))
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "a file has one account; open another file with --data-dir for another one");
      return FALSE;
    }
  if ((entity->flags & (IGNY_ENTITY_KEPT | IGNY_ENTITY_LOCAL | IGNY_ENTITY_LINK)) == 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "%s %s: they are kept by the program and not by hand", verb, entity->table);
  return FALSE;
}

static gint64
get_site (gconstpointer record)
{
  const IgnyField *site = igny_entity_find_field (((const IgnyRecord *) record)->entity, "site");

  return site != NULL && site->kind == IGNY_KIND_REFERENCE ? igny_record_get_number (record, site)
                                                           : 0;
}

/* A form shows all that is wrong at once, so what was read is judged even when
 * something else could not be read. A scope that is still to be inherited is
 * judged by the rules. */
static gboolean
check_all (gconstpointer record,
           IgnyErrors   *errors,
           GError      **error)
{
  if (!igny_errors_is_empty (errors))
    igny_record_validate (record, errors);
  return igny_errors_to_gerror (errors, error);
}

static gboolean
insert_checked (IgnyStep   *step,
                gpointer    record,
                gint64     *row,
                IgnyErrors *errors,
                GError    **error)
{
  IgnyRecord *head = record;

  if (!check_all (record, errors, error) ||
      !inherit_scope (igny_step_get_db (step), record, errors, error) ||
      !igny_access_check_add (igny_step_get_db (step), head->entity, get_site (record), error) ||
      !igny_rules_apply (igny_step_get_db (step), record, NULL, igny_step_get_account (step),
                         errors, error) ||
      !igny_step_insert (step, record, error) || !igny_follow (step, NULL, record, error))
    return FALSE;
  *row = head->row;
  igny_step_set_label (step, "Add %s “%s”", head->entity->label_one,
                       igny_record_get_title (record));
  return TRUE;
}

static gboolean
add_general (IgnyStep *step,
             gint64    site,
             GError  **error)
{
  gint64 row;

  return igny_sites_add_sector (step, site, "General", &row, error);
}

gboolean
igny_edit_add (IgnyStep             *step,
               const IgnyEntity     *entity,
               gint64                site,
               gint64                sector,
               const IgnyAssignment *values,
               gsize                 n_values,
               gint64               *row,
               IgnyErrors           *errors,
               GError              **error)
{
  g_autoptr(IgnyRecord) record = NULL;

  g_return_val_if_fail (step != NULL && entity != NULL && row != NULL && errors != NULL, FALSE);

  if (!check_kind (entity, "add", error) ||
      !igny_access_check_add (igny_step_get_db (step), entity, site, error))
    return FALSE;
  record = igny_record_new (entity);
  set_scope (record, "site", site);
  set_scope (record, "sector", sector);
  assign_all (igny_step_get_db (step), record, values, n_values, errors);
  return insert_checked (step, record, row, errors, error) &&
         (entity != &igny_site_entity || add_general (step, *row, error));
}

gboolean
igny_edit_set (IgnyStep             *step,
               const IgnyEntity     *entity,
               gint64                row,
               const IgnyAssignment *values,
               gsize                 n_values,
               IgnyErrors           *errors,
               GError              **error)
{
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(IgnyRecord) record = NULL;
  g_autoptr(IgnyRecord) before = NULL;

  g_return_val_if_fail (entity != NULL && errors != NULL, FALSE);

  if (!check_kind (entity, "change", error) ||
      !igny_access_check (db, entity, IGNY_OPERATION_EDIT, row, error))
    return FALSE;
  record = igny_records_load (db, entity, row, error);
  if (record == NULL)
    return FALSE;
  before = igny_record_copy (record);
  assign_all (db, record, values, n_values, errors);
  if (!check_all (record, errors, error) ||
      !igny_rules_apply (db, record, before, igny_step_get_account (step), errors, error))
    return FALSE;

  igny_step_set_label (step, "Edit %s “%s”", entity->label_one, igny_record_get_title (record));
  return igny_step_update (step, record, error) && igny_follow (step, before, record, error);
}

gboolean
igny_edit_delete (IgnyStep         *step,
                  const IgnyEntity *entity,
                  gint64            row,
                  GError          **error)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (step != NULL && entity != NULL, FALSE);

  if (!check_kind (entity, "delete", error) ||
      !igny_access_check (igny_step_get_db (step), entity, IGNY_OPERATION_DELETE, row, error))
    return FALSE;
  title = igny_records_dup_title (igny_step_get_db (step), entity, row);
  igny_step_set_label (step, "Delete %s “%s”", entity->label_one, title != NULL ? title : "");
  return igny_remove (step, entity, row, error);
}
