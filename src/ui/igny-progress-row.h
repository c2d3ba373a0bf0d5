/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the button beside “Cancel” does. */
typedef enum
{
  IGNY_JOB_ACT_NONE, /* it is not there */
  IGNY_JOB_ACT_PAUSE,
  IGNY_JOB_ACT_RESUME,
  IGNY_JOB_ACT_RETRY,
} IgnyJobAct;

/* One running job: what it does, how far it is, and a way to stop it.
 *
 * Signals "cancel"; "act" (guint: the IgnyJobAct). */
#define IGNY_TYPE_PROGRESS_ROW (igny_progress_row_get_type ())
G_DECLARE_FINAL_TYPE (IgnyProgressRow, igny_progress_row, IGNY, PROGRESS_ROW, GtkBox)

GtkWidget *igny_progress_row_new (const char *title);
/* phase is translated. fraction is 0 to 1; below 0 when nobody knows. */
void igny_progress_row_set (IgnyProgressRow *self,
                            const char      *phase,
                            double           fraction);
void igny_progress_row_set_act (IgnyProgressRow *self,
                                IgnyJobAct       act);
void igny_progress_row_set_cancellable (IgnyProgressRow *self,
                                        gboolean         cancellable);

G_END_DECLS
