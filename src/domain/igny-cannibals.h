/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"

G_BEGIN_DECLS

/* Two pages that are about one keyword take readers from each other. */
typedef struct
{
  const IgnyEntity *entity;  /* ideas or content */
  char             *keyword; /* their primary one, folded */
  GArray           *rows;    /* of gint64: two or more, ascending */
} IgnyCannibals;

/* Ideas of a site with one primary keyword, then contents with one; in the
 * sector, or in all of the site. Of IgnyCannibals. Any connection. */
GPtrArray *igny_cannibals_find (IgnyDb          *db,
                                const IgnyScope *scope,
                                GError         **error);

G_END_DECLS
