/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "igny-import-private.h"
#include "igny-import-word.h"

#define MAX_DISTINCT 1000

int
igny_import_columns_find (IgnyImport    *self,
                          IgnyImportRole role)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (igny_import_column (self, i)->role == role)
      return (int) i;
  return -1;
}

void
igny_import_columns_clear (IgnyImport *self)
{
  for (guint i = 0; self->columns != NULL && i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      g_free (column->header);
      g_free (column->key);
      for (guint j = 0; j < IGNY_IMPORT_N_SAMPLES; j++)
        g_free (column->samples[j]);
    }
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->signature, g_free);
}

static void
make_columns (IgnyImport *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (IgnyImportColumn));
  g_array_set_size (self->columns, self->layout.n_columns);
  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      column->header = g_strdup (self->layout.headers[i]);
      column->key = igny_import_role_normalize_header (column->header, column->currency);
      column->role = igny_import_role_find (column->key, &column->rank);
    }
}

static gboolean
is_number (const char *cell)
{
  char   currency[4];
  gint64 value;

  return igny_import_number_parse (cell, '.', 2, &value) ||
         igny_import_money_parse (cell, '.', &value, currency);
}

static void
learn_cell (IgnyImportColumn *column,
            GHashTable       *seen,
            const char       *cell)
{
  igny_import_style_learn (&column->style, cell);
  if (g_hash_table_size (seen) >= MAX_DISTINCT || *cell == '\0')
    return;

  column->n_counted++;
  column->n_texts += !is_number (cell) && !igny_import_number_is_unknown (cell);
  column->n_pages += g_str_has_prefix (cell, "http://") || g_str_has_prefix (cell, "https://");
  g_hash_table_add (seen, g_strdup (cell));
  column->n_distinct = g_hash_table_size (seen);
}

static void
learn_record (IgnyImport    *self,
              IgnyCsvReader *reader,
              GPtrArray     *seen,
              gint64         row)
{
  guint n_cells = MIN (igny_csv_reader_get_n_cells (reader), self->columns->len);

  for (guint i = 0; i < n_cells; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);
      const char       *cell = g_strstrip (igny_csv_reader_get_cell (reader, i));

      if (row < IGNY_IMPORT_N_SAMPLES)
        column->samples[row] = g_utf8_make_valid (cell, -1);
      if (igny_csv_reader_get_fault (reader) != IGNY_CSV_FAULT_ENCODING)
        learn_cell (column, seen->pdata[i], cell);
    }
}

/* What is the same for every row is looked for once. */
static void
find_fixed (IgnyImport *self)
{
  self->keyword_column = igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD);
  self->segment_column = igny_import_columns_find (self, IGNY_IMPORT_ROLE_SEGMENT);
  self->file_currency = igny_import_get_currency (self);
}

/* Learns from all records of the head; counts them. */
static void
learn (IgnyImport *self,
       const char *text,
       gsize       length)
{
  g_autoptr(IgnyCsvReader) reader = NULL;
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (seen, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
  reader = igny_csv_reader_new_for_text (text, length, self->layout.delimiter);
  igny_csv_reader_set_width (reader, self->layout.n_columns);

  self->head_rows = 0;
  find_fixed (self);
  self->seen_keyword = FALSE;
  while (igny_csv_reader_next (reader, NULL))
    {
      if (igny_csv_reader_get_line (reader) < self->layout.data_line ||
          igny_import_record_is_idle (self, reader))
        continue;
      learn_record (self, reader, seen, self->head_rows);
      self->head_rows++;
    }
  self->head_text = (gint64) length;
  self->seen_keyword = FALSE;
}

/* Of several columns with one role the best header has it, else the first. */
static void
settle_rivals (IgnyImport *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      for (guint j = 0; j < i && !igny_import_role_is_shared (column->role); j++)
        {
          IgnyImportColumn *rival = igny_import_column (self, j);

          if (rival->role != column->role)
            continue;
          if (column->rank < rival->rank)
            rival->role = IGNY_IMPORT_ROLE_EXTRA;
          else
            column->role = IGNY_IMPORT_ROLE_EXTRA;
        }
    }
}

/* Search Console compares two spans of time in pairs of columns, whose headers
 * end in the words that it uses for one; the first of a pair is the recent
 * one. */
static void
find_compared (IgnyImport *self)
{
  if (igny_import_columns_find (self, IGNY_IMPORT_ROLE_CLICKS) >= 0 ||
      igny_import_columns_find (self, IGNY_IMPORT_ROLE_IMPRESSIONS) >= 0)
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);
      const char       *word = strrchr (column->key, ' ');
      IgnyImportRole    role;
      guint             rank;

      if (word == NULL || column->role != IGNY_IMPORT_ROLE_EXTRA)
        continue;
      role = igny_import_role_find (word + 1, &rank);
      if (role >= IGNY_IMPORT_ROLE_CLICKS && role <= IGNY_IMPORT_ROLE_POSITION &&
          igny_import_columns_find (self, role) < 0)
        column->role = role;
    }
}

/* Five columns, of which the fourth are percentages: Search Console in one more
 * language. */
