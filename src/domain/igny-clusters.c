/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clusters.h"

#include "igny-cluster.h"
#include "igny-intent.h"
#include "igny-text.h"

gboolean
igny_clusters_find (IgnyDb     *db,
                    gint64      sector,
                    const char *name,
                    gint64     *row,
                    GError    **error)
{
  g_autofree char *key = igny_text_normalize (name);

  g_return_val_if_fail (db != NULL && row != NULL, FALSE);

  if (!igny_db_get_integer (db,
                            "SELECT row FROM clusters WHERE sector = ?1 AND key = ?2 AND"
                            " deleted_step IS NULL AND account = my_account()",
                            IGNY_BINDS (IGNY_BIND_INT (sector), IGNY_BIND_TEXT (key)), row, error))
    return FALSE;
  if (*row == IGNY_UNKNOWN)
    *row = 0;
  return TRUE;
}

/* A keyword may be longer than the name of a cluster. */
static char *
fit_name (const char *name,
          const char *origin)
{
  guint            most = igny_entity_find_field (&igny_cluster_entity, "name")->max_length;
  g_autofree char *tidy = igny_text_tidy (name);
  g_autofree char *start = NULL;

  if (g_str_equal (origin, "hand") || g_utf8_strlen (tidy, -1) <= (glong) most)
    return g_steal_pointer (&tidy);
  start = g_utf8_substring (tidy, 0, (glong) most - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/* Takes name. */
static IgnyCluster *
make_cluster (const IgnyScope *scope,
              char            *name,
              const char      *description,
              const char      *origin)
{
  IgnyCluster *cluster = igny_record_new (&igny_cluster_entity);

  cluster->site = scope->site;
  cluster->sector = scope->sector;
  cluster->name = name;
  cluster->key = igny_text_normalize (name);
  cluster->description = g_strdup (description);
  g_free (cluster->origin);
  cluster->origin = g_strdup (origin);
  return cluster;
}

gboolean
igny_clusters_ensure (IgnyStep        *step,
                      const IgnyScope *scope,
                      const char      *name,
                      const char      *description,
                      const char      *origin,
                      gint64          *row,
                      GError         **error)
{
  g_autofree char *fit = NULL;
  g_autoptr(IgnyCluster) cluster = NULL;
  g_autoptr(IgnyErrors) errors = NULL;

  g_return_val_if_fail (step != NULL && scope != NULL && name != NULL && origin != NULL, FALSE);

  fit = fit_name (name, origin);
  if (!igny_clusters_find (igny_step_get_db (step), scope->sector, fit, row, error))
    return FALSE;
  if (*row != 0)
    return TRUE;

  errors = igny_errors_new ();
  cluster = make_cluster (scope, g_steal_pointer (&fit), description, origin);
  if (!igny_record_validate (cluster, errors))
    return igny_errors_to_gerror (errors, error);
  if (!igny_step_insert (step, cluster, error))
    return FALSE;
  *row = cluster->record.row;
  return TRUE;
}

/* One statement for all: each statement that logs costs SQLite copies of the
 * pages that it might have to take back. */
#define PLACE_SQL                                                                    \
  "UPDATE keywords SET updated_at = ?1,"                                             \
  " cluster = iif(p.cluster IS -1, keywords.cluster, p.cluster),"                    \
  " status = iif(keywords.status = 'archived' OR p.cluster IS -1, keywords.status,"  \
  "   iif(p.cluster IS NULL, 'pending', 'active')),"                                 \
  " intent = ifnull(intent, p.guess),"                                               \
  " intent_guessed = iif(intent IS NULL AND p.guess IS NOT NULL, 1, intent_guessed)" \
  " FROM temp.places p WHERE keywords.row = p.keyword AND keywords.sector = ?2"      \
  " AND keywords.account = my_account() AND keywords.deleted_step IS NULL"           \
  " AND (p.had IS -1 OR keywords.cluster IS p.had)"                                  \
  " AND ((p.cluster IS NOT -1 AND keywords.cluster IS NOT p.cluster)"                \
  "   OR (keywords.intent IS NULL AND p.guess IS NOT NULL))"

static gboolean
fill_places (IgnyDb                 *db,
             const IgnyClusterPlace *places,
             gsize                   n_places,
             GError                **error)
{
  if (!igny_db_exec (db,
                     "CREATE TEMP TABLE IF NOT EXISTS places"
                     " (keyword INTEGER PRIMARY KEY, cluster INTEGER, guess TEXT,"
                     " had INTEGER) STRICT",
                     NULL, error) ||
      !igny_db_exec (db, "DELETE FROM temp.places", NULL, error))
    return FALSE;
  for (gsize i = 0; i < n_places; i++)
    if (!igny_db_exec (db, "INSERT OR REPLACE INTO temp.places VALUES (?1, ?2, ?3, ?4)",
                       IGNY_BINDS (IGNY_BIND_INT (places[i].keyword),
                                   IGNY_BIND_ROW (places[i].cluster),
                                   IGNY_BIND_TEXT (places[i].guess),
                                   IGNY_BIND_ROW (places[i].had)),
                       error))
      return FALSE;
  return TRUE;
}

gboolean
igny_clusters_place (IgnyStep               *step,
                     const IgnyScope        *scope,
                     const IgnyClusterPlace *places,
                     gsize                   n_places,
                     GError                **error)
{
  IgnyDb *db;

  g_return_val_if_fail (step != NULL && scope != NULL, FALSE);

  db = igny_step_get_db (step);
  return fill_places (db, places, n_places, error) &&
         igny_db_exec (db, PLACE_SQL,
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_now (step)),
                                   IGNY_BIND_INT (scope->sector)),
                       error);
}

