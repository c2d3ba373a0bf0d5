/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-out-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "igny-id.h"

struct _IgnyOutFile
{
  char          *path;
  char          *beside; /* NULL when written to directly, or committed */
  GOutputStream *stream;
  int            fd;
};

static gboolean
is_special (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) &&
         !g_file_test (path, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR);
}

static gboolean
fail (GError    **error,
      const char *path,
      int         cause)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (cause),
               _("write “%s”: %s"), path, g_strerror (cause));
  return FALSE;
}

static char *
make_beside (const IgnyEnv *env,
             const char    *path)
{
  IgnyId id = igny_id_new (env);
  char   text[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&id, text);
  return g_strdup_printf ("%s.%s.part", path, text);
}

IgnyOutFile *
igny_out_file_new (const IgnyEnv *env,
                   const char    *path,
                   GError       **error)
{
  IgnyOutFile *self;
  char        *beside = NULL;
  int          flags = O_WRONLY;
  int          fd;

  g_return_val_if_fail (env != NULL && path != NULL, NULL);

  /* Said now, not after all of it was written. */
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fail (error, path, EISDIR);
      return NULL;
    }
  if (!is_special (path))
    {
      beside = make_beside (env, path);
      flags |= O_CREAT | O_EXCL;
    }
  fd = igny_env_open (env, beside != NULL ? beside : path, flags, 0666);
  if (fd < 0)
    {
      fail (error, path, errno);
      g_free (beside);
      return NULL;
    }
  self = g_new0 (IgnyOutFile, 1);
  self->path = g_strdup (path);
  self->beside = beside;
  self->fd = fd;
  self->stream = g_unix_output_stream_new (fd, FALSE);
  return self;
}

GOutputStream *
igny_out_file_get_stream (IgnyOutFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

static gboolean
put_in_place (IgnyOutFile *self,
              GError     **error)
{
  if (self->beside == NULL)
    return TRUE;
  if (g_rename (self->beside, self->path) != 0)
    return fail (error, self->path, errno);
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

gboolean
igny_out_file_commit (IgnyOutFile *self,
                      GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->beside != NULL && fsync (self->fd) != 0)
    return fail (error, self->path, errno);
  return put_in_place (self, error);
}

void
igny_out_file_free (IgnyOutFile *self)
{
  if (self == NULL)
    return;
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_object_unref (self->stream);
  close (self->fd);
  g_free (self->beside);
  g_free (self->path);
  g_free (self);
}

gboolean
igny_out_file_save (const IgnyEnv *env,
                    const char    *path,
                    const char    *text,
                    gssize         length,
                    GError       **error)
{
  g_autoptr(IgnyOutFile) file = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  file = igny_out_file_new (env, path, error);
  if (file == NULL)
    return FALSE;
  if (!g_output_stream_write_all (file->stream, text, length < 0 ? strlen (text) : (gsize) length,
                                  NULL, NULL, &local))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), _("write “%s”: "), path);
      return FALSE;
    }
  return put_in_place (file, error);
}
