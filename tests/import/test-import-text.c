/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "import-fixture.h"

#define TABLE                                 \
  "Keyword,Volume,CPC (EUR)\n"                \
  "wanderschuhe größe 45,1300,\"2,17\"\n"   \
  "“café” crème brûlée,90,\"0,50\"\n" \
  "prix 20 €,10,\"0,05\"\n"

static void
check_table (IgnyImport *import)
{
  IgnyImportRow row;

  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "wanderschuhe größe 45");
  g_assert_cmpint (row.volume, ==, 1300);
  g_assert_cmpint (row.cpc, ==, 2170000);
  g_assert_cmpstr (row.currency, ==, "EUR");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "“café” crème brûlée");
  g_assert_cmpstr (row.key, ==, "\"café\" crème brûlée");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "prix 20 €");
  g_assert_cmpint (row.cpc, ==, 50000);
  igny_import_fixture_end (import);
}

static char *
rewrite (const char *delimiter,
         const char *line_end)
{
  GString *text = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *c = TABLE; *c != '\0'; c++)
    {
      quoted ^= *c == '"';
      if (*c == ',' && !quoted)
        g_string_append (text, delimiter);
      else if (*c == '\n')
        g_string_append (text, line_end);
      else
        g_string_append_c (text, *c);
    }
  return g_string_free (text, FALSE);
}

