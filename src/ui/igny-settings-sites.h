/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-settings-store.h"

G_BEGIN_DECLS

/* The websites and their sectors, to rename, add, switch off and delete.
 *
 * Signals: "change" (IgnySettingsChange *), which the owner takes and writes;
 * "scope-made" (gint64 site, gint64 sector). */
#define IGNY_TYPE_SETTINGS_SITES (igny_settings_sites_get_type ())
/* clang-format off */
G_DECLARE_FINAL_TYPE (IgnySettingsSites, igny_settings_sites, IGNY, SETTINGS_SITES,
                      AdwPreferencesGroup)
/* clang-format on */

GtkWidget *igny_settings_sites_new (IgnyStore *store);
/* Shows them as they are stored, also after a change that was refused. */
void igny_settings_sites_show (IgnySettingsSites      *self,
                               const IgnySettingsData *data);

G_END_DECLS
