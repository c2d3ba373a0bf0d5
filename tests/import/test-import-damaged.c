/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <zip.h>

#include "import-fixture.h"

/* Files as they arrive when something went wrong on the way: cut off, in
 * another encoding than they say, with mixed line ends, stray quotes and zero
 * bytes, in archives that are broken or made to do harm. Each must end in an
 * error that names the file and says what to do, or in rows of which the
 * rejected ones say so; never in a crash, nor in a wait. */

#define MAX_SECONDS 20
#define LEAST_VARIANTS 200

typedef struct
{
  guint n_variants;
  guint n_refused;
  guint n_rejects;
  guint n_rows;
} Tally;

static Tally tally;

static void
check_error (const GError *error,
             const char   *name)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == IGNY_IMPORT_ERROR);
  if (strstr (error->message, name) == NULL || strchr (error->message, ';') == NULL)
    g_error ("“%s” names no file or no remedy", error->message);
}

/* Two sentences: what is wrong with the line, and what to do. */
static void
check_reject (const IgnyImportRow *row)
{
  const char *end = strstr (row->reject, ". ");

  g_assert_cmpint (row->line, >, 0);
  g_assert_true (g_utf8_validate (row->reject, -1, NULL));
  if (end == NULL || !g_str_has_suffix (row->reject, "."))
    g_error ("“%s” says no remedy", row->reject);
}

static void
check_row (const IgnyImportRow *row)
{
  g_assert_true (g_utf8_validate (row->keyword, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (row->keyword, -1), <=, IGNY_IMPORT_MAX_KEYWORD);
  g_assert_true (*row->keyword != '\0' && strpbrk (row->keyword, "\r\n") == NULL);
}

static void
try_bytes (GBytes     *bytes,
           const char *name)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, name, &error);
  IgnyImportRow row;
  gint64        line = 0;

  tally.n_variants++;
  while (import != NULL && igny_import_next (import, &row, &error))
    {
      g_assert_cmpint (row.line, >, line);
      line = row.line;
      if (row.reject != NULL)
        check_reject (&row);
      else
        check_row (&row);
      tally.n_rejects += row.reject != NULL;
      tally.n_rows += row.reject == NULL;
    }
  if (import == NULL || error != NULL)
    {
      check_error (error, name);
      tally.n_refused++;
    }
  else
    g_assert_cmpint (igny_import_get_n_rejected (import), <=, igny_import_get_n_rows (import));
  g_assert_cmpint (g_get_monotonic_time () - start, <, MAX_SECONDS * G_USEC_PER_SEC);
}

static void
try_array (GByteArray *array,
           const char *name)
{
  g_autoptr(GBytes) bytes = g_bytes_new (array->data, array->len);

  try_bytes (bytes, name);
}

static void
try_text (const char *text,
          gsize       length,
          const char *name)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  try_bytes (bytes, name);
}

static const char *const bases[] = {
  "01-google-keyword-planner.csv",
  "04-ahrefs-2026.csv",
  "07-trail_broad-match_us_2026-05-04.csv",
  "08-semrush-strategy-builder.csv",
  "11-moz-list.csv",
  "14-search-console-queries.csv",
  "15-bing-webmaster.csv",
  "localized-de.csv",
  "localized-ja.csv",
  "20-crawler-list.txt",
  "21-igny8.csv",
  "22-labeled.tsv",
};

static const char *const archives[] = { "14-search-console.zip", "08-semrush-keyword-manager.xlsx",
                                        "18-se-ranking.xlsx", "14-search-console.xlsx" };

static GByteArray *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "import", name, NULL);
  g_autoptr(GError) error = NULL;
  char *bytes;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) bytes, length);
}

static void
insert (GByteArray *array,
        gsize       at,
        const char *bytes,
        gsize       length)
{
  gsize tail = array->len - at;

  g_byte_array_set_size (array, (guint) (array->len + length));
  memmove (array->data + at + length, array->data + at, tail);
  memcpy (array->data + at, bytes, length);
}

static void
damage_cut (GByteArray *array,
            GRand      *dice)
{
  g_byte_array_set_size (array, (guint) g_rand_int_range (dice, 1, (gint32) array->len));
}

