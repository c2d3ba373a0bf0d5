/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-site.h"
#include "igny-edit.h"
#include "igny-http-curl.h"
#include "igny-queue-runner.h"
#include "igny-scheduler.h"
#include "igny-stub-process.h"

#define UNATTENDED_ZONE "Europe/Berlin"
/* 10 March 2026, a Tuesday, 12:00 UTC; the clocks go forward on the 29th. */
#define UNATTENDED_BEGIN G_GINT64_CONSTANT (1773144000000)

/* A site that is left alone, under a clock that the test sets: one scheduler, the
 * real queue, the stand-in for OpenAI, and a WordPress in memory. */
typedef struct
{
  char            *folder;
  IgnyEnv          env;
  GMutex           lock;
  gint64           now; /* under lock */
  gint64           end;
  gint64           jump;   /* the next nap takes so long: the machine sleeps */
  GThread         *thread; /* of the scheduler */
  GCancellable    *enough; /* canceled at the end */
  IgnyStubProcess *stub;
  IgnyHttpCurl    *curl;
  IgnyHttp        *world;
  FakeSite        *site;
  IgnyStore       *store;
  IgnyFunctions   *functions;
  IgnyQueueRunner *runner;
  IgnyScheduler   *scheduler;
  gint64           row; /* of the site */
  gint64           sector;
} UnattendedFixture;

void unattended_set_up (UnattendedFixture *self,
                        gconstpointer      data);
void unattended_tear_down (UnattendedFixture *self,
                           gconstpointer      data);

/* The program with its queue and scheduler ends, and begins again: what a
 * restart is made of. The store is open while it runs. */
void unattended_end_program (UnattendedFixture *self);
void unattended_open_store (UnattendedFixture *self);
void unattended_start_program (UnattendedFixture *self);
/* Lets time pass. */
void unattended_pass (UnattendedFixture *self,
                      gint64             milliseconds);
/* The scheduler runs until it is end, and all that it began is done. */
void unattended_run_until (UnattendedFixture *self,
                           gint64             end);

/* SQL in a step of its own. */
void unattended_sql (UnattendedFixture *self,
                     const char        *sql);
void unattended_set (UnattendedFixture *self,
                     const char        *name,
                     const char        *value);
void unattended_set_automation (UnattendedFixture    *self,
                                const IgnyAssignment *values,
                                gsize                 n_values);
void unattended_set_publishing (UnattendedFixture    *self,
                                const IgnyAssignment *values,
                                gsize                 n_values);
/* Adds a record to the site and its sector; its row. */
gint64 unattended_add (UnattendedFixture    *self,
                       const char           *table,
                       const IgnyAssignment *values,
                       gsize                 n_values);
/* Forty of them, in ten groups. */
void unattended_add_keywords (UnattendedFixture *self);

/* The one number, text (full ownership, NULL for none) or column of times in
 * milliseconds (full ownership) that the SQL asks for. */
gint64  unattended_number (UnattendedFixture *self,
                           const char        *sql);
char   *unattended_dup_text (UnattendedFixture *self,
                             const char        *sql);
GArray *unattended_list_times (UnattendedFixture *self,
                               const char        *sql);
