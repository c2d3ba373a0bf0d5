/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-notices.h"

#include "igny-notification.h"

#define PAGE "notifications"
/* More at once say nothing more. */
#define MOST_SENT "5"

/* Kept by the workspace. */
typedef struct
{
  gint64   seen; /* row of the newest that was there */
  gboolean counted;
} Notices;

/* What is asked of the store. */
typedef struct
{
  gint64     seen;
  gint64     newest;
  gint64     n_unread;
  GPtrArray *fresh; /* of IgnyNotification */
} News;

static void
news_free (gpointer data)
{
  g_clear_pointer (&((News *) data)->fresh, g_ptr_array_unref);
  g_free (data);
}

static gboolean
read_news (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  News *news = data;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM notifications WHERE is_read = 0 AND"
                            " deleted_step IS NULL AND account = my_account ()",
                            NULL, &news->n_unread, error) ||
      !igny_db_get_integer (db, "SELECT ifnull(max(row), 0) FROM notifications", NULL,
                            &news->newest, error))
    return FALSE;
  news->fresh = igny_records_select (db, &igny_notification_entity,
                                     "row > ?1 AND is_read = 0 AND account = my_account ()",
                                     "ORDER BY row DESC LIMIT " MOST_SENT,
                                     IGNY_BINDS (IGNY_BIND_INT (news->seen)), error);
  return news->fresh != NULL;
}

static void
send (GApplication           *app,
      const IgnyNotification *note)
{
  g_autoptr(GNotification) notification = g_notification_new (note->title);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, note->record.row);

  if (note->message != NULL)
    g_notification_set_body (notification, note->message);
  if (g_strcmp0 (note->severity, "error") == 0)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (app, id, notification);
}

static void
news_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  Notices      *self = g_object_get_data (G_OBJECT (workspace), "notices");
  IgnyWindow   *window = igny_workspace_get_window (workspace);
  GApplication *app = g_application_get_default ();
  gpointer      data;
  News         *news;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || window == NULL)
    return;
  news = data;
  igny_window_set_unread (window, news->n_unread);
  /* What was there at the start is no news, and who looks needs no call. */
  if (self->counted && app != NULL && !gtk_window_is_active (GTK_WINDOW (window)))
    for (guint i = 0; i < news->fresh->len; i++)
      send (app, news->fresh->pdata[i]);
  self->seen = MAX (self->seen, news->newest);
  self->counted = TRUE;
}

static void
count (IgnyWorkspace *workspace)
{
  const Notices *self = g_object_get_data (G_OBJECT (workspace), "notices");
  News          *news = g_new0 (News, 1);

  news->seen = self->seen;
  igny_store_read_async (igny_workspace_get_store (workspace), read_news, news, news_free, NULL,
                         news_cb, g_object_ref (workspace));
}

static gboolean
mark_read (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr(GPtrArray) unread =
                 igny_records_select (igny_step_get_db (step), &igny_notification_entity,
                                      "is_read = 0 AND account = my_account ()", NULL, NULL, error);

  for (guint i = 0; unread != NULL && i < unread->len; i++)
    {
      IgnyNotification *note = unread->pdata[i];

      note->is_read = 1;
      if (!igny_step_update (step, note, error))
        return FALSE;
    }
  return unread != NULL;
}

static void
shown_cb (IgnyWorkspace *workspace,
          const char    *id)
{
  if (g_str_equal (id, PAGE))
    igny_store_write_async (igny_workspace_get_store (workspace), IGNY_STEP_SYSTEM,
                            "Mark notifications as read", mark_read, NULL, NULL, NULL, NULL, NULL);
}

static void
changed_cb (IgnyWorkspace       *workspace,
            const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "notifications"))
    count (workspace);
}

void
igny_notices_connect (IgnyWorkspace *workspace)
{
  Notices *self;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  self = g_new0 (Notices, 1);
  g_object_set_data_full (G_OBJECT (workspace), "notices", self, g_free);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed",
                           G_CALLBACK (changed_cb), workspace, G_CONNECT_SWAPPED);
  g_signal_connect_object (igny_workspace_get_window (workspace), "page-shown",
                           G_CALLBACK (shown_cb), workspace, G_CONNECT_SWAPPED);
  count (workspace);
}
