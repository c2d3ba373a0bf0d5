/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-command-service.h"

#include <gio/gunixfdlist.h>
#include <signal.h>
#include <unistd.h>

#include "igny-forward.h"
#include "igny-terminal.h"

#define N_DESCRIPTORS 3

struct _IgnyCommandService
{
  GDBusConnection *connection;
  IgnyStore       *store;
  GCancellable    *way; /* of the work that gives way; or NULL */
  guint            registration;
  GMutex           lock;
  GCond            ended;
  GPtrArray       *runs; /* of Run; those that run, under lock */
};

typedef struct
{
  IgnyCommandService    *service;
  GDBusMethodInvocation *invocation;
  GCancellable          *cancellable;
  GStrv                  argv;
  char                  *folder;
  int                    descriptors[N_DESCRIPTORS];
  guint                  watch; /* main context's */
} Run;

static const char xml[] =
    "<node><interface name='" IGNY_COMMANDS_INTERFACE "'>"
    "<method name='Run'>"
    "<arg name='argv' type='as' direction='in'/>"
    "<arg name='folder' type='s' direction='in'/>"
    "<arg name='descriptors' type='ah' direction='in'/>"
    "<arg name='code' type='i' direction='out'/>"
    "</method>"
    "<method name='GiveWay'/>"
    "</interface></node>";

static void
run_free (gpointer data)
{
  Run *run = data;

  for (guint i = 0; i < N_DESCRIPTORS; i++)
    if (run->descriptors[i] >= 0)
      close (run->descriptors[i]);
  if (run->watch != 0)
    g_bus_unwatch_name (run->watch);
  g_object_unref (run->cancellable);
  g_strfreev (run->argv);
  g_free (run->folder);
  g_free (run);
}

/* The handles index the list; whatever they are, they are checked here. */
static gboolean
take_descriptors (Run         *run,
                  GVariant    *handles,
                  GUnixFDList *list,
                  GError     **error)
{
  if (list == NULL || g_variant_n_children (handles) != N_DESCRIPTORS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "run a command: three descriptors are needed");
      return FALSE;
    }
  for (guint i = 0; i < N_DESCRIPTORS; i++)
    {
      int handle;

      g_variant_get_child (handles, i, "h", &handle);
      if (handle < 0 || handle >= g_unix_fd_list_get_length (list))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "run a command: there is no descriptor %d", handle);
          return FALSE;
        }
      run->descriptors[i] = g_unix_fd_list_get (list, handle, error);
      if (run->descriptors[i] < 0)
        return FALSE;
    }
  return TRUE;
}

static Run *
run_new (IgnyCommandService    *self,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         GError               **error)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  g_autoptr(GVariant) handles = NULL;
  Run *run = g_new0 (Run, 1);

  run->service = self;
  run->invocation = invocation;
  run->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_DESCRIPTORS; i++)
    run->descriptors[i] = -1;
  g_variant_get (parameters, "(^ass@ah)", &run->argv, &run->folder, &handles);
  if (!g_path_is_absolute (run->folder))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "run a command: the folder “%s” is not an absolute path", run->folder);
  else if (take_descriptors (run, handles, g_dbus_message_get_unix_fd_list (message), error))
    return run;
  run_free (run);
  return NULL;
}

/* Back on the main context: bus watches belong to it. */
static gboolean
drop_run_cb (gpointer data)
{
  run_free (data);
  return G_SOURCE_REMOVE;
}

static void
end_run (Run *run,
         int  code)
{
  IgnyCommandService *self = run->service;

  for (guint i = 0; i < N_DESCRIPTORS; i++)
    {
      close (run->descriptors[i]);
      run->descriptors[i] = -1;
    }
  g_dbus_method_invocation_return_value (run->invocation, g_variant_new ("(i)", code));
  g_mutex_lock (&self->lock);
  g_ptr_array_remove_fast (self->runs, run);
  g_idle_add (drop_run_cb, run);
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
}

static gpointer
run_command (gpointer data)
{
  Run       *run = data;
  IgnyStore *store = run->service->store;
  IgnyCaller caller = {
    .env = igny_store_get_env (store),
    .folder = run->folder,
    .in = run->descriptors[0],
    .out = run->descriptors[1],
    .err = run->descriptors[2],
    .cancellable = run->cancellable,
    .remote = TRUE,
  };

  end_run (run, igny_terminal_run_in ((const char *const *) run->argv, &caller, store));
  return NULL;
}

static void
caller_left_cb (GDBusConnection *connection,
                const char      *name,
                gpointer         user_data)
{
  Run *run = user_data;

  g_cancellable_cancel (run->cancellable);
}

static void
give_way (IgnyCommandService    *self,
          GDBusMethodInvocation *invocation)
{
  if (self->way == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_IO_ERROR, G_IO_ERROR_BUSY,
                                                     "this program goes on to its end");
      return;
    }
  g_cancellable_cancel (self->way);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
method_call_cb (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  IgnyCommandService *self = user_data;
  g_autoptr(GError) error = NULL;
  Run *run;

  if (g_str_equal (method, "GiveWay"))
    {
      give_way (self, invocation);
      return;
    }
  run = run_new (self, parameters, invocation, &error);
  if (run == NULL)
    {
      g_dbus_method_invocation_return_gerror (invocation, error);
      return;
    }
  if (sender != NULL)
    run->watch = g_bus_watch_name_on_connection (connection, sender, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                 NULL, caller_left_cb, run, NULL);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->runs, run);
  g_mutex_unlock (&self->lock);
  g_thread_unref (g_thread_new ("igny-command", run_command, run));
}

static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };

IgnyCommandService *
igny_command_service_new (GDBusConnection *connection,
                          IgnyStore       *store,
                          GCancellable    *way,
                          GError         **error)
{
  g_autoptr(IgnyCommandService) self = NULL;
  g_autoptr(GDBusNodeInfo) node = NULL;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection) && IGNY_IS_STORE (store), NULL);

  /* A caller that closes its end must not end the owner. */
  signal (SIGPIPE, SIG_IGN);
  self = g_new0 (IgnyCommandService, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  self->runs = g_ptr_array_new ();
  self->connection = g_object_ref (connection);
  self->store = store;
  self->way = way != NULL ? g_object_ref (way) : NULL;
  node = g_dbus_node_info_new_for_xml (xml, error);
  if (node == NULL)
    return NULL;
  self->registration = g_dbus_connection_register_object (connection, IGNY_COMMANDS_PATH,
                                                          node->interfaces[0], &vtable, self, NULL,
                                                          error);
  return self->registration != 0 ? g_steal_pointer (&self) : NULL;
}

void
igny_command_service_free (IgnyCommandService *self)
{
  if (self == NULL)
    return;
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->runs->len; i++)
    g_cancellable_cancel (((Run *) self->runs->pdata[i])->cancellable);
  while (self->runs->len > 0)
    g_cond_wait (&self->ended, &self->lock);
  g_mutex_unlock (&self->lock);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ended);
  g_ptr_array_unref (self->runs);
  g_clear_object (&self->way);
  g_object_unref (self->connection);
  g_free (self);
}

guint
igny_command_service_get_n_running (IgnyCommandService *self)
{
  guint n_running;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  n_running = self->runs->len;
  g_mutex_unlock (&self->lock);
  return n_running;
}
