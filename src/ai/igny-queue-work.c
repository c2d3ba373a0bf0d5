/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-work.h"

#include <glib/gi18n.h>

#include "igny-access.h"
#include "igny-ai-session.h"
#include "igny-keyring.h"
#include "igny-limits.h"
#include "igny-provider-ask.h"

/* How often a server that fails is asked for the same again. */
#define MAX_ATTEMPTS 6
#define FIRST_WAIT_MS 5000
#define LONGEST_WAIT_MS (5 * 60 * 1000)
#define MAX_MESSAGE 900

struct _IgnyQueueWork
{
  IgnyStore          *store;
  const IgnyFunction *function;
  IgnyAiShared       *ai;
  IgnyQueueItem      *item;
  GArray             *rows; /* of gint64 */
  GCancellable       *cancellable;
  gint                closing; /* atomic */

  GMutex     lock; /* of the next ones */
  IgnyPhase  phase;
  guint      percent;
  guint      number; /* of the function's own items */
  guint      n_numbers;
  char      *message;
  gint64     phase_at;
  JsonArray *steps;

  /* What came of it. */
  const char *state;
  gint64      not_before;
  char       *error;
  char       *hold;
  char       *result;
  gboolean    reported; /* by its report: what it saved is not all */
};

static GArray *
read_rows (const char *text)
{
  g_autoptr(JsonNode) node = igny_json_parse (text != NULL ? text : "[]", -1, NULL);
  JsonArray *array = igny_json_node_get_array (node);
  GArray    *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    {
      gint64 row = igny_json_node_get_int (igny_json_array_get_node (array, i), 0);

      g_array_append_val (rows, row);
    }
  return rows;
}

IgnyQueueWork *
igny_queue_work_new (IgnyStore          *store,
                     const IgnyFunction *function,
                     IgnyAiShared       *ai,
                     IgnyQueueItem      *item)
{
  IgnyQueueWork *self = g_new0 (IgnyQueueWork, 1);

  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->function = function;
  self->ai = ai;
  self->item = item;
  self->rows = read_rows (item->rows);
  self->cancellable = g_cancellable_new ();
  self->steps = json_array_new ();
  self->phase_at = igny_env_now_ms (igny_store_get_env (store));
  self->state = "done";
  self->not_before = IGNY_UNKNOWN;
  return self;
}

void
igny_queue_work_free (IgnyQueueWork *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  igny_record_free (self->item);
  g_array_unref (self->rows);
  json_array_unref (self->steps);
  g_mutex_clear (&self->lock);
  g_free (self->message);
  g_free (self->error);
  g_free (self->hold);
  g_free (self->result);
  g_free (self);
}

const IgnyQueueItem *
igny_queue_work_get_item (const IgnyQueueWork *self)
{
  return self->item;
}

gboolean
igny_queue_work_is_serial (const IgnyQueueWork *self)
{
  return self->function != NULL && (self->function->flags & IGNY_FUNCTION_SERIAL) != 0;
}

const char *
igny_queue_work_get_hold (const IgnyQueueWork *self)
{
  return self->hold;
}

/* The step that ends now, with the last that it said. */
static void
end_step (IgnyQueueWork *self)
{
  gint64      now = igny_env_now_ms (igny_store_get_env (self->store));
  JsonObject *step = json_object_new ();

  json_object_set_string_member (step, "phase", igny_phase_to_word (self->phase));
  json_object_set_string_member (step, "message", self->message);
  json_object_set_int_member (step, "duration", now - self->phase_at);
  json_array_add_object_element (self->steps, step);
  self->phase_at = now;
}

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  IgnyQueueWork *self = user_data;

  g_mutex_lock (&self->lock);
  if (progress->phase != self->phase)
    end_step (self);
  self->phase = progress->phase;
  self->percent = MAX (self->percent, progress->percent);
  self->number = progress->item;
  self->n_numbers = progress->n_items;
  g_free (self->message);
  self->message = g_strdup (progress->message);
  g_mutex_unlock (&self->lock);
}

