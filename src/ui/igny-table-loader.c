/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-loader.h"

#include <string.h>

#include "igny-table-cache.h"

#define SKELETON_DELAY_MS 150
#define N_SKELETONS 40

struct _IgnyTableLoader
{
  GObject parent_instance;

  const IgnyEnv   *env;
  IgnyTableSource *source;
  IgnyTableLayout *layout;
  IgnyTableMarks  *marks;
  IgnyTableCache  *cache;
  IgnyTableQuery  *query;
  IgnyTableModel  *model;   /* what is shown */
  GArray          *pending; /* the rows that will be, when the first of them are there */
  GCancellable    *cancellable;
  guint            n_all;
  guint            skeleton;
  gboolean         blank; /* model only holds skeletons */
  gboolean         stay;
  gboolean         started;
};

enum
{
  MODEL,
  RECORDS,
  UNCHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableLoader, igny_table_loader, G_TYPE_OBJECT)

static void
stop_skeleton (IgnyTableLoader *self)
{
  g_clear_handle_id (&self->skeleton, g_source_remove);
  igny_table_layout_set_skeleton (self->layout, FALSE);
}

/* Who shows them goes to where they are to be looked at before the number of
 * items changes, so that a list view makes no rows that nobody sees. */
static void
show (IgnyTableLoader *self,
      GArray          *rows,
      gboolean         blank,
      gboolean         stay)
{
  self->blank = blank;
  if (self->model == NULL)
    self->model = igny_table_model_new (rows, self->marks);
  else
    igny_table_model_set_rows (self->model, rows);
  g_signal_emit (self, signals[MODEL], 0, stay);
  igny_table_model_tell (self->model);
}

static gboolean
skeleton_cb (gpointer user_data)
{
  IgnyTableLoader *self = user_data;
  g_autoptr(GArray) rows = NULL;

  self->skeleton = 0;
  igny_table_layout_set_skeleton (self->layout, TRUE);
  if (self->model != NULL)
    return G_SOURCE_REMOVE;
  rows = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (rows, N_SKELETONS);
  show (self, rows, TRUE, FALSE);
  return G_SOURCE_REMOVE;
}

static void
start_skeleton (IgnyTableLoader *self)
{
  if (self->skeleton == 0)
    self->skeleton = g_timeout_add (SKELETON_DELAY_MS, skeleton_cb, self);
}

static void
fail (IgnyTableLoader *self,
      const GError    *error)
{
  stop_skeleton (self);
  if (self->blank)
    {
      g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

      show (self, none, FALSE, FALSE);
    }
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
finish_pending (IgnyTableLoader *self)
{
  g_autoptr(GArray) rows = g_steal_pointer (&self->pending);

  stop_skeleton (self);
  igny_table_marks_retain (self->marks, rows);
  show (self, rows, FALSE, self->stay);
}

static void
cache_loaded_cb (IgnyTableLoader *self)
{
  if (self->pending != NULL)
    {
      finish_pending (self);
      return;
    }
  if (!igny_table_cache_is_busy (self->cache))
    stop_skeleton (self);
  g_signal_emit (self, signals[RECORDS], 0);
}

static void
cache_failed_cb (IgnyTableLoader *self,
                 const GError    *error)
{
  fail (self, error);
}

static gboolean
is_same (IgnyTableLoader *self,
         GArray          *rows)
{
  GArray *old = self->model != NULL ? igny_table_model_get_rows (self->model) : NULL;

  return old != NULL && !self->blank && old->len == rows->len &&
         memcmp (old->data, rows->data, rows->len * sizeof (gint64)) == 0;
}

static void
prepare (IgnyTableLoader *self,
         GArray          *rows)
{
  g_clear_pointer (&self->pending, g_array_unref);
  self->pending = g_array_ref (rows);
  igny_table_layout_set_now (self->layout, igny_env_now_ms (self->env));
  if (rows->len == 0)
    finish_pending (self);
  else
    igny_table_cache_want (self->cache, rows, 0);
}

static void
order_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyTableLoader) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  guint n_all = 0;

  rows = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_order_finish (source, result, &n_all, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->source == NULL)
    return;
  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  self->n_all = n_all;
  if (!is_same (self, rows))
    {
      prepare (self, rows);
      return;
    }
  stop_skeleton (self);
  g_signal_emit (self, signals[UNCHANGED], 0);
}

