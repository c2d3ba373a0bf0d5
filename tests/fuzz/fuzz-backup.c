/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "igny-archive.h"
#include "igny-backup-check.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

#define MAX_MEMBER (1024 * 1024)

static void
read_members (IgnyArchive *archive)
{
  gsize n = MIN (igny_archive_get_n_members (archive), 100);

  for (gsize i = 0; i < n; i++)
    {
      const char      *name = igny_archive_get_name (archive, i);
      gsize            length;
      g_autofree char *text = igny_archive_dup_text (archive, name, MAX_MEMBER, &length, NULL);

      /* What is accepted stays in its folder. */
      if (igny_backup_is_name (name))
        g_assert (*name != '/' && strstr (name, "/../") == NULL && !g_str_has_prefix (name, ".."));
      if (text != NULL)
        g_assert (text[length] == '\0');
    }
}

/* The archive of a backup, its names, and its manifest. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  int              fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr(JsonNode) manifest = NULL;
  g_autoptr(IgnyArchive) archive = NULL;

  manifest = igny_backup_parse_manifest ((const char *) data, size, NULL);
  g_assert (fd >= 0 && write (fd, data, size) == (ssize_t) size);
  archive = igny_archive_open (igny_env_get_system (), path, NULL);
  if (archive != NULL)
    {
      igny_archive_get_size (archive);
      read_members (archive);
    }
  close (fd);
  return 0;
}
