/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"
#include "igny-saved-view.h"
#include "igny-view.h"

G_BEGIN_DECLS

/* The saved view of that name for records of entity; not found is
 * IGNY_DB_ERROR_NOT_FOUND. Store threads. */
IgnySavedView *igny_saved_view_use_find (IgnyDb           *db,
                                         const IgnyEntity *entity,
                                         const char       *name,
                                         GError          **error);
/* Applies --view of the call, when it is given; *sort and *search are its, to
 * be freed, and NULL without. */
gboolean igny_saved_view_use_apply (IgnyCall *call,
                                    IgnyView *view,
                                    char    **sort,
                                    char    **search,
                                    GError  **error);
/* The question that --site, --sector, --view, --filter, --search and --sort ask.
 * Views know fields only: *id, unless id is NULL, becomes the one of a filter
 * “id=…”, which is the call's, or NULL. NULL on error. */
IgnyView *igny_saved_view_use_make (IgnyCall         *call,
                                    const IgnyEntity *entity,
                                    const char      **id,
                                    GError          **error);
/* Answers with the counts of --facets instead of records. */
gboolean igny_saved_view_use_facets (IgnyCall *call,
                                     IgnyView *view,
                                     GError  **error);

G_END_DECLS
