/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "failing-disk.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file real[]; /* of the system's VFS */
} DiskFile;

static struct
{
  sqlite3_vfs       *system;
  sqlite3_io_methods methods;
  gint               calls;   /* atomic: since it was armed */
  gint               fail_at; /* atomic: 0 never, else this call */
  gint               once;    /* only that one, or all from it on */
} disk;

static gboolean
is_failing (void)
{
  gint call = g_atomic_int_add (&disk.calls, 1) + 1;
  gint at = g_atomic_int_get (&disk.fail_at);

  return at > 0 && (disk.once != 0 ? call == at : call >= at);
}

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((DiskFile *) file)->real;
}

static int
disk_write (sqlite3_file *file,
            const void   *bytes,
            int           length,
            sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);

  if (!is_failing ())
    return real->pMethods->xWrite (real, bytes, length, offset);
  /* A part of it may have come to the disk. */
  if (length > 1)
    real->pMethods->xWrite (real, bytes, length / 2, offset);
  return SQLITE_IOERR_WRITE;
}

static int
disk_truncate (sqlite3_file *file,
               sqlite3_int64 size)
{
  sqlite3_file *real = real_file (file);

  return is_failing () ? SQLITE_IOERR_TRUNCATE : real->pMethods->xTruncate (real, size);
}

static int
disk_sync (sqlite3_file *file,
           int           flags)
{
  sqlite3_file *real = real_file (file);

  return is_failing () ? SQLITE_IOERR_FSYNC : real->pMethods->xSync (real, flags);
}

static int
disk_close (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xClose (real);
}

static int
disk_read (sqlite3_file *file,
           void         *bytes,
           int           length,
           sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xRead (real, bytes, length, offset);
}

static int
disk_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xFileSize (real, size);
}

static int
disk_lock (sqlite3_file *file,
           int           level)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xLock (real, level);
}

static int
disk_unlock (sqlite3_file *file,
             int           level)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xUnlock (real, level);
}

static int
disk_check_lock (sqlite3_file *file,
                 int          *locked)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xCheckReservedLock (real, locked);
}

static int
disk_control (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xFileControl (real, operation, argument);
}

static int
disk_sector (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xSectorSize (real);
}

static int
disk_traits (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xDeviceCharacteristics (real);
}

static int
disk_shm_map (sqlite3_file   *file,
              int             page,
              int             size,
              int             extend,
              void volatile **memory)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmMap (real, page, size, extend, memory);
}

static int
disk_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmLock (real, offset, n, flags);
}

static void
disk_shm_barrier (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  real->pMethods->xShmBarrier (real);
}

static int
disk_shm_unmap (sqlite3_file *file,
                int           remove)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmUnmap (real, remove);
}

static int
disk_open (sqlite3_vfs  *vfs,
           const char   *name,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  int rc = disk.system->xOpen (disk.system, name, real_file (file), flags, out_flags);

  file->pMethods = rc == SQLITE_OK ? &disk.methods : NULL;
  return rc;
}

void
failing_disk_install (void)
{
  static sqlite3_vfs vfs;

  disk.system = sqlite3_vfs_find (NULL);
  disk.methods = (sqlite3_io_methods){
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_traits,
    .xShmMap = disk_shm_map,
    .xShmLock = disk_shm_lock,
    .xShmBarrier = disk_shm_barrier,
    .xShmUnmap = disk_shm_unmap,
  };
  vfs = *disk.system;
  vfs.zName = "failing";
  vfs.szOsFile = (int) sizeof (DiskFile) + disk.system->szOsFile;
  vfs.xOpen = disk_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
failing_disk_arm (guint    fail_at,
                  gboolean once)
{
  g_atomic_int_set (&disk.fail_at, 0);
  g_atomic_int_set (&disk.calls, 0);
  disk.once = once;
  g_atomic_int_set (&disk.fail_at, (gint) fail_at);
}

guint
failing_disk_count_calls (void)
{
  return (guint) g_atomic_int_get (&disk.calls);
}
