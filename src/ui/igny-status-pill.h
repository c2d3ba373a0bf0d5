/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-style.h"

G_BEGIN_DECLS

/* A state as a word on its tone, the same that tables draw. */
#define IGNY_TYPE_STATUS_PILL (igny_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (IgnyStatusPill, igny_status_pill, IGNY, STATUS_PILL, GtkWidget)

/* label is translated. */
GtkWidget *igny_status_pill_new (const char *label,
                                 IgnyTone    tone);
void       igny_status_pill_set (IgnyStatusPill *self,
                                 const char     *label,
                                 IgnyTone        tone);

G_END_DECLS
