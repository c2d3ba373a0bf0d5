/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-workbook.h"

#include <string.h>

#include "igny-csv-reader.h"
#include "igny-import-archive.h"
#include "igny-import-format.h"
#include "igny-import-source.h"
#include "igny-import-xml.h"

#define MAX_SHEETS 1000
#define MAX_ROWS 1048576 /* a sheet has no more */
#define MAX_STRINGS 20000000
#define MAX_FORMATS 100000
/* Text of all sheets: a few cells that share a text can make much of it. */
#define MAX_TEXT (4 * (gsize) IGNY_IMPORT_ARCHIVE_MAX)
#define DAMAGED "it is damaged, or made to do harm; save it again in a spreadsheet program"

typedef struct
{
  char   *name;
  char   *part;
  GBytes *xml;
  char   *signature; /* of a sheet that holds keywords, else NULL */
  guint   n_columns;
  gint64  header_line;
} Sheet;

typedef struct
{
  IgnyImportPart get_part;
  gpointer       user_data;
  GPtrArray     *sheets;
  GPtrArray     *strings; /* shared by the cells of all sheets */
  GArray        *formats; /* of IgnyImportFormat, by style */
  gboolean       epoch_1904;
  const char    *wish; /* name of the sheet to take, or NULL */
} Workbook;

/* Where the text of a sheet goes, and what is added to its rows. */
typedef struct
{
  GString    *text;
  GPtrArray  *cells;
  gsize       length;   /* of the cells of the row */
  gint64      row;      /* written so far */
  gint64      from;     /* rows before it are left out */
  guint       width;    /* rows are filled up to it when there is a label */
  const char *label;    /* of rows, or NULL */
  gint64      title_at; /* row whose label is "Sheet" */
} Sink;

static void
free_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->xml, g_bytes_unref);
  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet->signature);
  g_free (sheet);
}

static gpointer
fail (GError        **error,
      IgnyImportError code,
      const char     *cause)
{
  g_set_error (error, IGNY_IMPORT_ERROR, code, "read the workbook: %s", cause);
  return NULL;
}

/* Relations of the workbook: id → part. */
static GHashTable *
read_relations (Workbook *self,
                GError  **error)
{
  g_autoptr(GBytes) bytes = self->get_part (self->user_data, "xl/_rels/workbook.xml.rels", error);
  g_autoptr(xmlTextReader) reader = NULL;
  g_autoptr(GHashTable) parts = NULL;
  int more;

  if (bytes == NULL)
    return NULL;
  parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader = igny_import_xml_open (bytes);
  while ((more = igny_import_xml_step (reader)) == 1)
    if (igny_import_xml_is (reader, "Relationship"))
      {
        g_autofree char *target = igny_import_xml_dup (reader, "Target");
        char            *id = igny_import_xml_dup (reader, "Id");

        if (id != NULL && target != NULL)
          g_hash_table_insert (parts, id,
                               *target == '/' ? g_strdup (target + 1)
                                              : g_strconcat ("xl/", target, NULL));
        else
          g_free (id);
      }
  return more < 0 ? fail (error, IGNY_IMPORT_ERROR_FORMAT, DAMAGED) : g_steal_pointer (&parts);
}

static gboolean
read_sheets (Workbook *self,
             GError  **error)
{
  g_autoptr(GHashTable) parts = read_relations (self, error);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(xmlTextReader) reader = NULL;
  int more = 1;

  if (parts == NULL)
    return FALSE;
  bytes = self->get_part (self->user_data, "xl/workbook.xml", error);
  if (bytes == NULL)
    return FALSE;

  reader = igny_import_xml_open (bytes);
  while (self->sheets->len < MAX_SHEETS && (more = igny_import_xml_step (reader)) == 1)
    if (igny_import_xml_is (reader, "workbookPr"))
      self->epoch_1904 = igny_import_xml_get_flag (reader, "date1904");
    else if (igny_import_xml_is (reader, "sheet"))
      {
        g_autofree char *id = igny_import_xml_dup (reader, "r:id");
        const char      *part = id != NULL ? g_hash_table_lookup (parts, id) : NULL;
        Sheet           *sheet;

        if (part == NULL)
          continue;
        sheet = g_new0 (Sheet, 1);
        sheet->name = igny_import_xml_dup (reader, "name");
        sheet->part = g_strdup (part);
        g_ptr_array_add (self->sheets, sheet);
      }
  return more >= 0 || fail (error, IGNY_IMPORT_ERROR_FORMAT, DAMAGED) != NULL;
}

