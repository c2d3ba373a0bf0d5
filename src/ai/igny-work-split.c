/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-cluster.h"
#include "igny-clustering.h"
#include "igny-clusters-edit.h"
#include "igny-settings.h"
#include "igny-text.h"
#include "igny-work-keywords.h"
#include "igny-work.h"

typedef struct
{
  const IgnyRun    *run;
  gint64            row;
  gint64            strictness;
  IgnyCluster      *cluster;
  IgnyWorkKeywords *keywords;
  IgnyClustering   *clustering;
  GArray           *parts; /* of IgnyClusterPart */
} Split;

static void
clear_part (gpointer data)
{
  g_free ((gpointer) ((IgnyClusterPart *) data)->keywords);
}

static void
clear_split (Split *self)
{
  g_clear_pointer (&self->cluster, igny_record_free);
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_clear_pointer (&self->clustering, igny_clustering_free);
  g_clear_pointer (&self->parts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Split, clear_split)

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Split *self = data;

  /* Halfway from what made the cluster to what holds together only the same. */
  if (self->strictness == IGNY_UNKNOWN)
    self->strictness = (100 + igny_settings_get_number (
                                  db, igny_store_get_account (self->run->store),
                                  "general.strictness")) /
                       2;
  self->cluster = igny_records_load (db, &igny_cluster_entity, self->row, error);
  if (self->cluster == NULL)
    return FALSE;
  self->keywords = igny_work_keywords_load_cluster (db, self->row, error);
  return self->keywords != NULL;
}

/* The part that keeps the cluster: the one of its name, else the one of its most
 * searched keyword; -1 when that one is alone. */
static gint
find_rest (const Split *self)
{
  for (guint i = 0; i < self->clustering->n_clusters; i++)
    {
      g_autofree char *key =
          igny_text_normalize (self->keywords->texts->pdata[self->clustering->names[i]]);

      if (g_strcmp0 (key, self->cluster->key) == 0)
        return (gint) i;
    }
  return self->clustering->clusters[0];
}

static void
add_part (Split *self,
          guint  number)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  IgnyClusterPart part = { .name = self->keywords->texts->pdata[self->clustering->names[number]] };

  for (guint i = 0; i < self->keywords->n; i++)
    if (self->clustering->clusters[i] == (gint) number)
      g_array_append_val (rows, igny_work_keywords_row (self->keywords, i));
  part.n_keywords = rows->len;
  part.keywords = (gint64 *) (gpointer) g_array_free (g_steal_pointer (&rows), FALSE);
  g_array_append_val (self->parts, part);
}

static gboolean
find_parts (Split   *self,
            GError **error)
{
  gint rest;

  self->parts = g_array_new (FALSE, FALSE, sizeof (IgnyClusterPart));
  g_array_set_clear_func (self->parts, clear_part);
  self->clustering = igny_clustering_run ((const char *const *) self->keywords->keys->pdata,
                                          (const gint64 *) (gpointer) self->keywords->volumes->data,
                                          self->keywords->n, (double) self->strictness / 100, NULL,
                                          NULL, self->run->cancellable, error);
  if (self->clustering == NULL)
    return FALSE;
  rest = self->keywords->n > 0 ? find_rest (self) : -1;
  for (guint i = 0; i < self->clustering->n_clusters; i++)
    if ((gint) i != rest)
      add_part (self, i);
  if (self->parts->len > 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("the keywords of “%s” belong together at a strictness of %.2f; try a higher one, "
                 "or move keywords by hand"),
                  self->cluster->name, (double) self->strictness / 100);
  return FALSE;
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Split *self = data;

  return igny_clusters_split (step, self->row,
                              (const IgnyClusterPart *) (gpointer) self->parts->data,
                              self->parts->len, NULL, error);
}

gboolean
igny_work_split (const IgnyRun *run,
                 gint64         cluster,
                 gint64         strictness,
                 guint         *n_parts,
                 GError       **error)
{
  g_auto(Split) self = { .run = run, .row = cluster, .strictness = strictness };
  const char *label;

  g_return_val_if_fail (run != NULL && n_parts != NULL, FALSE);

  label = _("Split cluster");
  igny_run_report (run, IGNY_PHASE_INIT, 0, 0, 0, _("Reading keywords"));
  if (!igny_store_read (run->store, read_cb, &self, run->cancellable, error) ||
      !find_parts (&self, error) ||
      !igny_store_write (run->store, IGNY_STEP_DO, label, save_cb, &self, run->cancellable,
                         error))
    return FALSE;
  *n_parts = self.parts->len;
  igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return TRUE;
}
