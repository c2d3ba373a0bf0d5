/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "igny-csv-writer.h"
#include "igny-import-private.h"
#include "igny-import-word.h"
#include "igny-text.h"

#define RELATIVE_MAXIMUM 100 /* lists of shapes go to 1 or to 100 */

/* What a record holds before its parts are put together. */
typedef struct
{
  IgnyImport      *import;
  IgnyImportRow   *row;
  IgnyImportVolume volume;
  gint64           low;
  gint64           high;
  gint64           bid_low;
  gint64           bid_high;
  gint64           index;
} Draft;

static const char *
get_cell (IgnyCsvReader *reader,
          int            column)
{
  if (column < 0 || (guint) column >= igny_csv_reader_get_n_cells (reader))
    return "";
  return g_strstrip (igny_csv_reader_get_cell (reader, (guint) column));
}

/* Keyword Planner puts sums by device and place before the keywords; they have
 * no keyword. */
static gboolean
is_summary (IgnyImport    *self,
            IgnyCsvReader *reader)
{
  int keyword = igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD);
  int segment = igny_import_columns_find (self, IGNY_IMPORT_ROLE_SEGMENT);

  if ((self->origin->quirks & IGNY_IMPORT_QUIRK_PLANNER) == 0 || keyword < 0)
    return FALSE;
  if (*get_cell (reader, keyword) != '\0')
    {
      self->seen_keyword = TRUE;
      return FALSE;
    }
  return !self->seen_keyword || *get_cell (reader, segment) != '\0';
}

gboolean
igny_import_record_is_idle (IgnyImport    *self,
                            IgnyCsvReader *reader)
{
  IgnyCsvFault fault = igny_csv_reader_get_fault (reader);

  if (fault == IGNY_CSV_FAULT_TOO_LONG || fault == IGNY_CSV_FAULT_ENCODING)
    return FALSE;
  return igny_csv_reader_is_blank (reader) || is_summary (self, reader);
}

G_GNUC_PRINTF (2, 3)
static gboolean
reject (IgnyImport *self,
        const char *format,
        ...)
{
  va_list arguments;

  g_free (self->reject);
  va_start (arguments, format);
  self->reject = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return FALSE;
}

/* A cell for a message: not longer than a line can hold. */
static char *
shorten (const char *cell)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (cell, -1) <= 40)
    return g_strdup (cell);
  start = g_utf8_substring (cell, 0, 39);
  return g_strconcat (start, "…", NULL);
}

static gboolean
reject_value (Draft                  *draft,
              const IgnyImportColumn *column,
              const char             *cell)
{
  g_autofree char *shown = shorten (cell);

  return reject (draft->import,
                 _ ("“%s” in column “%s” cannot be read as %s. Correct the cell, or give the "
                    "column another meaning."),
                    shown, column->header, _ (igny_import_role_get_label (column->role)));
}

static void
add_extra (Draft                  *draft,
           const IgnyImportColumn *column,
           const char             *cell)
{
  IgnyImportExtra extra = { column->header, cell };

  if (*column->header != '\0')
    g_array_append_val (draft->import->extra, extra);
}

static gboolean
take_count (const IgnyImportColumn *column,
            const char             *cell,
            gint64                 *value)
{
  gint64 found;

  if (!igny_import_number_parse (cell, column->mark, 0, &found) || found < 0)
    return FALSE;
  *value = found;
  return TRUE;
}

/* 0-100 by the scale of the column. */
static gboolean
take_percent (const IgnyImportColumn *column,
              const char             *cell,
              gint64                 *value)
{
  gint64 found;
  guint  digits = column->scale == IGNY_IMPORT_SCALE_FRACTION ? 2 : 0;

  if (!igny_import_number_parse (cell, column->mark, digits, &found))
    return FALSE;
  if (column->scale == IGNY_IMPORT_SCALE_FIVE)
    found = found * 20 - 10;
  if (found < 0 || found > 100)
    return FALSE;
  *value = found;
  return TRUE;
}

