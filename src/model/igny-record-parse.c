/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-record.h"

#include <string.h>

#include "igny-comma-list.h"
#include "igny-json.h"
#include "igny-text.h"

#define MAX_JSON 65536

static gboolean
complain (IgnyErrors      *errors,
          const IgnyField *field,
          const char      *remedy)
{
  if (errors != NULL)
    igny_errors_add (errors, field->name, "%s", remedy);
  return FALSE;
}

static gboolean
parse_choice (gpointer         record,
              const IgnyField *field,
              const char      *text,
              IgnyErrors      *errors)
{
  const IgnyChoice *choice = igny_field_find_choice (field, text);
  g_autoptr(GString) remedy = NULL;

  if (choice != NULL)
    {
      igny_record_set_text (record, field, choice->word);
      return TRUE;
    }

  remedy = g_string_new ("must be one of ");
  for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
    g_string_append_printf (remedy, "%s%s", c == field->choices ? "" : ", ", c->word);
  g_string_append_printf (remedy, ", not “%s”", text);
  return complain (errors, field, remedy->str);
}

static gboolean
parse_flag (gpointer         record,
            const IgnyField *field,
            const char      *text,
            IgnyErrors      *errors)
{
  static const char *const yes[] = { "1", "true", "yes", "on", NULL };
  static const char *const no[] = { "0", "false", "no", "off", NULL };
  g_autofree char         *word = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, word))
    igny_record_set_number (record, field, 1);
  else if (g_strv_contains (no, word))
    igny_record_set_number (record, field, 0);
  else
    return complain (errors, field, "must be true or false");
  return TRUE;
}

static gboolean
parse_time (gpointer         record,
            const IgnyField *field,
            const char      *text,
            IgnyErrors      *errors)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = g_strdup_printf ("%sT00:00:00Z", text);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (strchr (text, 'T') ? text : full, utc);

  if (date == NULL)
    return complain (errors, field, "must be a date such as 2026-05-31 or 2026-05-31T09:00:00Z");
  igny_record_set_number (record, field,
                          g_date_time_to_unix (date) * 1000 +
                              g_date_time_get_microsecond (date) / 1000);
  return TRUE;
}

static gboolean
parse_number (gpointer         record,
              const IgnyField *field,
              const char      *text,
              IgnyErrors      *errors)
{
  gint64 number;

  if (field->digits == 0 && strchr (text, '.') != NULL)
    return complain (errors, field, "must be a whole number");
  if (!igny_number_from_decimal (text, field->digits, &number))
    return complain (errors, field,
                     field->digits > 0 ? "must be a number such as 1.25"
                                       : "must be a whole number such as 1300");
  igny_record_set_number (record, field, number);
  return TRUE;
}

static gboolean
parse_json (gpointer         record,
            const IgnyField *field,
            const char      *text,
            IgnyErrors      *errors)
{
  g_autoptr(JsonNode) node = NULL;

  /* Longer than a person types. */
  if (strlen (text) <= MAX_JSON)
    node = igny_json_parse (text, -1, NULL);
  if (node == NULL)
    return complain (errors, field, "must be JSON");
  igny_record_set_text (record, field, text);
  return TRUE;
}

static void
parse_text (gpointer         record,
            const IgnyField *field,
            const char      *text)
{
  g_autofree char *tidy = field->form == IGNY_FORM_LIST ? igny_comma_list_tidy (text) : NULL;

  igny_record_set_text (record, field, field->form == IGNY_FORM_LIST ? tidy : text);
}

static void
set_unknown (gpointer         record,
             const IgnyField *field)
{
  if (igny_kind_is_text (field->kind))
    igny_record_set_text (record, field, NULL);
  else
    igny_record_set_number (
        record, field,
        field->kind == IGNY_KIND_REFERENCE || field->kind == IGNY_KIND_FLAG ? 0 : IGNY_UNKNOWN);
}

gboolean
igny_record_parse (gpointer         record,
                   const IgnyField *field,
                   const char      *text,
                   IgnyErrors      *errors)
{
  g_return_val_if_fail (record != NULL && field != NULL, FALSE);

  if (text == NULL || *text == '\0')
    {
      set_unknown (record, field);
      return TRUE;
    }

  switch (field->kind)
    {
    case IGNY_KIND_TEXT:
      parse_text (record, field, text);
      return TRUE;

    case IGNY_KIND_JSON:
      return parse_json (record, field, text, errors);

    case IGNY_KIND_CHOICE:
      return parse_choice (record, field, text, errors);

    case IGNY_KIND_FLAG:
      return parse_flag (record, field, text, errors);

    case IGNY_KIND_TIME:
      return parse_time (record, field, text, errors);

    case IGNY_KIND_INTEGER:
    case IGNY_KIND_DECIMAL:
      return parse_number (record, field, text, errors);

    case IGNY_KIND_REFERENCE:
    default:
      return complain (errors, field, "must name a record that exists");
    }
}

static void
validate_text (gconstpointer    record,
               const IgnyField *field,
               IgnyErrors      *errors)
{
  const char *text = igny_record_get_text (record, field);
  const char *remedy;

  if (field->max_length > 0 && g_utf8_strlen (text, -1) > (glong) field->max_length)
    igny_errors_add (errors, field->name, "must be at most %u characters long; it has %ld",
                     field->max_length, g_utf8_strlen (text, -1));
  else if ((remedy = igny_form_check (field->form, text)) != NULL)
    igny_errors_add (errors, field->name, "%s", remedy);
  if (field->kind == IGNY_KIND_CHOICE && igny_field_find_choice (field, text) == NULL)
    igny_errors_add (errors, field->name, "“%s” is not one of its words", text);
}

static void
validate_number (gconstpointer    record,
                 const IgnyField *field,
                 IgnyErrors      *errors)
{
  gint64           number = igny_record_get_number (record, field);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (field->minimum >= field->maximum || (number >= field->minimum && number <= field->maximum))
    return;

  low = igny_number_to_decimal (field->minimum, field->digits);
  high = igny_number_to_decimal (field->maximum, field->digits);
  if (field->maximum == G_MAXINT64)
    igny_errors_add (errors, field->name, "must be %s or more", low);
  else
    igny_errors_add (errors, field->name, "must be between %s and %s", low, high);
}

static gboolean
is_missing (gconstpointer    record,
            const IgnyField *field)
{
  g_autofree char *tidy = NULL;

  if ((field->flags & IGNY_FIELD_REQUIRED) == 0)
    return FALSE;
  if (igny_record_is_unknown (record, field))
    return TRUE;
  if (field->kind != IGNY_KIND_TEXT)
    return FALSE;
  tidy = igny_text_tidy (igny_record_get_text (record, field));
  return *tidy == '\0';
}

gboolean
igny_record_validate (gconstpointer record,
                      IgnyErrors   *errors)
{
  const IgnyRecord *self = record;

  g_return_val_if_fail (record != NULL && errors != NULL, FALSE);

  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    {
      /* What could not be read has its message already. */
      if ((f->flags & IGNY_FIELD_COMPUTED) != 0 ||
          igny_errors_get_messages (errors, f->name) != NULL)
        continue;
      if (is_missing (record, f))
        igny_errors_add (errors, f->name, "must be given");
      else if (igny_record_is_unknown (record, f))
        continue;
      else if (igny_kind_is_text (f->kind))
        validate_text (record, f, errors);
      else if (f->kind != IGNY_KIND_REFERENCE)
        validate_number (record, f, errors);
    }

  return igny_errors_is_empty (errors);
}
