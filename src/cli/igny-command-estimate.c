/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-forecast.h"
#include "igny-function-table.h"

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

static void
say (IgnyCall           *call,
     const IgnyForecast *forecast)
{
  const IgnyCost  *cost = &forecast->cost;
  g_autofree char *money = igny_cost_format (cost->cost_usd);
  g_autofree char *left = igny_forecast_describe_left (&forecast->left);

  igny_call_say (call,
                 ngettext ("%u record to work on.", "%u records to work on.", forecast->n_rows),
                 forecast->n_rows);
  if (cost->n_requests == 0)
    igny_call_say (call, "%s", _("Nobody is asked, and it costs nothing."));
  else if (*forecast->model == '\0')
    igny_call_say (call, "%s", _("No model is chosen yet: see “igny8ctl settings list”."));
  else
    igny_call_say (call, _("%u requests to %s at %s: about %" G_GINT64_FORMAT
                           " tokens in and %" G_GINT64_FORMAT " out, %s and %" G_GINT64_FORMAT
                           " credits."),
                            cost->n_requests, forecast->model, forecast->host, cost->tokens_in,
                            cost->tokens_out, money, cost->credits);
  igny_call_say (call, "%s", left);
}

static void
answer (IgnyCall           *call,
        const char         *function,
        const IgnyForecast *forecast)
{
  const IgnyCost *cost = &forecast->cost;
  JsonObject     *object = json_object_new ();

  json_object_set_string_member (object, "function", function);
  json_object_set_int_member (object, "records", forecast->n_rows);
  json_object_set_int_member (object, "requests", cost->n_requests);
  json_object_set_string_member (object, "model", forecast->model);
  json_object_set_string_member (object, "host", forecast->host);
  json_object_set_int_member (object, "tokens_input", cost->tokens_in);
  json_object_set_int_member (object, "tokens_output", cost->tokens_out);
  json_object_set_int_member (object, "credits", cost->credits);
  set_money (object, "cost_usd", cost->cost_usd);
  set_money (object, "budget_left", forecast->left.money);
  json_object_set_int_member (object, "credits_left", forecast->left.credits);
  json_object_set_boolean_member (object, "enforced", forecast->left.enforced);
  igny_call_take_data (call, object);
}

gboolean
igny_command_cost_estimate (IgnyCall *call,
                            GError  **error)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(GArray) rows = NULL;
  g_auto(IgnyForecast) forecast = { 0 };
  const char         *engine = igny_call_get (call, IGNY_OPTION_ENGINE);
  IgnyRun             run = igny_call_get_run (call);
  IgnyFunctionCall    ahead = { 0 };
  const IgnyFunction *function =
      igny_function_table_find (functions, igny_call_get_word (call, 0), error);

  if (function == NULL || !igny_call_find_scope (call, &ahead.scope, error) ||
      !igny_function_table_read_rows (call, function, &rows, error))
    return FALSE;
  igny_engine_from_word (engine != NULL ? engine : "ai", &ahead.engine);
  if (rows != NULL)
    {
      ahead.rows = (const gint64 *) (gpointer) rows->data;
      ahead.n_rows = rows->len;
    }
  if (!igny_forecast_make (&run, function, &ahead, &forecast, error))
    return FALSE;
  say (call, &forecast);
  answer (call, function->name, &forecast);
  return TRUE;
}
