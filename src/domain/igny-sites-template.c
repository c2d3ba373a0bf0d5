/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-access.h"
#include "igny-industry-sector.h"
#include "igny-rules.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-text.h"

static gboolean
has_name (const IgnyIndustrySector *template,
          const char *name)
{
  g_autofree char *wanted = igny_text_normalize (name);
  g_autofree char *have = igny_text_normalize (template->name);

  return g_str_equal (wanted, have) || g_strcmp0 (template->slug, name) == 0;
}

/* Of the templates, those that were named; all when none was. */
static GPtrArray *
choose (GPtrArray         *templates,
        const char *const *names,
        gsize              n_names,
        GError           **error)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();

  for (guint j = 0; n_names == 0 && j < templates->len; j++)
    g_ptr_array_add (chosen, templates->pdata[j]);
  for (gsize i = 0; i < n_names; i++)
    {
      guint before = chosen->len;

      for (guint j = 0; j < templates->len && chosen->len == before; j++)
        if (has_name (templates->pdata[j], names[i]))
          g_ptr_array_add (chosen, templates->pdata[j]);
      if (chosen->len > before)
        continue;
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   "the industry has no sector “%s”; “igny8ctl industry show” names them",
                   names[i]);
      return NULL;
    }
  return g_steal_pointer (&chosen);
}

/* How many more active ones the site takes, and whether it has the name. */
static gboolean
look (IgnyDb     *db,
      gint64      site,
      const char *name,
      gint64     *room,
      gboolean   *has,
      GError    **error)
{
  g_autofree char *wanted = igny_text_normalize (name);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db, "SELECT name, is_active FROM sectors WHERE site = ?1 AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (site)), error);

  *room = IGNY_SITES_MAX_SECTORS;
  *has = FALSE;
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      g_autofree char *other = igny_text_normalize (igny_cursor_get_text (cursor, 0));

      *room -= igny_cursor_get_integer (cursor, 1);
      *has = *has || g_str_equal (wanted, other);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert (IgnyStep *step,
        gint64    site,
        const IgnyIndustrySector *template,
        GError **error)
{
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  sector->site = site;
  sector->name = g_strdup (template->name);
  sector->industry_sector = template->record.row;
  return igny_rules_apply (igny_step_get_db (step), sector, NULL, igny_step_get_account (step),
                           errors, error) &&
         igny_step_insert (step, sector, error);
}

static gboolean
set_industry (IgnyStep *step,
              gint64    site_row,
              gint64    industry,
              GError  **error)
{
  g_autoptr(IgnySite) site =
                 igny_records_load (igny_step_get_db (step), &igny_site_entity, site_row, error);

  if (site == NULL)
    return FALSE;
  if (site->industry != 0)
    return TRUE;
  site->industry = industry;
  return igny_step_update (step, site, error);
}

static gboolean
add_chosen (IgnyStep        *step,
            gint64           site,
            const GPtrArray *chosen,
            gboolean         only_room,
            GPtrArray       *added,
            GError         **error)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const IgnyIndustrySector *template = chosen->pdata[i];
      gint64   room;
      gboolean has;

      if (!look (igny_step_get_db (step), site, template->name, &room, &has, error))
        return FALSE;
      if (has || (only_room && room <= 0))
        continue;
      if (!insert (step, site, template, error))
        return FALSE;
      g_ptr_array_add (added, g_strdup (template->name));
    }
  return TRUE;
}

GPtrArray *
igny_sites_add_templates (IgnyStep          *step,
                          gint64             site,
                          gint64             industry,
                          const char *const *names,
                          gsize              n_names,
                          GError           **error)
{
  IgnyDb *db;
  g_autoptr(GPtrArray) templates = NULL;
  g_autoptr(GPtrArray) chosen = NULL;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (step != NULL, NULL);

  db = igny_step_get_db (step);
  if (!igny_access_check_add (db, &igny_sector_entity, site, error))
    return NULL;
  templates = igny_records_select (db, &igny_industry_sector_entity,
                                   "industry = ?1 AND is_active = 1", "ORDER BY row",
                                   IGNY_BINDS (IGNY_BIND_INT (industry)), error);
  if (templates == NULL)
    return NULL;
  chosen = choose (templates, names, n_names, error);
  igny_step_set_label (step, "Add sectors of an industry");
  if (chosen == NULL || !set_industry (step, site, industry, error) ||
      !add_chosen (step, site, chosen, n_names == 0, added, error))
    return NULL;
  return g_steal_pointer (&added);
}
