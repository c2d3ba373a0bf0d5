/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-keyword.h"
#include "igny-show.h"
#include "igny-tags.h"
#include "igny-target.h"
#include "igny-view.h"

typedef struct
{
  IgnyCall  *call;
  IgnyScope  scope;
  JsonArray *tags;
  gboolean   add;
  guint      n_changed;
} Tags;

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Tags *self = data;
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyViewResult) result = NULL;
  GArray *values;

  igny_view_set_scope (view, self->scope.site, self->scope.sector);
  igny_view_set_no_rows (view, TRUE);
  igny_view_add_facet (view, "tags", self->call->errors);
  result = igny_view_run (view, self->call->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  values = ((IgnyFacet *) result->facets->pdata[0])->values;
  for (guint i = 0; i < values->len; i++)
    {
      const IgnyFacetValue *value = &g_array_index (values, IgnyFacetValue, i);
      g_autofree char      *count = igny_show_dup_number (value->n);
      JsonObject           *object;

      if (value->text == NULL)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "tag", value->text);
      json_object_set_int_member (object, "keywords", value->n);
      json_array_add_object_element (self->tags, object);
      igny_call_say (self->call, "%s  %s", count, value->text);
    }
  if (json_array_get_length (self->tags) == 0)
    igny_call_say (self->call, "%s", _("Nothing found."));
  return TRUE;
}

gboolean
igny_command_tag_list (IgnyCall *call,
                       GError  **error)
{
  Tags        self = { .call = call };
  JsonObject *answer;

  if (!igny_call_find_scope (call, &self.scope, error))
    return FALSE;
  self.tags = json_array_new ();
  answer = json_object_new ();
  json_object_set_array_member (answer, "tags", self.tags);
  igny_call_take_data (call, answer);
  return igny_call_read (call, list_cb, &self, error);
}

static void
answer_changed (Tags *self)
{
  JsonObject *answer = json_object_new ();

  json_object_set_int_member (answer, "changed", self->n_changed);
  igny_call_take_data (self->call, answer);
  igny_call_say (self->call,
                 ngettext ("Changed %u keyword.", "Changed %u keywords.", self->n_changed),
                 self->n_changed);
}

/* A tag that nobody has is a slip of the one who typed it. */
static gboolean
rename_one (Tags       *self,
            IgnyStep   *step,
            const char *from,
            const char *to,
            GError    **error)
{
  guint before = self->n_changed;

  if (!igny_tags_rename (step, &self->scope, from, to, &self->n_changed, error))
    return FALSE;
  if (self->n_changed > before || (to != NULL && g_str_equal (from, to)))
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
               _ ("no keyword has the tag “%s”; “igny8ctl tag list” names them"), from);
  return FALSE;
}

/* rename OLD NEW. */
static gboolean
rename_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Tags       *self = data;
  const char *from = igny_call_get_word (self->call, 0);
  const char *to = igny_call_get_word (self->call, 1);

  igny_step_set_label (step, "Rename the tag “%s” to “%s”", from, to);
  return rename_one (self, step, from, to, error);
}

/* merge TAG OTHER…: the others become the first. */
static gboolean
merge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Tags       *self = data;
  const char *to = igny_call_get_word (self->call, 0);

  igny_step_set_label (step, "Merge tags into “%s”", to);
  for (guint i = 1; igny_call_get_word (self->call, i) != NULL; i++)
    if (!rename_one (self, step, igny_call_get_word (self->call, i), to, error))
      return FALSE;
  return TRUE;
}

/* add TAG KEYWORD…; remove TAG [KEYWORD…]. */
static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Tags       *self = data;
  const char *tag = igny_call_get_word (self->call, 0);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->add && *tag == '\0')
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("a tag cannot be empty"));
      return FALSE;
    }
  igny_step_set_label (step, self->add ? "Add the tag “%s”" : "Remove the tag “%s”", tag);
  if (!self->add && igny_call_get_word (self->call, 1) == NULL)
    return rename_one (self, step, tag, NULL, error);
  for (guint i = 1; igny_call_get_word (self->call, i) != NULL; i++)
    {
      gint64 row;

      if (!igny_target_find (igny_step_get_db (step), igny_store_get_account (self->call->store),
                             &igny_keyword_entity, &self->scope,
                             igny_call_get_word (self->call, i), &row, error))
        return FALSE;
      g_array_append_val (rows, row);
    }
  return igny_tags_set (step, (const gint64 *) (gpointer) rows->data, rows->len, tag, self->add,
                        &self->n_changed, error);
}

static gboolean
run (IgnyCall     *call,
     IgnyWriteFunc func,
     gboolean      add,
     GError      **error)
{
  Tags self = { .call = call, .add = add };

  if (!igny_call_find_scope (call, &self.scope, error) ||
      !igny_call_write (call, "Change tags", func, &self, error))
    return FALSE;
  answer_changed (&self);
  return TRUE;
}

gboolean
igny_command_tag_rename (IgnyCall *call,
                         GError  **error)
{
  return run (call, rename_cb, FALSE, error);
}

gboolean
igny_command_tag_merge (IgnyCall *call,
                        GError  **error)
{
  return run (call, merge_cb, FALSE, error);
}

gboolean
igny_command_tag_add (IgnyCall *call,
                      GError  **error)
{
  return run (call, set_cb, TRUE, error);
}

gboolean
igny_command_tag_remove (IgnyCall *call,
                         GError  **error)
{
  return run (call, set_cb, FALSE, error);
}
