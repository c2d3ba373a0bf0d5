/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-keyword.h"
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
  GString          *text;        /* of the batch */
  gboolean          has_country; /* a keyword that is shown has one */
  gint64            n_hidden;    /* sites that are suspended, and so left out */
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

#define ANY_COUNTRY_SQL "SELECT EXISTS (SELECT 1 FROM keywords WHERE country <> '')"
#define COUNTRY_SQL "SELECT ifnull(country, '') <> '' FROM keywords WHERE row = ?1"
#define HIDDEN_SQL \
  "SELECT count(*) FROM sites WHERE is_active = 0 AND deleted_step IS NULL AND " IGNY_RECORDS_MINE

/* Without it, two keywords of two countries look alike. */
static gboolean
find_country (List         *list,
              IgnyDb       *db,
              GCancellable *cancellable,
              GError      **error)
{
  gint64 found = 1;

  /* Of a long list it is asked for all at once whether there is any. */
  if (list->end > BATCH && !igny_db_get_integer (db, ANY_COUNTRY_SQL, NULL, &found, error))
    return FALSE;
  if (found == 0)
    return TRUE;
  found = 0;
  for (gsize i = 0; i < list->end && found != 1; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !igny_db_get_integer (db, COUNTRY_SQL, IGNY_BINDS (IGNY_BIND_INT (list->result->rows[i])),
                              &found, error))
      return FALSE;
  list->has_country = found == 1;
  return TRUE;
}

/* What a person has to know beside the rows. */
static gboolean
look_around (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  List *list = data;

  if (igny_entity_has_field (list->entity, "site") &&
      igny_entity_has_field (list->entity, "sector") &&
      !igny_call_has (list->call, IGNY_OPTION_SITE) &&
      !igny_db_get_integer (db, HIDDEN_SQL, NULL, &list->n_hidden, error))
    return FALSE;
  return list->entity != &igny_keyword_entity || find_country (list, db, cancellable, error);
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
  list->n_columns = igny_show_get_columns (
      list->entity, list->entity == &igny_keyword_entity && !list->has_country ? "country" : NULL,
      list->columns, &numbers);
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
  if (!list->call->json && list->n_hidden > 0)
    g_string_append_printf (
        list->text,
        ngettext ("%u site is suspended or inactive, and left out; name it with --site.\n",
                  "%u sites are suspended or inactive, and left out; name one with --site.\n",
                  (guint) list->n_hidden),
        (guint) list->n_hidden);
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
         (call->json || igny_call_read (call, look_around, &list, error)) &&
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