gboolean
igny_clusters_assign (IgnyStep        *step,
                      const IgnyScope *scope,
                      gint64           cluster,
                      const gint64    *keywords,
                      gsize            n_keywords,
                      GError         **error)
{
  g_autofree IgnyClusterPlace *places = g_new0 (IgnyClusterPlace, n_keywords + 1);

  for (gsize i = 0; i < n_keywords; i++)
    places[i] = (IgnyClusterPlace){ keywords[i], cluster, NULL, IGNY_CLUSTERS_ANY };
  return igny_clusters_place (step, scope, places, n_keywords, error);
}

/* The four intents as columns in the order of IgnyIntent, by volume where it is known, by number
 * else. */
#define INTENT_SQL                                                                           \
  "SELECT sum(w * (intent = 'informational')), sum(w * (intent = 'navigational')),"          \
  " sum(w * (intent = 'commercial')), sum(w * (intent = 'transactional'))"                   \
  " FROM (SELECT intent, 1 + ifnull(volume, 0) / 100 AS w FROM keywords WHERE cluster = ?1 " \
  "AND intent IS NOT NULL AND deleted_step IS NULL)"

gboolean
igny_clusters_update_intent (IgnyStep *step,
                             gint64    cluster,
                             GError  **error)
{
  IgnyDb     *db = igny_step_get_db (step);
  gint64      weights[IGNY_N_INTENTS] = { 0 };
  const char *word;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db, INTENT_SQL, IGNY_BINDS (IGNY_BIND_INT (cluster)), error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    for (int i = IGNY_INTENT_INFORMATIONAL; i < IGNY_N_INTENTS; i++)
      weights[i] = MAX (igny_cursor_get_integer (cursor, i - IGNY_INTENT_INFORMATIONAL), 0);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  word = igny_intent_get_word (igny_intent_lead (weights));
  return igny_db_exec (db,
                       "UPDATE clusters SET intent = ?1, mixed_intent = ?2, updated_at = ?3"
                       " WHERE row = ?4 AND account = my_account()"
                       " AND (intent IS NOT ?1 OR mixed_intent IS NOT ?2)",
                       IGNY_BINDS (IGNY_BIND_TEXT (word),
                                   IGNY_BIND_INT (igny_intent_is_mixed (weights)),
                                   IGNY_BIND_INT (igny_step_get_now (step)),
                                   IGNY_BIND_INT (cluster)),
                       error);
}
