/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The headings of the text, indented by level.
 *
 * "chosen" (guint): the number of a heading, from 0. */
#define IGNY_TYPE_EDITOR_OUTLINE (igny_editor_outline_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorOutline, igny_editor_outline, IGNY, EDITOR_OUTLINE, GtkWidget)

GtkWidget *igny_editor_outline_new (void);
/* headings are of IgnyHtmlHeading. */
void igny_editor_outline_set (IgnyEditorOutline *self,
                              GPtrArray         *headings);

G_END_DECLS