static void
find_search_console (IgnyImport *self)
{
  IgnyImportColumn *first = igny_import_column (self, 0);

  if (self->columns->len != 5 || self->layout.header_line == 0)
    return;
  for (guint i = 1; i < 5; i++)
    {
      IgnyImportStyle *style = &igny_import_column (self, i)->style;

      if (style->n_values == 0 || style->n_numbers < style->n_values ||
          (i < 3 && style->n_percent > 0) || (i == 3 && style->n_percent < style->n_values))
        return;
    }

  first->role = IGNY_IMPORT_ROLE_KEYWORD;
  for (guint i = 1; i < 5; i++)
    igny_import_column (self, i)->role = IGNY_IMPORT_ROLE_CLICKS + i - 1;
}

/* A report of pages is no list of keywords, whatever else it counts. */
static gboolean
holds_pages (const IgnyImportColumn *column)
{
  return column->n_pages * 2 > column->n_counted;
}

/* Without a header that says so, the column of keywords is the one whose texts
 * differ most. A table that has none leaves that to the person. */
static void
find_keywords (IgnyImport *self)
{
  IgnyImportColumn *best = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      if (column->role == IGNY_IMPORT_ROLE_EXTRA && igny_import_role_may_be_keyword (column->key))
        {
          best = column;
          break;
        }
      if (column->role != IGNY_IMPORT_ROLE_EXTRA || column->n_texts * 2 < column->n_counted ||
          (self->columns->len > 1 && holds_pages (column)))
        continue;
      if (best == NULL || column->n_distinct > best->n_distinct)
        best = column;
    }

  if (best == NULL && self->columns->len > 0 &&
      (self->columns->len == 1 || !holds_pages (igny_import_column (self, 0))))
    best = igny_import_column (self, 0);
  if (best != NULL)
    best->role = IGNY_IMPORT_ROLE_KEYWORD;
}

/* A column called "intent" may hold what a speaker wants, not one of the four. */
static gboolean
holds_intents (const IgnyImportColumn *column)
{
  guint good = 0;
  guint filled = 0;

  for (guint i = 0; i < IGNY_IMPORT_N_SAMPLES && column->samples[i] != NULL; i++)
    {
      guint intents;
      guint primary;

      if (igny_import_number_is_unknown (column->samples[i]))
        continue;
      filled++;
      good += igny_import_intents_parse (column->samples[i], &intents, &primary);
    }
  return good * 2 >= filled;
}

/* Beside keywords alone, a second column is their label, unless it is full of
 * different large numbers. */
static void
find_label (IgnyImport *self)
{
  for (guint i = 0; self->columns->len == 2 && i < 2; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      if (column->role == IGNY_IMPORT_ROLE_INTENT && !holds_intents (column))
        column->role = IGNY_IMPORT_ROLE_EXTRA;
      if (column->role != IGNY_IMPORT_ROLE_EXTRA)
        continue;
      column->role = IGNY_IMPORT_ROLE_GROUP;
      if (column->n_texts == 0 && column->style.maximum >= 10000 &&
          column->n_distinct * 2 > column->n_counted)
        column->role = IGNY_IMPORT_ROLE_VOLUME;
    }
}

static void
find_origin (IgnyImport *self)
{
  const char    *keys[IGNY_CSV_MAX_CELLS] = { NULL };
  IgnyImportRole roles[IGNY_CSV_MAX_CELLS] = { 0 };

  g_assert (self->columns->len <= IGNY_CSV_MAX_CELLS);
  for (guint i = 0; i < self->columns->len; i++)
    {
      keys[i] = igny_import_column (self, i)->key;
      roles[i] = igny_import_column (self, i)->role;
    }

  self->origin = igny_import_origin_find (keys, roles, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      if (igny_import_origin_get_role (self->origin, column->key, &column->role))
        column->rank = 0;
    }
}

void
igny_import_columns_detect (IgnyImport *self,
                            const char *text,
                            gsize       length)
{
  g_assert (self->columns == NULL);

  make_columns (self);
  find_origin (self);
  learn (self, text, length);
  settle_rivals (self);
  find_compared (self);
  if (igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD) < 0)
    find_search_console (self);
  if (igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD) < 0)
    find_keywords (self);
  find_label (self);
  find_origin (self);
  settle_rivals (self);
  for (guint i = 0; i < self->columns->len; i++)
    igny_import_column (self, i)->detected = igny_import_column (self, i)->role;
  self->signature = igny_import_layout_sign (self->layout.delimiter,
                                             (const char *const *) self->layout.headers,
                                             self->layout.n_columns);
}

static gboolean
is_count (IgnyImportRole role)
{
  return role == IGNY_IMPORT_ROLE_VOLUME || role == IGNY_IMPORT_ROLE_VOLUME_LOW ||
         role == IGNY_IMPORT_ROLE_VOLUME_HIGH || role == IGNY_IMPORT_ROLE_MONTH ||
         role == IGNY_IMPORT_ROLE_CLICKS || role == IGNY_IMPORT_ROLE_IMPRESSIONS;
}

