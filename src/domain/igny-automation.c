/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-access.h"
#include "igny-gate.h"
#include "igny-limit.h"
#include "igny-schedule.h"
#include "igny-text.h"

#define ALIVE " AND account = my_account () AND deleted_step IS NULL"

void
igny_automation_free (IgnyAutomation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->config, igny_record_free);
  g_clear_pointer (&self->run, igny_record_free);
  igny_stage_results_clear (self->results);
  g_free (self);
}

gboolean
igny_automation_is_open (const IgnyAutomation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->run != NULL && self->run->finished_at == IGNY_UNKNOWN;
}

/* The first record that fits, NULL without error when none does. */
static gboolean
load_first (IgnyDb           *db,
            const IgnyEntity *entity,
            const char       *condition,
            const char       *tail,
            gint64            site,
            gpointer         *record,
            GError          **error)
{
  g_autoptr(GPtrArray) found = igny_records_select (db, entity, condition, tail,
                                                     IGNY_BINDS (IGNY_BIND_INT (site)), error);

  if (found == NULL)
    return FALSE;
  *record = found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
  return TRUE;
}

static gboolean
load_config (IgnyDb                *db,
             gint64                 site,
             IgnyAutomationConfig **config,
             GError               **error)
{
  if (!load_first (db, &igny_automation_config_entity, "site = ?1", NULL, site,
                   (gpointer *) config, error))
    return FALSE;
  if (*config == NULL)
    {
      *config = igny_record_new (&igny_automation_config_entity);
      (*config)->site = site;
    }
  return TRUE;
}

static gboolean
count_all (IgnyAutomation *self,
           IgnyDb         *db,
           GError        **error)
{
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    if (!igny_automation_find_pending (db, self->site, (IgnyStage) i, NULL, &self->pending[i],
                                       error))
      return FALSE;
  return TRUE;
}

IgnyAutomation *
igny_automation_load (IgnyDb  *db,
                      gint64   site,
                      GError **error)
{
  g_autoptr(IgnyAutomation) self = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  self = g_new0 (IgnyAutomation, 1);
  self->site = site;
  if (!load_config (db, site, &self->config, error) ||
      !load_first (db, &igny_automation_run_entity, "site = ?1",
                   "ORDER BY finished_at IS NOT NULL, row DESC LIMIT 1", site,
                   (gpointer *) &self->run, error) ||
      !count_all (self, db, error))
    return NULL;
  igny_stage_settings_read (self->config->stages, self->config->delay_within, self->settings);
  igny_stage_results_read (self->run != NULL ? self->run->stages : NULL, self->results);
  return g_steal_pointer (&self);
}

GPtrArray *
igny_automation_list_runs (IgnyDb  *db,
                           gint64   site,
                           guint    most,
                           GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return igny_records_select (db, &igny_automation_run_entity, "(?1 = 0 OR site = ?1)",
                              "ORDER BY row DESC LIMIT ?2",
                              IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (most)), error);
}

/* What is plain goes to the record's fields, what has a dot into the stages. */
static gboolean
split_values (const IgnyAssignment *values,
              gsize                 n_values,
              char                **stages,
              GArray               *plain,
              IgnyErrors           *errors)
{
  for (gsize i = 0; i < n_values; i++)
    {
      g_autoptr(GError) local = NULL;
      IgnyAssignment value = values[i];
      char          *changed;

      if (strchr (value.field, '.') == NULL)
        {
          if (g_str_equal (value.field, "enabled"))
            value.field = "is_enabled";
          g_array_append_val (plain, value);
          continue;
        }
      changed = igny_stage_settings_set (*stages, value.field, value.value, &local);
      if (changed == NULL)
        igny_errors_add (errors, value.field, "%s", local->message);
      else
        {
          g_free (*stages);
          *stages = changed;
        }
    }
  return igny_errors_is_empty (errors);
}

static GTimeZone *
load_zone (IgnyDb  *db,
           GError **error)
{
  g_autofree char *name = NULL;

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &name, error))
    return NULL;
  return igny_limit_open_zone (name);
}

/* The time after now, unknown for what is switched off. */
static gboolean
find_next (IgnyStep *step,
           gint64    config,
           GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(GTimeZone) zone = load_zone (db, error);
  g_autoptr(IgnyAutomationConfig) record = NULL;

  if (zone == NULL)
    return FALSE;
  record = igny_records_load (db, &igny_automation_config_entity, config, error);
  if (record == NULL)
    return FALSE;
  record->next_run_at = record->is_enabled == 1
                            ? igny_schedule_next_run (record->frequency, record->hour,
                                                      igny_step_get_now (step), zone)
                            : IGNY_UNKNOWN;
  return igny_step_update (step, record, error);
}

static gboolean
edit (IgnyStep                   *step,
      const IgnyAutomationConfig *config,
      const GArray               *values,
      IgnyErrors                 *errors,
      GError                    **error)
{
  const IgnyEntity     *entity = &igny_automation_config_entity;
  const IgnyAssignment *data = (const IgnyAssignment *) (gpointer) values->data;
  gint64                row = config->record.row;

  if (row != 0 ? !igny_edit_set (step, entity, row, data, values->len, errors, error)
               : !igny_edit_add (step, entity, config->site, 0, data, values->len, &row, errors,
                                 error))
    return FALSE;
  igny_step_set_label (step, "%s", _("Change the automation"));
  return find_next (step, row, error);
}

