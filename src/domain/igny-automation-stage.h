/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"
#include "igny-number.h"

G_BEGIN_DECLS

/* The stages from a keyword to a post, in their order. Pure; any thread. */
typedef enum
{
  IGNY_STAGE_CLUSTERS, /* of keywords */
  IGNY_STAGE_IDEAS,
  IGNY_STAGE_TASKS,
  IGNY_STAGE_CONTENT,
  IGNY_STAGE_IMAGE_PROMPTS,
  IGNY_STAGE_IMAGES,
  IGNY_STAGE_PUBLISH, /* approves and plans; see igny-publishing-plan.h */
} IgnyStage;

#define IGNY_N_STAGES 7

typedef struct
{
  const char *word;     /* in JSON and in the terminal: "image_prompts" */
  const char *label;    /* marked for translation: “Keywords to clusters” */
  const char *function; /* that does it (igny-function.h); NULL: the program by itself */
  gint64      batch;    /* how many things it takes at once unless it is told otherwise */
} IgnyStageInfo;

const IgnyStageInfo *igny_stage_get_info (IgnyStage stage);
gboolean             igny_stage_from_word (const char *word,
                                           IgnyStage  *stage);

/* What a person set for a stage: a member of automation_configs.stages. */
typedef struct
{
  gboolean is_enabled;
  gint64   batch;     /* things at once */
  gint64   delay;     /* s between batches */
  gint64   cap;       /* things a run; IGNY_UNKNOWN: no cap */
  char     engine[8]; /* "offline", "ai", or "": as the settings allow */
} IgnyStageSettings;

#define IGNY_STAGE_MAX_BATCH 1000
#define IGNY_STAGE_MAX_CAP 1000000
#define IGNY_STAGE_MAX_DELAY 3600

/* Damaged JSON and NULL give the initial values; delay is that of stages that
 * have none of their own. */
void igny_stage_settings_read (const char       *stages,
                               gint64            delay,
                               IgnyStageSettings settings[IGNY_N_STAGES]);
/* stages with "content.batch" set to a text as a person typed it, "" for the
 * initial value; NULL with IGNY_INVALID. Full ownership. */
char *igny_stage_settings_set (const char *stages,
                               const char *name,
                               const char *value,
                               GError    **error);

/* What became of a stage in a run: a member of automation_runs.stages. */
typedef struct
{
  gint64   processed;
  gint64   created;
  gint64   failed;
  gint64   credits;
  gboolean is_partial;  /* a cap or an error ended it before its end */
  char    *skipped;     /* why it did nothing; or NULL */
  char    *error;       /* the last one; or NULL */
  gint64   started_at;  /* IGNY_UNKNOWN: not yet */
  gint64   finished_at; /* IGNY_UNKNOWN: not yet */
  gint64   worked_at;   /* when the last batch ended */
  /* Where it is: the sector and the row that were taken last, and what was asked
   * of the queue and has not ended. */
  gint64 sector;
  gint64 row;
  gint64 batch; /* 0: nothing */
  gint64 n_batches;
  gint64 taking; /* things of it */
} IgnyStageResult;

/* Behind all sectors there are: nothing more is taken. */
#define IGNY_STAGE_NO_SECTOR G_MAXINT32

/* NULL and damaged JSON are a run that has not begun. What is there is freed. */
void  igny_stage_results_read (const char     *stages,
                               IgnyStageResult results[IGNY_N_STAGES]);
char *igny_stage_results_write (const IgnyStageResult results[IGNY_N_STAGES]);
void  igny_stage_results_clear (IgnyStageResult results[IGNY_N_STAGES]);

/* What a run does next. */
typedef enum
{
  IGNY_STAGE_NEXT_TAKE, /* most things, not before a time */
  IGNY_STAGE_NEXT_END,  /* the stage is over: partial, or skipped when reason is set */
} IgnyStageNextKind;

typedef struct
{
  IgnyStageNextKind kind;
  gint64            most;
  gint64            not_before;
  gboolean          is_partial;
  const char       *reason; /* why it does nothing, marked for translation; or NULL */
} IgnyStageNext;

/* pending is what waits for the stage and was not taken in this run; before is
 * when the stage before it ended (IGNY_UNKNOWN: there was none), between the
 * delay after it in s. */
IgnyStageNext igny_stage_find_next (const IgnyStageSettings *settings,
                                    const IgnyStageResult   *result,
                                    gint64                   pending,
                                    gint64                   before,
                                    gint64                   between);

G_END_DECLS
