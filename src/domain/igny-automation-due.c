/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-access.h"
#include "igny-automation.h"
#include "igny-limit.h"
#include "igny-schedule.h"

#define ALIVE(t) t ".account = my_account () AND " t ".deleted_step IS NULL"
#define OF_SITE " WHERE t.site = ?1 AND (t.sector > ?2 OR (t.sector = ?2 AND t.row > ?3)) AND "
#define NONE(from) "NOT EXISTS (SELECT 1 FROM " from " AND o.deleted_step IS NULL)"

/* What waits for each stage, as t. */
/* clang-format off */
static const char *const todo[IGNY_N_STAGES] = {
  [IGNY_STAGE_CLUSTERS] = "keywords t" OF_SITE "t.cluster IS NULL AND t.status <> 'archived'",
  [IGNY_STAGE_IDEAS] = "clusters t" OF_SITE "t.is_active = 1 AND "
      NONE ("ideas o WHERE o.keyword_cluster = t.row"),
  [IGNY_STAGE_TASKS] = "ideas t" OF_SITE "t.status = 'new' AND "
      NONE ("tasks o WHERE o.idea = t.row"),
  [IGNY_STAGE_CONTENT] = "tasks t" OF_SITE "t.status = 'queued' AND "
      NONE ("content o WHERE o.task = t.row"),
  [IGNY_STAGE_IMAGE_PROMPTS] =
      "tasks t" OF_SITE "EXISTS (SELECT 1 FROM content c WHERE c.task = t.row AND"
      " c.is_brief = 0 AND c.status <> 'published' AND c.deleted_step IS NULL) AND "
      NONE ("images o WHERE o.task = t.row"),
  [IGNY_STAGE_IMAGES] = "images t" OF_SITE "t.status = 'pending' AND t.prompt IS NOT NULL AND"
      " t.image_type IN ('featured', 'in_article')",
  [IGNY_STAGE_PUBLISH] =
      "content t JOIN publishing_settings s ON s.site = t.site AND s.deleted_step IS NULL" OF_SITE
      "t.is_brief = 0 AND ((s.auto_approve = 1 AND (t.status = 'review' OR (t.status = 'draft' AND"
      " t.origin = 'ai'))) OR (s.auto_publish = 1 AND t.status = 'approved' AND"
      " t.scheduled_at IS NULL AND t.site_status IN ('not_published', 'failed')))",
};
/* clang-format on */

#define OF_ACTIVE                                                                       \
  " AND " ALIVE ("t") " AND EXISTS (SELECT 1 FROM sectors a WHERE a.row = t.sector AND" \
                      " a.is_active = 1 AND a.deleted_step IS NULL)"

static gint64
get_place (const IgnyStageResult *result,
           gboolean               sector)
{
  if (result == NULL)
    return 0;
  return sector ? result->sector : result->row;
}

gboolean
igny_automation_find_pending (IgnyDb                *db,
                              gint64                 site,
                              IgnyStage              stage,
                              const IgnyStageResult *result,
                              gint64                *n_pending,
                              GError               **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (db != NULL && (guint) stage < IGNY_N_STAGES && n_pending != NULL, FALSE);

  sql = g_strconcat ("SELECT count(*) FROM ", todo[stage], OF_ACTIVE, NULL);
  return igny_db_get_integer (db, sql,
                              IGNY_BINDS (IGNY_BIND_INT (site),
                                          IGNY_BIND_INT (get_place (result, TRUE)),
                                          IGNY_BIND_INT (get_place (result, FALSE))),
                              n_pending, error);
}

