/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-gate.h"

#include "igny-access-scope.h"
#include "igny-access.h"
#include "igny-account.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-entities.h"
#include "igny-limits.h"

/* The rows as JSON, which a statement can take in. */
static char *
rows_to_json (const gint64 *rows,
              gsize         n_rows)
{
  GString *text = g_string_new ("[");

  for (gsize i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", rows[i]);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static gboolean
refuse_foreign (const IgnyEntity *entity,
                GError          **error)
{
  g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_SITE,
               "change %s: some are of a site that was not granted to you; ask an owner or an"
               " admin for it",
               entity->table);
  return FALSE;
}

/* The rows as they were before each change of the step: where the log has an old
 * value of a reference, that stands in the place of the new one. */
static char *
make_before_sql (const IgnyEntity *entity,
                 const char       *condition)
{
  GString *sql = g_string_new ("SELECT count(*) FROM (SELECT t.row AS row");

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_REFERENCE && (f->flags & IGNY_FIELD_COMPUTED) == 0)
      g_string_append_printf (sql, ", iif(json_type(c.old, '$.%s') IS NULL, t.%s,"
                                   " json_extract(c.old, '$.%s')) AS %s",
                              f->name, f->name, f->name, f->name);
  g_string_append_printf (sql,
                          " FROM main.changes c JOIN main.%s t ON t.row = c.row WHERE c.step = ?1"
                          " AND c.tbl = '%s' AND c.kind = 'update') WHERE NOT (%s)",
                          entity->table, entity->table, condition);
  return g_string_free (sql, FALSE);
}

/* A step that ends where the actor sees it may have begun where he does not. */
static gboolean
check_before (IgnyStep         *step,
              const IgnyEntity *entity,
              const char       *condition,
              GError          **error)
{
  g_autofree char *sql = make_before_sql (entity, condition);
  gint64           foreign;

  if (!igny_db_get_integer (igny_step_get_db (step), sql,
                            IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step))), &foreign,
                            error))
    return FALSE;
  return foreign == 0 || refuse_foreign (entity, error);
}

/* Every row that was touched must be one that the actor sees, and saw. */
static gboolean
check_rows (IgnyStep         *step,
            const IgnyEntity *entity,
            const gint64     *rows,
            gsize             n_rows,
            GError          **error)
{
  const IgnyActor *actor = igny_step_get_actor (step);
  g_autofree char *condition = igny_access_dup_condition (actor, entity);
  g_autofree char *json = rows_to_json (rows, n_rows);
  g_autofree char *sql = NULL;
  gint64           foreign;

  sql = g_strdup_printf ("SELECT count(*) FROM main.%s WHERE row IN (SELECT value FROM"
                         " json_each(?1)) AND (%s OR NOT (%s))",
                         entity->table,
                         (entity->flags & IGNY_ENTITY_GLOBAL) != 0 ? "0" : "account IS NOT ?2",
                         condition != NULL ? condition : "1");
  if (!igny_db_get_integer (igny_step_get_db (step), sql,
                            IGNY_BINDS (IGNY_BIND_TEXT (json), IGNY_BIND_INT (actor->account)),
                            &foreign, error))
    return FALSE;
  if (foreign > 0)
    return refuse_foreign (entity, error);
  return condition == NULL || check_before (step, entity, condition, error);
}

/* What the program writes for somebody who may not: it charges for the work
 * that the person may do. ?1 is the step. */
static const struct
{
  const IgnyEntity *entity;
  const char       *sql; /* counts what is more than that */
} charges[] = {
  { &igny_account_entity,
    "SELECT count(*) FROM changes, json_each(changes.new) j WHERE step = ?1 AND tbl = 'accounts'"
    " AND (j.key <> 'credits' OR row <> my_account ())" },
  { &igny_credit_transaction_entity,
    "SELECT count(*) FROM changes c JOIN main.credit_transactions t ON t.row = c.row"
    " WHERE c.step = ?1 AND c.tbl = 'credit_transactions' AND (c.kind <> 'insert' OR"
    " t.transaction_type <> 'deduction')" },
  { &igny_credit_usage_log_entity,
    "SELECT count(*) FROM changes WHERE step = ?1 AND tbl = 'credit_usage_logs' AND"
    " kind <> 'insert'" },
};

static gboolean
check_charge (IgnyStep         *step,
              const IgnyEntity *entity,
              gboolean         *is_charge,
              GError          **error)
{
  gint64 more = 1;

  for (guint i = 0; i < G_N_ELEMENTS (charges); i++)
    if (charges[i].entity == entity &&
        !igny_db_get_integer (igny_step_get_db (step), charges[i].sql,
                              IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step))), &more,
                              error))
      return FALSE;
  *is_charge = more == 0;
  return TRUE;
}

