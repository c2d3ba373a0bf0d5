/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-cluster-dialog.h"
#include "igny-cluster.h"
#include "igny-clusters-edit.h"
#include "igny-format.h"
#include "igny-records.h"
#include "igny-work.h"

/* Clusters on their way into one. */
typedef struct
{
  GArray *rows;
  char   *label;
  char   *name; /* of the one that took the others in */
} Merge;

static void
merge_free (gpointer data)
{
  Merge *merge = data;

  g_array_unref (merge->rows);
  g_free (merge->label);
  g_free (merge->name);
  g_free (merge);
}

/* The one with most keywords takes the others in; it goes to the front. */
static gboolean
choose_first (IgnyDb  *db,
              GArray  *rows,
              GError **error)
{
  guint  best = 0;
  gint64 most = -1;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 count;

      if (!igny_db_get_integer (
              db, "SELECT count(*) FROM keywords WHERE cluster = ?1 AND deleted_step IS NULL",
              IGNY_BINDS (IGNY_BIND_INT (g_array_index (rows, gint64, i))), &count, error))
        return FALSE;
      if (count > most)
        {
          most = count;
          best = i;
        }
    }
  most = g_array_index (rows, gint64, best);
  g_array_index (rows, gint64, best) = g_array_index (rows, gint64, 0);
  g_array_index (rows, gint64, 0) = most;
  return TRUE;
}

static gboolean
write_merge (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Merge        *merge = data;
  const gint64 *rows = (const gint64 *) (gpointer) merge->rows->data;

  if (!choose_first (igny_step_get_db (step), merge->rows, error) ||
      !igny_clusters_merge (step, rows[0], rows + 1, merge->rows->len - 1, error))
    return FALSE;
  merge->name = igny_records_dup_title (igny_step_get_db (step), &igny_cluster_entity, rows[0]);
  return TRUE;
}

static void
merged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;

  if (igny_store_finish (IGNY_STORE (object), result, &data, &error))
    {
      const Merge     *merge = data;
      g_autofree char *said = g_strdup_printf (_ ("%s into “%s”"), merge->label, merge->name);

      igny_workspace_done (workspace, said);
    }
  else
    igny_workspace_fail (workspace, _ ("The Clusters Were Not Merged"), error);
}

void
igny_action_merge (IgnyWorkspace  *workspace,
                   const IgnyPage *page,
                   GArray         *rows)
{
  g_autoptr(GArray) clusters = igny_actions_take_rows (page, &igny_cluster_entity, rows);
  g_autofree char *number = igny_format_number (clusters->len);
  Merge           *merge;

  if (clusters->len < 2)
    {
      igny_workspace_say (workspace, _ ("Select two or more clusters to merge them"));
      return;
    }
  merge = g_new0 (Merge, 1);
  merge->rows = g_steal_pointer (&clusters);
  merge->label = g_strdup_printf (_ ("Merged %s clusters"), number);
  igny_store_write_async (igny_workspace_get_store (workspace), IGNY_STEP_DO, merge->label,
                          write_merge, merge, merge_free, NULL, merged_cb,
                          g_object_ref (workspace));
}

/* A cluster on its way apart. */
typedef struct
{
  gint64 cluster;
  guint  n_parts;
} Split;

static gboolean
run_split (const IgnyRun *run,
           gpointer       data,
           GError       **error)
{
  Split *split = data;

  return igny_work_split (run, split->cluster, IGNY_UNKNOWN, &split->n_parts, error);
}

static void
split_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  gpointer         data;

  if (!igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    {
      igny_workspace_fail (workspace, _ ("The Cluster Was Not Split"), error);
      return;
    }
  number = igny_format_number (((Split *) data)->n_parts + 1);
  text = g_strdup_printf (_ ("Split a cluster into %s"), number);
  igny_workspace_done (workspace, text);
}

void
igny_action_split (IgnyWorkspace  *workspace,
                   const IgnyPage *page,
                   GArray         *rows)
{
  const char *title;
  Split      *split;

  if (rows->len != 1)
    {
      igny_workspace_say (workspace, _ ("Select one cluster to split it"));
      return;
    }
  split = g_new0 (Split, 1);
  split->cluster = g_array_index (rows, gint64, 0);
  title = _ ("Splitting");
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_split, split, g_free,
                     split_cb, g_object_ref (workspace));
}

/* Clustering anew at the strictness that was tried. */
typedef struct
{
  IgnyWorkspace    *workspace;
  IgnyScope         scope;
  gint64            strictness;
  IgnyClusterResult result;
} Anew;

static void
anew_free (gpointer data)
{
  g_object_unref (((Anew *) data)->workspace);
  g_free (data);
}

static gboolean
run_anew (const IgnyRun *run,
          gpointer       data,
          GError       **error)
{
  Anew *anew = data;

  return igny_work_cluster (run, &anew->scope, IGNY_ENGINE_OFFLINE, anew->strictness, TRUE, NULL, 0,
                            &anew->result, error);
}

static void
anew_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *clustered = NULL;
  g_autofree char *clusters = NULL;
  g_autofree char *text = NULL;
  gpointer         data;

  if (!igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    {
      igny_workspace_fail (workspace, _ ("Keywords Could Not Be Clustered"), error);
      return;
    }
  clustered = igny_format_number (((Anew *) data)->result.clustered);
  clusters = igny_format_number (((Anew *) data)->result.clusters);
  text = g_strdup_printf (_ ("Clustered %s keywords into %s"), clustered, clusters);
  igny_workspace_done (workspace, text);
}

static void
apply_cb (gint64   strictness,
          gpointer user_data)
{
  const Anew *asked = user_data;
  const char *title = _ ("Clustering");
  Anew       *anew = g_new0 (Anew, 1);

  anew->workspace = g_object_ref (asked->workspace);
  anew->scope = asked->scope;
  anew->strictness = strictness;
  igny_runner_start (igny_workspace_get_runner (asked->workspace), title, run_anew, anew, anew_free,
                     anew_cb, g_object_ref (asked->workspace));
}

void
igny_action_recluster (IgnyWorkspace  *workspace,
                       const IgnyPage *page,
                       GArray         *rows)
{
  IgnyScope scope;
  Anew     *anew;

  if (!igny_workspace_find_sector (workspace, &scope))
    return;
  anew = g_new0 (Anew, 1);
  anew->workspace = g_object_ref (workspace);
  anew->scope = scope;
  igny_cluster_dialog_present (GTK_WINDOW (igny_workspace_get_window (workspace)),
                               igny_workspace_get_store (workspace), &scope, apply_cb, anew,
                               anew_free);
}
