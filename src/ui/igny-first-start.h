/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* What a person can begin with: the sample project, a file, or a website.
 *
 * Signals: "import", when the person is to choose a file (one that is dropped is
 * the window's); "scope-made" (gint64 site, gint64 sector), when there is
 * something to show; "toast" (const char *title). */
#define IGNY_TYPE_FIRST_START (igny_first_start_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFirstStart, igny_first_start, IGNY, FIRST_START, GtkWidget)

GtkWidget *igny_first_start_new (IgnyStore *store);

G_END_DECLS
