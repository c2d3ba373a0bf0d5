/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button that shows one of a list of places and opens the list, with search
 * and a way to make a new one.
 *
 * Signals: "chosen" (gint64 row); "new". */
#define IGNY_TYPE_SWITCHER (igny_switcher_get_type ())
G_DECLARE_FINAL_TYPE (IgnySwitcher, igny_switcher, IGNY, SWITCHER, GtkBox)

/* what names the kind ("Site"); make is the label for a new one ("New Site…"). */
GtkWidget *igny_switcher_new (const char *what,
                              const char *icon_name,
                              const char *make);
void       igny_switcher_clear (IgnySwitcher *self);
void       igny_switcher_add (IgnySwitcher *self,
                              gint64        row,
                              const char   *title);
/* Shows the title of row; does not emit "chosen". */
void igny_switcher_set_current (IgnySwitcher *self,
                                gint64        row);

G_END_DECLS
