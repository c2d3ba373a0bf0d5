/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-remove.h"

#include "igny-account.h"
#include "igny-follow.h"
#include "igny-plan.h"
#include "igny-sector.h"
#include "igny-sites.h"
#include "igny-user.h"
#include "igny-users.h"

/* ?1 is the record, ?2 the step, ?3 the time. */
typedef struct
{
  const char *table;
  const char *sql;
} Consequence;

#define GO "SET deleted_step = ?2 WHERE deleted_step IS NULL AND "

/* clang-format off */
static const Consequence consequences[] = {
  { "keywords", "UPDATE idea_keywords " GO "keyword = ?1" },
  { "keywords", "UPDATE task_keywords " GO "keyword = ?1" },
  { "clusters", "UPDATE keywords SET cluster = NULL, status = iif(status = 'active', 'pending', status),"
                " updated_at = ?3 WHERE cluster = ?1 AND deleted_step IS NULL" },
  { "clusters", "UPDATE ideas SET keyword_cluster = NULL, updated_at = ?3"
                " WHERE keyword_cluster = ?1 AND deleted_step IS NULL" },
  { "clusters", "UPDATE tasks SET cluster = NULL, updated_at = ?3"
                " WHERE cluster = ?1 AND deleted_step IS NULL" },
  { "ideas",    "UPDATE idea_keywords " GO "idea = ?1" },
  { "ideas",    "UPDATE tasks SET idea = NULL, updated_at = ?3 WHERE idea = ?1 AND deleted_step IS NULL" },
  { "tasks",    "UPDATE task_keywords " GO "task = ?1" },
  { "tasks",    "UPDATE content " GO "task = ?1" },
  { "tasks",    "UPDATE images " GO "task = ?1" },
  { "content",  "UPDATE tasks SET status = 'queued', updated_at = ?3 WHERE row ="
                " (SELECT task FROM content WHERE row = ?1) AND deleted_step IS NULL" },
  { "content",  "UPDATE ideas SET status = 'scheduled', updated_at = ?3 WHERE status = 'published'"
                " AND row = (SELECT idea FROM tasks WHERE row = (SELECT task FROM content WHERE row = ?1))"
                " AND deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM content c JOIN tasks t"
                "   ON t.row = c.task WHERE t.idea = ideas.row AND c.row <> ?1 AND c.status = 'published'"
                "   AND c.deleted_step IS NULL)" },
  { "sectors",  "UPDATE idea_keywords " GO "idea IN (SELECT row FROM ideas WHERE sector = ?1)" },
  { "sectors",  "UPDATE task_keywords " GO "task IN (SELECT row FROM tasks WHERE sector = ?1)" },
  { "sectors",  "UPDATE images " GO "sector = ?1" },
  { "sectors",  "UPDATE content " GO "sector = ?1" },
  { "sectors",  "UPDATE tasks " GO "sector = ?1" },
  { "sectors",  "UPDATE ideas " GO "sector = ?1" },
  { "sectors",  "UPDATE keywords " GO "sector = ?1" },
  { "sectors",  "UPDATE clusters " GO "sector = ?1" },
  { "sites",    "UPDATE idea_keywords " GO "idea IN (SELECT row FROM ideas WHERE site = ?1)" },
  { "sites",    "UPDATE task_keywords " GO "task IN (SELECT row FROM tasks WHERE site = ?1)" },
  { "sites",    "UPDATE images " GO "site = ?1" },
  { "sites",    "UPDATE content " GO "site = ?1" },
  { "sites",    "UPDATE tasks " GO "site = ?1" },
  { "sites",    "UPDATE ideas " GO "site = ?1" },
  { "sites",    "UPDATE keywords " GO "site = ?1" },
  { "sites",    "UPDATE clusters " GO "site = ?1" },
  { "sites",    "UPDATE sectors " GO "site = ?1" },
  { "sites",    "UPDATE site_user_access " GO "site = ?1" },
  { "sites",    "UPDATE publishing_settings " GO "site = ?1" },
  { "sites",    "UPDATE automation_configs " GO "site = ?1" },
  { "keywords", "UPDATE keyword_sources " GO "keyword = ?1" },
  { "content",  "UPDATE content_versions " GO "content = ?1" },
  { "tasks",    "UPDATE content_versions " GO "content IN (SELECT row FROM content WHERE task = ?1)" },
  { "sectors",  "UPDATE keyword_sources " GO "sector = ?1" },
  { "sectors",  "UPDATE content_versions " GO "sector = ?1" },
  { "sectors",  "UPDATE strategies SET sector = NULL, updated_at = ?3 WHERE sector = ?1 AND deleted_step IS NULL" },
  { "sites",    "UPDATE keyword_sources " GO "site = ?1" },
  { "sites",    "UPDATE content_versions " GO "site = ?1" },
  { "sites",    "UPDATE strategies SET sector = NULL, updated_at = ?3 WHERE deleted_step IS NULL AND"
                " sector IN (SELECT row FROM sectors WHERE site = ?1)" },
  { "users",    "UPDATE site_user_access " GO "user = ?1" },
  { "users",    "UPDATE tasks SET assignee = NULL, updated_at = ?3 WHERE assignee = ?1 AND deleted_step IS NULL" },
  { "industries", "UPDATE seed_keywords " GO "industry = ?1" },
  { "industries", "UPDATE sectors SET industry_sector = NULL, updated_at = ?3 WHERE deleted_step IS NULL AND"
                  " industry_sector IN (SELECT row FROM industry_sectors WHERE industry = ?1)" },
  { "industries", "UPDATE industry_sectors " GO "industry = ?1" },
  { "industries", "UPDATE sites SET industry = NULL, updated_at = ?3 WHERE industry = ?1 AND deleted_step IS NULL" },
  { "industry_sectors", "UPDATE seed_keywords " GO "industry_sector = ?1" },
  { "industry_sectors", "UPDATE sectors SET industry_sector = NULL, updated_at = ?3"
                        " WHERE industry_sector = ?1 AND deleted_step IS NULL" },
};
/* clang-format on */

