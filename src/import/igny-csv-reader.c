/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-csv-reader.h"

#include <string.h>

#include "igny-charset.h"

#define FIRST_SIZE (256 * 1024)

typedef struct
{
  gsize    start; /* from the beginning of the record */
  gsize    length;
  gboolean doubled; /* has quotes that were written twice */
} Cell;

/* What looking at a part of the text gave. */
typedef enum
{
  FOUND,
  LITERAL, /* an opening quote is none */
  MORE,    /* its end was not read yet */
} Scan;

struct _IgnyCsvReader
{
  IgnyCsvRead read;
  gpointer    user_data;
  char        delimiter;
  guint       width;

  char    *buffer; /* has room for one more byte than size */
  gsize    size;
  gsize    start; /* of the current record */
  gsize    end;
  gsize    used; /* bytes of the current record, with its line end */
  gboolean at_end;

  gint64       next_line;
  gint64       line;
  IgnyCsvFault fault;
  GArray      *cells;

  const char *memory; /* for igny_csv_reader_new_for_text */
  gsize       memory_left;
};

static IgnyCsvReader *
make (IgnyCsvRead read,
      gpointer    user_data,
      char        delimiter,
      gsize       size)
{
  IgnyCsvReader *self = g_new0 (IgnyCsvReader, 1);

  self->read = read;
  self->user_data = user_data;
  self->delimiter = delimiter;
  self->size = size;
  self->buffer = g_malloc (self->size + 1);
  self->next_line = 1;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  return self;
}

IgnyCsvReader *
igny_csv_reader_new (IgnyCsvRead read,
                     gpointer    user_data,
                     char        delimiter)
{
  g_return_val_if_fail (read != NULL, NULL);
  return make (read, user_data, delimiter, FIRST_SIZE);
}

static gssize
read_memory_cb (gpointer user_data,
                char    *text,
                gsize    size,
                GError **error)
{
  IgnyCsvReader *self = user_data;
  gsize          length = MIN (size, self->memory_left);

  memcpy (text, self->memory, length);
  self->memory += length;
  self->memory_left -= length;
  return (gssize) length;
}

IgnyCsvReader *
igny_csv_reader_new_for_text (const char *text,
                              gsize       length,
                              char        delimiter)
{
  IgnyCsvReader *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = make (read_memory_cb, NULL, delimiter, CLAMP (2 * length, 64, FIRST_SIZE));

  self->user_data = self;
  self->memory = text;
  self->memory_left = length;
  return self;
}

void
igny_csv_reader_free (IgnyCsvReader *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->cells);
  g_free (self->buffer);
  g_free (self);
}

void
igny_csv_reader_set_width (IgnyCsvReader *self,
                           guint          width)
{
  g_return_if_fail (self != NULL);
  self->width = width;
}

static gboolean
fill (IgnyCsvReader *self,
      GError       **error)
{
  gssize got;

  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->size - self->end < self->size / 2)
    {
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }

  got = self->read (self->user_data, self->buffer + self->end, self->size - self->end, error);
  if (got < 0)
    return FALSE;

  self->at_end = got == 0;
  self->end += (gsize) got;
  return TRUE;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static guint
count_line_ends (const char *text,
                 gsize       length)
{
  guint lines = 0;

  for (gsize i = 0; i < length; i++)
    lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
  return lines;
}

/* Looks for the quote that closes the cell whose content begins at cell->start.
 * It must stand at the end of a cell, else the opening quote was none. Since
 * the search ends at the first quote that is not doubled, stray quotes cost no
 * more than one look ahead for each. */
