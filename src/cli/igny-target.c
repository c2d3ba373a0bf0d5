/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-access.h"
#include "igny-account.h"
#include "igny-ai-prompt.h"
#include "igny-ai-task-log.h"
#include "igny-author-profile.h"
#include "igny-automation-config.h"
#include "igny-automation-run.h"
#include "igny-cluster.h"
#include "igny-command-line.h"
#include "igny-content-version.h"
#include "igny-content.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-import-mapping.h"
#include "igny-industry-sector.h"
#include "igny-industry.h"
#include "igny-integration-settings.h"
#include "igny-job.h"
#include "igny-keyword-source.h"
#include "igny-keyword.h"
#include "igny-notification.h"
#include "igny-plan.h"
#include "igny-publishing-record.h"
#include "igny-publishing-settings.h"
#include "igny-queue-item.h"
#include "igny-resource-sample.h"
#include "igny-saved-view.h"
#include "igny-sector.h"
#include "igny-seed-keyword.h"
#include "igny-site-user-access.h"
#include "igny-site.h"
#include "igny-strategy.h"
#include "igny-subscription.h"
#include "igny-task-keyword.h"
#include "igny-task.h"
#include "igny-user.h"

/* Those that a person adds, changes and deletes. */
static const IgnyEntity *const entities[] = {
  &igny_site_entity,
  &igny_sector_entity,
  &igny_keyword_entity,
  &igny_keyword_source_entity,
  &igny_cluster_entity,
  &igny_idea_entity,
  &igny_task_entity,
  &igny_content_entity,
  &igny_image_entity,
  &igny_ai_prompt_entity,
  &igny_author_profile_entity,
  &igny_strategy_entity,
  &igny_saved_view_entity,
  &igny_import_mapping_entity,
  &igny_publishing_settings_entity,
  &igny_automation_config_entity,
  &igny_account_entity,
  &igny_user_entity,
  &igny_plan_entity,
  &igny_industry_entity,
  &igny_industry_sector_entity,
  &igny_seed_keyword_entity,
};

/* Those that the program writes, and a person only reads. */
static const IgnyEntity *const kept[] = {
  &igny_idea_keyword_entity,
  &igny_task_keyword_entity,
  &igny_content_version_entity,
  &igny_subscription_entity,
  &igny_site_user_access_entity,
  &igny_integration_settings_entity,
  &igny_credit_transaction_entity,
  &igny_credit_usage_log_entity,
  &igny_notification_entity,
  &igny_publishing_record_entity,
  &igny_automation_run_entity,
  &igny_job_entity,
  &igny_queue_item_entity,
  &igny_ai_task_log_entity,
  &igny_resource_sample_entity,
};

static const IgnyEntity *
find_in (const IgnyEntity *const *list,
         guint                    n,
         const char              *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (list[i]->table, name))
      return list[i];
  return NULL;
}

static void
append_names (GString                 *names,
              const IgnyEntity *const *list,
              guint                    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", list[i]->table);
}

const IgnyEntity *
igny_target_find_entity (const char *name,
                         GError    **error)
{
  const IgnyEntity *entity;
  g_autoptr(GString) names = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  entity = find_in (entities, G_N_ELEMENTS (entities), name);
  if (entity == NULL)
    entity = find_in (kept, G_N_ELEMENTS (kept), name);
  if (entity != NULL)
    return entity;

  names = g_string_new (NULL);
  append_names (names, entities, G_N_ELEMENTS (entities));
  append_names (names, kept, G_N_ELEMENTS (kept));
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is none of %s"), name, names->str);
  return NULL;
}

const IgnyEntity *
igny_target_get_entity (guint index)
{
  if (index < G_N_ELEMENTS (entities))
    return entities[index];
  index -= G_N_ELEMENTS (entities);
  return index < G_N_ELEMENTS (kept) ? kept[index] : NULL;
}

const IgnyEntity *
igny_target_find_writable (const char *name,
                           GError    **error)
{
  const IgnyEntity *entity = igny_target_find_entity (name, error);

  if (entity == NULL || find_in (entities, G_N_ELEMENTS (entities), name) != NULL)
    return entity;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” are written by the program and can only be listed"), name);
  return NULL;
}

/* condition is about ?1; ?2 is the account, ?3 the site and ?4 the sector, of
 * which 0 is any. What the one who asks does not see is not there, on the writer
 * as well, so that no answer tells that it is. */
static char *
make_sql (IgnyDb           *db,
          const IgnyEntity *entity,
          const char       *condition)
{
  const IgnyActor *actor = igny_db_get_actor (db);
  g_autofree char *seen = actor != NULL ? igny_access_dup_condition (actor, entity) : NULL;
  gboolean         site = igny_entity_has_field (entity, "site");
  gboolean         sector = igny_entity_has_field (entity, "sector");

  return g_strdup_printf (
      "SELECT count(*), max(row) FROM %s WHERE %s AND (account IS NULL OR account = ?2) AND %s AND"
      " %s AND deleted_step IS NULL AND (%s)",
      entity->table, condition, site ? "(?3 = 0 OR site = ?3)" : "?3 IS NOT NULL",
      sector ? "(?4 = 0 OR sector = ?4)" : "?4 IS NOT NULL", seen != NULL ? seen : "1");
}

