/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-session.h"
#include "igny-contents.h"
#include "igny-reply-article.h"
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

/* Begins every question for a part of an article. */
#define IGNY_WORK_PART_MARK "The piece is written in "

/* The questions about one article. */
typedef struct
{
  IgnyAiSession         *session;
  const IgnyWorkTask    *task;
  const IgnyChatMessage *messages; /* the instructions and the data */
  guint                  item;     /* for the progress */
  guint                  n_items;
  guint                  part; /* of n_parts that are asked for one by one, from 0 on */
  guint                  n_parts;
  IgnyWorkText          *text; /* its usage adds up */
} IgnyWorkAsking;

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

/* A whole answer, in as many calls as the output cap makes of it. Full
 * ownership. */
char *igny_work_write_complete (const IgnyWorkAsking  *self,
                                const IgnyChatMessage *messages,
                                guint                  n_messages,
                                GError               **error);
/* An article of about so many words, written part by part along its outline (of
 * IgnyOutlineSection, at least two), so that what one part lacks the next ones
 * make up for. Full ownership. */
IgnyReplyArticle *igny_work_write_sections (IgnyWorkAsking  *asking,
                                            const GPtrArray *outline,
                                            guint            words,
                                            GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWorkTask, igny_work_task_free)

G_END_DECLS
