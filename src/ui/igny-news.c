/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-news.h"

#include <glib/gi18n.h>

#include "igny-function-table.h"
#include "igny-notification.h"
#include "igny-settings.h"

/* More at once say nothing more. */
#define MOST "5"

static void
item_free (gpointer data)
{
  IgnyNewsItem *item = data;

  g_free (item->id);
  g_free (item->title);
  g_free (item->body);
  g_free (item);
}

IgnyNews *
igny_news_new (void)
{
  IgnyNews *self = g_new0 (IgnyNews, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
igny_news_free (IgnyNews *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
igny_news_add (IgnyNews   *self,
               const char *id,
               const char *title,
               const char *body,
               gboolean    urgent)
{
  IgnyNewsItem *item;

  g_return_if_fail (self != NULL && id != NULL && title != NULL);

  item = g_new0 (IgnyNewsItem, 1);
  item->id = g_strdup (id);
  item->title = g_strdup (title);
  item->body = g_strdup (body);
  item->urgent = urgent;
  g_ptr_array_add (self->items, item);
}

static gboolean
read_notifications (IgnyDb   *db,
                    IgnyNews *self,
                    GError  **error)
{
  g_autoptr(GPtrArray) fresh =
                 igny_records_select (db, &igny_notification_entity,
                                      "row > ?1 AND is_read = 0 AND account = my_account ()",
                                      "ORDER BY row DESC LIMIT " MOST,
                                      IGNY_BINDS (IGNY_BIND_INT (self->notification)), error);

  for (guint i = 0; fresh != NULL && i < fresh->len; i++)
    {
      const IgnyNotification *note = fresh->pdata[i];
      g_autofree char        *id = g_strdup_printf ("%" G_GINT64_FORMAT, note->record.row);

      igny_news_add (self, id, note->title, note->message,
                     g_strcmp0 (note->severity, "error") == 0 ||
                         g_strcmp0 (note->severity, "warning") == 0);
    }
  return fresh != NULL;
}

#define FAILED_SQL                                                                         \
  "SELECT p.row, ifnull (c.title, ''), ifnull (p.message, '') FROM publishing_records p"   \
  " LEFT JOIN content c ON c.row = p.content WHERE p.row > ?1 AND p.status = 'failed' AND" \
  " p.account = my_account () ORDER BY p.row DESC LIMIT " MOST

static gboolean
read_publishing (IgnyDb   *db,
                 IgnyNews *self,
                 GError  **error)
{
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (self->publishing));
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, FAILED_SQL, binds, error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      g_autofree char *id =
          g_strdup_printf ("publishing-%" G_GINT64_FORMAT, igny_cursor_get_integer (cursor, 0));
      g_autofree char *title =
          g_strdup_printf (_ ("“%s” was not published"), igny_cursor_get_text (cursor, 1));

      igny_news_add (self, id, title, igny_cursor_get_text (cursor, 2), TRUE);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Batches of which the last item has ended since. */
#define ENDED_SQL                                                                              \
  "SELECT batch, min (function), sum (state = 'done'), sum (state = 'failed'),"                \
  " max (finished_at) - min (started_at), max (finished_at) FROM queue_items WHERE batch IN"   \
  " (SELECT batch FROM queue_items WHERE finished_at > ?1) AND account = my_account () AND"    \
  " deleted_step IS NULL GROUP BY batch HAVING sum (state IN ('queued', 'paused', 'running'))" \
  " = 0 AND max (finished_at) > ?1 ORDER BY 6 LIMIT 50"

static void
add_batch (IgnyNews      *self,
           IgnyFunctions *functions,
           IgnyCursor    *cursor)
{
  const IgnyFunction *function =
      igny_functions_find (functions, igny_cursor_get_text (cursor, 1));
  gint64           done = igny_cursor_get_integer (cursor, 2);
  gint64           failed = igny_cursor_get_integer (cursor, 3);
  g_autofree char *id =
      g_strdup_printf ("batch-%" G_GINT64_FORMAT, igny_cursor_get_integer (cursor, 0));
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  self->ended_at = MAX (self->ended_at, igny_cursor_get_integer (cursor, 5));
  if (function == NULL || igny_cursor_get_integer (cursor, 4) < IGNY_NEWS_LONG_MS ||
      done + failed == 0)
    return;
  /* Translators: what has ended: “Write” */
  title = g_strdup_printf (_ ("Finished: %s"), _ (function->title));
  body = failed > 0 ? g_strdup_printf (_ ("%d done, %d failed"), (int) done, (int) failed)
                    : g_strdup_printf (_ ("%d done"), (int) done);
  igny_news_add (self, id, title, body, failed > 0);
}

static gboolean
read_batches (IgnyDb   *db,
              IgnyNews *self,
              GError  **error)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db, ENDED_SQL, IGNY_BINDS (IGNY_BIND_INT (self->ended_at)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    add_batch (self, functions, cursor);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_news_read (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  IgnyNews        *self = data;
  g_autofree char *wanted = igny_settings_dup (db, self->account, "general.desktop-notifications");

  self->wanted = g_strcmp0 (wanted, "false") != 0;
  return read_notifications (db, self, error) && read_publishing (db, self, error) &&
         read_batches (db, self, error) &&
         igny_db_get_integer (db,
                              "SELECT count(*) FROM notifications WHERE is_read = 0 AND"
                              " deleted_step IS NULL AND account = my_account ()",
                              NULL, &self->n_unread, error) &&
         igny_db_get_integer (db, "SELECT ifnull(max(row), 0) FROM notifications", NULL,
                              &self->notification, error) &&
         igny_db_get_integer (db, "SELECT ifnull(max(row), 0) FROM publishing_records", NULL,
                              &self->publishing, error);
}
