/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-article.h"
#include "igny-reply-clusters.h"
#include "igny-reply-ideas.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was read must hold what its headers promise. */
static void
check_clusters (const char        *text,
                const char *const *keywords,
                guint              length)
{
  g_autoptr (IgnyReplyClusters) reply = igny_reply_clusters_new (text, keywords, NULL);
  guint placed = 0;

  if (reply == NULL)
    return;
  for (guint i = 0; i < reply->clusters->len; i++)
    {
      IgnyReplyCluster *cluster = reply->clusters->pdata[i];

      g_assert (cluster->keywords->len > 0 && *cluster->name != '\0');
      placed += cluster->keywords->len;
    }
  g_assert (placed + reply->missing->len == length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const keywords[] = { "a", "b c", "d", NULL };
  g_autofree char         *text = g_strndup ((const char *) data, size);
  g_autoptr (IgnyReplyIdeas) ideas = igny_reply_ideas_new (text, keywords, NULL);
  g_autoptr (IgnyReplyArticle) article = igny_reply_article_new (text, NULL);

  check_clusters (text, keywords, 3);
  g_assert (ideas == NULL || ideas->ideas->len > 0);
  g_assert (article == NULL || *article->html != '\0');
  return 0;
}
