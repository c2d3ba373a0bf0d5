/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-spent.h"

#include "igny-cost.h"

typedef struct
{
  gint64 since;
  gint64 calls;
  gint64 unknown; /* calls whose cost is not known */
  gint64 estimated;
  gint64 real;
} Spent;

static gboolean
begin_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Spent *spent = data;

  return igny_db_get_integer (db, "SELECT ifnull(max(row), 0) FROM ai_task_logs", NULL,
                              &spent->since, error);
}

static gboolean
end_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Spent *spent = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT count(*), sum(cost_usd IS NULL), sum(iif(cost_usd IS NULL, 0, estimated_usd)),"
      " sum(cost_usd) FROM ai_task_logs WHERE row > ?1 AND account = my_account ()",
      IGNY_BINDS (IGNY_BIND_INT (spent->since)), error);

  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      spent->calls = igny_cursor_get_integer (cursor, 0);
      spent->unknown = igny_cursor_get_integer (cursor, 1);
      spent->estimated = igny_cursor_get_integer (cursor, 2);
      spent->real = igny_cursor_get_integer (cursor, 3);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_spent_begin (IgnyCall *call,
                  gint64   *since,
                  GError  **error)
{
  Spent spent = { 0 };

  g_return_val_if_fail (call != NULL && since != NULL, FALSE);

  if (!igny_call_read (call, begin_cb, &spent, error))
    return FALSE;
  *since = spent.since;
  return TRUE;
}

static void
set_money (JsonObject *object,
           const char *name,
           gint64      amount)
{
  g_autofree char *text = amount != IGNY_UNKNOWN ? igny_number_to_decimal (amount, 6) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

gboolean
igny_spent_tell (IgnyCall *call,
                 gint64    since,
                 GError  **error)
{
  Spent            spent = { .since = since };
  g_autofree char *text = NULL;
  JsonObject      *data;
  JsonObject      *cost;

  g_return_val_if_fail (call != NULL, FALSE);

  data = igny_json_node_get_object (call->data);
  if (!igny_call_read (call, end_cb, &spent, error))
    return FALSE;
  if (spent.calls == 0 || data == NULL)
    return TRUE;
  if (spent.unknown == spent.calls)
    spent.estimated = spent.real = IGNY_UNKNOWN;
  text = igny_cost_describe (spent.estimated, spent.real);
  igny_call_say (call, "%s", text);
  cost = json_object_new ();
  json_object_set_int_member (cost, "calls", spent.calls);
  set_money (cost, "estimated_usd", spent.estimated);
  set_money (cost, "cost_usd", spent.real);
  json_object_set_object_member (data, "cost", cost);
  return TRUE;
}
