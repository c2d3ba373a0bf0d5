/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-records.h"

G_BEGIN_DECLS

/* What the log tells: the steps of an account, and what became of one record.
 * Any connection; values are copies. */

typedef enum
{
  IGNY_PAST_DO,
  IGNY_PAST_UNDO,
  IGNY_PAST_REDO,
  IGNY_PAST_SYSTEM,
} IgnyPastKind;

typedef struct
{
  gint64       step;
  gint64       at;   /* ms since 1970 */
  char        *user; /* name, or email where there is none; NULL for the program */
  char        *label;
  char        *note;
  IgnyPastKind kind;
  gint64       n_rows; /* written, as far as they are logged */
  gboolean     undone;
  gboolean     point; /* a restore point */
} IgnyPastStep;

typedef enum
{
  IGNY_PAST_ALL,    /* but those of the program */
  IGNY_PAST_OPEN,   /* that undo would take back, the next one first */
  IGNY_PAST_POINTS, /* restore points */
} IgnyPastWhich;

void igny_past_step_free (IgnyPastStep *self);

/* Newest first; limit 0 is no limit. */
GPtrArray *igny_past_list_steps (IgnyDb       *db,
                                 IgnyPastWhich which,
                                 guint         limit,
                                 GError      **error);

/* What one step did to one record. */
typedef struct
{
  IgnyPastStep *step;
  gboolean      made;    /* the record came to be; before and after are NULL then */
  gint          deleted; /* 1 when it was deleted, -1 when it came back, else 0 */
  GPtrArray    *fields;  /* of const IgnyField *: those that changed */
  gpointer      before;  /* a record that holds the old values of those, */
  gpointer      after;   /* and one that holds the new ones */
} IgnyPastChange;

void igny_past_change_free (IgnyPastChange *self);

/* Newest first. Fields that are hidden are left out. */
GPtrArray *igny_past_list_changes (IgnyDb           *db,
                                   const IgnyEntity *entity,
                                   gint64            row,
                                   guint             limit,
                                   GError          **error);
/* The row of a record of the account by its id, alive or deleted; 0 when there
 * is none. */
gint64 igny_past_find_id (IgnyDb           *db,
                          const IgnyEntity *entity,
                          const IgnyId     *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPastStep, igny_past_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPastChange, igny_past_change_free)

G_END_DECLS