/* The formats of numbers that styles name. A workbook without styles is whole,
 * and one whose styles cannot be read shows its numbers as they are kept. */
static void
read_formats (Workbook *self)
{
  g_autoptr(GBytes) bytes = self->get_part (self->user_data, "xl/styles.xml", NULL);
  g_autoptr(xmlTextReader) reader = bytes != NULL ? igny_import_xml_open (bytes) : NULL;
  g_autoptr(GHashTable) own = g_hash_table_new (NULL, NULL);
  gboolean in_cells = FALSE;

  while (self->formats->len < MAX_FORMATS && igny_import_xml_step (reader) == 1)
    if (igny_import_xml_is (reader, "numFmt") && g_hash_table_size (own) < MAX_FORMATS)
      {
        g_autofree char *code = igny_import_xml_dup (reader, "formatCode");
        guint            id = igny_import_xml_get_number (reader, "numFmtId");

        if (code != NULL)
          g_hash_table_insert (own, GUINT_TO_POINTER (id),
                               GUINT_TO_POINTER (igny_import_format_parse (code)));
      }
    else if (igny_import_xml_is (reader, "cellXfs"))
      in_cells = TRUE;
    else if (igny_import_xml_is_end (reader, "cellXfs"))
      in_cells = FALSE;
    else if (in_cells && igny_import_xml_is (reader, "xf"))
      {
        guint            id = igny_import_xml_get_number (reader, "numFmtId");
        gpointer         found = NULL;
        IgnyImportFormat format = igny_import_format_find (id);

        if (g_hash_table_lookup_extended (own, GUINT_TO_POINTER (id), NULL, &found))
          format = GPOINTER_TO_UINT (found);
        g_array_append_val (self->formats, format);
      }
}

/* A workbook of numbers alone has no shared strings. */
static gboolean
read_strings (Workbook *self,
              GError  **error)
{
  g_autoptr(GBytes) bytes = self->get_part (self->user_data, "xl/sharedStrings.xml", NULL);
  g_autoptr(xmlTextReader) reader = bytes != NULL ? igny_import_xml_open (bytes) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  int more = 0;

  while (reader != NULL && (more = igny_import_xml_step (reader)) == 1)
    if (self->strings->len >= MAX_STRINGS)
      return fail (error, IGNY_IMPORT_ERROR_LIMIT, "it has too many texts; split it") != NULL;
    else if (igny_import_xml_is (reader, "si"))
      {
        /* Copies are as long as they need to be; there may be millions. */
        g_string_truncate (text, 0);
        igny_import_xml_read_text (reader, "si", text);
        g_ptr_array_add (self->strings, g_strndup (text->str, text->len));
      }
  return more >= 0 || fail (error, IGNY_IMPORT_ERROR_FORMAT, DAMAGED) != NULL;
}

static void
append_cell (GString    *text,
             const char *cell)
{
  if (cell == NULL || *cell == '\0')
    return;

  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    if (*cell == '"')
      g_string_append (text, "\"\"");
    else if (*cell == '\n' || *cell == '\r')
      g_string_append (text, cell[0] == '\r' && cell[1] == '\n' ? "" : "\u2028");
    else
      g_string_append_c (text, *cell);
  g_string_append_c (text, '"');
}

static void
write_row (Sink *sink)
{
  guint width = sink->label != NULL ? sink->width : sink->cells->len;

  sink->row++;
  if (sink->row >= sink->from)
    {
      for (guint i = 0; i < width; i++)
        {
          if (i > 0)
            g_string_append_c (sink->text, ',');
          append_cell (sink->text, i < sink->cells->len ? sink->cells->pdata[i] : NULL);
        }
      if (sink->label != NULL)
        {
          g_string_append_c (sink->text, ',');
          append_cell (sink->text, sink->row == sink->title_at ? "Sheet" : sink->label);
        }
      g_string_append_c (sink->text, '\n');
    }
  g_ptr_array_set_size (sink->cells, 0);
  sink->length = 0;
}

