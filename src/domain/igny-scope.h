/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-records.h"

G_BEGIN_DECLS

/* Where work happens: a site and, nearly always, a sector of it. */
typedef struct
{
  gint64 site;
  gint64 sector; /* 0 is all of the site */
} IgnyScope;

/* text is a name or a slug, in any case, else a UUID. Nothing found is
 * IGNY_DB_ERROR_NOT_FOUND, more than one too, each with its own message. */
gboolean igny_scope_find_site (IgnyDb     *db,
                               gint64      account,
                               const char *text,
                               gint64     *site,
                               GError    **error);
gboolean igny_scope_find_sector (IgnyDb     *db,
                                 gint64      site,
                                 const char *text,
                                 gint64     *sector,
                                 GError    **error);
/* TRUE when the sector is alive and of the site. */
gboolean igny_scope_check (IgnyDb          *db,
                           const IgnyScope *scope,
                           GError         **error);

G_END_DECLS
