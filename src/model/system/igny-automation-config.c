/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-config.h"

#include <glib/gi18n.h>

#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)
#define DELAY .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = 3600, .unit = "s"

/* clang-format off */
static const IgnyChoice frequencies[] = {
  { "daily",   N_("Daily") },
  { "weekly",  N_("Weekly") },
  { "monthly", N_("Monthly") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyAutomationConfig, site,          N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_FLAG      (IgnyAutomationConfig, is_enabled,    N_("Enabled")),
  IGNY_CHOICE    (IgnyAutomationConfig, frequency,     N_("Frequency"), frequencies, .flags = IGNY_FIELD_REQUIRED, .initial = "daily"),
  IGNY_INTEGER   (IgnyAutomationConfig, hour,          N_("Hour"), .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = 23, .initial = "2"),
  IGNY_JSON      (IgnyAutomationConfig, stages,        N_("Stages"), .form = IGNY_FORM_OBJECT, .initial = "{}"),
  IGNY_INTEGER   (IgnyAutomationConfig, delay_within,  N_("Delay within a stage"), DELAY, .initial = "3"),
  IGNY_INTEGER   (IgnyAutomationConfig, delay_between, N_("Delay between stages"), DELAY, .initial = "5"),
  IGNY_TIME      (IgnyAutomationConfig, next_run_at,   N_("Next run"), .flags = IGNY_FIELD_READ_ONLY),
  IGNY_TIME      (IgnyAutomationConfig, last_run_at,   N_("Last run"), .flags = IGNY_FIELD_READ_ONLY),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "site" },
  { NULL },
};

const IgnyEntity igny_automation_config_entity = {
  .table = "automation_configs",
  .label = N_("Automation"),
  .label_one = N_("Automation"),
  .fields = fields,
  .size = sizeof (IgnyAutomationConfig),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
