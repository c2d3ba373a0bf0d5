/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-present.h"
#include "igny-saved-view-use.h"
#include "igny-sector.h"
#include "igny-show.h"
#include "igny-site.h"
#include "igny-target.h"
#include "igny-text.h"
#include "igny-view.h"

/* Records that are read and printed at a time: the reader is nobody's for
 * long, and the memory does not grow with the list. */
#define BATCH 500

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  IgnyView         *view;
  const char       *id; /* the only record wanted, or NULL */
  IgnyViewResult   *result;
  gsize             next; /* of the result's rows */
  gsize             end;
  const IgnyField  *columns[IGNY_SHOW_MAX_COLUMNS];
  guint             n_columns;
  IgnyTextTable    *table;
  GString          *text; /* of the batch */
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->view, igny_view_free);
  g_clear_pointer (&list->result, igny_view_result_free);
  g_clear_pointer (&list->table, igny_text_table_free);
  if (list->text != NULL)
    g_string_free (list->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* Views know fields only, and the id is none. */
static void
keep_id (List   *list,
         IgnyDb *db)
{
  IgnyViewResult *result = list->result;
  IgnyId          id;
  gint64          row = 0;
  gboolean        found = FALSE;

  if (igny_id_from_text (&id, list->id))
    row = igny_records_find_id (db, list->entity, &id);
  for (gsize i = 0; row != 0 && i < result->n_rows && !found; i++)
    found = result->rows[i] == row;
  result->n_rows = found ? 1 : 0;
  result->rows[0] = row;
}

static gboolean
find_rows (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  List *list = data;

  list->result = igny_view_run (list->view, list->call->store, db, cancellable, error);
  if (list->result != NULL && list->id != NULL)
    keep_id (list, db);
  return list->result != NULL;
}

static void
append_json (List    *list,
             IgnyDb  *db,
             gpointer record,
             gboolean first)
{
  g_autoptr(JsonObject) object = igny_present_record (db, record);
  g_autofree char *text = igny_json_object_to_text (object, FALSE);

  if (!first)
    g_string_append_c (list->text, ',');
  g_string_append (list->text, text);
}

static gboolean
read_batch (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  List *list = data;
  gsize n_rows = MIN (list->end - list->next, BATCH);
  g_autoptr(GPtrArray) records = igny_records_fetch (
      db, list->entity, list->result->rows + list->next, n_rows, list->call->json, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (list->call->json)
      append_json (list, db, records->pdata[i], list->next == 0 && i == 0);
    else
      igny_show_add_record (list->table, db, records->pdata[i], list->columns, list->n_columns);
  if (!list->call->json)
    igny_text_table_flush (list->table, list->text);
  list->next += n_rows;
  return TRUE;
}

static gboolean
print (List    *list,
       GError **error)
{
  gboolean ok =
      igny_caller_print (list->call->caller, list->text->str, (gssize) list->text->len, error);

  list->call->printed = TRUE;
  g_string_truncate (list->text, 0);
  return ok;
}

static void
begin (List *list)
{
  guint numbers;

  list->text = g_string_new (NULL);
  if (list->call->json)
    {
      g_string_append_printf (
          list->text, "{\"success\":true,\"data\":{\"count\":%" G_GSIZE_FORMAT ",\"results\":[",
          list->result->n_rows);
      return;
    }
  list->n_columns = igny_show_get_columns (list->entity, list->columns, &numbers);
  list->table = igny_text_table_new (list->n_columns, numbers);
  igny_show_add_labels (list->table, list->columns, list->n_columns);
}

static void
end (List *list)
{
  g_autofree char *shown = igny_show_dup_number ((gint64) list->end);
  g_autofree char *count = igny_show_dup_number ((gint64) list->result->n_rows);

  if (list->call->json)
    g_string_append_printf (list->text, "]},\"request_id\":\"%s\"}\n", list->call->request_id);
  else if (list->end < list->result->n_rows)
    g_string_append_printf (list->text, _("%s of %s records\n"), shown, count);
  else if (list->result->n_rows == 0)
    g_string_assign (list->text, _("Nothing found.\n"));
}

static gboolean
print_all (List    *list,
           GError **error)
{
  begin (list);
  while (list->next < list->end)
    if (!igny_call_read (list->call, read_batch, list, error) || !print (list, error))
      return FALSE;
  end (list);
  return print (list, error);
}

static gboolean
read_limit (List    *list,
            GError **error)
{
  const char *text = igny_call_get (list->call, IGNY_OPTION_LIMIT);
  guint64     limit;

  list->end = list->result->n_rows;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &limit, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“--limit” must be a whole number, 0 or more, not “%s”"), text);
      return FALSE;
    }
  list->end = MIN (limit, list->end);
  return TRUE;
}

gboolean
igny_command_list_of (IgnyCall         *call,
                      const IgnyEntity *entity,
                      GError          **error)
{
  g_auto(List) list = { .call = call, .entity = entity };

  list.view = igny_saved_view_use_make (call, entity, &list.id, error);
  if (list.view == NULL)
    return FALSE;
  if (igny_call_has (call, IGNY_OPTION_FACETS))
    return igny_saved_view_use_facets (call, list.view, error);
  return igny_call_read (call, find_rows, &list, error) &&
         read_limit (&list, error) &&
         print_all (&list, error);
}

gboolean
igny_command_list (IgnyCall *call,
                   GError  **error)
{
  const IgnyEntity *entity = igny_target_find_entity (igny_call_get_word (call, 0), error);

  return entity != NULL && igny_command_list_of (call, entity, error);
}

gboolean
igny_command_site_list (IgnyCall *call,
                        GError  **error)
{
  return igny_command_list_of (call, &igny_site_entity, error);
}

gboolean
igny_command_sector_list (IgnyCall *call,
                          GError  **error)
{
  return igny_command_list_of (call, &igny_sector_entity, error);
}
