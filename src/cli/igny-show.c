/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-show.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-record.h"

/* clang-format off */
static const struct
{
  const char *table;
  const char *fields[IGNY_SHOW_MAX_COLUMNS];
} lists[] = {
  { "sites",    { "name", "slug", "domain", "status", "sectors_count" } },
  { "sectors",  { "name", "slug", "status", "keywords_count" } },
  { "keywords", { "keyword", "country", "volume", "difficulty", "intent", "cpc", "status", "cluster" } },
  { "clusters", { "name", "keywords_count", "volume", "difficulty", "intent", "status", "ideas_count" } },
  { "ideas",    { "idea_title", "content_type", "content_structure", "estimated_word_count", "status", "keyword_cluster" } },
  { "tasks",    { "title", "content_type", "status", "priority", "due_date", "word_count", "cluster" } },
  { "content",  { "title", "word_count", "status", "site_status", "wp_post_id", "post_url" } },
  { "images",   { "task", "image_type", "position", "status", "alt_text" } },
  { "keyword_sources", { "keyword", "source", "is_chosen", "volume", "difficulty", "cpc" } },
  { "idea_keywords", { "idea", "keyword", "is_primary", "position" } },
  { "task_keywords", { "task", "keyword", "is_primary", "position" } },
  { "content_versions", { "content", "number", "title", "word_count", "origin", "note" } },
  { "ai_prompts", { "prompt_type", "is_active" } },
  { "author_profiles", { "name", "tone", "language", "is_active" } },
  { "strategies", { "name", "sector", "is_active" } },
  { "saved_views", { "name", "page", "search", "sort" } },
  { "import_mappings", { "signature", "source" } },
  { "publishing_settings", { "site", "auto_approve", "auto_publish", "daily_limit", "weekly_limit", "monthly_limit" } },
  { "automation_configs", { "site", "is_enabled", "frequency", "hour", "next_run_at" } },
  { "automation_runs", { "site", "status", "stage", "credits_used", "started_at", "finished_at" } },
  { "accounts", { "name", "slug", "plan", "credits", "status" } },
  { "users",    { "email", "first_name", "last_name", "role", "is_active", "last_login" } },
  { "plans",    { "name", "slug", "price", "billing_cycle", "max_sites", "max_keywords", "included_credits" } },
  { "subscriptions", { "plan", "status", "period_start", "period_end" } },
  { "site_user_access", { "user", "site", "granted_by", "revoked_at" } },
  { "industries", { "name", "slug", "sectors_count", "is_active" } },
  { "industry_sectors", { "name", "slug", "industry", "keywords_count", "is_active" } },
  { "seed_keywords", { "keyword", "intent", "industry_sector", "volume", "difficulty", "country" } },
  { "integration_settings", { "integration_type", "is_active" } },
  { "credit_transactions", { "transaction_type", "amount", "balance_after", "description" } },
  { "credit_usage_logs", { "operation_type", "credits_used", "cost_usd", "model_used", "tokens_input", "tokens_output" } },
  { "notifications", { "severity", "title", "message", "is_read" } },
  { "publishing_records", { "content", "status", "wp_post_id", "post_url" } },
  { "jobs",     { "kind", "state", "percent", "message", "started_at", "finished_at" } },
  { "queue_items", { "title", "state", "percent", "message", "started_at", "finished_at" } },
  { "ai_task_logs", { "function_name", "model", "status", "tokens_input", "tokens_output", "cost_usd" } },
  { "resource_samples", { "operation", "wall_time", "cpu_time", "memory" } },
};
/* clang-format on */

static gboolean
is_number (const IgnyField *field)
{
  return field->kind == IGNY_KIND_INTEGER || field->kind == IGNY_KIND_DECIMAL;
}

guint
igny_show_get_columns (const IgnyEntity *entity,
                       const char       *without,
                       const IgnyField  *columns[IGNY_SHOW_MAX_COLUMNS],
                       guint            *numbers)
{
  guint n_columns = 1;

  g_return_val_if_fail (entity != NULL && columns != NULL && numbers != NULL, 0);

  *numbers = 0;
  columns[0] = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!g_str_equal (lists[i].table, entity->table))
        continue;
      for (const char *const *name = lists[i].fields; *name != NULL; name++)
        if (g_strcmp0 (*name, without) != 0)
          columns[n_columns++] = igny_entity_find_field (entity, *name);
    }
  for (guint i = 1; i < n_columns; i++)
    if (is_number (columns[i]))
      *numbers |= 1u << i;
  return n_columns;
}

void
igny_show_add_labels (IgnyTextTable          *table,
                      const IgnyField *const *columns,
                      guint                   n_columns)
{
  g_return_if_fail (table != NULL && columns != NULL);

  for (guint i = 0; i < n_columns; i++)
    igny_text_table_add (table, columns[i] != NULL ? _(columns[i]->label) : _("Id"));
}

char *
igny_show_dup_number (gint64 number)
{
  if (number == IGNY_UNKNOWN)
    return g_strdup ("–");
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

char *
igny_show_dup_time (gint64 at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

char *
igny_show_dup_flag (gint64 flag)
{
  return g_strdup (flag != 0 ? _("yes") : _("no"));
}

static char *
dup_cell (IgnyDb          *db,
          gconstpointer    record,
          const IgnyField *field)
{
  if (igny_record_is_unknown (record, field))
    return NULL;
  if (field->kind == IGNY_KIND_REFERENCE)
    return igny_records_dup_title (db, field->target, igny_record_get_number (record, field));
  if (field->kind == IGNY_KIND_INTEGER && strcmp (field->name, "wp_post_id") != 0)
    return igny_show_dup_number (igny_record_get_number (record, field));
  if (field->kind == IGNY_KIND_FLAG)
    return igny_show_dup_flag (igny_record_get_number (record, field));
  return igny_record_dup_plain (record, field);
}

void
igny_show_add_record (IgnyTextTable          *table,
                      IgnyDb                 *db,
                      gconstpointer           record,
                      const IgnyField *const *columns,
                      guint                   n_columns)
{
  char id[IGNY_ID_TEXT_SIZE];

  g_return_if_fail (table != NULL && db != NULL && record != NULL && columns != NULL);

  igny_id_to_text (&((const IgnyRecord *) record)->id, id);
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *cell =
          columns[i] != NULL ? dup_cell (db, record, columns[i]) : g_strdup (id);

      igny_text_table_add (table, cell);
    }
}
