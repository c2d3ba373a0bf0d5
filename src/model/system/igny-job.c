/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-job.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice states[] = {
  { "queued",    N_("Waiting"),  IGNY_TONE_NEUTRAL },
  { "running",   N_("Running"),  IGNY_TONE_ACCENT },
  { "done",      N_("Done"),     IGNY_TONE_SUCCESS },
  { "failed",    N_("Failed"),   IGNY_TONE_ERROR },
  { "cancelled", N_("Canceled"), IGNY_TONE_NEUTRAL },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyJob, kind,        N_("Kind"), .flags = IGNY_FIELD_REQUIRED, .max_length = 50),
  IGNY_TEXT    (IgnyJob, target,      N_("Works on"), .max_length = 50),
  IGNY_INTEGER (IgnyJob, target_row,  N_("Record"), .flags = IGNY_FIELD_HIDDEN),
  IGNY_CHOICE  (IgnyJob, state,       N_("State"), states, .flags = IGNY_FIELD_REQUIRED, .initial = "queued"),
  IGNY_TEXT    (IgnyJob, phase,       N_("Phase"), .max_length = 20),
  IGNY_INTEGER (IgnyJob, percent,     N_("Percent"), .minimum = 0, .maximum = 100, .initial = "0"),
  IGNY_TEXT    (IgnyJob, message,     N_("Message"), .max_length = 1000),
  IGNY_TEXT    (IgnyJob, error,       N_("Error"), .max_length = 4000),
  IGNY_TEXT    (IgnyJob, token,       N_("Token"), .flags = IGNY_FIELD_HIDDEN, .max_length = 36),
  IGNY_INTEGER (IgnyJob, attempts,    N_("Attempts"), .initial = "0"),
  IGNY_TIME    (IgnyJob, started_at,  N_("Started")),
  IGNY_TIME    (IgnyJob, finished_at, N_("Finished")),
  IGNY_JSON    (IgnyJob, detail,      N_("Detail"), .flags = IGNY_FIELD_LONG),
  IGNY_INTEGER (IgnyJob, item,        N_("Queue item"), .flags = IGNY_FIELD_HIDDEN),
  { NULL },
};

const IgnyEntity igny_job_entity = {
  .table = "jobs",
  .label = N_("Jobs"),
  .label_one = N_("Job"),
  .fields = fields,
  .size = sizeof (IgnyJob),
  .flags = IGNY_ENTITY_LOCAL,
};
/* clang-format on */
