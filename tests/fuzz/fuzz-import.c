/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-source.h"
#include "igny-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_range (gint64 value,
             gint64 maximum)
{
  g_assert (value == IGNY_UNKNOWN || (value >= 0 && value <= maximum));
}

/* What a good row promises, whatever the file was. */
static void
check_row (const IgnyImportRow *row)
{
  g_autofree char *key = NULL;

  check_text (row->reject);
  if (row->reject != NULL)
    return;

  g_assert (row->line > 0 && row->keyword != NULL && *row->keyword != '\0');
  check_text (row->keyword);
  check_text (row->group);
  check_text (row->cluster);
  check_text (row->trend);
  g_assert (g_utf8_strlen (row->keyword, -1) <= IGNY_IMPORT_MAX_KEYWORD);
  key = igny_text_normalize (row->keyword);
  g_assert (g_str_equal (key, row->key));
  check_range (row->volume, G_MAXINT64);
  check_range (row->difficulty, 100);
  check_range (row->competition, 100);
  check_range (row->cpc, G_MAXINT64);
  check_range (row->ctr, G_MAXINT64);
  check_range (row->position, G_MAXINT64);
  for (guint i = 0; i < row->n_extra; i++)
    check_text (row->extra[i].value);
}

static void
read_all (IgnyImport *import)
{
  g_autoptr(GError) error = NULL;
  IgnyImportRow row;
  gint64        last = 0;

  while (igny_import_next (import, &row, &error))
    {
      g_assert (row.line > last);
      last = row.line;
      check_row (&row);
    }
  g_assert (igny_import_get_n_rejected (import) <= igny_import_get_n_rows (import));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, "boots_us_2026-05-01.csv", NULL);

  if (import == NULL)
    return 0;

  /* The first byte picks a second way to read. */
  if (size > 0 && data[0] % 8 == 1 && !igny_import_set_encoding (import, "UTF-16BE", NULL))
    return 0;
  if (size > 0 && data[0] % 8 == 2)
    for (guint i = 0; i < igny_import_get_n_columns (import); i++)
      igny_import_set_column_role (import, i, data[i % size] % IGNY_IMPORT_N_ROLES);
  read_all (import);
  return 0;
}
