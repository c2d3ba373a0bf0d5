/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings.h"

#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-text-table.h"

typedef struct
{
  gint64     account;
  GPtrArray *values; /* of char *, in the order of igny_settings */
} Values;

static gboolean
read_values (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Values *values = data;

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    g_ptr_array_add (values->values, igny_settings_dup (db, values->account, s->name));
  return TRUE;
}

static void
answer_list (IgnyCall        *call,
             const GPtrArray *values)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (3, 0);
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  igny_text_table_add (table, _("Setting"));
  igny_text_table_add (table, _("Value"));
  igny_text_table_add (table, _("Meaning"));
  for (guint i = 0; i < values->len; i++)
    {
      const IgnySetting *setting = &igny_settings[i];
      JsonObject        *item = json_object_new ();

      igny_text_table_add (table, setting->name);
      igny_text_table_add (table,
                           *(const char *) values->pdata[i] != '\0' ? values->pdata[i] : NULL);
      igny_text_table_add (table, _(setting->label));
      json_object_set_string_member (item, "name", setting->name);
      json_object_set_string_member (item, "label", setting->label);
      json_object_set_string_member (item, "value", values->pdata[i]);
      json_object_set_string_member (item, "initial", setting->initial);
      json_array_add_object_element (list, item);
    }
  igny_text_table_flush (table, call->text);
  json_object_set_int_member (object, "count", values->len);
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
}

gboolean
igny_command_settings_list (IgnyCall *call,
                            GError  **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  Values values = { igny_store_get_account (call->store), list };

  if (!igny_call_read (call, read_values, &values, error))
    return FALSE;
  answer_list (call, list);
  return TRUE;
}

typedef struct
{
  const char *name;
  const char *value;
  char       *now;
} Change;

static gboolean
change (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Change *call = data;

  if (!igny_settings_set (step, call->name, call->value, error))
    return FALSE;
  call->now = igny_settings_dup (igny_step_get_db (step), igny_step_get_account (step), call->name);
  return TRUE;
}

gboolean
igny_command_settings_set (IgnyCall *call,
                           GError  **error)
{
  Change      data = { igny_call_get_word (call, 0), igny_call_get_word (call, 1) };
  JsonObject *object;

  if (igny_call_write (call, "Change a setting", change, &data, error))
    {
      igny_call_say (call, _("%s is “%s” now."), data.name, data.now);
      object = json_object_new ();
      json_object_set_string_member (object, "name", data.name);
      json_object_set_string_member (object, "value", data.now);
      igny_call_take_data (call, object);
    }
  g_free (data.now);
  return call->data != NULL;
}
