/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-csv-reader.h"
#include "igny-csv-writer.h"
#include "igny-number.h"

/* All records as "line:cell|cell", one a line; inner line ends shown as ⏎. */
static char *
flatten (IgnyCsvReader *reader)
{
  g_autoptr(GError) error = NULL;
  GString *out = g_string_new (NULL);

  while (igny_csv_reader_next (reader, &error))
    {
      g_string_append_printf (out, "%d:", (int) igny_csv_reader_get_line (reader));
      for (guint i = 0; i < igny_csv_reader_get_n_cells (reader); i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "",
                                igny_csv_reader_get_cell (reader, i));
      g_string_append (out, ";");
    }
  g_assert_no_error (error);
  g_string_replace (out, "\r\n", "⏎", 0);
  g_string_replace (out, "\n", "⏎", 0);
  return g_string_free (out, FALSE);
}

static void
test_rules (void)
{
  static const struct
  {
    const char *text;
    char        delimiter;
    guint       width;
    const char *records;
  } cases[] = {
    { "a,b\nc,d\n", ',', 0, "1:a|b;2:c|d;" },
    { "a,b\r\nc,d", ',', 0, "1:a|b;2:c|d;" },
    { "a,b\rc,d\r", ',', 0, "1:a|b;2:c|d;" },
    { "\n\na,\n", ',', 0, "1:;2:;3:a|;" },
    { "\"a,b\",\"c\"\"d\"\n", ',', 0, "1:a,b|c\"d;" },
    { "\"a\nb\",c\nx,e\n", ',', 0, "1:a⏎b|c;3:x|e;" },
    { "\"a\r\nb\",c\r\nx,e\r\n", ',', 0, "1:a⏎b|c;3:x|e;" },
    { "\"\",x\n", ',', 0, "1:|x;" },
    { " \"a,b\" ,c\n", ',', 0, "1:a,b|c;" },
    /* Quotes that are none. */
    { "5\" pipe,b\nc,d\n", ',', 0, "1:5\" pipe|b;2:c|d;" },
    { "\"big\" boots,b\nc,d\n", ',', 0, "1:\"big\" boots|b;2:c|d;" },
    { "\"open,b\nc,d\n", ',', 0, "1:\"open|b;2:c|d;" },
    { "\"a\" code: \"b\t1\nc\t2\n", '\t', 2, "1:\"a\" code: \"b|1;2:c|2;" },
    { "\"open\t1\nb\t2\nc 24\"\t3\n", '\t', 2, "1:\"open|1;2:b|2;3:c 24\"|3;" },
    /* … but a cell with line ends is one. */
    { "a,\"b, c\nx\",e\n", ',', 3, "1:a|b, c⏎x|e;" },
    { "a,\"one\ntwo\"\nb,c\n", ',', 2, "1:a|one⏎two;3:b|c;" },
    /* Lines. */
    { "a, b\n\"c, d\"\n\"e\" or \"f\"\n\"g \"\"h\"\"\"\n\"", 0, 0,
      "1:a, b;2:c, d;3:\"e\" or \"f\";4:g \"h\";5:\";" },
    { "", ',', 0, "" },
    { "\"", ',', 0, "1:\";" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IgnyCsvReader) reader = NULL;
      g_autofree char *got = NULL;

      reader = igny_csv_reader_new_for_text (cases[i].text, strlen (cases[i].text),
                                             cases[i].delimiter);
      igny_csv_reader_set_width (reader, cases[i].width);
      got = flatten (reader);
      g_assert_cmpstr (got, ==, cases[i].records);
    }
}

/* Hands out a text in pieces of random length. */
typedef struct
{
  const char *text;
  gsize       left;
} Pieces;

static gssize
read_piece_cb (gpointer user_data,
               char    *text,
               gsize    size,
               GError **error)
{
  Pieces *pieces = user_data;
  gsize   wish = (gsize) g_test_rand_int_range (1, 9);
  gsize   length = MIN (MIN (wish, size), pieces->left);

  memcpy (text, pieces->text, length);
  pieces->text += length;
  pieces->left -= length;
  return (gssize) length;
}