static gboolean
is_measure (IgnyImportRole role)
{
  return (role >= IGNY_IMPORT_ROLE_VOLUME && role <= IGNY_IMPORT_ROLE_DIFFICULTY) ||
         (role >= IGNY_IMPORT_ROLE_CPC && role <= IGNY_IMPORT_ROLE_BID_HIGH) ||
         role == IGNY_IMPORT_ROLE_COMPETITION || role == IGNY_IMPORT_ROLE_COMPETITION_INDEX ||
         (role >= IGNY_IMPORT_ROLE_CLICKS && role <= IGNY_IMPORT_ROLE_POSITION);
}

/* The decimal mark that most numbers of the file prove. */
static IgnyImportMark
find_hint (IgnyImport *self)
{
  guint dots = 0;
  guint commas = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      if (!is_measure (column->role))
        continue;
      dots += column->style.dot_decimal + column->style.comma_group;
      commas += column->style.comma_decimal + column->style.dot_group;
    }

  if (dots == commas)
    return self->layout.delimiter == ';' ? ',' : 0;
  return dots > commas ? '.' : ',';
}

static IgnyImportScale
find_scale (IgnyImport             *self,
            const IgnyImportColumn *column)
{
  const IgnyImportStyle *style = &column->style;

  if (style->n_numbers == 0)
    return IGNY_IMPORT_SCALE_PERCENT;

  if (column->role == IGNY_IMPORT_ROLE_DIFFICULTY)
    {
      if ((self->origin->quirks & IGNY_IMPORT_QUIRK_ONE_TO_FIVE) != 0 && style->minimum >= 100 &&
          style->maximum <= 500 && style->n_whole == style->n_numbers)
        return IGNY_IMPORT_SCALE_FIVE;
      if (style->maximum <= 100 && style->n_whole < style->n_numbers)
        return IGNY_IMPORT_SCALE_FRACTION;
    }
  if ((column->role == IGNY_IMPORT_ROLE_COMPETITION || column->role == IGNY_IMPORT_ROLE_CTR) &&
      style->maximum <= 100 && style->n_percent == 0)
    return IGNY_IMPORT_SCALE_FRACTION;
  return IGNY_IMPORT_SCALE_PERCENT;
}

static int
compare_months_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const guint *columns[2] = { a, b };
  int          months[2];

  for (guint i = 0; i < 2; i++)
    months[i] = igny_import_role_find_month (igny_import_column (user_data, *columns[i])->key);
  if (months[0] < 0 || months[1] < 0 || months[0] == months[1])
    return *columns[0] < *columns[1] ? -1 : 1;
  return months[0] < months[1] ? -1 : 1;
}

/* "sv trend (05-2025 - 04-2026)": the month behind the last hyphen but one. */
static int
find_trend_end (IgnyImport *self)
{
  int         column = igny_import_columns_find (self, IGNY_IMPORT_ROLE_TREND);
  const char *key = column >= 0 ? igny_import_column (self, (guint) column)->key : "";
  const char *end = g_strrstr (key, "- ");
  char       *rest;
  guint64     month;
  guint64     year;

  if (end == NULL)
    return -1;
  month = g_ascii_strtoull (end + strlen ("- "), &rest, 10);
  if (*rest != '-' || month < 1 || month > 12)
    return -1;
  year = g_ascii_strtoull (rest + 1, &rest, 10);
  return *rest == ')' && year <= 9999 ? (int) (year * 12 + month) - 1 : -1;
}

static void
order_months (IgnyImport *self)
{
  int last = find_trend_end (self);

  g_array_set_size (self->months, 0);
  for (guint i = 0; i < self->columns->len; i++)
    if (igny_import_column (self, i)->role == IGNY_IMPORT_ROLE_MONTH)
      {
        last = MAX (last, igny_import_role_find_month (igny_import_column (self, i)->key));
        g_array_append_val (self->months, i);
      }

  g_array_sort_with_data (self->months, compare_months_cb, self);
  self->trend_end[0] = '\0';
  if (last >= 0)
    g_snprintf (self->trend_end, sizeof self->trend_end, "%04d-%02d",
                CLAMP (last / 12, 0, 9999), last % 12 + 1);
}

void
igny_import_columns_settle (IgnyImport *self)
{
  IgnyImportMark hint = find_hint (self);
  int            volume = igny_import_columns_find (self, IGNY_IMPORT_ROLE_VOLUME);

  for (guint i = 0; i < self->columns->len; i++)
    {
      IgnyImportColumn *column = igny_import_column (self, i);

      column->mark = igny_import_style_get_mark (&column->style, is_count (column->role), hint);
      column->scale = find_scale (self, column);
    }

  order_months (self);
  find_fixed (self);
  self->buckets = FALSE;
  if (volume >= 0 && (self->origin->quirks & IGNY_IMPORT_QUIRK_PLANNER) != 0)
    {
      IgnyImportStyle *style = &igny_import_column (self, (guint) volume)->style;

      self->buckets = style->n_numbers > 0 && style->n_buckets == style->n_numbers &&
                      (self->months->len > 0 || style->n_numbers > 2);
    }
}