gboolean
igny_automation_set (IgnyStep             *step,
                     gint64                site,
                     const IgnyAssignment *values,
                     gsize                 n_values,
                     IgnyErrors           *errors,
                     GError              **error)
{
  g_autoptr(IgnyAutomationConfig) config = NULL;
  g_autoptr(GArray) plain = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));
  g_autofree char *stages = NULL;

  g_return_val_if_fail (step != NULL && errors != NULL, FALSE);
  g_return_val_if_fail (values != NULL || n_values == 0, FALSE);

  if (!load_config (igny_step_get_db (step), site, &config, error))
    return FALSE;
  stages = g_strdup (config->stages);
  if (!split_values (values, n_values, &stages, plain, errors))
    return igny_errors_to_gerror (errors, error);
  if (g_strcmp0 (stages, config->stages) != 0)
    {
      IgnyAssignment all = { "stages", stages };

      g_array_append_val (plain, all);
    }
  return edit (step, config, plain, errors, error);
}

gboolean
igny_automation_reset (IgnyStep *step,
                       gint64    site,
                       GError  **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyAutomationConfig) config = NULL;
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));
  const IgnyAssignment initial[] = {
    { "stages", "{}" },
    { "delay_within", "3" },
    { "delay_between", "5" },
  };

  g_return_val_if_fail (step != NULL, FALSE);

  g_array_append_vals (values, initial, G_N_ELEMENTS (initial));
  return load_config (igny_step_get_db (step), site, &config, error) &&
         edit (step, config, values, errors, error);
}

static gboolean
check_free (IgnyDb  *db,
            gint64   site,
            GError **error)
{
  gint64 n;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM automation_runs WHERE site = ?1 AND"
                            " finished_at IS NULL" ALIVE,
                            IGNY_BINDS (IGNY_BIND_INT (site)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _("the site has a run already: resume it, wait for its end, or cancel it"));
  return FALSE;
}

gboolean
igny_automation_start (IgnyStep   *step,
                       gint64      site,
                       const char *by,
                       gint64     *row,
                       GError    **error)
{
  g_autoptr(IgnyAutomationRun) run = NULL;
  IgnyDb *db;

  g_return_val_if_fail (step != NULL && by != NULL && row != NULL, FALSE);

  db = igny_step_get_db (step);
  /* The runs are logs; to begin one is to change what the site has. */
  if (!igny_access_check_add (db, &igny_automation_config_entity, site, error) ||
      !igny_gate_check_work (db, error) || !check_free (db, site, error))
    return FALSE;
  run = igny_record_new (&igny_automation_run_entity);
  run->site = site;
  igny_text_set (&run->started_by, by);
  run->started_at = igny_step_get_now (step);
  if (!igny_step_insert (step, run, error))
    return FALSE;
  *row = run->record.row;
  return igny_db_exec (db, "UPDATE automation_configs SET last_run_at = ?1 WHERE site = ?2" ALIVE,
                       IGNY_BINDS (IGNY_BIND_INT (run->started_at), IGNY_BIND_INT (site)), error);
}

/* clang-format off */
static const struct
{
  const char *from;
  const char *or_from;
  const char *to;
  const char *refusal;
} changes[] = {
  [IGNY_AUTOMATION_PAUSE]  = { "running", "running", "paused",    N_("no run of the site is running") },
  [IGNY_AUTOMATION_RESUME] = { "paused",  "paused",  "running",   N_("no run of the site is paused") },
  [IGNY_AUTOMATION_CANCEL] = { "running", "paused",  "cancelled", N_("the site has no open run") },
};
/* clang-format on */

gboolean
igny_automation_change (IgnyStep            *step,
                        gint64               site,
                        IgnyAutomationChange change,
                        GError             **error)
{
  IgnyDb *db;

  g_return_val_if_fail (step != NULL && (guint) change < G_N_ELEMENTS (changes), FALSE);

  db = igny_step_get_db (step);
  if (!igny_access_check_add (db, &igny_automation_config_entity, site, error) ||
      !igny_db_exec (db,
                     "UPDATE automation_runs SET status = ?1, updated_at = ?2, finished_at ="
                     " iif(?1 = 'cancelled', ?2, NULL) WHERE site = ?3 AND status IN (?4, ?5) AND"
                     " finished_at IS NULL" ALIVE,
                     IGNY_BINDS (IGNY_BIND_TEXT (changes[change].to),
                                 IGNY_BIND_INT (igny_step_get_now (step)), IGNY_BIND_INT (site),
                                 IGNY_BIND_TEXT (changes[change].from),
                                 IGNY_BIND_TEXT (changes[change].or_from)),
                     error))
    return FALSE;
  if (igny_db_get_changes (db) > 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ (changes[change].refusal));
  return FALSE;
}

/* A person may have paused or canceled it meanwhile, and that stays. */
gboolean
igny_automation_save (IgnyStep       *step,
                      IgnyAutomation *self,
                      GError        **error)
{
  g_autoptr(IgnyAutomationRun) now = NULL;

  g_return_val_if_fail (step != NULL && self != NULL && self->run != NULL, FALSE);

  now = igny_records_load (igny_step_get_db (step), &igny_automation_run_entity,
                           self->run->record.row, error);
  if (now == NULL)
    return FALSE;
  now->stage = self->run->stage;
  igny_text_set (&now->error, self->run->error);
  g_free (now->stages);
  now->stages = igny_stage_results_write (self->results);
  now->credits_used = 0;
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    now->credits_used += self->results[i].credits;
  if (now->finished_at == IGNY_UNKNOWN && self->run->finished_at != IGNY_UNKNOWN)
    {
      igny_text_set (&now->status, self->run->status);
      now->finished_at = self->run->finished_at;
    }
  if (!igny_step_update (step, now, error))
    return FALSE;
  igny_record_free (self->run);
  self->run = g_steal_pointer (&now);
  return TRUE;
}
