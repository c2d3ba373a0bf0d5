/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-private.h"

typedef struct
{
  GPtrArray *items;
  GArray    *ordinals;
} Number;

static gboolean
number_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Number *number = data;
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  for (guint i = 0; i < number->items->len; i++)
    g_hash_table_insert (
        places, g_memdup2 (&((IgnyQueueItem *) number->items->pdata[i])->record.row, 8),
        &g_array_index (number->ordinals, IgnyQueueOrdinal, i));
  cursor = igny_db_query (db,
                          "SELECT row, row_number () OVER (PARTITION BY batch ORDER BY position,"
                          " row), count(*) OVER (PARTITION BY batch) FROM queue_items WHERE"
                          " deleted_step IS NULL AND account = my_account ()",
                          NULL, error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64            row = igny_cursor_get_integer (cursor, 0);
      IgnyQueueOrdinal *ordinal = g_hash_table_lookup (places, &row);

      if (ordinal != NULL)
        *ordinal = (IgnyQueueOrdinal){ igny_cursor_get_integer (cursor, 1),
                                       igny_cursor_get_integer (cursor, 2) };
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GArray *
igny_queue_number (IgnyStore *store,
                   GPtrArray *items,
                   GError   **error)
{
  g_autoptr(GArray) ordinals = g_array_new (FALSE, TRUE, sizeof (IgnyQueueOrdinal));
  Number number = { items, ordinals };

  g_return_val_if_fail (IGNY_IS_STORE (store) && items != NULL, NULL);

  g_array_set_size (ordinals, items->len);
  if (!igny_store_read (store, number_cb, &number, NULL, error))
    return NULL;
  return g_steal_pointer (&ordinals);
}

static gboolean
is_of_request (const char *phase)
{
  return g_strcmp0 (phase, "INIT") == 0 || g_strcmp0 (phase, "PREP") == 0 ||
         g_strcmp0 (phase, "AI_CALL") == 0;
}

/* The steps of both sides, in the order in which they were done. */
static void
split_steps (JsonObject *object,
             const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? igny_json_parse (text, -1, NULL) : NULL;
  JsonArray *steps = igny_json_node_get_array (node);
  JsonArray *request = json_array_new ();
  JsonArray *response = json_array_new ();

  for (guint i = 0; i < igny_json_array_get_length (steps); i++)
    {
      JsonObject *step = igny_json_array_get_object (steps, i);
      JsonArray  *side = is_of_request (igny_json_get_string (step, "phase", "")) ? request
                                                                                  : response;

      if (step != NULL)
        json_array_add_object_element (side, json_object_ref (step));
    }
  json_object_set_array_member (object, "request_steps", request);
  json_object_set_array_member (object, "response_steps", response);
}

static void
set_json (JsonObject *object,
          const char *name,
          const char *text)
{
  JsonNode *node = text != NULL ? igny_json_parse (text, -1, NULL) : NULL;

  json_object_set_member (object, name, node != NULL ? node : json_node_new (JSON_NODE_NULL));
}

JsonObject *
igny_queue_item_to_json (const IgnyQueueItem    *item,
                         const IgnyQueueOrdinal *ordinal)
{
  JsonObject *object;
  char        id[IGNY_ID_TEXT_SIZE];

  g_return_val_if_fail (item != NULL && ordinal != NULL, NULL);

  object = json_object_new ();
  igny_id_to_text (&item->record.id, id);
  json_object_set_string_member (object, "id", id);
  json_object_set_int_member (object, "item", ordinal->item);
  json_object_set_int_member (object, "n_items", ordinal->n_items);
  json_object_set_int_member (object, "batch", item->batch);
  json_object_set_string_member (object, "title", item->title);
  json_object_set_string_member (object, "function", item->function);
  json_object_set_string_member (object, "engine", item->engine);
  json_object_set_string_member (object, "state", item->state);
  json_object_set_int_member (object, "percent", item->percent);
  json_object_set_string_member (object, "phase", item->phase);
  json_object_set_string_member (object, "message", item->message);
  split_steps (object, item->steps);
  set_json (object, "result", item->result);
  json_object_set_string_member (object, "error", item->error);
  return object;
}
