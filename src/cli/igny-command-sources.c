/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-keyword-sources.h"
#include "igny-present.h"
#include "igny-show.h"
#include "igny-target.h"

typedef struct
{
  IgnyCall *call;
  IgnyScope scope;
  gint64    row;
} Sources;

static gboolean
find_keyword (Sources *self,
              IgnyDb  *db,
              GError **error)
{
  return igny_target_find (db, igny_store_get_account (self->call->store), &igny_keyword_entity,
                           &self->scope, igny_call_get_word (self->call, 0), &self->row, error);
}

static void
show (Sources   *self,
      IgnyDb    *db,
      GPtrArray *lines)
{
  const IgnyField *columns[IGNY_SHOW_MAX_COLUMNS];
  guint            numbers;
  guint            n = igny_show_get_columns (&igny_keyword_source_entity, NULL, columns, &numbers);
  g_autoptr(IgnyTextTable) table = igny_text_table_new (n - 1, numbers >> 1);

  /* The first column is the id, which nobody needs here. */
  igny_show_add_labels (table, columns + 1, n - 1);
  for (guint i = 0; i < lines->len; i++)
    igny_show_add_record (table, db, lines->pdata[i], columns + 1, n - 1);
  igny_text_table_flush (table, self->call->text);
}

static gboolean
answer (Sources *self,
        IgnyDb  *db,
        GError **error)
{
  g_autoptr(GPtrArray) lines = igny_keyword_sources_load (db, self->row, error);
  g_autoptr(IgnyKeyword) keyword = NULL;
  JsonObject *object;
  JsonArray  *results;

  if (lines != NULL)
    keyword = igny_records_load (db, &igny_keyword_entity, self->row, error);
  if (keyword == NULL)
    return FALSE;
  object = json_object_new ();
  results = json_array_new ();
  json_object_set_object_member (object, "keyword", igny_present_record (db, keyword));
  for (guint i = 0; i < lines->len; i++)
    json_array_add_object_element (results, igny_present_record (db, lines->pdata[i]));
  json_object_set_array_member (object, "sources", results);
  igny_call_take_data (self->call, object);
  if (lines->len > 0)
    show (self, db, lines);
  else
    igny_call_say (self->call, _("Only one source told of “%s”: %s."), keyword->keyword,
                                  keyword->source != NULL ? keyword->source : _("by hand"));
  return TRUE;
}

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return find_keyword (data, db, error) && answer (data, db, error);
}

static gboolean
choose_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Sources *self = data;

  return find_keyword (self, igny_step_get_db (step), error) &&
         igny_keyword_sources_choose (step, self->row, igny_call_get_word (self->call, 1), error) &&
         answer (self, igny_step_get_db (step), error);
}

gboolean
igny_command_keyword_sources (IgnyCall *call,
                              GError  **error)
{
  Sources self = { .call = call };

  return igny_call_find_scope (call, &self.scope, error) &&
         igny_call_read (call, list_cb, &self, error);
}

gboolean
igny_command_keyword_choose (IgnyCall *call,
                             GError  **error)
{
  Sources self = { .call = call };

  return igny_call_find_scope (call, &self.scope, error) &&
         igny_call_write (call, "Choose a source", choose_cb, &self, error);
}
