/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <zip.h>

#include "import-fixture.h"

typedef struct
{
  const char *name;
  const char *text;
  gsize       length; /* 0: of the string */
} Member;

static GBytes *
pack (const Member *members)
{
  zip_error_t   error;
  zip_source_t *buffer = zip_source_buffer_create (NULL, 0, 0, &error);
  zip_t        *zip = zip_open_from_source (buffer, ZIP_TRUNCATE, &error);
  GByteArray   *bytes = g_byte_array_new ();
  char          chunk[4096];
  zip_int64_t   got;

  g_assert_nonnull (zip);
  zip_source_keep (buffer);
  for (; members->name != NULL; members++)
    {
      gsize         length = members->length > 0 ? members->length : strlen (members->text);
      zip_source_t *source = zip_source_buffer (zip, members->text, length, 0);

      g_assert_cmpint (zip_file_add (zip, members->name, source, 0), >=, 0);
    }
  g_assert_cmpint (zip_close (zip), ==, 0);

  g_assert_cmpint (zip_source_open (buffer), ==, 0);
  while ((got = zip_source_read (buffer, chunk, sizeof chunk)) > 0)
    g_byte_array_append (bytes, (const guint8 *) chunk, (guint) got);
  zip_source_close (buffer);
  zip_source_free (buffer);
  return g_byte_array_free_to_bytes (bytes);
}

static IgnyImport *
open_packed (const Member *members)
{
  g_autoptr(GBytes) bytes = pack (members);
  g_autoptr(GError) error = NULL;
  IgnyImport *import = igny_import_open_bytes (bytes, "packed.zip", &error);

  g_assert_no_error (error);
  return import;
}

static void
check_refused (GBytes         *bytes,
               IgnyImportError code,
               const char     *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, "packed.zip", &error);

  g_assert_null (import);
  g_assert_error (error, IGNY_IMPORT_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_search_console_zip (void)
{
  static const Member members[] = {
    { "Chart.csv", "Date,Clicks,Impressions,CTR,Position\n2026-01-01,1,2,50%,3\n" },
    { "__MACOSX/._Queries.csv", "Keyword\nshadow\n" },
    { "Pages.csv", "Top pages,Clicks,Impressions,CTR,Position\nhttps://a.example/,1,2,50%,3\n" },
    { "picture.png", "no text" },
    { "Queries.csv", "Top queries,Clicks,Impressions,CTR,Position\nhiking boots,1,2,50%,3.25\n" },
    { "Filters.csv", "Filter,Value\nSearch type,Web\n" },
    { NULL },
  };
  g_autoptr(IgnyImport) import = open_packed (members);
  IgnyImportRow row;

  g_assert_cmpstr (igny_import_get_member (import), ==, "Queries.csv");
  g_assert_cmpstr (igny_import_get_source_id (import), ==, "search-console");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "hiking boots");
  g_assert_cmpint (row.position, ==, 325);
  igny_import_fixture_end (import);
}

static void
test_list_zip (void)
{
  static const Member members[] = {
    { "notes.md", "# no" },
    { "list.TXT", "boots\ntents\n" },
    { NULL },
  };
  g_autoptr(IgnyImport) import = open_packed (members);
  g_autofree char *keywords = igny_import_fixture_join (import);

  g_assert_cmpstr (keywords, ==, "boots\ntents\n");
}

static void
test_refused (void)
{
  static const Member none[] = { { "notes.md", "# no" }, { NULL } };
  g_autofree char    *zeros = g_malloc0 (300 * 1024 * 1024);
  Member              bomb[] = { { "a.csv", zeros, 300 * 1024 * 1024 }, { NULL } };
  g_autoptr(GBytes) empty = pack (none);
  g_autoptr(GBytes) large = pack (bomb);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (large, 0, g_bytes_get_size (large) / 2);

  check_refused (empty, IGNY_IMPORT_ERROR_FORMAT, "no CSV or text file");
  g_assert_cmpuint (g_bytes_get_size (large), <, 1024 * 1024);
  check_refused (large, IGNY_IMPORT_ERROR_FORMAT, "256 MiB");
  check_refused (cut, IGNY_IMPORT_ERROR_FORMAT, "unpack");
}

/* An archive within an archive is not opened: it could hold itself. */
static void
test_nested (void)
{
  static const Member list[] = { { "list.csv", "Keyword\nboots\n" }, { NULL } };
  g_autoptr(GBytes) inner = pack (list);
  Member outer[] = {
    { "inner.csv", g_bytes_get_data (inner, NULL), g_bytes_get_size (inner) },
    { NULL },
  };
  g_autoptr(GBytes) bytes = pack (outer);

  check_refused (bytes, IGNY_IMPORT_ERROR_FORMAT, "no CSV or text file");
}

/* clang-format off */
#define SHEET(rows)                                                                                        \
  "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" \
  "<sheetData>" rows "</sheetData></worksheet>"

#define WORKBOOK                                                                                          \
  "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"              \
  "<sheet name=\"Summary\" sheetId=\"1\" r:id=\"rId1\"/>"                                                 \
  "<sheet name=\"Boots &amp; shoes\" sheetId=\"2\" r:id=\"rId2\"/>"                                       \
  "<sheet name=\"Tents\" sheetId=\"3\" r:id=\"rId3\"/></sheets></workbook>"

