/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-records.h"

G_BEGIN_DECLS

/* The second idea of the house: every write is a step: one label, one undo,
 * one SQLite transaction. A step that is freed before it is committed is
 * rolled back. Writer thread only; the store makes it (igny_store_write). */
typedef struct _IgnyStep IgnyStep;

typedef enum
{
  IGNY_STEP_DO,
  IGNY_STEP_UNDO,
  IGNY_STEP_REDO,
  IGNY_STEP_SYSTEM, /* not undone: job rows, ledgers, logs */
} IgnyStepKind;

IgnyStep *igny_step_begin (IgnyDb        *db,
                           const IgnyEnv *env,
                           IgnyStepKind   kind,
                           const char    *label,
                           gint64         account,
                           GError       **error);
gboolean  igny_step_commit (IgnyStep *self,
                            GError  **error);
/* Rolls back what was not committed. */
void igny_step_free (IgnyStep *self);

IgnyDb *igny_step_get_db (IgnyStep *self);
gint64  igny_step_get_number (IgnyStep *self);
/* Time of the whole step, ms since 1970. */
gint64       igny_step_get_now (IgnyStep *self);
gint64       igny_step_get_account (IgnyStep *self);
IgnyStepKind igny_step_get_kind (IgnyStep *self);
/* Who does it; NULL is the owner of the file. */
const IgnyActor *igny_step_get_actor (IgnyStep *self);
IgnyId           igny_step_new_id (IgnyStep *self);
void             igny_step_fill_ids (IgnyStep *self,
                                     IgnyId   *ids,
                                     gsize     n);
/* For a label that is known at the end only: “Import 17,606 keywords”. */
void igny_step_set_label (IgnyStep   *self,
                          const char *format,
                          ...) G_GNUC_PRINTF (2, 3);
/* What it does is not undone: a line of a ledger. It is in the history, and
 * never offered to be taken back. */
void igny_step_set_lasting (IgnyStep *self);
/* A reminder that undo shows: the world outside is not undone. */
void igny_step_set_note (IgnyStep   *self,
                         const char *note);

/* Gives record its id, times and row. */
gboolean igny_step_insert (IgnyStep *self,
                           gpointer  record,
                           GError  **error);
gboolean igny_step_update (IgnyStep *self,
                           gpointer  record,
                           GError  **error);
gboolean igny_step_delete (IgnyStep         *self,
                           const IgnyEntity *entity,
                           gint64            row,
                           GError          **error);

/* Between the two, inserts into entity are logged as one line with the first
 * and the last row; updates of older rows and of other tables are logged as
 * ever. Nothing may be deleted meanwhile. */
gboolean igny_step_begin_bulk (IgnyStep         *self,
                               const IgnyEntity *entity,
                               GError          **error);
gboolean igny_step_end_bulk (IgnyStep *self,
                             GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyStep, igny_step_free)

G_END_DECLS