/* One table in every encoding, with every delimiter and line end. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *encoding;
    const char *mark;
    gsize       length;
    const char *label;
  } encodings[] = {
    { "UTF-8", "", 0, "UTF-8" },
    { "UTF-8", "\xef\xbb\xbf", 3, "UTF-8 with BOM" },
    { "UTF-16LE", "\xff\xfe", 2, "UTF-16LE" },
    { "UTF-16BE", "\xfe\xff", 2, "UTF-16BE" },
    { "UTF-16LE", "", 0, "UTF-16LE without BOM" },
    { "UTF-16BE", "", 0, "UTF-16BE without BOM" },
    { "UTF-32LE", "\xff\xfe\x00\x00", 4, "UTF-32LE" },
    { "WINDOWS-1252", "", 0, "WINDOWS-1252" },
  };
  static const char *const delimiters[] = { ",", ";", "\t", "|" };
  static const char *const line_ends[] = { "\n", "\r\n", "\r" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings) * 12; i++)
    {
      guint            encoding = i / 12;
      const char      *delimiter = delimiters[i / 3 % 4];
      g_autofree char *text = rewrite (delimiter, line_ends[i % 3]);
      g_autoptr(IgnyImport) import = NULL;

      import = igny_import_fixture_open_as (text, encodings[encoding].encoding,
                                            encodings[encoding].mark, encodings[encoding].length);
      g_assert_cmpstr (igny_import_get_encoding (import), ==, encodings[encoding].label);
      g_assert_cmpint (igny_import_get_delimiter (import), ==, *delimiter);
      g_assert_cmpstr (igny_import_get_currency (import), ==, "EUR");
      check_table (import);
    }
}

/* Scripts whose UTF-16 has hardly a zero byte but for spaces and line ends. */
static void
test_utf16_scripts (void)
{
  static const char *const lists[] = {
    "登山靴\n徒步鞋\n帳篷\n睡袋\n",
    "походные ботинки\nпалатка на двоих\n",
    "أحذية المشي\nخيمة لشخصين\n",
    "hiking boots\n登山靴\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists) * 2; i++)
    {
      const char *list = lists[i / 2];
      g_autoptr(IgnyImport) import = NULL;
      g_autofree char *keywords = NULL;

      import = igny_import_fixture_open_as (list, i % 2 == 0 ? "UTF-16LE" : "UTF-16BE", "", 0);
      keywords = igny_import_fixture_join (import);
      g_assert_cmpstr (keywords, ==, list);
    }
}

static void
test_encoding_override (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  import = igny_import_fixture_open_as ("Запрос;Клики;Показы\nпалатка;1;2\n", "WINDOWS-1251", "",
                                        0);
  g_assert_cmpstr (igny_import_get_encoding (import), ==, "WINDOWS-1252");
  g_assert_false (igny_import_set_encoding (import, "no-such-encoding", &error));
  g_assert_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT);
  g_clear_error (&error);

  g_assert_true (igny_import_set_encoding (import, "WINDOWS-1251", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (igny_import_get_source_id (import), ==, "search-console");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "палатка");
  g_assert_cmpint (row.clicks, ==, 1);
}

static GString *
make_ascii (gsize length)
{
  GString *text = g_string_new ("Keyword,Volume\n");

  for (guint i = 0; text->len < length; i++)
    g_string_append_printf (text, "keyword number %u,%u\n", i, i);
  return text;
}

/* ASCII for longer than the head is, then a letter of Windows-1252. */
static void
test_late_windows (void)
{
  g_autoptr(GString) text = make_ascii (700 * 1024);
  g_autoptr(IgnyImport) import = NULL;
  g_autofree char *keywords = NULL;

  g_string_append (text, "caf\xe9,1\ngr\xf6\xdf"
                         "e,2\n");
  import = igny_import_fixture_open (text->str, "late.csv");
  g_assert_cmpstr (igny_import_get_encoding (import), ==, "UTF-8");
  keywords = igny_import_fixture_join (import);
  g_assert_true (g_str_has_suffix (keywords, "\ncafé\ngröße\n"));
  g_assert_cmpstr (igny_import_get_encoding (import), ==, "WINDOWS-1252");
  g_assert_cmpint (igny_import_get_n_rejected (import), ==, 0);
}

/* UTF-8 with a broken row stays UTF-8, wherever the row is. */
static void
test_broken_utf8 (void)
{
  g_autoptr(GString) text = g_string_new ("Keyword,Volume\ncafé,1\nbr\xff"
                                           "ken,2\ncrème,3\n");
  g_autoptr(GString) late = make_ascii (300 * 1024);
  g_autoptr(IgnyImport) import = igny_import_fixture_open (text->str, "broken.csv");
  g_autoptr(IgnyImport) second = NULL;
  g_autofree char *keywords = NULL;
  IgnyImportRow    row;

  igny_import_fixture_next (import, &row);
  igny_import_fixture_next_rejected (import, 3, "encoding");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "crème");
  igny_import_fixture_end (import);

  g_string_append (late, "café,1\nbr\xff"
                         "ken,2\ncrème,3\n");
  second = igny_import_fixture_open (late->str, "broken.csv");
  keywords = igny_import_fixture_join (second);
  g_assert_true (g_str_has_suffix (keywords, "\ncafé\ncrème\n"));
  g_assert_cmpint (igny_import_get_n_rejected (second), ==, 1);
}

static void
test_zero_bytes (void)
{
  static const char text[] = "Keyword,Volume\nhik\0ing boots,1\ntent\0,2\nrope,3\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, "zero.csv", NULL);
  g_autofree char *keywords = igny_import_fixture_join (import);

  g_assert_cmpstr (keywords, ==, "hiking boots\ntent\nrope\n");
}

static void
test_broken_utf16 (void)
{
  /* A lone surrogate, and a last byte without its other half. */
  static const char text[] = "\xff\xfe"
                             "a\0\n\0"
                             "\x00\xd8\n\0"
                             "b\0\n\0"
                             "c";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, "broken.txt", NULL);
  IgnyImportRow row;

  igny_import_fixture_next (import, &row);
  igny_import_fixture_next_rejected (import, 2, "UTF-16LE");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "b");
  igny_import_fixture_next_rejected (import, 4, "UTF-16LE");
  igny_import_fixture_end (import);
}

