/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* What was deleted and is not gone for good yet. */

typedef struct
{
  gint64 row;
  IgnyId id;
  gint64 deleted_at; /* ms since 1970; IGNY_UNKNOWN when the log does not reach back */
  char  *title;      /* or NULL */
} IgnyDeleted;

/* The newest first; an array of IgnyDeleted that owns the titles. Any
 * connection. */
GArray *igny_restore_list (IgnyDb           *db,
                           const IgnyEntity *entity,
                           gsize             limit,
                           GError          **error);
/* By id or, when only one deleted record has it, by title; with error else. */
gboolean igny_restore_find (IgnyDb           *db,
                            const IgnyEntity *entity,
                            const char       *text,
                            gint64           *row,
                            GError          **error);
/* Brings a record back, and what was deleted along with it. It must fit: its
 * place is there, and nothing living took its name meanwhile. What it referred
 * to and is gone is let go of. */
gboolean igny_restore (IgnyStep         *step,
                       const IgnyEntity *entity,
                       gint64            row,
                       IgnyErrors       *errors,
                       GError          **error);

G_END_DECLS
