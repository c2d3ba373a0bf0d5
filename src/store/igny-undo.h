/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* What an undo left alone, since it was changed after the step. */
typedef struct
{
  const IgnyEntity *entity;
  gint64            row;
  char             *field; /* its name, or "deleted_step" */
} IgnyUndoKept;

/* Undo is a new step, newest first. It writes an old value only where the
 * field still holds what the step wrote, and lists the rest. */
typedef struct
{
  gint64     step; /* 0: there is nothing to undo */
  char      *label;
  char      *note;
  guint      kept;   /* fields that were changed since and stay */
  GPtrArray *fields; /* of IgnyUndoKept: the first IGNY_UNDO_MAX_FIELDS of them; may be NULL */
} IgnyUndo;

#define IGNY_UNDO_MAX_FIELDS 100

void igny_undo_clear (IgnyUndo *self);
/* Counts and lists a field. */
void igny_undo_keep (IgnyUndo         *self,
                     const IgnyEntity *entity,
                     gint64            row,
                     const char       *field);

/* The step that undo, or redo, would take back. Any connection. */
gboolean igny_undo_peek (IgnyDb   *db,
                         gboolean  redo,
                         IgnyUndo *undo,
                         GError  **error);
/* How many steps undo would take back before it came to step; IGNY_UNKNOWN when
 * it never would. Any connection. */
gboolean igny_undo_count_newer (IgnyDb  *db,
                                gint64   step,
                                gint64  *n_newer,
                                GError **error);
/* The undo that was made since step of something that held at step, the newest;
 * 0 when there is none. To go back to step it has to be redone. */
gboolean igny_undo_find_lost (IgnyDb  *db,
                              gint64   step,
                              gint64  *undo_step,
                              GError **error);
/* Takes back the step of peek inside step, which was begun as IGNY_STEP_UNDO
 * or IGNY_STEP_REDO. */
gboolean igny_undo_apply (IgnyStep *step,
                          gboolean  redo,
                          IgnyUndo *undo,
                          GError  **error);
/* The same for a step that is named, and is not taken back already. */
gboolean igny_undo_apply_to (IgnyStep *step,
                             gint64    target,
                             IgnyUndo *undo,
                             GError  **error);

G_END_DECLS
