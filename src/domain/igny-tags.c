/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tags.h"

#include "igny-comma-list.h"
#include "igny-keyword.h"
#include "igny-text.h"

/* Writes the list, NULL for none, when it is another one; takes tags. */
static gboolean
save (IgnyStep *step,
      gint64    row,
      char     *tags,
      guint    *n_changed,
      GError  **error)
{
  g_autofree char *list = tags;
  g_autoptr(IgnyKeyword) keyword = igny_records_load (igny_step_get_db (step),
                                                       &igny_keyword_entity, row, error);

  if (keyword == NULL)
    return FALSE;
  if (g_strcmp0 (keyword->tags, list) == 0)
    return TRUE;
  igny_text_set (&keyword->tags, list);
  *n_changed += 1;
  return igny_step_update (step, keyword, error);
}

/* Rows and lists are read before anything is written. */
static GHashTable *
find_tagged (IgnyStep        *step,
             const IgnyScope *scope,
             const char      *tag,
             GError         **error)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (igny_step_get_db (step),
                                "SELECT row, tags FROM keywords WHERE tags IS NOT NULL AND"
                                " (?1 = 0 OR site = ?1) AND (?2 = 0 OR sector = ?2) AND"
                                " deleted_step IS NULL AND " IGNY_RECORDS_MINE,
                                IGNY_BINDS (IGNY_BIND_INT (scope->site),
                                            IGNY_BIND_INT (scope->sector)),
                                error);
  g_autoptr(GHashTable) tagged =
                 g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(GError) local = NULL;

  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    {
      gint64      row = igny_cursor_get_integer (cursor, 0);
      const char *tags = igny_cursor_get_text (cursor, 1);

      if (igny_comma_list_has (tags, tag))
        g_hash_table_insert (tagged, g_memdup2 (&row, sizeof row), g_strdup (tags));
    }
  if (local == NULL)
    return g_steal_pointer (&tagged);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
igny_tags_rename (IgnyStep        *step,
                  const IgnyScope *scope,
                  const char      *from,
                  const char      *to,
                  guint           *n_changed,
                  GError         **error)
{
  g_autoptr(GHashTable) tagged = NULL;
  GHashTableIter iter;
  gpointer       row;
  gpointer       tags;

  g_return_val_if_fail (step != NULL && scope != NULL && from != NULL && n_changed != NULL, FALSE);

  tagged = find_tagged (step, scope, from, error);
  if (tagged == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, tagged);
  while (g_hash_table_iter_next (&iter, &row, &tags))
    if (!save (step, *(gint64 *) row, igny_comma_list_rename (tags, from, to), n_changed, error))
      return FALSE;
  return TRUE;
}

gboolean
igny_tags_set (IgnyStep     *step,
               const gint64 *keywords,
               gsize         n_keywords,
               const char   *tag,
               gboolean      add,
               guint        *n_changed,
               GError      **error)
{
  g_return_val_if_fail (step != NULL && tag != NULL && n_changed != NULL, FALSE);

  for (gsize i = 0; i < n_keywords; i++)
    {
      g_autofree char *tags = NULL;

      if (!igny_db_get_text (igny_step_get_db (step), "SELECT tags FROM keywords WHERE row = ?1",
                             IGNY_BINDS (IGNY_BIND_INT (keywords[i])), &tags, error) ||
          !save (step, keywords[i],
                 add ? igny_comma_list_add (tags, tag) : igny_comma_list_rename (tags, tag, NULL),
                 n_changed, error))
        return FALSE;
    }
  return TRUE;
}
