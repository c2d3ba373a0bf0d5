/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  IGNY_REPLY_REPAIR_USUAL = 0,
  IGNY_REPLY_REPAIR_QUOTES = 1 << 0, /* a quote ends a text only before , } ] or : */
} IgnyReplyRepair;

/* Rewrites what is nearly JSON: comments, trailing and missing commas, single
 * and typographic quotes, names without quotes, True and None, raw line breaks
 * in texts. Stops at the end of the first value. What ends too early is closed
 * (an unfinished name goes, an unfinished text stays as far as it came), and
 * cut becomes TRUE. The result may still not be JSON, or empty. Linear, without
 * recursion. length in bytes; text is valid UTF-8. Full ownership. */
char *igny_reply_repair (const char     *text,
                         gsize           length,
                         IgnyReplyRepair how,
                         gboolean       *cut);

G_END_DECLS
