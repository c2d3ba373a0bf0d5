/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-entities.h"
#include "igny-function-table.h"
#include "igny-key.h"
#include "igny-queue.h"

static JsonObject *
count_to_json (const IgnyQueueCount *count,
               const char           *why)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "waiting", count->waiting);
  json_object_set_int_member (object, "paused", count->paused);
  json_object_set_int_member (object, "running", count->running);
  json_object_set_int_member (object, "unsure", count->unsure);
  json_object_set_int_member (object, "done", count->done);
  json_object_set_int_member (object, "failed", count->failed);
  json_object_set_int_member (object, "cancelled", count->cancelled);
  json_object_set_string_member (object, "hold", why);
  return object;
}

typedef struct
{
  IgnyQueueCount count;
  char          *why;
} State;

static gboolean
state_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  State *state = data;

  return igny_queue_count (db, 0, &state->count, error) &&
         igny_queue_read_hold (db, &state->why, error);
}

/* A number is a batch, an id an item; no word is all. */
static gboolean
read_place (IgnyCall       *call,
            guint           index,
            IgnyQueuePlace *place,
            GError        **error)
{
  const char *word = igny_call_get_word (call, index);
  guint64     number = 0;

  *place = (IgnyQueuePlace){ 0 };
  if (word == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &number, NULL))
    {
      place->batch = (gint64) number;
      return TRUE;
    }
  place->item = igny_answer_find (call, igny_entities_find ("queue_items"), word, error);
  return place->item > 0;
}

static void
say_item (IgnyCall            *call,
          const IgnyQueueItem *item)
{
  char id[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&item->record.id, id);
  igny_call_say (call, "%s  %" G_GINT64_FORMAT "  %-9s %3" G_GINT64_FORMAT " %%  %s", id,
                 item->batch, item->state, item->percent, item->title);
  if (item->error != NULL)
    igny_call_say (call, "    %s", item->error);
}

static void
say_state (IgnyCall    *call,
           const State *state)
{
  const IgnyQueueCount *count = &state->count;

  igny_call_say (call, _("Waiting: %u, running: %u"), count->waiting, count->running);
  igny_call_say (call, _("Done: %u, failed: %u"), count->done, count->failed);
  if (count->unsure > 0)
    igny_call_say (call,
                   ngettext ("%u may have been paid: “queue retry” asks again, “queue cancel” "
                             "lets it be.",
                             "%u may have been paid: “queue retry” asks again, “queue cancel” "
                             "lets them be.",
                             count->unsure),
                   count->unsure);
  if (state->why == NULL)
    return;
  igny_call_say (call, _("The queue stands still: %s"), state->why);
  igny_call_say (call, "%s", _("“igny8ctl queue resume” lets it go on."));
}

static void
answer_list (IgnyCall     *call,
             const State  *state,
             GPtrArray    *list,
             const GArray *ordinals,
             guint         most)
{
  JsonObject *object = count_to_json (&state->count, state->why);
  JsonArray  *items = json_array_new ();

  for (guint i = 0; i < MIN (most, list->len); i++)
    {
      const IgnyQueueOrdinal *ordinal = &g_array_index (ordinals, IgnyQueueOrdinal, i);

      json_array_add_object_element (items, igny_queue_item_to_json (list->pdata[i], ordinal));
      say_item (call, list->pdata[i]);
    }
  json_object_set_array_member (object, "items", items);
  say_state (call, state);
  igny_call_take_data (call, object);
}

gboolean
igny_command_queue_list (IgnyCall *call,
                         GError  **error)
{
  guint          most = G_MAXUINT;
  IgnyQueuePlace place;
  State          state = { 0 };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GArray) ordinals = NULL;

  if (!igny_call_get_limit (call, G_MAXUINT, &most, error) ||
      !read_place (call, 0, &place, error) || !igny_call_read (call, state_cb, &state, error))
    return FALSE;
  list = igny_queue_list (call->store, &place,
                          place.item > 0 || igny_call_has (call, IGNY_OPTION_ALL), error);
  if (list != NULL)
    ordinals = igny_queue_number (call->store, list, error);
  if (ordinals != NULL)
    answer_list (call, &state, list, ordinals, most);
  g_free (state.why);
  return ordinals != NULL;
}

static void
say_added (IgnyCall             *call,
           const IgnyQueueAdded *added)
{
  JsonObject *object = json_object_new ();

  if (added->n_items == 0)
    igny_call_say (call, _("There is nothing to do that does not wait already."));
  else
    igny_call_say (call, ngettext ("%u item added.", "%u items added.", added->n_items),
                   added->n_items);
  json_object_set_int_member (object, "items", added->n_items);
  json_object_set_int_member (object, "records", added->n_rows);
  json_object_set_int_member (object, "batches", added->n_batches);
  if (added->n_items > 0)
    json_object_set_int_member (object, "first_batch", added->first_batch);
  igny_call_take_data (call, object);
}