/* Questions have commas, and some lines have quotes. */
static void
test_plain_lists (void)
{
  static const char *const cases[][2] = {
    { "how far, how high\nboots\ntents\n", "how far, how high\nboots\ntents\n" },
    { "boots\n\"quoted phrase\"\n5\" pipe\n\"a\" or \"b\"\n",
      "boots\nquoted phrase\n5\" pipe\n\"a\" or \"b\"\n" },
    { "\"open\nboots\ntents 24\"\n", "\"open\nboots\ntents 24\"\n" },
    { "\n\n  hiking   boots \n\n", "hiking boots\n" },
    { ".htaccess\r\nc# | .net; java\r\n", ".htaccess\nc# | .net; java\n" },
    { "\"red, large\"\n\"blue\"\n", "red, large\nblue\n" },
    { "keyword research\nquery, language\nkeyword, density\nterm\n",
      "keyword research\nquery, language\nkeyword, density\nterm\n" },
    { "Keywords\nred, blue\ngreen\n", "red, blue\ngreen\n" },
    { "+boots -red\n=boots\n@home\n", "+boots -red\n=boots\n@home\n" },
    { "boots", "boots\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(IgnyImport) import = igny_import_fixture_open (cases[i][0], "list.txt");
      g_autofree char *keywords = igny_import_fixture_join (import);

      g_assert_cmpstr (igny_import_get_source_id (import), ==, "list");
      g_assert_cmpint (igny_import_get_delimiter (import), ==, 0);
      g_assert_cmpstr (keywords, ==, cases[i][1]);
    }
}

static void
test_labels_with_quotes (void)
{
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  import = igny_import_fixture_open ("keyword\tlabel\n"
                                     "\"Cannot change\" error in designer\t7\n"
                                     "\"unclosed title\t3\n"
                                     "\"denied\" code: \"1012\t15\n"
                                     "a 24\"\t9\n",
                                     "labels.tsv");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "\"Cannot change\" error in designer");
  g_assert_cmpstr (row.group, ==, "7");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "\"unclosed title");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "\"denied\" code: \"1012");
  g_assert_cmpint (row.line, ==, 4);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "a 24\"");
  igny_import_fixture_end (import);
}

static void
test_rejects (void)
{
  g_autoptr(GString) text = g_string_new ("Keyword,Volume,Difficulty,CPC,Notes\n");
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  g_string_append (text, "boots,10,20,1.5,\n"
                         ",10,20,1.5,\n"
                         "\n"
                         ",,,,\n"
                         "tents,many,20,1.5,\n"
                         "rope,10,120,1.5,\n"
                         "map,10,20,-3,\n"
                         "\"two\nlines\",10,20,1.5,\n"
                         "boots, red,10,20,1.5,x\n");
  for (guint i = 0; i < 201; i++)
    g_string_append (text, "é");
  g_string_append (text, ",1,2,3,\n");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "é");
  g_string_append (text, ",1\n");

  import = igny_import_fixture_open (text->str, "rejects.csv");
  igny_import_fixture_next (import, &row);
  igny_import_fixture_next_rejected (import, 3, "keyword cell is empty");
  igny_import_fixture_next_rejected (import, 6, "“many” in column “Volume”");
  igny_import_fixture_next_rejected (import, 7, "“120” in column “Difficulty”");
  igny_import_fixture_next_rejected (import, 8, "“-3” in column “CPC”");
  igny_import_fixture_next_rejected (import, 9, "line break");
  igny_import_fixture_next_rejected (import, 11, "6 cells");
  igny_import_fixture_next_rejected (import, 12, "200 characters");
  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.line, ==, 13);
  g_assert_cmpint (row.difficulty, ==, IGNY_UNKNOWN);
  igny_import_fixture_end (import);
  g_assert_cmpint (igny_import_get_n_rows (import), ==, 9);
  g_assert_cmpint (igny_import_get_n_rejected (import), ==, 7);
}

