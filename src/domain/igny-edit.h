/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"

G_BEGIN_DECLS

/* Adding, changing and deleting of any entity by hand: the rules that hold
 * whoever asks, a form, a cell or the terminal. Values are text as a person
 * types it. What is wrong with a field goes to errors, and the function then
 * fails with IGNY_INVALID. */

typedef struct
{
  const char *field;
  const char *value;
} IgnyAssignment;

/* site and sector give the scope of the new record; 0 where the entity has
 * none. A site gets its "General" sector. */
gboolean igny_edit_add (IgnyStep             *step,
                        const IgnyEntity     *entity,
                        gint64                site,
                        gint64                sector,
                        const IgnyAssignment *values,
                        gsize                 n_values,
                        gint64               *row,
                        IgnyErrors           *errors,
                        GError              **error);
gboolean igny_edit_set (IgnyStep             *step,
                        const IgnyEntity     *entity,
                        gint64                row,
                        const IgnyAssignment *values,
                        gsize                 n_values,
                        IgnyErrors           *errors,
                        GError              **error);
/* With what cannot be without it: see igny-remove.c. */
gboolean igny_edit_delete (IgnyStep         *step,
                           const IgnyEntity *entity,
                           gint64            row,
                           GError          **error);

G_END_DECLS
