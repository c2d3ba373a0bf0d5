/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char      *title;              /* at most 200 characters; NULL when the answer has none */
  char      *html;               /* sanitized, without pictures and the title; never empty */
  char      *meta_title;         /* at most 200; or NULL */
  char      *meta_description;   /* at most 500; or NULL */
  char      *excerpt;            /* at most 500; or NULL */
  char      *slug;               /* as the model gave it, slugified; or NULL */
  char      *primary_keyword;    /* or NULL */
  GPtrArray *secondary_keywords; /* of char; so are the next two; never NULL */
  GPtrArray *tags;
  GPtrArray *categories;
} IgnyReplyArticle;

/* An article: lines such as "Meta title: …", an empty line and HTML or
 * Markdown; or a JSON object with the members above; or the text alone, whose
 * first heading is the title then. It must be whole: a cut answer is an error
 * before it comes here. Full ownership; errors are IGNY_REPLY_ERROR and
 * IGNY_HTML_ERROR. Any thread. */
IgnyReplyArticle *igny_reply_article_new (const char *text,
                                          GError    **error);
void              igny_reply_article_free (IgnyReplyArticle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyReplyArticle, igny_reply_article_free)

G_END_DECLS
