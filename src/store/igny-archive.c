/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-archive.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "igny-db.h"

struct _IgnyArchive
{
  const IgnyEnv *env;
  zip_t         *zip;
  char          *path;
  char          *part; /* where it is written before it has its place; NULL to read */
};

struct _IgnyArchiveReader
{
  IgnyArchive *archive;
  zip_file_t  *file;
  char        *name;
  guint64      left; /* bytes that the file says are still to come */
};

#define BUFFER_SIZE (256 * 1024)

static gboolean
fail (const IgnyArchive *self,
      zip_error_t       *cause,
      GError           **error)
{
  int      code = zip_error_code_system (cause);
  gboolean full = zip_error_system_type (cause) == ZIP_ET_SYS &&
                  (code == ENOSPC || code == EFBIG || code == EDQUOT || code == EIO);

  if (full)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
                 "write “%s”: the disk is full or fails. Make room, or choose another place",
                 self->path);
  else if (self->part != NULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
                 "write “%s”: %s. Choose another place", self->path, zip_error_strerror (cause));
  else
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
                 "read “%s”: the file is damaged (%s). Take another copy of it", self->path,
                 zip_error_strerror (cause));
  return FALSE;
}

static IgnyArchive *
open_at (const IgnyEnv *env,
         const char    *path,
         const char    *part,
         int            flags,
         GError       **error)
{
  IgnyArchive *self = g_new0 (IgnyArchive, 1);
  int          code = 0;
  zip_error_t  cause;

  self->env = env;
  self->path = g_strdup (path);
  self->part = g_strdup (part);
  self->zip = zip_open (part != NULL ? part : path, flags, &code);
  if (self->zip != NULL)
    return self;

  zip_error_init_with_code (&cause, code);
  if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS,
                 "read “%s”: it is no file of IGNY8, or only a part of one", path);
  else if (part == NULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED, "read “%s”: %s", path,
                 code == ZIP_ER_NOENT ? "there is no such file" : zip_error_strerror (&cause));
  else
    fail (self, &cause, error);
  zip_error_fini (&cause);
  igny_archive_free (self);
  return NULL;
}

IgnyArchive *
igny_archive_new (const IgnyEnv *env,
                  const char    *path,
                  GError       **error)
{
  g_autofree char *part = NULL;

  g_return_val_if_fail (env != NULL && path != NULL, NULL);

  part = g_strconcat (path, ".part", NULL);
  return open_at (env, path, part, ZIP_CREATE | ZIP_TRUNCATE, error);
}

IgnyArchive *
igny_archive_open (const IgnyEnv *env,
                   const char    *path,
                   GError       **error)
{
  g_autoptr(IgnyArchive) self = NULL;

  g_return_val_if_fail (env != NULL && path != NULL, NULL);

  self = open_at (env, path, NULL, ZIP_RDONLY, error);
  if (self == NULL)
    return NULL;
  if (zip_get_num_entries (self->zip, 0) <= IGNY_ARCHIVE_MAX_MEMBERS)
    return g_steal_pointer (&self);
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS,
               "read “%s”: it has more than %d members", path, IGNY_ARCHIVE_MAX_MEMBERS);
  return NULL;
}

