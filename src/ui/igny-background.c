/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-background.h"

#include <glib/gi18n.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_BACKGROUND "org.freedesktop.portal.Background"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"
#define SYSTEMD "org.freedesktop.systemd1"
#define SYSTEMD_PATH "/org/freedesktop/systemd1"
#define SYSTEMD_MANAGER "org.freedesktop.systemd1.Manager"

gboolean
igny_background_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* A question to the portal, whose answer comes as a signal of its own object. */
typedef struct
{
  GDBusConnection     *bus;
  char                *handle;
  guint                subscription;
  gboolean             over;
  IgnyBackgroundAnswer answer;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->bus);
  g_free (request->handle);
  g_free (request);
}

/* Ends the task once, whatever comes first. */
static gboolean
end (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  if (request->over)
    return FALSE;
  request->over = TRUE;
  g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  return TRUE;
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Request *request = g_task_get_task_data (task);
  g_autoptr(GVariant) results = NULL;
  guint32  response = 2;
  gboolean background = FALSE;
  gboolean autostart = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")) || !end (task))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               _ ("ask to run in the background: nobody answered"));
      return;
    }
  request->answer = IGNY_BACKGROUND_REFUSED;
  if (background)
    request->answer = autostart ? IGNY_BACKGROUND_AUTOSTART : IGNY_BACKGROUND_ALLOWED;
  g_task_return_boolean (task, TRUE);
}

static void
subscribe (GTask      *task,
           const char *handle)
{
  Request *request = g_task_get_task_data (task);

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_free (request->handle);
  request->handle = g_strdup (handle);
  request->subscription = g_dbus_connection_signal_subscribe (
      request->bus, PORTAL, PORTAL_REQUEST, "Response", handle, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
}

/* An old portal names the object otherwise than asked. */
static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request    *request = g_task_get_task_data (task);
  GError     *error = NULL;
  const char *handle;
  g_autoptr(GVariant) value =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (value == NULL)
    {
      if (end (task))
        g_task_return_error (task, error);
      else
        g_error_free (error);
      return;
    }
  g_variant_get (value, "(&o)", &handle);
  if (!request->over && !g_str_equal (handle, request->handle))
    subscribe (task, handle);
}

static char *
dup_handle (GDBusConnection *bus,
            const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
}

static GVariant *
create_options (const char *token,
                const char *reason)
{
  static const char *const command[] = { "igny8ctl", "worker", NULL };
  GVariantBuilder          options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_builder_end (&options);
}

void
igny_background_request_async (GDBusConnection    *bus,
                               const char         *window,
                               const char         *reason,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  const char      *token = "igny8_background";
  g_autofree char *handle = NULL;
  Request         *request;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus) && window != NULL && reason != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  request = g_new0 (Request, 1);
  request->bus = g_object_ref (bus);
  g_task_set_task_data (task, request, request_free);
  handle = dup_handle (bus, token);
  subscribe (task, handle);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, PORTAL_BACKGROUND, "RequestBackground",
                          g_variant_new ("(s@a{sv})", window, create_options (token, reason)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable,
                          called_cb, g_object_ref (task));
}

gboolean
igny_background_request_finish (GAsyncResult         *result,
                                IgnyBackgroundAnswer *answer,
                                GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL) && answer != NULL, FALSE);

  *answer = ((Request *) g_task_get_task_data (G_TASK (result)))->answer;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
call_systemd (GTask              *task,
              GDBusConnection    *bus,
              const char         *method,
              GVariant           *parameters,
              const char         *type,
              GAsyncReadyCallback callback)
{
  g_dbus_connection_call (bus, SYSTEMD, SYSTEMD_PATH, SYSTEMD_MANAGER, method, parameters,
                          G_VARIANT_TYPE (type), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          g_task_get_cancellable (task), callback, task);
}

static void
state_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char   *state = NULL;
  g_autoptr(GVariant) value =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (value == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_variant_get (value, "(s)", &state);
  g_task_return_pointer (task, state, g_free);
}

void
igny_background_unit_async (GDBusConnection    *bus,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  call_systemd (g_task_new (NULL, cancellable, callback, user_data), bus, "GetUnitFileState",
                g_variant_new ("(s)", IGNY_BACKGROUND_UNIT), "(s)", state_cb);
}

char *
igny_background_unit_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GVariant) value =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (value != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
enabled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GVariant) value =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (value == NULL)
    g_task_return_error (task, error);
  else
    call_systemd (g_steal_pointer (&task), G_DBUS_CONNECTION (object), "StartUnit",
                  g_variant_new ("(ss)", IGNY_BACKGROUND_UNIT, "replace"), "(o)", started_cb);
}

void
igny_background_enable_async (GDBusConnection    *bus,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  static const char *const units[] = { IGNY_BACKGROUND_UNIT, NULL };

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  call_systemd (g_task_new (NULL, cancellable, callback, user_data), bus, "EnableUnitFiles",
                g_variant_new ("(^asbb)", units, FALSE, FALSE), "(ba(sss))", enabled_cb);
}

gboolean
igny_background_enable_finish (GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
