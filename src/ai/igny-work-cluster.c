/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-cluster.h"

#include <glib/gi18n.h>

#include "igny-ai-session.h"
#include "igny-clusters.h"
#include "igny-grouper.h"
#include "igny-intent.h"
#include "igny-jobs.h"
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

static gboolean
group_quietly (const IgnyRun          *run,
               const IgnyScope        *scope,
               IgnyEngine              engine,
               const IgnyWorkKeywords *keywords,
               gint64                  strictness,
               GPtrArray              *groups,
               GError                **error)
{
  g_autoptr(IgnyGrouper) grouper = NULL;
  g_autoptr(IgnyClustering) clustering = NULL;

  /* Nothing to group asks nobody. */
  if (keywords->n == 0)
    return TRUE;
  grouper = igny_grouper_new (run, scope, engine, keywords, error);
  if (grouper == NULL)
    return FALSE;
  clustering = igny_grouper_run (grouper, strictness, run->cancellable, error);
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
  gboolean                again;
  gboolean                whole; /* all keywords were asked about */
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
  gboolean    by_model = save->engine == IGNY_ENGINE_AI || save->engine == IGNY_ENGINE_EMBEDDINGS;
  const char *origin = by_model ? "ai" : "offline";
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
      place->had = igny_work_keywords_home (save->keywords, i);
      /* What was let go of and fits nowhere now has no cluster. */
      place->cluster = save->again && save->whole ? 0 : IGNY_CLUSTERS_STAY;
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

#define WITHOUT_KEYWORDS                                                               \
  IGNY_WORK_ENGINE_MADE " AND NOT EXISTS (SELECT 1 FROM keywords k WHERE k.cluster = " \
                        "clusters.row AND k.status <> 'archived' AND k.deleted_step IS NULL)"

/* Clusters of an earlier run whose keywords all went elsewhere. */
static gboolean
drop_empty (Save     *save,
            IgnyStep *step,
            GError  **error)
{
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (save->scope->sector),
                                      IGNY_BIND_INT (igny_step_get_now (step)),
                                      IGNY_BIND_INT (igny_step_get_number (step)));

  return !save->again ||
         (igny_db_exec (igny_step_get_db (step),
                        "UPDATE clusters SET deleted_step = ?3, updated_at = ?2"
                        " WHERE row IN " WITHOUT_KEYWORDS,
                        binds, error) &&
          igny_db_exec (igny_step_get_db (step),
                        "UPDATE keywords SET cluster = NULL, updated_at = ?2 WHERE sector = ?1"
                        " AND cluster IN (SELECT row FROM clusters WHERE deleted_step = ?3)",
                        binds, error));
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
        igny_run_report (save->run, IGNY_PHASE_SAVE, i * 1000 / save->groups->len,
                         save->usages->len, save->usages->len, _("Saving clusters"));
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !save_group (save, step, save->groups->pdata[i], error))
        return FALSE;
    }
  if (!igny_clusters_place (step, save->scope, save->places, save->keywords->n, error) ||
      !drop_empty (save, step, error) || !update_intents (save, step, error))
    return FALSE;
  if (!igny_ai_usages_charge (save->usages, step, error) ||
      !igny_jobs_settle (save->run, step, save->whole, error))
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
  Prepare *prepare = data;

  prepare->strictness =
      igny_settings_get_number (db, igny_store_get_account (prepare->store), "general.strictness");
  return igny_scope_check (db, prepare->scope, error);
}

static gboolean
prepare (const IgnyRun   *run,
         const IgnyScope *scope,
         gint64          *strictness,
         GError         **error)
{
  Prepare call = { scope, run->store };

  igny_run_report (run, IGNY_PHASE_INIT, 0, 0, 0, _("Reading keywords"));
  if (!igny_store_read (run->store, read_strictness_cb, &call, run->cancellable, error))
    return FALSE;
  if (*strictness == IGNY_UNKNOWN)
    *strictness = call.strictness;
  return TRUE;
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
  g_autoptr(GArray) usages = igny_ai_usages_new ();
  g_autoptr(GArray) clusters = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree IgnyClusterPlace *places = NULL;
  g_autoptr(GError) failure = NULL;
  gint64 started;
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun own;
  Save    save = { &own, scope, engine, again, FALSE, NULL, groups, usages, result };

  g_return_val_if_fail (run != NULL && scope != NULL && result != NULL, FALSE);

  own = igny_run_begin (run, &state);
  *result = (IgnyClusterResult){ 0 };
  started = igny_env_now_ms (igny_store_get_env (run->store));
  if (!prepare (&own, scope, &strictness, error))
    return FALSE;
  save.keywords = keywords = igny_work_keywords_load_free (run, scope, again, rows, n_rows, error);
  if (keywords == NULL)
    return FALSE;
  places = g_new0 (IgnyClusterPlace, keywords->n + 1);
  save.places = places;
  save.clusters = clusters;

  if (engine == IGNY_ENGINE_AI && keywords->n > 0)
    igny_work_cluster_ask (&own, scope, keywords, groups, usages, result, &failure);
  else if (!group_quietly (&own, scope, engine, keywords, strictness, groups, error))
    return FALSE;

  /* Answers that came before a failure were paid for. */
  save.whole = failure == NULL;
  if ((failure == NULL ? keywords->n > 0 : usages->len > 0) &&
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
  igny_run_report (&own, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return TRUE;
}
