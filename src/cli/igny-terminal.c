/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-terminal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-access.h"
#include "igny-backups.h"
#include "igny-command-service.h"
#include "igny-commands.h"
#include "igny-forward.h"
#include "igny-jobs.h"
#include "igny-lock.h"

static JsonObject *
errors_to_json (const IgnyErrors *errors)
{
  g_autofree const char **fields = igny_errors_get_fields (errors);
  JsonObject             *object = json_object_new ();

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *const *messages = igny_errors_get_messages (errors, fields[i]);
      JsonArray         *list = json_array_new ();

      for (guint j = 0; messages[j] != NULL; j++)
        json_array_add_string_element (list, messages[j]);
      json_object_set_array_member (object, fields[i], list);
    }
  return object;
}

/* A rule that knows one field only says it in the message: "name: cause". */
static void
split_message (IgnyErrors   *errors,
               const GError *error)
{
  gsize            length = strspn (error->message, "abcdefghijklmnopqrstuvwxyz0123456789_.-");
  g_autofree char *field = g_strndup (error->message, length);

  if (error->domain != IGNY_INVALID || !igny_errors_is_empty (errors))
    return;
  if (length > 0 && g_str_has_prefix (error->message + length, ": "))
    igny_errors_add (errors, field, "%s", error->message + length + 2);
  else
    igny_errors_add (errors, "", "%s", error->message);
}

static char *
answer_to_json (IgnyCall   *call,
                const char *failure)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_boolean_member (object, "success", failure == NULL);
  if (failure != NULL)
    {
      json_object_set_string_member (object, "error", failure);
      json_object_set_object_member (object, "errors", errors_to_json (call->errors));
    }
  if (call->data != NULL)
    json_object_set_member (object, "data", g_steal_pointer (&call->data));
  else if (failure == NULL)
    json_object_set_null_member (object, "data");
  json_object_set_string_member (object, "request_id", call->request_id);

  text = igny_json_object_to_text (object, FALSE);
  return g_strconcat (text, "\n", NULL);
}

/* Takes the line of progress off the terminal. */
static void
end_progress (IgnyCall *call)
{
  if (g_atomic_int_get (&call->percent) >= 0 && !igny_call_has (call, IGNY_OPTION_PROGRESS))
    igny_caller_offer (call->caller, "\r\033[K");
}

static gboolean
print_answer (IgnyCall   *call,
              const char *failure,
              GError    **error)
{
  g_autofree char *json = NULL;

  if (call->printed)
    return TRUE;
  if (!call->json)
    return igny_caller_print (call->caller, call->text->str, (gssize) call->text->len, error);
  json = answer_to_json (call, failure);
  return igny_caller_print (call->caller, json, -1, error);
}

static int
exit_code (const GError *error)
{
  if (error->domain == IGNY_USAGE_ERROR)
    return IGNY_EXIT_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return IGNY_EXIT_INTERRUPTED;
  return IGNY_EXIT_FAILURE;
}

static void
complain (IgnyCall     *call,
          const GError *error,
          const char   *message)
{
  const IgnyCommand *command = call->line->command;

  igny_caller_complain (call->caller, message);
  if (error->domain != IGNY_USAGE_ERROR)
    return;
  if (command != NULL && command->func != igny_command_help)
    igny_call_warn (call, _("try “igny8ctl help %s”"), command->name);
  else
    igny_call_warn (call, _("try “igny8ctl help”"));
}

static int
fail (IgnyCall     *call,
      const GError *error)
{
  const char *message = error->message;

  /* head has read enough of it: no reason to speak. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return IGNY_EXIT_FAILURE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    message = _("interrupted");
  split_message (call->errors, error);
  complain (call, error, message);
  if (call->json)
    print_answer (call, message, NULL);
  return exit_code (error);
}

static gboolean
run_command (IgnyCall *call,
             GError  **error)
{
  const IgnyCommand *command = call->line->command;

  if (igny_call_has (call, IGNY_OPTION_HELP))
    return igny_command_help (call, error);
  return command->func (call, error);
}

static int
run_call (IgnyCall *call)
{
  g_autoptr(GError) error = NULL;
  gboolean ok = run_command (call, &error);

  end_progress (call);
  /* Only a mistake of ours comes here; the window that runs it should live. */
  if (!ok && error == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _("run “%s”: no cause was given"), call->line->command->name);
  if (!ok || !print_answer (call, call->failure, &error))
    return fail (call, error);
  if (call->failure == NULL)
    return 0;
  igny_caller_complain (call->caller, call->failure);
  return IGNY_EXIT_FAILURE;
}

/* --as USER or USER:ACCOUNT: the same data for another person. An e-mail address
 * has no colon. */
static IgnyStore *
enter_as (IgnyStore  *store,
          const char *text,
          GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);

  return igny_access_open_as (store, parts[0] != NULL ? parts[0] : "",
                              parts[0] != NULL ? parts[1] : NULL, error);
}

static int
run_line (const IgnyCommandLine *line,
          const IgnyCaller      *caller,
          IgnyStore             *store,
          const GError          *failure)
{
  const char *as = igny_command_line_get (line, IGNY_OPTION_AS);
  g_autoptr(GError) refusal = NULL;
  g_autoptr(IgnyStore) other = NULL;
  g_autoptr(IgnyCall) call = NULL;
  int code;

  if (store != NULL && as != NULL && failure == NULL)
    other = enter_as (store, as, &refusal);
  call = igny_call_new (caller, line, other != NULL ? other : store);
  if (failure == NULL)
    failure = refusal;
  code = failure != NULL ? fail (call, failure) : run_call (call);
  if (other != NULL)
    igny_store_close (other);
  return code;
}

