/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-pump.h"

#include "igny-key-set.h"
#include "igny-keyword-merge.h"
#include "igny-worker.h"

#define N_BATCHES 4

struct _IgnyKeywordPump
{
  IgnyImport       *source;
  const IgnyScope  *scope;
  GThread          *thread;
  GAsyncQueue      *empty;
  GAsyncQueue      *full;
  gint              stopped; /* atomic */
  gboolean          at_end;
  IgnyKeywordBatch *current;
};

/* The texts of a row. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (IgnyImportRow, reject),
  G_STRUCT_OFFSET (IgnyImportRow, keyword),
  G_STRUCT_OFFSET (IgnyImportRow, key),
  G_STRUCT_OFFSET (IgnyImportRow, currency),
  G_STRUCT_OFFSET (IgnyImportRow, country),
  G_STRUCT_OFFSET (IgnyImportRow, trend),
  G_STRUCT_OFFSET (IgnyImportRow, target_url),
  G_STRUCT_OFFSET (IgnyImportRow, group),
  G_STRUCT_OFFSET (IgnyImportRow, industry),
  G_STRUCT_OFFSET (IgnyImportRow, sector),
  G_STRUCT_OFFSET (IgnyImportRow, status),
  G_STRUCT_OFFSET (IgnyImportRow, cluster),
  G_STRUCT_OFFSET (IgnyImportRow, tags),
  G_STRUCT_OFFSET (IgnyImportRow, notes),
  G_STRUCT_OFFSET (IgnyImportRow, serp_urls),
};

static IgnyImportExtra *
copy_extra (const IgnyImportRow *row,
            GStringChunk        *chunk)
{
  IgnyImportExtra *extra = g_new (IgnyImportExtra, row->n_extra);

  for (guint i = 0; i < row->n_extra; i++)
    {
      extra[i].name = g_string_chunk_insert_const (chunk, row->extra[i].name);
      extra[i].value = g_string_chunk_insert (chunk, row->extra[i].value);
    }
  return extra;
}

static IgnyImportRow
copy_row (const IgnyImportRow *row,
          GStringChunk        *chunk)
{
  IgnyImportRow copy = *row;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char **text = G_STRUCT_MEMBER_P (&copy, texts[i]);

      if (*text != NULL)
        *text = g_string_chunk_insert (chunk, *text);
    }
  if (row->n_extra > 0)
    copy.extra = copy_extra (row, chunk);
  return copy;
}

static IgnyKeyword *
make_keyword (IgnyKeywordPump     *self,
              const IgnyImportRow *row)
{
  IgnyKeyword *keyword = igny_record_new (&igny_keyword_entity);

  keyword->site = self->scope->site;
  keyword->sector = self->scope->sector;
  keyword->source = g_strdup (igny_import_get_source_name (self->source));
  igny_keyword_merge (keyword, row, TRUE);
  if (g_strcmp0 (row->status, "archived") == 0)
    {
      g_free (keyword->status);
      keyword->status = g_strdup ("archived");
    }
  return keyword;
}

static void
clear_batch (IgnyKeywordBatch *batch)
{
  for (guint i = 0; i < batch->n_items; i++)
    {
      igny_record_free (batch->items[i].keyword);
      if (batch->items[i].row.n_extra > 0)
        g_free ((gpointer) batch->items[i].row.extra);
    }
  batch->n_items = 0;
  g_string_chunk_clear (batch->texts);
}

/* FALSE at the end. */
static gboolean
fill_batch (IgnyKeywordPump  *self,
            IgnyKeywordBatch *batch)
{
  clear_batch (batch);
  while (batch->n_items < IGNY_KEYWORD_PUMP_ROWS && g_atomic_int_get (&self->stopped) == 0)
    {
      IgnyKeywordItem *item = &batch->items[batch->n_items];
      IgnyImportRow    row;

      if (!igny_import_next (self->source, &row, &batch->error))
        return FALSE;
      item->row = copy_row (&row, batch->texts);
      item->keyword = row.reject == NULL ? make_keyword (self, &row) : NULL;
      item->hash = row.reject == NULL ? igny_key_set_hash (row.key, row.country) : 0;
      batch->n_items++;
    }
  return g_atomic_int_get (&self->stopped) == 0;
}

static gpointer
run (gpointer data)
{
  IgnyKeywordPump *self = data;
  gboolean         more = TRUE;

  igny_worker_stand_back (IGNY_WORKER_LONG);
  while (more)
    {
      IgnyKeywordBatch *batch = g_async_queue_pop (self->empty);

      more = fill_batch (self, batch);
      batch->last = !more;
      igny_import_get_progress (self->source, &batch->bytes, &batch->total);
      g_async_queue_push (self->full, batch);
    }
  return NULL;
}

static void
batch_free (gpointer data)
{
  IgnyKeywordBatch *batch = data;

  clear_batch (batch);
  g_string_chunk_free (batch->texts);
  g_clear_error (&batch->error);
  g_free (batch);
}

IgnyKeywordPump *
igny_keyword_pump_new (IgnyImport      *source,
                       const IgnyScope *scope)
{
  IgnyKeywordPump *self;

  g_return_val_if_fail (source != NULL && scope != NULL, NULL);

  self = g_new0 (IgnyKeywordPump, 1);
  self->source = source;
  self->scope = scope;
  self->empty = g_async_queue_new_full (batch_free);
  self->full = g_async_queue_new_full (batch_free);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      IgnyKeywordBatch *batch = g_new0 (IgnyKeywordBatch, 1);

      batch->texts = g_string_chunk_new (1 << 16);
      g_async_queue_push (self->empty, batch);
    }
  self->thread = g_thread_new ("igny-reading", run, self);
  return self;
}

IgnyKeywordBatch *
igny_keyword_pump_next (IgnyKeywordPump *self,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->current != NULL)
    g_async_queue_push (self->empty, g_steal_pointer (&self->current));
  if (!self->at_end)
    {
      self->current = g_async_queue_pop (self->full);
      self->at_end = self->current->last;
      if (self->current->error == NULL)
        return self->current;
      g_propagate_error (error, g_steal_pointer (&self->current->error));
    }
  return NULL;
}

void
igny_keyword_pump_free (IgnyKeywordPump *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stopped, 1);
  if (self->current != NULL)
    g_async_queue_push (self->empty, g_steal_pointer (&self->current));
  while (!self->at_end)
    {
      IgnyKeywordBatch *batch = g_async_queue_pop (self->full);

      self->at_end = batch->last;
      g_async_queue_push (self->empty, batch);
    }
  g_thread_join (self->thread);
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_free (self);
}