static Scan
scan_quoted (IgnyCsvReader *self,
             gboolean       one_line,
             Cell          *cell,
             gsize         *after)
{
  const char *text = self->buffer + self->start;
  gsize       length = self->end - self->start;
  gsize       limit = MIN (length, IGNY_CSV_MAX_RECORD);
  gsize       i = cell->start;
  gsize       behind;

  while (TRUE)
    {
      const char *quote = i < limit ? memchr (text + i, '"', limit - i) : NULL;

      if (quote == NULL)
        return self->at_end || length > limit ? LITERAL : MORE;
      if (quote + 1 == text + length && !self->at_end)
        return MORE;
      i = (gsize) (quote - text);
      if (i + 1 == length || text[i + 1] != '"')
        break;
      cell->doubled = TRUE;
      i += 2;
    }

  cell->length = i - cell->start;
  for (behind = i + 1; behind < length && text[behind] == ' '; behind++)
    ;
  if (behind == length && !self->at_end)
    return MORE;
  if (behind < length && text[behind] != self->delimiter && !is_line_end (text[behind]))
    return LITERAL;
  if (count_line_ends (text + cell->start, cell->length) > (one_line ? 0 : IGNY_CSV_MAX_BREAKS))
    return LITERAL;

  *after = behind;
  return FOUND;
}

/* A cell from at on. after is the index of what ends it. */
static Scan
scan_cell (IgnyCsvReader *self,
           gsize          at,
           gboolean       one_line,
           Cell          *cell,
           gsize         *after)
{
  const char *text = self->buffer + self->start;
  gsize       length = self->end - self->start;
  gsize       i = at;

  while (self->delimiter != ' ' && i < length && text[i] == ' ')
    i++;
  if (self->delimiter != 0 && i < length && text[i] == '"')
    {
      Scan scan;

      *cell = (Cell){ .start = i + 1 };
      scan = scan_quoted (self, one_line, cell, after);
      if (scan != LITERAL)
        return scan;
    }

  for (i = at; i < length && !is_line_end (text[i]); i++)
    if (text[i] == self->delimiter && self->delimiter != 0)
      break;
  *cell = (Cell){ .start = at, .length = i - at };
  *after = i;
  return i < length || self->at_end ? FOUND : MORE;
}

/* All cells from offset to a line end. Its length goes to used. */
static Scan
scan_record (IgnyCsvReader *self,
             gsize          offset,
             gboolean       one_line,
             gsize         *used)
{
  const char *text = self->buffer + self->start;
  gsize       length = self->end - self->start;
  gsize       at = offset;

  g_array_set_size (self->cells, 0);
  self->fault = IGNY_CSV_FAULT_NONE;
  while (TRUE)
    {
      Cell  cell;
      gsize after = 0;

      if (scan_cell (self, at, one_line, &cell, &after) == MORE)
        return MORE;
      if (self->cells->len < IGNY_CSV_MAX_CELLS)
        g_array_append_val (self->cells, cell);
      else
        self->fault = IGNY_CSV_FAULT_TOO_WIDE;

      at = after + 1;
      if (after < length && !is_line_end (text[after]))
        continue;
      if (after + 1 == length && text[after] == '\r' && !self->at_end)
        return MORE;
      if (at < length && text[after] == '\r' && text[at] == '\n')
        at++;
      *used = MIN (at, length) - offset;
      return FOUND;
    }
}

/* A file that does not quote at all may have a line that begins with a quote,
 * and another that ends with one. When each line between the two makes a whole
 * record on its own, they are records. */
static gboolean
are_whole_lines (IgnyCsvReader *self,
                 gsize          length)
{
  gsize used;

  for (gsize offset = 0; offset < length; offset += used)
    if (scan_record (self, offset, TRUE, &used) != FOUND || self->cells->len != self->width)
      return FALSE;
  return TRUE;
}

static Scan
scan_next (IgnyCsvReader *self)
{
  Scan  scan = scan_record (self, 0, FALSE, &self->used);
  gsize used;

  if (scan == MORE || self->width < 2 || self->used < 3 ||
      count_line_ends (self->buffer + self->start, self->used - 2) == 0)
    return scan;

  if (are_whole_lines (self, self->used))
    return scan_record (self, 0, TRUE, &self->used);
  return scan_record (self, 0, FALSE, &used);
}

