/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-csv-reader.h"
#include "igny-csv-writer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was read once is written, and must read as the same cells again. */
static void
check_again (IgnyCsvReader *first,
             const char    *text)
{
  g_autoptr(IgnyCsvReader) again = igny_csv_reader_new_for_text (text, strlen (text), ',');
  guint n_cells = igny_csv_reader_get_n_cells (first);

  g_assert (igny_csv_reader_next (again, NULL));
  g_assert (igny_csv_reader_get_n_cells (again) == n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      const char *cell = igny_csv_reader_get_cell (again, i);

      g_assert (g_str_equal (igny_csv_unguard (cell), igny_csv_reader_get_cell (first, i)));
    }
  g_assert (!igny_csv_reader_next (again, NULL));
}

static gboolean
is_repeatable (IgnyCsvReader *reader)
{
  guint lines = 0;

  for (guint i = 0; i < igny_csv_reader_get_n_cells (reader); i++)
    for (const char *c = igny_csv_reader_get_cell (reader, i); *c != '\0'; c++)
      lines += *c == '\n' || *c == '\r';
  return lines < IGNY_CSV_MAX_BREAKS;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char delimiters[] = { ',', ';', '\t', '|', 0, ' ' };
  g_autoptr(IgnyCsvReader) reader = NULL;
  gint64 last = 0;

  if (size < 2)
    return 0;
  reader = igny_csv_reader_new_for_text ((const char *) data + 2, size - 2,
                                         delimiters[data[0] % G_N_ELEMENTS (delimiters)]);
  igny_csv_reader_set_width (reader, data[1] % 8);
  while (igny_csv_reader_next (reader, NULL))
    {
      g_autoptr(IgnyCsvWriter) writer = igny_csv_writer_new (NULL, ',');
      g_autofree char *text = NULL;

      g_assert (igny_csv_reader_get_line (reader) > last);
      last = igny_csv_reader_get_line (reader);
      if (igny_csv_reader_get_fault (reader) != IGNY_CSV_FAULT_NONE)
        continue;
      for (guint i = 0; i < igny_csv_reader_get_n_cells (reader); i++)
        igny_csv_writer_add (writer, igny_csv_reader_get_cell (reader, i));
      igny_csv_writer_end_row (writer, NULL, NULL);
      text = igny_csv_writer_end (writer);
      if (is_repeatable (reader))
        check_again (reader, text);
    }
  return 0;
}
