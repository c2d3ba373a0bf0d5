/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Settings: AI, planning, writing, WordPress of the site, sites and sectors.
 * Everything is saved at once.
 *
 * Signals: "toast" (const char *title, gboolean undo), after something was
 * saved; undo tells whether the newest step takes it back. "scope-made" (gint64
 * site, gint64 sector), when a site or sector was added. */
#define IGNY_TYPE_SETTINGS_PAGE (igny_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnySettingsPage, igny_settings_page, IGNY, SETTINGS_PAGE, GtkWidget)

GtkWidget *igny_settings_page_new (IgnyStore     *store,
                                   const IgnyEnv *env);
/* Whose WordPress is shown first. */
void igny_settings_page_set_site (IgnySettingsPage *self,
                                  gint64            site);

G_END_DECLS
