/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_PHASE_INIT,    /* 0-10 % */
  IGNY_PHASE_PREP,    /* 10-25 */
  IGNY_PHASE_AI_CALL, /* 25-70 */
  IGNY_PHASE_PARSE,   /* 70-85 */
  IGNY_PHASE_SAVE,    /* 85-98 */
  IGNY_PHASE_DONE,    /* 98-100 */
} IgnyPhase;

#define IGNY_N_PHASES 6

typedef struct
{
  IgnyPhase   phase;
  guint       percent; /* of the whole run, never falling */
  guint       item;    /* 1-based; 0 when the run has no items */
  guint       n_items;
  const char *message; /* a sentence in the person's language; borrowed */
} IgnyProgress;

/* Called on the thread that runs. */
typedef void (*IgnyProgressFunc) (const IgnyProgress *progress,
                                  gpointer            user_data);

/* See igny-ai-shared.h. */
typedef struct _IgnyAiShared IgnyAiShared;

/* How far a run of one's own is, and how long its phases took; see igny_run_begin. */
typedef struct
{
  IgnyStore *store;
  guint      percent;
  IgnyPhase  phase;                /* the one that runs since */
  gint64     since;                /* ms */
  gint64     spent[IGNY_N_PHASES]; /* ms since the last call of an AI was noted; or unknown */
  GArray    *calls;
  char       id[IGNY_ID_TEXT_SIZE]; /* correlation, when nobody gave one */
} IgnyRunState;

/* What every run of work is given: clustering, ideas, writing, publishing.
 * Runs block, on a worker or in the terminal; never on GTK's or a store's
 * thread. */
typedef struct
{
  IgnyStore       *store;
  IgnyProgressFunc progress; /* or NULL */
  gpointer         user_data;
  GCancellable    *cancellable; /* or NULL */
  IgnyRunState    *state;       /* of igny_run_begin, else NULL */
  gint64           item;        /* of the queue that it is done for; 0 for none */
  IgnyAiShared    *ai;          /* what the runs of a queue ask with together; or NULL */
  const char      *correlation; /* a UUID that its lines of the AI log have; NULL: one is made */
} IgnyRun;

/* A run of one's own for a function that works: what it reports never falls, and
 * is timed. Both outlive the work; state is to be cleared. */
IgnyRun igny_run_begin (const IgnyRun *run,
                        IgnyRunState  *state);
/* Times a phase that is too short to be reported. */
void igny_run_enter (const IgnyRun *run,
                     IgnyPhase      phase);
/* Notes that a line of the AI log was written: it gets the time of the phases up to
 * its answer, and of those that follow until the next one. */
void igny_run_note_call (const IgnyRun *run,
                         gint64         log_row);
/* Ends the run: writes the times of its calls into the AI log. Blocks then. */
void igny_run_state_clear (IgnyRunState *state);

/* The stored word of a phase: "INIT", "AI_CALL" … */
const char *igny_phase_to_word (IgnyPhase phase);
/* Places a fraction (0-1000) of a phase of item i of n in the whole run and
 * reports it. */
void igny_run_report (const IgnyRun *run,
                      IgnyPhase      phase,
                      guint          per_mille,
                      guint          item,
                      guint          n_items,
                      const char    *format,
                      ...) G_GNUC_PRINTF (6, 7);

typedef enum
{
  IGNY_ENGINE_OFFLINE,
  IGNY_ENGINE_AI,
  /* For clustering only: */
  IGNY_ENGINE_SERP,       /* by the results that a search engine shows */
  IGNY_ENGINE_EMBEDDINGS, /* by a model's vectors */
} IgnyEngine;

/* What became of one item of a run. */
typedef struct
{
  char      *id;       /* UUID text of the record worked on */
  char      *made_id;  /* of the record made from it, or NULL */
  char      *status;   /* its status afterwards */
  char      *error;    /* NULL when it went well */
  char      *url;      /* publishing */
  gint64     post_id;  /* publishing; IGNY_UNKNOWN else */
  GPtrArray *warnings; /* of char *; or NULL */
} IgnyItem;

typedef struct
{
  guint      done;
  guint      failed;
  GPtrArray *items; /* of IgnyItem */
} IgnyReport;

IgnyReport *igny_report_new (void);
void        igny_report_free (IgnyReport *self);
/* The new item, the report's. error NULL counts as done. */
IgnyItem *igny_report_add (IgnyReport *self,
                           const char *id,
                           const char *status,
                           const char *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyReport, igny_report_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyRunState, igny_run_state_clear)

G_END_DECLS
