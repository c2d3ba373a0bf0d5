/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-row.h"

G_BEGIN_DECLS

/* What the preferences show, as data. Ids are the names of settings, or: */
#define IGNY_PREFERENCES_SCHEME "color-scheme"
#define IGNY_PREFERENCES_AUTHOR "general.author-profile"
#define IGNY_PREFERENCES_STRATEGY "general.strategy"

/* Fields that unfold below their title; while folded, it tells the first of them. */
typedef struct
{
  const char          *title;
  const IgnyFormField *fields; /* ends with a NULL id */
} IgnyPreferencesFold;

/* fields or folds. */
typedef struct
{
  const char                *title;
  const char                *text;   /* or NULL */
  const IgnyFormField       *fields; /* ends with a NULL id */
  const IgnyPreferencesFold *folds;  /* ends with a NULL title */
} IgnyPreferencesGroup;

typedef struct
{
  const char                 *title;
  const char                 *icon_name;
  const IgnyPreferencesGroup *groups; /* ends with a NULL title */
} IgnyPreferencesPage;

/* Ends with a NULL title. */
extern const IgnyPreferencesPage igny_preferences_pages[];

G_END_DECLS
