/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-diff.h"
#include "igny-work-optimize.h"

G_BEGIN_DECLS

/* Changes that an AI proposes to an article, as a person reads them. */

typedef struct
{
  guint       number; /* as igny_work_optimize_decide counts */
  const char *place;  /* of the change, translated: "Title" */
  char       *reason;
  char       *before;  /* what a reader sees; "" for nothing */
  char       *after;   /* the same */
  GArray     *removed; /* of IgnyDiffRange, in before */
  GArray     *added;   /* of IgnyDiffRange, in after */
} IgnyProposedChange;

typedef struct
{
  gint64     content;
  char      *title;
  GPtrArray *changes; /* of IgnyProposedChange: those that nobody has decided on */
} IgnyProposal;

IgnyProposal *igny_proposal_new (gint64 content);
void          igny_proposal_free (IgnyProposal *self);
/* For igny_store_read_async. */
gboolean igny_proposal_read (IgnyDb       *db,
                             gpointer      data,
                             GCancellable *cancellable,
                             GError      **error);

/* Numbers of changes with commas, "" for none. One step, on a worker. */
void igny_proposal_decide_async (IgnyStore          *store,
                                 gint64              content,
                                 const char         *accept,
                                 const char         *reject,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
/* What became of them; the result's. NULL with error. */
const IgnyWorkDecision *igny_proposal_decide_finish (IgnyStore    *store,
                                                     GAsyncResult *result,
                                                     GError      **error);

G_END_DECLS
