/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-scope.h"

#include "igny-access.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-text.h"

/* What a text may be, the better before the worse. */
enum
{
  EXACT_SLUG,
  NAME,
  SLUG, /* in another case, or with other spaces around it */
  N_WAYS
};

typedef struct
{
  guint  n;
  gint64 row;
} Match;

static void
take_match (Match      *match,
            IgnyCursor *cursor)
{
  match->row = igny_cursor_get_integer (cursor, 0);
  match->n++;
}

static void
compare (IgnyCursor *cursor,
         const char *text,
         const char *wanted,
         Match       matches[N_WAYS])
{
  g_autofree char *name = igny_text_normalize (igny_cursor_get_text (cursor, 1));
  const char      *slug = igny_cursor_get_text (cursor, 2);

  if (g_str_equal (slug, text))
    take_match (&matches[EXACT_SLUG], cursor);
  if (g_str_equal (name, wanted))
    take_match (&matches[NAME], cursor);
  if (g_str_equal (slug, wanted))
    take_match (&matches[SLUG], cursor);
}

/* How many it may be; *row is the one when it is one. */
static guint
choose (const Match matches[N_WAYS],
        gint64     *row)
{
  guint n = 0;

  for (guint i = 0; i < N_WAYS && n == 0; i++)
    {
      n = matches[i].n;
      *row = matches[i].row;
    }
  return n;
}

/* Sites and sectors are few, so names are compared here, with Unicode's case,
 * and not by SQLite, which knows ASCII's. */
static gboolean
find (IgnyDb           *db,
      const IgnyEntity *entity,
      const char       *parent,
      gint64            parent_row,
      const char       *text,
      gint64           *row,
      GError          **error)
{
  const IgnyActor *actor = igny_db_get_actor (db);
  g_autofree char *seen = actor != NULL ? igny_access_dup_condition (actor, entity) : NULL;
  g_autofree char *condition =
      g_strdup_printf ("%s = ?1 AND deleted_step IS NULL AND account = my_account() AND (%s)",
                       parent, seen != NULL ? seen : "1");
  g_autofree char *sql = g_strdup_printf ("SELECT row, name, slug FROM %s WHERE %s ORDER BY row",
                                          entity->table, condition);
  g_autofree char *wanted = igny_text_normalize (text);
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db, sql, IGNY_BINDS (IGNY_BIND_INT (parent_row)), error);
  g_autoptr(GError) local = NULL;
  Match  matches[N_WAYS] = { { 0, 0 } };
  guint  found;
  IgnyId id;

  *row = 0;
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    compare (cursor, text, wanted, matches);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  found = choose (matches, row);
  if (found == 0 && igny_id_from_text (&id, text))
    {
      g_autofree char *by_id = g_strdup_printf ("SELECT row FROM %s WHERE %s AND id = ?2",
                                                entity->table, condition);

      if (!igny_db_get_integer (
              db, by_id, IGNY_BINDS (IGNY_BIND_INT (parent_row), IGNY_BIND_ID (&id)), row, error))
        return FALSE;
      found = *row != IGNY_UNKNOWN;
    }
  if (found == 1)
    return TRUE;

  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
               found == 0 ? "there is no %s “%s”" : "there is more than one %s “%s”; give its slug",
               entity == &igny_site_entity ? "site" : "sector", text);
  return FALSE;
}

gboolean
igny_scope_find_site (IgnyDb     *db,
                      gint64      account,
                      const char *text,
                      gint64     *site,
                      GError    **error)
{
  g_return_val_if_fail (db != NULL && text != NULL && site != NULL, FALSE);

  return find (db, &igny_site_entity, "account", account, text, site, error);
}

gboolean
igny_scope_find_sector (IgnyDb     *db,
                        gint64      site,
                        const char *text,
                        gint64     *sector,
                        GError    **error)
{
  g_return_val_if_fail (db != NULL && text != NULL && sector != NULL, FALSE);

  return find (db, &igny_sector_entity, "site", site, text, sector, error);
}

/* What of a sector is hidden: its site, or itself. */
#define HIDDEN_SQL                                                                \
  "SELECT iif(sites.is_active = 0, 'the site “' || sites.name || '”',"        \
  " iif(sectors.is_active = 0, 'the sector “' || sectors.name || '”', NULL))" \
  " FROM sectors JOIN sites ON sites.row = sectors.site WHERE sectors.row = ?1"

gboolean
igny_scope_check (IgnyDb          *db,
                  const IgnyScope *scope,
                  GError         **error)
{
  gint64           found;
  g_autofree char *hidden = NULL;

  g_return_val_if_fail (db != NULL && scope != NULL, FALSE);

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM sectors JOIN sites ON sites.row = sectors.site"
                            " WHERE sectors.row = ?1 AND sites.row = ?2 AND"
                            " sites.account = my_account() AND"
                            " sectors.deleted_step IS NULL AND sites.deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (scope->sector), IGNY_BIND_INT (scope->site)),
                            &found, error))
    return FALSE;
  if (found == 1)
    {
      if (!igny_db_get_text (db, HIDDEN_SQL, IGNY_BINDS (IGNY_BIND_INT (scope->sector)), &hidden,
                             error))
        return FALSE;
      if (hidden == NULL)
        return TRUE;
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "%s is not active; set it to active first", hidden);
      return FALSE;
    }
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "the sector is not there any more");
  return FALSE;
}
