/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-run.h"

#include <glib/gi18n.h>

#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "running",   N_("Running"),   IGNY_TONE_ACCENT },
  { "paused",    N_("Paused"),    IGNY_TONE_WARNING },
  { "cancelled", N_("Canceled"),  IGNY_TONE_NEUTRAL },
  { "completed", N_("Completed"), IGNY_TONE_SUCCESS },
  { "failed",    N_("Failed"),    IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyChoice starters[] = {
  { "hand",     N_("By hand") },
  { "schedule", N_("Schedule") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyAutomationRun, site,         N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_CHOICE    (IgnyAutomationRun, status,       N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "running"),
  IGNY_CHOICE    (IgnyAutomationRun, started_by,   N_("Started by"), starters, .flags = IGNY_FIELD_REQUIRED, .initial = "hand"),
  IGNY_INTEGER   (IgnyAutomationRun, stage,        N_("Stage"), .flags = IGNY_FIELD_REQUIRED, .minimum = 1, .maximum = 7, .initial = "1"),
  IGNY_JSON      (IgnyAutomationRun, stages,       N_("Stages"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_OBJECT, .initial = "{}"),
  IGNY_INTEGER   (IgnyAutomationRun, credits_used, N_("Credits"), .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = G_MAXINT64, .initial = "0"),
  IGNY_TIME      (IgnyAutomationRun, started_at,   N_("Started"), .flags = IGNY_FIELD_REQUIRED),
  IGNY_TIME      (IgnyAutomationRun, finished_at,  N_("Finished")),
  IGNY_TEXT      (IgnyAutomationRun, error,        N_("Error"), .max_length = 4000),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "site", .open = "finished_at" },
  { NULL },
};

const IgnyEntity igny_automation_run_entity = {
  .table = "automation_runs",
  .label = N_("Automation runs"),
  .label_one = N_("Automation run"),
  .fields = fields,
  .size = sizeof (IgnyAutomationRun),
  .flags = IGNY_ENTITY_KEPT,
  .uniques = uniques,
};
/* clang-format on */