static char *
find_folder (const IgnyCommandLine *line,
             const IgnyCaller      *caller)
{
  const char *given = igny_command_line_get (line, IGNY_OPTION_DATA_DIR);

  if (given != NULL)
    return igny_caller_dup_path (caller, given);
  return g_build_filename (g_get_user_data_dir (), "igny8", NULL);
}

#define INTERRUPTED_SQL                                            \
  "SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'running') OR " \
  "EXISTS (SELECT 1 FROM queue_items WHERE state = 'running')"

static gboolean
find_interrupted (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  return igny_db_get_integer (db, INTERRUPTED_SQL, NULL, data, error);
}

/* Whoever just became the owner runs nothing yet, so what is said to be running
 * ended with the owner before. Looks first, so that a list writes nothing. */
static gboolean
clear_up (IgnyStore *store,
          GError   **error)
{
  gint64 interrupted = 0;

  return igny_store_read (store, find_interrupted, &interrupted, NULL, error) &&
         (interrupted == 0 || igny_jobs_recover (store, error));
}

/* Another program has the folder: it is asked to run the command. */
static int
ask_owner (const IgnyCommandLine *line,
           const IgnyCaller      *caller,
           const char *const     *argv,
           const char            *owner,
           GError                *refusal)
{
  g_autoptr(GError) error = refusal;
  int code;

  if (g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED) && owner != NULL &&
      *owner != '\0')
    {
      g_clear_error (&error);
      if (igny_forward_run (owner, argv, caller, &code, &error))
        return code;
    }
  return run_line (line, caller, NULL, error);
}

/* The daily backup, beside the command. */
typedef struct
{
  IgnyStore        *store;
  const IgnyCaller *caller;
} Daily;

static gpointer
run_daily (gpointer data)
{
  Daily *daily = data;
  g_autoptr(GError) error = NULL;

  if (!igny_backups_run_daily (daily->store, daily->caller->cancellable, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    igny_caller_complain (daily->caller, error->message);
  return NULL;
}

/* The bus, for a command during which others want to have commands run. */
static GDBusConnection *
find_bus (const IgnyCommandLine *line)
{
  GDBusConnection *bus;

  if ((line->command->flags & IGNY_COMMAND_STAYS) == 0)
    return NULL;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus != NULL)
    g_dbus_connection_set_exit_on_close (bus, FALSE);
  return bus;
}

static int
run_in_folder (const IgnyCommandLine *line,
               const IgnyCaller      *caller,
               const char *const     *argv)
{
  g_autofree char *folder = find_folder (line, caller);
  g_autofree char *owner = NULL;
  g_autoptr(GDBusConnection) bus = find_bus (line);
  g_autoptr(IgnyCommandService) service = NULL;
  g_autoptr(IgnyStore) store = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;
  Daily    daily;
  int      code;

  store = igny_access_open (caller->env, folder,
                            bus != NULL ? g_dbus_connection_get_unique_name (bus) : NULL, &owner,
                            &error);
  if (store == NULL)
    return ask_owner (line, caller, argv, owner, g_steal_pointer (&error));
  clear_up (store, &error);
  if (bus != NULL)
    service = igny_command_service_new (bus, store, caller->cancellable, NULL);
  daily = (Daily){ store, caller };
  thread = g_thread_new ("igny-daily", run_daily, &daily);
  code = run_line (line, caller, store, error);
  g_thread_join (thread);
  g_clear_pointer (&service, igny_command_service_free);
  igny_store_close (store);
  return code;
}

/* Nobody opens the data meanwhile, and it may be damaged. */
static int
run_alone (const IgnyCommandLine *line,
           const IgnyCaller      *caller,
           const char *const     *argv)
{
  g_autofree char *folder = find_folder (line, caller);
  g_autofree char *owner = NULL;
  g_autoptr(IgnyLock) lock = NULL;
  g_autoptr(IgnyCall) call = NULL;
  g_autoptr(GError) error = NULL;

  lock = igny_lock_take (caller->env, folder, NULL, &owner, &error);
  if (lock == NULL)
    return ask_owner (line, caller, argv, owner, g_steal_pointer (&error));
  call = igny_call_new (caller, line, NULL);
  call->folder = folder;
  return run_call (call);
}

/* Who works as somebody else opens the data, which tells what that person may. */
static gboolean
is_alone (const IgnyCommandLine *line)
{
  return (line->command->flags & IGNY_COMMAND_ALONE) != 0 && line->words->len == 1 &&
         !igny_command_line_has (line, IGNY_OPTION_AS);
}

int
igny_terminal_run (const char *const *argv,
                   const IgnyCaller  *caller)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyCommandLine) line = NULL;

  g_return_val_if_fail (argv != NULL && caller != NULL, IGNY_EXIT_FAILURE);

  line = igny_command_line_new (argv, &error);
  if (error != NULL || igny_command_line_has (line, IGNY_OPTION_HELP) ||
      (line->command->flags & IGNY_COMMAND_LOCAL) != 0)
    return run_line (line, caller, NULL, error);
  return is_alone (line) ? run_alone (line, caller, argv) : run_in_folder (line, caller, argv);
}

int
igny_terminal_run_in (const char *const *argv,
                      const IgnyCaller  *caller,
                      IgnyStore         *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyCommandLine) line = NULL;

  g_return_val_if_fail (argv != NULL && caller != NULL && IGNY_IS_STORE (store), IGNY_EXIT_FAILURE);

  line = igny_command_line_new (argv, &error);
  return run_line (line, caller, store, error);
}
