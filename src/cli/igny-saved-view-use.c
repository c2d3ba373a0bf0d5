/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-saved-view-use.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-command-line.h"
#include "igny-records.h"
#include "igny-show.h"
#include "igny-text.h"

/* --- saved views -------------------------------------------------------------- */

IgnySavedView *
igny_saved_view_use_find (IgnyDb           *db,
                          const IgnyEntity *entity,
                          const char       *name,
                          GError          **error)
{
  g_autoptr(GPtrArray) views = NULL;

  g_return_val_if_fail (db != NULL && entity != NULL && name != NULL, NULL);

  views = igny_records_select (db, &igny_saved_view_entity, "name = ?1 AND page = ?2", "LIMIT 1",
                               IGNY_BINDS (IGNY_BIND_TEXT (name), IGNY_BIND_TEXT (entity->table)),
                               error);
  if (views != NULL && views->len > 0)
    return g_ptr_array_steal_index (views, 0);
  if (views != NULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                 _("There is no saved view “%s” of %s; see “igny8ctl view list”"), name,
                    entity->table);
  return NULL;
}

typedef struct
{
  IgnyCall      *call;
  IgnyView      *view;
  IgnySavedView *saved;
} Use;

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Use *use = data;

  use->saved = igny_saved_view_use_find (db, igny_view_get_entity (use->view),
                                         igny_call_get (use->call, IGNY_OPTION_VIEW), error);
  return use->saved != NULL;
}

gboolean
igny_saved_view_use_apply (IgnyCall *call,
                           IgnyView *view,
                           char    **sort,
                           char    **search,
                           GError  **error)
{
  Use use = { call, view, NULL };
  g_autoptr(IgnySavedView) saved = NULL;
  g_autoptr(JsonNode) filters = NULL;
  JsonArray *array;

  g_return_val_if_fail (call != NULL && view != NULL && sort != NULL && search != NULL, FALSE);

  *sort = *search = NULL;
  if (!igny_call_has (call, IGNY_OPTION_VIEW))
    return TRUE;
  if (!igny_call_read (call, find_cb, &use, error))
    return FALSE;
  saved = use.saved;
  filters = saved->filters != NULL ? igny_json_parse (saved->filters, -1, NULL) : NULL;
  array = filters != NULL ? igny_json_node_get_array (filters) : NULL;
  for (guint i = 0; array != NULL && i < igny_json_array_get_length (array); i++)
    {
      const char *filter = igny_json_array_get_string (array, i, NULL);

      if (filter != NULL)
        igny_view_parse_filter (view, filter, call->errors);
    }
  *sort = g_strdup (saved->sort);
  *search = g_strdup (saved->search);
  return TRUE;
}

static gboolean
add_filters (IgnyCall    *call,
             IgnyView    *view,
             const char **id,
             GError     **error)
{
  GPtrArray *filters = call->line->values[IGNY_OPTION_FILTER];

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      if (id != NULL && g_str_has_prefix (filters->pdata[i], "id="))
        {
          *id = (const char *) filters->pdata[i] + strlen ("id=");
          continue;
        }
      igny_view_parse_filter (view, filters->pdata[i], call->errors);
      /* Not a field that is wrong, but the form. */
      if (igny_errors_get_messages (call->errors, "filter") != NULL)
        {
          g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                       _("“--filter”: %s"), igny_errors_get_messages (call->errors, "filter")[0]);
          return FALSE;
        }
    }
  return TRUE;
}

IgnyView *
igny_saved_view_use_make (IgnyCall         *call,
                          const IgnyEntity *entity,
                          const char      **id,
                          GError          **error)
{
  g_autoptr(IgnyView) view = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *search = NULL;
  IgnyScope        scope;

  g_return_val_if_fail (call != NULL && entity != NULL, NULL);

  view = igny_view_new (entity);
  if (!igny_call_find_scope (call, &scope, error) ||
      !igny_saved_view_use_apply (call, view, &sort, &search, error) ||
      !add_filters (call, view, id, error))
    return NULL;
  igny_view_set_scope (view, scope.site, scope.sector);
  if (igny_call_has (call, IGNY_OPTION_SEARCH))
    igny_text_set (&search, igny_call_get (call, IGNY_OPTION_SEARCH));
  igny_view_set_search (view, search);
  if (igny_call_has (call, IGNY_OPTION_SORT))
    igny_text_set (&sort, igny_call_get (call, IGNY_OPTION_SORT));
  igny_view_set_sort (view, sort, call->errors);
  return igny_errors_to_gerror (call->errors, error) ? g_steal_pointer (&view) : NULL;
}

/* --- facets --------------------------------------------------------------------- */

typedef struct
{
  IgnyCall   *call;
  IgnyView   *view;
  JsonObject *answer;
} Facets;

static char *
dup_value (IgnyDb               *db,
           const IgnyField      *field,
           const IgnyFacetValue *value)
{
  if (value->text != NULL)
    return g_strdup (value->text);
  if (field->kind == IGNY_KIND_REFERENCE)
    return igny_records_dup_title (db, field->target, value->number);
  if (field->kind == IGNY_KIND_FLAG)
    return g_strdup (value->number != 0 ? "true" : "false");
  return NULL;
}

static void
add_facet (Facets          *self,
           IgnyDb          *db,
           const IgnyFacet *facet)
{
  JsonArray *array = json_array_new ();

  igny_call_say (self->call, "%s", _(facet->field->label));
  for (guint i = 0; i < facet->values->len; i++)
    {
      const IgnyFacetValue *value = &g_array_index (facet->values, IgnyFacetValue, i);
      g_autofree char      *text = dup_value (db, facet->field, value);
      g_autofree char      *count = igny_show_dup_number (value->n);
      JsonObject           *object = json_object_new ();

      json_object_set_string_member (object, "value", text);
      json_object_set_int_member (object, "count", value->n);
      json_array_add_object_element (array, object);
      igny_call_say (self->call, "  %s  %s", count, text != NULL ? text : "–");
    }
  json_object_set_array_member (json_object_get_object_member (self->answer, "facets"),
                                facet->field->name, array);
}

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Facets *self = data;
  g_autoptr(IgnyViewResult) result =
                 igny_view_run (self->view, self->call->store, db, cancellable, error);

  if (result == NULL)
    return FALSE;
  json_object_set_int_member (self->answer, "count", (gint64) result->n_rows);
  json_object_set_object_member (self->answer, "facets", json_object_new ());
  for (guint i = 0; i < result->facets->len; i++)
    add_facet (self, db, result->facets->pdata[i]);
  return TRUE;
}

gboolean
igny_saved_view_use_facets (IgnyCall *call,
                            IgnyView *view,
                            GError  **error)
{
  Facets self = { call, view, NULL };
  g_auto(GStrv) names = NULL;

  g_return_val_if_fail (call != NULL && view != NULL, FALSE);

  names = g_strsplit (igny_call_get (call, IGNY_OPTION_FACETS), ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    igny_view_add_facet (view, g_strstrip (names[i]), call->errors);
  if (!igny_errors_to_gerror (call->errors, error))
    return FALSE;
  igny_view_set_no_rows (view, TRUE);
  self.answer = json_object_new ();
  if (!igny_call_read (call, count_cb, &self, error))
    {
      json_object_unref (self.answer);
      return FALSE;
    }
  igny_call_take_data (call, self.answer);
  return TRUE;
}
