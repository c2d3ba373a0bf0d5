/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-csv-writer.h"
#include "igny-import-private.h"
#include "igny-text.h"

/* Keyword Planner puts sums by device and place before the keywords; they have
 * no keyword. */
static gboolean
is_summary (IgnyImport    *self,
            IgnyCsvReader *reader)
{
  if ((self->origin->quirks & IGNY_IMPORT_QUIRK_PLANNER) == 0 || self->keyword_column < 0)
    return FALSE;
  if (*igny_import_cell_get (reader, self->keyword_column) != '\0')
    {
      self->seen_keyword = TRUE;
      return FALSE;
    }
  return !self->seen_keyword || *igny_import_cell_get (reader, self->segment_column) != '\0';
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

static gboolean
has_line_break (const char *text)
{
  const guchar *at = (const guchar *) text;

  /* Also U+0085, U+2028 and U+2029. */
  for (; *at != '\0'; at++)
    if (*at == '\n' || *at == '\r' || (at[0] == 0xc2 && at[1] == 0x85) ||
        (at[0] == 0xe2 && at[1] == 0x80 && (at[2] & 0xfe) == 0xa8))
      return TRUE;
  return FALSE;
}

static gboolean
take_keyword (IgnyImport    *self,
              IgnyCsvReader *reader)
{
  const char *cell = igny_import_cell_get (reader, self->keyword_column);

  if (self->keyword_column < 0)
    return igny_import_reject (self, _ ("No column holds the keywords. Choose the one that does."));
  if ((self->origin->quirks & IGNY_IMPORT_QUIRK_OURS) != 0)
    cell = igny_csv_unguard (cell);
  if (has_line_break (cell))
    return igny_import_reject (self, _ ("The keyword has a line break in it. Write it on one "
                                        "line, or as two rows."));

  igny_text_append_tidy (self->keyword, cell);
  if (self->keyword->len == 0)
    return igny_import_reject (self, _ ("The keyword cell is empty. Fill it in, or remove the "
                                        "row."));
  if (self->keyword->len > IGNY_IMPORT_MAX_KEYWORD &&
      g_utf8_strlen (self->keyword->str, -1) > IGNY_IMPORT_MAX_KEYWORD)
    return igny_import_reject (self, _ ("The keyword is longer than %d characters. Shorten it."),
                                        IGNY_IMPORT_MAX_KEYWORD);

  igny_text_append_key (self->key, self->keyword->str);
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
      return igny_import_reject (self, _ ("The row is longer than 1 MiB. Look for a missing "
                                          "line end or an open quote."));
    case IGNY_CSV_FAULT_TOO_WIDE:
      return igny_import_reject (self, _ ("The row has more than %d cells. Look for a missing "
                                          "line end."),
                                          IGNY_CSV_MAX_CELLS);
    case IGNY_CSV_FAULT_ENCODING:
      return igny_import_reject (self, _ ("The row has characters that are not %s. Choose the "
                                          "encoding that the file is in."),
                                          self->charset);
    case IGNY_CSV_FAULT_NONE:
    default:
      break;
    }

  for (guint i = self->columns->len; i < n_cells; i++)
    if (*igny_import_cell_get (reader, (int) i) != '\0')
      return igny_import_reject (self, _ ("The row has %u cells, but there are %u columns. Put "
                                          "quotes around a cell that holds the delimiter."),
                                          n_cells, self->columns->len);
  return TRUE;
}

static void
finish_volume (IgnyImportDraft *draft)
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
          volume->estimated = estimated || draft->estimated;
        }
    }
  else if (volume->value == IGNY_UNKNOWN)
    {
      volume->value = draft->low != IGNY_UNKNOWN ? draft->low : draft->high;
      volume->low = draft->low;
      volume->high = draft->high;
      volume->estimated = volume->value != IGNY_UNKNOWN;
    }
  else
    volume->estimated = volume->estimated || draft->estimated;

  row->volume = volume->value;
  row->volume_low = volume->low;
  row->volume_high = volume->high;
  row->volume_estimated = volume->estimated;
}

