/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

#define IGNY_HOME_DAYS 14
#define IGNY_HOME_WEEKS 8
#define IGNY_HOME_WEEK (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)
#define IGNY_HOME_MONTH (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

/* Where a website's articles come from, in that order. */
typedef enum
{
  IGNY_HOME_SITES,
  IGNY_HOME_KEYWORDS,
  IGNY_HOME_CLUSTERS,
  IGNY_HOME_IDEAS,
  IGNY_HOME_TASKS,
  IGNY_HOME_CONTENT,
  IGNY_HOME_IMAGES,
  IGNY_HOME_PUBLISHED,
  IGNY_HOME_N_STAGES,
} IgnyHomeStage;

/* Whose home it is. */
typedef enum
{
  IGNY_HOME_DASHBOARD, /* of all of them */
  IGNY_HOME_PLANNER,
  IGNY_HOME_WRITER,
  IGNY_HOME_THINKER,
} IgnyHomeModule;

/* What texts are made with. */
typedef enum
{
  IGNY_HOME_PROMPTS,
  IGNY_HOME_PROFILES,
  IGNY_HOME_STRATEGIES,
  IGNY_HOME_N_MEANS,
} IgnyHomeMeans;

typedef struct
{
  gint64 count;
  gint64 waiting;                /* how many could go on to the next stage */
  gint64 fresh;                  /* made in the last 30 days */
  gint64 before;                 /* made in the 30 days before those */
  gint64 trend[IGNY_HOME_WEEKS]; /* how many there were at the end of each week, now the last */
} IgnyHomeFigure;

typedef struct
{
  char  *label;
  gint64 value;
} IgnyHomeBar;

typedef struct
{
  gint64   step;
  char    *label;
  gint64   at;
  gboolean undone;
} IgnyHomeEvent;

/* All that a home shows of one scope: the question, and its answer. What the home
 * of a module does not show is not read. */
typedef struct
{
  IgnyStore     *store;
  IgnyScope      scope;
  IgnyHomeModule module;
  gint64         now;

  IgnyHomeFigure stages[IGNY_HOME_N_STAGES];
  IgnyHomeFigure means[IGNY_HOME_N_MEANS]; /* of the whole account */
  gint64         clustered;
  IgnyHomeFigure searches; /* a month; its count is IGNY_UNKNOWN when no keyword knows */
  gint64         volume_known;
  gint64         briefs;
  gint64         anywhere;              /* keywords of the whole file */
  GPtrArray     *intents;               /* of IgnyHomeBar; labels are words of the choice */
  GPtrArray     *statuses;              /* of tasks, the same */
  GPtrArray     *clusters;              /* of IgnyHomeBar: the greatest ten */
  gint64         spend[IGNY_HOME_DAYS]; /* micro-dollars, the last is today */
  GPtrArray     *events;                /* of IgnyHomeEvent, newest first */
  GPtrArray     *jobs;                  /* of IgnyJob: those that run, newest first */
  gint64         undo;                  /* the step that Undo takes back, or 0 */
} IgnyHomeFigures;

IgnyHomeFigures *igny_home_figures_new (IgnyStore       *store,
                                        const IgnyScope *scope,
                                        IgnyHomeModule   module);
IgnyHomeFigures *igny_home_figures_ref (IgnyHomeFigures *self);
void             igny_home_figures_unref (IgnyHomeFigures *self);
/* For igny_store_read_async. */
gboolean igny_home_figures_read (IgnyDb       *db,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);

G_END_DECLS
