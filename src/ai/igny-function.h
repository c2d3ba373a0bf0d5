/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* Every function that works on a selection, by its name: what the terminal,
 * the queue, the automation and the window run is a row of one table. */

typedef struct _IgnyFunction IgnyFunction;

/* What one run of a function is told. All is borrowed. */
typedef struct
{
  IgnyScope     scope;
  IgnyEngine    engine;
  const gint64 *rows; /* of function->entity; NULL: all of the scope that is still to do */
  gsize         n_rows;
  JsonObject   *options; /* the function's own; or NULL */
} IgnyFunctionCall;

/* Works on the rows and saves, see IgnyRun. What fails for one row is told in
 * the report; GError is for what stops all. In the step that saves,
 * igny_jobs_settle is called. Blocks. */
typedef gboolean (*IgnyFunctionRunFunc) (const IgnyRun          *run,
                                         const IgnyFunctionCall *call,
                                         IgnyReport             *report,
                                         GError                **error);
/* The rows to work on (of gint64), in the order in which they are to be split
 * into items: those of the call, or all that is to do. Full ownership. */
typedef GArray *(*IgnyFunctionFindFunc) (const IgnyRun          *run,
                                         const IgnyFunctionCall *call,
                                         GError                **error);

/* Who does the work, so that each is asked for no more than it can take. */
typedef enum
{
  IGNY_LANE_HERE,   /* this machine: every function with an engine that asks nobody */
  IGNY_LANE_TEXT,   /* the server that writes texts */
  IGNY_LANE_IMAGES, /* the one that makes pictures */
  IGNY_LANE_SITE,   /* the website */
} IgnyLane;

#define IGNY_N_LANES 4

typedef enum
{
  /* One at a time in a sector, because each has to see what the last one saved. */
  IGNY_FUNCTION_SERIAL = 1 << 0,
  /* May be run again after a crash, whatever it was doing: it saves piece by
   * piece, finds what is done, and never pays for a piece twice. */
  IGNY_FUNCTION_RESUMES = 1 << 1,
} IgnyFunctionFlags;

struct _IgnyFunction
{
  const char          *name;         /* "auto_cluster" */
  const char          *title;        /* marked for translation; "Cluster keywords" */
  const char          *entity;       /* table of its rows: "keywords" */
  IgnyLane             lane;         /* when the engine is not the offline one */
  guint                engines;      /* 1 << IgnyEngine */
  guint                item_rows;    /* rows that one call of an AI takes; 0: all */
  const char          *item_setting; /* that says so instead; or NULL */
  guint                batch_rows;   /* most rows of a batch; 0: no limit */
  guint                flags;
  IgnyFunctionFindFunc find;
  IgnyFunctionRunFunc  run;
};

/* The rows of this floor. */
extern const IgnyFunction igny_functions_of_ai[];
extern const guint        igny_n_functions_of_ai;

/* All that a program has. Made at start, then only read: any thread. */
typedef struct _IgnyFunctions IgnyFunctions;

/* Has those of this floor. */
IgnyFunctions *igny_functions_new (void);
/* One more, of an upper floor; it outlives self. */
void igny_functions_add (IgnyFunctions      *self,
                         const IgnyFunction *function);
void igny_functions_free (IgnyFunctions *self);

guint               igny_functions_get_n (const IgnyFunctions *self);
const IgnyFunction *igny_functions_get (const IgnyFunctions *self,
                                        guint                index);
/* NULL when there is none of that name. */
const IgnyFunction *igny_functions_find (const IgnyFunctions *self,
                                         const char          *name);

IgnyLane igny_function_get_lane (const IgnyFunction *self,
                                 IgnyEngine          engine);
/* G_IO_ERROR_NOT_SUPPORTED when the function does not know the engine. */
gboolean igny_function_check_engine (const IgnyFunction *self,
                                     IgnyEngine          engine,
                                     GError            **error);
/* The one way to run any of them. */
gboolean igny_function_run (const IgnyFunction     *self,
                            const IgnyRun          *run,
                            const IgnyFunctionCall *call,
                            IgnyReport             *report,
                            GError                **error);

/* "offline", "ai", "serp", "embeddings"; FALSE for another word. */
const char *igny_engine_to_word (IgnyEngine engine);
gboolean    igny_engine_from_word (const char *word,
                                   IgnyEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyFunctions, igny_functions_free)

G_END_DECLS