void
igny_archive_free (IgnyArchive *self)
{
  if (self == NULL)
    return;
  if (self->zip != NULL)
    zip_discard (self->zip);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

static gboolean
add_source (IgnyArchive  *self,
            const char   *name,
            zip_source_t *source,
            gboolean      packed,
            GError      **error)
{
  zip_int64_t index =
      source != NULL ? zip_file_add (self->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;

  if (index >= 0 && zip_set_file_compression (self->zip, (zip_uint64_t) index,
                                              packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                                              packed ? 1 : 0) == 0)
    return TRUE;
  fail (self, zip_get_error (self->zip), error);
  if (index < 0 && source != NULL)
    zip_source_free (source);
  return FALSE;
}

gboolean
igny_archive_take_text (IgnyArchive *self,
                        const char  *name,
                        char        *text,
                        gsize        length,
                        GError     **error)
{
  zip_source_t *source;
  void         *copy;

  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, FALSE);

  /* libzip frees with free, but nothing of an empty text. */
  copy = length > 0 ? malloc (length) : NULL;
  g_assert (copy != NULL || length == 0);
  if (copy != NULL)
    memcpy (copy, text, length);
  g_free (text);
  source = zip_source_buffer (self->zip, copy, length, 1);
  return add_source (self, name, source, TRUE, error);
}

gboolean
igny_archive_add_file (IgnyArchive *self,
                       const char  *name,
                       const char  *path,
                       gboolean     text,
                       GError     **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && path != NULL, FALSE);

  return add_source (self, name, zip_source_file (self->zip, path, 0, -1), text,
                     error);
}

