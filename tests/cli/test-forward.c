/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-command-service.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "igny-forward.h"
#include "igny-json.h"
#include "igny-test-folder.h"

/* This process owns the data folder, as the window does; igny8ctl, another
 * process, is IGNY8CTL. */
typedef struct
{
  char               *folder;
  char               *data;
  GTestDBus          *bus;
  GDBusConnection    *connection;
  IgnyStore          *store;
  IgnyCommandService *service;
  GCancellable       *way;
  GMainLoop          *loop;
} Fixture;

static GDBusConnection *
connect_bus (GTestDBus *bus)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection;

  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->way = g_cancellable_new ();
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection = connect_bus (fixture->bus);
  fixture->store =
      igny_store_open (igny_env_get_system (), fixture->data,
                       g_dbus_connection_get_unique_name (fixture->connection), NULL, &error);
  g_assert_no_error (error);
  fixture->service =
      igny_command_service_new (fixture->connection, fixture->store, fixture->way, &error);
  g_assert_no_error (error);
}

static void
close_store (Fixture *fixture)
{
  g_clear_pointer (&fixture->service, igny_command_service_free);
  if (fixture->store != NULL)
    igny_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  close_store (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_clear_object (&fixture->connection);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
  g_main_loop_unref (fixture->loop);
  g_object_unref (fixture->way);
  igny_test_folder_free (fixture->folder);
  g_free (fixture->data);
}

static GSubprocess *
start (Fixture    *fixture,
       const char *words)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("%s --data-dir data %s", g_getenv ("IGNY8CTL"), words);
  g_auto(GStrv) argv = NULL;
  GSubprocess *process;

  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

typedef struct
{
  Fixture *fixture;
  char    *out;
  char    *err;
} Talk;

static void
talk_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Talk *talk = user_data;
  g_autoptr(GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &talk->out, &talk->err,
                                        &error);
  g_assert_no_error (error);
  g_main_loop_quit (talk->fixture->loop);
}

/* Runs igny8ctl while this process answers it; the outputs are to be freed. */
static int
run (Fixture    *fixture,
     const char *words,
     const char *input,
     char      **out,
     char      **err)
{
  g_autoptr(GSubprocess) process = start (fixture, words);
  Talk talk = { .fixture = fixture };

  g_subprocess_communicate_utf8_async (process, input, NULL, talk_done_cb, &talk);
  g_main_loop_run (fixture->loop);
  *out = talk.out;
  *err = talk.err;
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
assert_run (Fixture    *fixture,
            const char *words,
            int         code,
            const char *out_part,
            const char *err_part)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int              found = run (fixture, words, NULL, &out, &err);

  g_test_message ("%s: %d\n%s%s", words, found, out, err);
  g_assert_cmpint (found, ==, code);
  g_assert_nonnull (strstr (out, out_part));
  g_assert_nonnull (strstr (err, err_part));
  if (code == 0 && *err_part == '\0')
    g_assert_cmpstr (err, ==, "");
}

static void
write_list (Fixture    *fixture,
            const char *name,
            guint       n_lines)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, "keyword number %u\n", i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* Answers, errors, exit codes and file names are those of the caller. */
static void
test_commands (Fixture      *fixture,
               gconstpointer user_data)
{
  write_list (fixture, "list.txt", 2500);
  assert_run (fixture, "site add Outdoor", 0, "Added the site", "");
  assert_run (fixture, "--json site list", 0, "\"name\":\"Outdoor\"", "");
  assert_run (fixture, "import list.txt --site outdoor --sector general", 0, "2500 added", "");
  assert_run (fixture, "--progress json import list.txt --site outdoor --sector general", 0,
              "2500 unchanged", "\"percent\":");
  assert_run (fixture, "export keywords --site outdoor --sector general -o out.csv", 0, "out.csv",
              "");
  assert_run (fixture, "export keywords --site outdoor --sector general -o -", 0,
              "keyword number 2499", "");
  assert_run (fixture, "sector list --site nowhere", 1, "", "there is no site “nowhere”");
  assert_run (fixture, "--json set keywords nothing volume=1", 1, "\"success\":false",
              "there is no");
  assert_run (fixture, "site nonsense", 2, "", "igny8ctl help");
  assert_run (fixture, "undo", 0, "Undone", "");
  g_assert_cmpuint (igny_command_service_get_n_running (fixture->service), ==, 0);
}

