/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-columns.h"
#include "igny-commands.h"
#include "igny-show.h"
#include "igny-target.h"
#include "igny-text-table.h"

/* clang-format off */
static const struct
{
  const char *word; /* in JSON */
  const char *label;
} kinds[] = {
  [IGNY_KIND_TEXT]      = { "text",      N_("text") },
  [IGNY_KIND_JSON]      = { "json",      N_("JSON") },
  [IGNY_KIND_CHOICE]    = { "choice",    N_("one of:") },
  [IGNY_KIND_INTEGER]   = { "integer",   N_("whole number") },
  [IGNY_KIND_DECIMAL]   = { "decimal",   N_("number") },
  [IGNY_KIND_TIME]      = { "time",      N_("time") },
  [IGNY_KIND_FLAG]      = { "flag",      N_("true or false") },
  [IGNY_KIND_REFERENCE] = { "reference", N_("record of:") },
};
/* clang-format on */

static gboolean
is_writable (const IgnyField *field)
{
  return (field->flags & (IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED)) == 0;
}

/* What the kind leaves open: the words of a choice, the entity of a reference. */
static char *
dup_values (const IgnyField *field)
{
  GString *text;

  if (field->kind == IGNY_KIND_REFERENCE)
    return g_strdup (field->target->table);
  if (field->kind != IGNY_KIND_CHOICE)
    return NULL;
  text = g_string_new (NULL);
  for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", c->word);
  return g_string_free (text, FALSE);
}

static JsonObject *
present (const IgnyField *field,
         gboolean         writable)
{
  JsonObject *object = json_object_new ();
  JsonArray  *choices = json_array_new ();

  for (const IgnyChoice *c = field->kind == IGNY_KIND_CHOICE ? field->choices : NULL;
       c != NULL && c->word != NULL; c++)
    json_array_add_string_element (choices, c->word);
  json_object_set_string_member (object, "name", field->name);
  json_object_set_string_member (object, "title", _(field->label));
  json_object_set_string_member (object, "kind", kinds[field->kind].word);
  json_object_set_array_member (object, "choices", choices);
  json_object_set_string_member (object, "target",
                                 field->target != NULL ? field->target->table : NULL);
  json_object_set_boolean_member (object, "required", (field->flags & IGNY_FIELD_REQUIRED) != 0);
  json_object_set_boolean_member (object, "writable", writable);
  return object;
}

/* Behind the table's last column, which would cut a long one. */
typedef struct
{
  IgnyTextTable *table;
  GPtrArray     *values; /* of char *, one for each line */
  JsonArray     *results;
} Fields;

static void
add_field (Fields          *self,
           const IgnyField *field,
           gboolean         writable)
{
  gboolean required = writable && (field->flags & IGNY_FIELD_REQUIRED) != 0;

  igny_text_table_add (self->table, field->name);
  igny_text_table_add (self->table, _(field->label));
  igny_text_table_add (self->table, required ? _("needed") : writable ? ""
                                                                       : _("only read"));
  igny_text_table_add (self->table, _(kinds[field->kind].label));
  g_ptr_array_add (self->values, dup_values (field));
  json_array_add_object_element (self->results, present (field, writable));
}

static void
say_fields (IgnyCall     *call,
            const Fields *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;

  igny_text_table_flush (self->table, text);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; i < self->values->len && lines[i] != NULL; i++)
    if (self->values->pdata[i] != NULL)
      igny_call_say (call, "%s %s", lines[i], (const char *) self->values->pdata[i]);
    else
      igny_call_say (call, "%s", lines[i]);
}

static void
list_fields (IgnyCall         *call,
             const IgnyEntity *entity,
             JsonArray        *results)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (4, 0);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  Fields   fields = { table, values, results };
  gboolean writable = igny_target_find_writable (entity->table, NULL) != NULL;

  igny_text_table_add (table, _("Field"));
  igny_text_table_add (table, _("Title"));
  igny_text_table_add (table, "");
  igny_text_table_add (table, _("Kind"));
  g_ptr_array_add (values, NULL);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_HIDDEN) == 0)
      add_field (&fields, f, writable && is_writable (f));
  if ((entity->flags & IGNY_ENTITY_LINK) == 0)
    {
      add_field (&fields, &igny_columns_created_at, FALSE);
      add_field (&fields, &igny_columns_updated_at, FALSE);
    }
  say_fields (call, &fields);
}

static void
list_entities (IgnyCall  *call,
               JsonArray *results)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (3, 0);
  const IgnyEntity *entity;

  igny_text_table_add (table, _("Entity"));
  igny_text_table_add (table, _("Title"));
  igny_text_table_add (table, "");
  for (guint i = 0; (entity = igny_target_get_entity (i)) != NULL; i++)
    {
      gboolean    writable = igny_target_find_writable (entity->table, NULL) != NULL;
      JsonObject *object = json_object_new ();

      igny_text_table_add (table, entity->table);
      igny_text_table_add (table, _(entity->label));
      igny_text_table_add (table, writable ? "" : _("only read"));
      json_object_set_string_member (object, "name", entity->table);
      json_object_set_string_member (object, "title", _(entity->label));
      json_object_set_boolean_member (object, "writable", writable);
      json_array_add_object_element (results, object);
    }
  igny_text_table_flush (table, call->text);
  igny_call_say (call, "\n%s", _("“igny8ctl fields ENTITY” lists what a record of one has."));
}

gboolean
igny_command_fields (IgnyCall *call,
                     GError  **error)
{
  const char       *word = igny_call_get_word (call, 0);
  const IgnyEntity *entity = word != NULL ? igny_target_find_entity (word, error) : NULL;
  JsonObject       *object;
  JsonArray        *results;

  if (word != NULL && entity == NULL)
    return FALSE;
  results = json_array_new ();
  if (entity != NULL)
    list_fields (call, entity, results);
  else
    list_entities (call, results);
  object = json_object_new ();
  json_object_set_int_member (object, "count", json_array_get_length (results));
  json_object_set_array_member (object, "results", results);
  igny_call_take_data (call, object);
  return TRUE;
}