/* How many there are; row is one of them. -1 with error. */
static gint64
count (IgnyDb           *db,
       const IgnyEntity *entity,
       const char       *condition,
       IgnyBind          value,
       gint64            account,
       const IgnyScope  *scope,
       gint64           *row,
       GError          **error)
{
  g_autofree char *sql = make_sql (db, entity, condition);
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql,
                                                 IGNY_BINDS (value, IGNY_BIND_INT (account),
                                                             IGNY_BIND_INT (scope->site),
                                                             IGNY_BIND_INT (scope->sector)),
                                                 error);

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return -1;
  *row = igny_cursor_get_integer (cursor, 1);
  return igny_cursor_get_integer (cursor, 0);
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError    **error,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, message);
  return FALSE;
}

/* Says where the id is, since it is not where it was looked for. */
static gboolean
fail_id (IgnyDb           *db,
         gint64            account,
         const IgnyEntity *entity,
         const IgnyId     *id,
         const char       *text,
         GError          **error)
{
  static const IgnyScope anywhere = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autofree char *label = g_utf8_strdown (_(entities[i]->label_one), -1);
      gint64           row;
      gint64           n_found = count (db, entities[i], "id = ?1", IGNY_BIND_ID (id), account,
                                        &anywhere, &row, error);

      if (n_found < 0)
        return FALSE;
      if (n_found == 0)
        continue;
      if (entities[i] == entity)
        return fail (error, _("the %s “%s” is not of this site and sector"), label, text);
      return fail (error, _("“%s” is a %s, and no record of %s"), text, label, entity->table);
    }
  return fail (error, _("there is no “%s” in %s"), text, entity->table);
}

/* A slug as it is written goes before the names, and in another case behind
 * them. */
static gboolean
find_title (IgnyDb           *db,
            gint64            account,
            const IgnyEntity *entity,
            const IgnyScope  *scope,
            const char       *text,
            gint64           *row,
            GError          **error)
{
  const IgnyField *title = igny_entity_title_field (entity);
  gboolean         has_slug = igny_entity_has_field (entity, "slug");
  g_autofree char *by_title = NULL;
  gint64           n_found = 0;

  if (title == NULL)
    return fail (error, _("%s have no names: “%s” is no id"), entity->table, text);
  by_title = g_strdup_printf ("%s = ?1 COLLATE NOCASE", title->name);
  for (guint i = has_slug ? 0 : 1; i < (has_slug ? 3 : 2) && n_found == 0; i++)
    {
      const char *conditions[] = { "slug = ?1", by_title, "slug = ?1 COLLATE NOCASE" };

      n_found =
          count (db, entity, conditions[i], IGNY_BIND_TEXT (text), account, scope, row, error);
    }
  if (n_found == 0)
    return fail (error, _("there is no “%s” in %s"), text, entity->table);
  if (n_found > 1 && has_slug)
    return fail (error, _("there is more than one “%s” in %s; give its slug or its id"), text,
                           entity->table);
  if (n_found > 1)
    return fail (error, _("there is more than one “%s” in %s; give its id"), text, entity->table);
  return n_found == 1;
}

gboolean
igny_target_find (IgnyDb           *db,
                  gint64            account,
                  const IgnyEntity *entity,
                  const IgnyScope  *scope,
                  const char       *text,
                  gint64           *row,
                  GError          **error)
{
  IgnyId id;
  gint64 n_found;

  g_return_val_if_fail (
      db != NULL && entity != NULL && scope != NULL && text != NULL && row != NULL, FALSE);

  if (entity == &igny_site_entity)
    return igny_scope_find_site (db, account, text, row, error);
  if (!igny_id_from_text (&id, text))
    return find_title (db, account, entity, scope, text, row, error);
  n_found = count (db, entity, "id = ?1", IGNY_BIND_ID (&id), account, scope, row, error);
  if (n_found == 0)
    return fail_id (db, account, entity, &id, text, error);
  return n_found == 1;
}

gboolean
igny_target_split (char           *text,
                   IgnyAssignment *assignment,
                   GError        **error)
{
  char *equal;

  g_return_val_if_fail (text != NULL && assignment != NULL, FALSE);

  equal = strchr (text, '=');
  if (equal == NULL || equal == text)
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is not of the form field=value"), text);
      return FALSE;
    }
  *equal = '\0';
  assignment->field = text;
  assignment->value = equal + 1;
  return TRUE;
}
