/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-images.h"

#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-image.h"
#include "igny-media.h"
#include "igny-records.h"

#define SMALL_SIDE 96
#define SMALL_QUALITY 80

typedef struct
{
  IgnyEditorImages *images;
  GPtrArray        *paths; /* beside images->images */
} Reading;

typedef struct
{
  gint64 task;
  GFile *file;
  char  *alt;
} Addition;

typedef struct
{
  gint64 row;
  char   uuid[IGNY_ID_TEXT_SIZE];
} Added;

static void
image_free (gpointer data)
{
  IgnyEditorImage *image = data;

  g_clear_object (&image->small);
  g_free (image->title);
  g_free (image->alt);
  g_free (image);
}

void
igny_editor_images_free (IgnyEditorImages *self)
{
  g_ptr_array_unref (self->images);
  g_free (self);
}

static void
add_image (Reading         *reading,
           const IgnyImage *image)
{
  IgnyEditorImage *one = g_new0 (IgnyEditorImage, 1);
  const char      *title = image->alt_text;

  if (title == NULL || *title == '\0')
    title = image->prompt;
  if (title == NULL || *title == '\0')
    title = _ ("Picture without a text");
  igny_id_to_text (&image->record.id, one->uuid);
  one->title = g_strdup (title);
  one->alt = g_strdup (image->alt_text);
  g_ptr_array_add (reading->images->images, one);
  g_ptr_array_add (reading->paths, g_strdup (image->image_path));
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Reading *reading = data;
  g_autoptr(IgnyContent) content = NULL;
  g_autoptr(GPtrArray) images = NULL;

  content = igny_records_load (db, &igny_content_entity, reading->images->content, error);
  if (content == NULL)
    return FALSE;
  reading->images->task = MAX (content->task, 0);
  images = igny_records_select (db, &igny_image_entity,
                                "task = ?1 AND image_path IS NOT NULL AND status = 'generated' AND"
                                " image_type IN ('featured', 'in_article')",
                                "ORDER BY image_type = 'in_article', position, row",
                                IGNY_BINDS (IGNY_BIND_INT (content->task)), error);
  for (guint i = 0; images != NULL && i < images->len; i++)
    add_image (reading, images->pdata[i]);
  return images != NULL;
}

/* What cannot be decoded has no thumbnail; it may be inserted all the same. */
static GdkTexture *
load_small (IgnyStore  *store,
            const char *path)
{
  g_autoptr(GBytes) bytes = igny_media_load (store, path, NULL);
  g_autoptr(GBytes) small = NULL;

  if (bytes != NULL)
    small = igny_picture_crop (bytes, SMALL_SIDE, SMALL_SIDE, SMALL_QUALITY, NULL, NULL);
  return small != NULL ? gdk_texture_new_from_bytes (small, NULL) : NULL;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr(IgnyEditorImages) images = g_new0 (IgnyEditorImages, 1);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { images, paths };
  GError *error = NULL;

  images->content = *(gint64 *) data;
  images->images = g_ptr_array_new_with_free_func (image_free);
  if (!igny_store_read (source, read_cb, &reading, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    ((IgnyEditorImage *) images->images->pdata[i])->small = load_small (source, paths->pdata[i]);
  g_task_return_pointer (task, g_steal_pointer (&images),
                         (GDestroyNotify) igny_editor_images_free);
}

void
igny_editor_images_read_async (IgnyStore          *store,
                               gint64              content,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_return_if_fail (IGNY_IS_STORE (store) && content > 0);

  g_task_set_task_data (task, g_memdup2 (&content, sizeof content), g_free);
  g_task_run_in_thread (task, read_thread);
}

IgnyEditorImages *
igny_editor_images_read_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
addition_free (gpointer data)
{
  Addition *self = data;

  g_object_unref (self->file);
  g_free (self->alt);
  g_free (self);
}

/* Not read when it is too large to be a picture of a website. */
static GBytes *
load_file (GFile        *file,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) <= IGNY_PICTURE_MAX_SIZE)
    return g_file_load_bytes (file, cancellable, NULL, error);
  g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_TOO_LARGE,
               _ ("the file has more than %d MB; choose a smaller picture"),
                  IGNY_PICTURE_MAX_SIZE / (1024 * 1024));
  return NULL;
}

static gboolean
find_uuid_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Added *added = data;
  g_autoptr(IgnyImage) image = igny_records_load (db, &igny_image_entity, added->row, error);

  if (image != NULL)
    igny_id_to_text (&image->record.id, added->uuid);
  return image != NULL;
}

static void
add_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  const Addition      *addition = data;
  const IgnyMediaDraft draft = {
    .task = addition->task, .image_type = "in_article", .alt_text = addition->alt
  };
  Added   added = { 0 };
  GError *error = NULL;
  g_autoptr(GBytes) bytes = load_file (addition->file, cancellable, &error);

  if (bytes != NULL && igny_media_add (source, &draft, bytes, &added.row, &error) &&
      igny_store_read (source, find_uuid_cb, &added, cancellable, &error))
    g_task_return_pointer (task, g_strdup (added.uuid), g_free);
  else
    g_task_return_error (task, error);
}

void
igny_editor_images_add_async (IgnyStore          *store,
                              gint64              task,
                              GFile              *file,
                              const char         *alt,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr(GTask) work = g_task_new (store, cancellable, callback, user_data);
  Addition *addition = g_new0 (Addition, 1);

  addition->task = task;
  addition->file = g_object_ref (file);
  addition->alt = g_strdup (alt);
  g_task_set_task_data (work, addition, addition_free);
  g_task_run_in_thread (work, add_thread);
}

char *
igny_editor_images_add_finish (GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
