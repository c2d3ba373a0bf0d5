/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row to choose one of many records by searching for it.
 *
 * Signals: "search" (const char *text), when the list for text is wanted (""
 * for the first ones); "changed", when the person chose. */
#define IGNY_TYPE_FORM_CHOOSER (igny_form_chooser_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFormChooser, igny_form_chooser, IGNY, FORM_CHOOSER, AdwActionRow)

/* With optional, “None” can be chosen. */
GtkWidget *igny_form_chooser_new (gboolean optional);
/* Answers "search": words name the records, labels are of the same length. */
void igny_form_chooser_set_found (IgnyFormChooser   *self,
                                  const char *const *words,
                                  const char *const *labels);
/* word NULL or "" is none. Emits nothing. */
void        igny_form_chooser_set_chosen (IgnyFormChooser *self,
                                          const char      *word,
                                          const char      *label);
const char *igny_form_chooser_get_chosen (IgnyFormChooser *self);

G_END_DECLS
