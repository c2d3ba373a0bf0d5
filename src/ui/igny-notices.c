/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-notices.h"

#include <glib/gi18n.h>

#include "igny-news.h"
#include "igny-notification.h"

#define PAGE "notifications"
/* Many changes are looked at together. */
#define REST_MS 300

/* Kept by the workspace. */
typedef struct
{
  gint64   notification; /* until where it was looked, see IgnyNews */
  gint64   publishing;
  gint64   ended_at;
  gboolean counted;
  gboolean wanted;
  guint    timer;
} Notices;

static void
notices_free (gpointer data)
{
  g_clear_handle_id (&((Notices *) data)->timer, g_source_remove);
  g_free (data);
}

static Notices *
get_notices (IgnyWorkspace *workspace)
{
  return g_object_get_data (G_OBJECT (workspace), "notices");
}

/* Who looks needs no call. */
static gboolean
is_away (IgnyWorkspace *workspace)
{
  IgnyWindow *window = igny_workspace_get_window (workspace);

  return window != NULL && !gtk_window_is_active (GTK_WINDOW (window));
}

static void
send (const IgnyNewsItem *item)
{
  GApplication *app = g_application_get_default ();
  g_autoptr(GNotification) notification = g_notification_new (item->title);

  if (app == NULL)
    return;
  if (item->body != NULL && *item->body != '\0')
    g_notification_set_body (notification, item->body);
  if (item->urgent)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_application_send_notification (app, item->id, notification);
}

static void
news_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  Notices        *self = get_notices (workspace);
  IgnyWindow     *window = igny_workspace_get_window (workspace);
  gpointer        data;
  const IgnyNews *news;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || window == NULL)
    return;
  news = data;
  igny_window_set_unread (window, news->n_unread);
  self->wanted = news->wanted;
  /* What was there at the start is no news. */
  for (guint i = 0; self->counted && self->wanted && is_away (workspace) && i < news->items->len;
       i++)
    send (news->items->pdata[i]);
  self->notification = MAX (self->notification, news->notification);
  self->publishing = MAX (self->publishing, news->publishing);
  self->ended_at = MAX (self->ended_at, news->ended_at);
  self->counted = TRUE;
}

static void
count (IgnyWorkspace *workspace)
{
  const Notices *self = get_notices (workspace);
  IgnyStore     *store = igny_workspace_get_store (workspace);
  IgnyNews      *news = igny_news_new ();

  news->account = igny_store_get_account (store);
  news->notification = self->notification;
  news->publishing = self->publishing;
  news->ended_at = self->ended_at;
  igny_store_read_async (store, igny_news_read, news, (GDestroyNotify) igny_news_free, NULL,
                         news_cb, g_object_ref (workspace));
}

static gboolean
timer_cb (gpointer user_data)
{
  IgnyWorkspace *workspace = user_data;

  get_notices (workspace)->timer = 0;
  count (workspace);
  return G_SOURCE_REMOVE;
}

/* A run of this window, which the store does not know. */
static void
ended_cb (IgnyWorkspace *workspace,
          const char    *title,
          gint64         ms,
          gboolean       good)
{
  g_autofree char *words = NULL;
  IgnyNewsItem     item = { .id = (char *) "run", .urgent = !good };

  if (ms < IGNY_NEWS_LONG_MS || !get_notices (workspace)->wanted || !is_away (workspace))
    return;
  /* Translators: what has ended, or failed: “Clustering” */
  words = g_strdup_printf (good ? _ ("Finished: %s") : _ ("Failed: %s"), title);
  item.title = words;
  send (&item);
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
  static const char *const tables[] = { "notifications", "publishing_records", "queue_items",
                                        "integration_settings" };
  Notices                 *self = get_notices (workspace);

  for (guint i = 0; i < G_N_ELEMENTS (tables) && self->timer == 0; i++)
    if (igny_change_set_has_table (changes, tables[i]))
      self->timer = g_timeout_add (REST_MS, timer_cb, workspace);
}

void
igny_notices_connect (IgnyWorkspace *workspace)
{
  Notices *self;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  self = g_new0 (Notices, 1);
  self->ended_at = igny_env_now_ms (igny_workspace_get_env (workspace));
  g_object_set_data_full (G_OBJECT (workspace), "notices", self, notices_free);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed",
                           G_CALLBACK (changed_cb), workspace, G_CONNECT_SWAPPED);
  g_signal_connect_object (igny_workspace_get_window (workspace), "page-shown",
                           G_CALLBACK (shown_cb), workspace, G_CONNECT_SWAPPED);
  g_signal_connect_object (igny_workspace_get_runner (workspace), "ended", G_CALLBACK (ended_cb),
                           workspace, G_CONNECT_SWAPPED);
  count (workspace);
}
