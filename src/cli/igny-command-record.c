/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-present.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-target.h"

/* One edit: what it is about, and the record as it is afterwards. */
typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  IgnyScope         scope;
  GArray           *values; /* of IgnyAssignment */
  gint64            row;
  char             *title;
  JsonObject       *record;
  JsonArray        *ids;
} Edit;

static void
edit_clear (Edit *edit)
{
  g_clear_pointer (&edit->values, g_array_unref);
  g_clear_pointer (&edit->title, g_free);
  g_clear_pointer (&edit->record, json_object_unref);
  g_clear_pointer (&edit->ids, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static gboolean
read_assignments (Edit    *edit,
                  guint    first,
                  GError **error)
{
  GPtrArray *words = edit->call->line->words;

  edit->values = g_array_new (FALSE, FALSE, sizeof (IgnyAssignment));
  for (guint i = first; i < words->len; i++)
    {
      IgnyAssignment assignment;

      if (!igny_target_split (words->pdata[i], &assignment, error))
        return FALSE;
      g_array_append_val (edit->values, assignment);
    }
  return TRUE;
}

static const IgnyAssignment *
get_assignments (const Edit *edit)
{
  return (const IgnyAssignment *) (gpointer) edit->values->data;
}

/* The answer is made in the step itself, so that it tells what was saved. */
static gboolean
present (Edit     *edit,
         IgnyStep *step,
         GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);
  g_autoptr(IgnyRecord) record = igny_records_load (db, edit->entity, edit->row, error);

  if (record == NULL)
    return FALSE;
  edit->title = g_strdup (igny_record_get_title (record));
  edit->record = igny_present_record (db, record);
  return TRUE;
}

static void
answer (Edit    *edit,
        gboolean added)
{
  const char      *id = igny_json_get_string (edit->record, "id", "");
  g_autofree char *label = g_utf8_strdown (_(edit->entity->label_one), -1);

  if (edit->title == NULL || *edit->title == '\0')
    igny_call_say (edit->call,
                   added ? _("Added the %s (%s).") : _("Changed the %s (%s)."), label, id);
  else if (added)
    igny_call_say (edit->call, _("Added the %s “%s” (%s)."), label, edit->title, id);
  else
    igny_call_say (edit->call, _("Changed the %s “%s” (%s)."), label, edit->title, id);
  igny_call_take_data (edit->call, g_steal_pointer (&edit->record));
}

static gboolean
add (IgnyStep     *step,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  Edit *edit = data;

  return igny_edit_add (step, edit->entity, edit->scope.site, edit->scope.sector,
                        get_assignments (edit), edit->values->len, &edit->row, edit->call->errors,
                        error) &&
         present (edit, step, error);
}

/* What a record must be told about its place; content and pictures have that
 * of their task. */
static gboolean
check_place (const Edit *edit,
             GError    **error)
{
  const IgnyField *site = igny_entity_find_field (edit->entity, "site");
  const IgnyField *sector = igny_entity_find_field (edit->entity, "sector");

  if (igny_entity_has_field (edit->entity, "task"))
    return TRUE;
  if (site != NULL && edit->scope.site == 0)
    g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                 _("“add %s” needs --site SITE"), edit->entity->table);
  else if (sector != NULL && (sector->flags & IGNY_FIELD_REQUIRED) != 0 && edit->scope.sector == 0)
    g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                 _("“add %s” needs --sector SECTOR"), edit->entity->table);
  else
    return TRUE;
  return FALSE;
}

gboolean
igny_command_add (IgnyCall *call,
                  GError  **error)
{
  g_auto(Edit) edit = { .call = call };

  edit.entity = igny_target_find_writable (igny_call_get_word (call, 0), error);
  if (edit.entity == NULL ||
      !read_assignments (&edit, 1, error) ||
      !igny_call_find_scope (call, &edit.scope, error) ||
      !check_place (&edit, error) ||
      !igny_call_write (call, "Add", add, &edit, error))
    return FALSE;
  answer (&edit, TRUE);
  return TRUE;
}

