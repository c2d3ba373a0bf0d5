/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Work that waits, runs or has ended: one call of a function (igny-function.h)
 * on some rows. Those of one batch were asked for together. */
typedef struct
{
  IgnyRecord record;

  char  *title;
  char  *function;
  char  *engine;
  char  *lane; /* who does it: here, text, images, site */
  gint64 batch;
  gint64 position; /* the lowest is next */
  gint64 site;
  gint64 sector;
  char  *rows;
  char  *options;
  char  *state;
  gint64 not_before; /* it waits at least until then */
  char  *phase;
  gint64 percent;
  char  *message;
  gint64 attempts;
  char  *error;
  char  *result;
  char  *steps;
  gint64 started_at;
  gint64 finished_at;
} IgnyQueueItem;

extern const IgnyEntity igny_queue_item_entity;

IGNY_RECORD_TYPE (IgnyQueueItem)

G_END_DECLS
