/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue.h"

#include <glib/gi18n.h>

#include "igny-queue-private.h"
#include "igny-queue-runner.h"
#include "igny-settings.h"

#define HOLD "general.queue-hold"

const char *
igny_queue_lane_to_word (IgnyLane lane)
{
  static const char *const words[IGNY_N_LANES] = { "here", "text", "images", "site" };

  g_return_val_if_fail (lane < IGNY_N_LANES, NULL);

  return words[lane];
}

void
igny_queue_wake (IgnyStore *store)
{
  g_autoptr(IgnyQueueRunner) runner = igny_queue_runner_find (store);

  if (runner != NULL)
    igny_queue_runner_wake (runner);
}

#define PLACE                                                                               \
  "deleted_step IS NULL AND account = my_account () AND (?1 = 0 OR batch = ?1) AND (?2 = 0" \
  " OR row = ?2)"
#define LOWEST "(SELECT ifnull (min (position), 0) FROM queue_items)"
#define HIGHEST "(SELECT ifnull (max (position), 0) FROM queue_items)"
/* The place of a row among those that are moved, from one on. */
#define RANK                                                                            \
  "(SELECT count(*) FROM queue_items o WHERE o.account = my_account () AND (?1 = 0 OR " \
  "o.batch = ?1) AND (?2 = 0 OR o.row = ?2) AND o.state IN ('queued', 'paused') AND "   \
  "o.position <= queue_items.position)"

/* By IgnyQueueChange; ?1 the batch, ?2 the item, ?3 the time, ?4 the step. */
static const char *const change_sql[] = {
  [IGNY_QUEUE_PAUSE] = "UPDATE queue_items SET state = 'paused', updated_at = ?3 WHERE state ="
                       " 'queued' AND " PLACE,
  [IGNY_QUEUE_RESUME] = "UPDATE queue_items SET state = 'queued', updated_at = ?3 WHERE state ="
                        " 'paused' AND " PLACE,
  [IGNY_QUEUE_CANCEL] = "UPDATE queue_items SET state = 'cancelled', updated_at = ?3, finished_at"
                        " = ?3 WHERE state IN ('queued', 'paused', 'running', 'unsure', 'failed')"
                        " AND " PLACE,
  [IGNY_QUEUE_RETRY] = "UPDATE queue_items SET state = 'queued', updated_at = ?3, not_before ="
                       " NULL, attempts = 0, error = NULL, message = NULL, phase = NULL, percent ="
                       " 0, result = NULL, steps = NULL, finished_at = NULL WHERE state IN"
                       " ('failed', 'cancelled', 'unsure') AND " PLACE,
  [IGNY_QUEUE_FIRST] = "UPDATE queue_items SET updated_at = ?3, position = " LOWEST
                       " - (SELECT count(*) FROM queue_items) - 1 + " RANK
                       " WHERE state IN ('queued', 'paused') AND " PLACE,
  [IGNY_QUEUE_LAST] = "UPDATE queue_items SET updated_at = ?3, position = " HIGHEST " + " RANK
                      " WHERE state IN ('queued', 'paused') AND " PLACE,
  [IGNY_QUEUE_CLEAR] = "UPDATE queue_items SET updated_at = ?3, deleted_step = ?4 WHERE state IN"
                       " ('done', 'failed', 'cancelled') AND " PLACE,
};

typedef struct
{
  IgnyQueueChange       change;
  const IgnyQueuePlace *place;
  guint                 n_changed;
} Change;

static gboolean
change_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Change  *change = data;
  IgnyDb  *db = igny_step_get_db (step);
  IgnyBind binds[5] = { IGNY_BIND_INT (change->place->batch), IGNY_BIND_INT (change->place->item) };

  binds[2] = IGNY_BIND_INT (igny_step_get_now (step));
  if (change->change == IGNY_QUEUE_CLEAR)
    binds[3] = IGNY_BIND_INT (igny_step_get_number (step));
  if (!igny_db_exec (db, change_sql[change->change], binds, error))
    return FALSE;
  change->n_changed = (guint) igny_db_get_changes (db);
  /* What was lost is no more asked about, once the person has said what to do. */
  return change->change != IGNY_QUEUE_RETRY ||
         igny_db_exec (db,
                       "UPDATE jobs SET item = NULL WHERE item IS NOT NULL AND item IN (SELECT row"
                       " FROM queue_items WHERE state = 'queued')",
                       NULL, error);
}

static void
cancel_running (IgnyStore            *store,
                const IgnyQueuePlace *place)
{
  g_autoptr(IgnyQueueRunner) runner = igny_queue_runner_find (store);

  if (runner != NULL)
    igny_queue_runner_cancel (runner, place);
}

