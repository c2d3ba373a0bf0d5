/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-role.h"

G_BEGIN_DECLS

/* Whether records of entity lie in a site, themselves or by what they refer
 * to. */
gboolean igny_access_is_scoped (const IgnyEntity *entity);
/* A script of views for igny_store_open_for. Free. */
char *igny_access_dup_guard (const IgnyActor *actor);

G_END_DECLS
