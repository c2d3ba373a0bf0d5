/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* An idea as an engine made it; borrowed. */
typedef struct
{
  const char   *title;
  const char   *description;
  const char   *content_type;
  const char   *content_structure;
  const char   *outline; /* JSON, see DESIGN.md */
  gint64        words;
  const gint64 *keywords; /* rows, the primary ones first */
  gsize         n_primary;
  gsize         n_keywords;
} IgnyIdeaDraft;

/* Saves it for the cluster, which becomes mapped. */
gboolean igny_ideas_add (IgnyStep            *step,
                         const IgnyScope     *scope,
                         gint64               cluster,
                         const char          *origin,
                         const IgnyIdeaDraft *draft,
                         gint64              *row,
                         GError             **error);
/* A task for the idea, with its outline and keywords; the idea becomes
 * scheduled. Refused with IGNY_INVALID when it has a task already. */
gboolean igny_ideas_to_task (IgnyStep *step,
                             gint64    idea,
                             gint64   *task,
                             GError  **error);

G_END_DECLS
