/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"

static void
say_option (IgnyCall  *call,
            IgnyOption option)
{
  const IgnyOptionInfo *info = igny_option_get_info (option);
  g_autofree char      *letter = info->letter != 0 ? g_strdup_printf ("-%c, ", info->letter) : NULL;
  g_autofree char      *form =
      g_strdup_printf ("%s--%s%s%s", letter != NULL ? letter : "", info->name,
                       info->value != NULL ? " " : "", info->value != NULL ? info->value : "");

  igny_call_say (call, "  %-22s %s", form, _(info->help));
}

static void
say_options (IgnyCall *call,
             guint64   options)
{
  for (IgnyOption i = 0; i < IGNY_N_OPTIONS; i++)
    if ((options & IGNY_OPTION_BIT (i)) != 0)
      say_option (call, i);
}

static void
explain (IgnyCall          *call,
         const IgnyCommand *command)
{
  igny_call_say (call, "igny8ctl %s%s%s", command->name, *command->arguments != '\0' ? " " : "",
                 command->arguments);
  igny_call_say (call, "\n%s.", _(command->summary));
  if (command->about != NULL)
    igny_call_say (call, "%s", _(command->about));
  if (command->options != 0)
    {
      igny_call_say (call, "\n%s", _("Options:"));
      say_options (call, command->options);
    }
  igny_call_say (call, "\n%s\n  %s", _("Example:"), command->example);
}

static void
explain_all (IgnyCall *call)
{
  igny_call_say (call, "%s",
                 _("igny8ctl turns keyword lists into published articles, in the terminal."));
  igny_call_say (call, "\n%s", _("igny8ctl [OPTION…] COMMAND [ARGUMENT…]"));
  igny_call_say (call, "\n%s", _("Commands:"));
  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    igny_call_say (call, "  %-22s %s", c->name, _(c->summary));
  igny_call_say (call, "\n%s", _("Options of every command:"));
  say_options (call, IGNY_OPTIONS_GLOBAL & (IGNY_OPTION_BIT (IGNY_N_OPTIONS) - 1));
  igny_call_say (call, "\n%s", _("“igny8ctl help COMMAND” explains one, with an example."));
  igny_call_say (call, "%s",
                 _("Exit codes: 0, 1 for failure, 2 for wrong use, 130 when interrupted."));
}

/* “cluster” is a command, and so are “cluster merge” and others. */
static void
name_group (IgnyCall          *call,
            const IgnyCommand *command)
{
  g_autofree char *prefix = g_strconcat (command->name, " ", NULL);
  gboolean         found = FALSE;

  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    if (g_str_has_prefix (c->name, prefix))
      {
        if (!found)
          igny_call_say (call, "\n%s", _("More commands of it:"));
        igny_call_say (call, "  %-22s %s", c->name, _(c->summary));
        found = TRUE;
      }
}

/* “help site” is about all that begin with it. */
static gboolean
explain_group (IgnyCall   *call,
               const char *first)
{
  g_autofree char *prefix = g_strconcat (first, " ", NULL);
  gboolean         found = FALSE;

  for (const IgnyCommand *c = igny_commands; c->name != NULL; c++)
    if (g_str_has_prefix (c->name, prefix))
      {
        if (found)
          igny_call_say (call, "%s", "");
        explain (call, c);
        found = TRUE;
      }
  return found;
}

static gboolean
explain_topic (IgnyCall *call,
               GError  **error)
{
  const char        *first = igny_call_get_word (call, 0);
  guint              n_words;
  const IgnyCommand *command;

  command = igny_commands_find (first, igny_call_get_word (call, 1), &n_words);
  if (command != NULL)
    {
      explain (call, command);
      name_group (call, command);
    }
  else if (!explain_group (call, first))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("there is no command “%s”"), first);
      return FALSE;
    }
  return TRUE;
}

gboolean
igny_command_help (IgnyCall *call,
                   GError  **error)
{
  const IgnyCommand *command = call->line->command;
  JsonObject        *object;

  if (command->func != igny_command_help)
    {
      explain (call, command);
      name_group (call, command);
    }
  else if (igny_call_get_word (call, 0) == NULL)
    explain_all (call);
  else if (!explain_topic (call, error))
    return FALSE;

  object = json_object_new ();
  json_object_set_string_member (object, "text", call->text->str);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_version (IgnyCall *call,
                      GError  **error)
{
  JsonObject *object = json_object_new ();

  igny_call_say (call, "igny8ctl %s", IGNY_VERSION);
  json_object_set_string_member (object, "version", IGNY_VERSION);
  igny_call_take_data (call, object);
  return TRUE;
}
