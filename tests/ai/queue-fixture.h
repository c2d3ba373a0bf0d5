/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-queue-runner.h"
#include "igny-stub-process.h"

/* How many tasks there are to be written. */
#define QUEUE_N_TASKS 6

/* A store with tasks, a queue of its own, and the stand-in for a provider. */
typedef struct
{
  char            *folder;
  IgnyEnv          env;
  IgnyHttp        *http;
  IgnyStubProcess *stub;
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyFunctions   *functions;
  IgnyQueueRunner *runner; /* NULL until queue_start */
} QueueFixture;

void queue_set_up (QueueFixture *fixture,
                   gconstpointer data);
void queue_tear_down (QueueFixture *fixture,
                      gconstpointer data);

void queue_set (QueueFixture *fixture,
                const char   *name,
                const char   *value);
/* SQL in a step of the system. */
void queue_run_sql (QueueFixture *fixture,
                    const char   *sql);
/* The one number that the SQL asks for. */
gint64 queue_number (QueueFixture *fixture,
                     const char   *sql);
/* The items in that state. */
gint64 queue_count (QueueFixture *fixture,
                    const char   *state);

void           queue_start (QueueFixture *fixture);
IgnyQueueAdded queue_add (QueueFixture *fixture,
                          const char   *function,
                          IgnyEngine    engine);
/* How many items it changed. */
guint queue_change (QueueFixture   *fixture,
                    IgnyQueueChange what,
                    IgnyQueuePlace  place);
/* Why the queue is held, or NULL when it is not. Full ownership. */
char *queue_dup_hold (QueueFixture *fixture);
/* Holds the queue; why is NULL: lets it go on. */
void queue_hold (QueueFixture *fixture,
                 const char   *why);
