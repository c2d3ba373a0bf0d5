/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clusters-edit.h"

#include "igny-cluster.h"
#include "igny-clusters.h"
#include "igny-edit.h"
#include "igny-remove.h"
#include "igny-scope.h"

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD, message);
  return FALSE;
}

static IgnyCluster *
load (IgnyStep  *step,
      gint64     row,
      IgnyScope *scope,
      GError   **error)
{
  IgnyCluster *cluster =
      igny_records_load (igny_step_get_db (step), &igny_cluster_entity, row, error);

  if (cluster != NULL)
    *scope = (IgnyScope){ cluster->site, cluster->sector };
  return cluster;
}

/* Its intent follows its keywords, and it is a person's now. */
static gboolean
settle (IgnyStep *step,
        gint64    cluster,
        GError  **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE clusters SET origin = 'hand', updated_at = ?2"
                       " WHERE row = ?1 AND origin <> 'hand' AND account = my_account()",
                       IGNY_BINDS (IGNY_BIND_INT (cluster),
                                   IGNY_BIND_INT (igny_step_get_now (step))),
                       error) &&
         igny_clusters_update_intent (step, cluster, error);
}

/* What refers to a cluster, other than keywords, which have a status too. */
static const char *const take_over[] = {
  "UPDATE ideas SET keyword_cluster = ?1, updated_at = ?3"
  " WHERE keyword_cluster = ?2 AND deleted_step IS NULL",
  "UPDATE tasks SET cluster = ?1, updated_at = ?3 WHERE cluster = ?2 AND deleted_step IS NULL",
  "UPDATE keywords SET cluster = ?1, updated_at = ?3 WHERE cluster = ?2 AND deleted_step IS NULL",
  "UPDATE clusters SET status = 'mapped', updated_at = ?3 WHERE row = ?1 AND status <> 'mapped'"
  " AND (SELECT status FROM clusters WHERE row = ?2) = 'mapped'",
};

static gboolean
absorb (IgnyStep    *step,
        IgnyCluster *into,
        gint64       other,
        GError     **error)
{
  IgnyDb   *db = igny_step_get_db (step);
  IgnyScope scope;
  g_autoptr(IgnyCluster) cluster = NULL;

  if (other == into->record.row)
    return refuse (error, "a cluster cannot be merged with itself");
  cluster = load (step, other, &scope, error);
  if (cluster == NULL)
    return FALSE;
  if (cluster->sector != into->sector)
    return refuse (error, "only clusters of one sector can be merged");

  for (guint i = 0; i < G_N_ELEMENTS (take_over); i++)
    if (!igny_db_exec (db, take_over[i],
                       IGNY_BINDS (IGNY_BIND_INT (into->record.row), IGNY_BIND_INT (other),
                                   IGNY_BIND_INT (igny_step_get_now (step))),
                       error))
      return FALSE;
  return igny_remove (step, &igny_cluster_entity, other, error);
}

gboolean
igny_clusters_merge (IgnyStep     *step,
                     gint64        into,
                     const gint64 *others,
                     gsize         n_others,
                     GError      **error)
{
  IgnyScope scope;
  g_autoptr(IgnyCluster) cluster = NULL;

  g_return_val_if_fail (step != NULL && (others != NULL || n_others == 0), FALSE);

  if (n_others == 0)
    return refuse (error, "name two or more clusters to merge");
  cluster = load (step, into, &scope, error);
  if (cluster == NULL)
    return FALSE;
  for (gsize i = 0; i < n_others; i++)
    if (!absorb (step, cluster, others[i], error))
      return FALSE;
  igny_step_set_label (step, "Merge %" G_GSIZE_FORMAT " clusters into “%s”", n_others + 1,
                       cluster->name);
  return settle (step, into, error);
}

/* All keywords are alive and of the sector; of the cluster too unless it is 0. */
static gboolean
check_keywords (IgnyStep        *step,
                const IgnyScope *scope,
                gint64           cluster,
                const gint64    *keywords,
                gsize            n_keywords,
                GError         **error)
{
  for (gsize i = 0; i < n_keywords; i++)
    {
      gint64 found;

      if (!igny_db_get_integer (igny_step_get_db (step),
                                "SELECT row FROM keywords WHERE row = ?1 AND sector = ?2 AND"
                                " (?3 = 0 OR cluster = ?3) AND deleted_step IS NULL AND"
                                " account = my_account()",
                                IGNY_BINDS (IGNY_BIND_INT (keywords[i]),
                                            IGNY_BIND_INT (scope->sector),
                                            IGNY_BIND_INT (cluster)),
                                &found, error))
        return FALSE;
      if (found != keywords[i])
        return refuse (error, cluster != 0 ? "a keyword is not of that cluster"
                                           : "a keyword is not of the cluster's sector");
    }
  return TRUE;
}

