/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-restore.h"
#include "igny-target.h"
#include "igny-text-table.h"

/* Listed at once, unless --limit says otherwise. */
#define LIMIT 1000

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  guint64           limit;
  GArray           *list;  /* of IgnyDeleted */
  JsonArray        *items; /* what came back */
} Deleted;

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Deleted *self = data;

  self->list = igny_restore_list (db, self->entity, self->limit, error);
  return self->list != NULL;
}

static void
answer_list (Deleted *self)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (3, 0);
  JsonObject *object = json_object_new ();
  JsonArray  *results = json_array_new ();

  for (guint i = 0; i < self->list->len; i++)
    {
      const IgnyDeleted *deleted = &g_array_index (self->list, IgnyDeleted, i);
      JsonObject        *item = json_object_new ();
      g_autofree char   *at = deleted->deleted_at != IGNY_UNKNOWN
                                  ? igny_number_to_iso8601 (deleted->deleted_at)
                                  : NULL;
      char               id[IGNY_ID_TEXT_SIZE];

      igny_id_to_text (&deleted->id, id);
      json_object_set_string_member (item, "id", id);
      json_object_set_string_member (item, "title", deleted->title);
      json_object_set_string_member (item, "deleted_at", at);
      json_array_add_object_element (results, item);
      igny_text_table_add (table, id);
      igny_text_table_add (table, at);
      igny_text_table_add (table, deleted->title);
    }
  igny_text_table_flush (table, self->call->text);
  if (self->list->len == 0)
    igny_call_say (self->call, _("Nothing is deleted."));
  json_object_set_int_member (object, "count", self->list->len);
  json_object_set_array_member (object, "results", results);
  igny_call_take_data (self->call, object);
}

gboolean
igny_command_deleted (IgnyCall *call,
                      GError  **error)
{
  Deleted     self = { .call = call, .limit = LIMIT };
  const char *limit = igny_call_get (call, IGNY_OPTION_LIMIT);

  self.entity = igny_target_find_writable (igny_call_get_word (call, 0), error);
  if (self.entity == NULL)
    return FALSE;
  if (limit != NULL &&
      !g_ascii_string_to_unsigned (limit, 10, 0, G_MAXINT32, &self.limit, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“--limit” must be a whole number, 0 or more, not “%s”"), limit);
      return FALSE;
    }
  if (!igny_call_read (call, list_cb, &self, error))
    return FALSE;
  answer_list (&self);
  g_array_unref (self.list);
  return TRUE;
}

static gboolean
restore_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Deleted   *self = data;
  GPtrArray *words = self->call->line->words;

  for (guint i = 1; i < words->len; i++)
    {
      gint64 row;

      if (!igny_restore_find (igny_step_get_db (step), self->entity, words->pdata[i], &row,
                              error) ||
          !igny_restore (step, self->entity, row, self->call->errors, error))
        return FALSE;
      json_array_add_string_element (self->items, words->pdata[i]);
    }
  if (words->len > 2)
    igny_step_set_label (step, "Restore %u %s", words->len - 1, self->entity->label);
  return TRUE;
}

gboolean
igny_command_undelete (IgnyCall *call,
                       GError  **error)
{
  Deleted     self = { .call = call };
  JsonObject *object;
  guint       n;

  self.entity = igny_target_find_writable (igny_call_get_word (call, 0), error);
  if (self.entity == NULL)
    return FALSE;
  self.items = json_array_new ();
  if (!igny_call_write (call, "Restore", restore_cb, &self, error))
    {
      json_array_unref (self.items);
      return FALSE;
    }
  n = json_array_get_length (self.items);
  igny_call_say (call, ngettext ("%u record is back.", "%u records are back.", n), n);
  object = json_object_new ();
  json_object_set_int_member (object, "restored", n);
  json_object_set_array_member (object, "ids", self.items);
  igny_call_take_data (call, object);
  return TRUE;
}
