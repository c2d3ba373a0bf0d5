/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-forward.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

void
igny_forward_ask_way (GDBusConnection *connection,
                      const char      *owner)
{
  g_return_if_fail (G_IS_DBUS_CONNECTION (connection) && owner != NULL);

  g_dbus_connection_call (connection, owner, IGNY_COMMANDS_PATH, IGNY_COMMANDS_INTERFACE,
                          "GiveWay", NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL,
                          NULL);
}

/* A connection of its own: it is closed when the run ends, however it ends,
 * and that is what the owner watches. */
static GDBusConnection *
connect_bus (GCancellable *cancellable,
             GError      **error)
{
  g_autofree char *address =
      g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, cancellable, error);

  if (address == NULL)
    return NULL;
  return g_dbus_connection_new_for_address_sync (address,
                                                 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                 NULL, cancellable, error);
}

static GVariant *
make_arguments (const char *const *argv,
                const IgnyCaller  *caller,
                GUnixFDList       *list,
                GError           **error)
{
  const int       descriptors[] = { caller->in, caller->out, caller->err };
  GVariantBuilder handles;

  g_variant_builder_init (&handles, G_VARIANT_TYPE ("ah"));
  for (guint i = 0; i < G_N_ELEMENTS (descriptors); i++)
    {
      int handle = g_unix_fd_list_append (list, descriptors[i], error);

      if (handle < 0)
        {
          g_variant_builder_clear (&handles);
          return NULL;
        }
      g_variant_builder_add (&handles, "h", handle);
    }
  return g_variant_new ("(^assah)", argv, caller->folder, &handles);
}

static GVariant *
call_owner (const char        *owner,
            const char *const *argv,
            const IgnyCaller  *caller,
            GError           **error)
{
  g_autoptr(GDBusConnection) bus = connect_bus (caller->cancellable, error);
  g_autoptr(GUnixFDList) list = g_unix_fd_list_new ();
  GVariant *arguments;
  GVariant *reply;

  if (bus == NULL)
    return NULL;
  arguments = make_arguments (argv, caller, list, error);
  if (arguments == NULL)
    return NULL;
  reply = g_dbus_connection_call_with_unix_fd_list_sync (
      bus, owner, IGNY_COMMANDS_PATH, IGNY_COMMANDS_INTERFACE, "Run", arguments,
      G_VARIANT_TYPE ("(i)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, list, NULL,
      caller->cancellable, error);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  return reply;
}

gboolean
igny_forward_run (const char        *owner,
                  const char *const *argv,
                  const IgnyCaller  *caller,
                  int               *code,
                  GError           **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(GVariant) reply = NULL;

  g_return_val_if_fail (owner != NULL && argv != NULL && caller != NULL && code != NULL, FALSE);

  reply = call_owner (owner, argv, caller, &local);
  if (reply != NULL)
    {
      g_variant_get (reply, "(i)", code);
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_dbus_error_strip_remote_error (local);
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_FAILED,
      _("the data folder is in use by “%s”, which could not be asked to run the command: %s. "
                 "Close it, or choose another folder with --data-dir"),
         owner, local->message);
  return FALSE;
}
