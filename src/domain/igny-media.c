/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-media.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "igny-image.h"
#include "igny-task.h"
#include "igny-text.h"

#define HASH_SIZE 64
#define CROP_QUALITY 85

static gboolean
fail_file (GError    **error,
           const char *tried,
           const char *path)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number), "%s “%s”: %s", tried,
               path, g_strerror (number));
  return FALSE;
}

static gboolean
write_all (int           fd,
           const guint8 *data,
           gsize         size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return fsync (fd) == 0;
}

/* Under another name first, so that a file with its name is whole. */
static gboolean
write_file (IgnyStore  *store,
            const char *path,
            GBytes     *bytes,
            GError    **error)
{
  const IgnyEnv   *env = igny_store_get_env (store);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *part = NULL;
  gsize            size;
  const guint8    *data = g_bytes_get_data (bytes, &size);
  guint32          salt = 0;
  int              fd;
  gboolean         ok;

  igny_env_random (env, (guint8 *) &salt, sizeof salt);
  part = g_strdup_printf ("%s.%08x.part", path, salt);
  if (g_mkdir_with_parents (parent, 0700) != 0)
    return fail_file (error, _("make the folder"), parent);
  fd = igny_env_open (env, part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_file (error, _("write the picture"), part);

  ok = write_all (fd, data, size);
  if (!ok)
    fail_file (error, _("write the picture"), part);
  close (fd);
  if (ok && g_rename (part, path) != 0)
    ok = fail_file (error, _("write the picture"), path);
  if (!ok)
    g_unlink (part);
  return ok;
}

void
igny_media_file_clear (IgnyMediaFile *file)
{
  g_clear_pointer (&file->path, g_free);
}

void
igny_media_hash (GBytes *bytes,
                 char    hash[65])
{
  g_autofree char *text = NULL;

  g_return_if_fail (bytes != NULL && hash != NULL);

  text = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_strlcpy (hash, text, HASH_SIZE + 1);
}

gboolean
igny_media_store (IgnyStore     *store,
                  GBytes        *bytes,
                  IgnyMediaFile *file,
                  GError       **error)
{
  g_autofree char *full = NULL;
  gsize            size;
  const guint8    *data;

  g_return_val_if_fail (IGNY_IS_STORE (store) && bytes != NULL && file != NULL, FALSE);

  *file = (IgnyMediaFile){ 0 };
  data = g_bytes_get_data (bytes, &size);
  if (!igny_picture_sniff (data, size, &file->info, error))
    return FALSE;

  igny_media_hash (bytes, file->hash);
  file->path = g_strdup_printf ("media/%.2s/%s.%s", file->hash, file->hash,
                                igny_picture_kind_get_ending (file->info.kind));
  full = g_build_filename (igny_store_get_folder (store), file->path, NULL);
  if (g_file_test (full, G_FILE_TEST_IS_REGULAR) || write_file (store, full, bytes, error))
    return TRUE;
  igny_media_file_clear (file);
  return FALSE;
}

/* "media/ab/abcd….png" and nothing else. */
static gboolean
is_media_path (const char *path)
{
  const char *name = path + strlen ("media/ab/");
  gsize       length;

  if (!g_str_has_prefix (path, "media/") || strlen (path) < strlen ("media/ab/") + HASH_SIZE ||
      path[8] != '/' || strncmp (path + 6, name, 2) != 0)
    return FALSE;
  length = strspn (name, "0123456789abcdef");
  return length == HASH_SIZE && name[length] == '.' && strchr (name, '/') == NULL;
}

static GBytes *
read_all (int      fd,
          gsize    size,
          GError **error)
{
  g_autofree guint8 *data = g_malloc (MAX (size, 1));
  gsize              got = 0;

  while (got < size)
    {
      gssize n = read (fd, data + got, size - got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      got += (gsize) n;
    }
  if (got == size)
    return g_bytes_new_take (g_steal_pointer (&data), size);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, _("read the picture: it is cut off"));
  return NULL;
}

GBytes *
igny_media_load (IgnyStore  *store,
                 const char *path,
                 GError    **error)
{
  g_autofree char *full = NULL;
  struct stat      info;
  GBytes          *bytes = NULL;
  int              fd;

  g_return_val_if_fail (IGNY_IS_STORE (store) && path != NULL, NULL);

  if (!is_media_path (path))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _("read the picture: “%s” is no picture of this data folder"), path);
      return NULL;
    }
  full = g_build_filename (igny_store_get_folder (store), path, NULL);
  fd = igny_env_open (igny_store_get_env (store), full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (fd < 0)
    {
      fail_file (error, _("read the picture"), full);
      return NULL;
    }
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > IGNY_PICTURE_MAX_SIZE)
    g_set_error (error, IGNY_PICTURE_ERROR, IGNY_PICTURE_ERROR_TOO_LARGE,
                 _("read the picture: “%s” is too large"), path);
  else
    bytes = read_all (fd, (gsize) info.st_size, error);
  close (fd);
  return bytes;
}