static void
finish_bids (IgnyImportDraft *draft)
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
      const char             *cell = igny_import_cell_get (reader, (int) at);
      gint64                  value = IGNY_UNKNOWN;

      g_string_append_c (self->trend, i == 0 ? '[' : ',');
      if (igny_import_number_is_unknown (cell) ||
          !igny_import_cell_take_count (column, cell, &value))
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
  while (*trend != '\0')
    {
      gsize whole;

      trend += strcspn (trend, "0123456789");
      whole = strspn (trend, "0123456789");
      if (whole > 3 || (whole == 3 && strncmp (trend, "100", 3) > 0))
        return FALSE;
      trend += whole + strspn (trend + whole, ".0123456789");
    }
  return TRUE;
}

static void
finish_trend (IgnyImportDraft *draft,
              IgnyCsvReader   *reader)
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
  if (self->buckets && filled == 0 && !draft->volume.estimated &&
      draft->volume.value != IGNY_UNKNOWN)
    igny_import_volume_set_bucket (&draft->volume, draft->volume.value);
}

/* A guess of ours is made again, by rules that may be better then. */
static void
finish_intent (IgnyImportDraft *draft)
{
  if (draft->primary == 0)
    return;
  draft->row->primary_intent = draft->guessed ? 0 : draft->primary;
  if (!draft->guessed)
    draft->row->intents |= draft->primary;
}

/* What beside the four intents a keyword is, no field knows. */
static void
add_flag (IgnyImport *self,
          guint       bit,
          const char *name)
{
  IgnyImportExtra extra = { name, "true" };

  if (bit != 0)
    g_array_append_val (self->extra, extra);
}

static void
finish (IgnyImportDraft *draft,
        IgnyCsvReader   *reader)
{
  IgnyImport    *self = draft->import;
  IgnyImportRow *row = draft->row;

  finish_trend (draft, reader);
  finish_intent (draft);
  finish_volume (draft);
  finish_bids (draft);
  if (draft->index != IGNY_UNKNOWN)
    row->competition = draft->index;
  if (row->cpc != IGNY_UNKNOWN && *self->currency == '\0' && self->file_currency != NULL)
    memcpy (self->currency, self->file_currency, 4);
  if (row->cpc != IGNY_UNKNOWN && *self->currency != '\0')
    row->currency = self->currency;
  add_flag (self, row->intents & IGNY_IMPORT_INTENT_BRANDED, "Branded");
  add_flag (self, row->intents & IGNY_IMPORT_INTENT_LOCAL, "Local");
  if (row->currency != NULL && strcmp (row->currency, "JPY") == 0 &&
      g_strcmp0 (row->country, "cn") == 0)
    /* Yen and yuan share a sign. */
    memcpy (self->currency, "CNY", 4);
  row->serp_urls = self->urls->len > 0 ? self->urls->str : NULL;
  row->extra = (const IgnyImportExtra *) (gpointer) self->extra->data;
  row->n_extra = self->extra->len;
}

static void
clear (IgnyImportDraft *draft)
{
  IgnyImport *self = draft->import;

  g_clear_pointer (&self->reject, g_free);
  g_string_truncate (self->keyword, 0);
  g_string_truncate (self->key, 0);
  g_string_truncate (self->trend, 0);
  g_string_truncate (self->urls, 0);
  g_clear_pointer (&self->attributes, json_node_unref);
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
  draft->primary = 0;
  draft->guessed = draft->estimated = FALSE;
}

void
igny_import_record_take (IgnyImport    *self,
                         IgnyImportRow *row)
{
  IgnyImportDraft draft = { .import = self, .row = row };

  clear (&draft);
  row->line = igny_csv_reader_get_line (self->reader);
  if (check_record (self, self->reader) && take_keyword (self, self->reader) &&
      igny_import_cell_take_all (&draft, self->reader))
    finish (&draft, self->reader);

  row->reject = self->reject;
  row->keyword = self->keyword->len > 0 ? self->keyword->str : NULL;
  row->key = self->key->len > 0 ? self->key->str : NULL;
}