static gboolean
take_money (Draft                  *draft,
            const IgnyImportColumn *column,
            const char             *cell,
            gint64                 *value)
{
  gint64 found;

  if (!igny_import_money_parse (cell, column->mark, &found, draft->import->currency) || found < 0)
    return FALSE;
  *value = found;
  if (*draft->import->currency == '\0')
    memcpy (draft->import->currency, column->currency, 4);
  return TRUE;
}

static gboolean
take_ctr (const IgnyImportColumn *column,
          const char             *cell,
          gint64                 *value)
{
  gboolean fraction = column->scale == IGNY_IMPORT_SCALE_FRACTION && strchr (cell, '%') == NULL;

  return igny_import_number_parse (cell, column->mark, fraction ? 6 : 4, value) && *value >= 0;
}

/* Optional values that no number can be made of stay with the row as text. */
static gboolean
take_trend (Draft                  *draft,
            const IgnyImportColumn *column,
            const char             *cell)
{
  GString *trend = draft->import->trend;

  if (!igny_import_trend_parse (cell, trend))
    add_extra (draft, column, cell);
  return TRUE;
}

static gboolean
take_competition (Draft                  *draft,
                  const IgnyImportColumn *column,
                  const char             *cell)
{
  gint64 *value = &draft->row->competition;

  if (!igny_import_competition_parse_word (cell, value) && !take_percent (column, cell, value))
    add_extra (draft, column, cell);
  return TRUE;
}

static gboolean
take_intents (Draft                  *draft,
              const IgnyImportColumn *column,
              const char             *cell)
{
  guint intents;
  guint primary;

  if (!igny_import_intents_parse (cell, &intents, &primary))
    {
      add_extra (draft, column, cell);
      return TRUE;
    }
  draft->row->intents |= intents;
  draft->row->primary_intent = primary;
  return TRUE;
}

static gboolean
take_intent_flag (Draft                  *draft,
                  const IgnyImportColumn *column,
                  const char             *cell)
{
  guint intent = 1u << (column->role - IGNY_IMPORT_ROLE_INFORMATIONAL);

  if (!igny_import_word_is_true (cell))
    return TRUE;
  draft->row->intents |= intent;
  if (draft->row->primary_intent == 0)
    draft->row->primary_intent = intent;
  return TRUE;
}

static gboolean
take_country (Draft                  *draft,
              const IgnyImportColumn *column,
              const char             *cell)
{
  if (igny_import_country_parse (cell, draft->import->country))
    draft->row->country = draft->import->country;
  else
    add_extra (draft, column, cell);
  return TRUE;
}

