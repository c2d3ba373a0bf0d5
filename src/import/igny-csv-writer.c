/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-csv-writer.h"

#include <string.h>

#include "igny-number.h"

#define CHUNK (64 * 1024)

struct _IgnyCsvWriter
{
  GOutputStream *stream;
  char           delimiter;
  GString       *text;
  gboolean       in_row;
};

IgnyCsvWriter *
igny_csv_writer_new (GOutputStream *stream,
                     char           delimiter)
{
  IgnyCsvWriter *self;

  g_return_val_if_fail (delimiter != '\0' && strchr ("\"\r\n", delimiter) == NULL, NULL);

  self = g_new0 (IgnyCsvWriter, 1);
  self->stream = stream != NULL ? g_object_ref (stream) : NULL;
  self->delimiter = delimiter;
  self->text = g_string_new (NULL);
  return self;
}

void
igny_csv_writer_free (IgnyCsvWriter *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/* Apostrophes before the dangerous sign count as well, so that taking one off
 * always gives back what was written. */
static gboolean
is_dangerous (const char *text)
{
  while (*text == '\'')
    text++;
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

const char *
igny_csv_unguard (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return *text == '\'' && is_dangerous (text) ? text + 1 : text;
}

/* Other delimiters are quoted too: who opens the file elsewhere may split it
 * at them and bring a formula to a cell's beginning. */
static gboolean
needs_quotes (const char *text,
              char        delimiter)
{
  gsize length = strlen (text);

  if (length == 0)
    return FALSE;
  return strpbrk (text, "\",;\t|\r\n") != NULL || strchr (text, delimiter) != NULL ||
         text[0] == ' ' || text[length - 1] == ' ';
}

static void
append_cell (GString    *out,
             const char *text,
             char        delimiter)
{
  gboolean quoted = needs_quotes (text, delimiter);

  if (quoted)
    g_string_append_c (out, '"');
  if (is_dangerous (text))
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

static void
begin_cell (IgnyCsvWriter *self)
{
  if (self->in_row)
    g_string_append_c (self->text, self->delimiter);
  self->in_row = TRUE;
}

void
igny_csv_writer_add (IgnyCsvWriter *self,
                     const char    *text)
{
  g_return_if_fail (self != NULL);

  begin_cell (self);
  append_cell (self->text, text != NULL ? text : "", self->delimiter);
}

void
igny_csv_writer_add_number (IgnyCsvWriter *self,
                            gint64         value,
                            guint          digits)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);

  begin_cell (self);
  if (value == IGNY_UNKNOWN)
    return;
  text = igny_number_to_decimal (value, digits);
  g_string_append (self->text, text);
}

gboolean
igny_csv_writer_flush (IgnyCsvWriter *self,
                       GCancellable  *cancellable,
                       GError       **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && self->stream != NULL, FALSE);

  done = g_output_stream_write_all (self->stream, self->text->str, self->text->len,
                                    NULL, cancellable, error);
  g_string_truncate (self->text, 0);
  return done;
}

gboolean
igny_csv_writer_end_row (IgnyCsvWriter *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_string_append_c (self->text, '\n');
  self->in_row = FALSE;
  if (self->stream == NULL || self->text->len < CHUNK)
    return TRUE;
  return igny_csv_writer_flush (self, cancellable, error);
}

char *
igny_csv_writer_end (IgnyCsvWriter *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL && self->stream == NULL, NULL);

  text = g_steal_pointer (&self->text);
  self->text = g_string_new (NULL);
  self->in_row = FALSE;
  return g_string_free (text, FALSE);
}

void
igny_csv_append_row (GString           *text,
                     const char *const *cells,
                     char               delimiter)
{
  g_return_if_fail (text != NULL && cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, delimiter);
      append_cell (text, cells[i], delimiter);
    }
  g_string_append_c (text, '\n');
}
