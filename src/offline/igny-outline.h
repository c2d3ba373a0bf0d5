/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What from_json takes at most; more is refused, not cut. */
#define IGNY_OUTLINE_MAX_BYTES (256 * 1024)
#define IGNY_OUTLINE_MAX_SECTIONS 200
#define IGNY_OUTLINE_MAX_KEYWORDS 200
#define IGNY_OUTLINE_MAX_TEXT 1000

typedef struct
{
  char *heading;
  guint level;    /* 2 or 3 */
  char *note;     /* one line on what to cover; may be empty */
  GStrv keywords; /* texts that the section serves; never NULL */
} IgnyOutlineSection;

/* An outline is a GPtrArray of IgnyOutlineSection that owns them. */
GPtrArray *igny_outline_new (void);
/* keywords is copied and may be NULL. */
void igny_outline_add (GPtrArray         *outline,
                       guint              level,
                       const char        *heading,
                       const char        *note,
                       const char *const *keywords);

/* Words of an article with these sections, to the next 50; a usual number of
 * words a section and for the introduction and the end. 0 for no section. */
gint64 igny_outline_estimate_words (const GPtrArray *outline);

/* [{"heading": …, "level": 2, "note": …, "keywords": [text, …]}, …] */
char *igny_outline_to_json (const GPtrArray *outline);
/* Takes what to_json writes, also from another program: note and keywords may
 * be missing, level may be missing (2); other members are ignored. NULL and an
 * IGNY_JSON_ERROR otherwise; an empty text is an empty outline. */
GPtrArray *igny_outline_from_json (const char *json,
                                   GError    **error);

G_END_DECLS