/* Passes over a line that is too long to be looked at. */
static gboolean
skip_line (IgnyCsvReader *self,
           GError       **error)
{
  self->fault = IGNY_CSV_FAULT_TOO_LONG;
  g_array_set_size (self->cells, 0);
  while (TRUE)
    {
      const char *text = self->buffer + self->start;
      gsize       length = self->end - self->start;
      gsize       i = 0;

      while (i < length && !is_line_end (text[i]))
        i++;
      self->used = i;
      if (i + 1 < length || self->at_end)
        break;
      if (i == length)
        self->start = self->end;
      if (!fill (self, error))
        return FALSE;
    }

  if (self->start + self->used < self->end)
    {
      const char *mark = self->buffer + self->start + self->used++;

      if (mark + 1 < self->buffer + self->end && mark[0] == '\r' && mark[1] == '\n')
        self->used++;
    }
  return TRUE;
}

static void
undouble (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      *to++ = *from;
      if (from[0] == '"' && from[1] == '"')
        from++;
    }
  *to = '\0';
}

/* A list of lines may be quoted as a whole; a quote within is then double. */
static void
unquote_line (char *text,
              Cell *cell)
{
  gsize    length = cell->length;
  gboolean doubled = FALSE;

  while (length > 0 && text[cell->start + length - 1] == ' ')
    length--;
  if (length < 2 || text[cell->start] != '"' || text[cell->start + length - 1] != '"')
    return;

  for (gsize i = cell->start + 1; i + 1 < cell->start + length; i++)
    if (text[i] == '"')
      {
        if (text[i + 1] != '"' || i + 2 == cell->start + length)
          return;
        doubled = TRUE;
        i++;
      }
  *cell = (Cell){ .start = cell->start + 1, .length = length - 2, .doubled = doubled };
}

static void
finish_cells (IgnyCsvReader *self)
{
  char *text = self->buffer + self->start;

  if (memchr (text, '\0', self->used) != NULL ||
      (!igny_charset_is_ascii (text, self->used) && !g_utf8_validate_len (text, self->used, NULL)))
    self->fault = IGNY_CSV_FAULT_ENCODING;

  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      if (self->delimiter == 0)
        unquote_line (text, cell);
      text[cell->start + cell->length] = '\0';
      if (cell->doubled)
        undouble (text + cell->start);
    }
}

gboolean
igny_csv_reader_next (IgnyCsvReader *self,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  self->start += self->used;
  self->used = 0;
  if (self->start == self->end && !self->at_end && !fill (self, error))
    return FALSE;
  if (self->start == self->end)
    return FALSE;

  while (self->end - self->start <= IGNY_CSV_MAX_RECORD && scan_next (self) == MORE)
    if (!fill (self, error))
      return FALSE;
  if ((self->used == 0 && scan_next (self) == MORE) || self->used > IGNY_CSV_MAX_RECORD)
    if (!skip_line (self, error))
      return FALSE;

  self->line = self->next_line;
  self->next_line += count_line_ends (self->buffer + self->start, self->used);
  if (self->fault != IGNY_CSV_FAULT_TOO_LONG)
    finish_cells (self);
  return TRUE;
}

guint
igny_csv_reader_get_n_cells (IgnyCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->cells->len;
}

char *
igny_csv_reader_get_cell (IgnyCsvReader *self,
                          guint          cell)
{
  g_return_val_if_fail (self != NULL && cell < self->cells->len, NULL);
  return self->buffer + self->start + g_array_index (self->cells, Cell, cell).start;
}

gint64
igny_csv_reader_get_line (IgnyCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->line;
}

IgnyCsvFault
igny_csv_reader_get_fault (IgnyCsvReader *self)
{
  g_return_val_if_fail (self != NULL, IGNY_CSV_FAULT_NONE);
  return self->fault;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
igny_csv_reader_is_blank (IgnyCsvReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->fault == IGNY_CSV_FAULT_TOO_LONG || self->fault == IGNY_CSV_FAULT_ENCODING)
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    if (!is_blank (self->buffer + self->start + g_array_index (self->cells, Cell, i).start))
      return FALSE;
  return TRUE;
}
