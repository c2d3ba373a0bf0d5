/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-integration-settings.h"

#include <glib/gi18n.h>

/* clang-format off */
static const IgnyChoice types[] = {
  { "general",          N_("General") },
  { "openai",           N_("OpenAI and compatible") },
  { "runware",          N_("Runware") },
  { "gsc",              N_("Google Search Console") },
  { "image_generation", N_("Image generation") },
  { "wordpress",        N_("WordPress") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_CHOICE (IgnyIntegrationSettings, integration_type, N_("Type"), types, .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED),
  IGNY_JSON   (IgnyIntegrationSettings, config,           N_("Settings"), .form = IGNY_FORM_TEXTS, .initial = "{}"),
  IGNY_FLAG   (IgnyIntegrationSettings, is_active,        N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account integration_type" },
  { NULL },
};

const IgnyEntity igny_integration_settings_entity = {
  .table = "integration_settings",
  .label = N_("Integrations"),
  .label_one = N_("Integration"),
  .fields = fields,
  .size = sizeof (IgnyIntegrationSettings),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
