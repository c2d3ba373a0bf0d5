/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http-tape.h"
#include "igny-work.h"

/* A store with a key and a model, and a tape instead of the network; nothing
 * may be left on the tape at the end. */
typedef struct
{
  char         *folder;
  IgnyHttpTape *tape;
  IgnyEnv       env;
  IgnyStore    *store;
  IgnyScope     scope;
  IgnyRun       run;
  guint         percent;   /* last reported; the test sets it back before another run */
  GString      *phases;    /* initials of those that were seen */
  IgnyPhase     cancel_at; /* when cancellable is not NULL */
  GCancellable *cancellable;
} WorkFixture;

typedef gboolean (*WorkInStep) (WorkFixture *fixture,
                                IgnyStep    *step);

/* What is to be done in a step: func, else sql, else the setting name. */
typedef struct
{
  WorkFixture *fixture;
  WorkInStep   func;
  const char  *sql;
  const char  *name;
  const char  *value;
} WorkCall;

void work_set_up_empty (WorkFixture  *fixture,
                        gconstpointer data);
/* With a site and nine keywords, which are the scope. */
void work_set_up (WorkFixture  *fixture,
                  gconstpointer data);
void work_tear_down (WorkFixture  *fixture,
                     gconstpointer data);

/* Does call in a step of the system, which cannot be undone. */
void work_apply (WorkFixture *fixture,
                 WorkCall     call);
void work_set (WorkFixture *fixture,
               const char  *name,
               const char  *value);
/* The phases since the last time, by their initials; the last run came to its end. */
void work_expect_phases (WorkFixture *fixture,
                         const char  *initials);
/* The one number that the SQL asks for. */
gint64 work_ask (WorkFixture *fixture,
                 const char  *sql);
/* Rows alive; what: a table and WHERE … */
gint64 work_count (WorkFixture *fixture,
                   const char  *what);
void   work_undo (WorkFixture *fixture);
/* The next request is answered with content. */
void work_answer (WorkFixture *fixture,
                  const char  *content);

/* The steps of the pipeline, for all that the scope has. */
gboolean work_cluster (WorkFixture *fixture,
                       IgnyEngine   engine,
                       gboolean     again,
                       GError     **error);
gboolean work_make_ideas (WorkFixture *fixture,
                          IgnyEngine   engine,
                          GError     **error);
gboolean work_make_tasks (WorkFixture *fixture,
                          GError     **error);
gboolean work_write_all (WorkFixture *fixture,
                         IgnyEngine   engine,
                         GError     **error);
/* All four of them, which must succeed, without a model. */
void work_offline (WorkFixture *fixture);
