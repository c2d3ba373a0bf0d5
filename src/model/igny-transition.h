/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"

G_BEGIN_DECLS

/* Which status may follow which: one table for every entity, so that forms,
 * the terminal and other programs that speak to this one agree. */
typedef enum
{
  IGNY_TRANSITION_ALLOWED,
  IGNY_TRANSITION_PROGRAM, /* allowed to the program, and not by hand */
  IGNY_TRANSITION_REFUSED,
} IgnyTransition;

/* field is a status of the entity; from NULL is a new record. The same word
 * again is always allowed. *why, when wanted, gets what to do instead of a
 * transition that is not allowed; untranslated. */
IgnyTransition igny_transition_get (const IgnyEntity *entity,
                                    const char       *field,
                                    const char       *from,
                                    const char       *to,
                                    const char      **why);
/* Whether the table speaks of that field. */
gboolean igny_transition_knows (const IgnyEntity *entity,
                                const char       *field);

G_END_DECLS