static void
load (IgnyTableLoader *self,
      gboolean         stay)
{
  IgnyTableSourceInterface *iface = IGNY_TABLE_SOURCE_GET_IFACE (self->source);

  self->stay = stay;
  self->started = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pending, g_array_unref);
  self->cancellable = g_cancellable_new ();
  start_skeleton (self);
  iface->load_order_async (self->source, self->query, self->cancellable, order_cb,
                           g_object_ref (self));
}

static void
source_changed_cb (IgnyTableLoader *self,
                   GArray          *rows)
{
  igny_table_cache_refresh (self->cache, rows);
  if (self->started)
    load (self, TRUE);
}

static void
igny_table_loader_dispose (GObject *object)
{
  igny_table_loader_stop (IGNY_TABLE_LOADER (object));

  G_OBJECT_CLASS (igny_table_loader_parent_class)->dispose (object);
}

static void
igny_table_loader_finalize (GObject *object)
{
  IgnyTableLoader *self = IGNY_TABLE_LOADER (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->query, igny_table_query_free);

  G_OBJECT_CLASS (igny_table_loader_parent_class)->finalize (object);
}

static void
igny_table_loader_class_init (IgnyTableLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = igny_table_loader_dispose;
  object_class->finalize = igny_table_loader_finalize;

  signals[MODEL] = g_signal_new ("model", IGNY_TYPE_TABLE_LOADER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[RECORDS] = g_signal_new ("records", IGNY_TYPE_TABLE_LOADER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNCHANGED] = g_signal_new ("unchanged", IGNY_TYPE_TABLE_LOADER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", IGNY_TYPE_TABLE_LOADER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
igny_table_loader_init (IgnyTableLoader *self)
{
  self->query = igny_table_query_new ();
}

IgnyTableLoader *
igny_table_loader_new (IgnyTableSource *source,
                       IgnyTableLayout *layout,
                       IgnyTableMarks  *marks,
                       const IgnyEnv   *env)
{
  IgnyTableLoader *self;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_TABLE_LOADER, NULL);
  self->env = env;
  self->source = g_object_ref (source);
  self->layout = g_object_ref (layout);
  self->marks = g_object_ref (marks);
  self->cache = igny_table_cache_new (source);
  g_signal_connect_object (self->cache, "loaded", G_CALLBACK (cache_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cache, "failed", G_CALLBACK (cache_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
igny_table_loader_stop (IgnyTableLoader *self)
{
  g_return_if_fail (IGNY_IS_TABLE_LOADER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->skeleton, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->source);
}

const IgnyTableQuery *
igny_table_loader_get_query (IgnyTableLoader *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LOADER (self), NULL);

  return self->query;
}

void
igny_table_loader_set_query (IgnyTableLoader *self,
                             IgnyTableQuery  *query)
{
  g_return_if_fail (IGNY_IS_TABLE_LOADER (self));
  g_return_if_fail (query != NULL);

  igny_table_query_free (self->query);
  self->query = query;
}

void
igny_table_loader_take_query (IgnyTableLoader *self,
                              IgnyTableQuery  *query)
{
  igny_table_loader_set_query (self, query);
  load (self, FALSE);
}

void
igny_table_loader_reload (IgnyTableLoader *self)
{
  g_return_if_fail (IGNY_IS_TABLE_LOADER (self));

  load (self, TRUE);
}

IgnyTableModel *
igny_table_loader_get_model (IgnyTableLoader *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LOADER (self), NULL);

  return self->model;
}

guint
igny_table_loader_get_n_all (IgnyTableLoader *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LOADER (self), 0);

  return self->n_all;
}

IgnyTableRecord *
igny_table_loader_get_record (IgnyTableLoader *self,
                              guint            position)
{
  IgnyTableRecord *record;
  gint64           row;

  g_return_val_if_fail (IGNY_IS_TABLE_LOADER (self), NULL);

  row = self->model != NULL ? igny_table_model_get_row (self->model, position) : 0;
  if (row <= 0 || self->cache == NULL)
    return NULL;
  record = igny_table_cache_get (self->cache, row);
  if (record == NULL)
    {
      igny_table_cache_want (self->cache, igny_table_model_get_rows (self->model), position);
      start_skeleton (self);
    }
  return record;
}
