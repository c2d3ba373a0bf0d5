/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-abroad.h"

#include "igny-key-set.h"

/* No index: in a large import there is none until its end. */
#define KEYS_SQL                                                            \
  "SELECT row, key FROM keywords NOT INDEXED WHERE sector = ?1 AND country" \
  " IS NOT NULL AND deleted_step IS NULL"
#define IS_IT_SQL                                                            \
  "SELECT row FROM keywords WHERE row = ?1 AND key = ?2 AND sector = ?3 AND" \
  " deleted_step IS NULL"

struct _IgnyKeywordAbroad
{
  gint64      sector;
  IgnyKeySet *keys;
  IgnyCursor *is_it; /* IS_IT_SQL */
};

static gboolean
read_keys (IgnyKeywordAbroad *self,
           IgnyDb            *db,
           GError           **error)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db, KEYS_SQL, IGNY_BINDS (IGNY_BIND_INT (self->sector)), error);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    igny_key_set_add (self->keys, igny_key_set_hash (igny_cursor_get_text (cursor, 1), NULL),
                      igny_cursor_get_integer (cursor, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

IgnyKeywordAbroad *
igny_keyword_abroad_new (IgnyDb  *db,
                         gint64   sector,
                         GError **error)
{
  g_autoptr(IgnyKeywordAbroad) self = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  self = g_new0 (IgnyKeywordAbroad, 1);
  self->sector = sector;
  self->keys = igny_key_set_new ();
  self->is_it = igny_db_query (db, IS_IT_SQL, NULL, error);
  if (self->is_it == NULL || !read_keys (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
igny_keyword_abroad_free (IgnyKeywordAbroad *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->is_it, igny_cursor_free);
  igny_key_set_free (self->keys);
  g_free (self);
}

/* Whether the row of that hash has the key. */
static gboolean
is_it (IgnyKeywordAbroad *self,
       gint64             row,
       const char        *key,
       gboolean          *is,
       GError           **error)
{
  g_autoptr(GError) local = NULL;

  if (!igny_cursor_rebind (self->is_it,
                           IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_TEXT (key),
                                       IGNY_BIND_INT (self->sector)),
                           error))
    return FALSE;
  *is = igny_cursor_next (self->is_it, &local);
  igny_cursor_rewind (self->is_it);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_keyword_abroad_find (IgnyKeywordAbroad *self,
                          const char        *key,
                          gint64            *row,
                          gboolean          *is_clear,
                          GError           **error)
{
  guint64 hash;
  gint64  candidate;
  gsize   place = 0;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);
  g_return_val_if_fail (row != NULL && is_clear != NULL, FALSE);

  *row = 0;
  *is_clear = TRUE;
  hash = igny_key_set_hash (key, NULL);
  while ((candidate = igny_key_set_next (self->keys, hash, &place)) != 0)
    {
      gboolean is;

      if (!is_it (self, candidate, key, &is, error))
        return FALSE;
      *is_clear = !is || *row == 0;
      if (is)
        *row = candidate;
      if (!*is_clear)
        return TRUE;
    }
  return TRUE;
}
