/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-clustering.h"
#include "igny-work-keywords.h"

G_BEGIN_DECLS

/* Keywords made ready for an engine that groups without a conversation:
 * offline, by results, by embeddings. Making it is most of the work, so that
 * several strictnesses can be tried. Worker threads; one runs it at a time. */
typedef struct _IgnyGrouper IgnyGrouper;

/* keywords are borrowed. Asks the service for vectors, with
 * IGNY_ENGINE_EMBEDDINGS. Fails for IGNY_ENGINE_AI. */
IgnyGrouper *igny_grouper_new (const IgnyRun          *run,
                               const IgnyScope        *scope,
                               IgnyEngine              engine,
                               const IgnyWorkKeywords *keywords,
                               GError                **error);
void         igny_grouper_free (IgnyGrouper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyGrouper, igny_grouper_free)

/* strictness is in hundredths; results know none. */
IgnyClustering *igny_grouper_run (IgnyGrouper  *self,
                                  gint64        strictness,
                                  GCancellable *cancellable,
                                  GError      **error);

G_END_DECLS
