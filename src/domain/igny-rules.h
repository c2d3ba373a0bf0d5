/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Rules of a record that need to look at others. before is NULL for a new
 * record. Derived fields (keys, slugs, statuses that follow a reference, word
 * counts) are brought up to date in record; complaints go to errors. */
gboolean igny_rules_apply (IgnyDb       *db,
                           gpointer      record,
                           gconstpointer before,
                           gint64        account,
                           IgnyErrors   *errors,
                           GError      **error);

G_END_DECLS
