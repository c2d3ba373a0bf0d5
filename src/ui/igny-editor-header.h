/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-editor-panes.h"
#include "igny-editor-saver.h"
#include "igny-entity.h"

G_BEGIN_DECLS

/* The header bar of the editor.
 *
 * "back": a person wants to leave. */
#define IGNY_TYPE_EDITOR_HEADER (igny_editor_header_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorHeader, igny_editor_header, IGNY, EDITOR_HEADER, GtkWidget)

/* Its buttons show and hide the panes. */
GtkWidget *igny_editor_header_new (IgnyEditorPanes *panes);
void       igny_editor_header_set_title (IgnyEditorHeader *self,
                                         const char       *title);
/* "1,240 words · Saved", under the title. */
void igny_editor_header_set_state (IgnyEditorHeader *self,
                                   guint             n_words,
                                   IgnyEditorState   state);
/* NULL shows none. */
void igny_editor_header_set_status (IgnyEditorHeader *self,
                                    const IgnyChoice *status);

G_END_DECLS
