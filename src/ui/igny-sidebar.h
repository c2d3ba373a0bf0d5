/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list of pages, in sections, with live counts.
 *
 * Signals, both (const char *id): "wanted", a moment before the other, to make
 * what will be shown; "selected". */
#define IGNY_TYPE_SIDEBAR (igny_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (IgnySidebar, igny_sidebar, IGNY, SIDEBAR, GtkWidget)

GtkWidget *igny_sidebar_new (void);
/* A new section begins where it differs from the one before; NULL has no
 * heading. */
void igny_sidebar_add (IgnySidebar *self,
                       const char  *id,
                       const char  *section,
                       const char  *title,
                       const char  *icon_name);
/* IGNY_UNKNOWN shows none. */
void igny_sidebar_set_count (IgnySidebar *self,
                             const char  *id,
                             gint64       count);
/* Does not emit "selected". */
void igny_sidebar_select (IgnySidebar *self,
                          const char  *id);
/* The id of the nth page from above, or NULL. */
const char *igny_sidebar_get_nth (IgnySidebar *self,
                                  guint        nth);

G_END_DECLS
