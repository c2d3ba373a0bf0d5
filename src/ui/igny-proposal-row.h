/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-proposal.h"

G_BEGIN_DECLS

/* One proposed change: where, why, the words of before and after, and whether
 * it is accepted or rejected. "decided": it is now the one or the other. */
#define IGNY_TYPE_PROPOSAL_ROW (igny_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (IgnyProposalRow, igny_proposal_row, IGNY, PROPOSAL_ROW, GtkWidget)

/* change is read, not kept. */
GtkWidget      *igny_proposal_row_new (const IgnyProposedChange *change);
guint           igny_proposal_row_get_number (IgnyProposalRow *self);
IgnyChangeState igny_proposal_row_get_state (IgnyProposalRow *self);
/* To accepted or rejected. */
void igny_proposal_row_set_state (IgnyProposalRow *self,
                                  IgnyChangeState  state);

G_END_DECLS
