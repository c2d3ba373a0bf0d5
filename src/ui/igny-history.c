/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-history.h"

#include <glib/gi18n.h>

#include "igny-undo.h"

struct _IgnyHistory
{
  GObject parent_instance;

  IgnyStore  *store;
  IgnyWindow *window;
  gboolean    busy;
};

/* One undo or redo on its thread. */
typedef struct
{
  gboolean redo;
  IgnyUndo undo;
} Turn;

/* What could be taken back. */
typedef struct
{
  IgnyUndo undo;
  IgnyUndo redo;
} Next;

static guint labels_signal;

G_DEFINE_FINAL_TYPE (IgnyHistory, igny_history, G_TYPE_OBJECT)

static void
turn_free (gpointer data)
{
  igny_undo_clear (&((Turn *) data)->undo);
  g_free (data);
}

static void
next_free (gpointer data)
{
  igny_undo_clear (&((Next *) data)->undo);
  igny_undo_clear (&((Next *) data)->redo);
  g_free (data);
}

static void
enable (IgnyHistory *self,
        const char  *name,
        gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
read_next (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Next *next = data;

  return igny_undo_peek (db, FALSE, &next->undo, error) &&
         igny_undo_peek (db, TRUE, &next->redo, error);
}

static void
next_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyHistory) self = user_data;
  gpointer data;
  Next    *next;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || self->window == NULL)
    return;
  next = data;
  enable (self, "undo", next->undo.step > 0 && !self->busy);
  enable (self, "redo", next->redo.step > 0 && !self->busy);
  g_signal_emit (self, labels_signal, 0, next->undo.step > 0 ? next->undo.label : NULL,
                 next->redo.step > 0 ? next->redo.label : NULL);
}

static void
update_cb (IgnyHistory *self)
{
  igny_store_read_async (self->store, read_next, g_new0 (Next, 1), next_free, NULL, next_cb,
                         g_object_ref (self));
}

static void
turn_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  Turn   *turn = data;
  GError *error = NULL;

  if (igny_store_undo (IGNY_HISTORY (object)->store, turn->redo, &turn->undo, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
describe (const Turn *turn)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (turn->redo)
    g_string_append_printf (text, _ ("Done again: %s"), turn->undo.label);
  else
    g_string_append_printf (text, _ ("Undone: %s"), turn->undo.label);
  if (turn->undo.kept > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u later change stays", "%u later changes stay",
                                        turn->undo.kept),
                              turn->undo.kept);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was done outside stays done there, and that is worth more than a toast
 * that goes by itself. */
static void
show_note (IgnyHistory *self,
           const char  *note)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self->window), _ ("Not All Was Undone"), note));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
turned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  IgnyHistory *self = IGNY_HISTORY (object);
  Turn        *turn = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean         ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->busy = FALSE;
  update_cb (self);
  if (self->window == NULL)
    return;
  if (!ok)
    {
      igny_window_toast (self->window, error->message, NULL, NULL);
      return;
    }
  text = describe (turn);
  if (turn->redo)
    igny_window_toast (self->window, text, _ ("Undo"), "win.undo");
  else
    igny_window_toast (self->window, text, _ ("Redo"), "win.redo");
  if (turn->undo.note != NULL && !turn->redo)
    show_note (self, turn->undo.note);
}

static void
turn (IgnyHistory *self,
      gboolean     redo)
{
  g_autoptr(GTask) task = NULL;
  Turn *what;

  if (self->busy)
    return;
  self->busy = TRUE;
  enable (self, "undo", FALSE);
  enable (self, "redo", FALSE);
  what = g_new0 (Turn, 1);
  what->redo = redo;
  task = g_task_new (self, NULL, turned_cb, NULL);
  g_task_set_task_data (task, what, turn_free);
  g_task_run_in_thread (task, turn_thread);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  turn (user_data, FALSE);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  turn (user_data, TRUE);
}

static void
igny_history_finalize (GObject *object)
{
  IgnyHistory *self = IGNY_HISTORY (object);

  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (igny_history_parent_class)->finalize (object);
}

static void
igny_history_class_init (IgnyHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_history_finalize;

  labels_signal = g_signal_new ("labels", IGNY_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
igny_history_init (IgnyHistory *self)
{
}

IgnyHistory *
igny_history_new (IgnyStore  *store,
                  IgnyWindow *window)
{
  static const GActionEntry actions[] = {
    { "undo", undo_cb },
    { "redo", redo_cb },
  };
  IgnyHistory *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && IGNY_IS_WINDOW (window), NULL);

  self = g_object_new (IGNY_TYPE_HISTORY, NULL);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->window, window);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  enable (self, "undo", FALSE);
  enable (self, "redo", FALSE);
  g_signal_connect_object (store, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return self;
}