void
igny_queue_work_fill (IgnyQueueWork *self,
                      IgnyQueueItem *item)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  g_mutex_lock (&self->lock);
  json_node_set_array (node, self->steps);
  g_free (item->phase);
  item->phase = g_strdup (igny_phase_to_word (self->phase));
  g_free (item->message);
  item->message = g_strdup (self->message);
  g_free (item->steps);
  item->steps = igny_json_to_text (node, FALSE);
  item->percent = self->percent;
  g_mutex_unlock (&self->lock);
}

void
igny_queue_work_cancel (IgnyQueueWork *self,
                        gboolean       closing)
{
  g_atomic_int_set (&self->closing, closing);
  g_cancellable_cancel (self->cancellable);
}

static JsonObject *
item_to_json (const IgnyItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "made_id", item->made_id);
  json_object_set_string_member (object, "status", item->status);
  json_object_set_string_member (object, "error", item->error);
  if (item->url != NULL)
    json_object_set_string_member (object, "url", item->url);
  return object;
}

static char *
write_result (const IgnyReport *report)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < report->items->len; i++)
    json_array_add_object_element (items, item_to_json (report->items->pdata[i]));
  json_object_set_int_member (object, "done", report->done);
  json_object_set_int_member (object, "failed", report->failed);
  json_object_set_array_member (object, "items", items);
  return igny_json_object_to_text (object, FALSE);
}

/* What is tried again is what failed. */
static void
keep_failed_rows (IgnyQueueWork    *self,
                  const IgnyReport *report)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (report->items->len != self->rows->len)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    if (((IgnyItem *) report->items->pdata[i])->error != NULL)
      g_array_append_val (rows, g_array_index (self->rows, gint64, i));
  g_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
}

static void
judge_report (IgnyQueueWork    *self,
              const IgnyReport *report)
{
  self->result = write_result (report);
  self->reported = TRUE;
  if (report->failed == 0)
    return;
  self->state = "failed";
  for (guint i = 0; self->error == NULL && i < report->items->len; i++)
    self->error = g_strdup (((IgnyItem *) report->items->pdata[i])->error);
  keep_failed_rows (self, report);
}

/* What every other item would meet as well, until a person has acted. */
static gboolean
stops_all (const GError *failure)
{
  return igny_provider_get_action (failure) == IGNY_PROVIDER_PAUSE ||
         failure->domain == IGNY_CREDITS_ERROR || failure->domain == IGNY_LIMITS_ERROR ||
         failure->domain == IGNY_KEYRING_ERROR ||
         g_error_matches (failure, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT);
}

static gboolean
is_full (const GError *failure)
{
  return g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL) ||
         g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_BUSY);
}

static gboolean
may_pass (const IgnyQueueWork *self,
          const GError        *failure)
{
  if (g_error_matches (failure, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_SERVER))
    return self->item->attempts < MAX_ATTEMPTS;
  return is_full (failure) || igny_provider_get_action (failure) == IGNY_PROVIDER_WAIT;
}

static void
wait_for_better (IgnyQueueWork *self)
{
  gint64 doublings = CLAMP (self->item->attempts - 1, 0, 6);
  gint64 wait = MIN (FIRST_WAIT_MS << doublings, LONGEST_WAIT_MS);

  self->state = "queued";
  self->not_before = igny_env_now_ms (igny_store_get_env (self->store)) + wait;
}

static void
judge_failure (IgnyQueueWork *self,
               const GError  *failure)
{
  self->error = g_strdup (failure->message);
  self->state = "failed";
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->state = g_atomic_int_get (&self->closing) ? "queued" : "cancelled";
      g_clear_pointer (&self->error, g_free);
    }
  else if (stops_all (failure))
    {
      self->state = "queued";
      self->hold = g_strdup (failure->message);
    }
  else if (may_pass (self, failure))
    wait_for_better (self);
}

