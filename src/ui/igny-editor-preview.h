/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a search engine would list the article. */
#define IGNY_TYPE_EDITOR_PREVIEW (igny_editor_preview_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorPreview, igny_editor_preview, IGNY, EDITOR_PREVIEW, GtkBox)

GtkWidget *igny_editor_preview_new (void);
/* domain may be NULL. */
void igny_editor_preview_set (IgnyEditorPreview *self,
                              const char        *domain,
                              const char        *slug,
                              const char        *title,
                              const char        *description);

G_END_DECLS
