/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What igny_editor_compare_finish found, side by side, or one below the other
 * where there is no room; the keys of a list walk it. */
#define IGNY_TYPE_EDITOR_DIFF (igny_editor_diff_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorDiff, igny_editor_diff, IGNY, EDITOR_DIFF, GtkWidget)

GtkWidget *igny_editor_diff_new (void);
/* pairs is of IgnyEditorPair; NULL empties it. */
void igny_editor_diff_set_pairs (IgnyEditorDiff *self,
                                 GListModel     *pairs);

G_END_DECLS
