/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* Records that were named on the command line with an option that may be given
 * again. call, entity and option are set before igny_chosen_find. */
typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity;
  IgnyOption        option;
  IgnyScope         scope;
  GArray           *rows; /* of gint64; NULL when none was named */
} IgnyChosen;

/* Finds the scope and the records in it. */
gboolean igny_chosen_find (IgnyChosen *self,
                           GError    **error);
/* NULL when none was named. */
const gint64 *igny_chosen_get_rows (const IgnyChosen *self);
gsize         igny_chosen_get_n_rows (const IgnyChosen *self);
void          igny_chosen_clear (IgnyChosen *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyChosen, igny_chosen_clear)

G_END_DECLS
