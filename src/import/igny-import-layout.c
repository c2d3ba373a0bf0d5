/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-layout.h"

#include <string.h>

#include "igny-csv-reader.h"
#include "igny-import-number.h"
#include "igny-import-role.h"

#define MAX_ROWS 1000      /* looked at */
#define MAX_HEADER_ROWS 40 /* in which the header must be */

/* The first rows of the text as one delimiter splits them. */
typedef struct
{
  char       delimiter;
  GPtrArray *rows; /* of char ** */
  GArray    *lines;
  GArray    *widths;
  int        header; /* row, or -1 */
  gboolean   told;   /* that it is one, by a person */
  guint      width;  /* of the header, or of most rows */
  guint      known;  /* columns of the header whose role is known */
  double     steady; /* share of the rows that have the width */
} Sample;

static void
clear_sample (Sample *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->widths, g_array_unref);
}

static guint
get_width (const Sample *self,
           guint         row)
{
  return g_array_index (self->widths, guint, row);
}

static const char *const *
get_row (const Sample *self,
         guint         row)
{
  return g_ptr_array_index (self->rows, row);
}

static void
add_row (Sample        *self,
         IgnyCsvReader *reader)
{
  guint  width = igny_csv_reader_get_n_cells (reader);
  gint64 line = igny_csv_reader_get_line (reader);
  char **cells = g_new0 (char *, width + 1);

  for (guint i = 0; i < width; i++)
    cells[i] = g_strstrip (g_utf8_make_valid (igny_csv_reader_get_cell (reader, i), -1));
  g_ptr_array_add (self->rows, cells);
  g_array_append_val (self->lines, line);

  /* Empty cells at the end of a row do not count. */
  while (width > 1 && *cells[width - 1] == '\0')
    width--;
  g_array_append_val (self->widths, width);
}

/* Some tools put remarks between two lines of "# -----" before the header. */
static gboolean
is_ruler (const char *cell)
{
  if (*cell != '#')
    return FALSE;
  cell += 1 + strspn (cell + 1, " ");
  return strspn (cell, "-") >= 3;
}

static void
drop_remarks (Sample *self)
{
  guint last = 0;

  for (guint i = 1; i < self->rows->len && i < MAX_HEADER_ROWS; i++)
    if (is_ruler (*get_row (self, i)))
      last = i;
  if (self->rows->len == 0 || last == 0 || !is_ruler (*get_row (self, 0)))
    return;

  g_ptr_array_remove_range (self->rows, 0, last + 1);
  g_array_remove_range (self->lines, 0, last + 1);
  g_array_remove_range (self->widths, 0, last + 1);
}

static void
read_sample (Sample     *self,
             const char *text,
             gsize       length,
             char        delimiter)
{
  g_autoptr(IgnyCsvReader) reader = igny_csv_reader_new_for_text (text, length, delimiter);

  *self = (Sample){ .delimiter = delimiter, .header = -1 };
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->widths = g_array_new (FALSE, FALSE, sizeof (guint));
  while (self->rows->len < MAX_ROWS && igny_csv_reader_next (reader, NULL))
    if (!igny_csv_reader_is_blank (reader) && igny_csv_reader_get_n_cells (reader) > 0)
      add_row (self, reader);
  drop_remarks (self);
}

/* The width of most rows from first on, and how many rows have it. */
static guint
find_usual_width (const Sample *self,
                  guint         first,
                  guint        *count)
{
  guint counts[IGNY_CSV_MAX_CELLS + 1] = { 0 };
  guint best = 0;

  for (guint i = first; i < self->rows->len; i++)
    counts[MIN (get_width (self, i), IGNY_CSV_MAX_CELLS)]++;
  for (guint width = 1; width <= IGNY_CSV_MAX_CELLS; width++)
    if (counts[width] > counts[best])
      best = width;
  *count = counts[best];
  return best;
}

/* Rows may end early, as where the last columns are empty, but not late. */
static double
measure_steadiness (const Sample *self,
                    guint         first,
                    guint         width)
{
  guint fitting = 0;

  if (first >= self->rows->len)
    return 1;
  for (guint i = first; i < self->rows->len; i++)
    fitting += get_width (self, i) <= width && (width == 1 || get_width (self, i) > 1);
  return (double) fitting / (self->rows->len - first);
}

static guint
count_filled (const char *const *cells)
{
  guint filled = 0;

  for (; *cells != NULL; cells++)
    filled += **cells != '\0';
  return filled;
}

/* How many cells of a row are headers that we know, when one of them names the
 * column of keywords; else 0. */
static guint
count_known (const char *const *cells)
{
  guint    known = 0;
  gboolean strong = FALSE;
  gboolean weak = FALSE;

  for (; *cells != NULL; cells++)
    {
      char             currency[4];
      guint            rank;
      g_autofree char *key = NULL;

      if (strlen (*cells) > 200)
        continue;
      key = igny_import_role_normalize_header (*cells, currency);
      strong = strong || igny_import_role_is_keyword (key);
      weak = weak || igny_import_role_may_be_keyword (key);
      known += igny_import_role_find (key, &rank) > IGNY_IMPORT_ROLE_IGNORE;
    }

  return strong || (weak && known > 0) ? known + weak : 0;
}

