/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Status: how the file, the keyring and the AI are doing, the jobs, and what
 * the AI was asked and answered.
 *
 * Signal "action" (const char *id): "show-settings". */
#define IGNY_TYPE_STATUS_PAGE (igny_status_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyStatusPage, igny_status_page, IGNY, STATUS_PAGE, GtkWidget)

GtkWidget *igny_status_page_new (IgnyStore *store);
/* What the work of that name is called, translated; static. */
const char *igny_status_page_name_work (const char *name);

G_END_DECLS
