/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-saved-view-use.h"
#include "igny-target.h"
#include "igny-text.h"

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  const char       *name;
} Edit;

static char *
join_filters (IgnyCall *call)
{
  GPtrArray *filters = call->line->values[IGNY_OPTION_FILTER];
  g_autoptr(JsonNode) node = json_node_init_array (json_node_alloc (), NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    json_array_add_string_element (array, filters->pdata[i]);
  json_node_take_array (node, array);
  return igny_json_to_text (node, FALSE);
}

/* Nothing is saved that would not run. */
static gboolean
check (Edit    *self,
       GError **error)
{
  GPtrArray *filters = self->call->line->values[IGNY_OPTION_FILTER];
  g_autoptr(IgnyView) view = igny_view_new (self->entity);

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    igny_view_parse_filter (view, filters->pdata[i], self->call->errors);
  igny_view_set_sort (view, igny_call_get (self->call, IGNY_OPTION_SORT), self->call->errors);
  return igny_errors_to_gerror (self->call->errors, error);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Edit *self = data;
  g_autoptr(IgnySavedView) view =
                 igny_saved_view_use_find (igny_step_get_db (step), self->entity, self->name, NULL);
  gboolean         known = view != NULL;
  g_autofree char *filters = join_filters (self->call);

  if (!known)
    view = igny_record_new (&igny_saved_view_entity);
  igny_text_set (&view->name, self->name);
  igny_text_set (&view->page, self->entity->table);
  igny_text_set (&view->filters, filters);
  igny_text_set (&view->search, igny_call_get (self->call, IGNY_OPTION_SEARCH));
  igny_text_set (&view->sort, igny_call_get (self->call, IGNY_OPTION_SORT));
  igny_step_set_label (step, "Save the view “%s”", self->name);
  return known ? igny_step_update (step, view, error) : igny_step_insert (step, view, error);
}

static gboolean
begin (Edit     *self,
       IgnyCall *call,
       GError  **error)
{
  self->call = call;
  self->name = igny_call_get_word (call, 0);
  if (*self->name == '\0')
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("the name of a view cannot be empty"));
      return FALSE;
    }
  self->entity = igny_target_find_entity (igny_call_get_word (call, 1), error);
  return self->entity != NULL;
}

gboolean
igny_command_view_save (IgnyCall *call,
                        GError  **error)
{
  Edit self;

  if (!begin (&self, call, error) || !check (&self, error) ||
      !igny_call_write (call, "Save a view", save_cb, &self, error))
    return FALSE;
  igny_call_say (call, _("Saved as “%s”. “igny8ctl list %s --view NAME” uses it."), self.name,
                          self.entity->table);
  return TRUE;
}

static gboolean
delete_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit *self = data;
  g_autoptr(IgnySavedView) view = NULL;

  view = igny_saved_view_use_find (igny_step_get_db (step), self->entity, self->name, error);
  igny_step_set_label (step, "Delete the view “%s”", self->name);
  return view != NULL &&
         igny_step_delete (step, &igny_saved_view_entity, view->record.row, error);
}

gboolean
igny_command_view_delete (IgnyCall *call,
                          GError  **error)
{
  Edit self;

  if (!begin (&self, call, error) ||
      !igny_call_write (call, "Delete a view", delete_cb, &self, error))
    return FALSE;
  igny_call_say (call, _("Deleted the view “%s”."), self.name);
  return TRUE;
}

gboolean
igny_command_view_list (IgnyCall *call,
                        GError  **error)
{
  return igny_command_list_of (call, &igny_saved_view_entity, error);
}