/* Texts, and roles that need the whole record. */
static gboolean
take_text (Draft                  *draft,
           const IgnyImportColumn *column,
           const char             *cell)
{
  IgnyImportRow *row = draft->row;

  switch ((guint) column->role)
    {
    case IGNY_IMPORT_ROLE_CURRENCY:
      igny_import_currency_parse (cell, strlen (cell), draft->import->currency);
      break;
    case IGNY_IMPORT_ROLE_TARGET_URL:
      row->target_url = cell;
      break;
    case IGNY_IMPORT_ROLE_GROUP:
      row->group = cell;
      break;
    case IGNY_IMPORT_ROLE_INDUSTRY:
      row->industry = cell;
      break;
    case IGNY_IMPORT_ROLE_SECTOR:
      row->sector = cell;
      break;
    case IGNY_IMPORT_ROLE_STATUS:
      row->status = cell;
      break;
    case IGNY_IMPORT_ROLE_CLUSTER:
      row->cluster = cell;
      break;
    case IGNY_IMPORT_ROLE_EXTRA:
      add_extra (draft, column, cell);
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
take_value (Draft                  *draft,
            const IgnyImportColumn *column,
            const char             *cell)
{
  switch ((guint) column->role)
    {
    case IGNY_IMPORT_ROLE_VOLUME:
      return igny_import_volume_parse (cell, column->mark, &draft->volume);
    case IGNY_IMPORT_ROLE_VOLUME_LOW:
      return take_count (column, cell, &draft->low);
    case IGNY_IMPORT_ROLE_VOLUME_HIGH:
      return take_count (column, cell, &draft->high);
    case IGNY_IMPORT_ROLE_DIFFICULTY:
      return igny_import_difficulty_parse_word (cell, &draft->row->difficulty) ||
             take_percent (column, cell, &draft->row->difficulty);
    case IGNY_IMPORT_ROLE_CPC:
      return take_money (draft, column, cell, &draft->row->cpc);
    case IGNY_IMPORT_ROLE_BID_LOW:
      return take_money (draft, column, cell, &draft->bid_low);
    case IGNY_IMPORT_ROLE_BID_HIGH:
      return take_money (draft, column, cell, &draft->bid_high);
    case IGNY_IMPORT_ROLE_COMPETITION_INDEX:
      return take_percent (column, cell, &draft->index);
    case IGNY_IMPORT_ROLE_CLICKS:
      return take_count (column, cell, &draft->row->clicks);
    case IGNY_IMPORT_ROLE_IMPRESSIONS:
      return take_count (column, cell, &draft->row->impressions);
    case IGNY_IMPORT_ROLE_CTR:
      return take_ctr (column, cell, &draft->row->ctr);
    case IGNY_IMPORT_ROLE_POSITION:
      return igny_import_number_parse (cell, column->mark, 2, &draft->row->position) &&
             draft->row->position >= 0;
    case IGNY_IMPORT_ROLE_COMPETITION:
      return take_competition (draft, column, cell);
    case IGNY_IMPORT_ROLE_INTENT:
      return take_intents (draft, column, cell);
    case IGNY_IMPORT_ROLE_INFORMATIONAL:
    case IGNY_IMPORT_ROLE_NAVIGATIONAL:
    case IGNY_IMPORT_ROLE_COMMERCIAL:
    case IGNY_IMPORT_ROLE_TRANSACTIONAL:
      return take_intent_flag (draft, column, cell);
    case IGNY_IMPORT_ROLE_TREND:
      return take_trend (draft, column, cell);
    case IGNY_IMPORT_ROLE_COUNTRY:
      return take_country (draft, column, cell);
    default:
      return take_text (draft, column, cell);
    }
}

static gboolean
take_cells (Draft         *draft,
            IgnyCsvReader *reader)
{
  IgnyImport *self = draft->import;
  gboolean    ours = (self->origin->quirks & IGNY_IMPORT_QUIRK_OURS) != 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const IgnyImportColumn *column = igny_import_column (self, i);
      const char             *cell = get_cell (reader, (int) i);

      if (*cell == '\0' || column->role == IGNY_IMPORT_ROLE_KEYWORD ||
          (column->role != IGNY_IMPORT_ROLE_EXTRA && igny_import_number_is_unknown (cell)))
        continue;
      if (!take_value (draft, column, ours ? igny_csv_unguard (cell) : cell))
        return reject_value (draft, column, cell);
    }
  return TRUE;
}

static gboolean
has_line_break (const char *text)
{
  static const char *const breaks[] = { "\n", "\r", "\u2028", "\u2029", "\xc2\x85" };

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (strstr (text, breaks[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
take_keyword (IgnyImport    *self,
              IgnyCsvReader *reader)
{
  int         column = igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD);
  const char *cell = get_cell (reader, column);

  if (column < 0)
    return reject (self, _ ("No column holds the keywords. Choose the one that does."));
  if ((self->origin->quirks & IGNY_IMPORT_QUIRK_OURS) != 0)
    cell = igny_csv_unguard (cell);
  if (has_line_break (cell))
    return reject (self, _ ("The keyword has a line break in it. Write it on one line, or as two "
                            "rows."));

  self->keyword = igny_text_tidy (cell);
  if (*self->keyword == '\0')
    return reject (self, _ ("The keyword cell is empty. Fill it in, or remove the row."));
  if (g_utf8_strlen (self->keyword, -1) > IGNY_IMPORT_MAX_KEYWORD)
    return reject (self, _ ("The keyword is longer than %d characters. Shorten it."),
                            IGNY_IMPORT_MAX_KEYWORD);

  self->key = igny_text_normalize (self->keyword);
  return TRUE;
}

static gboolean
check_record (IgnyImport    *self,
              IgnyCsvReader *reader)
{
  guint n_cells = igny_csv_reader_get_n_cells (reader);

  switch (igny_csv_reader_get_fault (reader))
    {
    case IGNY_CSV_FAULT_TOO_LONG:
      return reject (self, _ ("The row is longer than 1 MiB. Look for a missing line end or an "
                              "open quote."));
    case IGNY_CSV_FAULT_TOO_WIDE:
      return reject (self, _ ("The row has more than %d cells."), IGNY_CSV_MAX_CELLS);
    case IGNY_CSV_FAULT_ENCODING:
      return reject (self, _ ("The row has characters that are not %s. Choose the encoding that "
                              "the file is in."),
                              self->charset);
    case IGNY_CSV_FAULT_NONE:
    default:
      break;
    }

  for (guint i = self->columns->len; i < n_cells; i++)
    if (*get_cell (reader, (int) i) != '\0')
      return reject (self, _ ("The row has %u cells, but there are %u columns. Put quotes around "
                              "a cell that holds the delimiter."),
                              n_cells, self->columns->len);
  return TRUE;
}

static void
finish_volume (Draft *draft)
{
  IgnyImportRow    *row = draft->row;
  IgnyImportVolume *volume = &draft->volume;

  if (draft->low != IGNY_UNKNOWN && draft->high != IGNY_UNKNOWN)
    {
      gint64   value = volume->value;
      gboolean estimated = volume->estimated;

      igny_import_volume_set_range (volume, draft->low, draft->high);
      if (value != IGNY_UNKNOWN)
        {
          volume->value = value;
          volume->estimated = estimated;
        }
    }
  else if (volume->value == IGNY_UNKNOWN)
    {
      volume->value = draft->low != IGNY_UNKNOWN ? draft->low : draft->high;
      volume->low = draft->low;
      volume->high = draft->high;
      volume->estimated = volume->value != IGNY_UNKNOWN;
    }

  row->volume = volume->value;
  row->volume_low = volume->low;
  row->volume_high = volume->high;
  row->volume_estimated = volume->estimated;
}

static void
finish_bids (Draft *draft)
{
  if (draft->row->cpc != IGNY_UNKNOWN)
    return;
  if (draft->bid_low != IGNY_UNKNOWN && draft->bid_high != IGNY_UNKNOWN)
    draft->row->cpc = draft->bid_low / 2 + draft->bid_high / 2 +
                      (draft->bid_low % 2 + draft->bid_high % 2) / 2;
  else
    draft->row->cpc = draft->bid_low != IGNY_UNKNOWN ? draft->bid_low : draft->bid_high;
}

/* Monthly columns as a list; how many of them are filled. */
static guint
join_months (IgnyImport    *self,
             IgnyCsvReader *reader)
{
  guint filled = 0;

  for (guint i = 0; i < self->months->len; i++)
    {
      guint                   at = g_array_index (self->months, guint, i);
      const IgnyImportColumn *column = igny_import_column (self, at);
      const char             *cell = get_cell (reader, (int) at);
      gint64                  value = IGNY_UNKNOWN;

      g_string_append_c (self->trend, i == 0 ? '[' : ',');
      if (igny_import_number_is_unknown (cell) || !take_count (column, cell, &value))
        {
          g_string_append (self->trend, "null");
          continue;
        }
      g_string_append_printf (self->trend, "%" G_GINT64_FORMAT, value);
      filled++;
    }
  if (self->months->len > 0)
    g_string_append_c (self->trend, ']');
  return filled;
}

/* A list whose largest number is 1 or at most 100 shows a shape. */
static gboolean
is_relative (const char *trend)
{
  for (const char *number = trend; *number != '\0';)
    {
      number += strcspn (number, "0123456789");
      if (g_ascii_strtod (number, NULL) > RELATIVE_MAXIMUM)
        return FALSE;
      number += strspn (number, "0123456789.");
    }
  return TRUE;
}

static void
finish_trend (Draft         *draft,
              IgnyCsvReader *reader)
{
  IgnyImport *self = draft->import;
  guint       filled = 0;

  if (self->trend->len > 0)
    draft->row->trend_relative = is_relative (self->trend->str);
  else
    {
      filled = join_months (self, reader);
      if (filled == 0)
        g_string_truncate (self->trend, 0);
    }

  if (self->trend->len > 0)
    draft->row->trend = self->trend->str;
  if (self->buckets && filled == 0 && !draft->volume.estimated && draft->volume.value != IGNY_UNKNOWN)
    igny_import_volume_set_bucket (&draft->volume, draft->volume.value);
}

static void
finish (Draft         *draft,
        IgnyCsvReader *reader)
{
  IgnyImport    *self = draft->import;
  IgnyImportRow *row = draft->row;

  finish_trend (draft, reader);
  finish_volume (draft);
  finish_bids (draft);
  if (draft->index != IGNY_UNKNOWN)
    row->competition = draft->index;
  if (row->cpc != IGNY_UNKNOWN && *self->currency == '\0' && igny_import_get_currency (self) != NULL)
    memcpy (self->currency, igny_import_get_currency (self), 4);
  if (row->cpc != IGNY_UNKNOWN && *self->currency != '\0')
    row->currency = self->currency;
  row->extra = (const IgnyImportExtra *) (gpointer) self->extra->data;
  row->n_extra = self->extra->len;
}

static void
clear (Draft *draft)
{
  IgnyImport *self = draft->import;

  g_clear_pointer (&self->reject, g_free);
  g_clear_pointer (&self->keyword, g_free);
  g_clear_pointer (&self->key, g_free);
  g_string_truncate (self->trend, 0);
  g_array_set_size (self->extra, 0);
  self->currency[0] = '\0';

  *draft->row = (IgnyImportRow){
    .volume = IGNY_UNKNOWN,
    .volume_low = IGNY_UNKNOWN,
    .volume_high = IGNY_UNKNOWN,
    .difficulty = IGNY_UNKNOWN,
    .cpc = IGNY_UNKNOWN,
    .competition = IGNY_UNKNOWN,
    .clicks = IGNY_UNKNOWN,
    .impressions = IGNY_UNKNOWN,
    .ctr = IGNY_UNKNOWN,
    .position = IGNY_UNKNOWN,
  };
  draft->volume = (IgnyImportVolume){ IGNY_UNKNOWN, IGNY_UNKNOWN, IGNY_UNKNOWN, FALSE };
  draft->low = draft->high = IGNY_UNKNOWN;
  draft->bid_low = draft->bid_high = IGNY_UNKNOWN;
  draft->index = IGNY_UNKNOWN;
}

void
igny_import_record_take (IgnyImport    *self,
                         IgnyImportRow *row)
{
  Draft draft = { .import = self, .row = row };

  clear (&draft);
  row->line = igny_csv_reader_get_line (self->reader);
  if (check_record (self, self->reader) && take_keyword (self, self->reader) &&
      take_cells (&draft, self->reader))
    finish (&draft, self->reader);

  row->reject = self->reject;
  row->keyword = self->keyword;
  row->key = self->key;
}
