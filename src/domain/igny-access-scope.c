/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-access-scope.h"

#include "igny-access.h"
#include "igny-ai-task-log.h"
#include "igny-entities.h"
#include "igny-site-user-access.h"
#include "igny-site.h"
#include "igny-user.h"

/* The rows of the sites that the actor sees. */
static char *
sites_sql (const IgnyActor *actor)
{
  if (igny_role_get_sites (actor) == IGNY_SITES_ACTIVE)
    return g_strdup ("SELECT row FROM main.sites WHERE is_active = 1");
  return g_strdup_printf ("SELECT s.row FROM main.sites s JOIN main.site_user_access a"
                          " ON a.site = s.row WHERE a.user = %" G_GINT64_FORMAT
                          " AND a.account = %" G_GINT64_FORMAT " AND a.revoked_at IS NULL"
                          " AND a.deleted_step IS NULL AND s.is_active = 1",
                          actor->user, actor->account);
}

static gboolean
is_plain_reference (const IgnyField *field)
{
  return field->kind == IGNY_KIND_REFERENCE && (field->flags & IGNY_FIELD_COMPUTED) == 0;
}

static gboolean
has_place (const IgnyEntity *entity)
{
  return entity == &igny_site_entity || igny_entity_has_field (entity, "site");
}

gboolean
igny_access_is_scoped (const IgnyEntity *entity)
{
  g_return_val_if_fail (entity != NULL, FALSE);

  if (has_place (entity))
    return TRUE;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_plain_reference (f) && has_place (f->target))
      return TRUE;
  return FALSE;
}

/* A record without a site of its own, as a link, is where what it refers to
 * is; one that refers to none is the account's. */
static char *
references_sql (const IgnyEntity *entity,
                const char       *sites)
{
  GString *sql = g_string_new ("1");

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_plain_reference (f) && has_place (f->target))
      g_string_append_printf (sql, " AND (%s IS NULL OR %s IN (SELECT row FROM main.%s WHERE %s IN"
                                   " (%s)))",
                              f->name, f->name, f->target->table,
                              f->target == &igny_site_entity ? "row" : "site", sites);
  return g_string_free (sql, FALSE);
}

/* Without the right to manage users somebody sees what is about himself. */
static char *
own_sql (const IgnyActor  *actor,
         const IgnyEntity *entity)
{
  if (entity == &igny_user_entity)
    return g_strdup_printf ("row = %" G_GINT64_FORMAT, actor->user);
  if (entity == &igny_site_user_access_entity)
    return g_strdup_printf ("user = %" G_GINT64_FORMAT, actor->user);
  return g_strdup ("0");
}

char *
igny_access_dup_condition (const IgnyActor  *actor,
                           const IgnyEntity *entity)
{
  g_autofree char *sites = NULL;

  g_return_val_if_fail (actor != NULL && entity != NULL, NULL);

  if (!igny_role_may (actor, igny_role_get_area (entity), IGNY_OPERATION_READ))
    return own_sql (actor, entity);
  if (igny_role_get_sites (actor) == IGNY_SITES_ALL)
    return NULL;
  /* Prompts and answers of all sites are in it. */
  if (entity == &igny_ai_task_log_entity && igny_role_get_sites (actor) == IGNY_SITES_GRANTED)
    return g_strdup ("0");
  if (!igny_access_is_scoped (entity))
    return NULL;

  sites = sites_sql (actor);
  if (entity == &igny_site_entity)
    return g_strdup_printf ("row IN (%s)", sites);
  if (igny_entity_has_field (entity, "site"))
    return g_strdup_printf ("(site IS NULL OR site IN (%s))", sites);
  return references_sql (entity, sites);
}

/* The log tells what records held, so it shows what the records show, and the
 * steps that have something to show. */
static void
append_log (GString    *sql,
            const char *cases)
{
  g_string_append_printf (sql,
                          "CREATE TEMP VIEW changes AS SELECT c.* FROM main.changes c WHERE"
                          " CASE c.tbl%s ELSE 1 END;\n"
                          "CREATE TEMP VIEW steps AS SELECT s.* FROM main.steps s WHERE EXISTS"
                          " (SELECT 1 FROM temp.changes v WHERE v.step = s.step);\n",
                          cases);
}

char *
igny_access_dup_guard (const IgnyActor *actor)
{
  GString *sql = g_string_new (NULL);
  g_autoptr(GString) cases = g_string_new (NULL);

  g_return_val_if_fail (actor != NULL, NULL);

  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      const IgnyEntity *entity = igny_entities[i];
      g_autofree char  *condition = igny_access_dup_condition (actor, entity);

      if (condition == NULL)
        continue;
      g_string_append_printf (sql, "CREATE TEMP VIEW %s AS SELECT * FROM main.%s WHERE %s;\n",
                              entity->table, entity->table, condition);
      g_string_append_printf (cases,
                              " WHEN '%s' THEN EXISTS (SELECT 1 FROM main.%s t WHERE t.row ="
                              " c.row AND (%s))",
                              entity->table, entity->table, condition);
    }
  if (cases->len > 0)
    append_log (sql, cases->str);
  return g_string_free (sql, FALSE);
}
