/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-xlsx-writer.h"

#include <xlsxwriter.h>

#include "igny-number.h"

#define MAX_EXACT (G_GINT64_CONSTANT (1) << 53) /* that a cell's number holds */

struct _IgnyXlsxWriter
{
  char          *folder;
  lxw_workbook  *book;
  lxw_worksheet *sheet;
  char          *name;
  guint          n_sheets;
  guint          row;
  guint          column;
  GPtrArray     *header; /* of char * */
  guint          n_cut;
  lxw_error      failure; /* the first */
};

static gboolean
fail (IgnyXlsxWriter *self,
      GError        **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "write the workbook: %s; make room on the disk or write CSV",
               lxw_strerror (self->failure));
  return FALSE;
}

static void
note (IgnyXlsxWriter *self,
      lxw_error       result)
{
  if (self->failure == LXW_NO_ERROR)
    self->failure = result;
}

static void
begin_sheet (IgnyXlsxWriter *self)
{
  g_autofree char *name = NULL;

  self->n_sheets++;
  name = self->n_sheets == 1 ? g_strdup (self->name)
                             : g_strdup_printf ("%.20s %u", self->name, self->n_sheets);
  self->sheet = workbook_add_worksheet (self->book, name);
  self->row = 0;
  self->column = 0;
  if (self->sheet == NULL)
    note (self, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

IgnyXlsxWriter *
igny_xlsx_writer_new (const char *path,
                      const char *sheet,
                      GError    **error)
{
  IgnyXlsxWriter      *self;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE };

  g_return_val_if_fail (path != NULL && sheet != NULL, NULL);

  self = g_new0 (IgnyXlsxWriter, 1);
  self->folder = g_path_get_dirname (path);
  self->name = g_strdup_printf ("%.31s", sheet);
  self->header = g_ptr_array_new_with_free_func (g_free);
  options.tmpdir = self->folder;
  self->book = workbook_new_opt (path, &options);
  if (self->book != NULL)
    begin_sheet (self);
  else
    self->failure = LXW_ERROR_CREATING_TMPFILE;
  if (self->failure == LXW_NO_ERROR)
    return self;

  fail (self, error);
  igny_xlsx_writer_free (self);
  return NULL;
}

void
igny_xlsx_writer_free (IgnyXlsxWriter *self)
{
  if (self == NULL)
    return;

  if (self->book != NULL)
    lxw_workbook_free (self->book);
  g_ptr_array_unref (self->header);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

/* Characters that XML cannot hold go, as do halves of what is too long. */
static char *
fit (IgnyXlsxWriter *self,
     const char     *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char            *to = valid;

  for (const char *from = valid; *from != '\0'; from++)
    if ((guchar) *from >= 0x20 || *from == '\n' || *from == '\t')
      *to++ = *from;
  *to = '\0';
  if (to - valid <= IGNY_XLSX_MAX_TEXT || g_utf8_strlen (valid, -1) <= IGNY_XLSX_MAX_TEXT)
    return g_steal_pointer (&valid);
  self->n_cut++;
  return g_utf8_substring (valid, 0, IGNY_XLSX_MAX_TEXT);
}

void
igny_xlsx_writer_add (IgnyXlsxWriter *self,
                      const char     *text)
{
  g_autofree char *fitting = NULL;
  guint            column;

  g_return_if_fail (self != NULL);

  column = self->column++;
  if (self->n_sheets == 1 && self->row == 0)
    g_ptr_array_add (self->header, g_strdup (text != NULL ? text : ""));
  if (text == NULL || *text == '\0' || self->failure != LXW_NO_ERROR)
    return;
  fitting = fit (self, text);
  note (self, worksheet_write_string (self->sheet, self->row, (lxw_col_t) column, fitting, NULL));
}

void
igny_xlsx_writer_add_number (IgnyXlsxWriter *self,
                             gint64          value,
                             guint           digits)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);

  if (value == IGNY_UNKNOWN)
    {
      self->column++;
      return;
    }
  text = igny_number_to_decimal (value, digits);
  if (value > MAX_EXACT || value < -MAX_EXACT)
    {
      igny_xlsx_writer_add (self, text);
      return;
    }
  note (self, worksheet_write_number (self->sheet, self->row, (lxw_col_t) self->column,
                                      g_ascii_strtod (text, NULL), NULL));
  self->column++;
}

static void
repeat_header (IgnyXlsxWriter *self)
{
  begin_sheet (self);
  for (guint i = 0; self->failure == LXW_NO_ERROR && i < self->header->len; i++)
    igny_xlsx_writer_add (self, self->header->pdata[i]);
  self->row = 1;
  self->column = 0;
}

gboolean
igny_xlsx_writer_end_row (IgnyXlsxWriter *self,
                          GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  self->row++;
  self->column = 0;
  if (self->row == IGNY_XLSX_MAX_ROWS && self->failure == LXW_NO_ERROR)
    repeat_header (self);
  return self->failure == LXW_NO_ERROR || fail (self, error);
}

guint
igny_xlsx_writer_get_n_cut (IgnyXlsxWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_cut;
}

gboolean
igny_xlsx_writer_close (IgnyXlsxWriter *self,
                        GError        **error)
{
  g_return_val_if_fail (self != NULL && self->book != NULL, FALSE);

  note (self, workbook_close (self->book));
  self->book = NULL;
  return self->failure == LXW_NO_ERROR || fail (self, error);
}
