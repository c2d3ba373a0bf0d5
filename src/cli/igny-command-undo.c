/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"

static void
answer (IgnyCall       *call,
        gboolean        redo,
        const IgnyUndo *undo)
{
  JsonObject *object = json_object_new ();

  if (redo)
    igny_call_say (call, _("Done again: %s."), undo->label);
  else
    igny_call_say (call, _("Undone: %s."), undo->label);
  if (undo->note != NULL)
    igny_call_say (call, "%s", undo->note);
  if (undo->kept > 0)
    igny_call_say (call,
                   ngettext ("%u field was changed since and stays.",
                             "%u fields were changed since and stay.", undo->kept),
                   undo->kept);
  json_object_set_string_member (object, "label", undo->label);
  json_object_set_string_member (object, "note", undo->note);
  json_object_set_int_member (object, "kept", undo->kept);
  igny_call_take_data (call, object);
}

static gboolean
run (IgnyCall *call,
     gboolean  redo,
     GError  **error)
{
  IgnyUndo undo;
  gboolean ok = igny_store_undo (call->store, redo, &undo, error);

  if (ok)
    answer (call, redo, &undo);
  igny_undo_clear (&undo);
  return ok;
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