/* A picture and its crops, ready to be recorded. */
static const struct
{
  const char *image_type;
  guint       width;
  guint       height;
} crops[] = {
  { "desktop", 1600, 900 },
  { "mobile", 1080, 1350 },
};

#define N_CROPS G_N_ELEMENTS (crops)

typedef struct
{
  const IgnyMediaDraft *draft;
  const char           *path;
  char                 *crop_paths[N_CROPS];
  gint64                row;
} Addition;

static gboolean
make_crop (IgnyStore *store,
           GBytes    *bytes,
           guint      i,
           char     **path,
           GError   **error)
{
  g_autoptr(GBytes) part =
                 igny_picture_crop (bytes, crops[i].width, crops[i].height, CROP_QUALITY, NULL,
                                    error);
  g_auto(IgnyMediaFile) file = { 0 };

  if (part == NULL || !igny_media_store (store, part, &file, error))
    return FALSE;
  *path = g_steal_pointer (&file.path);
  return TRUE;
}

static gboolean
insert (IgnyStep       *step,
        const Addition *add,
        const IgnyTask *task,
        const char     *image_type,
        const char     *path,
        gint64         *row,
        GError        **error)
{
  g_autoptr(IgnyImage) image = igny_record_new (&igny_image_entity);

  image->site = task->site;
  image->sector = task->sector;
  image->task = task->record.row;
  igny_text_set (&image->image_type, image_type);
  igny_text_set (&image->image_path, path);
  igny_text_set (&image->alt_text, add->draft->alt_text);
  igny_text_set (&image->prompt, add->draft->prompt);
  igny_text_set (&image->status, "generated");
  image->position = add->draft->position;
  if (!igny_step_insert (step, image, error))
    return FALSE;
  *row = image->record.row;
  return TRUE;
}

/* The record that was waiting for the file. */
static gboolean
fill_waiting (IgnyStep *step,
              Addition *add,
              GError  **error)
{
  g_autoptr(IgnyImage) image =
                 igny_records_load (igny_step_get_db (step), &igny_image_entity, add->draft->image,
                                    error);

  if (image == NULL)
    return FALSE;
  igny_text_set (&image->image_path, add->path);
  igny_text_set (&image->status, "generated");
  add->row = image->record.row;
  return igny_step_update (step, image, error);
}

/* A task has one featured picture with one crop of each kind. */
static gboolean
remove_featured (IgnyStep *step,
                 gint64    task,
                 gint64    but,
                 GError  **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE images SET deleted_step = ?1, updated_at = ?2 WHERE task = ?3 AND"
                       " image_type IN ('featured', 'desktop', 'mobile') AND"
                       " account = my_account () AND deleted_step IS NULL AND row <> ?4",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)),
                                   IGNY_BIND_INT (igny_step_get_now (step)), IGNY_BIND_INT (task),
                                   IGNY_BIND_INT (but)),
                       error);
}

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Addition *add = data;
  g_autoptr(IgnyTask) task =
                 igny_records_load (igny_step_get_db (step), &igny_task_entity, add->draft->task,
                                    error);
  gint64 row;

  if (task == NULL)
    return FALSE;
  igny_step_set_label (step, _("Add a picture to “%s”"), task->title);
  if (g_str_equal (add->draft->image_type, "featured") &&
      !remove_featured (step, task->record.row, add->draft->image, error))
    return FALSE;
  if (add->draft->image != 0
          ? !fill_waiting (step, add, error)
          : !insert (step, add, task, add->draft->image_type, add->path, &add->row, error))
    return FALSE;
  for (guint i = 0; i < N_CROPS && add->crop_paths[i] != NULL; i++)
    if (!insert (step, add, task, crops[i].image_type, add->crop_paths[i], &row, error))
      return FALSE;
  return add->draft->also == NULL ||
         add->draft->also (step, add->draft->also_data, cancellable, error);
}

gboolean
igny_media_add (IgnyStore            *store,
                const IgnyMediaDraft *draft,
                GBytes               *bytes,
                gint64               *row,
                GError              **error)
{
  g_auto(IgnyMediaFile) file = { 0 };
  Addition add = { .draft = draft };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (store) && draft != NULL && bytes != NULL, FALSE);
  g_return_val_if_fail (draft->image_type != NULL && row != NULL, FALSE);

  ok = igny_media_store (store, bytes, &file, error);
  /* WebP and GIF are kept as they are where no decoder is at hand. */
  for (guint i = 0; ok && i < N_CROPS && g_str_equal (draft->image_type, "featured") &&
                    (file.info.kind == IGNY_PICTURE_PNG || file.info.kind == IGNY_PICTURE_JPEG);
       i++)
    ok = make_crop (store, bytes, i, &add.crop_paths[i], error);
  add.path = file.path;
  ok = ok && igny_store_write (store, IGNY_STEP_DO, "Add a picture", add_cb, &add, NULL, error);
  for (guint i = 0; i < N_CROPS; i++)
    g_free (add.crop_paths[i]);
  *row = add.row;
  return ok;
}
