/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cannibals.h"

#include "igny-content.h"
#include "igny-idea.h"
#include "igny-text.h"

/* Every page with its primary keyword. */
#define IDEAS_SQL                                                                         \
  "SELECT i.row, k.keyword FROM ideas i JOIN idea_keywords l ON l.idea = i.row AND"       \
  " l.is_primary = 1 AND l.deleted_step IS NULL JOIN keywords k ON k.row = l.keyword AND" \
  " k.deleted_step IS NULL WHERE i.site = ?1 AND (?2 = 0 OR i.sector = ?2) AND"           \
  " i.deleted_step IS NULL AND i.account = my_account () ORDER BY i.row"
#define CONTENT_SQL                                                                  \
  "SELECT row, primary_keyword FROM content WHERE site = ?1 AND (?2 = 0 OR sector =" \
  " ?2) AND primary_keyword IS NOT NULL AND deleted_step IS NULL AND account ="      \
  " my_account () ORDER BY row"

static void
cannibals_free (gpointer data)
{
  IgnyCannibals *cannibals = data;

  g_free (cannibals->keyword);
  g_array_unref (cannibals->rows);
  g_free (cannibals);
}

static void
add_page (GHashTable       *by_keyword,
          GPtrArray        *in_order,
          const IgnyEntity *entity,
          gint64            row,
          const char       *text)
{
  g_autofree char *keyword = igny_text_normalize (text);
  IgnyCannibals   *cannibals = g_hash_table_lookup (by_keyword, keyword);

  if (*keyword == '\0')
    return;
  if (cannibals == NULL)
    {
      cannibals = g_new0 (IgnyCannibals, 1);
      cannibals->entity = entity;
      cannibals->keyword = g_steal_pointer (&keyword);
      cannibals->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (by_keyword, cannibals->keyword, cannibals);
      g_ptr_array_add (in_order, cannibals);
    }
  g_array_append_val (cannibals->rows, row);
}

static gboolean
find_of (IgnyDb           *db,
         const IgnyScope  *scope,
         const IgnyEntity *entity,
         const char       *sql,
         GPtrArray        *found,
         GError          **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db, sql, IGNY_BINDS (IGNY_BIND_INT (scope->site), IGNY_BIND_INT (scope->sector)), error);
  g_autoptr(GHashTable) by_keyword = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) in_order = g_ptr_array_new ();
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    add_page (by_keyword, in_order, entity, igny_cursor_get_integer (cursor, 0),
              igny_cursor_get_text (cursor, 1));
  for (guint i = 0; i < in_order->len; i++)
    {
      IgnyCannibals *cannibals = in_order->pdata[i];

      if (cannibals->rows->len > 1)
        g_ptr_array_add (found, cannibals);
      else
        cannibals_free (cannibals);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GPtrArray *
igny_cannibals_find (IgnyDb          *db,
                     const IgnyScope *scope,
                     GError         **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (cannibals_free);

  g_return_val_if_fail (db != NULL && scope != NULL, NULL);

  if (!find_of (db, scope, &igny_idea_entity, IDEAS_SQL, found, error) ||
      !find_of (db, scope, &igny_content_entity, CONTENT_SQL, found, error))
    return NULL;
  return g_steal_pointer (&found);
}