static gboolean
take_part (IgnyStep              *step,
           const IgnyScope       *scope,
           gint64                 cluster,
           const IgnyClusterPart *part,
           gint64                *made,
           GError               **error)
{
  if (part->n_keywords == 0)
    return refuse (error, "a part of a cluster needs a keyword");
  if (!check_keywords (step, scope, cluster, part->keywords, part->n_keywords, error) ||
      !igny_clusters_ensure (step, scope, part->name, NULL, "hand", made, error))
    return FALSE;
  if (*made == cluster)
    return refuse (error, "a part needs another name than its cluster");
  return igny_clusters_assign (step, scope, *made, part->keywords, part->n_keywords, error) &&
         settle (step, *made, error);
}

gboolean
igny_clusters_split (IgnyStep              *step,
                     gint64                 cluster,
                     const IgnyClusterPart *parts,
                     gsize                  n_parts,
                     gint64                *made,
                     GError               **error)
{
  IgnyScope scope;
  g_autoptr(IgnyCluster) record = NULL;

  g_return_val_if_fail (step != NULL && (parts != NULL || n_parts == 0), FALSE);

  if (n_parts == 0)
    return refuse (error, "there is nothing to split off");
  record = load (step, cluster, &scope, error);
  if (record == NULL)
    return FALSE;
  for (gsize i = 0; i < n_parts; i++)
    {
      gint64 row;

      if (!take_part (step, &scope, cluster, &parts[i], &row, error))
        return FALSE;
      if (made != NULL)
        made[i] = row;
    }
  igny_step_set_label (step, "Split cluster “%s” into %" G_GSIZE_FORMAT, record->name, n_parts + 1);
  return settle (step, cluster, error);
}

gboolean
igny_clusters_rename (IgnyStep   *step,
                      gint64      cluster,
                      const char *name,
                      GError    **error)
{
  IgnyAssignment value = { "name", name };
  g_autoptr(IgnyErrors) errors = NULL;
  IgnyScope scope;
  g_autoptr(IgnyCluster) record = NULL;

  g_return_val_if_fail (step != NULL && name != NULL, FALSE);

  record = load (step, cluster, &scope, error);
  if (record == NULL)
    return FALSE;
  errors = igny_errors_new ();
  if (!igny_edit_set (step, &igny_cluster_entity, cluster, &value, 1, errors, error))
    return FALSE;
  igny_step_set_label (step, "Rename cluster “%s” to “%s”", record->name, name);
  return settle (step, cluster, error);
}

/* Clusters that the keywords are taken from; their intent follows. */
static GArray *
list_homes (IgnyStep     *step,
            const gint64 *keywords,
            gsize         n_keywords,
            GError      **error)
{
  g_autoptr(GArray) homes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < n_keywords; i++)
    {
      gint64 home;

      if (!igny_db_get_integer (igny_step_get_db (step),
                                "SELECT cluster FROM keywords WHERE row = ?1",
                                IGNY_BINDS (IGNY_BIND_INT (keywords[i])), &home, error))
        return NULL;
      if (home > 0 && g_hash_table_add (known, g_memdup2 (&home, sizeof (home))))
        g_array_append_val (homes, home);
    }
  return g_steal_pointer (&homes);
}

gboolean
igny_clusters_move (IgnyStep     *step,
                    gint64        cluster,
                    const gint64 *keywords,
                    gsize         n_keywords,
                    GError      **error)
{
  IgnyScope scope;
  g_autoptr(IgnyCluster) record = NULL;
  g_autoptr(GArray) homes = NULL;

  g_return_val_if_fail (step != NULL && (keywords != NULL || n_keywords == 0), FALSE);

  record = load (step, cluster, &scope, error);
  if (record == NULL || !check_keywords (step, &scope, 0, keywords, n_keywords, error))
    return FALSE;
  homes = list_homes (step, keywords, n_keywords, error);
  if (homes == NULL || !igny_clusters_assign (step, &scope, cluster, keywords, n_keywords, error))
    return FALSE;
  for (guint i = 0; i < homes->len; i++)
    if (!igny_clusters_update_intent (step, g_array_index (homes, gint64, i), error))
      return FALSE;
  igny_step_set_label (step, "Move %" G_GSIZE_FORMAT " keywords to “%s”", n_keywords,
                       record->name);
  return settle (step, cluster, error);
}
