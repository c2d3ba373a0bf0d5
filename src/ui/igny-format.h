/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IGNY_DASH "–"

/* How numbers read on a screen. All take IGNY_UNKNOWN, which is IGNY_DASH, and
 * return new text. Any thread; the locale is the process's. */

/* 12,100, with the separators of the locale. */
char *igny_format_number (gint64 value);
/* 12.1K, 3.4M, for cards; exact below 1,000. */
char *igny_format_short (gint64 value);
/* value is in units of 10^-digits. */
char *igny_format_decimal (gint64 value,
                           guint  digits);
/* micro is in millionths; currency is an ISO 4217 code, NULL where nobody
 * knows it: the number alone then. Four places below one cent, else two. */
char *igny_format_money (gint64      micro,
                         const char *currency);
/* "just now", "5 min ago", "yesterday", "3 Nov", "3 Nov 2024"; both in ms since
 * 1970. */
char *igny_format_time (gint64 time,
                        gint64 now);
/* "41 %": part of whole, rounded down, so that 100 % means all. */
char *igny_format_share (gint64 part,
                         gint64 whole);
/* With a capital at the beginning: the errors of the floors below have none. */
char *igny_format_sentence (const char *text);

G_END_DECLS
