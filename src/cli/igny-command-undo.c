/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-present.h"

/* Undo and redo, as many as asked for. */
typedef struct
{
  IgnyCall  *call;
  gboolean   redo;
  JsonArray *steps;
  guint      n_done;
  gint64     kept;
  JsonArray *fields; /* those that were kept */
} Turns;

typedef struct
{
  Turns    *turns;
  IgnyUndo *undo;
} Answer;

static void
add_field (Turns              *turns,
           IgnyDb             *db,
           const IgnyUndoKept *kept)
{
  const IgnyField *field = igny_entity_find_field (kept->entity, kept->field);
  g_autofree char *title = igny_records_dup_title (db, kept->entity, kept->row);
  g_autofree char *id = (kept->entity->flags & IGNY_ENTITY_LINK) == 0
                            ? igny_present_dup_id (db, kept->entity, kept->row)
                            : NULL;
  JsonObject      *object = json_object_new ();
  const char      *kind;
  const char      *label;

  json_object_set_string_member (object, "entity", kept->entity->table);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "field", kept->field);
  json_array_add_object_element (turns->fields, object);
  label = field != NULL ? _(field->label) : _("deletion");
  kind = _(kept->entity->label_one);
  igny_call_say (turns->call, "  %s “%s”: %s", kind, title != NULL ? title : "", label);
}

static gboolean
say_kept (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Answer *answer = data;

  for (guint i = 0; answer->undo->fields != NULL && i < answer->undo->fields->len; i++)
    add_field (answer->turns, db, answer->undo->fields->pdata[i]);
  return TRUE;
}

static gboolean
say (Turns    *turns,
     IgnyUndo *undo,
     GError  **error)
{
  JsonObject *object = json_object_new ();
  Answer      answer = { turns, undo };

  if (turns->redo)
    igny_call_say (turns->call, _("Done again: %s."), undo->label);
  else
    igny_call_say (turns->call, _("Undone: %s."), undo->label);
  if (undo->note != NULL)
    igny_call_say (turns->call, "%s", undo->note);
  if (undo->kept > 0)
    igny_call_say (turns->call,
                   ngettext ("%u field was changed since and stays:",
                             "%u fields were changed since and stay:", undo->kept),
                   undo->kept);
  json_object_set_int_member (object, "step", undo->step);
  json_object_set_string_member (object, "label", undo->label);
  json_object_set_string_member (object, "note", undo->note);
  json_object_set_int_member (object, "kept", undo->kept);
  json_array_add_object_element (turns->steps, object);
  turns->n_done++;
  turns->kept += undo->kept;
  return undo->fields == NULL || igny_call_read (turns->call, say_kept, &answer, error);
}

/* The last one in front, as a run of one has it. */
static void
answer (Turns *turns)
{
  JsonObject *object = json_object_new ();
  JsonObject *last = json_array_get_object_element (turns->steps, turns->n_done - 1);

  json_object_set_string_member (object, "label", igny_json_get_string (last, "label", NULL));
  json_object_set_string_member (object, "note", igny_json_get_string (last, "note", NULL));
  json_object_set_int_member (object, "kept", turns->kept);
  json_object_set_array_member (object, "fields", json_array_ref (turns->fields));
  json_object_set_array_member (object, "steps", json_array_ref (turns->steps));
  igny_call_take_data (turns->call, object);
}

/* Nothing left is a failure only when nothing was done. */
static gboolean
run_turns (Turns   *turns,
           guint64  n,
           GError **error)
{
  IgnyCall *call = turns->call;

  for (guint64 i = 0; i < n && !g_cancellable_is_cancelled (call->caller->cancellable); i++)
    {
      g_autoptr(GError) local = NULL;
      IgnyUndo undo;
      gboolean ok = igny_store_undo (call->store, turns->redo, &undo, &local);

      ok = ok && say (turns, &undo, &local);
      igny_undo_clear (&undo);
      if (ok)
        continue;
      if (turns->n_done > 0 && g_error_matches (local, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
        break;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (call->caller->cancellable, error);
}

static gboolean
run (IgnyCall *call,
     gboolean  redo,
     GError  **error)
{
  g_autoptr(JsonArray) steps = json_array_new ();
  g_autoptr(JsonArray) fields = json_array_new ();
  Turns       turns = { call, redo, steps, 0, 0, fields };
  const char *word = igny_call_get_word (call, 0);
  guint64     n = 1;

  if (word != NULL && !g_ascii_string_to_unsigned (word, 10, 1, G_MAXUINT32, &n, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is no number of steps; give 1 or more"), word);
      return FALSE;
    }
  if (!run_turns (&turns, n, error))
    return FALSE;
  if (turns.n_done < n)
    igny_call_say (call,
                   ngettext ("There was %u step only.", "There were %u steps only.", turns.n_done),
                   turns.n_done);
  answer (&turns);
  return TRUE;
}

gboolean
igny_command_undo (IgnyCall *call,
                   GError  **error)
{
  return run (call, FALSE, error);
}

gboolean
igny_command_redo (IgnyCall *call,
                   GError  **error)
{
  return run (call, TRUE, error);
}
