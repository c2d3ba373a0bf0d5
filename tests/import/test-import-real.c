/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "igny-csv-reader.h"
#include "igny-xlsx-writer.h"
#include "import-fixture.h"

/* Real files, held to what Python's csv module makes of them. */

#define PYTHON "/usr/bin/python3"

/* clang-format off */
static const struct
{
  const char *name;
  const char *source;
  const char *encoding;
  char        delimiter;
  gint64      header_line;
  gint64      rows; /* read, */
  gint64      good; /* not rejected, */
  gint64      distinct;
} files[] = {
  { "ahrefs-socks-gb-5000.csv", "ahrefs", "UTF-8", ',', 1, 5000, 5000, 5000 },
  { "ahrefs-reencoded-utf16le.tsv", "ahrefs", "UTF-16LE", '\t', 1, 1000, 1000, 1000 },
  { "ahrefs-socks-parent-labels.tsv", "labeled", "UTF-8", '\t', 1, 4991, 4991, 4991 },
  { "bing-queries-by-country-33871.tsv", "bing-query-set", "UTF-8", '\t', 1, 33871, 33866, 6254 },
  { "bing-queries-by-state-39936.tsv", "bing-query-set", "UTF-8", '\t', 1, 39936, 39936, 2070 },
  { "clinc150-labels.tsv", "labeled", "UTF-8", '\t', 1, 22500, 22500, 22491 },
  { "gkp-layout-bucket-utf16le.csv", "google-keyword-planner", "UTF-16LE", '\t', 3, 1000, 1000, 1000 },
  { "gkp-layout-exact-utf16le.csv", "google-keyword-planner", "UTF-16LE", '\t', 3, 1000, 1000, 1000 },
  { "gsc-queries-1000-mit.csv", "search-console", "UTF-8", ',', 1, 1000, 997, 997 },
  { "gsc-queries-796.csv", "search-console", "UTF-8", ',', 1, 795, 793, 793 },
  { "plain-list-small.txt", "list", "UTF-8", 0, 0, 50, 50, 50 },
  { "plain-list-union.txt", "list", "UTF-8", 0, 0, 102468, 102310, 102285 },
  { "stackoverflow-titles-labels.tsv", "labeled", "UTF-8", '\t', 1, 20000, 19999, 19979 },
};
/* clang-format on */

typedef struct
{
  gint64   rows;
  gint64   good;
  gint64   distinct;
  gint64   sum;
  gboolean estimated;
} Count;

static char *
find_file (const char *name)
{
  const char      *folder = g_getenv ("IGNY8_TEST_DATA");
  g_autofree char *path = NULL;

  if (folder == NULL)
    folder = g_getenv ("IGNY8_TEST_DATA_DEFAULT");
  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static gint64
add_known (gint64 sum,
           gint64 value)
{
  return value == IGNY_UNKNOWN ? sum : sum + value;
}

static void
count_rows (IgnyImport *import,
            Count      *count)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  IgnyImportRow row;

  while (igny_import_next (import, &row, &error))
    {
      count->rows++;
      if (row.reject != NULL)
        continue;
      count->good++;
      g_hash_table_add (keys, g_strdup (row.key));
      count->estimated = count->estimated || row.volume_estimated;
      count->sum = add_known (count->sum, row.volume);
      count->sum = add_known (count->sum, row.clicks);
      count->sum = add_known (count->sum, row.impressions);
    }
  g_assert_no_error (error);
  count->distinct = g_hash_table_size (keys);
}

static void
count_with_python (const char *path,
                   Count      *count)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "import", "count.py", NULL);
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto(GStrv) words = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, PYTHON, script, path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));

  words = g_strsplit (g_strchomp (output), "\t", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 5);
  count->rows = g_ascii_strtoll (words[1], NULL, 10);
  count->good = g_ascii_strtoll (words[2], NULL, 10);
  count->distinct = g_ascii_strtoll (words[3], NULL, 10);
  count->sum = g_ascii_strtoll (words[4], NULL, 10);
}

