/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* What the AI is asked with: the types of prompts, whose each is, and its text.
 * What was typed and not saved stays while the window is open.
 *
 * Signal "toast" (const char *title, gboolean undo). */
#define IGNY_TYPE_PROMPTS_PAGE (igny_prompts_page_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPromptsPage, igny_prompts_page, IGNY, PROMPTS_PAGE, GtkWidget)

GtkWidget *igny_prompts_page_new (IgnyStore *store);

G_END_DECLS