/* A list may hold the word "query" like any other: a row that looks like those
 * before it needs a second header that we know. */
static gboolean
is_header (const Sample *self,
           guint         row,
           guint         known,
           guint         width)
{
  guint count;
  guint usual;

  if (known == 0 || (row > 0 && known < 2 && get_width (self, row - 1) == get_width (self, row)))
    return FALSE;
  if (row + 1 == self->rows->len)
    return TRUE;

  usual = find_usual_width (self, row + 1, &count);
  return usual > 1 && usual <= width && measure_steadiness (self, row + 1, width) > 0.6;
}

static void
find_header (Sample *self)
{
  for (guint i = 0; i < self->rows->len && i < MAX_HEADER_ROWS; i++)
    {
      const char *const *cells = get_row (self, i);
      guint              width = g_strv_length ((char **) cells);
      guint              known;

      if (width < 2 || count_filled (cells) < 2)
        continue;
      known = count_known (cells);
      if (!is_header (self, i, known, width))
        continue;

      self->header = (int) i;
      self->width = width;
      self->known = known;
      self->steady = measure_steadiness (self, i + 1, width);
      return;
    }
}

static gboolean
has_name (const char *const *cells,
          const char        *name)
{
  char             currency[4];
  g_autofree char *wanted = igny_import_role_normalize_header (name, currency);

  for (; *cells != NULL; cells++)
    {
      g_autofree char *key = igny_import_role_normalize_header (*cells, currency);

      if (*key != '\0' && strcmp (key, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_names (const char *const *cells,
           const char *const *names)
{
  if (names == NULL || *names == NULL)
    return FALSE;
  for (; *names != NULL; names++)
    if (!has_name (cells, *names))
      return FALSE;
  return TRUE;
}

static gboolean
has_signature (const char *const *cells,
               guint              width,
               char               delimiter,
               GHashTable        *signatures)
{
  g_autofree char *signature = igny_import_layout_sign (delimiter, cells, width);

  return g_hash_table_contains (signatures, signature);
}

/* How many cells of the row are headers that a person told of; 0 for none. */
static guint
find_told_width (const Sample          *self,
                 guint                  row,
                 const IgnyImportHints *hints)
{
  const char *const *cells = get_row (self, row);
  guint              widths[] = { g_strv_length ((char **) cells), get_width (self, row) };

  if ((widths[0] < 2) != (self->delimiter == 0))
    return 0;
  if (has_names (cells, hints->names))
    return widths[0];
  for (guint i = 0; hints->signatures != NULL && i < G_N_ELEMENTS (widths); i++)
    if (has_signature (cells, widths[i], self->delimiter, hints->signatures))
      return widths[i];
  return 0;
}

/* A header whose words are known to a person only, who said so now or before.
 * Nothing stands before that of a list. */
static void
find_told_header (Sample                *self,
                  const IgnyImportHints *hints)
{
  guint n_rows = MIN (self->rows->len, self->delimiter == 0 ? 1 : MAX_HEADER_ROWS);

  for (guint i = 0; self->header < 0 && i < n_rows; i++)
    {
      const char *const *cells = get_row (self, i);
      guint              width = find_told_width (self, i, hints);

      if (width == 0)
        continue;
      self->header = (int) i;
      self->told = TRUE;
      self->width = width;
      self->known = count_filled (cells);
      self->steady = measure_steadiness (self, i + 1, width);
    }
}

static gboolean
is_figure (const char *cell)
{
  char   currency[4];
  gint64 value;

  return igny_import_number_parse (cell, '.', 2, &value) ||
         igny_import_money_parse (cell, '.', &value, currency);
}

/* A header whose words we do not know stands over numbers and is none. */
static gboolean
has_strange_header (const Sample *self)
{
  if (self->rows->len < 3 || count_filled (get_row (self, 0)) < self->width)
    return FALSE;

  for (guint column = 0; column < self->width; column++)
    {
      guint figures = 0;
      guint filled = 0;

      for (guint i = 1; i < self->rows->len; i++)
        if (get_width (self, i) > column && *get_row (self, i)[column] != '\0')
          {
            filled++;
            figures += is_figure (get_row (self, i)[column]);
          }
      if (filled > 1 && figures >= filled - filled / 20 && !is_figure (get_row (self, 0)[column]))
        return TRUE;
    }
  return FALSE;
}

/* Without a header only constancy tells a table from lines that happen to have
 * commas in them. */
static gboolean
is_table (Sample *self)
{
  double least = self->delimiter == '\t' ? 0.9 : 0.98;
  guint  count;

  self->width = find_usual_width (self, 0, &count);
  if (self->width < 2 || (self->rows->len < 3 && self->delimiter != '\t'))
    return FALSE;

  self->steady = (double) count / self->rows->len;
  if (self->steady < least)
    return FALSE;
  if (has_strange_header (self))
    self->header = 0;
  return TRUE;
}

static void
use_sample (IgnyImportLayout *layout,
            const Sample     *sample)
{
  const char *const *cells = sample->header >= 0 ? get_row (sample, (guint) sample->header) : NULL;
  const gint64      *lines = (const gint64 *) (gpointer) sample->lines->data;
  guint              filled = cells != NULL ? g_strv_length ((char **) cells) : 0;

  layout->delimiter = sample->delimiter;
  layout->told = sample->told;
  layout->n_columns = sample->width;
  layout->headers = g_new0 (char *, sample->width + 1);
  for (guint i = 0; i < sample->width; i++)
    layout->headers[i] = g_strdup (i < filled ? cells[i] : "");

  layout->header_line = cells != NULL ? lines[sample->header] : 0;
  layout->data_line = layout->header_line + 1;
  if (cells == NULL && sample->lines->len > 0)
    layout->data_line = lines[0];
}

static void
detect_list (IgnyImportLayout      *layout,
             const char            *text,
             gsize                  length,
             const IgnyImportHints *hints)
{
  Sample sample;
  char   currency[4];

  read_sample (&sample, text, length, 0);
  sample.width = 1;
  if (sample.rows->len > 0)
    {
      g_autofree char *key = igny_import_role_normalize_header (*get_row (&sample, 0), currency);

      sample.header = igny_import_role_is_keyword (key) ? 0 : -1;
      find_told_header (&sample, hints);
    }
  use_sample (layout, &sample);
  clear_sample (&sample);
}

/* TRUE when a is the better way to split. */
static gboolean
is_better (const Sample          *a,
           const Sample          *b,
           const IgnyImportHints *hints)
{
  if (hints->wide && b->delimiter == '\t' && a->known == b->known)
    return FALSE;
  if ((a->known > 0) != (b->known > 0))
    return a->known > 0;
  if (a->known != b->known)
    return a->known > b->known;
  if (ABS (a->steady - b->steady) > 0.01)
    return a->steady > b->steady;
  return a->width > b->width;
}

/* "sep=;" on the first line is for spreadsheets; nothing else is on it. */
static gsize
skip_separator_line (const char *text,
                     gsize       length,
                     char       *delimiter)
{
  gsize end = 5;

  if (length < 6 || g_ascii_strncasecmp (text, "sep=", 4) != 0)
    return 0;
  *delimiter = text[4];
  end += text[end] == '\r';
  end += end < length && text[end] == '\n';
  return end == 5 ? 0 : end;
}

/* A delimiter that a person names needs no proof. */
static gboolean
is_wished (Sample *self,
           char    wished)
{
  guint count;

  self->width = find_usual_width (self, 0, &count);
  return wished != 0 && self->rows->len > 0;
}

void
igny_import_layout_detect (IgnyImportLayout      *self,
                           const char            *text,
                           gsize                  length,
                           const IgnyImportHints *hints)
{
  static const char delimiters[] = { '\t', ',', ';', '|' };
  char              wish = 0;
  gsize             skipped = skip_separator_line (text, length, &wish);
  const char        wished = hints->delimiter;
  const char        forced[1] = { wished };
  const char       *tried = wished != 0 ? forced : delimiters;
  guint             n_tried = wished == '\n' ? 0 : wished != 0 ? 1
                                                               : G_N_ELEMENTS (delimiters);
  Sample            best = { 0 };

  g_return_if_fail (self != NULL && text != NULL && hints != NULL);

  for (guint i = 0; i < n_tried; i++)
    {
      Sample sample;

      if (skipped > 0 && wished == 0 && tried[i] != wish)
        continue;
      read_sample (&sample, text + skipped, length - skipped, tried[i]);
      find_header (&sample);
      find_told_header (&sample, hints);
      if ((sample.header >= 0 || is_table (&sample) || is_wished (&sample, wished)) &&
          (best.rows == NULL || is_better (&sample, &best, hints)))
        {
          clear_sample (&best);
          best = sample;
        }
      else
        clear_sample (&sample);
    }

  if (best.rows != NULL)
    use_sample (self, &best);
  else
    detect_list (self, text + skipped, length - skipped, hints);
  clear_sample (&best);
  if (skipped > 0)
    {
      self->header_line += self->header_line > 0;
      self->data_line++;
    }
}

void
igny_import_layout_clear (IgnyImportLayout *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->headers, g_strfreev);
  *self = (IgnyImportLayout){ 0 };
}

char *
igny_import_layout_sign (char               delimiter,
                         const char *const *headers,
                         guint              n_columns)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (headers != NULL, NULL);

  g_checksum_update (sum, (const guchar *) &delimiter, 1);
  for (guint i = 0; i < n_columns; i++)
    {
      char             currency[4];
      g_autofree char *key = igny_import_role_normalize_header (headers[i], currency);

      g_checksum_update (sum, (const guchar *) key, (gssize) strlen (key) + 1);
    }
  return g_strndup (g_checksum_get_string (sum), 16);
}
