/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against a portal and a systemd of the test's own, on a private bus. */
#include "igny-background.h"

typedef struct
{
  GTestDBus       *bus;
  GDBusConnection *server;
  GDBusConnection *client;
  GMainLoop       *loop;

  /* What the stand-ins do, and what they were asked. */
  gboolean    other_handle; /* as old portals do */
  guint       response;
  gboolean    background;
  gboolean    autostart;
  char       *handle;
  char       *reason;
  GStrv       command;
  const char *state;
  guint       n_enabled;
  guint       n_started;

  GAsyncResult *result;
} Fixture;

static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method></interface>"
    "<interface name='org.freedesktop.systemd1.Manager'>"
    "<method name='GetUnitFileState'><arg type='s' direction='in'/>"
    "<arg type='s' direction='out'/></method>"
    "<method name='EnableUnitFiles'><arg type='as' direction='in'/><arg type='b' direction='in'/>"
    "<arg type='b' direction='in'/><arg type='b' direction='out'/>"
    "<arg type='a(sss)' direction='out'/></method>"
    "<method name='StartUnit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='o' direction='out'/></method></interface></node>";

static gboolean
respond_cb (gpointer user_data)
{
  Fixture        *fixture = user_data;
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background",
                         g_variant_new_boolean (fixture->background));
  g_variant_builder_add (&results, "{sv}", "autostart",
                         g_variant_new_boolean (fixture->autostart));
  g_dbus_connection_emit_signal (fixture->server, NULL, fixture->handle,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", fixture->response, &results), NULL);
  return G_SOURCE_REMOVE;
}

static void
ask_portal (Fixture               *fixture,
            GVariant              *parameters,
            GDBusMethodInvocation *invocation)
{
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *sender = g_strdup (g_dbus_method_invocation_get_sender (invocation) + 1);
  const char      *token = NULL;
  gboolean         autostart = FALSE;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart) && autostart);
  g_assert_true (g_variant_lookup (options, "reason", "s", &fixture->reason));
  g_assert_true (g_variant_lookup (options, "commandline", "^as", &fixture->command));
  g_strdelimit (sender, ".", '_');
  fixture->handle =
      g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", sender,
                       fixture->other_handle ? "another" : token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", fixture->handle));
  g_timeout_add (fixture->other_handle ? 200 : 0, respond_cb, fixture);
}

static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "RequestBackground"))
    ask_portal (fixture, parameters, invocation);
  else if (g_str_equal (method, "GetUnitFileState"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", fixture->state));
  else if (g_str_equal (method, "EnableUnitFiles"))
    {
      fixture->n_enabled++;
      g_dbus_method_invocation_return_value (
          invocation, g_variant_new ("(b@a(sss))", TRUE,
                                     g_variant_new_array (G_VARIANT_TYPE ("(sss)"), NULL, 0)));
    }
  else
    {
      fixture->n_started++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/job/1"));
    }
}

static GDBusConnection *
connect_bus (GTestDBus *bus)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
serve (Fixture       *fixture,
       GDBusNodeInfo *node,
       const char    *name,
       const char    *path,
       const char    *interface)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) owned = NULL;

  g_dbus_connection_register_object (fixture->server, path,
                                     g_dbus_node_info_lookup_interface (node, interface), &vtable,
                                     fixture, NULL, &error);
  g_assert_no_error (error);
  owned = g_dbus_connection_call_sync (fixture->server, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", name, 0u), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (owned);
}

static void
set_up (Fixture      *fixture,
        gconstpointer served)
{
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);

  g_assert_nonnull (node);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->server = connect_bus (fixture->bus);
  fixture->client = connect_bus (fixture->bus);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  if (!GPOINTER_TO_INT (served))
    return;
  serve (fixture, node, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
         "org.freedesktop.portal.Background");
  serve (fixture, node, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
         "org.freedesktop.systemd1.Manager");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer served)
{
  g_clear_object (&fixture->result);
  g_dbus_connection_close_sync (fixture->client, NULL, NULL);
  g_dbus_connection_close_sync (fixture->server, NULL, NULL);
  g_object_unref (fixture->client);
  g_object_unref (fixture->server);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
  g_main_loop_unref (fixture->loop);
  g_strfreev (fixture->command);
  g_free (fixture->handle);
  g_free (fixture->reason);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
  g_main_loop_quit (fixture->loop);
}

static gboolean
request (Fixture              *fixture,
         IgnyBackgroundAnswer *answer,
         GError              **error)
{
  igny_background_request_async (fixture->client, "", "Because", NULL, done_cb, fixture);
  g_main_loop_run (fixture->loop);
  return igny_background_request_finish (fixture->result, answer, error);
}

static void
test_allowed (Fixture      *fixture,
              gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  IgnyBackgroundAnswer answer;

  fixture->background = fixture->autostart = TRUE;
  g_assert_true (request (fixture, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (answer, ==, IGNY_BACKGROUND_AUTOSTART);
  g_assert_cmpstr (fixture->reason, ==, "Because");
  g_assert_cmpstr (fixture->command[0], ==, "igny8ctl");
  g_assert_cmpstr (fixture->command[1], ==, "worker");
}

static void
test_until_logout (Fixture      *fixture,
                   gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  IgnyBackgroundAnswer answer;

  fixture->background = TRUE;
  fixture->other_handle = TRUE;
  g_assert_true (request (fixture, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (answer, ==, IGNY_BACKGROUND_ALLOWED);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  IgnyBackgroundAnswer answer;

  g_assert_true (request (fixture, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (answer, ==, IGNY_BACKGROUND_REFUSED);
}

static void
test_put_aside (Fixture      *fixture,
                gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  IgnyBackgroundAnswer answer;

  fixture->response = 1;
  g_assert_false (request (fixture, &answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nobody (Fixture      *fixture,
             gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) local = NULL;
  IgnyBackgroundAnswer answer;

  g_assert_false (request (fixture, &answer, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
  igny_background_unit_async (fixture->client, NULL, done_cb, fixture);
  g_main_loop_run (fixture->loop);
  g_assert_null (igny_background_unit_finish (fixture->result, &local));
  g_assert_nonnull (local);
}

static void
test_unit (Fixture      *fixture,
           gconstpointer served)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *state = NULL;

  fixture->state = "disabled";
  igny_background_unit_async (fixture->client, NULL, done_cb, fixture);
  g_main_loop_run (fixture->loop);
  state = igny_background_unit_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state, ==, "disabled");
  igny_background_enable_async (fixture->client, NULL, done_cb, fixture);
  g_main_loop_run (fixture->loop);
  g_assert_true (igny_background_enable_finish (fixture->result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_enabled, ==, 1);
  g_assert_cmpuint (fixture->n_started, ==, 1);
}

#define ADD(path, served, test) \
  g_test_add ("/ui/background/" path, Fixture, GINT_TO_POINTER (served), set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP dbus-daemon is not here\n");
      return 77;
    }
  ADD ("allowed", TRUE, test_allowed);
  ADD ("until-logout", TRUE, test_until_logout);
  ADD ("refused", TRUE, test_refused);
  ADD ("put-aside", TRUE, test_put_aside);
  ADD ("nobody", FALSE, test_nobody);
  ADD ("unit", TRUE, test_unit);
  return g_test_run ();
}
