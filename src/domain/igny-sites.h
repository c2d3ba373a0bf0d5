/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-sector.h"
#include "igny-step.h"

G_BEGIN_DECLS

#define IGNY_SITES_MAX_SECTORS 5

/* A new site with one sector, "General" unless sector names it. */
gboolean igny_sites_add (IgnyStep   *step,
                         const char *name,
                         const char *domain,
                         const char *sector,
                         gint64     *site_row,
                         gint64     *sector_row,
                         GError    **error);
/* Refused beyond five active ones, and when the site has one of that name. */
gboolean igny_sites_add_sector (IgnyStep   *step,
                                gint64      site,
                                const char *name,
                                gint64     *row,
                                GError    **error);
/* Sectors of an industry for a site: those named, else as many as it takes. One
 * whose name the site has is passed over. The names of those that were added,
 * free; NULL with error. */
GPtrArray *igny_sites_add_templates (IgnyStep          *step,
                                     gint64             site,
                                     gint64             industry,
                                     const char *const *names,
                                     gsize              n_names,
                                     GError           **error);
/* Among the others of its site: its name, and how many are active. Complaints
 * go to errors; FALSE only when the store could not be asked. */
gboolean igny_sites_check_sector (IgnyDb           *db,
                                  const IgnySector *sector,
                                  IgnyErrors       *errors,
                                  GError          **error);
/* Whether the sector may go: the last active one may not. */
gboolean igny_sites_check_remove_sector (IgnyDb  *db,
                                         gint64   sector,
                                         GError **error);
/* A slug for name that no living record of the scope has: "-2" on collision. */
char *igny_sites_make_slug (IgnyDb     *db,
                            const char *table,
                            const char *parent,
                            gint64      parent_row,
                            const char *name);

G_END_DECLS
