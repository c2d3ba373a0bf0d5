/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-archive.h"

#include <string.h>

#include "igny-import-source.h"

gboolean
igny_import_archive_is_one (GBytes *bytes)
{
  gsize         length;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

GBytes *
igny_import_archive_read (GBytes  *bytes,
                          char   **member,
                          GError **error)
{
  g_return_val_if_fail (bytes != NULL && member != NULL, NULL);

  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT, "todo");
  return NULL;
}