static void
damage_quotes (GByteArray *array,
               GRand      *dice)
{
  for (guint i = 0; i < 5; i++)
    insert (array, (gsize) g_rand_int_range (dice, 0, (gint32) array->len), "\"", 1);
}

static void
damage_line_ends (GByteArray *array,
                  GRand      *dice)
{
  static const char *const ends[] = { "\r", "\r\n", "\n\r", "\r\r\n", "\n\n" };

  for (guint i = 0; i < array->len; i++)
    if (array->data[i] == '\n')
      {
        const char *end = ends[g_rand_int_range (dice, 0, G_N_ELEMENTS (ends))];

        g_byte_array_remove_index (array, i);
        insert (array, i, end, strlen (end));
        i += (guint) strlen (end) - 1;
      }
}

static void
damage_zeros (GByteArray *array,
              GRand      *dice)
{
  for (guint i = 0; i < 8; i++)
    insert (array, (gsize) g_rand_int_range (dice, 0, (gint32) array->len), "\0\0\0", 3);
}

static void
damage_bytes (GByteArray *array,
              GRand      *dice)
{
  for (guint i = 0; i < 10; i++)
    array->data[g_rand_int_range (dice, 0, (gint32) array->len)] =
        (guint8) g_rand_int_range (dice, 0, 256);
}

/* A mark of another encoding than the text is in. */
static void
damage_mark (GByteArray *array,
             GRand      *dice)
{
  static const char *const marks[] = { "\xff\xfe", "\xfe\xff", "\xef\xbb\xbf" };
  const char              *mark = marks[g_rand_int_range (dice, 0, G_N_ELEMENTS (marks))];

  insert (array, 0, mark, strlen (mark));
}

static void
damage_delimiters (GByteArray *array,
                   GRand      *dice)
{
  for (guint i = 0; i < array->len; i++)
    if (strchr (",;\t", array->data[i]) != NULL && array->data[i] != 0 &&
        g_rand_int_range (dice, 0, 3) == 0)
      array->data[i] = (guint8) ",;\t|"[g_rand_int_range (dice, 0, 4)];
}

static void
damage_lines (GByteArray *array,
              GRand      *dice)
{
  g_autofree char *copy = g_memdup2 (array->data, array->len);
  guint            length = array->len;

  /* The file again, without its beginning, behind its half. */
  g_byte_array_set_size (array, length / 2);
  g_byte_array_append (array, (const guint8 *) copy + length / 3, length - length / 3);
}

typedef void (*Damage) (GByteArray *array,
                        GRand      *dice);

static const Damage damages[] = { damage_cut, damage_cut, damage_quotes, damage_line_ends,
                                  damage_zeros, damage_bytes, damage_bytes, damage_mark,
                                  damage_lines, damage_cut, damage_delimiters, damage_quotes };

static void
test_texts (void)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (2026);

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (damages); j++)
      {
        g_autoptr(GByteArray) array = load (bases[i]);

        damages[j](array, dice);
        try_array (array, bases[i]);
      }
}

static void
test_archives (void)
{
  static const Damage some[] = { damage_cut, damage_bytes, damage_zeros, damage_lines };
  g_autoptr(GRand) dice = g_rand_new_with_seed (2027);

  for (guint i = 0; i < G_N_ELEMENTS (archives); i++)
    for (guint j = 0; j < 4 * G_N_ELEMENTS (some); j++)
      {
        g_autoptr(GByteArray) array = load (archives[i]);

        some[j % G_N_ELEMENTS (some)](array, dice);
        try_array (array, archives[i]);
      }
}

/* In an encoding that the text is not in. */
static void
test_wrong_encodings (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "WINDOWS-1251", "SHIFT_JIS",
                                           "UTF-32LE" };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (encodings); j++)
      {
        g_autoptr(GByteArray) array = load (bases[i]);
        g_autoptr(GBytes) bytes = g_bytes_new (array->data, array->len);
        IgnyImportWish wish = { .encoding = encodings[j] };
        g_autoptr(GError) error = NULL;
        g_autoptr(IgnyImport) import = igny_import_open_bytes_with (bytes, bases[i], &wish, &error);
        IgnyImportRow row;

        tally.n_variants++;
        while (import != NULL && igny_import_next (import, &row, &error))
          if (row.reject != NULL)
            check_reject (&row);
        if (import == NULL || error != NULL)
          check_error (error, bases[i]);
      }
}

