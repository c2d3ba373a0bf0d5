/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tree.h"

#include <glib/gstdio.h>

static void
remove_entry (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    igny_tree_remove (path);
  else
    g_unlink (path);
}

void
igny_tree_empty (const char *folder)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_return_if_fail (folder != NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      remove_entry (path);
    }
}

void
igny_tree_remove (const char *folder)
{
  g_return_if_fail (folder != NULL);

  igny_tree_empty (folder);
  g_rmdir (folder);
}

gboolean
igny_tree_is_empty (const char *folder)
{
  g_autoptr(GDir) dir = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  dir = g_dir_open (folder, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}
