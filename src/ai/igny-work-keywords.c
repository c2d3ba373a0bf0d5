/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-keywords.h"

#define COLUMNS "SELECT k.row, k.keyword, k.key, k.volume, k.intent, ifnull(k.cluster, 0) FROM "

typedef struct
{
  const IgnyScope  *scope;
  gboolean          again;
  GHashTable       *wanted; /* rows, or NULL for all */
  IgnyWorkKeywords *keywords;
} Load;

static IgnyWorkKeywords *
keywords_new (void)
{
  IgnyWorkKeywords *self = g_new0 (IgnyWorkKeywords, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->volumes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->homes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->intents = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
igny_work_keywords_free (IgnyWorkKeywords *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_array_unref (self->volumes);
  g_array_unref (self->homes);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->intents);
  g_free (self);
}

static void
take (IgnyWorkKeywords *self,
      IgnyCursor       *cursor)
{
  gint64 row = igny_cursor_get_integer (cursor, 0);
  gint64 volume = igny_cursor_get_integer (cursor, 3);
  gint64 home = igny_cursor_get_integer (cursor, 5);

  g_array_append_val (self->rows, row);
  g_array_append_val (self->volumes, volume);
  g_array_append_val (self->homes, home);
  g_ptr_array_add (self->texts, g_strdup (igny_cursor_get_text (cursor, 1)));
  g_ptr_array_add (self->keys, g_strdup (igny_cursor_get_text (cursor, 2)));
  g_ptr_array_add (self->intents, g_strdup (igny_cursor_get_text (cursor, 4)));
  self->n++;
}

static gboolean
take_all (IgnyWorkKeywords *self,
          IgnyCursor       *cursor,
          GHashTable       *wanted,
          GError          **error)
{
  g_autoptr(GError) local = NULL;

  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      if (wanted == NULL || g_hash_table_contains (wanted, &row))
        take (self, cursor);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_free_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Load *load = data;
  g_autoptr(IgnyCursor) cursor = NULL;

  if (!igny_scope_check (db, load->scope, error))
    return FALSE;
  cursor =
      igny_db_query (db,
                     COLUMNS "keywords k WHERE k.sector = ?1 AND (k.cluster IS NULL OR"
                             " (?2 AND k.cluster IN " IGNY_WORK_ENGINE_MADE ")) AND"
                             " k.account = my_account () AND k.status <> 'archived' AND"
                             " k.deleted_step IS NULL ORDER BY k.row",
                     IGNY_BINDS (IGNY_BIND_INT (load->scope->sector), IGNY_BIND_INT (load->again)),
                     error);
  return cursor != NULL && take_all (load->keywords, cursor, load->wanted, error);
}

IgnyWorkKeywords *
igny_work_keywords_load_free (const IgnyRun   *run,
                              const IgnyScope *scope,
                              gboolean         again,
                              const gint64    *rows,
                              gsize            n_rows,
                              GError         **error)
{
  g_autoptr(IgnyWorkKeywords) keywords = keywords_new ();
  g_autoptr(GHashTable) wanted = NULL;
  Load load = { scope, again, NULL, keywords };

  g_return_val_if_fail (run != NULL && scope != NULL, NULL);

  if (rows != NULL)
    wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (gsize i = 0; rows != NULL && i < n_rows; i++)
    g_hash_table_add (wanted, (gpointer) &rows[i]);
  load.wanted = wanted;
  if (!igny_store_read (run->store, load_free_cb, &load, run->cancellable, error))
    return NULL;
  return g_steal_pointer (&keywords);
}

static IgnyWorkKeywords *
load (IgnyDb     *db,
      const char *sql,
      gint64      row,
      GError    **error)
{
  g_autoptr(IgnyWorkKeywords) keywords = keywords_new ();
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), error);

  if (cursor == NULL || !take_all (keywords, cursor, NULL, error))
    return NULL;
  return g_steal_pointer (&keywords);
}

IgnyWorkKeywords *
igny_work_keywords_load_cluster (IgnyDb  *db,
                                 gint64   cluster,
                                 GError **error)
{
  return load (db,
               COLUMNS
               "keywords k WHERE k.cluster = ?1 AND k.status <> 'archived' AND"
               " k.deleted_step IS NULL ORDER BY ifnull(k.volume, -1) DESC, length(k.key), k.key",
               cluster, error);
}

IgnyWorkKeywords *
igny_work_keywords_load_task (IgnyDb  *db,
                              gint64   task,
                              GError **error)
{
  return load (db,
               COLUMNS "task_keywords l JOIN keywords k ON k.row = l.keyword WHERE l.task = ?1 AND"
                       " l.deleted_step IS NULL AND k.deleted_step IS NULL"
                       " ORDER BY l.is_primary DESC, l.position",
               task, error);
}
