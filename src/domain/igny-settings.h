/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Settings of the account: "openai.base-url" is the member "base-url" of the
 * configuration of type "openai". What there is, and what it means, stands in
 * one table; secrets are not among them. */
typedef struct
{
  const char *name;
  const char *label;
  const char *initial;
  IgnyKind    kind; /* TEXT, INTEGER, DECIMAL (two places), FLAG */
  gint64      minimum;
  gint64      maximum;
} IgnySetting;

/* Ends with a NULL name. */
extern const IgnySetting igny_settings[];

const IgnySetting *igny_settings_find (const char *name);
/* The text and the number of a setting in a configuration, which is JSON that
 * may be damaged or NULL: as below. Any thread. */
char  *igny_settings_read (const IgnySetting *setting,
                           const char        *config);
gint64 igny_settings_read_number (const IgnySetting *setting,
                                  const char        *config);
/* As it was set, else the initial text; never NULL. Free. */
char *igny_settings_dup (IgnyDb     *db,
                         gint64      account,
                         const char *name);
/* A number or a decimal in its unit, a flag as 0 or 1; never outside of its
 * limits; unknown when it is empty and was so at first. */
gint64 igny_settings_get_number (IgnyDb     *db,
                                 gint64      account,
                                 const char *name);
/* What one function of the AI has of its own ("openai.auto_cluster-model"), where
 * it has and says so, else the setting itself; function may be NULL. As above. */
char  *igny_settings_dup_for (IgnyDb     *db,
                              gint64      account,
                              const char *name,
                              const char *function);
gint64 igny_settings_get_number_for (IgnyDb     *db,
                                     gint64      account,
                                     const char *name,
                                     const char *function);
/* "" goes back to the initial value. */
gboolean igny_settings_set (IgnyStep   *step,
                            const char *name,
                            const char *value,
                            GError    **error);

G_END_DECLS
