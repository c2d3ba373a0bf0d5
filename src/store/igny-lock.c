/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "igny-db.h"

struct _IgnyLock
{
  int fd;
};

static void
read_owner (int    fd,
            char **owner,
            long  *pid)
{
  char   text[512] = "";
  char  *space;
  gssize length = pread (fd, text, sizeof text - 1, 0);

  *pid = length > 0 ? strtol (text, NULL, 10) : 0;
  space = strchr (text, ' ');
  if (owner != NULL)
    *owner = g_strstrip (g_strdup (space != NULL ? space + 1 : ""));
}

/* The owner writes its name a moment after it took the lock. */
static void
wait_for_owner (const IgnyEnv *env,
                int            fd,
                char         **owner,
                long          *pid)
{
  for (guint i = 0; i < 50; i++)
    {
      read_owner (fd, owner, pid);
      if (*pid != 0)
        return;
      if (owner != NULL)
        g_clear_pointer (owner, g_free);
      igny_env_sleep_ms (env, 4, NULL);
    }
  read_owner (fd, owner, pid);
}

static gboolean
write_owner (int         fd,
             const char *bus_name)
{
  g_autofree char *text =
      g_strdup_printf ("%ld %s\n", (long) getpid (), bus_name != NULL ? bus_name : "");
  gssize length = (gssize) strlen (text);

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, (gsize) length, 0) == length;
}

IgnyLock *
igny_lock_take (const IgnyEnv *env,
                const char    *folder,
                const char    *bus_name,
                char         **owner,
                GError       **error)
{
  /* A lock of the open file, not of the process: two stores in one process
   * exclude each other too. */
  struct flock     whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  IgnyLock        *self;
  long             pid;
  int              fd;

  g_return_val_if_fail (env != NULL && folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      (fd = igny_env_open (env, path, O_RDWR | O_CREAT, 0600)) < 0)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FAILED,
                   "open the data folder “%s”: %s. Allow writing in it, or choose another folder "
                   "with --data-dir",
                   folder, g_strerror (errno));
      return NULL;
    }

  if (fcntl (fd, F_OFD_SETLK, &whole) != 0)
    {
      wait_for_owner (env, fd, owner, &pid);
      close (fd);
      g_set_error (
          error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED,
          "open the data folder “%s”: it is in use by another IGNY8 program (process %ld). "
          "Close that one, or choose another folder with --data-dir",
          folder, pid);
      return NULL;
    }

  /* The text is for the reader's comfort; the lock counts without it. */
  if (!write_owner (fd, bus_name))
    g_debug ("write the owner to “%s”: %s", path, g_strerror (errno));
  self = g_new (IgnyLock, 1);
  self->fd = fd;
  return self;
}

void
igny_lock_free (IgnyLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
