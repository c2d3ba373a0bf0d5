/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-body.h"
#include "igny-models.h"
#include "igny-tokens.h"

G_BEGIN_DECLS

/* What a run will cost before it runs, and how that compares with what it did
 * cost. Pure functions; any thread. */

typedef enum
{
  IGNY_COST_CLUSTER,       /* auto_cluster: items are keywords */
  IGNY_COST_IDEAS,         /* generate_ideas: items are ideas */
  IGNY_COST_CONTENT,       /* generate_content: items are pieces */
  IGNY_COST_IMAGE_PROMPTS, /* generate_image_prompts: items are pieces */
  IGNY_COST_IMAGES,        /* generate_images: items are pictures */
  IGNY_COST_OPTIMIZE,      /* optimize_content: items are pieces */
  IGNY_COST_REPARSE,       /* reparse: no call at all */
  IGNY_COST_OFFLINE,       /* any of them on the offline engine */
} IgnyCostFunction;

typedef struct
{
  IgnyCostFunction       function;
  const char            *host;  /* of the server, lower case */
  const char            *model; /* for pictures that one */
  guint                  n_items;
  guint                  per_request; /* keywords of one clustering request; else 0 */
  guint                  words;       /* of one piece; 0: unknown, 1,200 counts */
  const char            *quality;     /* of pictures; or NULL */
  const IgnyChatMessage *messages;    /* of one request with the data of all items, or NULL */
  guint                  n_messages;
} IgnyCostQuestion;

typedef struct
{
  guint    n_requests;
  gint64   tokens_in;
  gint64   tokens_out; /* expected */
  gint64   cost_usd;   /* micro-dollars; IGNY_UNKNOWN when there is no price */
  gint64   credits;
  gboolean exact; /* tokens_in is counted, not estimated */
} IgnyCost;

/* By its name ("auto_cluster" …); FALSE when there is none. */
gboolean igny_cost_find_function (const char       *name,
                                  IgnyCostFunction *function);

/* Credits by the table of operations: 1 for 30 keywords begun, 1 an idea (at
 * least 1), 3 a piece, 1 a picture, 1 to reparse or optimize, 0 offline and for
 * image prompts. */
gint64 igny_cost_get_credits (IgnyCostFunction function,
                              guint            n_items);

void igny_cost_estimate (const IgnyModels       *models,
                         IgnyTokens             *tokens,
                         const IgnyCostQuestion *question,
                         IgnyCost               *cost);

/* Percent that the real figure is above (or below, negative) the estimate;
 * IGNY_UNKNOWN when either is unknown or the estimate is 0. */
gint64 igny_cost_compare (gint64 estimated,
                          gint64 real);
/* Micro-dollars of the calls of a run whose cost is known. */
typedef struct
{
  gint64 estimated;
  gint64 real;
} IgnyCostSum;

/* "Estimated $0.031, was $0.028 (-9 %)", translated; micro-dollars, with three
 * digits that count. Full ownership. */
char *igny_cost_describe (gint64 estimated,
                          gint64 real);
/* "$0.031"; "?" for unknown. Full ownership. */
char *igny_cost_format (gint64 amount);

G_END_DECLS