static gboolean
check_entity (IgnyStep         *step,
              const IgnyEntity *entity,
              const gint64     *rows,
              gsize             n_rows,
              GError          **error)
{
  const IgnyActor *actor = igny_step_get_actor (step);
  IgnyArea         area = igny_role_get_area (entity);
  gboolean         is_charge;

  if (area == IGNY_AREA_LOGS)
    return !igny_access_is_scoped (entity) || check_rows (step, entity, rows, n_rows, error);
  if (igny_role_may (actor, area, IGNY_OPERATION_EDIT))
    return check_rows (step, entity, rows, n_rows, error);
  if (!check_charge (step, entity, &is_charge, error))
    return FALSE;
  if (is_charge)
    return TRUE;
  g_set_error_literal (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE,
                       igny_role_get_refusal (actor, area, IGNY_OPERATION_EDIT));
  return FALSE;
}

static gboolean
check_touched (IgnyStep            *step,
               const IgnyChangeSet *touched,
               GError             **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      gsize         n_rows;
      const gint64 *rows = igny_change_set_get_rows (touched, igny_entities[i]->table, &n_rows);

      if (n_rows > 0 && !check_entity (step, igny_entities[i], rows, n_rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_writer (IgnyStep *step,
              GError  **error)
{
  const IgnyActor *actor = igny_step_get_actor (step);

  if (actor == NULL || igny_role_may (actor, IGNY_AREA_DATA, IGNY_OPERATION_EDIT))
    return TRUE;
  g_set_error_literal (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ROLE,
                       igny_role_get_refusal (actor, IGNY_AREA_DATA, IGNY_OPERATION_EDIT));
  return FALSE;
}

/* What may be changed whatever the status: what brings the account back. */
static gboolean
is_of_account (const IgnyEntity *entity)
{
  switch (igny_role_get_area (entity))
    {
    case IGNY_AREA_ACCOUNTS:
    case IGNY_AREA_USERS:
    case IGNY_AREA_BILLING:
    case IGNY_AREA_PLANS:
    case IGNY_AREA_LOGS:
      return TRUE;

    case IGNY_AREA_SITES:
    case IGNY_AREA_DATA:
    case IGNY_AREA_SETTINGS:
    case IGNY_AREA_CATALOG:
    case IGNY_N_AREAS:
    default:
      return FALSE;
    }
}

static gboolean
touches_data (const IgnyChangeSet *touched)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    if (!is_of_account (igny_entities[i]) &&
        igny_change_set_has_table (touched, igny_entities[i]->table))
      return TRUE;
  return FALSE;
}

#define STATUS_SQL                                                                      \
  "SELECT iif(status IN ('suspended', 'cancelled'), status, iif(EXISTS (SELECT 1 FROM"  \
  " main.plans p WHERE p.row = a.plan AND p.deleted_step IS NULL), 'fine', 'no plan'))" \
  " FROM main.accounts a WHERE row = my_account ()"

gboolean
igny_gate_check_work (IgnyDb  *db,
                      GError **error)
{
  g_autofree char *status = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!igny_db_get_text (db, STATUS_SQL, NULL, &status, error))
    return FALSE;
  if (status == NULL || g_str_equal (status, "fine"))
    return TRUE;
  if (g_str_equal (status, "no plan"))
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT,
                 "the account has no plan: its data can be read and exported, and not changed;"
                 " the owner gives it one with “igny8ctl plan assign”");
  else
    g_set_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT,
                 "the account is %s: its data can be read and exported, and not changed; the"
                 " owner sets it active again with “igny8ctl account set status=active”",
                 g_str_equal (status, "cancelled") ? "canceled" : status);
  return FALSE;
}

gboolean
igny_gate (IgnyStep            *step,
           const IgnyChangeSet *touched,
           GError             **error)
{
  g_return_val_if_fail (step != NULL, FALSE);

  if (touched == NULL)
    return check_writer (step, error);
  if (igny_step_get_actor (step) != NULL && !check_touched (step, touched, error))
    return FALSE;
  if (igny_step_get_kind (step) == IGNY_STEP_SYSTEM || !touches_data (touched))
    return igny_limits_check_step (step, touched, error);
  return igny_gate_check_work (igny_step_get_db (step), error) &&
         igny_limits_check_step (step, touched, error);
}
