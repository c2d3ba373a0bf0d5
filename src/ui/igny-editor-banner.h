/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A strip above a page that says what is the matter and offers what to do.
 *
 * "response" (guint): 0 for the first button, 1 for the second. */
#define IGNY_TYPE_EDITOR_BANNER (igny_editor_banner_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorBanner, igny_editor_banner, IGNY, EDITOR_BANNER, GtkWidget)

/* The labels are translated, with mnemonics; NULL for no button. css_class is a
 * tone ("warning") or NULL. Hidden at first. */
GtkWidget *igny_editor_banner_new (const char *css_class,
                                   const char *first,
                                   const char *second);
/* NULL hides it. */
void igny_editor_banner_set_text (IgnyEditorBanner *self,
                                  const char       *text);

G_END_DECLS
