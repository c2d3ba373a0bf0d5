/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-record.h"

#include <string.h>

static char **
text_member (gconstpointer    record,
             const IgnyField *field)
{
  g_assert (igny_kind_is_text (field->kind));
  return (char **) G_STRUCT_MEMBER_P (record, field->offset);
}

static gint64 *
number_member (gconstpointer    record,
               const IgnyField *field)
{
  g_assert (!igny_kind_is_text (field->kind));
  return (gint64 *) G_STRUCT_MEMBER_P (record, field->offset);
}

gpointer
igny_record_new (const IgnyEntity *entity)
{
  IgnyRecord *record;

  g_return_val_if_fail (entity != NULL, NULL);

  record = g_malloc0 (entity->size);
  record->entity = entity;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    {
      if (!igny_kind_is_text (f->kind) && f->kind != IGNY_KIND_REFERENCE)
        *number_member (record, f) = f->kind == IGNY_KIND_FLAG ? 0 : IGNY_UNKNOWN;
      if (f->initial != NULL)
        igny_record_parse (record, f, f->initial, NULL);
    }

  return record;
}

gpointer
igny_record_copy (gconstpointer record)
{
  const IgnyRecord *from = record;
  IgnyRecord       *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = g_memdup2 (from, from->entity->size);
  for (const IgnyField *f = from->entity->fields; f->name != NULL; f++)
    if (igny_kind_is_text (f->kind))
      *text_member (copy, f) = g_strdup (*text_member (record, f));

  return copy;
}

void
igny_record_free (gpointer record)
{
  IgnyRecord *self = record;

  if (self == NULL)
    return;
  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (igny_kind_is_text (f->kind))
      g_free (*text_member (self, f));
  g_free (self);
}

const char *
igny_record_get_text (gconstpointer    record,
                      const IgnyField *field)
{
  return *text_member (record, field);
}

gint64
igny_record_get_number (gconstpointer    record,
                        const IgnyField *field)
{
  return *number_member (record, field);
}

void
igny_record_set_text (gpointer         record,
                      const IgnyField *field,
                      const char      *text)
{
  char **member = text_member (record, field);
  char  *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

void
igny_record_set_number (gpointer         record,
                        const IgnyField *field,
                        gint64           number)
{
  *number_member (record, field) = number;
}

gboolean
igny_record_is_unknown (gconstpointer    record,
                        const IgnyField *field)
{
  const char *text;

  if (field->kind == IGNY_KIND_REFERENCE)
    return *number_member (record, field) == 0;
  if (!igny_kind_is_text (field->kind))
    return *number_member (record, field) == IGNY_UNKNOWN;
  text = *text_member (record, field);
  return text == NULL || *text == '\0';
}

gboolean
igny_record_field_equal (gconstpointer    a,
                         gconstpointer    b,
                         const IgnyField *field)
{
  if (igny_kind_is_text (field->kind))
    return g_strcmp0 (*text_member (a, field), *text_member (b, field)) == 0;
  return *number_member (a, field) == *number_member (b, field);
}

const char *
igny_record_get_title (gconstpointer record)
{
  const IgnyRecord *self = record;
  const IgnyField  *field = igny_entity_title_field (self->entity);
  const char       *title = field != NULL ? *text_member (record, field) : NULL;

  return title != NULL ? title : "";
}

char *
igny_record_dup_plain (gconstpointer    record,
                       const IgnyField *field)
{
  if (igny_record_is_unknown (record, field))
    return NULL;
  if (igny_kind_is_text (field->kind))
    return g_strdup (*text_member (record, field));
  if (field->kind == IGNY_KIND_TIME)
    return igny_number_to_iso8601 (*number_member (record, field));
  return igny_number_to_decimal (*number_member (record, field), field->digits);
}
