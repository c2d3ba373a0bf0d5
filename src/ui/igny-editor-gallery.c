/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-gallery.h"

#include "igny-image.h"
#include "igny-media.h"
#include "igny-records.h"

typedef struct
{
  IgnyId id;
  char  *path;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->path);
  g_free (self);
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Wanted *wanted = data;
  gint64  row = igny_records_find_id (db, &igny_image_entity, &wanted->id);
  g_autoptr(IgnyImage) image = igny_records_load (db, &igny_image_entity, row, error);

  if (image == NULL)
    return FALSE;
  wanted->path = g_strdup (image->image_path);
  return TRUE;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Wanted *wanted = data;
  GError *error = NULL;
  GBytes *bytes = NULL;

  if (igny_store_read (source, find_cb, wanted, cancellable, &error))
    {
      if (wanted->path != NULL)
        bytes = igny_media_load (source, wanted->path, &error);
      else
        g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the picture is not made yet");
    }
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) asked = user_data;
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    g_task_return_pointer (asked, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (asked, error);
}

static gboolean
picture_cb (IgnyStore  *store,
            const char *uuid,
            GTask      *asked)
{
  g_autoptr(GTask) task = NULL;
  Wanted *wanted;
  IgnyId  id;

  if (!igny_id_from_text (&id, uuid))
    return FALSE;
  wanted = g_new0 (Wanted, 1);
  wanted->id = id;
  task = g_task_new (store, NULL, loaded_cb, g_object_ref (asked));
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, load_thread);
  return TRUE;
}

void
igny_editor_gallery_attach (IgnyEditorDesk *desk,
                            IgnyStore      *store)
{
  g_return_if_fail (IGNY_IS_EDITOR_DESK (desk) && IGNY_IS_STORE (store));

  g_signal_connect_object (desk, "picture", G_CALLBACK (picture_cb), store, G_CONNECT_SWAPPED);
}
