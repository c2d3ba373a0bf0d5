/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window can be told, in one table: its keys, the palette and the
 * shortcuts window come from it, so that none of them forgets one. */
typedef struct
{
  const char *title;
  const char *action; /* detailed, "win.undo" */
  const char *keys;   /* accelerators with spaces between, or NULL */
  gboolean    bound;  /* by the window's class; others are the application's */
  gboolean    hidden; /* from the palette, where it would do nothing of use */
} IgnyWindowCommand;

/* Ends with a NULL title. */
extern const IgnyWindowCommand igny_window_commands[];

/* Bindings rather than accelerators of the application: what has the focus gets
 * the key first, so that an entry keeps its own undo and its slash. For
 * class_init. */
void igny_window_commands_bind (GtkWidgetClass *widget_class);

G_END_DECLS
