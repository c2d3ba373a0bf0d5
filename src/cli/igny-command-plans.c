/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-account.h"
#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-credits.h"

gboolean
igny_command_plan_list (IgnyCall *call,
                        GError  **error)
{
  return igny_command_list_of (call, &igny_plan_entity, error);
}

static gint64
find_plan (IgnyCall *call,
           GError  **error)
{
  return igny_answer_find (call, &igny_plan_entity, igny_call_get_word (call, 0), error);
}

gboolean
igny_command_plan_show (IgnyCall *call,
                        GError  **error)
{
  gint64 row = find_plan (call, error);

  return row != 0 && igny_answer_record (call, &igny_plan_entity, row, error);
}

typedef struct
{
  IgnyCall *call;
  GArray   *values;
  gint64    row;
} Addition;

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Addition *addition = data;

  return igny_edit_add (step, &igny_plan_entity, 0, 0,
                        (const IgnyAssignment *) (gpointer) addition->values->data,
                        addition->values->len, &addition->row, addition->call->errors, error);
}

gboolean
igny_command_plan_add (IgnyCall *call,
                       GError  **error)
{
  g_autoptr(GArray) values = igny_answer_read_values (call, 1, error);
  const IgnyAssignment name = { "name", igny_call_get_word (call, 0) };
  Addition             addition = { call, values };

  if (values == NULL)
    return FALSE;
  g_array_prepend_val (values, name);
  return igny_call_write (call, "Add a plan", add_cb, &addition, error) &&
         igny_answer_record (call, &igny_plan_entity, addition.row, error);
}

gboolean
igny_command_plan_set (IgnyCall *call,
                       GError  **error)
{
  g_autoptr(GArray) values = igny_answer_read_values (call, 1, error);
  gint64 row;

  if (values == NULL)
    return FALSE;
  row = find_plan (call, error);
  return row != 0 && igny_answer_set (call, &igny_plan_entity, row, values, error);
}

static gboolean
assign_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_credits_assign_plan (step, *(gint64 *) data, error);
}

gboolean
igny_command_plan_assign (IgnyCall *call,
                          GError  **error)
{
  gint64 row = find_plan (call, error);

  return row != 0 && igny_call_write (call, "Assign a plan", assign_cb, &row, error) &&
         igny_answer_record (call, &igny_account_entity, igny_store_get_account (call->store),
                             error);
}
