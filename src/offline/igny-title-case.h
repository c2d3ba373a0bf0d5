/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* English title case: short articles, conjunctions and prepositions stay small
 * between the first and the last word; well-known names and abbreviations get
 * their spelling ("iphone" is "iPhone", "gps" is "GPS", "mens" is "Men’s"). A
 * word that holds a capital already stays as it is. */
char *igny_title_case (const char *text);

/* The first letter as a capital, all else as it is. Any language. */
char *igny_title_capitalize (const char *text);

G_END_DECLS
