/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-resource-data.h"

#include <glib/gstdio.h>

#include "igny-resource-sample.h"

/* The operation that a sample of this page is of. */
#define OPERATION "window"

static void
clear (gpointer data)
{
  IgnyResourceData *self = data;

  g_clear_object (&self->store);
  g_clear_pointer (&self->threads, g_array_unref);
}

IgnyResourceData *
igny_resource_data_ref (IgnyResourceData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
igny_resource_data_unref (IgnyResourceData *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gint64
get_size (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf         info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : IGNY_UNKNOWN;
}

static gint64
get_bytes (GFileInfo  *info,
           const char *attribute)
{
  guint64 bytes;

  if (info == NULL || !g_file_info_has_attribute (info, attribute))
    return IGNY_UNKNOWN;
  bytes = g_file_info_get_attribute_uint64 (info, attribute);
  return bytes < G_MAXINT64 ? (gint64) bytes : IGNY_UNKNOWN;
}

static void
look_at_disk (IgnyResourceData *self,
              const char       *folder)
{
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GFileInfo) info = g_file_query_filesystem_info (file, "filesystem::*", NULL, NULL);

  self->free_bytes = get_bytes (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  self->disk_bytes = get_bytes (info, G_FILE_ATTRIBUTE_FILESYSTEM_SIZE);
}

static void
sample (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  IgnyResourceData *self = data;
  const IgnyEnv    *env = igny_store_get_env (self->store);
  const char       *folder = igny_store_get_folder (self->store);

  self->at = igny_env_now_ms (env);
  self->tick = g_get_monotonic_time ();
  igny_process_read (env, &self->use);
  self->threads = igny_process_read_threads (env);
  self->file_bytes = get_size (folder, "igny8.db");
  self->wal_bytes = get_size (folder, "igny8.db-wal");
  look_at_disk (self, folder);
  g_task_return_pointer (task, igny_resource_data_ref (self),
                         (GDestroyNotify) igny_resource_data_unref);
}

void
igny_resource_data_sample_async (IgnyStore          *store,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  IgnyResourceData *self;

  g_return_if_fail (IGNY_IS_STORE (store));

  self = g_atomic_rc_box_new0 (IgnyResourceData);
  self->store = g_object_ref (store);
  g_task_set_task_data (task, self, (GDestroyNotify) igny_resource_data_unref);
  g_task_run_in_thread (task, sample);
}

IgnyResourceData *
igny_resource_data_sample_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static gint64
subtract (gint64 now,
          gint64 before)
{
  return now != IGNY_UNKNOWN && before != IGNY_UNKNOWN ? MAX (now - before, 0) : IGNY_UNKNOWN;
}

IgnyResourceSpan
igny_resource_data_get_span (const IgnyResourceData *from,
                             const IgnyResourceData *to)
{
  g_return_val_if_fail (from != NULL && to != NULL, (IgnyResourceSpan){ 0 });

  return (IgnyResourceSpan){
    { to->at, to->tick - from->tick, subtract (to->use.cpu_time, from->use.cpu_time),
      to->use.memory },
    subtract (to->use.read_bytes, from->use.read_bytes),
    subtract (to->use.written_bytes, from->use.written_bytes),
  };
}

GArray *
igny_resource_data_list_minutes (GArray                 *kept,
                                 const IgnyResourceData *first,
                                 const IgnyResourceData *last)
{
  GArray *minutes;

  g_return_val_if_fail (kept != NULL && first != NULL && last != NULL, NULL);

  minutes = g_array_copy (kept);
  if (last->tick > first->tick)
    {
      IgnyResourceSpan running = igny_resource_data_get_span (first, last);

      g_array_append_val (minutes, running.point);
    }
  if (minutes->len > IGNY_RESOURCE_POINTS)
    g_array_remove_range (minutes, 0, minutes->len - IGNY_RESOURCE_POINTS);
  return minutes;
}

gboolean
igny_resource_data_read_points (IgnyDb       *db,
                                gpointer      data,
                                GCancellable *cancellable,
                                GError      **error)
{
  GArray *points = data;
  g_autoptr(GPtrArray) samples = NULL;

  samples = igny_records_select (db, &igny_resource_sample_entity, "operation = '" OPERATION "'",
                                 "ORDER BY row DESC LIMIT 60", NULL, error);
  for (guint i = samples != NULL ? samples->len : 0; i-- > 0;)
    {
      const IgnyResourceSample *s = samples->pdata[i];
      IgnyResourcePoint         point = { s->record.created_at, s->wall_time, s->cpu_time,
                                          s->memory };

      g_array_append_val (points, point);
    }
  return samples != NULL;
}

gboolean
igny_resource_data_keep (IgnyStep     *step,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  const IgnyResourceSpan *span = data;
  g_autoptr(IgnyResourceSample) self = igny_record_new (&igny_resource_sample_entity);

  g_free (self->operation);
  self->operation = g_strdup (OPERATION);
  self->wall_time = span->point.wall_time;
  self->cpu_time = span->point.cpu_time;
  self->memory = span->point.memory;
  self->read_bytes = span->read_bytes;
  self->written_bytes = span->written_bytes;
  return igny_step_insert (step, self, error);
}
