/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-stub-process.h"
#include "igny-work.h"

/* The functions of the writer end to end, in a store with one task and against
 * the stand-in for a provider. */
typedef struct
{
  IgnyStubProcess *stub;
  char            *folder;
  IgnyEnv          env;
  IgnyHttp        *http;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyRun          run;
  guint            percent; /* last reported; the test sets it back before another run */
  char            *said;    /* last */
  GCancellable    *cancellable;
  IgnyPhase        cancel_at; /* when cancellable is not NULL */
} FunctionsFixture;

/* The pictures that are there; a condition follows. */
#define FUNCTIONS_IMAGES "SELECT count(*) FROM images WHERE deleted_step IS NULL AND "

/* Instead of g_test_init. With --journal FILE the requests stay in it, to be
 * checked against the provider's description. */
void functions_init (int    *argc,
                     char ***argv);

void functions_set_up (FunctionsFixture *fixture,
                       gconstpointer     data);
void functions_tear_down (FunctionsFixture *fixture,
                          gconstpointer     data);
void functions_set (FunctionsFixture *fixture,
                    const char       *name,
                    const char       *value);
/* SQL in a step of the system. */
void functions_run_sql (FunctionsFixture *fixture,
                        const char       *sql);
/* The one number that the SQL asks for. */
gint64 functions_ask (FunctionsFixture *fixture,
                      const char       *sql);
void   functions_undo (FunctionsFixture *fixture);
/* The article of the task, which must succeed. */
void functions_write_article (FunctionsFixture *fixture);
