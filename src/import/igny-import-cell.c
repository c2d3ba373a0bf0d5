/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-csv-writer.h"
#include "igny-import-private.h"
#include "igny-import-word.h"
#include "igny-json.h"

const char *
igny_import_cell_get (IgnyCsvReader *reader,
                      int            column)
{
  char *cell;
  gsize length;

  if (column < 0 || (guint) column >= igny_csv_reader_get_n_cells (reader))
    return "";
  cell = igny_csv_reader_get_cell (reader, (guint) column);
  while (g_ascii_isspace (*cell))
    cell++;
  length = strlen (cell);
  while (length > 0 && g_ascii_isspace (cell[length - 1]))
    cell[--length] = '\0';
  return cell;
}

G_GNUC_PRINTF (2, 3)
gboolean
igny_import_reject (IgnyImport *self,
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
reject_value (IgnyImportDraft        *draft,
              const IgnyImportColumn *column,
              const char             *cell)
{
  g_autofree char *shown = shorten (cell);

  return igny_import_reject (draft->import,
                             _ ("“%s” in column “%s” cannot be read as %s. Correct the cell, "
                                "or give the column another meaning."),
                                shown, column->header,
                                _ (igny_import_role_get_label (column->role)));
}

static void
add_extra (IgnyImportDraft        *draft,
           const IgnyImportColumn *column,
           const char             *cell)
{
  IgnyImportExtra extra = { column->header, cell };

  if (*column->header != '\0')
    g_array_append_val (draft->import->extra, extra);
}

gboolean
igny_import_cell_take_count (const IgnyImportColumn *column,
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
take_money (IgnyImportDraft        *draft,
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
take_trend (IgnyImportDraft        *draft,
            const IgnyImportColumn *column,
            const char             *cell)
{
  GString *trend = draft->import->trend;

  if (!igny_import_trend_parse (cell, trend))
    add_extra (draft, column, cell);
  return TRUE;
}

static gboolean
take_competition (IgnyImportDraft        *draft,
                  const IgnyImportColumn *column,
                  const char             *cell)
{
  gint64 *value = &draft->row->competition;

  if (!igny_import_competition_parse_word (cell, value) && !take_percent (column, cell, value))
    add_extra (draft, column, cell);
  return TRUE;
}

static gboolean
take_intents (IgnyImportDraft        *draft,
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
take_intent_flag (IgnyImportDraft        *draft,
                  const IgnyImportColumn *column,
                  const char             *cell)
{
  guint intent = 1u << (column->role - IGNY_IMPORT_ROLE_INFORMATIONAL);

  if (!igny_import_word_is_true (cell))
    return TRUE;
  draft->row->intents |= intent;
  if (draft->row->primary_intent == 0 && intent <= IGNY_IMPORT_INTENT_TRANSACTIONAL)
    draft->row->primary_intent = intent;
  return TRUE;
}

static gboolean
take_primary_intent (IgnyImportDraft        *draft,
                     const IgnyImportColumn *column,
                     const char             *cell)
{
  guint intents;

  if (!igny_import_intents_parse (cell, &intents, &draft->primary))
    add_extra (draft, column, cell);
  return TRUE;
}

static void
add_attribute_cb (JsonObject *object,
                  const char *name,
                  JsonNode   *value,
                  gpointer    user_data)
{
  IgnyImportDraft *draft = user_data;
  IgnyImportExtra  extra = { name, NULL };

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    extra.value = json_node_get_string (value);
  if (*name != '\0' && extra.value != NULL && *extra.value != '\0')
    g_array_append_val (draft->import->extra, extra);
}

static gboolean
take_attributes (IgnyImportDraft        *draft,
                 const IgnyImportColumn *column,
                 const char             *cell)
{
  JsonNode *node = igny_json_parse (cell, -1, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    add_extra (draft, column, cell);
  else
    json_object_foreach_member (json_node_get_object (node), add_attribute_cb, draft);
  g_clear_pointer (&draft->import->attributes, json_node_unref);
  draft->import->attributes = node;
  return TRUE;
}

static gboolean
take_country (IgnyImportDraft        *draft,
              const IgnyImportColumn *column,
              const char             *cell)
{
  if (igny_import_country_parse (cell, draft->import->country))
    draft->row->country = draft->import->country;
  else
    add_extra (draft, column, cell);
  return TRUE;
}

/* The next address that is no part of another one. */
static const char *
find_address (const char *text)
{
  for (text = strstr (text, "http"); text != NULL; text = strstr (text + 4, "http"))
    if (strchr (" \t\r\n\"'[],;|.)", text[-1]) != NULL)
      break;
  return text;
}

/* Addresses in one cell or in several, which lists separate in many ways. What
 * stands between them, such as a place in the list, is left out. */
static void
take_serp_urls (IgnyImportDraft        *draft,
                const IgnyImportColumn *column,
                const char             *cell)
{
  GString    *urls = draft->import->urls;
  const char *at = strstr (cell, "http");

  if (at == NULL)
    add_extra (draft, column, cell);
  while (at != NULL)
    {
      const char *next = find_address (at + 4);
      gsize       length = strcspn (at, " \t\r\n\"'[]");

      length = MIN (length, next != NULL ? (gsize) (next - at) : length);
      while (length > 0 && strchr (",;|", at[length - 1]) != NULL)
        length--;
      if (urls->len > 0)
        g_string_append_c (urls, '\n');
      g_string_append_len (urls, at, (gssize) length);
      at = next;
    }
}

/* Texts, and roles that need the whole record. */
static gboolean
take_text (IgnyImportDraft        *draft,
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
    case IGNY_IMPORT_ROLE_TAGS:
      row->tags = cell;
      break;
    case IGNY_IMPORT_ROLE_NOTES:
      row->notes = cell;
      break;
    case IGNY_IMPORT_ROLE_SERP_URLS:
      take_serp_urls (draft, column, cell);
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
take_value (IgnyImportDraft        *draft,
            const IgnyImportColumn *column,
            const char             *cell)
{
  switch ((guint) column->role)
    {
    case IGNY_IMPORT_ROLE_VOLUME:
      return igny_import_volume_parse (cell, column->mark, &draft->volume);
    case IGNY_IMPORT_ROLE_VOLUME_LOW:
      return igny_import_cell_take_count (column, cell, &draft->low);
    case IGNY_IMPORT_ROLE_VOLUME_HIGH:
      return igny_import_cell_take_count (column, cell, &draft->high);
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
      return igny_import_cell_take_count (column, cell, &draft->row->clicks);
    case IGNY_IMPORT_ROLE_IMPRESSIONS:
      return igny_import_cell_take_count (column, cell, &draft->row->impressions);
    case IGNY_IMPORT_ROLE_CTR:
      return take_ctr (column, cell, &draft->row->ctr);
    case IGNY_IMPORT_ROLE_POSITION:
      return igny_import_number_parse (cell, column->mark, 2, &draft->row->position) &&
             draft->row->position >= 0;
    case IGNY_IMPORT_ROLE_COMPETITION:
      return take_competition (draft, column, cell);
    case IGNY_IMPORT_ROLE_INTENT:
      return take_intents (draft, column, cell);
    case IGNY_IMPORT_ROLE_PRIMARY_INTENT:
      return take_primary_intent (draft, column, cell);
    case IGNY_IMPORT_ROLE_INTENT_GUESSED:
      draft->guessed = igny_import_word_is_true (cell);
      return TRUE;
    case IGNY_IMPORT_ROLE_VOLUME_ESTIMATED:
      draft->estimated = igny_import_word_is_true (cell);
      return TRUE;
    case IGNY_IMPORT_ROLE_ATTRIBUTES:
      return take_attributes (draft, column, cell);
    case IGNY_IMPORT_ROLE_INFORMATIONAL:
    case IGNY_IMPORT_ROLE_NAVIGATIONAL:
    case IGNY_IMPORT_ROLE_COMMERCIAL:
    case IGNY_IMPORT_ROLE_TRANSACTIONAL:
    case IGNY_IMPORT_ROLE_BRANDED:
    case IGNY_IMPORT_ROLE_LOCAL:
      return take_intent_flag (draft, column, cell);
    case IGNY_IMPORT_ROLE_TREND:
      return take_trend (draft, column, cell);
    case IGNY_IMPORT_ROLE_COUNTRY:
      return take_country (draft, column, cell);
    default:
      return take_text (draft, column, cell);
    }
}

gboolean
igny_import_cell_take_all (IgnyImportDraft *draft,
                           IgnyCsvReader   *reader)
{
  IgnyImport *self = draft->import;
  gboolean    ours = (self->origin->quirks & IGNY_IMPORT_QUIRK_OURS) != 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const IgnyImportColumn *column = igny_import_column (self, i);
      const char             *cell = igny_import_cell_get (reader, (int) i);

      if (*cell == '\0' || column->role == IGNY_IMPORT_ROLE_KEYWORD ||
          igny_import_number_is_unknown (cell))
        continue;
      if (!take_value (draft, column, ours ? igny_csv_unguard (cell) : cell))
        return reject_value (draft, column, cell);
    }
  return TRUE;
}