static gboolean
check_plan (IgnyDb  *db,
            gint64   plan,
            GError **error)
{
  gint64 accounts;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM main.accounts WHERE plan = ?1 AND"
                            " deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (plan)), &accounts, error))
    return FALSE;
  if (accounts == 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "the plan is in use; assign another one first, or set is_active to false");
  return FALSE;
}

static gboolean
check (IgnyDb           *db,
       const IgnyEntity *entity,
       gint64            row,
       GError          **error)
{
  if (entity == &igny_sector_entity)
    return igny_sites_check_remove_sector (db, row, error);
  if (entity == &igny_user_entity)
    return igny_users_check_remove (db, row, error);
  if (entity == &igny_plan_entity)
    return check_plan (db, row, error);
  if (entity != &igny_account_entity)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "an account is not deleted; set its status to cancelled instead");
  return FALSE;
}

gboolean
igny_remove (IgnyStep         *step,
             const IgnyEntity *entity,
             gint64            row,
             GError          **error)
{
  g_autoptr(IgnyRecord) record = NULL;
  const IgnyBind *binds =
      IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_INT (igny_step_get_number (step)),
                  IGNY_BIND_INT (igny_step_get_now (step)));

  g_return_val_if_fail (step != NULL && entity != NULL, FALSE);

  record = igny_records_load (igny_step_get_db (step), entity, row, error);
  if (record == NULL)
    return FALSE;
  if (!check (igny_step_get_db (step), entity, row, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (consequences); i++)
    if (g_str_equal (consequences[i].table, entity->table) &&
        !igny_db_exec (igny_step_get_db (step), consequences[i].sql, binds, error))
      return FALSE;
  return igny_step_delete (step, entity, row, error) && igny_follow (step, record, NULL, error);
}
