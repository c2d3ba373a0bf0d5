/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-rules.h"

G_BEGIN_DECLS

/* The unique rules of the descriptor; complaints go to errors. */
gboolean igny_rules_check_unique (IgnyDb           *db,
                                  const IgnyRecord *record,
                                  IgnyErrors       *errors,
                                  GError          **error);
/* Gives a record that needs a slug, and has none, one of its name. */
void igny_rules_derive_slug (IgnyDb     *db,
                             IgnyRecord *record);
/* Every status that was changed: see igny-transition.h. */
void igny_rules_check_status (gconstpointer record,
                              gconstpointer before,
                              IgnyErrors   *errors);
/* A new record lies in a site and a sector that are active. */
gboolean igny_rules_check_place (IgnyDb       *db,
                                 gconstpointer record,
                                 IgnyErrors   *errors,
                                 GError      **error);

G_END_DECLS