/* The input crosses too, and a key for one run does not stay in the owner. */
static void
test_input (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int              code = run (fixture, "secret set openai", "\n", &out, &err);

  g_assert_cmpint (code, ==, 1);
  g_assert_nonnull (strstr (err, "empty"));
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  code = run (fixture, "test openai --key-stdin", "sk-1\n", &out, &err);
  g_assert_cmpint (code, ==, 1);
  g_assert_nonnull (strstr (err, "close the window"));
}

/* The list is cut short when the caller goes. */
static void
test_caller_dies (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr(GSubprocess) process = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  process = start (fixture, "secret set openai");
  while (igny_command_service_get_n_running (fixture->service) == 0 &&
         g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (igny_command_service_get_n_running (fixture->service), ==, 1);
  g_subprocess_send_signal (process, GPOINTER_TO_INT (user_data));
  while (igny_command_service_get_n_running (fixture->service) > 0 &&
         g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (igny_command_service_get_n_running (fixture->service), ==, 0);
  g_subprocess_wait (process, NULL, NULL);
  if (GPOINTER_TO_INT (user_data) == SIGINT)
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
}

/* The owner may go while a command waits: it is told so. */
static void
test_owner_leaves (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autoptr(GSubprocess) process = start (fixture, "secret set openai");
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (igny_command_service_get_n_running (fixture->service) == 0 &&
         g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  close_store (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_true (g_dbus_connection_flush_sync (fixture->connection, NULL, NULL));
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
}

static void
test_no_service (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autofree char *name = g_strdup (g_dbus_connection_get_unique_name (fixture->connection));

  g_clear_pointer (&fixture->service, igny_command_service_free);
  assert_run (fixture, "site list", 1, "", name);
}

static void
test_no_bus (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  assert_run (fixture, "--json site list", 1, "\"success\":false", "--data-dir");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

/* An owner without a bus, such as another igny8ctl. */
static void
test_nameless_owner (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autofree char *pid = g_strdup_printf ("%ld", (long) getpid ());
  g_autoptr(GError) error = NULL;

  close_store (fixture);
  fixture->store = igny_store_open (igny_env_get_system (), fixture->data, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_run (fixture, "site list", 1, "", pid);
}

static void
call_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  Fixture *fixture = user_data;

  g_assert_null (reply);
  g_assert_nonnull (error);
  g_main_loop_quit (fixture->loop);
}

/* Others may call the method with anything. */
static void
test_bad_calls (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr(GDBusConnection) other = connect_bus (fixture->bus);
  static const char *const folders[] = { "/", "relative" };
  static const char *const handles[] = { "@ah []", "@ah [handle 0, handle 1, handle 2]" };
  const char              *argv[] = { "site", "list", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (handles); j++)
      {
        GVariant *list = g_variant_new_parsed (handles[j]);

        g_dbus_connection_call (other, g_dbus_connection_get_unique_name (fixture->connection),
                                "/com/igny8/Igny8/Commands", "com.igny8.Igny8.Commands", "Run",
                                g_variant_new ("(^ass@ah)", argv, folders[i], list), NULL,
                                G_DBUS_CALL_FLAGS_NONE, -1, NULL, call_done_cb, fixture);
        g_main_loop_run (fixture->loop);
      }
  g_dbus_connection_close_sync (other, NULL, NULL);
}

/* A worker puts its work down when a window wants the data. */
static void
test_way (Fixture      *fixture,
          gconstpointer user_data)
{
  GDBusConnection *other = connect_bus (fixture->bus);

  igny_forward_ask_way (other, g_dbus_connection_get_unique_name (fixture->connection));
  while (!g_cancellable_is_cancelled (fixture->way))
    g_main_context_iteration (NULL, TRUE);
  g_dbus_connection_close_sync (other, NULL, NULL);
  g_object_unref (other);
}

#define ADD(path, data, func) \
  g_test_add ("/cli/forward/" path, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL || g_getenv ("IGNY8CTL") == NULL)
    {
      g_print ("1..0 # SKIP dbus-daemon or igny8ctl is not here\n");
      return 77;
    }
  ADD ("commands", NULL, test_commands);
  ADD ("input", NULL, test_input);
  ADD ("caller-is-killed", GINT_TO_POINTER (SIGKILL), test_caller_dies);
  ADD ("caller-interrupts", GINT_TO_POINTER (SIGINT), test_caller_dies);
  ADD ("owner-leaves", NULL, test_owner_leaves);
  ADD ("no-service", NULL, test_no_service);
  ADD ("no-bus", NULL, test_no_bus);
  ADD ("nameless-owner", NULL, test_nameless_owner);
  ADD ("bad-calls", NULL, test_bad_calls);
  ADD ("way", NULL, test_way);
  return g_test_run ();
}
