/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-author-profile.h"
#include "igny-commands.h"
#include "igny-settings.h"
#include "igny-strategy.h"

gboolean
igny_command_profile_list (IgnyCall *call,
                           GError  **error)
{
  return igny_command_list_of (call, &igny_author_profile_entity, error);
}

gboolean
igny_command_strategy_list (IgnyCall *call,
                            GError  **error)
{
  return igny_command_list_of (call, &igny_strategy_entity, error);
}

typedef struct
{
  const IgnyEntity *entity;
  const char       *setting;
  const char       *name; /* "" for none */
} Choice;

static gboolean
choose_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Choice *choice = data;
  g_autoptr(GPtrArray) found = NULL;

  if (*choice->name != '\0')
    {
      found = igny_records_select (igny_step_get_db (step), choice->entity,
                                   "account = ?1 AND name = ?2 AND is_active = 1", NULL,
                                   IGNY_BINDS (IGNY_BIND_INT (igny_step_get_account (step)),
                                               IGNY_BIND_TEXT (choice->name)),
                                   error);
      if (found == NULL)
        return FALSE;
      if (found->len == 0)
        {
          g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                       _("there is no active one named “%s”; make it with “igny8ctl add %s "
                         "name=…”"),
                          choice->name, choice->entity->table);
          return FALSE;
        }
    }
  return igny_settings_set (step, choice->setting, choice->name, error);
}

static gboolean
choose (IgnyCall *call,
        Choice   *choice,
        GError  **error)
{
  JsonObject *object;

  choice->name = igny_call_get_word (call, 0);
  if (g_str_equal (choice->name, "none"))
    choice->name = "";
  if (!igny_call_write (call, "Choose a voice", choose_cb, choice, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "name", choice->name);
  igny_call_take_data (call, object);
  if (*choice->name != '\0')
    igny_call_say (call, _("“%s” goes along with every prompt now."), choice->name);
  else
    igny_call_say (call, "%s", _("None goes along with the prompts now."));
  return TRUE;
}

gboolean
igny_command_profile_use (IgnyCall *call,
                          GError  **error)
{
  Choice choice = { &igny_author_profile_entity, "general.author-profile", NULL };

  return choose (call, &choice, error);
}

gboolean
igny_command_strategy_use (IgnyCall *call,
                           GError  **error)
{
  Choice choice = { &igny_strategy_entity, "general.strategy", NULL };

  return choose (call, &choice, error);
}
