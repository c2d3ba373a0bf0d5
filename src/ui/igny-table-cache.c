/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-cache.h"

/* A window of rows takes well under a millisecond to read, and covers a screen
 * and what the view creates around it. */
#define BEFORE 48
#define AFTER 80
#define MAX_RECORDS 4096

struct _IgnyTableCache
{
  GObject parent_instance;

  IgnyTableSource *source;
  GHashTable      *records; /* gint64 → IgnyTableRecord */
  GHashTable      *asked;   /* rows on their way */
  GArray          *order;
  GtkBitset       *wanted; /* positions in order */
  guint            idle;
  guint            n_busy;
  GCancellable    *cancellable;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableCache, igny_table_cache, G_TYPE_OBJECT)

static void
store (IgnyTableCache *self,
       GPtrArray      *records)
{
  if (g_hash_table_size (self->records) + records->len > MAX_RECORDS)
    g_hash_table_remove_all (self->records);
  for (guint i = 0; i < records->len; i++)
    {
      IgnyTableRecord *record = igny_table_record_ref (records->pdata[i]);

      g_hash_table_replace (self->records, &record->row, record);
    }
}

static void
rows_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyTableCache) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) error = NULL;

  records = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_rows_finish (source, result, &error);
  self->n_busy--;
  if (self->n_busy == 0)
    g_hash_table_remove_all (self->asked);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (records == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  store (self, records);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
ask (IgnyTableCache *self,
     const gint64   *rows,
     guint           n_rows)
{
  IgnyTableSourceInterface *iface = IGNY_TABLE_SOURCE_GET_IFACE (self->source);

  if (n_rows == 0)
    {
      g_signal_emit (self, signals[LOADED], 0);
      return;
    }
  self->n_busy++;
  iface->load_rows_async (self->source, rows, n_rows, self->cancellable, rows_cb,
                          g_object_ref (self));
}

static gboolean
ask_wanted_cb (gpointer user_data)
{
  IgnyTableCache *self = user_data;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;

  self->idle = 0;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->wanted, &position);
       more && position < self->order->len; more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 *row = &g_array_index (self->order, gint64, position);

      if (g_hash_table_contains (self->records, row) || g_hash_table_contains (self->asked, row))
        continue;
      g_array_append_val (rows, *row);
      g_hash_table_add (self->asked, g_memdup2 (row, sizeof *row));
    }
  gtk_bitset_remove_all (self->wanted);
  /* What is on its way says itself that it came. To say so now would make the
   * grid want it again, and again, before anything else gets its turn. */
  if (rows->len > 0 || self->n_busy == 0)
    ask (self, (const gint64 *) (gpointer) rows->data, rows->len);
  return G_SOURCE_REMOVE;
}

static void
igny_table_cache_dispose (GObject *object)
{
  IgnyTableCache *self = IGNY_TABLE_CACHE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);

  G_OBJECT_CLASS (igny_table_cache_parent_class)->dispose (object);
}

static void
igny_table_cache_finalize (GObject *object)
{
  IgnyTableCache *self = IGNY_TABLE_CACHE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->wanted, gtk_bitset_unref);

  G_OBJECT_CLASS (igny_table_cache_parent_class)->finalize (object);
}

static void
igny_table_cache_class_init (IgnyTableCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = igny_table_cache_dispose;
  object_class->finalize = igny_table_cache_finalize;

  signals[LOADED] = g_signal_new ("loaded", IGNY_TYPE_TABLE_CACHE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", IGNY_TYPE_TABLE_CACHE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
igny_table_cache_init (IgnyTableCache *self)
{
  self->cancellable = g_cancellable_new ();
  self->wanted = gtk_bitset_new_empty ();
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) igny_table_record_unref);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

IgnyTableCache *
igny_table_cache_new (IgnyTableSource *source)
{
  IgnyTableCache *self;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);

  self = g_object_new (IGNY_TYPE_TABLE_CACHE, NULL);
  self->source = g_object_ref (source);
  return self;
}

IgnyTableRecord *
igny_table_cache_get (IgnyTableCache *self,
                      gint64          row)
{
  g_return_val_if_fail (IGNY_IS_TABLE_CACHE (self), NULL);

  return g_hash_table_lookup (self->records, &row);
}

gboolean
igny_table_cache_is_busy (IgnyTableCache *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_CACHE (self), FALSE);

  return self->n_busy > 0 || self->idle != 0;
}

void
igny_table_cache_want (IgnyTableCache *self,
                       GArray         *order,
                       guint           position)
{
  guint first = position > BEFORE ? position - BEFORE : 0;

  g_return_if_fail (IGNY_IS_TABLE_CACHE (self));
  g_return_if_fail (order != NULL);

  if (self->order != order)
    {
      g_clear_pointer (&self->order, g_array_unref);
      self->order = g_array_ref (order);
      gtk_bitset_remove_all (self->wanted);
    }
  gtk_bitset_add_range_closed (self->wanted, first, position + AFTER);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, ask_wanted_cb, self, NULL);
}

void
igny_table_cache_refresh (IgnyTableCache *self,
                          GArray         *rows)
{
  g_autoptr(GArray) known = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer       key;

  g_return_if_fail (IGNY_IS_TABLE_CACHE (self));

  if (rows == NULL)
    {
      g_hash_table_iter_init (&iter, self->records);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_array_append_vals (known, key, 1);
    }
  else
    for (guint i = 0; i < rows->len; i++)
      if (g_hash_table_contains (self->records, &g_array_index (rows, gint64, i)))
        g_array_append_val (known, g_array_index (rows, gint64, i));
  ask (self, (const gint64 *) (gpointer) known->data, known->len);
}