static void
test_set_role (void)
{
  g_autoptr(IgnyImport) import = igny_import_fixture_open ("Keyword,Volume,Clicks in May,Other\n"
                                                            "boots,10,\"1,300\",tents\n",
                                                            "x.csv");
  IgnyImportRow row;

  /* What is remembered without a column of keywords is of no use. */
  g_assert_false (igny_import_set_roles (import, "volume,ignore,extra,extra"));
  g_assert_true (igny_import_has_keywords (import));
  igny_import_set_column_role (import, 0, IGNY_IMPORT_ROLE_IGNORE);
  g_assert_false (igny_import_has_keywords (import));
  igny_import_set_column_role (import, 2, IGNY_IMPORT_ROLE_VOLUME);
  igny_import_set_column_role (import, 3, IGNY_IMPORT_ROLE_KEYWORD);
  igny_import_set_column_role (import, 0, IGNY_IMPORT_ROLE_CLUSTER);
  g_assert_cmpint (igny_import_get_column_role (import, 1), ==, IGNY_IMPORT_ROLE_EXTRA);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "tents");
  g_assert_cmpstr (row.cluster, ==, "boots");
  g_assert_cmpint (row.volume, ==, 1300);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Volume"), ==, "10");
}

static void
test_pages (void)
{
  g_autoptr(IgnyImport) pages = igny_import_fixture_open ("Page,Clicks\nhttps://a.example/b,12\n"
                                                           "https://a.example/c,3\n",
                                                           "pages.csv");
  g_autoptr(IgnyImport) both = igny_import_fixture_open ("Page,Subject,Clicks\n"
                                                          "https://a.example/b,boots,12\n"
                                                          "https://a.example/c,tents,3\n",
                                                          "both.csv");

  g_assert_false (igny_import_has_keywords (pages));
  g_assert_cmpint (igny_import_get_column_role (both, 1), ==, IGNY_IMPORT_ROLE_KEYWORD);
}

/* The same figure means different things in different columns. */
static void
test_number_styles (void)
{
  g_autoptr(IgnyImport) german = igny_import_fixture_open ("Keyword;Volumen;CPC (EUR);Position\n"
                                                            "a;1.300;1,300;3,74\nb;90;0,5;12,3\n",
                                                            "x.csv");
  g_autoptr(IgnyImport) english = igny_import_fixture_open ("Keyword,Volume,CPC,Position\n"
                                                             "a,\"1,300\",1.300,3.740\n"
                                                             "b,90,0.5,12.3\n",
                                                             "x.csv");
  IgnyImportRow row;

  igny_import_fixture_next (german, &row);
  g_assert_cmpint (row.volume, ==, 1300);
  g_assert_cmpint (row.cpc, ==, 1300000);
  g_assert_cmpint (row.position, ==, 374);
  igny_import_fixture_next (english, &row);
  g_assert_cmpint (row.volume, ==, 1300);
  g_assert_cmpint (row.cpc, ==, 1300000);
  g_assert_cmpint (row.position, ==, 374);
}

static void
check_fails (const char     *text,
             gsize           length,
             IgnyImportError code)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, "folder/file.csv", &error);

  g_assert_null (import);
  g_assert_error (error, IGNY_IMPORT_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, "read “file.csv”: "));
}

