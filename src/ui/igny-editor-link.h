/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover that asks where a link leads.
 *
 * "address" (const char *): a checked address; NULL takes the link away. */
#define IGNY_TYPE_EDITOR_LINK (igny_editor_link_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorLink, igny_editor_link, IGNY, EDITOR_LINK, GtkPopover)

GtkWidget *igny_editor_link_new (void);
/* The link that the caret is in, or NULL. */
void igny_editor_link_set_address (IgnyEditorLink *self,
                                   const char     *address);
/* What a person typed as an address of a link: http, https, mailto, tel, a place
 * on the page ("#size") or on the site ("/boots"); a bare domain gets https://.
 * NULL when it is none. Full ownership. */
char *igny_editor_link_check (const char *typed);

G_END_DECLS
