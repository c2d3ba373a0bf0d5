/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-cluster.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-clustering.h"
#include "igny-clusters.h"
#include "igny-intent.h"
#include "igny-settings.h"

static void
group_free (gpointer data)
{
  IgnyWorkGroup *group = data;

  g_free (group->name);
  g_free (group->description);
  g_array_unref (group->keywords);
  g_free (group);
}

GPtrArray *
igny_work_groups_new (void)
{
  return g_ptr_array_new_with_free_func (group_free);
}

IgnyWorkGroup *
igny_work_groups_add (GPtrArray  *groups,
                      const char *name,
                      const char *description)
{
  IgnyWorkGroup *group = g_new0 (IgnyWorkGroup, 1);

  group->name = g_strdup (name);
  group->description = g_strdup (description);
  group->keywords = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (groups, group);
  return group;
}

static void
clustering_progress_cb (double   fraction,
                        gpointer user_data)
{
  const IgnyRun *run = user_data;

  igny_run_report (run, IGNY_PHASE_AI_CALL, (guint) (fraction * 1000), 0, 0,
                   _("Grouping keywords"));
}

static gboolean
group_offline (const IgnyRun          *run,
               const IgnyWorkKeywords *keywords,
               gint64                  strictness,
               GPtrArray              *groups,
               GError                **error)
{
  g_autoptr(IgnyClustering) clustering = NULL;

  clustering = igny_clustering_run (
      (const char *const *) keywords->keys->pdata,
      (const gint64 *) (gpointer) keywords->volumes->data, keywords->n, (double) strictness / 100,
      clustering_progress_cb, (gpointer) run, run->cancellable, error);
  if (clustering == NULL)
    return FALSE;

  for (guint i = 0; i < clustering->n_clusters; i++)
    igny_work_groups_add (groups, keywords->texts->pdata[clustering->names[i]], NULL);
  for (guint i = 0; i < keywords->n; i++)
    if (clustering->clusters[i] >= 0)
      g_array_append_val (((IgnyWorkGroup *) groups->pdata[clustering->clusters[i]])->keywords, i);
  return TRUE;
}

typedef struct
{
  const IgnyRun          *run;
  const IgnyScope        *scope;
  IgnyEngine              engine;
  const IgnyWorkKeywords *keywords;
  GPtrArray              *groups;
  GArray                 *usages;
  IgnyClusterResult      *result;
  IgnyClusterPlace       *places;   /* as the keywords */
  GArray                 *clusters; /* rows of those that the groups are */
} Save;

static gboolean
save_group (Save                *save,
            IgnyStep            *step,
            const IgnyWorkGroup *group,
            GError             **error)
{
  const char *origin = save->engine == IGNY_ENGINE_AI ? "ai" : "offline";
  gint64      cluster;

  if (!igny_clusters_ensure (step, save->scope, group->name, group->description, origin, &cluster,
                             error))
    return FALSE;
  for (guint i = 0; i < group->keywords->len; i++)
    save->places[g_array_index (group->keywords, guint, i)].cluster = cluster;

  g_array_append_val (save->clusters, cluster);
  save->result->clusters++;
  save->result->clustered += group->keywords->len;
  return TRUE;
}

/* Each keyword with its guess. The store's word leads: it may have changed
 * while the engine thought. */
static void
fill_places (Save *save)
{
  for (guint i = 0; i < save->keywords->n; i++)
    {
      IgnyClusterPlace *place = &save->places[i];

      place->keyword = igny_work_keywords_row (save->keywords, i);
      place->cluster = IGNY_CLUSTERS_STAY;
      if (save->keywords->intents->pdata[i] == NULL)
        place->guess = igny_intent_get_word (igny_intent_guess (save->keywords->keys->pdata[i]));
    }
}