gboolean
igny_queue_change (IgnyStore            *store,
                   IgnyQueueChange       change,
                   const IgnyQueuePlace *place,
                   guint                *n_changed,
                   GError              **error)
{
  Change call = { change, place, 0 };

  g_return_val_if_fail (IGNY_IS_STORE (store) && place != NULL, FALSE);
  g_return_val_if_fail (change < G_N_ELEMENTS (change_sql), FALSE);

  if (!igny_store_write (store, IGNY_STEP_SYSTEM, "Change the queue", change_cb, &call, NULL,
                         error))
    return FALSE;
  if (n_changed != NULL)
    *n_changed = call.n_changed;
  if (change == IGNY_QUEUE_CANCEL)
    cancel_running (store, place);
  igny_queue_wake (store);
  return TRUE;
}

gboolean
igny_queue_set_hold (IgnyStep   *step,
                     const char *why,
                     GError    **error)
{
  return igny_settings_set (step, HOLD, why, error);
}

static gboolean
hold_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return igny_queue_set_hold (step, data, error);
}

gboolean
igny_queue_hold (IgnyStore  *store,
                 const char *why,
                 GError    **error)
{
  const char *value = why == NULL ? "" : *why == '\0' ? _("You paused the queue") : why;

  g_return_val_if_fail (IGNY_IS_STORE (store), FALSE);

  if (!igny_store_write (store, IGNY_STEP_SYSTEM, "Hold the queue", hold_cb, (gpointer) value, NULL,
                         error))
    return FALSE;
  igny_queue_wake (store);
  return TRUE;
}

gboolean
igny_queue_read_hold (IgnyDb  *db,
                      char   **why,
                      GError **error)
{
  gint64 account = 0;

  g_return_val_if_fail (db != NULL && why != NULL, FALSE);

  *why = NULL;
  if (!igny_db_get_integer (db, "SELECT my_account ()", NULL, &account, error))
    return FALSE;
  *why = igny_settings_dup (db, account, HOLD);
  if (**why == '\0')
    g_clear_pointer (why, g_free);
  return TRUE;
}

static void
count_state (IgnyQueueCount *count,
             const char     *state,
             guint           n)
{
  if (g_strcmp0 (state, "queued") == 0)
    count->waiting += n;
  else if (g_strcmp0 (state, "paused") == 0)
    {
      count->waiting += n;
      count->paused += n;
    }
  else if (g_strcmp0 (state, "running") == 0)
    count->running += n;
  else if (g_strcmp0 (state, "unsure") == 0)
    count->unsure += n;
  else if (g_strcmp0 (state, "done") == 0)
    count->done += n;
  else if (g_strcmp0 (state, "failed") == 0)
    count->failed += n;
  else
    count->cancelled += n;
  count->total += n;
}

gboolean
igny_queue_count (IgnyDb         *db,
                  gint64          batch,
                  IgnyQueueCount *count,
                  GError        **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  g_return_val_if_fail (db != NULL && count != NULL, FALSE);

  *count = (IgnyQueueCount){ 0 };
  cursor = igny_db_query (db,
                          "SELECT state, count(*) FROM queue_items WHERE (?1 = 0 OR batch = ?1)"
                          " AND deleted_step IS NULL AND account = my_account () GROUP BY state",
                          IGNY_BINDS (IGNY_BIND_INT (batch)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    count_state (count, igny_cursor_get_text (cursor, 0),
                 (guint) igny_cursor_get_integer (cursor, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

typedef struct
{
  const IgnyQueuePlace *place;
  gboolean              ended;
  GPtrArray            *items;
} List;

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  List *list = data;

  list->items = igny_records_select (
      db, &igny_queue_item_entity,
      PLACE " AND (?3 OR state IN ('queued', 'paused', 'running', 'unsure', 'failed'))",
      "ORDER BY state = 'running' DESC, position, row",
      IGNY_BINDS (IGNY_BIND_INT (list->place->batch), IGNY_BIND_INT (list->place->item),
                  IGNY_BIND_INT (list->ended)),
      error);
  return list->items != NULL;
}

GPtrArray *
igny_queue_list (IgnyStore            *store,
                 const IgnyQueuePlace *place,
                 gboolean              ended,
                 GError              **error)
{
  List list = { place, ended, NULL };
  g_autoptr(IgnyQueueRunner) runner = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store) && place != NULL, NULL);

  if (!igny_store_read (store, list_cb, &list, NULL, error))
    return NULL;
  runner = igny_queue_runner_find (store);
  for (guint i = 0; runner != NULL && i < list.items->len; i++)
    igny_queue_runner_fill (runner, list.items->pdata[i]);
  return list.items;
}
