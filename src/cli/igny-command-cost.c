/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-access.h"
#include "igny-ai-task-log.h"
#include "igny-commands.h"
#include "igny-cost.h"
#include "igny-text-table.h"

/* What the lines of the ledger stand for. */
static const struct
{
  const char *word;
  const char *sql;
} groups[] = {
  { "model", "ifnull(l.model, '')" },
  { "function", "l.function_name" },
  /* Of what the call worked on. */
  { "site",
    "ifnull((SELECT name FROM sites WHERE row = CASE l.target"
    " WHEN 'tasks' THEN (SELECT site FROM tasks WHERE row = l.target_row)"
    " WHEN 'content' THEN (SELECT site FROM content WHERE row = l.target_row)"
    " WHEN 'images' THEN (SELECT site FROM images WHERE row = l.target_row)"
    " WHEN 'clusters' THEN (SELECT site FROM clusters WHERE row = l.target_row)"
    " WHEN 'sectors' THEN (SELECT site FROM sectors WHERE row = l.target_row) END), '')" },
  { "month", "strftime ('%Y-%m', l.created_at / 1000, 'unixepoch')" },
};

typedef struct
{
  IgnyCall      *call;
  guint          group;
  JsonArray     *list;
  IgnyTextTable *table;
  gint64         sums[3]; /* calls, estimated, cost */
} Ledger;

static char *
make_sql (const Ledger *self)
{
  return g_strdup_printf (
      "SELECT %s, count(*), sum(status = 'error'), sum(tokens_input), sum(tokens_output),"
      " sum(credits), sum(iif(cost_usd IS NULL, 0, estimated_usd)), sum(cost_usd),"
      " sum(cost_usd IS NULL AND status = 'success') FROM ai_task_logs l WHERE"
      " l.account = my_account () AND l.deleted_step IS NULL GROUP BY 1 ORDER BY %s LIMIT 10000",
      groups[self->group].sql,
      g_str_equal (groups[self->group].word, "month") ? "1 DESC" : "sum(cost_usd) DESC, 1");
}

static void
set_money (JsonObject *object,
           const char *name,
           gint64      amount)
{
  g_autofree char *text = igny_number_to_decimal (amount, 6);

  json_object_set_string_member (object, name, text);
}

static void
add_line (Ledger     *self,
          IgnyCursor *cursor)
{
  static const char *const names[] = { "calls", "failed", "tokens_input", "tokens_output",
                                       "credits" };
  const char              *key = igny_cursor_get_text (cursor, 0);
  gint64                   estimated = igny_cursor_get_integer (cursor, 6);
  gint64                   real = igny_cursor_get_integer (cursor, 7);
  g_autofree char         *before = igny_cost_format (estimated);
  g_autofree char         *after = igny_cost_format (real);
  JsonObject              *object = json_object_new ();

  json_object_set_string_member (object, groups[self->group].word, key != NULL ? key : "");
  igny_text_table_add (self->table, key != NULL && *key != '\0' ? key : "–");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64           number = igny_cursor_get_integer (cursor, (int) i + 1);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

      json_object_set_int_member (object, names[i], number);
      igny_text_table_add (self->table, text);
    }
  set_money (object, "estimated_usd", estimated);
  set_money (object, "cost_usd", real);
  json_object_set_int_member (object, "unknown", igny_cursor_get_integer (cursor, 8));
  igny_text_table_add (self->table, before);
  igny_text_table_add (self->table, after);
  json_array_add_object_element (self->list, object);
  self->sums[0] += igny_cursor_get_integer (cursor, 1);
  self->sums[1] += estimated;
  self->sums[2] += real;
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Ledger          *self = data;
  g_autofree char *sql = make_sql (self);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  if (!igny_access_check (db, &igny_ai_task_log_entity, IGNY_OPERATION_LIST, 0, error))
    return FALSE;
  cursor = igny_db_query (db, sql, NULL, error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    add_line (self, cursor);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
find_group (const char *word,
            guint      *group,
            GError    **error)
{
  for (*group = 0; *group < G_N_ELEMENTS (groups); (*group)++)
    if (word == NULL || g_str_equal (groups[*group].word, word))
      return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("the ledger is by model, function, site or month, not by “%s”"), word);
  return FALSE;
}

static void
add_titles (Ledger *self)
{
  static const char *const titles[] = {
    N_ ("Calls"), N_ ("Failed"), N_ ("Tokens in"), N_ ("Tokens out"),
    N_ ("Credits"), N_ ("Estimated"), N_ ("Cost")
  };

  igny_text_table_add (self->table, groups[self->group].word);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    igny_text_table_add (self->table, _(titles[i]));
}

gboolean
igny_command_cost (IgnyCall *call,
                   GError  **error)
{
  Ledger           self = { .call = call };
  g_autofree char *sum = NULL;
  g_autoptr(IgnyTextTable) table = igny_text_table_new (8, 0xfe);
  g_autoptr(JsonArray) list = json_array_new ();
  JsonObject *object;

  if (!find_group (igny_call_get_word (call, 0), &self.group, error))
    return FALSE;
  self.list = list;
  self.table = table;
  add_titles (&self);
  if (!igny_call_read (call, read_cb, &self, error))
    return FALSE;

  object = json_object_new ();
  json_object_set_string_member (object, "by", groups[self.group].word);
  json_object_set_int_member (object, "calls", self.sums[0]);
  set_money (object, "estimated_usd", self.sums[1]);
  set_money (object, "cost_usd", self.sums[2]);
  json_object_set_array_member (object, "results", g_steal_pointer (&list));
  igny_call_take_data (call, object);
  if (self.sums[0] == 0)
    {
      igny_call_say (call, "%s", _("No AI was asked yet."));
      return TRUE;
    }
  igny_text_table_flush (table, call->text);
  sum = igny_cost_describe (self.sums[1], self.sums[2]);
  igny_call_say (call, "%s", sum);
  return TRUE;
}
