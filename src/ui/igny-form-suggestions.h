/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button with a list of words that can be picked instead of typed.
 *
 * Signal "picked" (const char *word). */
#define IGNY_TYPE_FORM_SUGGESTIONS (igny_form_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFormSuggestions, igny_form_suggestions, IGNY, FORM_SUGGESTIONS, GtkWidget)

GtkWidget *igny_form_suggestions_new (void);
/* Without words it hides. */
void igny_form_suggestions_set_words (IgnyFormSuggestions *self,
                                      const char *const   *words);

G_END_DECLS
