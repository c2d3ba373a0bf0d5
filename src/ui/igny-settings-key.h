/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-row.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* A row of a secret, bound to its place in the keyring.
 *
 * Signal "toast" (const char *title). */
#define IGNY_TYPE_SETTINGS_KEY (igny_settings_key_get_type ())
G_DECLARE_FINAL_TYPE (IgnySettingsKey, igny_settings_key, IGNY, SETTINGS_KEY, GObject)

/* widget is where questions belong; it outlives the key, as row does. */
IgnySettingsKey *igny_settings_key_new (IgnyFormRow *row,
                                        GtkWidget   *widget,
                                        IgnyStore   *store,
                                        const char  *service);
/* Looks whether the secret of scope is there, and shows it. label names it in
 * the keyring. NULL scope is none. */
void igny_settings_key_set_scope (IgnySettingsKey *self,
                                  const char      *scope,
                                  const char      *label);
/* Where the keyring is closed or missing, the person may keep it for this run
 * only. */
void igny_settings_key_save (IgnySettingsKey *self,
                             const char      *secret);
void igny_settings_key_remove (IgnySettingsKey *self);
/* Nothing is shown any more. */
void igny_settings_key_close (IgnySettingsKey *self);

G_END_DECLS
