/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sites.h"

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
check (gconstpointer record,
       GError      **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  igny_record_validate (record, errors);
  return igny_errors_to_gerror (errors, error);
}

static gboolean
insert_sector (IgnyStep   *step,
               gint64      site,
               const char *name,
               gint64     *row,
               GError    **error)
{
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);

  sector->site = site;
  sector->name = igny_text_tidy (name);
  sector->slug = igny_sites_make_slug (igny_step_get_db (step), "sectors", "site", site, name);
  if (!check (sector, error) || !igny_step_insert (step, sector, error))
    return FALSE;
  *row = sector->record.row;
  return TRUE;
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

  site->name = igny_text_tidy (name);
  site->domain = domain != NULL && *domain != '\0' ? g_strdup (domain) : NULL;
  site->slug = igny_sites_make_slug (igny_step_get_db (step), "sites", "account",
                                     igny_step_get_account (step), name);
  if (!check (site, error) || !igny_step_insert (step, site, error))
    return FALSE;
  *site_row = site->record.row;
  return insert_sector (step, *site_row, sector != NULL ? sector : "General", sector_row, error);
}

gboolean
igny_sites_add_sector (IgnyStep   *step,
                       gint64      site,
                       const char *name,
                       gint64     *row,
                       GError    **error)
{
  IgnyDb *db = igny_step_get_db (step);
  gint64  active;
  gint64  same;

  g_return_val_if_fail (name != NULL && row != NULL, FALSE);

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM sectors WHERE site = ?1 AND is_active = 1 AND"
                            " deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (site)), &active, error) ||
      !igny_db_get_integer (
          db,
          "SELECT count(*) FROM sectors WHERE site = ?1 AND name = ?2 COLLATE NOCASE"
          " AND deleted_step IS NULL",
          IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_TEXT (name)), &same, error))
    return FALSE;

  if (same > 0)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "name: the site has a sector “%s” already; choose another name", name);
      return FALSE;
    }
  if (active >= IGNY_SITES_MAX_SECTORS)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "a site has at most %d active sectors; set one to inactive first",
                   IGNY_SITES_MAX_SECTORS);
      return FALSE;
    }
  return insert_sector (step, site, name, row, error);
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
