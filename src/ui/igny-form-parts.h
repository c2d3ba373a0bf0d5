/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-entity.h"

G_BEGIN_DECLS

/* A slider from 0 to 1 in steps of 0.05 that says its value. */
GtkWidget *igny_form_parts_create_share (const char *label);
/* A label with a text under it that grows; *view is the GtkTextView. */
GtkWidget *igny_form_parts_create_text (const char *label,
                                        GtkWidget **view);
char      *igny_form_parts_dup_text (GtkTextView *view);
/* The row under a field in which words about it stand; hidden. *label is the
 * GtkLabel. */
GtkWidget *igny_form_parts_create_complaint (GtkWidget **label);
/* Words and translated labels of choices, with “None” when they are optional;
 * full ownership. */
void igny_form_parts_list_choices (const IgnyChoice *choices,
                                   gboolean          optional,
                                   char           ***words,
                                   char           ***labels);
/* Gives the buttons below widget that have a tooltip and no label their tooltip as
 * the name that is spoken: libadwaita has some. */
void igny_form_parts_name_buttons (GtkWidget *widget);

G_END_DECLS
