/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-session.h"
#include "igny-contents.h"
#include "igny-task.h"
#include "igny-work-keywords.h"

G_BEGIN_DECLS

/* A task with what its text is to be made of. */
typedef struct
{
  IgnyTask         *task;
  char             *cluster; /* name, or NULL */
  IgnyWorkKeywords *keywords;
  guint             n_primary; /* of the keywords, at their beginning */
  gboolean          is_published;
} IgnyWorkTask;

/* A text on its way into the store: the draft borrows what owned keeps. */
typedef struct
{
  IgnyContentDraft draft;
  GPtrArray       *owned; /* of char * */
  IgnyUsage        usage; /* operation NULL: nothing to charge */
} IgnyWorkText;

/* Store threads. */
IgnyWorkTask *igny_work_task_load (IgnyDb  *db,
                                   gint64   row,
                                   GError **error);
void          igny_work_task_free (IgnyWorkTask *self);
/* Whether it may be written: not when it is published. */
gboolean igny_work_task_check (const IgnyWorkTask *self,
                               GError            **error);
/* Keeps text until self is cleared. */
char *igny_work_text_keep (IgnyWorkText *self,
                           char         *text);
/* Keywords of the task from one on, with commas; NULL when there is none. */
char *igny_work_task_join_keywords (const IgnyWorkTask *self,
                                    guint               from);

/* Briefs for all tasks of an array of gint64, in one step. */
gboolean igny_work_write_briefs (const IgnyRun *run,
                                 const GArray  *tasks,
                                 IgnyReport    *report,
                                 GError       **error);
gboolean igny_work_write_brief (const IgnyWorkTask *task,
                                IgnyWorkText       *text,
                                GError            **error);
gboolean igny_work_write_ask (IgnyAiSession      *session,
                              const IgnyWorkTask *task,
                              guint               item,
                              guint               n_items,
                              IgnyWorkText       *text,
                              GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWorkTask, igny_work_task_free)

G_END_DECLS
