/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-csv-reader.h"
#include "igny-import-archive.h"
#include "igny-import-source.h"
#include "igny-import-workbook.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The XML layer without the ZIP around it: the input is the parts of a
 * workbook, one after the other, with a byte 0xff between them. */
static const char *const names[] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                     "xl/sharedStrings.xml", "xl/styles.xml",
                                     "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml" };

#define HEAD "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/>" \
             "<sheet name=\"B\" r:id=\"r2\"/></sheets></workbook>"
#define RELATIONS "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>" \
                  "<Relationship Id=\"r2\" Target=\"worksheets/sheet2.xml\"/></Relationships>"

typedef struct
{
  const char *text;
  gsize       size;
} Input;

static GBytes *
get_part_cb (gpointer    user_data,
             const char *name,
             GError    **error)
{
  const Input *input = user_data;
  const char  *at = input->text;
  const char  *end = at + input->size;

  for (guint i = 0; i < G_N_ELEMENTS (names) && at != NULL; i++)
    {
      const char *mark = memchr (at, 0xff, (gsize) (end - at));
      gsize       length = (gsize) ((mark != NULL ? mark : end) - at);

      if (g_str_equal (names[i], name))
        {
          /* Empty: the usual one, so that the rest is reached. */
          if (length == 0 && i < 2)
            return g_bytes_new (i == 0 ? HEAD : RELATIONS, strlen (i == 0 ? HEAD : RELATIONS));
          return g_bytes_new (at, length);
        }
      at = mark != NULL ? mark + 1 : NULL;
    }
  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT, "no part; go on");
  return NULL;
}

static void
check_lines (GBytes *text)
{
  gsize       length;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr(IgnyCsvReader) reader = igny_csv_reader_new_for_text (data != NULL ? data : "", length,
                                                                   ',');
  gint64 line = 0;

  /* Every row of a sheet is one line, whatever its cells hold. */
  while (igny_csv_reader_next (reader, NULL))
    {
      g_assert (igny_csv_reader_get_fault (reader) != IGNY_CSV_FAULT_ENCODING);
      if (igny_csv_reader_get_fault (reader) == IGNY_CSV_FAULT_NONE)
        g_assert (igny_csv_reader_get_line (reader) == line + 1);
      line = igny_csv_reader_get_line (reader);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  Input            input = { (const char *) data, size };
  g_autofree char *sheet = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = NULL;
  const char *wish = size % 5 == 0 ? "B" : NULL;

  text = igny_import_workbook_read (get_part_cb, &input, wish, &sheet, &error);
  if (text == NULL)
    {
      g_assert (error != NULL && error->domain == IGNY_IMPORT_ERROR);
      return 0;
    }
  g_assert (error == NULL);
  g_assert (g_bytes_get_size (text) <= 2 * (gsize) IGNY_IMPORT_ARCHIVE_MAX);
  check_lines (text);
  return 0;
}