/* Empty rows are not in the file, but count. */
static void
skip_rows (Sink       *sink,
           const char *number)
{
  gint64 row = number != NULL ? g_ascii_strtoll (number, NULL, 10) : 0;

  while (sink->row + 1 < MIN (row, MAX_ROWS))
    {
      sink->row++;
      if (sink->row >= sink->from && sink->label == NULL)
        g_string_append_c (sink->text, '\n');
    }
}

/* "AB12" is column 27. */
static guint
find_column (const char *reference,
             guint       otherwise)
{
  guint column = 0;

  if (reference == NULL || !g_ascii_isupper (*reference))
    return otherwise;
  for (; g_ascii_isupper (*reference) && column < IGNY_CSV_MAX_CELLS; reference++)
    column = column * 26 + (guint) (*reference - 'A' + 1);
  return column - 1;
}

static char *
convert_value (Workbook   *self,
               const char *type,
               guint       style,
               char       *value)
{
  guint64          index;
  IgnyImportFormat format = IGNY_IMPORT_FORMAT_PLAIN;

  if (g_strcmp0 (type, "e") == 0)
    return g_strdup ("");
  if (g_strcmp0 (type, "b") == 0)
    return g_strdup (*value == '1' ? "TRUE" : "FALSE");
  if (g_strcmp0 (type, "s") == 0)
    {
      index = g_ascii_strtoull (value, NULL, 10);
      return g_strdup (index < self->strings->len ? self->strings->pdata[index] : "");
    }
  if (type != NULL && strcmp (type, "n") != 0)
    return g_strdup (value);
  if (style < self->formats->len)
    format = g_array_index (self->formats, IgnyImportFormat, style);
  return igny_import_format_show (format, value, self->epoch_1904);
}

/* The cell that the reader is at. */
static void
read_cell (Workbook      *self,
           xmlTextReader *reader,
           Sink          *sink)
{
  g_autofree char *reference = igny_import_xml_dup (reader, "r");
  g_autofree char *type = igny_import_xml_dup (reader, "t");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *value = NULL;
  guint            style = igny_import_xml_get_number (reader, "s");
  guint            column = find_column (reference, sink->cells->len);

  if (xmlTextReaderIsEmptyElement (reader))
    return;
  while (igny_import_xml_step (reader) == 1 && !igny_import_xml_is_end (reader, "c"))
    if (igny_import_xml_is (reader, "v"))
      igny_import_xml_read_text (reader, "v", text);
    else if (igny_import_xml_is (reader, "is"))
      igny_import_xml_read_text (reader, "is", text);

  if (column < sink->cells->len || column >= IGNY_CSV_MAX_CELLS)
    return;
  /* One text can be shared by all cells of a row: once the row is longer than
   * a record may be, which rejects it, no more is kept of it. */
  value = convert_value (self, type, style, text->str);
  if (sink->length > IGNY_CSV_MAX_RECORD)
    return;
  sink->length += strlen (value);
  if (strlen (value) > IGNY_CSV_MAX_RECORD)
    memset (value + IGNY_CSV_MAX_RECORD, '\0', 1);
  g_ptr_array_set_size (sink->cells, (int) column);
  g_ptr_array_add (sink->cells, g_steal_pointer (&value));
}

static gboolean
write_sheet (Workbook *self,
             Sheet    *sheet,
             Sink     *sink,
             GError  **error)
{
  g_autoptr(xmlTextReader) reader = igny_import_xml_open (sheet->xml);
  int more = 1;

  while ((more = igny_import_xml_step (reader)) == 1)
    {
      if (igny_import_xml_is (reader, "row"))
        {
          g_autofree char *number = igny_import_xml_dup (reader, "r");

          skip_rows (sink, number);
          if (xmlTextReaderIsEmptyElement (reader))
            write_row (sink);
        }
      else if (igny_import_xml_is (reader, "c"))
        read_cell (self, reader, sink);
      else if (igny_import_xml_is_end (reader, "row"))
        write_row (sink);
      if (sink->text->len > IGNY_IMPORT_ARCHIVE_MAX || sink->row > MAX_ROWS)
        return fail (error, IGNY_IMPORT_ERROR_LIMIT,
                     "a sheet is larger than 256 MiB or 1,048,576 rows; split it") != NULL;
    }
  if (more < 0)
    return fail (error, IGNY_IMPORT_ERROR_FORMAT, DAMAGED) != NULL;
  return TRUE;
}