static char *
make_random_cell (void)
{
  static const char *const bits[] = { "a", "boots", " ", "\"", ",", "\n", "\r\n", "=", "'", "+1",
                                      "é",
                                      "靴", ";", "\t", "|", "-", "@", "''" };
  GString                 *cell = g_string_new (NULL);
  int                      length = g_test_rand_int_range (0, 7);

  for (int i = 0; i < length; i++)
    g_string_append (cell, bits[g_test_rand_int_range (0, G_N_ELEMENTS (bits))]);
  return g_string_free (cell, FALSE);
}

/* Whatever is written reads back, in pieces of any size, and no cell of it
 * begins with what a spreadsheet would run. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      const char delimiter = ",;\t|"[g_test_rand_int_range (0, 4)];
      guint      n_rows = (guint) g_test_rand_int_range (1, 6);
      guint      width = (guint) g_test_rand_int_range (2, 5);
      g_autoptr(IgnyCsvWriter) writer = igny_csv_writer_new (NULL, delimiter);
      g_autoptr(IgnyCsvReader) reader = NULL;
      g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;
      Pieces           pieces;

      for (guint i = 0; i < n_rows * width; i++)
        {
          g_ptr_array_add (cells, make_random_cell ());
          igny_csv_writer_add (writer, cells->pdata[i]);
          if (i % width == width - 1)
            g_assert_true (igny_csv_writer_end_row (writer, NULL, NULL));
        }
      text = igny_csv_writer_end (writer);
      pieces = (Pieces){ text, strlen (text) };
      reader = igny_csv_reader_new (read_piece_cb, &pieces, delimiter);

      for (guint row = 0; row < n_rows; row++)
        {
          g_assert_true (igny_csv_reader_next (reader, NULL));
          g_assert_cmpuint (igny_csv_reader_get_n_cells (reader), ==, width);
          for (guint i = 0; i < width; i++)
            {
              const char *cell = igny_csv_reader_get_cell (reader, i);

              g_assert_true (*cell == '\0' || strchr ("=+-@\t\r\n", *cell) == NULL);
              g_assert_cmpstr (igny_csv_unguard (cell), ==, cells->pdata[row * width + i]);
            }
        }
      g_assert_false (igny_csv_reader_next (reader, NULL));
    }
}

static void
test_writer (void)
{
  static const char *const row[] = { "a", "", "b,c", "=1+1", NULL };
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(IgnyCsvWriter) writer = igny_csv_writer_new (stream, ',');
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  igny_csv_writer_add (writer, "-boots");
  igny_csv_writer_add_number (writer, 2170000, 6);
  igny_csv_writer_add_number (writer, -5, 0);
  igny_csv_writer_add_number (writer, IGNY_UNKNOWN, 0);
  igny_csv_writer_add (writer, NULL);
  g_assert_true (igny_csv_writer_end_row (writer, NULL, &error));
  g_assert_true (igny_csv_writer_flush (writer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                   "'-boots,2.17,-5,,\n", 18);

  igny_csv_append_row (text, row, ',');
  g_assert_cmpstr (text->str, ==, "a,,\"b,c\",'=1+1\n");
}

static void
test_writer_full_disk (void)
{
  char buffer[4];
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new (buffer, sizeof buffer, NULL, NULL);
  g_autoptr(IgnyCsvWriter) writer = igny_csv_writer_new (stream, ',');
  g_autoptr(GError) error = NULL;

  igny_csv_writer_add (writer, "longer than four");
  g_assert_true (igny_csv_writer_end_row (writer, NULL, &error));
  g_assert_false (igny_csv_writer_flush (writer, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_unguard (void)
{
  static const char *const cases[][2] = {
    { "'=x", "=x" },
    { "''=x", "'=x" },
    { "'s", "'s" },
    { "'", "'" },
    { "=x", "=x" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (igny_csv_unguard (cases[i][0]), ==, cases[i][1]);
}

static void
append_many (GString *text,
             char     c,
             gsize    count)
{
  gsize at = text->len;

  g_string_set_size (text, at + count);
  memset (text->str + at, c, count);
}

static void
check_next (IgnyCsvReader *reader,
            gint64         line,
            guint          n_cells,
            IgnyCsvFault   fault)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (igny_csv_reader_next (reader, &error));
  g_assert_cmpint (igny_csv_reader_get_line (reader), ==, line);
  g_assert_cmpuint (igny_csv_reader_get_n_cells (reader), ==, n_cells);
  g_assert_cmpint (igny_csv_reader_get_fault (reader), ==, fault);
}

static void
test_limits (void)
{
  g_autoptr(GString) text = g_string_new ("a,b\n");
  g_autoptr(IgnyCsvReader) reader = NULL;

  append_many (text, 'x', 3 * IGNY_CSV_MAX_RECORD);
  g_string_append (text, "\r\nc,d\n");
  append_many (text, ',', IGNY_CSV_MAX_CELLS);
  g_string_append (text, "\n\"");
  append_many (text, '\n', IGNY_CSV_MAX_BREAKS);
  g_string_append (text, "\n\"\ne,\xff\n");

  reader = igny_csv_reader_new_for_text (text->str, text->len, ',');
  check_next (reader, 1, 2, IGNY_CSV_FAULT_NONE);
  check_next (reader, 2, 0, IGNY_CSV_FAULT_TOO_LONG);
  check_next (reader, 3, 2, IGNY_CSV_FAULT_NONE);
  check_next (reader, 4, IGNY_CSV_MAX_CELLS, IGNY_CSV_FAULT_TOO_WIDE);
  /* A quote open over too many lines is none. */
  check_next (reader, 5, 1, IGNY_CSV_FAULT_NONE);
  g_assert_cmpstr (igny_csv_reader_get_cell (reader, 0), ==, "\"");
  for (gint64 i = 0; i < IGNY_CSV_MAX_BREAKS; i++)
    check_next (reader, 6 + i, 1, IGNY_CSV_FAULT_NONE);
  check_next (reader, 6 + IGNY_CSV_MAX_BREAKS, 1, IGNY_CSV_FAULT_NONE);
  check_next (reader, 7 + IGNY_CSV_MAX_BREAKS, 2, IGNY_CSV_FAULT_ENCODING);
  g_assert_false (igny_csv_reader_next (reader, NULL));
}

/* Stray quotes on every line must not make reading quadratic: 20 MB of them
 * read in well under the time that one look ahead a line would take. */
static void
test_stray_quotes_are_cheap (void)
{
  static const char *const lines[] = { "\"a\n", "\"a\"b,\"c\n", "\"\"\"a\n",
                                       "x,\"y\"\"z\n", "\"\"a\"\n" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(IgnyCsvReader) reader = NULL;
      gint64 start;
      guint  n_records = 0;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, lines[i]);
      reader = igny_csv_reader_new_for_text (text->str, text->len, ',');
      start = g_get_monotonic_time ();
      while (igny_csv_reader_next (reader, NULL))
        n_records++;
      g_assert_cmpuint (n_records, >, 0);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/csv/rules", test_rules);
  g_test_add_func ("/import/csv/round-trip", test_round_trip);
  g_test_add_func ("/import/csv/writer", test_writer);
  g_test_add_func ("/import/csv/writer-full-disk", test_writer_full_disk);
  g_test_add_func ("/import/csv/unguard", test_unguard);
  g_test_add_func ("/import/csv/limits", test_limits);
  g_test_add_func ("/import/csv/stray-quotes-are-cheap", test_stray_quotes_are_cheap);

  return g_test_run ();
}