static void
test_no_text (void)
{
  check_fails ("", 0, IGNY_IMPORT_ERROR_FORMAT);
  check_fails (" \n\n", 3, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("\0\0\0\0", 4, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("\xef\xbb\xbf", 3, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("%PDF-1.4\n", 9, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("\x01\x02\x03\x04\x05\x06", 6, IGNY_IMPORT_ERROR_FORMAT);
  check_fails ("PK\3\4 and nothing", 16, IGNY_IMPORT_ERROR_FORMAT);
}

static void
test_header_alone (void)
{
  g_autoptr(IgnyImport) import = igny_import_fixture_open ("Keyword,Volume\n", "x.csv");

  igny_import_fixture_end (import);
  g_assert_cmpint (igny_import_get_n_rows (import), ==, 0);
}

static int
open_refused_cb (const char *path,
                 int         flags,
                 int         mode,
                 gpointer    user_data)
{
  errno = EACCES;
  return -1;
}

/* What cannot be asked for its size or be read twice. */
static int
open_pipe_cb (const char *path,
              int         flags,
              int         mode,
              gpointer    user_data)
{
  static const char text[] = "Keyword,Volume\nboots,10\n";
  int               ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], text, sizeof text - 1), ==, sizeof text - 1);
  close (ends[1]);
  return ends[0];
}

static void
test_seam (void)
{
  const IgnyEnv refused = { .open_file = open_refused_cb };
  const IgnyEnv piped = { .open_file = open_pipe_cb };
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  g_assert_null (igny_import_open (&refused, "/nowhere/keywords.csv", &error));
  g_assert_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_OPEN);
  g_assert_cmpstr (error->message, ==,
                   "open “keywords.csv”: Permission denied; check its name and who may read "
                   "it");
  g_clear_error (&error);

  g_assert_null (igny_import_open (igny_env_get_system (), "/", &error));
  g_assert_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_OPEN);
  g_clear_error (&error);

  import = igny_import_open (&piped, "keywords.csv", &error);
  g_assert_no_error (error);
  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.volume, ==, 10);
  igny_import_fixture_end (import);
}

/* A file far larger than the head goes through a buffer of fixed size. */
static void
test_streaming (void)
{
  g_autoptr(GString) text = make_ascii (5 * 1024 * 1024);
  g_autoptr(IgnyImport) import = igny_import_fixture_open (text->str, "large.csv");
  g_autoptr(GError) error = NULL;
  IgnyImportRow row;
  gboolean      exact;
  gint64        estimate = igny_import_estimate_rows (import, &exact);
  gint64        last = 0;
  gint64        bytes = 0;
  gint64        total = 0;

  g_assert_false (exact);
  for (gint64 i = 0; igny_import_next (import, &row, &error); i++)
    {
      g_assert_cmpint (row.line, ==, i + 2);
      g_assert_cmpint (row.volume, ==, i);
      igny_import_get_progress (import, &bytes, &total);
      g_assert_cmpint (bytes, >=, last);
      last = bytes;
    }
  g_assert_no_error (error);
  g_assert_cmpint (total, ==, (gint64) text->len);
  g_assert_cmpint (last, ==, total);
  g_assert_cmpint (ABS (estimate - igny_import_get_n_rows (import)), <, estimate / 5);
  g_assert_cmpint (igny_import_estimate_rows (import, &exact), ==, igny_import_get_n_rows (import));
  g_assert_true (exact);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/text/encodings", test_encodings);
  g_test_add_func ("/import/text/utf16-scripts", test_utf16_scripts);
  g_test_add_func ("/import/text/encoding-override", test_encoding_override);
  g_test_add_func ("/import/text/late-windows", test_late_windows);
  g_test_add_func ("/import/text/broken-utf8", test_broken_utf8);
  g_test_add_func ("/import/text/broken-utf16", test_broken_utf16);
  g_test_add_func ("/import/text/zero-bytes", test_zero_bytes);
  g_test_add_func ("/import/text/plain-lists", test_plain_lists);
  g_test_add_func ("/import/text/labels-with-quotes", test_labels_with_quotes);
  g_test_add_func ("/import/text/rejects", test_rejects);
  g_test_add_func ("/import/text/set-role", test_set_role);
  g_test_add_func ("/import/text/pages", test_pages);
  g_test_add_func ("/import/text/number-styles", test_number_styles);
  g_test_add_func ("/import/text/no-text", test_no_text);
  g_test_add_func ("/import/text/header-alone", test_header_alone);
  g_test_add_func ("/import/text/seam", test_seam);
  g_test_add_func ("/import/text/streaming", test_streaming);

  return g_test_run ();
}
