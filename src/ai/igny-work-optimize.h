/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-changes.h"
#include "igny-content.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* The proposal of a content is the member "proposal" of its metadata: {"model",
 * "changes"}. */

/* Of IgnyChange; empty when there is none. Full ownership. */
GPtrArray *igny_work_optimize_read (const IgnyContent *content);
/* metadata of the content with these changes. Full ownership. */
char *igny_work_optimize_write (const IgnyContent *content,
                                const char        *model,
                                const GPtrArray   *changes);

/* Of a content; its changes are numbered from 1 on. */
typedef struct
{
  gint64      content;
  const char *accept; /* "all", or numbers with commas; or NULL */
  const char *reject; /* the same */

  /* Filled in: */
  guint      accepted;
  guint      rejected;
  guint      stale;   /* that could not be accepted: the text was changed since */
  GPtrArray *changes; /* of IgnyChange, as they are then; owned by the caller */
} IgnyWorkDecision;

/* One step: what is accepted is made, and the text from before becomes a
 * version. Only open changes are decided. Fails with IGNY_INVALID for numbers
 * that there are not. Blocks. */
gboolean igny_work_optimize_decide (const IgnyRun    *run,
                                    IgnyWorkDecision *decision,
                                    GError          **error);
void     igny_work_decision_clear (IgnyWorkDecision *decision);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyWorkDecision, igny_work_decision_clear)

G_END_DECLS
