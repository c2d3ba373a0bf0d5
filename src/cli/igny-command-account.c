/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-access.h"
#include "igny-account.h"
#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-limits.h"
#include "igny-show.h"

typedef struct
{
  IgnyPlan *plan;
  gint64    now;
  gint64    used[IGNY_N_LIMITS];
} Usage;

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Usage *usage = data;

  for (guint i = 0; i < IGNY_N_LIMITS; i++)
    if (!igny_limits_count (db, i, usage->now, &usage->used[i], error))
      return FALSE;
  return igny_limits_load_plan (db, &usage->plan, error);
}

static void
set_number (JsonObject *object,
            const char *name,
            gint64      number)
{
  if (number == IGNY_UNKNOWN)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, number);
}

static void
answer_limits (IgnyCall    *call,
               const Usage *usage)
{
  JsonArray  *list = json_array_new ();
  JsonObject *data = json_node_get_object (call->data);
  g_autoptr(IgnyTextTable) table = igny_text_table_new (3, 6);

  igny_text_table_add (table, _("Limit"));
  igny_text_table_add (table, _("Used"));
  igny_text_table_add (table, _("Allowed"));
  for (guint i = 0; i < IGNY_N_LIMITS; i++)
    {
      const IgnyField *field =
          igny_entity_find_field (&igny_plan_entity, igny_limit_get_info (i)->field);
      gint64           most = usage->plan != NULL ? igny_limit_get (usage->plan, i) : 0;
      JsonObject      *item = json_object_new ();
      g_autofree char *used = igny_show_dup_number (usage->used[i]);
      g_autofree char *allowed = igny_show_dup_number (most);

      json_object_set_string_member (item, "limit", field->name);
      json_object_set_int_member (item, "used", usage->used[i]);
      set_number (item, "allowed", most);
      json_array_add_object_element (list, item);
      igny_text_table_add (table, _(field->label));
      igny_text_table_add (table, used);
      igny_text_table_add (table, allowed);
    }
  igny_call_say (call, "%s", "");
  igny_text_table_flush (table, call->text);
  json_object_set_array_member (data, "limits", list);
  json_object_set_string_member (data, "plan_name", usage->plan != NULL ? usage->plan->name : NULL);
}

gboolean
igny_command_account_show (IgnyCall *call,
                           GError  **error)
{
  Usage usage = { .now = igny_env_now_ms (call->caller->env) };

  if (!igny_answer_record (call, &igny_account_entity, igny_store_get_account (call->store),
                           error) ||
      !igny_call_read (call, count_cb, &usage, error))
    return FALSE;
  answer_limits (call, &usage);
  g_clear_pointer (&usage.plan, igny_record_free);
  return TRUE;
}

gboolean
igny_command_account_set (IgnyCall *call,
                          GError  **error)
{
  g_autoptr(GArray) values = igny_answer_read_values (call, 0, error);

  return values != NULL &&
         igny_answer_set (call, &igny_account_entity, igny_store_get_account (call->store), values,
                          error);
}