static gboolean
find_keywords (Sheet   *sheet,
               GString *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr(IgnyImport) import = igny_import_open_bytes (bytes, sheet->name, NULL);

  for (guint i = 0; import != NULL && i < igny_import_get_n_columns (import); i++)
    {
      char             currency[4];
      g_autofree char *key = NULL;

      key = igny_import_role_normalize_header (igny_import_get_column_header (import, i), currency);
      if (!igny_import_role_is_keyword (key))
        continue;
      sheet->signature = g_strdup (igny_import_get_signature (import));
      sheet->n_columns = igny_import_get_n_columns (import);
      sheet->header_line = igny_import_get_header_line (import);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_like (const Sheet *sheet,
         const Sheet *first)
{
  return g_strcmp0 (sheet->signature, first->signature) == 0;
}

/* All sheets like first, with their names behind the rows. */
static gboolean
join_sheets (Workbook *self,
             Sheet    *first,
             GString  *text,
             GError  **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = self->sheets->pdata[i];
      Sink   sink = { .text = text,
                      .cells = cells,
                      .width = first->n_columns,
                      .label = sheet->name,
                      .from = sheet->header_line + (sheet == first ? 0 : 1),
                      .title_at = sheet->header_line };

      if (is_like (sheet, first) && !write_sheet (self, sheet, &sink, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
fail_to_find (Workbook *self,
              GError  **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->sheets->len && names->len < 500; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ((Sheet *) self->sheets->pdata[i])->name);
  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
               "read the workbook: there is no sheet “%s”; it has %s", self->wish, names->str);
  return NULL;
}

/* Looks at the sheets in turn; text becomes that of the one to take. */
static Sheet *
choose_sheet (Workbook *self,
              GString  *text,
              guint    *n_like,
              GError  **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  Sheet *chosen = NULL;
  gsize  length = 0;

  *n_like = 0;
  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = self->sheets->pdata[i];
      g_autoptr(GString) found = g_string_new (NULL);
      Sink     sink = { .text = found, .cells = cells };
      gboolean has_keywords;

      if (self->wish != NULL && g_strcmp0 (sheet->name, self->wish) != 0)
        continue;
      sheet->xml = self->get_part (self->user_data, sheet->part, error);
      if (sheet->xml == NULL || !write_sheet (self, sheet, &sink, error))
        return NULL;
      length += found->len;
      if (length > MAX_TEXT)
        return fail (error, IGNY_IMPORT_ERROR_LIMIT, "its sheets are too large; split it");
      has_keywords = find_keywords (sheet, found);
      if (chosen == NULL || (chosen->signature == NULL && has_keywords))
        {
          chosen = sheet;
          g_string_assign (text, found->str);
        }
      *n_like += has_keywords && is_like (sheet, chosen);
    }

  if (chosen == NULL && self->wish != NULL)
    return fail_to_find (self, error);
  if (chosen == NULL)
    return fail (error, IGNY_IMPORT_ERROR_FORMAT,
                 "there is no sheet in it; save it again in a spreadsheet program");
  return chosen;
}

static GBytes *
convert (Workbook *self,
         char    **sheet,
         GError  **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Sheet *chosen;
  guint  n_like;

  if (!read_sheets (self, error) || !read_strings (self, error))
    return NULL;
  read_formats (self);
  chosen = choose_sheet (self, text, &n_like, error);
  if (chosen == NULL)
    return NULL;

  if (n_like > 1)
    {
      g_string_truncate (text, 0);
      if (!join_sheets (self, chosen, text, error))
        return NULL;
    }
  *sheet = g_strdup (chosen->name);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

GBytes *
igny_import_workbook_read (IgnyImportPart get_part,
                           gpointer       user_data,
                           const char    *wish,
                           char         **sheet,
                           GError       **error)
{
  static gsize once = 0;
  Workbook     self = { .get_part = get_part, .user_data = user_data, .wish = wish };
  GBytes      *text;

  g_return_val_if_fail (get_part != NULL && sheet != NULL, NULL);

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }

  self.sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) free_sheet);
  self.strings = g_ptr_array_new_with_free_func (g_free);
  self.formats = g_array_new (FALSE, FALSE, sizeof (IgnyImportFormat));
  text = convert (&self, sheet, error);
  g_array_unref (self.formats);
  g_ptr_array_unref (self.sheets);
  g_ptr_array_unref (self.strings);
  return text;
}
