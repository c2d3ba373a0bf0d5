/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-view.h"
#include "igny-settings-store.h"

G_BEGIN_DECLS

/* The fields of the Settings page. Ids are the names of settings, or: */
#define IGNY_SETTINGS_AI_KEY "openai.key"
#define IGNY_SETTINGS_AI_TEST "openai.test"
#define IGNY_SETTINGS_SITE "site"
#define IGNY_SETTINGS_WP_URL "wp_url"
#define IGNY_SETTINGS_WP_USER "wp_username"
#define IGNY_SETTINGS_WP_KEY "wordpress.password"
#define IGNY_SETTINGS_WP_TEST "wordpress.test"

/* Adds the groups and their fields, and the check of what is typed. */
void igny_settings_fields_add (IgnyFormView *form);
/* Form and store write flags differently: "1" and "true". New text. */
char *igny_settings_fields_to_form (const char *id,
                                    const char *value);
char *igny_settings_fields_to_store (const char *id,
                                     const char *value);
/* What is wrong with a value in words that say the remedy, or NULL; of any
 * setting. */
char *igny_settings_fields_check (const char *id,
                                  const char *value);
/* The label of the field, translated. */
const char *igny_settings_fields_get_label (const char *id);

G_END_DECLS