#define RELATIONS                                                                                                 \
  "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
  "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" Type=\"x\"/>"                                       \
  "<Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\" Type=\"x\"/>"                                   \
  "<Relationship Id=\"rId3\" Target=\"worksheets/sheet3.xml\" Type=\"x\"/></Relationships>"

#define STRINGS                                                                                      \
  "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" \
  "<si><t>Keyword</t></si><si><t>Volume</t></si><si><t>Intent</t></si>"                              \
  "<si><r><t>hiking</t></r><r><t xml:space=\"preserve\"> boots</t></r><rPh><t>x</t></rPh></si>"      \
  "<si><t>two\nlines</t></si><si><t>a \"big\" one, red</t></si></sst>"

#define HEADER                                                                    \
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>" \
  "<c r=\"C1\" t=\"s\"><v>2</v></c></row>"

static const Member workbook[] = {
  { "xl/workbook.xml", WORKBOOK },
  { "xl/_rels/workbook.xml.rels", RELATIONS },
  { "xl/sharedStrings.xml", STRINGS },
  { "xl/worksheets/sheet1.xml", SHEET ("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>") },
  { "xl/worksheets/sheet2.xml",
    SHEET (HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\"><v>1.3E3</v></c>"
                  "<c r=\"C2\" t=\"inlineStr\"><is><t>Commercial</t></is></c></row>"
                  "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>4</v></c><c r=\"C5\" t=\"str\"><v>Informational</v></c></row>"
                  "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>5</v></c><c r=\"B6\" t=\"e\"><v>#N/A</v></c></row>") },
  { "xl/worksheets/sheet3.xml",
    SHEET (HEADER "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>dome tent</t></is></c>"
                  "<c r=\"B2\"><v>90</v></c></row>") },
  { NULL },
};
/* clang-format on */

static void
test_workbook (void)
{
  Member one[G_N_ELEMENTS (workbook)];
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  memcpy (one, workbook, sizeof one);
  one[5].text = SHEET ("");
  import = open_packed (one);
  g_assert_cmpstr (igny_import_get_member (import), ==, "Boots & shoes");
  g_assert_cmpuint (igny_import_get_n_columns (import), ==, 3);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "hiking boots");
  g_assert_cmpint (row.volume, ==, 1300);
  g_assert_cmpuint (row.intents, ==, IGNY_IMPORT_INTENT_COMMERCIAL);
  /* Lines are rows of the sheet, empty ones among them. */
  igny_import_fixture_next_rejected (import, 5, "line break");
  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.line, ==, 6);
  g_assert_cmpstr (row.keyword, ==, "a \"big\" one, red");
  g_assert_cmpint (row.volume, ==, IGNY_UNKNOWN);
  igny_import_fixture_end (import);
}

/* Keyword Manager writes a sheet for each group. */
static void
test_workbook_of_groups (void)
{
  g_autoptr(IgnyImport) import = open_packed (workbook);
  IgnyImportRow row;

  g_assert_cmpuint (igny_import_get_n_columns (import), ==, 4);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.group, ==, "Boots & shoes");
  igny_import_fixture_next_rejected (import, 3, "line break");
  igny_import_fixture_next (import, &row);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "dome tent");
  g_assert_cmpstr (row.group, ==, "Tents");
  g_assert_cmpint (row.volume, ==, 90);
  igny_import_fixture_end (import);
}

static void
test_broken_workbook (void)
{
  Member broken[G_N_ELEMENTS (workbook)];
  g_autoptr(GBytes) cut = NULL;
  g_autoptr(GBytes) missing = NULL;

  memcpy (broken, workbook, sizeof broken);
  broken[4].text = "<worksheet><sheetData><row>";
  cut = pack (broken);
  check_refused (cut, IGNY_IMPORT_ERROR_FORMAT, "damaged");

  broken[4].name = "xl/elsewhere.xml";
  missing = pack (broken);
  check_refused (missing, IGNY_IMPORT_ERROR_FORMAT, "missing");
}

/* Entities that grow, or that are files of this machine: no workbook has any. */
static void
test_entities (void)
{
  Member evil[G_N_ELEMENTS (workbook)];
  g_autoptr(GBytes) bytes = NULL;

  memcpy (evil, workbook, sizeof evil);
  evil[2].text = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\">"
                 "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                 "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
                 "<sst><si><t>Keyword</t></si><si><t>Volume</t></si><si><t>Intent</t></si>"
                 "<si><t>x&b;&c;</t></si><si><t>y</t></si><si><t>z</t></si></sst>";
  bytes = pack (evil);
  check_refused (bytes, IGNY_IMPORT_ERROR_FORMAT, "made to do harm");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/archive/search-console", test_search_console_zip);
  g_test_add_func ("/import/archive/list", test_list_zip);
  g_test_add_func ("/import/archive/refused", test_refused);
  g_test_add_func ("/import/archive/nested", test_nested);
  g_test_add_func ("/import/workbook/sheet", test_workbook);
  g_test_add_func ("/import/workbook/groups", test_workbook_of_groups);
  g_test_add_func ("/import/workbook/broken", test_broken_workbook);
  g_test_add_func ("/import/workbook/entities", test_entities);

  return g_test_run ();
}
