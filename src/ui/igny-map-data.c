/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-data.h"

#include "igny-keyword.h"
#include "igny-map-layout.h"
#include "igny-view.h"

/* ?1 is the site and ?2 the sector, 0 for all. An idea comes with its article, then
 * articles whose task has no idea. A brief is no article yet. */
/* clang-format off */
#define SCOPED(t) t ".deleted_step IS NULL AND (?1 = 0 OR " t ".site = ?1) AND (?2 = 0 OR " t ".sector = ?2)"
#define CLUSTERS_SQL \
  "SELECT c.row, c.name, c.sector, s.name FROM clusters c JOIN sectors s ON s.row = c.sector" \
  " WHERE s.deleted_step IS NULL AND " SCOPED ("c")
#define LEAVES \
  "SELECT i.keyword_cluster, i.row, i.idea_title, ifnull(c.row, 0), c.status, c.is_brief" \
  " FROM ideas i LEFT JOIN tasks t ON t.idea = i.row AND t.deleted_step IS NULL" \
  " LEFT JOIN content c ON c.task = t.row AND c.deleted_step IS NULL" \
  " WHERE i.keyword_cluster IS NOT NULL AND " SCOPED ("i") \
  " UNION ALL SELECT t.cluster, 0, c.title, c.row, c.status, c.is_brief" \
  " FROM tasks t JOIN content c ON c.task = t.row AND c.deleted_step IS NULL" \
  " WHERE t.idea IS NULL AND t.cluster IS NOT NULL AND " SCOPED ("t")
#define LEAVES_SQL LEAVES " LIMIT ?3"
/* How many those are; asked when not all of them were read. */
#define COUNT_SQL "SELECT count(*) FROM (" LEAVES ")"
/* clang-format on */

/* A question on its way. */
typedef struct
{
  IgnyStore   *store;
  IgnyScope    scope;
  IgnyMapData *data;
  GHashTable  *totals;   /* row of a cluster → IgnyFacetValue */
  GHashTable  *clusters; /* row of a cluster → its place in nodes */
  GArray      *leaves;   /* of IgnyMapNode */
} Load;

static void
clear_node (gpointer data)
{
  g_free (((IgnyMapNode *) data)->title);
}

static IgnyMapData *
create_data (void)
{
  IgnyMapData *self = g_atomic_rc_box_new0 (IgnyMapData);

  self->nodes = g_array_new (FALSE, TRUE, sizeof (IgnyMapNode));
  g_array_set_clear_func (self->nodes, clear_node);
  return self;
}

static void
clear_data (gpointer data)
{
  g_array_unref (((IgnyMapData *) data)->nodes);
}

IgnyMapData *
igny_map_data_ref (IgnyMapData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
igny_map_data_unref (IgnyMapData *self)
{
  g_atomic_rc_box_release_full (self, clear_data);
}

const IgnyMapNode *
igny_map_data_get (const IgnyMapData *self,
                   guint              node)
{
  g_return_val_if_fail (self != NULL && node < self->nodes->len, NULL);

  return &g_array_index (self->nodes, IgnyMapNode, node);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->store);
  igny_map_data_unref (load->data);
  g_hash_table_unref (load->totals);
  g_hash_table_unref (load->clusters);
  if (load->leaves != NULL)
    g_array_unref (load->leaves);
  g_free (load);
}

