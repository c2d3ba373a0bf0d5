/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every number of the program is a gint64, and this one means "not known". It
 * is NULL in the store and null in JSON, never 0. */
#define IGNY_UNKNOWN G_MININT64

#define IGNY_MICRO 1000000

/* A whole number of 10^-digits parts as a decimal string with a point:
 * (1500000, 6) is "1.5", (217, 2) is "2.17". */
char *igny_number_to_decimal (gint64 value,
                              guint  digits);
/* The opposite; refuses anything but an optional sign, digits and one point. */
gboolean igny_number_from_decimal (const char *text,
                                   guint       digits,
                                   gint64     *value);
/* UTC as ISO 8601 with milliseconds and Z; time is in ms since 1970. */
char *igny_number_to_iso8601 (gint64 time);

G_END_DECLS
