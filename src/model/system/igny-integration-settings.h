/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Settings of one kind, as a flat JSON object; never a secret. */
typedef struct
{
  IgnyRecord record;

  char  *integration_type;
  char  *config;
  gint64 is_active;
} IgnyIntegrationSettings;

extern const IgnyEntity igny_integration_settings_entity;

IGNY_RECORD_TYPE (IgnyIntegrationSettings)

G_END_DECLS
