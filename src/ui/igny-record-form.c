/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-record-form.h"

#include <glib/gi18n.h>

#include "igny-form-words.h"

/* Above this many characters a text wants several lines. */
#define LINE_LENGTH 1000

typedef struct
{
  IgnyFormField    form;
  const IgnyField *field;
  char            *label;
  char            *shown;
} Entry;

struct _IgnyRecordForm
{
  IgnyFormView *form;
  GPtrArray    *entries; /* of Entry */
  IgnyRecord   *scratch; /* what is typed is tried on it */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->label);
  g_free (entry->shown);
  g_free (entry);
}

/* Texts without a limit and JSON have editors of their own. */
static gboolean
is_asked (const IgnyField *field,
          gboolean         adds,
          gboolean         ask_sector)
{
  guint closed = IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED | IGNY_FIELD_HIDDEN;

  if ((field->flags & closed) != 0 || field->kind == IGNY_KIND_JSON)
    return FALSE;
  if ((field->flags & IGNY_FIELD_LONG) != 0 && field->max_length == 0)
    return FALSE;
  if ((field->flags & IGNY_FIELD_FIXED) == 0)
    return TRUE;
  if (g_str_equal (field->name, "sector"))
    return ask_sector;
  return adds && !g_str_equal (field->name, "site");
}

static IgnyFormKind
get_kind (const IgnyField *field)
{
  gboolean is_url = g_str_has_suffix (field->name, "url");

  switch (field->kind)
    {
    case IGNY_KIND_CHOICE:
      return IGNY_FORM_CHOICE;
    case IGNY_KIND_FLAG:
      return IGNY_FORM_SWITCH;
    case IGNY_KIND_REFERENCE:
      return IGNY_FORM_REFERENCE;
    case IGNY_KIND_INTEGER:
    case IGNY_KIND_DECIMAL:
      return IGNY_FORM_NUMBER;
    case IGNY_KIND_TEXT:
      return (field->max_length > LINE_LENGTH && !is_url) ||
                     g_str_has_suffix (field->name, "description")
                 ? IGNY_FORM_LONG_TEXT
                 : IGNY_FORM_TEXT;
    case IGNY_KIND_TIME:
    case IGNY_KIND_JSON:
    default:
      return IGNY_FORM_TEXT;
    }
}

/* A choice that begins with a word always has one. */
static gboolean
is_optional (const IgnyField *field)
{
  return (field->flags & IGNY_FIELD_REQUIRED) == 0 &&
         (field->kind != IGNY_KIND_CHOICE || field->initial == NULL);
}

static Entry *
create_entry (const IgnyField *field)
{
  Entry      *entry = g_new0 (Entry, 1);
  const char *unit = field->unit;

  if (field->kind == IGNY_KIND_TIME)
    unit = _("year-month-day");
  entry->field = field;
  if (unit != NULL)
    entry->label = g_strdup_printf ("%s (%s)", _(field->label), unit);
  else
    entry->label = g_strdup (_(field->label));
  entry->shown = g_strdup ("");
  entry->form = (IgnyFormField){ .id = field->name,
                                 .label = entry->label,
                                 .kind = get_kind (field),
                                 .choices = field->choices,
                                 .optional = is_optional (field) };
  return entry;
}

static Entry *
find (IgnyRecordForm *self,
      const char     *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (((Entry *) self->entries->pdata[i])->field->name, name))
      return self->entries->pdata[i];
  return NULL;
}

static char *
check_cb (const IgnyFormField *field,
          const char          *value,
          gpointer             user_data)
{
  IgnyRecordForm *self = user_data;
  const Entry    *entry = find (self, field->id);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  const char *const *messages;

  if (entry == NULL || entry->field->kind == IGNY_KIND_REFERENCE || *value == '\0')
    return NULL;
  if (igny_record_parse (self->scratch, entry->field, value, errors))
    igny_record_validate (self->scratch, errors);
  messages = igny_errors_get_messages (errors, field->id);
  return messages != NULL && messages[0] != NULL ? igny_form_words_from_message (messages[0])
                                                 : NULL;
}

