/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-take.h"

#include "igny-provider-limits.h"
#include "igny-settings.h"
#include "igny-url.h"

/* Pictures at once. */
#define USUAL_IN_FLIGHT 2
/* One in so many is made ready ahead, so that no place of a server stays empty
 * while an answer is saved. Servers with few places have none. */
#define AHEAD_SHARE 4
/* Most that are looked at for one lane: serial ones may wait for each other. */
#define MAX_LOOK 2000

void
igny_queue_take_init (IgnyQueueTake *self,
                      IgnyStore     *store)
{
  self->store = store;
  self->serial = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->items = g_ptr_array_new_with_free_func (igny_record_free);
  self->wait_ms = IGNY_UNKNOWN;
}

void
igny_queue_take_clear (IgnyQueueTake *self)
{
  g_clear_pointer (&self->serial, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->why, g_free);
}

static char *
name_serial (const char *function,
             gint64      sector)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, function, sector);
}

static gboolean
is_serial (const IgnyQueueTake *self,
           const char          *name)
{
  const IgnyFunction *function = igny_functions_find (self->functions, name);

  return function != NULL && (function->flags & IGNY_FUNCTION_SERIAL) != 0;
}

static guint
find_lane (const char *word)
{
  for (guint i = 0; i < IGNY_N_LANES; i++)
    if (g_strcmp0 (word, igny_queue_lane_to_word (i)) == 0)
      return i;
  return IGNY_LANE_HERE;
}

void
igny_queue_take_count (IgnyQueueTake       *self,
                       const IgnyQueueItem *item)
{
  self->busy[find_lane (item->lane)]++;
  if (is_serial (self, item->function))
    g_hash_table_add (self->serial, name_serial (item->function, item->sector));
}

static void
wait_at_most (IgnyQueueTake *self,
              gint64         milliseconds)
{
  self->later = TRUE;
  if (self->wait_ms == IGNY_UNKNOWN || milliseconds < self->wait_ms)
    self->wait_ms = MAX (milliseconds, 1);
}

/* How many texts may be asked for at once now. */
static guint
count_text_places (IgnyQueueTake *self,
                   const char    *base_url,
                   guint          chosen,
                   gint64        *wait_ms)
{
  const IgnyModels *models = igny_ai_shared_get_models (self->ai, NULL);
  IgnyProviderState state;
  gint64            now = igny_env_now_ms (igny_store_get_env (self->store));
  guint             most = igny_provider_limits_count_places (models, base_url, chosen);

  igny_provider_limiter_get_state (igny_provider_limits_get (self->store, base_url, most), &state);
  *wait_ms = MAX (0, state.resume_at_ms - now);
  if (*wait_ms > 0)
    return 0;
  most = MIN (most, state.max_in_flight);
  self->ahead = most / AHEAD_SHARE;
  return most + self->ahead;
}

static gboolean
is_near (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL &&
         igny_url_is_private_host (g_uri_get_host (uri));
}

static void
set_free (IgnyQueueTake *self,
          IgnyLane       lane,
          guint          most)
{
  self->free[lane] = most > self->busy[lane] ? most - self->busy[lane] : 0;
}

/* How much of each lane is free, and until when what waits cannot begin. */
static void
find_free (IgnyQueueTake *self,
           IgnyDb        *db,
           gint64        *text_wait)
{
  gint64           account = igny_store_get_account (self->store);
  g_autofree char *base_url = igny_settings_dup (db, account, "openai.base-url");
  guint            chosen;

  chosen = (guint) igny_settings_get_number (db, account, "general.queue-in-flight");
  set_free (self, IGNY_LANE_HERE, 1);
  set_free (self, IGNY_LANE_SITE, self->online ? 1 : 0);
  set_free (self, IGNY_LANE_IMAGES, self->online ? USUAL_IN_FLIGHT : 0);
  if (self->online || is_near (base_url))
    set_free (self, IGNY_LANE_TEXT, count_text_places (self, base_url, chosen, text_wait));
}

static gboolean
take_row (IgnyQueueTake *self,
          IgnyDb        *db,
          IgnyCursor    *cursor,
          GError       **error)
{
  const char      *function = igny_cursor_get_text (cursor, 1);
  gint64           sector = igny_cursor_get_integer (cursor, 2);
  g_autofree char *name = NULL;
  IgnyQueueItem   *item;

  if (is_serial (self, function))
    {
      name = name_serial (function, sector);
      if (!g_hash_table_add (self->serial, g_steal_pointer (&name)))
        return TRUE;
    }
  item = igny_records_load (db, &igny_queue_item_entity, igny_cursor_get_integer (cursor, 0),
                            error);
  if (item == NULL)
    return FALSE;
  g_ptr_array_add (self->items, item);
  self->free[find_lane (item->lane)]--;
  return TRUE;
}

