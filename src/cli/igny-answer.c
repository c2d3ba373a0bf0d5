/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-answer.h"

#include <glib/gi18n-lib.h>

#include "igny-present.h"
#include "igny-show.h"
#include "igny-target.h"
#include "igny-text-table.h"
#include "igny-users.h"

GArray *
igny_answer_read_values (IgnyCall *call,
                         guint     first,
                         GError  **error)
{
  GPtrArray *words;
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));

  g_return_val_if_fail (call != NULL, NULL);

  words = call->line->words;
  for (guint i = first; i < words->len; i++)
    {
      IgnyAssignment value;

      if (!igny_target_split (words->pdata[i], &value, error))
        return NULL;
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  gint64            row;
  const char       *text;
  const GArray     *values;
} Request;

static char *
dup_value (IgnyDb          *db,
           gconstpointer    record,
           const IgnyField *field)
{
  if (field->kind == IGNY_KIND_REFERENCE)
    return igny_records_dup_title (db, field->target, igny_record_get_number (record, field));
  if (igny_kind_is_text (field->kind))
    return g_strdup (igny_record_get_text (record, field));
  if (field->kind == IGNY_KIND_FLAG)
    return igny_show_dup_flag (igny_record_get_number (record, field));
  return igny_record_dup_plain (record, field);
}

static void
say_record (IgnyCall     *call,
            IgnyDb       *db,
            gconstpointer record)
{
  const IgnyRecord *head = record;
  g_autoptr(IgnyTextTable) table = igny_text_table_new (2, 0);
  char id[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&head->id, id);
  igny_text_table_add (table, _("Id"));
  igny_text_table_add (table, id);
  for (const IgnyField *f = head->entity->fields; f->name != NULL; f++)
    if ((f->flags & (IGNY_FIELD_HIDDEN | IGNY_FIELD_LONG)) == 0)
      {
        g_autofree char *value = dup_value (db, record, f);

        igny_text_table_add (table, _(f->label));
        igny_text_table_add (table, value);
      }
  igny_text_table_flush (table, call->text);
}

static gboolean
record_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Request *request = data;
  g_autoptr(IgnyRecord) record = igny_records_load (db, request->entity, request->row, error);

  if (record == NULL)
    return FALSE;
  say_record (request->call, db, record);
  igny_call_take_data (request->call, igny_present_record (db, record));
  return TRUE;
}

gboolean
igny_answer_record (IgnyCall         *call,
                    const IgnyEntity *entity,
                    gint64            row,
                    GError          **error)
{
  Request request = { .call = call, .entity = entity, .row = row };

  g_return_val_if_fail (call != NULL && entity != NULL, FALSE);

  return igny_call_read (call, record_cb, &request, error);
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Request *request = data;

  return igny_edit_set (step, request->entity, request->row,
                        (const IgnyAssignment *) (gpointer) request->values->data,
                        request->values->len, request->call->errors, error);
}

gboolean
igny_answer_set (IgnyCall         *call,
                 const IgnyEntity *entity,
                 gint64            row,
                 const GArray     *values,
                 GError          **error)
{
  Request request = { .call = call, .entity = entity, .row = row, .values = values };

  g_return_val_if_fail (call != NULL && entity != NULL && values != NULL, FALSE);

  return igny_call_write (call, "Edit", set_cb, &request, error) &&
         igny_answer_record (call, entity, row, error);
}

static gboolean
find_user_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Request *request = data;

  return igny_users_find (db, request->text, &request->row, error);
}

gint64
igny_answer_find_user (IgnyCall   *call,
                       const char *text,
                       GError    **error)
{
  Request request = { .text = text };

  g_return_val_if_fail (call != NULL && text != NULL, 0);

  return igny_call_read (call, find_user_cb, &request, error) ? request.row : 0;
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Request        *request = data;
  const IgnyScope all = { 0 };

  return igny_target_find (db, igny_store_get_account (request->call->store), request->entity,
                           &all, request->text, &request->row, error);
}

gint64
igny_answer_find (IgnyCall         *call,
                  const IgnyEntity *entity,
                  const char       *text,
                  GError          **error)
{
  Request request = { .call = call, .entity = entity, .text = text };

  g_return_val_if_fail (call != NULL && entity != NULL && text != NULL, 0);

  return igny_call_read (call, find_cb, &request, error) ? request.row : 0;
}
