/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-background-offer.h"

#include <glib/gi18n.h>

#include "igny-background.h"
#include "igny-confirm.h"

/* What works by itself. */
#define COUNT_SQL                                                                        \
  "SELECT (SELECT count(*) FROM automation_configs WHERE is_enabled = 1 AND account ="   \
  " my_account () AND deleted_step IS NULL) + (SELECT count(*) FROM publishing_settings" \
  " WHERE auto_publish = 1 AND account = my_account () AND deleted_step IS NULL)"

/* Kept by the workspace. */
typedef struct
{
  gint64   count;
  gboolean counted;
} Offer;

static GDBusConnection *
get_bus (void)
{
  GApplication *app = g_application_get_default ();

  return app != NULL ? g_application_get_dbus_connection (app) : NULL;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  IgnyBackgroundAnswer answer;

  if (igny_workspace_get_window (workspace) == NULL)
    return;
  if (igny_background_request_finish (result, &answer, &error) &&
      answer == IGNY_BACKGROUND_REFUSED)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                 _ ("The system does not allow IGNY8 to work in the background. "
                                    "Allow it among the applications in the system's settings"));
  if (error != NULL)
    igny_workspace_fail (workspace, _ ("It Runs Only While the Window Is Open"), error);
  else if (answer == IGNY_BACKGROUND_AUTOSTART)
    igny_workspace_say (workspace, _ ("It goes on without a window, also after the next login"));
  else
    igny_workspace_say (workspace, _ ("It goes on without a window, until you log out"));
}

static void
enabled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;

  if (igny_workspace_get_window (workspace) == NULL)
    return;
  if (igny_background_enable_finish (result, &error))
    igny_workspace_say (workspace, _ ("It goes on without a window, also after the next login"));
  else
    igny_workspace_fail (workspace, _ ("It Runs Only While the Window Is Open"), error);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  GDBusConnection *bus = get_bus ();

  if (igny_confirm_finish (result, NULL) && bus != NULL)
    igny_background_enable_async (bus, NULL, enabled_cb, g_object_ref (workspace));
}

/* Where there is no such unit there is nothing to offer. */
static void
unit_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autofree char *state = igny_background_unit_finish (result, NULL);
  IgnyWindow      *window = igny_workspace_get_window (workspace);
  const char      *heading = _ ("Go On Without a Window?");
  const char      *body = _ ("What runs by itself runs while this window is open. The service "
                             "“igny8-worker” of your login does it while it is closed, too.");
  const char      *verb = _ ("_Turn On");

  if (window != NULL && g_strcmp0 (state, "disabled") == 0)
    igny_confirm_async (GTK_WINDOW (window), heading, body, verb, FALSE, NULL, confirmed_cb,
                        g_object_ref (workspace));
}

static void
offer (IgnyWorkspace *workspace)
{
  GDBusConnection *bus = get_bus ();
  const char      *reason = _ ("To publish and write while its window is closed.");

  if (bus == NULL)
    return;
  if (igny_background_is_sandboxed ())
    igny_background_request_async (bus, "", reason, NULL, answered_cb, g_object_ref (workspace));
  else
    igny_background_unit_async (bus, NULL, unit_cb, g_object_ref (workspace));
}

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_db_get_integer (db, COUNT_SQL, NULL, data, error);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  Offer   *self = g_object_get_data (G_OBJECT (workspace), "background-offer");
  gpointer count;

  if (!igny_store_finish (IGNY_STORE (object), result, &count, NULL) ||
      igny_workspace_get_window (workspace) == NULL)
    return;
  if (self->counted && *(gint64 *) count > self->count)
    offer (workspace);
  self->count = *(gint64 *) count;
  self->counted = TRUE;
}

static void
count (IgnyWorkspace *workspace)
{
  igny_store_read_async (igny_workspace_get_store (workspace), count_cb, g_new0 (gint64, 1), g_free,
                         NULL, counted_cb, g_object_ref (workspace));
}

static void
changed_cb (IgnyWorkspace       *workspace,
            const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "automation_configs") ||
      igny_change_set_has_table (changes, "publishing_settings"))
    count (workspace);
}

void
igny_background_offer_connect (IgnyWorkspace *workspace)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  g_object_set_data_full (G_OBJECT (workspace), "background-offer", g_new0 (Offer, 1), g_free);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed", G_CALLBACK (changed_cb),
                           workspace, G_CONNECT_SWAPPED);
  count (workspace);
}