static void
append_many (GString    *text,
             const char *piece,
             gsize       length)
{
  while (length > 0)
    {
      gsize part = MIN (strlen (piece), length);

      g_string_append_len (text, piece, (gssize) part);
      length -= part;
    }
}

static void
test_giants (void)
{
  static const char *const heads[] = { "Keyword,Volume\nboots,5\n", "Keyword,Volume\nboots,5\n\"",
                                       "", "Keyword,Volume\nboots," };
  static const char *const fills[] = { "x", "\"\"", "a,", "\n", "\"\n", "é", "\t" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fills); j++)
      {
        g_autoptr(GString) text = g_string_new (heads[i]);

        /* Rows without end are slower to read than one cell. */
        append_many (text, fills[j], (strchr (fills[j], '\n') != NULL ? 1 : 10) * 1024 * 1024);
        g_string_append (text, "\ntents,7\n");
        try_text (text->str, text->len, "giant.csv");
      }
}

static void
test_no_keywords (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
  } files[] = {
    { "", 0 },
    { "\0", 1 },
    { "\0\0\0\0\0\0\0\0", 8 },
    { "\n\n\n", 3 },
    { "\xff\xfe", 2 },
    { "\xff\xfe\x41", 3 },
    { "\xef\xbb\xbf", 3 },
    { "Keyword,Volume\n", 15 },
    { "# -----\n# List Name\n", 20 },
    { "PK\3\4", 4 },
    { "PK\3\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 18 },
    { "%PDF-1.7\n", 9 },
    { "\xd0\xcf\x11\xe0\xa1\xb1", 6 },
    { "\x89PNG\r\n\x1a\n\0\0\0", 11 },
    { "SQLite format 3\0", 16 },
    { "\x1f\x8b\x08\0", 4 },
    { "\x7f"
      "ELF\2\1\1\0\0\0\0",
      11 },
    { "\x80\x81\x82\x83\x84\x85\x86", 7 },
    { "sep=", 4 },
    { "sep=;", 5 },
    { "sep=;\n", 6 },
    { "\"", 1 },
    { "\"\n\"\n\"", 5 },
    { ",,,,\n,,,,\n", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    try_text (files[i].bytes, files[i].length, "nothing.csv");
}

typedef struct
{
  const char *name;
  const char *text;
  gsize       length;
} Member;

static GBytes *
pack (const Member *members,
      guint         n_members)
{
  zip_error_t   error;
  zip_source_t *buffer = zip_source_buffer_create (NULL, 0, 0, &error);
  zip_t        *zip = zip_open_from_source (buffer, ZIP_TRUNCATE, &error);
  GByteArray   *bytes = g_byte_array_new ();
  char          chunk[4096];
  zip_int64_t   got;

  g_assert_nonnull (zip);
  zip_source_keep (buffer);
  for (guint i = 0; i < n_members; i++)
    {
      gsize         length = members[i].length > 0 ? members[i].length : strlen (members[i].text);
      zip_source_t *source = zip_source_buffer (zip, members[i].text, length, 0);

      g_assert_cmpint (zip_file_add (zip, members[i].name, source, 0), >=, 0);
    }
  g_assert_cmpint (zip_close (zip), ==, 0);
  g_assert_cmpint (zip_source_open (buffer), ==, 0);
  while ((got = zip_source_read (buffer, chunk, sizeof chunk)) > 0)
    g_byte_array_append (bytes, (const guint8 *) chunk, (guint) got);
  zip_source_close (buffer);
  zip_source_free (buffer);
  return g_byte_array_free_to_bytes (bytes);
}

/* clang-format off */
#define RELATIONS \
  "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
#define BOOK "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
/* clang-format on */

static void
try_workbook (const char *strings,
              const char *sheet)
{
  Member members[] = { { "xl/workbook.xml", BOOK },
                       { "xl/_rels/workbook.xml.rels", RELATIONS },
                       { "xl/sharedStrings.xml", strings },
                       { "xl/worksheets/sheet1.xml", sheet } };
  g_autoptr(GBytes) bytes = pack (members, G_N_ELEMENTS (members));

  try_bytes (bytes, "book.xlsx");
}

static void
test_harmful_workbooks (void)
{
  g_autoptr(GString) lol = g_string_new ("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
  g_autoptr(GString) deep = g_string_new ("<worksheet>");
  g_autoptr(GString) shared = g_string_new ("<sst><si><t>");
  g_autoptr(GString) wide = g_string_new ("<worksheet><sheetData><row r=\"1\">");
  static const char plain[] = SHEET ("<row><c t=\"s\"><v>0</v></c></row>");

  for (guint i = 1; i < 12; i++)
    g_string_append_printf (lol, "<!ENTITY a%u \"&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;&a%u;\">", i,
                            i - 1,
                            i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append (lol, "]><sst><si><t>&a11;</t></si></sst>");
  try_workbook (lol->str, plain);
  try_workbook ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                "<sst><si><t>&x;</t></si></sst>",
                plain);
  try_workbook ("<sst/>", lol->str);
  append_many (deep, "<a>", 3000000);
  try_workbook ("<sst/>", deep->str);
  /* One long text in every cell of a long row. */
  append_many (shared, "x", 9000000);
  g_string_append (shared, "</t></si></sst>");
  append_many (wide, "<c t=\"s\"><v>0</v></c>", 22 * 500);
  g_string_append (wide, "</row></sheetData></worksheet>");
  try_workbook (shared->str, wide->str);
  try_workbook ("<sst><si><t>x", plain);
  try_workbook ("<sst/>", "<worksheet><sheetData><row r=\"99999999999999999999\">"
                          "<c r=\"ZZZZZZ1\"><v>1</v></c></row>");
  try_workbook ("<sst/>", SHEET ("<row r=\"-5\"><c r=\"1A\" s=\"4294967295\"><v>-1e999</v></c>"
                                 "</row>"));
  try_workbook ("not xml", plain);
  try_workbook ("<sst/>", "");
}

static void
test_bombs (void)
{
  static const gsize sizes[] = { 20, 70 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize            length = sizes[i] * 1024 * 1024;
      g_autofree char *zeros = g_malloc0 (length);
      g_autofree char *spaces = g_malloc (length);
      Member           bomb = { "list.csv", zeros, length };
      g_autoptr(GBytes) bytes = pack (&bomb, 1);
      g_autoptr(GBytes) half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);

      memset (spaces, ' ', length);
      try_bytes (bytes, "bomb.zip");
      try_bytes (half, "bomb.zip");
      bomb.text = spaces;
      g_bytes_unref (bytes);
      bytes = pack (&bomb, 1);
      try_bytes (bytes, "bomb.zip");
    }
}

static void
test_many_members (void)
{
  g_autofree Member *members = g_new0 (Member, 10001);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < 10001; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("%u.csv", i));
      members[i] = (Member){ names->pdata[i], "a", 1 };
    }
  bytes = pack (members, 10001);
  try_bytes (bytes, "many.zip");
}

static void
test_sum (void)
{
  g_test_message ("%u variants: %u refused with a reason; %u rows and %u rejects in the others",
                  tally.n_variants, tally.n_refused, tally.n_rows, tally.n_rejects);
  g_assert_cmpuint (tally.n_variants, >=, LEAST_VARIANTS);
  g_assert_cmpuint (tally.n_refused, >=, 40);
  g_assert_cmpuint (tally.n_rejects, >=, 40);
  g_assert_cmpuint (tally.n_rows, >=, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/damaged/texts", test_texts);
  g_test_add_func ("/import/damaged/archives", test_archives);
  g_test_add_func ("/import/damaged/wrong-encodings", test_wrong_encodings);
  g_test_add_func ("/import/damaged/giants", test_giants);
  g_test_add_func ("/import/damaged/no-keywords", test_no_keywords);
  g_test_add_func ("/import/damaged/harmful-workbooks", test_harmful_workbooks);
  g_test_add_func ("/import/damaged/bombs", test_bombs);
  g_test_add_func ("/import/damaged/many-members", test_many_members);
  g_test_add_func ("/import/damaged/sum", test_sum);

  return g_test_run ();
}