static void
test_file (gconstpointer data)
{
  guint            i = GPOINTER_TO_UINT (data);
  g_autofree char *path = find_file (files[i].name);
  g_autoptr(IgnyImport) import = NULL;
  g_autoptr(GError) error = NULL;
  Count ours = { 0 };
  Count theirs = { 0 };

  if (path == NULL || !g_file_test (PYTHON, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("the file is not here");
      return;
    }

  import = igny_import_open (igny_env_get_system (), path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (igny_import_get_source_id (import), ==, files[i].source);
  g_assert_cmpstr (igny_import_get_encoding (import), ==, files[i].encoding);
  g_assert_cmpint (igny_import_get_delimiter (import), ==, files[i].delimiter);
  g_assert_cmpint (igny_import_get_header_line (import), ==, files[i].header_line);

  count_rows (import, &ours);
  count_with_python (path, &theirs);
  g_assert_cmpint (ours.rows, ==, files[i].rows);
  g_assert_cmpint (ours.good, ==, files[i].good);
  g_assert_cmpint (ours.distinct, ==, files[i].distinct);
  g_assert_cmpint (ours.rows, ==, theirs.rows);
  g_assert_cmpint (ours.good, ==, theirs.good);
  g_assert_cmpint (ours.distinct, ==, theirs.distinct);
  if (!ours.estimated)
    g_assert_cmpint (ours.sum, ==, theirs.sum);
  g_assert_cmpint (igny_import_is_cut_off (import), ==,
                   strcmp (files[i].name, "gsc-queries-1000-mit.csv") == 0);
}

static GBytes *
encode_again (const char *text,
              const char *encoding,
              gboolean    mark)
{
  g_autoptr(GByteArray) all = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *marked = g_strconcat (mark ? "\xef\xbb\xbf" : "", text, NULL);
  g_autofree char *encoded = NULL;
  gsize            length;

  encoded = g_convert (marked, -1, encoding, "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  g_byte_array_append (all, (const guint8 *) encoded, (guint) length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* The same rows come out of a real file in any encoding. */
static void
test_reencoded (void)
{
  static const char *const names[] = { "gsc-queries-796.csv", "bing-queries-by-country-33871.tsv" };
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (encodings) * 2; i++)
    {
      g_autofree char *path = find_file (names[i / 6]);
      g_autofree char *text = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(IgnyImport) plain = NULL;
      g_autoptr(IgnyImport) encoded = NULL;
      Count expected = { 0 };
      Count got = { 0 };

      if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
        {
          g_test_skip ("the file is not here");
          return;
        }
      bytes = encode_again (text, encodings[i / 2 % 3], i % 2 == 1);
      plain = igny_import_open (igny_env_get_system (), path, NULL);
      encoded = igny_import_open_bytes (bytes, names[i / 6], NULL);
      count_rows (plain, &expected);
      count_rows (encoded, &got);
      g_assert_cmpmem (&got, sizeof got, &expected, sizeof expected);
    }
}

/* What Windows-1252 cannot write is asked for as "?" in both. */
static void
test_windows (void)
{
  static const char *const names[] = { "gsc-queries-1000-mit.csv", "ahrefs-socks-gb-5000.csv",
                                       "clinc150-labels.tsv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_file (names[i]);
      g_autofree char *text = NULL;
      g_autofree char *narrow = NULL;
      g_autofree char *wide = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(IgnyImport) encoded = NULL;
      g_autoptr(IgnyImport) plain = NULL;
      gsize length;
      Count expected = { 0 };
      Count got = { 0 };

      if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
        {
          g_test_skip ("the file is not here");
          return;
        }
      narrow = g_convert_with_fallback (text, -1, "WINDOWS-1252", "UTF-8", "?", NULL, &length,
                                        NULL);
      wide = g_convert (narrow, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
      bytes = g_bytes_new (narrow, length);
      encoded = igny_import_open_bytes (bytes, names[i], NULL);
      plain = igny_import_fixture_open (wide, names[i]);
      count_rows (plain, &expected);
      count_rows (encoded, &got);
      g_assert_cmpmem (&got, sizeof got, &expected, sizeof expected);
      g_assert_cmpint (got.rows, >, 900);
    }
}

static GBytes *
write_workbook (const char *text,
                char        delimiter)
{
  g_autofree char *folder = g_dir_make_tmp ("igny8-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr(IgnyXlsxWriter) writer = igny_xlsx_writer_new (path, "Export", NULL);
  g_autoptr(IgnyCsvReader) reader = igny_csv_reader_new_for_text (text, strlen (text), delimiter);
  g_autoptr(GError) error = NULL;
  char *bytes;
  gsize length;

  while (igny_csv_reader_next (reader, NULL))
    {
      for (guint i = 0; i < igny_csv_reader_get_n_cells (reader); i++)
        igny_xlsx_writer_add (writer, igny_csv_reader_get_cell (reader, i));
      g_assert_true (igny_xlsx_writer_end_row (writer, NULL));
    }
  g_assert_true (igny_xlsx_writer_close (writer, &error));
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return g_bytes_new_take (bytes, length);
}

/* The same rows come out of a real file saved as a workbook. */
static void
test_workbook (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = find_file (files[i].name);
      g_autofree char *text = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(IgnyImport) import = NULL;
      g_autoptr(GError) error = NULL;
      Count got = { 0 };

      if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
        {
          g_test_skip ("the file is not here");
          return;
        }
      if (strcmp (files[i].encoding, "UTF-8") != 0 || files[i].delimiter == 0)
        continue;
      bytes = write_workbook (text, files[i].delimiter);
      import = igny_import_open_bytes (bytes, "book.xlsx", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (igny_import_get_source_id (import), ==, files[i].source);
      count_rows (import, &got);
      g_assert_cmpint (got.rows, ==, files[i].rows);
      g_assert_cmpint (got.good, ==, files[i].good);
      g_assert_cmpint (got.distinct, ==, files[i].distinct);
    }
}

/* Without its header a list of labels still tells keywords from labels, in
 * either order. */
static void
test_headerless (void)
{
  static const char *const names[] = { "clinc150-labels.tsv", "stackoverflow-titles-labels.tsv" };

  for (guint i = 0; i < G_N_ELEMENTS (names) * 2; i++)
    {
      g_autofree char *path = find_file (names[i / 2]);
      g_autofree char *text = NULL;
      g_autoptr(GString) turned = g_string_new (NULL);
      g_autoptr(IgnyImport) import = NULL;
      g_auto(GStrv) lines = NULL;

      if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
        {
          g_test_skip ("the file is not here");
          return;
        }
      lines = g_strsplit (g_strchomp (text), "\n", -1);
      for (guint j = 1; lines[j] != NULL; j++)
        {
          g_auto(GStrv) cells = g_strsplit (lines[j], "\t", 2);

          g_string_append_printf (turned, "%s\t%s\n", cells[i % 2], cells[1 - i % 2]);
        }
      import = igny_import_fixture_open (turned->str, "labels.tsv");
      g_assert_cmpstr (igny_import_get_source_id (import), ==, "labeled");
      g_assert_cmpint (igny_import_get_header_line (import), ==, 0);
      g_assert_cmpint (igny_import_get_column_role (import, i % 2), ==, IGNY_IMPORT_ROLE_KEYWORD);
      g_assert_cmpint (igny_import_get_column_role (import, 1 - i % 2), ==, IGNY_IMPORT_ROLE_GROUP);
    }
}

/* Rows of the sample project, which screenshots show. */
static void
test_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample",
                                                 "keywords.csv", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open (igny_env_get_system (), path, &error);
  Count count = { 0 };

  g_assert_no_error (error);
  g_assert_cmpstr (igny_import_get_source_id (import), ==, "semrush-magic");
  count_rows (import, &count);
  g_assert_cmpint (count.rows, >=, 200);
  g_assert_cmpint (count.good, ==, count.rows);
  g_assert_cmpint (count.distinct, ==, count.rows);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/import/real/", files[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/import/real/reencoded", test_reencoded);
  g_test_add_func ("/import/real/windows", test_windows);
  g_test_add_func ("/import/real/workbook", test_workbook);
  g_test_add_func ("/import/real/headerless", test_headerless);
  g_test_add_func ("/import/real/sample", test_sample);

  return g_test_run ();
}
