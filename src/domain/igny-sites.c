/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sites.h"

#include "igny-rules.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-text.h"

static gboolean
is_taken (IgnyDb     *db,
          const char *table,
          const char *parent,
          gint64      parent_row,
          const char *slug)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s = ?1 AND slug = ?2 AND"
                                          " deleted_step IS NULL",
                                          table, parent);
  gint64           found = 0;

  igny_db_get_integer (db, sql, IGNY_BINDS (IGNY_BIND_INT (parent_row), IGNY_BIND_TEXT (slug)),
                       &found, NULL);
  return found > 0;
}

char *
igny_sites_make_slug (IgnyDb     *db,
                      const char *table,
                      const char *parent,
                      gint64      parent_row,
                      const char *name)
{
  g_autofree char *stem = igny_text_slugify (name, 70);
  g_autofree char *slug = g_strdup (stem);

  g_return_val_if_fail (db != NULL && table != NULL && parent != NULL, NULL);

  for (guint n = 2; is_taken (db, table, parent, parent_row, slug); n++)
    {
      g_free (slug);
      slug = g_strdup_printf ("%s-%u", stem, n);
    }
  return g_steal_pointer (&slug);
}

static gboolean
insert (IgnyStep *step,
        gpointer  record,
        GError  **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_rules_apply (igny_step_get_db (step), record, NULL, igny_step_get_account (step),
                           errors, error) &&
         igny_step_insert (step, record, error);
}

gboolean
igny_sites_add (IgnyStep   *step,
                const char *name,
                const char *domain,
                const char *sector,
                gint64     *site_row,
                gint64     *sector_row,
                GError    **error)
{
  g_autoptr(IgnySite) site = igny_record_new (&igny_site_entity);

  g_return_val_if_fail (step != NULL && name != NULL, FALSE);

  site->name = g_strdup (name);
  site->domain = domain != NULL && *domain != '\0' ? g_strdup (domain) : NULL;
  if (!insert (step, site, error))
    return FALSE;
  *site_row = site->record.row;
  return igny_sites_add_sector (step, *site_row, sector != NULL ? sector : "General", sector_row,
                                error);
}

gboolean
igny_sites_add_sector (IgnyStep   *step,
                       gint64      site,
                       const char *name,
                       gint64     *row,
                       GError    **error)
{
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);

  g_return_val_if_fail (step != NULL && name != NULL && row != NULL, FALSE);

  sector->site = site;
  sector->name = g_strdup (name);
  if (!insert (step, sector, error))
    return FALSE;
  *row = sector->record.row;
  return TRUE;
}

/* A site has few, so that names are compared here, with Unicode's case. */
static gboolean
count_others (IgnyDb           *db,
              const IgnySector *sector,
              guint            *active,
              gboolean         *same,
              GError          **error)
{
  g_autofree char *name = igny_text_normalize (sector->name);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT name, is_active FROM sectors WHERE site = ?1 AND row <> ?2 AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (sector->site), IGNY_BIND_INT (sector->record.row)), error);

  *active = 0;
  *same = FALSE;
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      g_autofree char *other = igny_text_normalize (igny_cursor_get_text (cursor, 0));

      *same = *same || g_str_equal (name, other);
      *active += igny_cursor_get_integer (cursor, 1) == 1;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_sites_check_sector (IgnyDb           *db,
                         const IgnySector *sector,
                         IgnyErrors       *errors,
                         GError          **error)
{
  guint    active;
  gboolean same;

  g_return_val_if_fail (db != NULL && sector != NULL && errors != NULL, FALSE);

  if (!count_others (db, sector, &active, &same, error))
    return FALSE;
  if (same)
    igny_errors_add (errors, "name", "the site has a sector “%s” already; choose another name",
                     sector->name);
  if (sector->is_active && active >= IGNY_SITES_MAX_SECTORS)
    igny_errors_add (errors, "", "a site has at most %d active sectors; set one to inactive first",
                     IGNY_SITES_MAX_SECTORS);
  if (!sector->is_active && active == 0)
    igny_errors_add (errors, "status",
                     "a site has one active sector at least, and this is the last active one");
  return TRUE;
}

gboolean
igny_sites_check_remove_sector (IgnyDb  *db,
                                gint64   sector,
                                GError **error)
{
  gint64 others;

  if (!igny_db_get_integer (
          db,
          "SELECT count(*) FROM sectors WHERE is_active = 1 AND deleted_step IS NULL AND"
          " row <> ?1 AND site = (SELECT site FROM sectors WHERE row = ?1)",
          IGNY_BINDS (IGNY_BIND_INT (sector)), &others, error))
    return FALSE;
  if (others > 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "the last active sector of a site cannot be removed; add another one first");
  return FALSE;
}
