/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What igny_page_checks_run says of the text, what is to be done first. */
#define IGNY_TYPE_EDITOR_CHECKS (igny_editor_checks_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorChecks, igny_editor_checks, IGNY, EDITOR_CHECKS, GtkBox)

GtkWidget *igny_editor_checks_new (void);
/* checks is of IgnyPageCheck and read, not kept; NULL: the text is too long or
 * too complex to be checked. */
void igny_editor_checks_set (IgnyEditorChecks *self,
                             const GPtrArray  *checks);

G_END_DECLS
