/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-home-store.h"

G_BEGIN_DECLS

/* The Dashboard, or the home of a module: key numbers, the pipeline, charts, and
 * what happened lately, of one scope; as long as the file has no keywords, the
 * Dashboard is the cards of the first start. It keeps itself up to date.
 *
 * Signals: "action" (const char *id), when the person wants something done:
 * "new-site", "import", "cluster", "ideas", "tasks", "write", "publish", or to
 * see a page: "show-sites" (Settings), "show-keywords",
 * "show-clusters", "show-ideas", "show-tasks", "show-content". "undo", for the
 * newest step. "scope-made" (gint64 site, gint64 sector), when the first start
 * made one: show it. "toast" (const char *title, gboolean undo). */
#define IGNY_TYPE_HOME_PAGE (igny_home_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyHomePage, igny_home_page, IGNY, HOME_PAGE, GtkWidget)

GtkWidget *igny_home_page_new (IgnyStore     *store,
                               IgnyHomeModule module);
/* 0 is all of them. */
void igny_home_page_set_scope (IgnyHomePage *self,
                               gint64        site,
                               gint64        sector);

G_END_DECLS