static void
add_entry (IgnyRecordForm  *self,
           const IgnyField *field)
{
  Entry *entry = create_entry (field);

  g_ptr_array_add (self->entries, entry);
  igny_form_view_add_field (self->form, &entry->form);
}

IgnyRecordForm *
igny_record_form_new (IgnyFormView     *form,
                      const IgnyEntity *entity,
                      gboolean          adds,
                      gboolean          ask_sector)
{
  IgnyRecordForm *self = g_new0 (IgnyRecordForm, 1);

  g_return_val_if_fail (IGNY_IS_FORM_VIEW (form) && entity != NULL, NULL);

  self->form = form;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->scratch = igny_record_new (entity);
  igny_form_view_add_group (form, NULL, NULL);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (is_asked (f, adds, ask_sector))
      add_entry (self, f);
  igny_form_view_set_check (form, check_cb, self, NULL);
  return self;
}

void
igny_record_form_free (IgnyRecordForm *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  igny_record_free (self->scratch);
  g_free (self);
}

const IgnyField *
igny_record_form_find_reference (IgnyRecordForm *self,
                                 const char     *id)
{
  const Entry *entry;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  entry = find (self, id);
  return entry != NULL && entry->field->kind == IGNY_KIND_REFERENCE ? entry->field : NULL;
}

static char *
dup_shown (gconstpointer    record,
           const IgnyField *field)
{
  g_autoptr(GDateTime) date = NULL;

  if (igny_record_is_unknown (record, field))
    return g_strdup ("");
  if (igny_kind_is_text (field->kind))
    return g_strdup (igny_record_get_text (record, field));
  if (field->kind != IGNY_KIND_TIME)
    return igny_record_dup_plain (record, field);
  /* Dates without a time are midnight UTC. */
  date = g_date_time_new_from_unix_utc (igny_record_get_number (record, field) / 1000);
  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

static void
show_entry (IgnyRecordForm *self,
            Entry          *entry,
            gconstpointer   record,
            GHashTable     *titles,
            GHashTable     *ids)
{
  IgnyFormRow *row = igny_form_view_find (self->form, entry->field->name);
  const char  *id = ids != NULL ? g_hash_table_lookup (ids, entry->field->name) : NULL;

  g_free (entry->shown);
  if (entry->field->kind != IGNY_KIND_REFERENCE)
    {
      entry->shown = dup_shown (record, entry->field);
      igny_form_row_set_value (row, entry->shown);
      return;
    }
  entry->shown = g_strdup (id != NULL ? id : "");
  igny_form_chooser_set_chosen (
      igny_form_row_get_chooser (row), id,
      id != NULL ? g_hash_table_lookup (titles, entry->field->name) : NULL);
}

void
igny_record_form_show (IgnyRecordForm *self,
                       gconstpointer   record,
                       GHashTable     *titles,
                       GHashTable     *ids)
{
  g_return_if_fail (self != NULL && record != NULL);

  igny_record_free (self->scratch);
  self->scratch = igny_record_copy (record);
  for (guint i = 0; i < self->entries->len; i++)
    show_entry (self, self->entries->pdata[i], record, titles, ids);
}

GPtrArray *
igny_record_form_get_changes (IgnyRecordForm *self)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, changes);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry     *entry = self->entries->pdata[i];
      g_autofree char *value = igny_form_view_dup_value (self->form, entry->field->name);

      if (g_str_equal (value, entry->shown))
        continue;
      g_ptr_array_add (changes, g_strdup (entry->field->name));
      g_ptr_array_add (changes, g_steal_pointer (&value));
    }
  return changes;
}

char *
igny_record_form_complain (IgnyRecordForm   *self,
                           const IgnyErrors *errors)
{
  g_autofree const char **fields = NULL;
  g_autoptr(GString) rest = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && errors != NULL, NULL);

  fields = igny_errors_get_fields (errors);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *words =
          igny_form_words_from_message (igny_errors_get_messages (errors, fields[i])[0]);

      if (find (self, fields[i]) != NULL)
        igny_form_row_set_error (igny_form_view_find (self->form, fields[i]), words);
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words);
    }
  return rest->len > 0 ? g_strdup (rest->str) : NULL;
}
