/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* scope is what was made: a site with its first sector, or a sector. Main
 * thread; not called when the person closes the dialog. */
typedef void (*IgnySiteMade) (const IgnyScope *scope,
                              gpointer         user_data);

/* Asks for a new site: name, domain, first sector. */
GtkWindow *igny_site_dialog_present (GtkWindow     *parent,
                                     IgnyStore     *store,
                                     IgnySiteMade   made,
                                     gpointer       user_data,
                                     GDestroyNotify destroy);
/* Asks for a new sector of a site. */
GtkWindow *igny_site_dialog_present_sector (GtkWindow     *parent,
                                            IgnyStore     *store,
                                            gint64         site,
                                            IgnySiteMade   made,
                                            gpointer       user_data,
                                            GDestroyNotify destroy);

G_END_DECLS
