/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cluster-preview.h"

#include <glib/gi18n.h>

#include "igny-agreement.h"
#include "igny-grouper.h"
#include "igny-settings.h"
#include "igny-text.h"

struct _IgnyClusterPreview
{
  const IgnyRun    *run;
  IgnyScope         scope;
  gboolean          again;
  gint64            strictness; /* of the settings, hundredths */
  IgnyWorkKeywords *keywords;   /* that a run would look at */
  IgnyGrouper      *grouper;    /* NULL without such keywords */
  GArray           *rows;       /* of gint64: all keywords of the sector */
  GArray           *before;     /* of gint, as rows: places in names, or -1 */
  GPtrArray        *names;      /* of the clusters there are */
  GHashTable       *by_key;     /* normalized name → place + 1 */
  GHashTable       *by_row;     /* row of a cluster → place + 1 */
  GHashTable       *places;     /* row of a keyword → place in rows */
};

static void
change_free (gpointer data)
{
  IgnyClusterChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

void
igny_cluster_comparison_clear (IgnyClusterComparison *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
}

const char *
igny_cluster_change_kind_to_word (IgnyClusterChangeKind kind)
{
  static const char *const words[] = { "new", "gone", "renamed", "changed" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "changed");

  return words[kind];
}

static gboolean
read_clusters (IgnyClusterPreview *self,
               IgnyDb             *db,
               GError            **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT row, name, key FROM clusters WHERE sector = ?1 AND"
                          " account = my_account() AND deleted_step IS NULL ORDER BY row",
                          IGNY_BINDS (IGNY_BIND_INT (self->scope.sector)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_ptr_array_add (self->names, g_strdup (igny_cursor_get_text (cursor, 1)));
      g_hash_table_insert (self->by_row, g_memdup2 (&row, sizeof (row)),
                           GUINT_TO_POINTER (self->names->len));
      g_hash_table_insert (self->by_key, g_strdup (igny_cursor_get_text (cursor, 2)),
                           GUINT_TO_POINTER (self->names->len));
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
read_keywords (IgnyClusterPreview *self,
               IgnyDb             *db,
               GError            **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT row, ifnull(cluster, 0) FROM keywords WHERE sector = ?1 AND"
                          " account = my_account() AND status <> 'archived' AND"
                          " deleted_step IS NULL ORDER BY row",
                          IGNY_BINDS (IGNY_BIND_INT (self->scope.sector)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);
      gint64 cluster = igny_cursor_get_integer (cursor, 1);
      gint   place = GPOINTER_TO_INT (g_hash_table_lookup (self->by_row, &cluster)) - 1;

      g_hash_table_insert (self->places, g_memdup2 (&row, sizeof (row)),
                           GUINT_TO_POINTER (self->rows->len));
      g_array_append_val (self->rows, row);
      g_array_append_val (self->before, place);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
read_sector_cb (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  IgnyClusterPreview *self = data;

  self->strictness = igny_settings_get_number (db, igny_store_get_account (self->run->store),
                                               "general.strictness");
  return read_clusters (self, db, error) && read_keywords (self, db, error);
}

static IgnyClusterPreview *
preview_new (const IgnyRun   *run,
             const IgnyScope *scope,
             gboolean         again)
{
  IgnyClusterPreview *self = g_new0 (IgnyClusterPreview, 1);

  self->run = run;
  self->scope = *scope;
  self->again = again;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->before = g_array_new (FALSE, FALSE, sizeof (gint));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

IgnyClusterPreview *
igny_cluster_preview_new (const IgnyRun   *run,
                          const IgnyScope *scope,
                          IgnyEngine       engine,
                          gboolean         again,
                          GError         **error)
{
  g_autoptr(IgnyClusterPreview) self = NULL;

  g_return_val_if_fail (run != NULL && scope != NULL, NULL);

  self = preview_new (run, scope, again);
  igny_run_report (run, IGNY_PHASE_INIT, 0, 0, 0, _("Reading keywords"));
  self->keywords = igny_work_keywords_load_free (run, scope, again, NULL, 0, error);
  if (self->keywords == NULL ||
      !igny_store_read (run->store, read_sector_cb, self, run->cancellable, error))
    return NULL;
  if (self->keywords->n == 0 && engine != IGNY_ENGINE_AI)
    return g_steal_pointer (&self);
  self->grouper = igny_grouper_new (run, scope, engine, self->keywords, error);
  return self->grouper != NULL ? g_steal_pointer (&self) : NULL;
}

void
igny_cluster_preview_free (IgnyClusterPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->grouper, igny_grouper_free);
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_array_unref (self->rows);
  g_array_unref (self->before);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->places);
  g_free (self);
}

guint
igny_cluster_preview_get_n_keywords (const IgnyClusterPreview *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->keywords->n;
}

/* Clusters as they would be: those there are, then the new ones. */
typedef struct
{
  GPtrArray *names; /* of const char * */
  GArray    *after; /* of gint, as rows */
} Outcome;

static void
clear_outcome (Outcome *self)
{
  g_ptr_array_unref (self->names);
  g_array_unref (self->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, clear_outcome)

/* A new cluster of the name of one that is there joins it, as saving does. */
static gint *
place_clusters (const IgnyClusterPreview *self,
                const IgnyClustering     *clustering,
                Outcome                  *outcome)
{
  gint *places = g_new (gint, clustering->n_clusters + 1);

  for (guint i = 0; i < clustering->n_clusters; i++)
    {
      const char      *name = self->keywords->texts->pdata[clustering->names[i]];
      g_autofree char *key = igny_text_normalize (name);

      places[i] = GPOINTER_TO_INT (g_hash_table_lookup (self->by_key, key)) - 1;
      if (places[i] >= 0)
        continue;
      places[i] = (gint) outcome->names->len;
      g_ptr_array_add (outcome->names, (char *) name);
    }
  return places;
}

static void
apply (const IgnyClusterPreview *self,
       const IgnyClustering     *clustering,
       Outcome                  *outcome)
{
  g_autofree gint *places = place_clusters (self, clustering, outcome);

  for (guint i = 0; i < self->keywords->n; i++)
    {
      gpointer place;
      gint     cluster = clustering->clusters[i];

      if (!g_hash_table_lookup_extended (
              self->places, &igny_work_keywords_row (self->keywords, i), NULL, &place))
        continue;
      g_array_index (outcome->after, gint, GPOINTER_TO_UINT (place)) =
          cluster >= 0 ? places[cluster] : -1;
    }
}

static guint *
count_members (const GArray *clusters,
               guint         n)
{
  guint *sizes = g_new0 (guint, (gsize) n + 1);

  for (guint i = 0; i < clusters->len; i++)
    if (g_array_index (clusters, gint, i) >= 0)
      sizes[g_array_index (clusters, gint, i)]++;
  return sizes;
}

static void
add_change (GPtrArray            *changes,
            IgnyClusterChangeKind kind,
            const char           *before,
            const char           *after,
            guint                 keywords_before,
            guint                 keywords_after)
{
  IgnyClusterChange *change = g_new0 (IgnyClusterChange, 1);

  change->kind = kind;
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  change->keywords_before = keywords_before;
  change->keywords_after = keywords_after;
  g_ptr_array_add (changes, change);
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const IgnyClusterChange *x = *(IgnyClusterChange *const *) a;
  const IgnyClusterChange *y = *(IgnyClusterChange *const *) b;
  guint                    size_x = MAX (x->keywords_before, x->keywords_after);
  guint                    size_y = MAX (y->keywords_before, y->keywords_after);

  if (size_x != size_y)
    return size_x > size_y ? -1 : 1;
  return g_strcmp0 (x->after != NULL ? x->after : x->before,
                    y->after != NULL ? y->after : y->before);
}

/* Keywords that each cluster of before passes on to its successor. */
static guint *
count_kept (const IgnyClusterPreview *self,
            const Outcome            *outcome,
            const IgnyAgreement      *agreement)
{
  guint *kept = g_new0 (guint, (gsize) self->names->len + 1);

  for (guint i = 0; i < self->rows->len; i++)
    {
      gint before = g_array_index (self->before, gint, i);

      if (before >= 0 && agreement->successors[before] >= 0 &&
          agreement->successors[before] == g_array_index (outcome->after, gint, i))
        kept[before]++;
    }
  return kept;
}

static GPtrArray *
list_changes (const IgnyClusterPreview *self,
              const Outcome            *outcome,
              const IgnyAgreement      *agreement)
{
  GPtrArray        *changes = g_ptr_array_new_with_free_func (change_free);
  guint             n_after = outcome->names->len;
  g_autofree guint *before = count_members (self->before, self->names->len);
  g_autofree guint *after = count_members (outcome->after, n_after);
  g_autofree guint *kept = count_kept (self, outcome, agreement);

  for (guint i = 0; i < self->names->len; i++)
    {
      gint        next = agreement->successors[i];
      const char *name = self->names->pdata[i];
      const char *other = next >= 0 ? outcome->names->pdata[next] : NULL;

      if (before[i] > 0 && next < 0)
        add_change (changes, IGNY_CLUSTER_CHANGE_GONE, name, NULL, before[i], 0);
      else if (next >= 0 && g_strcmp0 (name, other) != 0)
        add_change (changes, IGNY_CLUSTER_CHANGE_RENAMED, name, other, before[i], after[next]);
      else if (next >= 0 && (kept[i] != before[i] || kept[i] != after[next]))
        add_change (changes, IGNY_CLUSTER_CHANGE_OTHER, name, other, before[i], after[next]);
    }
  for (guint i = 0; i < n_after; i++)
    if (after[i] > 0 && agreement->ancestors[i] < 0)
      add_change (changes, IGNY_CLUSTER_CHANGE_NEW, NULL, outcome->names->pdata[i], 0, after[i]);
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

static void
fill_comparison (const IgnyClusterPreview *self,
                 const Outcome            *outcome,
                 IgnyClusterComparison    *comparison)
{
  const gint *before = (const gint *) (gpointer) self->before->data;
  const gint *after = (const gint *) (gpointer) outcome->after->data;
  g_autoptr(IgnyAgreement) agreement = NULL;

  agreement = igny_agreement_new (before, self->names->len, after, outcome->names->len,
                                  self->rows->len);
  *comparison = (IgnyClusterComparison){
    .clusters_before = agreement->clusters_before,
    .clusters_after = agreement->clusters_after,
    .unclustered_before = agreement->unclustered_before,
    .unclustered_after = agreement->unclustered_after,
    .moved = agreement->moved,
    .entered = agreement->entered,
    .left = agreement->left,
    .agreement = agreement->agreement,
    .changes = list_changes (self, outcome, agreement),
  };
}

gboolean
igny_cluster_preview_compare (IgnyClusterPreview    *self,
                              gint64                 strictness,
                              IgnyClusterComparison *comparison,
                              GCancellable          *cancellable,
                              GError               **error)
{
  g_auto(Outcome) outcome = { NULL, NULL };
  g_autoptr(IgnyClustering) clustering = NULL;

  g_return_val_if_fail (self != NULL && comparison != NULL, FALSE);

  outcome.names = g_ptr_array_copy (self->names, NULL, NULL);
  g_ptr_array_set_free_func (outcome.names, NULL);
  outcome.after = g_array_new (FALSE, FALSE, sizeof (gint));
  g_array_append_vals (outcome.after, self->before->data, self->before->len);
  if (self->grouper != NULL)
    {
      clustering = igny_grouper_run (self->grouper,
                                     strictness != IGNY_UNKNOWN ? strictness : self->strictness,
                                     cancellable, error);
      if (clustering == NULL)
        return FALSE;
      apply (self, clustering, &outcome);
    }
  fill_comparison (self, &outcome, comparison);
  return TRUE;
}
