/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Undo is a new step, newest first. It writes an old value only where the
 * field still holds what the step wrote, and counts the rest as kept. */
typedef struct
{
  gint64 step; /* 0: there is nothing to undo */
  char  *label;
  char  *note;
  guint  kept; /* fields that were changed since and stay */
} IgnyUndo;

void igny_undo_clear (IgnyUndo *self);

/* The step that undo, or redo, would take back. Any connection. */
gboolean igny_undo_peek (IgnyDb   *db,
                         gboolean  redo,
                         IgnyUndo *undo,
                         GError  **error);
/* Takes back the step of peek inside step, which was begun as IGNY_STEP_UNDO
 * or IGNY_STEP_REDO. */
gboolean igny_undo_apply (IgnyStep *step,
                          gboolean  redo,
                          IgnyUndo *undo,
                          GError  **error);

G_END_DECLS
