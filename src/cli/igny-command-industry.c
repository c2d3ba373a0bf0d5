/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-industry.h"
#include "igny-present.h"
#include "igny-sites.h"

gboolean
igny_command_industry_list (IgnyCall *call,
                            GError  **error)
{
  return igny_command_list_of (call, &igny_industry_entity, error);
}

typedef struct
{
  IgnyCall  *call;
  gint64     industry;
  gint64     site;
  JsonArray *sectors;
} Template;

static void
add_line (Template   *self,
          const char *name,
          const char *description)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "description", description);
  json_array_add_object_element (self->sectors, object);
  igny_call_say (self->call, "%s", name);
}

static gboolean
show_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Template *self = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT name, description FROM industry_sectors WHERE industry = ?1 AND is_active = 1 AND"
      " deleted_step IS NULL ORDER BY row",
      IGNY_BINDS (IGNY_BIND_INT (self->industry)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    add_line (self, igny_cursor_get_text (cursor, 0), igny_cursor_get_text (cursor, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
answer (Template *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "count", json_array_get_length (self->sectors));
  json_object_set_array_member (object, "results", self->sectors);
  igny_call_take_data (self->call, object);
}

gboolean
igny_command_industry_show (IgnyCall *call,
                            GError  **error)
{
  Template self = { .call = call };

  self.industry = igny_answer_find (call, &igny_industry_entity, igny_call_get_word (call, 0),
                                    error);
  if (self.industry == 0)
    return FALSE;
  self.sectors = json_array_new ();
  if (igny_call_read (call, show_cb, &self, error))
    {
      answer (&self);
      return TRUE;
    }
  json_array_unref (self.sectors);
  return FALSE;
}

static gboolean
apply_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Template  *self = data;
  GPtrArray *words = self->call->line->words;
  g_autoptr(GPtrArray) names = NULL;

  names = igny_sites_add_templates (step, self->site, self->industry,
                                    (const char *const *) words->pdata + 1, words->len - 1, error);
  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    add_line (self, names->pdata[i], NULL);
  return TRUE;
}

gboolean
igny_command_industry_apply (IgnyCall *call,
                             GError  **error)
{
  Template  self = { .call = call };
  IgnyScope scope;

  self.industry = igny_answer_find (call, &igny_industry_entity, igny_call_get_word (call, 0),
                                    error);
  if (self.industry == 0 || !igny_call_find_scope (call, &scope, error))
    return FALSE;
  self.site = scope.site;
  self.sectors = json_array_new ();
  if (igny_call_write (call, "Add sectors", apply_cb, &self, error))
    {
      answer (&self);
      return TRUE;
    }
  json_array_unref (self.sectors);
  return FALSE;
}
