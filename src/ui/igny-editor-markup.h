/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Colors HTML in a buffer: names of elements, attributes, their values,
 * comments and entities. What is typed is colored between two frames, a long
 * text bit by bit. Colors follow the theme; other tags of the buffer stay. */
#define IGNY_TYPE_EDITOR_MARKUP (igny_editor_markup_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorMarkup, igny_editor_markup, IGNY, EDITOR_MARKUP, GObject)

IgnyEditorMarkup *igny_editor_markup_new (GtkTextBuffer *buffer);

G_END_DECLS
