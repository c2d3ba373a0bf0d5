/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "igny-site-file-private.h"
#include "igny-site-file-tidy.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static guint
count_tables (void)
{
  guint n = 0;

  while (igny_site_tables[n].entity != NULL)
    n++;
  return n;
}

/* What a line is accepted as, can be saved: it is tidied and validated, or
 * refused with a reason. */
static void
take_line (const IgnySiteTable *table,
           const char          *text,
           gsize                length)
{
  g_auto(IgnySiteLine) line = { 0 };
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;

  if (!igny_site_line_parse (table, text, length, &line, &error))
    {
      g_assert (error != NULL);
      return;
    }
  g_assert (line.row > 0 && line.n_outside <= IGNY_SITE_FILE_MAX_OUTSIDE);
  if (igny_site_file_tidy (line.record, names, &error))
    igny_record_validate (line.record, errors);
  else
    g_assert (error != NULL);
}

/* The first byte names the table; the one after the last is the manifest. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const guint      n = count_tables ();
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) manifest = NULL;
  guint which;

  if (size == 0)
    return 0;
  which = (guint) (data[0] - 'a') % (n + 1);
  text = g_strndup ((const char *) data + 1, size - 1);
  if (which < n)
    take_line (&igny_site_tables[which], text, size - 1);
  else
    manifest = igny_site_file_parse_manifest (text, size - 1, NULL);
  return 0;
}
