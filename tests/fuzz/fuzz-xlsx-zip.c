/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-import-archive.h"
#include "igny-import-source.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The ZIP layer: any bytes as an archive. What is found in it is a text no
 * larger than the limit, or there is an error that says what to do. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *member = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = igny_import_archive_read (bytes, size % 7 == 0 ? "Queries.csv" : NULL,
                                                      &member, &error);

  if (text == NULL)
    {
      g_assert (error != NULL && error->domain == IGNY_IMPORT_ERROR);
      g_assert (strchr (error->message, ';') != NULL);
      return 0;
    }
  g_assert (error == NULL && member != NULL && g_utf8_validate (member, -1, NULL));
  g_assert (g_bytes_get_size (text) <= IGNY_IMPORT_ARCHIVE_MAX);
  return 0;
}
