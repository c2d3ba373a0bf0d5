/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-history.h"

#include <glib/gi18n.h>

#include "igny-confirm.h"
#include "igny-format.h"
#include "igny-number.h"

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
  gint64   target; /* to be undone with all that is newer; 0: the newest */
  guint    n_undone;
  IgnyUndo undo;
} Turn;

/* What could be taken back. */
typedef struct
{
  IgnyUndo undo;
  IgnyUndo redo;
} Next;

/* What was done, on its way into a toast. */
typedef struct
{
  char    *title;
  char    *button; /* with action: what may be done next, or NULL */
  char    *action;
  IgnyUndo undo; /* the step that it is about */
} Offer;

/* A step that is to be taken back, and how many stand before it. */
typedef struct
{
  IgnyHistory *history;
  gint64       step;
  gint64       n_newer;
} Target;

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
offer_free (gpointer data)
{
  Offer *offer = data;

  igny_undo_clear (&offer->undo);
  g_free (offer->title);
  g_free (offer->button);
  g_free (offer->action);
  g_free (offer);
}

static void
target_free (gpointer data)
{
  g_object_unref (((Target *) data)->history);
  g_free (data);
}

static Target *
target_new (IgnyHistory *history,
            gint64       step)
{
  Target *target = g_new0 (Target, 1);

  target->history = g_object_ref (history);
  target->step = step;
  return target;
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
  Turn      *turn = data;
  GError    *error = NULL;
  IgnyStore *store = IGNY_HISTORY (object)->store;
  gboolean   good;

  if (turn->target > 0)
    good = igny_store_undo_to (store, turn->target, &turn->undo, &turn->n_undone, NULL, &error);
  else
    good = igny_store_undo (store, turn->redo, &turn->undo, &error);
  if (good)
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
  else if (turn->n_undone > 1)
    g_string_append_printf (text,
                            ngettext ("Undone: %u step", "Undone: %u steps", turn->n_undone),
                            turn->n_undone);
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
    igny_history_offer (self, text, NULL, NULL);
  else
    igny_window_toast (self->window, text, _ ("Redo"), "win.redo");
  if (turn->undo.note != NULL && !turn->redo)
    show_note (self, turn->undo.note);
}

static void
turn (IgnyHistory *self,
      gboolean     redo,
      gint64       target)
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
  what->target = target;
  task = g_task_new (self, NULL, turned_cb, NULL);
  g_task_set_task_data (task, what, turn_free);
  g_task_run_in_thread (task, turn_thread);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  turn (user_data, FALSE, 0);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  turn (user_data, TRUE, 0);
}

static gboolean
count_newer (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Target *target = data;

  return igny_undo_count_newer (db, target->step, &target->n_newer, error);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Target *target = user_data;

  if (igny_confirm_finish (result, NULL) && target->history->window != NULL)
    turn (target->history, FALSE, target->step);
  target_free (target);
}

/* A question belongs above the dialog in which it came up. */
static GtkWindow *
find_active (IgnyHistory *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return window;
    }
  return GTK_WINDOW (self->window);
}

/* Undo goes from the newest step back: what came after goes along, or nothing
 * does. */
static void
ask_for_newer (IgnyHistory  *self,
               const Target *target)
{
  const char      *heading = _ ("Undo What Came After, Too?");
  const char      *verb = _ ("_Undo All");
  g_autofree char *number = igny_format_number (target->n_newer);
  g_autofree char *body = NULL;

  body = g_strdup_printf (ngettext ("%s step was made since then. It is undone first.",
                                    "%s steps were made since then. They are undone first.",
                                    (gulong) target->n_newer),
                          number);
  igny_confirm_async (find_active (self), heading, body, verb, TRUE, NULL, confirmed_cb,
                      target_new (self, target->step));
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  IgnyHistory *self;
  gpointer     data;
  Target      *target;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL))
    return;
  target = data;
  self = target->history;
  if (self->window == NULL)
    return;
  if (target->n_newer == IGNY_UNKNOWN)
    igny_window_toast (self->window, _ ("This was undone already"), NULL, NULL);
  else if (target->n_newer > 0)
    ask_for_newer (self, target);
  else
    turn (self, FALSE, target->step);
}

static void
undo_step_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  IgnyHistory *self = user_data;
  Target      *target = target_new (self, g_variant_get_int64 (parameter));

  igny_store_read_async (self->store, count_newer, target, target_free, NULL, counted_cb, NULL);
}

static gboolean
read_newest (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return igny_undo_peek (db, FALSE, &((Offer *) data)->undo, error);
}

static void
offer_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyHistory) self = user_data;
  g_autofree char *undo = NULL;
  gpointer         data;
  const Offer     *offer;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || self->window == NULL)
    return;
  offer = data;
  if (offer->undo.step > 0)
    undo = g_strdup_printf ("win.undo-step(int64 %" G_GINT64_FORMAT ")", offer->undo.step);
  if (offer->button != NULL)
    igny_window_offer (self->window, offer->title, offer->button, offer->action, undo);
  else
    igny_window_toast (self->window, offer->title, undo != NULL ? _ ("Undo") : NULL, undo);
}

void
igny_history_offer (IgnyHistory *self,
                    const char  *title,
                    const char  *button,
                    const char  *action)
{
  Offer *offer;

  g_return_if_fail (IGNY_IS_HISTORY (self));
  g_return_if_fail (title != NULL);

  offer = g_new0 (Offer, 1);
  offer->title = g_strdup (title);
  offer->button = g_strdup (button);
  offer->action = g_strdup (action);
  igny_store_read_async (self->store, read_newest, offer, offer_free, NULL, offer_cb,
                         g_object_ref (self));
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
    { "undo-step", undo_step_cb, "x" },
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
