/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-computed.h"

typedef struct
{
  const char *table;
  const char *field;
  const char *from; /* tables read besides its own, with spaces */
  const char *sql;
} Computed;

#define CLUSTER_KEYWORDS "FROM keywords k WHERE k.cluster = clusters.row AND k.deleted_step IS NULL"
#define TASK_CONTENT "FROM content c WHERE c.task = tasks.row AND c.deleted_step IS NULL"

/* A setting of the account, or what it is at first: igny-settings.c. The store
 * reads it by itself, so that the field can be sorted and filtered by. */
#define WEIGHT(name, initial)                                                   \
  "ifnull((SELECT cast(json_extract(s.config, '$.\"opportunity-" name           \
  "\"') AS INTEGER) FROM integration_settings s WHERE s.account = my_account()" \
  " AND s.integration_type = 'general' AND s.deleted_step IS NULL"              \
  " AND json_valid(s.config)), " initial ")"

/* clang-format off */
static const Computed computed[] = {
  { "industries", "sectors_count", "industry_sectors",
    "(SELECT count(*) FROM industry_sectors s WHERE s.industry = industries.row AND s.deleted_step IS NULL)" },
  { "industry_sectors", "keywords_count", "seed_keywords",
    "(SELECT count(*) FROM seed_keywords k WHERE k.industry_sector = industry_sectors.row AND k.deleted_step IS NULL)" },
  { "sites", "sectors_count", "sectors",
    "(SELECT count(*) FROM sectors s WHERE s.site = sites.row AND s.is_active = 1 AND s.deleted_step IS NULL)" },
  { "sectors", "keywords_count", "keywords",
    "(SELECT count(*) FROM keywords k WHERE k.sector = sectors.row AND k.deleted_step IS NULL)" },
  { "keywords", "opportunity", "integration_settings",
    "opportunity(keywords.volume, keywords.difficulty, keywords.intent, " WEIGHT ("volume", "40") ", "
    WEIGHT ("ease", "40") ", " WEIGHT ("intent", "20") ")" },
  { "clusters", "keywords_count", "keywords", "(SELECT count(*) " CLUSTER_KEYWORDS ")" },
  { "clusters", "volume", "keywords", "(SELECT sum(k.volume) " CLUSTER_KEYWORDS ")" },
  { "clusters", "difficulty", "keywords",
    "(SELECT cast(round(avg(k.difficulty)) AS INTEGER) " CLUSTER_KEYWORDS ")" },
  { "clusters", "ideas_count", "ideas",
    "(SELECT count(*) FROM ideas i WHERE i.keyword_cluster = clusters.row AND i.deleted_step IS NULL)" },
  { "clusters", "mapped_pages", "content tasks",
    "(SELECT count(*) FROM content c JOIN tasks t ON t.row = c.task WHERE t.cluster = clusters.row"
    " AND c.status = 'published' AND c.deleted_step IS NULL AND t.deleted_step IS NULL)" },
  { "ideas", "target_keywords", "idea_keywords keywords",
    "(SELECT group_concat(keyword, ', ') FROM (SELECT k.keyword FROM idea_keywords l"
    " JOIN keywords k ON k.row = l.keyword WHERE l.idea = ideas.row AND l.deleted_step IS NULL"
    " AND k.deleted_step IS NULL ORDER BY l.is_primary DESC, l.position))" },
  { "tasks", "keywords", "task_keywords keywords",
    "(SELECT group_concat(keyword, ', ') FROM (SELECT k.keyword FROM task_keywords l"
    " JOIN keywords k ON k.row = l.keyword WHERE l.task = tasks.row AND l.deleted_step IS NULL"
    " AND k.deleted_step IS NULL ORDER BY l.is_primary DESC, l.position))" },
  { "tasks", "content",          "content", "(SELECT c.row " TASK_CONTENT ")" },
  { "tasks", "word_count",       "content", "(SELECT c.word_count " TASK_CONTENT ")" },
  { "tasks", "meta_title",       "content", "(SELECT c.meta_title " TASK_CONTENT ")" },
  { "tasks", "meta_description", "content", "(SELECT c.meta_description " TASK_CONTENT ")" },
  { "tasks", "assigned_post_id", "content", "(SELECT c.wp_post_id " TASK_CONTENT ")" },
  { "tasks", "post_url",         "content", "(SELECT c.post_url " TASK_CONTENT ")" },
};
/* clang-format on */

const char *
igny_computed_get_sql (const IgnyEntity *entity,
                       const IgnyField  *field)
{
  g_return_val_if_fail (entity != NULL && field != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    if (g_str_equal (computed[i].table, entity->table) &&
        g_str_equal (computed[i].field, field->name))
      return computed[i].sql;
  return NULL;
}

gboolean
igny_computed_is_stale (const IgnyEntity    *entity,
                        const IgnyChangeSet *changes)
{
  g_return_val_if_fail (entity != NULL && changes != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    {
      g_auto(GStrv) tables = g_strsplit (computed[i].from, " ", -1);

      for (guint j = 0; g_str_equal (computed[i].table, entity->table) && tables[j] != NULL; j++)
        if (igny_change_set_has_table (changes, tables[j]))
          return TRUE;
    }
  return FALSE;
}
