/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-credits.h"
#include "igny-work-keywords.h"
#include "igny-work.h"

G_BEGIN_DECLS

/* A group of keywords on its way into the store. */
typedef struct
{
  char   *name;
  char   *description; /* or NULL */
  GArray *keywords;    /* guint: positions in the keywords */
} IgnyWorkGroup;

GPtrArray *igny_work_groups_new (void);
/* The new group is the array's. */
IgnyWorkGroup *igny_work_groups_add (GPtrArray  *groups,
                                     const char *name,
                                     const char *description);

/* Alike keywords behind each other, so that the model sees together what may
 * belong together: guint positions in the keywords. */
GArray *igny_work_cluster_order (const IgnyRun          *run,
                                 const IgnyWorkKeywords *keywords,
                                 GError                **error);

/* Asks the AI, request by request. What was answered before an error is in
 * groups all the same, for it was paid for. */
gboolean igny_work_cluster_ask (const IgnyRun          *run,
                                const IgnyScope        *scope,
                                const IgnyWorkKeywords *keywords,
                                GPtrArray              *groups,
                                GArray                 *usages, /* of IgnyUsage */
                                IgnyClusterResult      *result,
                                GError                **error);

G_END_DECLS
