/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-past.h"

gboolean
igny_command_restore_point_add (IgnyCall *call,
                                GError  **error)
{
  const char *name = igny_call_get_word (call, 0);
  JsonObject *object;

  if (!igny_store_add_point (call->store, name, error))
    return FALSE;
  igny_call_say (call, _("Restore point: %s."), name);
  object = json_object_new ();
  json_object_set_string_member (object, "label", name);
  igny_call_take_data (call, object);
  return TRUE;
}

typedef struct
{
  gint64        wanted; /* 0: the newest */
  const char   *name;   /* or NULL */
  IgnyPastStep *point;
} Search;

/* A name stands for the newest point that has it: the list is newest first. */
static gboolean
is_wanted (const Search       *search,
           const IgnyPastStep *point)
{
  if (search->name != NULL)
    return g_str_equal (point->label, search->name);
  return search->wanted == 0 || point->step == search->wanted;
}

static gboolean
find_point (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Search *search = data;
  g_autoptr(GPtrArray) points = igny_past_list_steps (db, IGNY_PAST_POINTS, 0, error);

  for (guint i = 0; points != NULL && i < points->len && search->point == NULL; i++)
    if (is_wanted (search, points->pdata[i]))
      search->point = g_ptr_array_steal_index (points, i);
  if (points != NULL && search->point == NULL)
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                 _("there is no such restore point; “igny8ctl restore-point list” shows those "
                   "there are, and the folder “backups” has older states"));
  return search->point != NULL;
}

static gboolean
go_back (IgnyCall           *call,
         const IgnyPastStep *point,
         GError            **error)
{
  IgnyUndo    undo;
  guint       n_undone;
  gboolean    ok = igny_store_go_back (call->store, point->step, &undo, &n_undone,
                                       call->caller->cancellable, error);
  JsonObject *object;

  if (ok)
    {
      igny_call_say (call,
                     ngettext ("Back before “%s”: %u step.", "Back before “%s”: %u steps.",
                               n_undone),
                     point->label, n_undone);
      if (undo.note != NULL)
        igny_call_say (call, "%s", undo.note);
      object = json_object_new ();
      json_object_set_string_member (object, "label", point->label);
      json_object_set_int_member (object, "steps", n_undone);
      json_object_set_int_member (object, "kept", undo.kept);
      igny_call_take_data (call, object);
    }
  igny_undo_clear (&undo);
  return ok;
}

gboolean
igny_command_restore_point_restore (IgnyCall *call,
                                    GError  **error)
{
  Search      search = { 0 };
  const char *word = igny_call_get_word (call, 0);
  guint64     wanted = 0;
  gboolean    ok;

  if (word != NULL && !g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &wanted, NULL))
    search.name = word;
  search.wanted = (gint64) wanted;
  ok = igny_call_read (call, find_point, &search, error) && go_back (call, search.point, error);
  g_clear_pointer (&search.point, igny_past_step_free);
  return ok;
}
