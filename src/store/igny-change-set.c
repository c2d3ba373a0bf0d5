/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-change-set.h"

#include <string.h>

struct _IgnyChangeSet
{
  GHashTable *tables; /* name → GArray of gint64 */
  const char *last;   /* the table of the last row, and */
  GArray     *rows;   /* its rows: a step seldom goes to and fro */
};

G_DEFINE_BOXED_TYPE (IgnyChangeSet, igny_change_set, igny_change_set_ref, igny_change_set_unref)

IgnyChangeSet *
igny_change_set_new (void)
{
  IgnyChangeSet *self = g_atomic_rc_box_new0 (IgnyChangeSet);

  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_array_unref);
  return self;
}

IgnyChangeSet *
igny_change_set_ref (IgnyChangeSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IgnyChangeSet *self = data;

  g_hash_table_unref (self->tables);
}

void
igny_change_set_unref (IgnyChangeSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
find_table (IgnyChangeSet *self,
            const char    *table)
{
  char *name;

  if (g_hash_table_lookup_extended (self->tables, table, (gpointer *) &self->last,
                                    (gpointer *) &self->rows))
    return;
  name = g_strdup (table);
  self->last = name;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (self->tables, name, self->rows);
}

void
igny_change_set_add (IgnyChangeSet *self,
                     const char    *table,
                     gint64         row)
{
  GArray *rows;

  if (self->last == NULL || strcmp (self->last, table) != 0)
    find_table (self, table);
  rows = self->rows;
  /* A row is often written twice in a row, as a link after its record. */
  if (rows->len == 0 || g_array_index (rows, gint64, rows->len - 1) != row)
    g_array_append_val (rows, row);
}

gboolean
igny_change_set_is_empty (const IgnyChangeSet *self)
{
  return g_hash_table_size (self->tables) == 0;
}

gboolean
igny_change_set_has_table (const IgnyChangeSet *self,
                           const char          *table)
{
  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  return g_hash_table_contains (self->tables, table);
}

const gint64 *
igny_change_set_get_rows (const IgnyChangeSet *self,
                          const char          *table,
                          gsize               *n_rows)
{
  GArray *rows = g_hash_table_lookup (self->tables, table);

  *n_rows = rows != NULL ? rows->len : 0;
  return rows != NULL ? (const gint64 *) (gpointer) rows->data : NULL;
}