/* Keywords may be a million: a view adds them up. */
static gboolean
read_totals (Load         *load,
             IgnyDb       *db,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;
  const IgnyFacet *facet;

  igny_view_set_scope (view, load->scope.site, load->scope.sector);
  igny_view_add_facet (view, "cluster", errors);
  igny_view_set_facet_total (view, igny_entity_find_field (&igny_keyword_entity, "volume"));
  igny_view_set_no_rows (view, TRUE);
  result = igny_view_run (view, load->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  facet = result->facets->pdata[0];
  for (guint i = 0; i < facet->values->len; i++)
    {
      const IgnyFacetValue *value = &g_array_index (facet->values, IgnyFacetValue, i);

      g_hash_table_insert (load->totals, g_memdup2 (&value->number, sizeof (gint64)),
                           g_memdup2 (value, sizeof *value));
    }
  return TRUE;
}

static guint
ensure_sector (IgnyMapData *data,
               gint64       row,
               const char  *title)
{
  IgnyMapNode node = { .level = IGNY_MAP_SECTOR, .row = row };

  for (guint i = 0; i < data->nodes->len; i++)
    if (g_array_index (data->nodes, IgnyMapNode, i).row == row)
      return i;
  node.parent = data->nodes->len;
  node.title = g_strdup (title);
  g_array_append_val (data->nodes, node);
  return node.parent;
}

static int
compare_volumes (gconstpointer a,
                 gconstpointer b)
{
  const IgnyMapNode *left = a;
  const IgnyMapNode *right = b;

  if (left->volume != right->volume)
    return left->volume > right->volume ? -1 : 1;
  if (left->n_keywords != right->n_keywords)
    return left->n_keywords > right->n_keywords ? -1 : 1;
  return (left->row > right->row) - (left->row < right->row);
}

static int
compare_parents (gconstpointer a,
                 gconstpointer b)
{
  const IgnyMapNode *left = a;
  const IgnyMapNode *right = b;

  if (left->parent != right->parent)
    return left->parent < right->parent ? -1 : 1;
  if (left->state != right->state)
    return left->state > right->state ? -1 : 1;
  return compare_volumes (a, b);
}

/* A sector of the nodes is what its shown clusters add up to. */
static void
keep_clusters (Load   *load,
               GArray *clusters)
{
  IgnyMapData *data = load->data;
  guint        n_sectors = data->nodes->len;

  g_array_sort (clusters, compare_volumes);
  data->n_all = clusters->len;
  data->n_sectors = n_sectors;
  data->n_clusters = MIN (clusters->len, IGNY_MAP_MOST_CLUSTERS);
  for (guint i = data->n_clusters; i < clusters->len; i++)
    g_free (g_array_index (clusters, IgnyMapNode, i).title);
  g_array_set_size (clusters, data->n_clusters);
  g_array_sort (clusters, compare_parents);
  for (guint i = 0; i < clusters->len; i++)
    {
      const IgnyMapNode *cluster = &g_array_index (clusters, IgnyMapNode, i);
      IgnyMapNode       *sector = &g_array_index (data->nodes, IgnyMapNode, cluster->parent);

      sector->volume += cluster->volume;
      sector->n_keywords += cluster->n_keywords;
      g_hash_table_insert (load->clusters, g_memdup2 (&cluster->row, sizeof (gint64)),
                           GUINT_TO_POINTER (n_sectors + i));
    }
  g_array_append_vals (data->nodes, clusters->data, clusters->len);
}

static gboolean
read_clusters (Load    *load,
               IgnyDb  *db,
               GError **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GArray) clusters = g_array_new (FALSE, TRUE, sizeof (IgnyMapNode));
  GError *local = NULL;

  cursor = igny_db_query (db, CLUSTERS_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (load->scope.site),
                                      IGNY_BIND_INT (load->scope.sector)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyMapNode           node = { .level = IGNY_MAP_CLUSTER };
      const IgnyFacetValue *total;

      node.row = igny_cursor_get_integer (cursor, 0);
      node.title = g_strdup (igny_cursor_get_text (cursor, 1));
      node.parent = ensure_sector (load->data, igny_cursor_get_integer (cursor, 2),
                                   igny_cursor_get_text (cursor, 3));
      total = g_hash_table_lookup (load->totals, &node.row);
      node.volume = total != NULL ? total->total : 0;
      node.n_keywords = total != NULL ? total->n : 0;
      g_array_append_val (clusters, node);
    }
  /* Also after an error: the nodes own the titles. */
  keep_clusters (load, clusters);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static IgnyMapState
get_state (const char *status,
           gboolean    is_brief)
{
  if (status == NULL || is_brief)
    return IGNY_MAP_IDEA;
  return g_str_equal (status, "published") ? IGNY_MAP_PUBLISHED : IGNY_MAP_ARTICLE;
}

static void
take_leaf (Load       *load,
           IgnyCursor *cursor)
{
  gint64      cluster = igny_cursor_get_integer (cursor, 0);
  gpointer    parent;
  IgnyMapNode leaf = { .level = IGNY_MAP_LEAF };

  if (!g_hash_table_lookup_extended (load->clusters, &cluster, NULL, &parent))
    return;
  leaf.parent = GPOINTER_TO_UINT (parent);
  leaf.row = igny_cursor_get_integer (cursor, 1);
  leaf.title = g_strdup (igny_cursor_get_text (cursor, 2));
  leaf.content = igny_cursor_get_integer (cursor, 3);
  leaf.state =
      get_state (igny_cursor_get_text (cursor, 4), igny_cursor_get_integer (cursor, 5) != 0);
  g_array_append_val (load->leaves, leaf);
}

static void
count_leaf (GArray            *nodes,
            guint              node,
            const IgnyMapNode *leaf)
{
  IgnyMapNode *self = &g_array_index (nodes, IgnyMapNode, node);

  self->state = MAX (self->state, leaf->state);
  self->n_ideas += leaf->row != 0;
  self->n_articles += leaf->state >= IGNY_MAP_ARTICLE;
  self->n_published += leaf->state == IGNY_MAP_PUBLISHED;
}

static gboolean
read_leaves (Load    *load,
             IgnyDb  *db,
             GError **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  GError *local = NULL;
  GArray *nodes = load->data->nodes;

  load->leaves = g_array_new (FALSE, TRUE, sizeof (IgnyMapNode));
  cursor = igny_db_query (db, LEAVES_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (load->scope.site),
                                      IGNY_BIND_INT (load->scope.sector),
                                      IGNY_BIND_INT (IGNY_MAP_MOST_LEAVES)),
                          error);
  if (cursor == NULL)
    return FALSE;
  for (; igny_cursor_next (cursor, &local); load->data->n_leaves++)
    take_leaf (load, cursor);
  g_array_sort (load->leaves, compare_parents);
  for (guint i = 0; i < load->leaves->len; i++)
    {
      const IgnyMapNode *leaf = &g_array_index (load->leaves, IgnyMapNode, i);

      count_leaf (nodes, leaf->parent, leaf);
      count_leaf (nodes, g_array_index (nodes, IgnyMapNode, leaf->parent).parent, leaf);
    }
  g_array_append_vals (nodes, load->leaves->data, load->leaves->len);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
count_leaves (Load    *load,
              IgnyDb  *db,
              GError **error)
{
  load->data->n_every = load->data->n_leaves;
  return load->data->n_leaves < IGNY_MAP_MOST_LEAVES ||
         igny_db_get_integer (db, COUNT_SQL,
                              IGNY_BINDS (IGNY_BIND_INT (load->scope.site),
                                          IGNY_BIND_INT (load->scope.sector)),
                              &load->data->n_every, error);
}

static gboolean
read_map (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return read_totals (data, db, cancellable, error) && read_clusters (data, db, error) &&
         read_leaves (data, db, error) && count_leaves (data, db, error);
}

static void
layout_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  IgnyMapData *data = task_data;

  igny_map_layout (data);
  g_task_return_pointer (task, igny_map_data_ref (data), (GDestroyNotify) igny_map_data_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  gpointer data = NULL;
  GError  *error = NULL;

  if (!igny_store_finish (IGNY_STORE (source), result, &data, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, igny_map_data_ref (((Load *) data)->data),
                        (GDestroyNotify) igny_map_data_unref);
  g_task_run_in_thread (task, layout_in_thread);
}

void
igny_map_data_load_async (IgnyStore          *store,
                          const IgnyScope    *scope,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Load  *load;
  GTask *task;

  g_return_if_fail (IGNY_IS_STORE (store) && scope != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  load = g_new0 (Load, 1);
  load->store = g_object_ref (store);
  load->scope = *scope;
  load->data = create_data ();
  load->totals = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  load->clusters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  igny_store_read_async (store, read_map, load, load_free, cancellable, read_cb, task);
}

IgnyMapData *
igny_map_data_load_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