#define WAITING                                                                          \
  " FROM queue_items WHERE lane = ?1 AND state = 'queued' AND deleted_step IS NULL AND " \
  "account = my_account () "

static gboolean
find_in_lane (IgnyQueueTake *self,
              IgnyDb        *db,
              IgnyLane       lane,
              gint64         now,
              GError       **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  cursor = igny_db_query (db,
                          "SELECT row, function, sector" WAITING
                          "AND ifnull (not_before, 0) <= ?2 ORDER BY position LIMIT ?3",
                          IGNY_BINDS (IGNY_BIND_TEXT (igny_queue_lane_to_word (lane)),
                                      IGNY_BIND_INT (now), IGNY_BIND_INT (MAX_LOOK)),
                          error);
  if (cursor == NULL)
    return FALSE;
  while (self->free[lane] > 0 && igny_cursor_next (cursor, &local))
    if (!take_row (self, db, cursor, error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What waits for its time, or for a lane that opens by itself. */
static gboolean
find_later (IgnyQueueTake *self,
            IgnyDb        *db,
            IgnyLane       lane,
            gint64         now,
            GError       **error)
{
  const char *word = igny_queue_lane_to_word (lane);
  gint64      ready = 0;
  gint64      at = IGNY_UNKNOWN;

  /* A long queue is not read through while its first item can begin. The order
   * says by which index it is read: that of the lane. */
  if (!igny_db_get_integer (db,
                            "SELECT EXISTS (SELECT 1" WAITING "AND not_before IS NULL ORDER BY"
                            " position LIMIT 1)",
                            IGNY_BINDS (IGNY_BIND_TEXT (word)), &ready, error))
    return FALSE;
  if (ready == 0 &&
      !igny_db_get_integer (db,
                            "SELECT min (not_before) FROM (SELECT not_before" WAITING
                            "ORDER BY position LIMIT -1)",
                            IGNY_BINDS (IGNY_BIND_TEXT (word)), &at, error))
    return FALSE;
  self->later = self->later || ready != 0;
  if (at == IGNY_UNKNOWN)
    return TRUE;
  if (at > now)
    wait_at_most (self, at - now);
  self->later = TRUE;
  return TRUE;
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  IgnyQueueTake *self = data;
  gint64         now = igny_env_now_ms (igny_store_get_env (self->store));
  gint64         text_wait = 0;

  if (!igny_queue_read_hold (db, &self->why, error))
    return FALSE;
  if (self->why != NULL || self->closed)
    return TRUE;
  find_free (self, db, &text_wait);
  for (guint lane = 0; lane < IGNY_N_LANES; lane++)
    if (!find_in_lane (self, db, lane, now, error) || !find_later (self, db, lane, now, error))
      return FALSE;
  if (text_wait > 0)
    wait_at_most (self, text_wait);
  return TRUE;
}

gboolean
igny_queue_take_find (IgnyQueueTake *self,
                      GError       **error)
{
  return igny_store_read (self->store, find_cb, self, NULL, error);
}

gboolean
igny_queue_take_mark (IgnyQueueTake *self,
                      IgnyStep      *step,
                      GError       **error)
{
  IgnyDb *db = igny_step_get_db (step);

  if (self->back_online &&
      !igny_db_exec (db,
                     "UPDATE queue_items SET not_before = NULL WHERE state = 'queued' AND"
                     " not_before IS NOT NULL AND account = my_account ()",
                     NULL, error))
    return FALSE;
  for (guint i = 0; i < self->items->len;)
    {
      IgnyQueueItem *item = self->items->pdata[i];

      if (!igny_db_exec (db,
                         "UPDATE queue_items SET state = 'running', started_at = ?2, updated_at ="
                         " ?2, attempts = attempts + 1, not_before = NULL, error = NULL, percent ="
                         " 0 WHERE row = ?1 AND state = 'queued' AND deleted_step IS NULL",
                         IGNY_BINDS (IGNY_BIND_INT (item->record.row),
                                     IGNY_BIND_INT (igny_step_get_now (step))),
                         error))
        return FALSE;
      if (igny_db_get_changes (db) == 0)
        {
          g_ptr_array_remove_index (self->items, i);
          continue;
        }
      item->attempts++;
      i++;
    }
  return TRUE;
}
