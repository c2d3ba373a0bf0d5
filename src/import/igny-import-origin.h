/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-role.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_IMPORT_QUIRK_NONE = 0,
  IGNY_IMPORT_QUIRK_PLANNER = 1 << 0,     /* summary rows, bucket numbers */
  IGNY_IMPORT_QUIRK_OURS = 1 << 1,        /* guarded cells */
  IGNY_IMPORT_QUIRK_ONE_TO_FIVE = 1 << 2, /* difficulty may be 1-5 */
  IGNY_IMPORT_QUIRK_CUT_OFF = 1 << 3,     /* stops at 1,000 rows */
  IGNY_IMPORT_QUIRK_MARKET = 1 << 4,      /* the file's name ends in market and date */
} IgnyImportQuirk;

/* A tool and one of the layouts it writes. */
typedef struct
{
  const char *id;
  const char *name;
  const char *headers;   /* that it has, normalized, separated by bars */
  const char *overrides; /* headers whose role differs: "page=group|clicks=extra" */
  guint       quirks;
} IgnyImportOrigin;

/* What wrote a file with these normalized headers, whose roles were found
 * without knowing. Never NULL: what no tool wrote is a list or a table. */
const IgnyImportOrigin *igny_import_origin_find (const char *const    *headers,
                                                 const IgnyImportRole *roles,
                                                 guint                 n_columns);

/* The role that the origin gives a header; FALSE when it has no wish. */
gboolean igny_import_origin_get_role (const IgnyImportOrigin *self,
                                      const char             *header,
                                      IgnyImportRole         *role);

G_END_DECLS