static gboolean
find_target (Edit       *edit,
             IgnyStep   *step,
             const char *text,
             GError    **error)
{
  return igny_target_find (igny_step_get_db (step), igny_step_get_account (step), edit->entity,
                           &edit->scope, text, &edit->row, error);
}

static gboolean
set (IgnyStep     *step,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  Edit *edit = data;

  return find_target (edit, step, igny_call_get_word (edit->call, 1), error) &&
         igny_edit_set (step, edit->entity, edit->row, get_assignments (edit), edit->values->len,
                        edit->call->errors, error) &&
         present (edit, step, error);
}

gboolean
igny_command_set (IgnyCall *call,
                  GError  **error)
{
  g_auto(Edit) edit = { .call = call };

  edit.entity = igny_target_find_writable (igny_call_get_word (call, 0), error);
  if (edit.entity == NULL ||
      !read_assignments (&edit, 2, error) ||
      !igny_call_write (call, "Edit", set, &edit, error))
    return FALSE;
  answer (&edit, FALSE);
  return TRUE;
}

static gboolean
delete_one (Edit       *edit,
            IgnyStep   *step,
            const char *text,
            GError    **error)
{
  g_autofree char *id = NULL;

  if (!find_target (edit, step, text, error))
    return FALSE;
  id = igny_present_dup_id (igny_step_get_db (step), edit->entity, edit->row);
  if (!igny_edit_delete (step, edit->entity, edit->row, error))
    return FALSE;
  json_array_add_string_element (edit->ids, id);
  return TRUE;
}

static gboolean
delete_all (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Edit      *edit = data;
  GPtrArray *words = edit->call->line->words;

  for (guint i = 1; i < words->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !delete_one (edit, step, words->pdata[i], error))
      return FALSE;
  if (words->len > 2)
    igny_step_set_label (step, "Delete %u %s", words->len - 1, edit->entity->label);
  return TRUE;
}

gboolean
igny_command_delete (IgnyCall *call,
                     GError  **error)
{
  g_auto(Edit) edit = { .call = call };
  JsonObject *object;
  guint       n_deleted;

  edit.entity = igny_target_find_writable (igny_call_get_word (call, 0), error);
  edit.ids = json_array_new ();
  if (edit.entity == NULL || !igny_call_write (call, "Delete", delete_all, &edit, error))
    return FALSE;

  n_deleted = json_array_get_length (edit.ids);
  igny_call_say (call, ngettext ("Deleted %u record.", "Deleted %u records.", n_deleted),
                 n_deleted);
  object = json_object_new ();
  json_object_set_int_member (object, "deleted", n_deleted);
  json_object_set_array_member (object, "ids", g_steal_pointer (&edit.ids));
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
make_site (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit          *edit = data;
  IgnyCall      *call = edit->call;
  IgnyAssignment values[] = {
    { "name", igny_call_get_word (call, 0) },
    { "domain", igny_call_get (call, IGNY_OPTION_DOMAIN) },
  };

  edit->entity = &igny_site_entity;
  return igny_edit_add (step, edit->entity, 0, 0, values, values[1].value != NULL ? 2 : 1,
                        &edit->row, call->errors, error) &&
         present (edit, step, error);
}

gboolean
igny_command_site_add (IgnyCall *call,
                       GError  **error)
{
  g_auto(Edit) edit = { .call = call };

  if (!igny_call_write (call, "Add a site", make_site, &edit, error))
    return FALSE;
  answer (&edit, TRUE);
  return TRUE;
}

static gboolean
make_sector (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Edit          *edit = data;
  IgnyAssignment value = { "name", igny_call_get_word (edit->call, 0) };

  edit->entity = &igny_sector_entity;
  return igny_edit_add (step, edit->entity, edit->scope.site, 0, &value, 1, &edit->row,
                        edit->call->errors, error) &&
         present (edit, step, error);
}

gboolean
igny_command_sector_add (IgnyCall *call,
                         GError  **error)
{
  g_auto(Edit) edit = { .call = call };

  if (!igny_call_find_scope (call, &edit.scope, error) ||
      !igny_call_write (call, "Add a sector", make_sector, &edit, error))
    return FALSE;
  answer (&edit, TRUE);
  return TRUE;
}
