/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-users.h"

gboolean
igny_command_user_list (IgnyCall *call,
                        GError  **error)
{
  return igny_command_list_of (call, &igny_user_entity, error);
}

gboolean
igny_command_user_show (IgnyCall *call,
                        GError  **error)
{
  gint64 row = igny_answer_find_user (call, igny_call_get_word (call, 0), error);

  return row != 0 && igny_answer_record (call, &igny_user_entity, row, error);
}

typedef struct
{
  IgnyCall *call;
  GArray   *values;
  gint64    row;
} Invitation;

static const char *
get_value (const GArray *values,
           const char   *field)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (g_array_index (values, IgnyAssignment, i).field, field))
      return g_array_index (values, IgnyAssignment, i).value;
  return NULL;
}

static gboolean
invite_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Invitation *invitation = data;
  const char *role = get_value (invitation->values, "role");

  return igny_users_invite (step, igny_call_get_word (invitation->call, 0),
                            get_value (invitation->values, "first_name"),
                            get_value (invitation->values, "last_name"),
                            role != NULL ? role : "viewer", &invitation->row,
                            invitation->call->errors, error);
}

gboolean
igny_command_user_invite (IgnyCall *call,
                          GError  **error)
{
  g_autoptr(GArray) values = igny_answer_read_values (call, 1, error);
  Invitation invitation = { call, values };

  return values != NULL &&
         igny_call_write (call, "Invite", invite_cb, &invitation, error) &&
         igny_answer_record (call, &igny_user_entity, invitation.row, error);
}

gboolean
igny_command_user_set (IgnyCall *call,
                       GError  **error)
{
  g_autoptr(GArray) values = igny_answer_read_values (call, 1, error);
  gint64 row;

  if (values == NULL)
    return FALSE;
  row = igny_answer_find_user (call, igny_call_get_word (call, 0), error);
  return row != 0 && igny_answer_set (call, &igny_user_entity, row, values, error);
}

static gboolean
set_one (IgnyCall   *call,
         const char *field,
         const char *value,
         GError    **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));
  const IgnyAssignment one = { field, value };
  gint64               row = igny_answer_find_user (call, igny_call_get_word (call, 0), error);

  g_array_append_val (values, one);
  return row != 0 && igny_answer_set (call, &igny_user_entity, row, values, error);
}

gboolean
igny_command_user_role (IgnyCall *call,
                        GError  **error)
{
  return set_one (call, "role", igny_call_get_word (call, 1), error);
}

gboolean
igny_command_user_disable (IgnyCall *call,
                           GError  **error)
{
  return set_one (call, "is_active", "false", error);
}

gboolean
igny_command_user_enable (IgnyCall *call,
                          GError  **error)
{
  return set_one (call, "is_active", "true", error);
}

static gboolean
remove_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_edit_delete (step, &igny_user_entity, *(gint64 *) data, error);
}

gboolean
igny_command_user_remove (IgnyCall *call,
                          GError  **error)
{
  const char *who = igny_call_get_word (call, 0);
  gint64      row = igny_answer_find_user (call, who, error);
  JsonObject *object;

  if (row == 0 || !igny_call_write (call, "Remove", remove_cb, &row, error))
    return FALSE;
  igny_call_say (call, _("Removed the user “%s”."), who);
  object = json_object_new ();
  json_object_set_string_member (object, "removed", who);
  igny_call_take_data (call, object);
  return TRUE;
}