gboolean
igny_command_queue_add (IgnyCall *call,
                        GError  **error)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  g_autoptr(JsonObject) options = json_object_new ();
  g_autoptr(GArray) rows = NULL;
  const char      *engine = igny_call_get (call, IGNY_OPTION_ENGINE);
  IgnyRun          run = igny_call_get_run (call);
  IgnyQueueRequest request = { .call.options = options };
  IgnyQueueAdded   added;

  request.function = igny_function_table_find (functions, igny_call_get_word (call, 0), error);
  if (request.function == NULL || !igny_call_find_scope (call, &request.call.scope, error) ||
      !igny_function_table_read_rows (call, request.function, &rows, error))
    return FALSE;
  if ((request.function->flags & IGNY_FUNCTION_SERIAL) != 0 && request.call.scope.sector == 0)
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” works on one sector; add --sector SECTOR"), request.function->name);
      return FALSE;
    }
  igny_engine_from_word (engine != NULL ? engine : "offline", &request.call.engine);
  if (rows != NULL)
    {
      request.call.rows = (const gint64 *) (gpointer) rows->data;
      request.call.n_rows = rows->len;
    }
  /* Whoever names them wants them whatever they are. */
  json_object_set_boolean_member (options, "again",
                                  rows != NULL || igny_call_has (call, IGNY_OPTION_AGAIN));
  if (igny_call_has (call, IGNY_OPTION_STATUS))
    json_object_set_string_member (options, "as", igny_call_get (call, IGNY_OPTION_STATUS));
  if (!igny_queue_add (&run, &request, &added, error))
    return FALSE;
  say_added (call, &added);
  return TRUE;
}

/* A number of a batch is typed by hand, and easily a wrong one. */
static gboolean
check_place (IgnyCall             *call,
             const IgnyQueuePlace *place,
             GError              **error)
{
  g_autoptr(GPtrArray) list = NULL;

  if (place->batch == 0)
    return TRUE;
  list = igny_queue_list (call->store, place, TRUE, error);
  if (list != NULL && list->len == 0)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                 _("there is no batch %" G_GINT64_FORMAT " in the queue; “igny8ctl queue list "
                   "--all” shows what there is"),
                    place->batch);
  return list != NULL && list->len > 0;
}

static gboolean
change (IgnyCall             *call,
        IgnyQueueChange       what,
        const IgnyQueuePlace *place,
        GError              **error)
{
  JsonObject *object;
  guint       n = 0;

  if (!check_place (call, place, error) ||
      !igny_queue_change (call->store, what, place, &n, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u item changed.", "%u items changed.", n), n);
  object = json_object_new ();
  json_object_set_int_member (object, "changed", n);
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
change_named (IgnyCall       *call,
              IgnyQueueChange what,
              GError        **error)
{
  IgnyQueuePlace place;

  return read_place (call, 0, &place, error) && change (call, what, &place, error);
}

static gboolean
hold (IgnyCall   *call,
      const char *why,
      GError    **error)
{
  JsonObject *object;

  if (!igny_queue_hold (call->store, why, error))
    return FALSE;
  igny_call_say (call, "%s", why != NULL ? _("The queue stands still.") : _("The queue goes on."));
  object = json_object_new ();
  json_object_set_boolean_member (object, "held", why != NULL);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_queue_pause (IgnyCall *call,
                          GError  **error)
{
  if (igny_call_get_word (call, 0) == NULL)
    return hold (call, "", error);
  return change_named (call, IGNY_QUEUE_PAUSE, error);
}

gboolean
igny_command_queue_resume (IgnyCall *call,
                           GError  **error)
{
  if (igny_call_get_word (call, 0) == NULL)
    return hold (call, NULL, error);
  return change_named (call, IGNY_QUEUE_RESUME, error);
}

gboolean
igny_command_queue_cancel (IgnyCall *call,
                           GError  **error)
{
  return change_named (call, IGNY_QUEUE_CANCEL, error);
}

gboolean
igny_command_queue_retry (IgnyCall *call,
                          GError  **error)
{
  return change_named (call, IGNY_QUEUE_RETRY, error);
}

gboolean
igny_command_queue_clear (IgnyCall *call,
                          GError  **error)
{
  return change_named (call, IGNY_QUEUE_CLEAR, error);
}

gboolean
igny_command_queue_move (IgnyCall *call,
                         GError  **error)
{
  const char    *where = igny_call_get_word (call, 1);
  IgnyQueuePlace place;

  if (!g_str_equal (where, "first") && !g_str_equal (where, "last"))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is no place; say first or last"), where);
      return FALSE;
    }
  return read_place (call, 0, &place, error) &&
         change (call, g_str_equal (where, "first") ? IGNY_QUEUE_FIRST : IGNY_QUEUE_LAST, &place,
                 error);
}