static int
cancel_cb (zip_t *zip,
           void  *user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static gboolean
sync_path (const IgnyEnv *env,
           const char    *path,
           int            flags)
{
  int      fd = igny_env_open (env, path, O_RDONLY | O_CLOEXEC | flags, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

#define SYNC_PIECE (4 * 1024 * 1024)

gboolean
igny_archive_sync (const IgnyEnv *env,
                   const char    *path,
                   GError       **error)
{
  int         fd;
  struct stat status;
  gboolean    ok;

  g_return_val_if_fail (env != NULL && path != NULL, FALSE);

  fd = igny_env_open (env, path, O_RDONLY | O_CLOEXEC, 0);
  ok = fd >= 0 && fstat (fd, &status) == 0;
  for (off_t at = 0; ok && at < status.st_size; at += SYNC_PIECE)
    sync_file_range (fd, at, SYNC_PIECE,
                     SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
                         SYNC_FILE_RANGE_WAIT_AFTER);
  ok = ok && fsync (fd) == 0;
  if (!ok)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL, "write “%s”: %s. Make room, or choose "
                                                           "another place",
                 path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return ok;
}

/* On the disk before it has its name, so that what has it is whole. */
static gboolean
put_in_place (IgnyArchive *self,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!igny_archive_sync (self->env, self->part, error))
    return FALSE;
  if (g_rename (self->part, self->path) == 0 &&
      sync_path (self->env, folder, O_DIRECTORY))
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL, "write “%s”: %s", self->path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
read_all (IgnyArchive  *self,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr(IgnyArchive) back = open_at (self->env, self->part, NULL, ZIP_RDONLY, error);
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);

  for (gsize i = 0; back != NULL && i < igny_archive_get_n_members (back); i++)
    {
      g_autoptr(IgnyArchiveReader) reader =
                     igny_archive_read (back, igny_archive_get_name (back, i), error);
      gssize n = reader != NULL ? 1 : -1;

      while (n > 0 && !g_cancellable_is_cancelled (cancellable))
        n = igny_archive_reader_next (reader, buffer, BUFFER_SIZE, error);
      if (n < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return back != NULL;
}

gboolean
igny_archive_commit (IgnyArchive  *self,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_return_val_if_fail (self != NULL && self->part != NULL, FALSE);

  zip_register_cancel_callback_with_state (self->zip, cancel_cb, NULL, cancellable);
  if (zip_close (self->zip) != 0)
    return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
           fail (self, zip_get_error (self->zip), error);
  self->zip = NULL;
  return read_all (self, cancellable, error) && put_in_place (self, error);
}

gsize
igny_archive_get_n_members (IgnyArchive *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gsize) MAX (zip_get_num_entries (self->zip, 0), 0);
}

const char *
igny_archive_get_name (IgnyArchive *self,
                       gsize        index)
{
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);

  name = zip_get_name (self->zip, index, ZIP_FL_ENC_GUESS);
  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : "";
}

guint64
igny_archive_get_size (IgnyArchive *self)
{
  guint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (gsize i = 0; i < igny_archive_get_n_members (self); i++)
    {
      zip_stat_t stat;

      if (zip_stat_index (self->zip, i, 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0)
        sum += MIN (stat.size, G_MAXUINT64 - sum);
    }
  return sum;
}

IgnyArchiveReader *
igny_archive_read (IgnyArchive *self,
                   const char  *name,
                   GError     **error)
{
  IgnyArchiveReader *reader;
  zip_file_t        *file = NULL;
  zip_stat_t         stat;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (zip_stat (self->zip, name, 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0)
    file = zip_fopen (self->zip, name, 0);
  if (file == NULL)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
                   "read “%s”: “%s” is missing or damaged in it", self->path, name);
      return NULL;
    }
  reader = g_new (IgnyArchiveReader, 1);
  reader->archive = self;
  reader->file = file;
  reader->name = g_strdup (name);
  reader->left = stat.size;
  return reader;
}

gssize
igny_archive_reader_next (IgnyArchiveReader *self,
                          char              *buffer,
                          gsize              size,
                          GError           **error)
{
  zip_int64_t n;

  g_return_val_if_fail (self != NULL && buffer != NULL && size > 0, -1);

  n = zip_fread (self->file, buffer, size);
  /* More than it says, as a bomb has, or less is damage, too. */
  if (n >= 0 && (guint64) n <= self->left && (n > 0 || self->left == 0))
    {
      self->left -= (guint64) n;
      return (gssize) n;
    }
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
               "read “%s”: “%s” is damaged in it. Take another copy of the file",
               self->archive->path, self->name);
  return -1;
}

void
igny_archive_reader_free (IgnyArchiveReader *self)
{
  if (self == NULL)
    return;
  zip_fclose (self->file);
  g_free (self->name);
  g_free (self);
}

char *
igny_archive_dup_text (IgnyArchive *self,
                       const char  *name,
                       gsize        max,
                       gsize       *length,
                       GError     **error)
{
  g_autoptr(IgnyArchiveReader) reader = NULL;
  g_autofree char *text = NULL;
  gsize            used = 0;
  gssize           n = 1;

  g_return_val_if_fail (self != NULL && name != NULL && length != NULL, NULL);

  reader = igny_archive_read (self, name, error);
  if (reader == NULL)
    return NULL;
  if (reader->left > max)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "read “%s”: “%s” is too large",
                   self->path, name);
      return NULL;
    }
  text = g_malloc (reader->left + 2);
  while (n > 0)
    {
      n = igny_archive_reader_next (reader, text + used, reader->left + 1, error);
      used += n > 0 ? (gsize) n : 0;
    }
  if (n < 0)
    return NULL;
  text[used] = '\0';
  *length = used;
  return g_steal_pointer (&text);
}

static gboolean
copy_to (IgnyArchiveReader *reader,
         GOutputStream     *stream,
         GCancellable      *cancellable,
         GError           **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  gssize           n = 1;

  while (n > 0)
    {
      n = igny_archive_reader_next (reader, buffer, BUFFER_SIZE, error);
      if (n > 0 &&
          !g_output_stream_write_all (stream, buffer, (gsize) n, NULL, cancellable, error))
        return FALSE;
    }
  return n == 0 && g_output_stream_close (stream, cancellable, error);
}

gboolean
igny_archive_extract (IgnyArchive  *self,
                      const char   *name,
                      const char   *path,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr(IgnyArchiveReader) reader = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileOutputStream) stream = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && path != NULL, FALSE);

  reader = igny_archive_read (self, name, error);
  if (reader == NULL)
    return FALSE;
  file = g_file_new_for_path (path);
  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  if (stream != NULL && copy_to (reader, G_OUTPUT_STREAM (stream), cancellable, error) &&
      sync_path (self->env, path, 0))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL, "write “%s”: %s", path,
                 g_strerror (errno));
  return FALSE;
}