gboolean
igny_automation_take (IgnyDb                *db,
                      gint64                 site,
                      IgnyStage              stage,
                      const IgnyStageResult *result,
                      gint64                 most,
                      gint64                *sector,
                      GArray                *rows,
                      GError               **error)
{
  g_autofree char *sql = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && (guint) stage < IGNY_N_STAGES && sector != NULL, FALSE);
  g_return_val_if_fail (rows != NULL, FALSE);

  sql = g_strconcat ("SELECT t.row, t.sector FROM ", todo[stage], OF_ACTIVE,
                     " ORDER BY t.sector, t.row LIMIT ?4", NULL);
  cursor = igny_db_query (
      db, sql,
      IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (get_place (result, TRUE)),
                  IGNY_BIND_INT (get_place (result, FALSE)), IGNY_BIND_INT (most)),
      error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local) &&
         (rows->len == 0 || igny_cursor_get_integer (cursor, 1) == *sector))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      *sector = igny_cursor_get_integer (cursor, 1);
      g_array_append_val (rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GArray *
igny_automation_list_running (IgnyDb  *db,
                              GError **error)
{
  g_autoptr(GArray) sites = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  cursor = igny_db_query (
      db,
      "SELECT r.site FROM automation_runs r JOIN sites s ON s.row = r.site WHERE"
      " r.finished_at IS NULL AND r.status = 'running' AND s.is_active = 1 AND"
      " s.deleted_step IS NULL AND " ALIVE ("r") " ORDER BY r.row",
      NULL, error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 site = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (sites, site);
    }
  if (local == NULL)
    return g_steal_pointer (&sites);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

typedef struct
{
  gint64     now;
  GPtrArray *configs; /* of IgnyAutomationConfig: those that are switched on */
  GTimeZone *zone;
  gint64     next;
  guint      n_begun;
} Due;

static void
due_clear (Due *due)
{
  g_clear_pointer (&due->configs, g_ptr_array_unref);
  g_clear_pointer (&due->zone, g_time_zone_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Due, due_clear)

static gboolean
read_configs_cb (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Due             *due = data;
  g_autofree char *zone = NULL;

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &zone, error))
    return FALSE;
  due->zone = igny_limit_open_zone (zone);
  due->configs = igny_records_select (
      db, &igny_automation_config_entity,
      "is_enabled = 1 AND site IN (SELECT row FROM sites WHERE is_active = 1 AND"
      " deleted_step IS NULL)",
      NULL, NULL, error);
  return due->configs != NULL;
}

/* What was set in another way than igny_automation_set has a time that is none
 * of its own. */
static gboolean
is_in_order (const Due                  *due,
             const IgnyAutomationConfig *config)
{
  return config->next_run_at != IGNY_UNKNOWN && config->next_run_at > due->now &&
         igny_schedule_is_run (config->frequency, config->hour, config->next_run_at, due->zone);
}

static gboolean
is_due (const Due                  *due,
        const IgnyAutomationConfig *config)
{
  return config->next_run_at != IGNY_UNKNOWN && config->next_run_at <= due->now;
}

/* One run for all times that were slept through; none while another is open. */
static gboolean
begin (IgnyStep             *step,
       Due                  *due,
       IgnyAutomationConfig *config,
       GError              **error)
{
  g_autoptr(GError) local = NULL;
  gint64 run;

  if (igny_automation_start (step, config->site, "schedule", &run, &local))
    {
      due->n_begun++;
      config->last_run_at = due->now;
      return TRUE;
    }
  /* A suspended account does nothing by itself. */
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_BUSY) || local->domain == IGNY_ACCESS_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
begin_due_cb (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Due *due = data;

  for (guint i = 0; i < due->configs->len; i++)
    {
      g_autoptr(IgnyAutomationConfig) config = NULL;
      const IgnyAutomationConfig *seen = due->configs->pdata[i];

      if (is_in_order (due, seen))
        continue;
      config = igny_records_load (igny_step_get_db (step), &igny_automation_config_entity,
                                  seen->record.row, error);
      if (config == NULL || (is_due (due, config) && !begin (step, due, config, error)))
        return FALSE;
      config->next_run_at = igny_schedule_next_run (config->frequency, config->hour, due->now,
                                                    due->zone);
      if (!igny_step_update (step, config, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
needs_step (const Due *due)
{
  for (guint i = 0; i < due->configs->len; i++)
    if (!is_in_order (due, due->configs->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
find_earliest (Due *due)
{
  due->next = IGNY_UNKNOWN;
  for (guint i = 0; i < due->configs->len; i++)
    {
      const IgnyAutomationConfig *config = due->configs->pdata[i];
      gint64                      at;

      at = igny_schedule_next_run (config->frequency, config->hour, due->now, due->zone);
      if (at != IGNY_UNKNOWN && (due->next == IGNY_UNKNOWN || at < due->next))
        due->next = at;
    }
}

gboolean
igny_automation_begin_due (IgnyStore *store,
                           gint64    *next,
                           guint     *n_begun,
                           GError   **error)
{
  g_auto(Due) due = { 0 };

  g_return_val_if_fail (IGNY_IS_STORE (store) && next != NULL && n_begun != NULL, FALSE);

  due.now = igny_env_now_ms (igny_store_get_env (store));
  if (!igny_store_read (store, read_configs_cb, &due, NULL, error) ||
      (needs_step (&due) && !igny_store_write (store, IGNY_STEP_SYSTEM, "Begin what is due",
                                               begin_due_cb, &due, NULL, error)))
    return FALSE;
  find_earliest (&due);
  *next = due.next;
  *n_begun = due.n_begun;
  return TRUE;
}
