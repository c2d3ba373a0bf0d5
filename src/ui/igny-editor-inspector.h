/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-reading.h"
#include "igny-editor-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What goes with the text to the site, and how well the text covers its
 * keywords.
 *
 * "typed": a person changed a field. */
#define IGNY_TYPE_EDITOR_INSPECTOR (igny_editor_inspector_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorInspector, igny_editor_inspector, IGNY, EDITOR_INSPECTOR, GtkWidget)

GtkWidget *igny_editor_inspector_new (void);
/* Shows what the store has, in every field. */
void igny_editor_inspector_set_article (IgnyEditorInspector     *self,
                                        const IgnyEditorArticle *article);
/* The title as it is typed, for the preview. */
void igny_editor_inspector_set_title (IgnyEditorInspector *self,
                                      const char          *title);
void igny_editor_inspector_set_reading (IgnyEditorInspector     *self,
                                        const IgnyEditorReading *reading);
/* Adds every field to what is to be saved. */
void igny_editor_inspector_collect (IgnyEditorInspector *self,
                                    IgnyEditorWrite     *write);
/* Fields that are as they were sent (name → value) become what the rules made
 * of them. */
void igny_editor_inspector_adopt (IgnyEditorInspector     *self,
                                  GHashTable              *sent,
                                  const IgnyEditorArticle *article);
/* Beside their fields; NULL takes all away. */
void igny_editor_inspector_set_errors (IgnyEditorInspector *self,
                                       const IgnyErrors    *errors);

G_END_DECLS
