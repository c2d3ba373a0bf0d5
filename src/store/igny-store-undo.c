/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store.h"

/* One undo or redo, and what it took back. */
typedef struct
{
  gboolean redo;
  gint64   target; /* 0: the newest */
  IgnyUndo undo;
} Turn;

static gboolean
turn_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Turn *turn = data;

  if (turn->target != 0)
    return igny_undo_apply_to (step, turn->target, &turn->undo, error);
  return igny_undo_apply (step, turn->redo, &turn->undo, error);
}

static gboolean
run_turn (IgnyStore    *self,
          Turn         *turn,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_store_write (self, turn->redo ? IGNY_STEP_REDO : IGNY_STEP_UNDO,
                           turn->redo ? "Redo" : "Undo", turn_cb, turn, cancellable, error);
}

gboolean
igny_store_undo (IgnyStore *self,
                 gboolean   redo,
                 IgnyUndo  *undo,
                 GError   **error)
{
  Turn     turn = { redo };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (self) && undo != NULL, FALSE);

  ok = run_turn (self, &turn, NULL, error);
  *undo = turn.undo;
  return ok;
}

/* Puts a later turn's label in, and its kept fields to the others. */
static void
merge_undo (IgnyUndo *all,
            IgnyUndo *one)
{
  guint kept = all->kept + one->kept;
  g_autoptr(GPtrArray) fields = g_steal_pointer (&all->fields);

  igny_undo_clear (all);
  if (fields != NULL && one->fields != NULL)
    g_ptr_array_extend_and_steal (fields, g_steal_pointer (&one->fields));
  *all = *one;
  all->kept = kept;
  if (all->fields == NULL)
    all->fields = g_steal_pointer (&fields);
  if (all->fields != NULL && all->fields->len > IGNY_UNDO_MAX_FIELDS)
    g_ptr_array_set_size (all->fields, IGNY_UNDO_MAX_FIELDS);
}

typedef struct
{
  gint64 step;
  gint64 newest; /* the step that would be undone next; 0 for none */
  gint64 lost;   /* an undo that would be redone next; 0 for none */
} Distance;

static gboolean
measure_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Distance *distance = data;
  IgnyUndo  undo;

  if (!igny_undo_peek (db, FALSE, &undo, error))
    return FALSE;
  distance->newest = undo.step;
  igny_undo_clear (&undo);
  return igny_undo_find_lost (db, distance->step, &distance->lost, error);
}

static gboolean
take_turn (IgnyStore    *self,
           gboolean      redo,
           gint64        target,
           IgnyUndo     *undo,
           GCancellable *cancellable,
           GError      **error)
{
  Turn     turn = { redo, target };
  gboolean ok = run_turn (self, &turn, cancellable, error);

  if (ok)
    merge_undo (undo, &turn.undo);
  else
    igny_undo_clear (&turn.undo);
  return ok;
}

/* Turn after turn, each a step of its own, so that what is done stays done
 * when the next one cannot be. */
static gboolean
go_back (IgnyStore    *self,
         gint64        step,
         gboolean      with_lost,
         IgnyUndo     *undo,
         guint        *n_undone,
         GCancellable *cancellable,
         GError      **error)
{
  Distance distance = { step };
  guint    n = 0;
  gboolean ok = TRUE;
  gboolean undone = FALSE;

  *undo = (IgnyUndo){ 0 };
  while (ok)
    {
      ok = igny_store_read (self, measure_cb, &distance, cancellable, error);
      /* First all that came since, then all that was lost since. */
      undone = undone || distance.newest < step;
      if (ok && !undone)
        ok = take_turn (self, FALSE, distance.newest, undo, cancellable, error);
      else if (ok && with_lost && distance.lost != 0)
        ok = take_turn (self, TRUE, distance.lost, undo, cancellable, error);
      else
        break;
      n += ok;
    }
  if (n_undone != NULL)
    *n_undone = n;
  return ok;
}

typedef struct
{
  gint64 step;
  gint64 n_newer;
} Newer;

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Newer *newer = data;

  return igny_undo_count_newer (db, newer->step, &newer->n_newer, error);
}

gboolean
igny_store_undo_to (IgnyStore    *self,
                    gint64        step,
                    IgnyUndo     *undo,
                    guint        *n_undone,
                    GCancellable *cancellable,
                    GError      **error)
{
  Newer newer = { step };

  g_return_val_if_fail (IGNY_IS_STORE (self) && undo != NULL, FALSE);

  *undo = (IgnyUndo){ 0 };
  if (!igny_store_read (self, count_cb, &newer, cancellable, error))
    return FALSE;
  if (newer.n_newer == IGNY_UNKNOWN)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND,
                   "undo: that step was taken back already, or is too old");
      return FALSE;
    }
  return go_back (self, step, FALSE, undo, n_undone, cancellable, error);
}

gboolean
igny_store_go_back (IgnyStore    *self,
                    gint64        step,
                    IgnyUndo     *undo,
                    guint        *n_undone,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (self) && step > 0 && undo != NULL, FALSE);

  return go_back (self, step, TRUE, undo, n_undone, cancellable, error);
}

static gboolean
point_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_db_exec (igny_step_get_db (step), "UPDATE steps SET point = 1 WHERE step = ?1",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step))), error);
}

gboolean
igny_store_add_point (IgnyStore  *self,
                      const char *label,
                      GError    **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (self) && label != NULL, FALSE);

  return igny_store_write (self, IGNY_STEP_SYSTEM, label, point_cb, NULL, NULL, error);
}