static gboolean
update_intents (Save     *save,
                IgnyStep *step,
                GError  **error)
{
  for (guint i = 0; i < save->clusters->len; i++)
    if (!igny_clusters_update_intent (step, g_array_index (save->clusters, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Save *save = data;

  if (!igny_scope_check (igny_step_get_db (step), save->scope, error))
    return FALSE;
  fill_places (save);
  for (guint i = 0; i < save->groups->len; i++)
    {
      if (i % 64 == 0)
        igny_run_report (save->run, IGNY_PHASE_SAVE, i * 1000 / save->groups->len, 0, 0,
                         _("Saving clusters"));
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !save_group (save, step, save->groups->pdata[i], error))
        return FALSE;
    }
  if (!igny_clusters_place (step, save->scope, save->places, save->keywords->n, error) ||
      !update_intents (save, step, error))
    return FALSE;
  for (guint i = 0; i < save->usages->len; i++)
    if (!igny_credits_charge (step, &g_array_index (save->usages, IgnyUsage, i), error))
      return FALSE;

  igny_step_set_label (step, _("Cluster %u keywords into %u"), save->result->clustered,
                                save->result->clusters);
  return TRUE;
}

typedef struct
{
  const IgnyScope *scope;
  IgnyStore       *store;
  gint64           strictness;
} Prepare;

static gboolean
read_strictness_cb (IgnyDb       *db,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  Prepare         *prepare = data;
  g_autofree char *text =
      igny_settings_dup (db, igny_store_get_account (prepare->store), "general.strictness");

  if (!igny_number_from_decimal (text, 2, &prepare->strictness))
    prepare->strictness = 50;
  return igny_scope_check (db, prepare->scope, error);
}

/* A person's clusters, and those that ideas stand on, are left alone. */
#define ENGINE_MADE                                                                         \
  "(SELECT row FROM clusters c WHERE c.sector = ?1 AND c.origin IN ('offline', 'ai') AND "  \
  "c.deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM ideas i WHERE i.keyword_cluster = " \
  "c.row AND i.deleted_step IS NULL) AND NOT EXISTS (SELECT 1 FROM tasks t WHERE "          \
  "t.cluster = c.row AND t.deleted_step IS NULL))"

static gboolean
let_go_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Prepare  *prepare = data;
  IgnyDb         *db = igny_step_get_db (step);
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (prepare->scope->sector),
                                      IGNY_BIND_INT (igny_step_get_now (step)),
                                      IGNY_BIND_INT (igny_step_get_number (step)));

  return igny_db_exec (db,
                       "UPDATE keywords SET cluster = NULL, updated_at = ?2,"
                       " status = iif(status = 'active', 'pending', status)"
                       " WHERE deleted_step IS NULL AND cluster IN " ENGINE_MADE,
                       binds, error) &&
         igny_db_exec (db, "UPDATE clusters SET deleted_step = ?3 WHERE row IN " ENGINE_MADE,
                       binds, error);
}

static gboolean
prepare (const IgnyRun   *run,
         const IgnyScope *scope,
         gboolean         again,
         gint64          *strictness,
         GError         **error)
{
  Prepare call = { scope, run->store };

  igny_run_report (run, IGNY_PHASE_INIT, 0, 0, 0, _("Reading keywords"));
  if (!igny_store_read (run->store, read_strictness_cb, &call, run->cancellable, error))
    return FALSE;
  if (*strictness == IGNY_UNKNOWN)
    *strictness = call.strictness;
  return !again ||
         igny_store_write (run->store, IGNY_STEP_DO,
                           _("Let go of clusters"), let_go_cb, &call, run->cancellable, error);
}

static void
clear_usage (gpointer data)
{
  g_free ((char *) ((IgnyUsage *) data)->model);
}

gboolean
igny_work_cluster (const IgnyRun     *run,
                   const IgnyScope   *scope,
                   IgnyEngine         engine,
                   gint64             strictness,
                   gboolean           again,
                   const gint64      *rows,
                   gsize              n_rows,
                   IgnyClusterResult *result,
                   GError           **error)
{
  g_autoptr(IgnyWorkKeywords) keywords = NULL;
  g_autoptr(GPtrArray) groups = igny_work_groups_new ();
  g_autoptr(GArray) usages = g_array_new (FALSE, FALSE, sizeof (IgnyUsage));
  g_autoptr(GArray) clusters = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree IgnyClusterPlace *places = NULL;
  g_autoptr(GError) failure = NULL;
  gint64 started;
  Save   save = { run, scope, engine, NULL, groups, usages, result };

  g_return_val_if_fail (run != NULL && scope != NULL && result != NULL, FALSE);

  *result = (IgnyClusterResult){ 0 };
  started = igny_env_now_ms (igny_store_get_env (run->store));
  g_array_set_clear_func (usages, clear_usage);
  if (!prepare (run, scope, again, &strictness, error))
    return FALSE;
  save.keywords = keywords = igny_work_keywords_load_free (run, scope, rows, n_rows, error);
  if (keywords == NULL)
    return FALSE;
  save.places = places = g_new0 (IgnyClusterPlace, keywords->n + 1);
  save.clusters = clusters;

  if (engine == IGNY_ENGINE_AI && keywords->n > 0)
    igny_work_cluster_ask (run, scope, keywords, groups, usages, result, &failure);
  else if (!group_offline (run, keywords, strictness, groups, error))
    return FALSE;

  if ((failure == NULL || usages->len > 0) &&
      !igny_store_write (run->store, IGNY_STEP_DO,
                         _("Cluster keywords"), save_cb, &save,
                            failure == NULL ? run->cancellable : NULL, error))
    return FALSE;
  result->unclustered = (guint) keywords->n - result->clustered;
  result->milliseconds = igny_env_now_ms (igny_store_get_env (run->store)) - started;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return TRUE;
}
