/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts children behind each other as words of a paragraph. */
#define IGNY_TYPE_EDITOR_CHIPS (igny_editor_chips_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorChips, igny_editor_chips, IGNY, EDITOR_CHIPS, GtkWidget)

GtkWidget *igny_editor_chips_new (void);
void       igny_editor_chips_append (IgnyEditorChips *self,
                                     GtkWidget       *child);
void       igny_editor_chips_clear (IgnyEditorChips *self);

G_END_DECLS
