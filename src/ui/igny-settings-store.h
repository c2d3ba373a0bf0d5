/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   row;
  char    *name;
  gboolean active;
  gint64   n_keywords;
} IgnySettingsSector;

typedef struct
{
  gint64     row;
  char      *id; /* UUID text: scope of its password in the keyring */
  char      *name;
  char      *domain;
  char      *wp_url; /* these are "" when they are not known */
  char      *wp_username;
  GPtrArray *sectors; /* of IgnySettingsSector */
} IgnySettingsSite;

/* What the Settings page shows; counted references. */
typedef struct
{
  gint64      account;
  GHashTable *values; /* of the settings, by name */
  GPtrArray  *sites;  /* of IgnySettingsSite, by name */
} IgnySettingsData;

IgnySettingsData       *igny_settings_data_new (IgnyStore *store);
IgnySettingsData       *igny_settings_data_ref (IgnySettingsData *self);
void                    igny_settings_data_unref (IgnySettingsData *self);
const IgnySettingsSite *igny_settings_data_find_site (const IgnySettingsData *self,
                                                      gint64                  row);
/* For igny_store_read_async. */
gboolean igny_settings_data_read (IgnyDb       *db,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);

/* One thing that a person changed. */
typedef struct
{
  const IgnyEntity *entity; /* NULL for a setting */
  gint64            row;
  char             *name; /* of the setting or field; NULL deletes the record */
  char             *value;
  char             *title; /* answer: what names the record */
  gint64            step;  /* answer: what undoes it */
} IgnySettingsChange;

IgnySettingsChange *igny_settings_change_new (const IgnyEntity *entity,
                                              gint64            row,
                                              const char       *name,
                                              const char       *value);
void                igny_settings_change_free (IgnySettingsChange *self);
/* For igny_store_write_async. */
gboolean igny_settings_change_write (IgnyStep     *step,
                                     gpointer      data,
                                     GCancellable *cancellable,
                                     GError      **error);

G_END_DECLS
