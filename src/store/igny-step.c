/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-step.h"

struct _IgnyStep
{
  IgnyDb           *db;
  const IgnyEnv    *env;
  IgnyStepKind      kind;
  gint64            number;
  gint64            now;
  gint64            account;
  char             *label;
  char             *note;
  const IgnyEntity *bulk;
  gint64            bulk_before; /* greatest row before the bulk */
  gboolean          open;
  gboolean          lasting;
};

static const char *const kinds[] = { "do", "undo", "redo", "system" };

#define BEGIN_SQL                                                           \
  "INSERT INTO steps (id, label, kind, at, account, user) VALUES (?1, ?2, " \
  "?3, ?4, ?5, ifnull(?6, (SELECT owner FROM accounts WHERE row = ?5)))"

IgnyStep *
igny_step_begin (IgnyDb        *db,
                 const IgnyEnv *env,
                 IgnyStepKind   kind,
                 const char    *label,
                 gint64         account,
                 GError       **error)
{
  g_autoptr(IgnyStep) self = NULL;
  const IgnyActor *actor;
  IgnyId           id;

  g_return_val_if_fail (db != NULL && env != NULL && label != NULL, NULL);

  actor = igny_db_get_actor (db);

  if (!igny_db_exec (db, "BEGIN IMMEDIATE", NULL, error))
    return NULL;

  self = g_new0 (IgnyStep, 1);
  self->db = db;
  self->env = env;
  self->kind = kind;
  self->now = igny_env_now_ms (env);
  self->account = account;
  self->label = g_strdup (label);
  self->open = TRUE;
  id = igny_id_new (env);
  if (!igny_db_exec (db, BEGIN_SQL,
                     IGNY_BINDS (IGNY_BIND_ID (&id), IGNY_BIND_TEXT (label),
                                 IGNY_BIND_TEXT (kinds[kind]), IGNY_BIND_INT (self->now),
                                 IGNY_BIND_ROW (account),
                                 IGNY_BIND_ROW (actor != NULL ? actor->user : 0)),
                     error))
    return NULL;
  self->number = igny_db_get_last_row (db);
  if (!igny_db_exec (db, "UPDATE step_context SET step = ?1, bulk = 0, purge = 0",
                     IGNY_BINDS (IGNY_BIND_INT (self->number)), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Rows of a step from which on it is a restore point: what one does with so
 * many at once is seldom meant to be taken back field by field. */
#define POINT_ROWS 500

/* A step that changed nothing is nothing to undo. */
#define CLOSE_SQL                                                                      \
  "UPDATE steps SET label = ?1, note = ?2, lasting = ?5, rows = n.n, point = point OR" \
  " (kind = 'do' AND n.n >= ?4), kind = iif(kind = 'do' AND n.n = 0, 'system', kind)"  \
  " FROM (SELECT ifnull(sum(ifnull(last, row) - row + 1), 0) AS n FROM changes WHERE " \
  "changes.step = ?3) n WHERE step = ?3"

gboolean
igny_step_commit (IgnyStep *self,
                  GError  **error)
{
  g_return_val_if_fail (self != NULL && self->open && self->bulk == NULL, FALSE);

  if (!igny_db_exec (self->db, CLOSE_SQL,
                     IGNY_BINDS (IGNY_BIND_TEXT (self->label), IGNY_BIND_TEXT (self->note),
                                 IGNY_BIND_INT (self->number), IGNY_BIND_INT (POINT_ROWS),
                                 IGNY_BIND_INT (self->lasting)),
                     error) ||
      !igny_db_exec (self->db, "UPDATE step_context SET step = NULL", NULL, error) ||
      !igny_db_exec (self->db, "COMMIT", NULL, error))
    return FALSE;

  self->open = FALSE;
  return TRUE;
}

void
igny_step_free (IgnyStep *self)
{
  if (self == NULL)
    return;
  if (self->open)
    igny_db_rollback (self->db);
  g_free (self->label);
  g_free (self->note);
  g_free (self);
}

void
igny_step_set_lasting (IgnyStep *self)
{
  g_return_if_fail (self != NULL);

  self->lasting = TRUE;
}

IgnyDb *
igny_step_get_db (IgnyStep *self)
{
  return self->db;
}

gint64
igny_step_get_number (IgnyStep *self)
{
  return self->number;
}

gint64
igny_step_get_now (IgnyStep *self)
{
  return self->now;
}

gint64
igny_step_get_account (IgnyStep *self)
{
  return self->account;
}

IgnyStepKind
igny_step_get_kind (IgnyStep *self)
{
  return self->kind;
}

const IgnyActor *
igny_step_get_actor (IgnyStep *self)
{
  return igny_db_get_actor (self->db);
}

IgnyId
igny_step_new_id (IgnyStep *self)
{
  return igny_id_new (self->env);
}

void
igny_step_fill_ids (IgnyStep *self,
                    IgnyId   *ids,
                    gsize     n)
{
  igny_id_fill (self->env, ids, n);
}

void
igny_step_set_label (IgnyStep   *self,
                     const char *format,
                     ...)
{
  va_list args;

  g_return_if_fail (self != NULL && self->open);

  g_free (self->label);
  va_start (args, format);
  self->label = g_strdup_vprintf (format, args);
  va_end (args);
}

void
igny_step_set_note (IgnyStep   *self,
                    const char *note)
{
  g_return_if_fail (self != NULL && self->open);

  g_free (self->note);
  self->note = g_strdup (note);
}

static gboolean
set_bulk (IgnyStep *self,
          gboolean  bulk,
          GError  **error)
{
  return igny_db_exec (self->db, "UPDATE step_context SET bulk = ?1",
                       IGNY_BINDS (IGNY_BIND_INT (bulk)), error);
}

gboolean
igny_step_insert (IgnyStep *self,
                  gpointer  record,
                  GError  **error)
{
  IgnyRecord *head = record;
  gboolean    logged;

  g_return_val_if_fail (self != NULL && self->open && record != NULL, FALSE);

  head->id = igny_id_new (self->env);
  head->created_at = head->updated_at = self->now;
  logged = self->bulk != NULL && self->bulk != head->entity;
  return (!logged || set_bulk (self, FALSE, error)) &&
         igny_records_insert (self->db, record, self->account, error) &&
         (!logged || set_bulk (self, TRUE, error));
}

gboolean
igny_step_update (IgnyStep *self,
                  gpointer  record,
                  GError  **error)
{
  IgnyRecord *head = record;
  gboolean    logged;

  g_return_val_if_fail (self != NULL && self->open && record != NULL, FALSE);

  /* A row of this very bulk needs no line: its insert is undone as a whole. */
  logged = self->bulk != NULL && (self->bulk != head->entity || head->row <= self->bulk_before);
  return (!logged || set_bulk (self, FALSE, error)) &&
         igny_records_update (self->db, record, self->now, error) &&
         (!logged || set_bulk (self, TRUE, error));
}

gboolean
igny_step_delete (IgnyStep         *self,
                  const IgnyEntity *entity,
                  gint64            row,
                  GError          **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (self != NULL && self->open && self->bulk == NULL, FALSE);

  sql = g_strdup_printf ("UPDATE %s SET deleted_step = ?1 WHERE row = ?2 AND deleted_step IS NULL"
                         " AND %s",
                         entity->table, IGNY_RECORDS_MINE);
  return igny_db_exec (self->db, sql,
                       IGNY_BINDS (IGNY_BIND_INT (self->number), IGNY_BIND_INT (row)), error);
}

static gboolean
get_last_row (IgnyStep         *self,
              const IgnyEntity *entity,
              gint64           *row,
              GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull(max(row), 0) FROM %s", entity->table);

  return igny_db_get_integer (self->db, sql, NULL, row, error);
}

gboolean
igny_step_begin_bulk (IgnyStep         *self,
                      const IgnyEntity *entity,
                      GError          **error)
{
  g_return_val_if_fail (self != NULL && self->open && self->bulk == NULL, FALSE);

  if (!get_last_row (self, entity, &self->bulk_before, error) || !set_bulk (self, TRUE, error))
    return FALSE;
  self->bulk = entity;
  return TRUE;
}

gboolean
igny_step_end_bulk (IgnyStep *self,
                    GError  **error)
{
  const IgnyEntity *entity = self->bulk;
  gint64            last;

  g_return_val_if_fail (entity != NULL, FALSE);

  self->bulk = NULL;
  if (!set_bulk (self, FALSE, error) || !get_last_row (self, entity, &last, error))
    return FALSE;
  if (last == self->bulk_before)
    return TRUE;

  return igny_db_exec (self->db,
                       "INSERT INTO changes (step, tbl, row, last, kind)"
                       " VALUES (?1, ?2, ?3, ?4, 'bulk_insert')",
                       IGNY_BINDS (IGNY_BIND_INT (self->number), IGNY_BIND_TEXT (entity->table),
                                   IGNY_BIND_INT (self->bulk_before + 1), IGNY_BIND_INT (last)),
                       error);
}
