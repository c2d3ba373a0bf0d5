/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-duplicates.h"

#include "igny-keyword.h"
#include "igny-remove.h"

typedef struct
{
  GArray    *rows;    /* of gint64 */
  GArray    *volumes; /* of gint64 */
  GPtrArray *keys;
} Keywords;

static void
clear_keywords (Keywords *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->volumes, g_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keywords, clear_keywords)

static gboolean
load (Keywords        *self,
      IgnyDb          *db,
      const IgnyScope *scope,
      GError         **error)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db,
                                "SELECT row, volume, key FROM keywords WHERE site = ?1 AND sector ="
                                " ?2 AND deleted_step IS NULL AND " IGNY_RECORDS_MINE
                                " ORDER BY row",
                                IGNY_BINDS (IGNY_BIND_INT (scope->site),
                                            IGNY_BIND_INT (scope->sector)),
                                error);
  g_autoptr(GError) local = NULL;

  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->volumes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->keys = g_ptr_array_new_with_free_func (g_free);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);
      gint64 volume = igny_cursor_get_integer (cursor, 1);

      g_array_append_val (self->rows, row);
      g_array_append_val (self->volumes, volume);
      g_ptr_array_add (self->keys, g_strdup (igny_cursor_get_text (cursor, 2)));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
duplicates_free (gpointer data)
{
  IgnyDuplicates *duplicates = data;

  g_array_unref (duplicates->rows);
  g_free (duplicates);
}

/* Unknown is less than every number. */
static IgnyDuplicates *
make (const Keywords      *keywords,
      const IgnyNearGroup *group)
{
  IgnyDuplicates *duplicates = g_new0 (IgnyDuplicates, 1);
  const guint    *members = (const guint *) (gpointer) group->members->data;
  const gint64   *volumes = (const gint64 *) (gpointer) keywords->volumes->data;
  guint           best = 0;

  for (guint i = 1; i < group->members->len; i++)
    if (volumes[members[i]] > volumes[members[best]])
      best = i;
  duplicates->kinds = group->kinds;
  duplicates->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (duplicates->rows, g_array_index (keywords->rows, gint64, members[best]));
  for (guint i = 0; i < group->members->len; i++)
    if (i != best)
      g_array_append_val (duplicates->rows, g_array_index (keywords->rows, gint64, members[i]));
  return duplicates;
}

GPtrArray *
igny_duplicates_find (IgnyDb          *db,
                      const IgnyScope *scope,
                      guint            kinds,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_auto(Keywords) keywords = { 0 };
  g_autoptr(GPtrArray) near = NULL;
  GPtrArray *groups;

  g_return_val_if_fail (db != NULL && scope != NULL, NULL);

  if (!load (&keywords, db, scope, error))
    return NULL;
  near = igny_near_find ((const char *const *) keywords.keys->pdata, keywords.keys->len, kinds,
                         cancellable, error);
  if (near == NULL)
    return NULL;
  groups = g_ptr_array_new_with_free_func (duplicates_free);
  for (guint i = 0; i < near->len; i++)
    g_ptr_array_add (groups, make (&keywords, near->pdata[i]));
  return groups;
}

static void
fill_unknown (IgnyKeyword       *kept,
              const IgnyKeyword *other)
{
  for (const IgnyField *f = igny_keyword_entity.fields; f->name != NULL; f++)
    {
      if ((f->flags & (IGNY_FIELD_COMPUTED | IGNY_FIELD_FIXED | IGNY_FIELD_REQUIRED)) != 0 ||
          f->kind == IGNY_KIND_FLAG || !igny_record_is_unknown (kept, f) ||
          igny_record_is_unknown (other, f))
        continue;
      if (igny_kind_is_text (f->kind))
        igny_record_set_text (kept, f, igny_record_get_text (other, f));
      else
        igny_record_set_number (kept, f, igny_record_get_number (other, f));
    }
}

/* Where both are linked, the link of the kept one stays, and the other goes with
 * its keyword. */
static gboolean
move_links (IgnyStep   *step,
            const char *table,
            const char *column,
            gint64      from,
            gint64      to,
            GError    **error)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE %s AS l SET keyword = ?1 WHERE keyword = ?2 AND deleted_step IS NULL"
                       " AND NOT EXISTS (SELECT 1 FROM main.%s o WHERE o.%s = l.%s AND o.keyword ="
                       " ?1 AND o.deleted_step IS NULL)",
                       table, table, column, column);

  return igny_db_exec (igny_step_get_db (step), sql,
                       IGNY_BINDS (IGNY_BIND_INT (to), IGNY_BIND_INT (from)), error);
}

static gboolean
merge_group (IgnyStep             *step,
             const IgnyDuplicates *group,
             GError              **error)
{
  IgnyDb       *db = igny_step_get_db (step);
  const gint64 *rows = (const gint64 *) (gpointer) group->rows->data;
  g_autoptr(IgnyKeyword) kept = igny_records_load (db, &igny_keyword_entity, rows[0], error);

  if (kept == NULL)
    return FALSE;
  for (guint i = 1; i < group->rows->len; i++)
    {
      g_autoptr(IgnyKeyword) other = igny_records_load (db, &igny_keyword_entity, rows[i], error);

      if (other == NULL)
        return FALSE;
      fill_unknown (kept, other);
      if (kept->cluster != 0 && g_strcmp0 (kept->status, "pending") == 0)
        igny_record_set_text (kept, igny_entity_find_field (&igny_keyword_entity, "status"),
                              "active");
      if (!move_links (step, "idea_keywords", "idea", rows[i], rows[0], error) ||
          !move_links (step, "task_keywords", "task", rows[i], rows[0], error) ||
          !igny_remove (step, &igny_keyword_entity, rows[i], error))
        return FALSE;
    }
  return igny_step_update (step, kept, error);
}

gboolean
igny_duplicates_merge (IgnyStep        *step,
                       const GPtrArray *groups,
                       guint           *n_removed,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_return_val_if_fail (step != NULL && groups != NULL && n_removed != NULL, FALSE);

  *n_removed = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const IgnyDuplicates *group = groups->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !merge_group (step, group, error))
        return FALSE;
      *n_removed += group->rows->len - 1;
    }
  igny_step_set_label (step, "Merge %u near-duplicate keywords", *n_removed);
  return TRUE;
}
