/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-item.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice states[] = {
  { "queued",    N_("Waiting"),           IGNY_TONE_NEUTRAL },
  { "paused",    N_("Paused"),            IGNY_TONE_NEUTRAL },
  { "running",   N_("Running"),           IGNY_TONE_ACCENT },
  { "unsure",    N_("May have been paid"), IGNY_TONE_WARNING },
  { "done",      N_("Done"),              IGNY_TONE_SUCCESS },
  { "failed",    N_("Failed"),            IGNY_TONE_ERROR },
  { "cancelled", N_("Canceled"),          IGNY_TONE_NEUTRAL },
  { NULL },
};

static const IgnyChoice engines[] = {
  { "offline",    N_("Offline"),    IGNY_TONE_NEUTRAL },
  { "ai",         N_("AI"),         IGNY_TONE_NEUTRAL },
  { "serp",       N_("Results"),    IGNY_TONE_NEUTRAL },
  { "embeddings", N_("Embeddings"), IGNY_TONE_NEUTRAL },
  { NULL },
};

static const IgnyChoice lanes[] = {
  { "here",   N_("This machine"),  IGNY_TONE_NEUTRAL },
  { "text",   N_("Text server"),   IGNY_TONE_NEUTRAL },
  { "images", N_("Image server"),  IGNY_TONE_NEUTRAL },
  { "site",   N_("Website"),       IGNY_TONE_NEUTRAL },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyQueueItem, title,       N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 300),
  IGNY_TEXT    (IgnyQueueItem, function,    N_("Function"), .flags = IGNY_FIELD_REQUIRED, .max_length = 50),
  IGNY_CHOICE  (IgnyQueueItem, engine,      N_("Engine"), engines, .flags = IGNY_FIELD_REQUIRED, .initial = "offline"),
  IGNY_CHOICE  (IgnyQueueItem, lane,        N_("Done by"), lanes, .flags = IGNY_FIELD_REQUIRED, .initial = "here"),
  IGNY_INTEGER (IgnyQueueItem, batch,       N_("Batch"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_INTEGER (IgnyQueueItem, position,    N_("Position"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_INTEGER (IgnyQueueItem, site,        N_("Site"), .flags = IGNY_FIELD_HIDDEN),
  IGNY_INTEGER (IgnyQueueItem, sector,      N_("Sector"), .flags = IGNY_FIELD_HIDDEN),
  IGNY_JSON    (IgnyQueueItem, rows,        N_("Records"), .flags = IGNY_FIELD_LONG | IGNY_FIELD_HIDDEN),
  IGNY_JSON    (IgnyQueueItem, options,     N_("Options"), .flags = IGNY_FIELD_LONG),
  IGNY_CHOICE  (IgnyQueueItem, state,       N_("State"), states, .flags = IGNY_FIELD_REQUIRED, .initial = "queued"),
  IGNY_TIME    (IgnyQueueItem, not_before,  N_("Not before")),
  IGNY_TEXT    (IgnyQueueItem, phase,       N_("Phase"), .max_length = 20),
  IGNY_INTEGER (IgnyQueueItem, percent,     N_("Percent"), .minimum = 0, .maximum = 100, .initial = "0"),
  IGNY_TEXT    (IgnyQueueItem, message,     N_("Message"), .max_length = 1000),
  IGNY_INTEGER (IgnyQueueItem, attempts,    N_("Attempts"), .initial = "0"),
  IGNY_TEXT    (IgnyQueueItem, error,       N_("Error"), .max_length = 4000),
  IGNY_JSON    (IgnyQueueItem, result,      N_("Result"), .flags = IGNY_FIELD_LONG),
  IGNY_JSON    (IgnyQueueItem, steps,       N_("Steps"), .flags = IGNY_FIELD_LONG),
  IGNY_TIME    (IgnyQueueItem, started_at,  N_("Started")),
  IGNY_TIME    (IgnyQueueItem, finished_at, N_("Finished")),
  { NULL },
};

const IgnyEntity igny_queue_item_entity = {
  .table = "queue_items",
  .label = N_("Queue"),
  .label_one = N_("Queue item"),
  .fields = fields,
  .size = sizeof (IgnyQueueItem),
  .flags = IGNY_ENTITY_LOCAL,
};
/* clang-format on */