void
igny_queue_work_run (IgnyQueueWork *self)
{
  g_autoptr(JsonNode) options = NULL;
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_autoptr(GError) failure = NULL;
  char             id[IGNY_ID_TEXT_SIZE];
  IgnyRun          run = { .store = self->store,
                           .progress = progress_cb,
                           .user_data = self,
                           .cancellable = self->cancellable,
                           .item = self->item->record.row,
                           .ai = self->ai,
                           .correlation = id };
  IgnyFunctionCall call = { .scope = { self->item->site, self->item->sector },
                            .rows = (const gint64 *) (gpointer) self->rows->data,
                            .n_rows = self->rows->len };

  igny_id_to_text (&self->item->record.id, id);
  if (self->function == NULL || !igny_engine_from_word (self->item->engine, &call.engine))
    {
      self->state = "failed";
      self->error = g_strdup_printf (_("this program has no function “%s”"), self->item->function);
      return;
    }
  if (self->item->options != NULL)
    options = igny_json_parse (self->item->options, -1, NULL);
  call.options = igny_json_node_get_object (options);
  if (igny_function_run (self->function, &run, &call, report, &failure))
    judge_report (self, report);
  else
    judge_failure (self, failure);
  g_mutex_lock (&self->lock);
  end_step (self);
  g_mutex_unlock (&self->lock);
}

/* The person may have canceled it meanwhile; what is saved is saved; and what
 * may have been paid is never repeated unasked. ?9: the report leads. */
#define STATE                                                                            \
  "CASE WHEN ?2 = 'done' OR (state = 'done' AND NOT ?9) THEN 'done'"                     \
  " WHEN state = 'cancelled' THEN 'cancelled'"                                           \
  " WHEN EXISTS (SELECT 1 FROM jobs WHERE item = ?1 AND state = 'failed') THEN 'unsure'" \
  " ELSE ?2 END"

static gboolean
write_end (IgnyDb         *db,
           const IgnyBind *binds,
           GError        **error)
{
  return igny_db_exec (
             db,
             "UPDATE queue_items SET state = " STATE ", error = ?3, not_before = ?4, steps = ?5,"
             " message = ?6, phase = ?7, updated_at = ?8, finished_at = iif (?2 = 'queued', NULL,"
             " ?8), result = ?10, rows = ?11, attempts = attempts - ?12, percent ="
             " CASE ?2 WHEN 'done' THEN 100 WHEN 'queued' THEN 0 ELSE percent END"
             " WHERE row = ?1 AND deleted_step IS NULL",
             binds, error) &&
         igny_db_exec (db,
                       "UPDATE jobs SET item = NULL WHERE item = ?1 AND NOT EXISTS (SELECT 1 FROM"
                       " queue_items WHERE row = ?1 AND state = 'unsure')",
                       IGNY_BINDS (binds[0]), error);
}

static char *
write_rows (const IgnyQueueWork *self)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->rows, gint64, i));
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

gboolean
igny_queue_work_end (IgnyQueueWork *self,
                     IgnyStep      *step,
                     GError       **error)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *steps = NULL;
  g_autofree char *rows = write_rows (self);
  g_autofree char *message = NULL;

  g_return_val_if_fail (self != NULL && step != NULL, FALSE);

  json_node_set_array (node, self->steps);
  steps = igny_json_to_text (node, FALSE);
  if (self->message != NULL)
    message = g_utf8_substring (self->message, 0,
                                MIN (MAX_MESSAGE, g_utf8_strlen (self->message, -1)));
  {
    const IgnyBind binds[] = {
      IGNY_BIND_INT (self->item->record.row),
      IGNY_BIND_TEXT (self->state),
      IGNY_BIND_TEXT (self->error),
      IGNY_BIND_INT (self->not_before),
      IGNY_BIND_TEXT (steps),
      IGNY_BIND_TEXT (message),
      IGNY_BIND_TEXT (igny_phase_to_word (self->phase)),
      IGNY_BIND_INT (igny_step_get_now (step)),
      IGNY_BIND_INT (self->reported),
      IGNY_BIND_TEXT (self->result),
      IGNY_BIND_TEXT (rows),
      IGNY_BIND_INT (self->hold != NULL || g_atomic_int_get (&self->closing)),
      { .kind = IGNY_BIND_END },
    };

    return write_end (igny_step_get_db (step), binds, error);
  }
}
