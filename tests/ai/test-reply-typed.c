/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html.h"
#include "igny-number.h"
#include "igny-reply-article.h"
#include "igny-reply-clusters.h"
#include "igny-reply-ideas.h"
#include "igny-reply.h"

#include <string.h>

static const char *const keywords[] = {
  "Hiking boots", "men’s hiking boots", "trail map", "gps watch", "hiking boots", NULL
};

static guint
get_index (GArray *array,
           guint   i)
{
  g_assert_cmpuint (i, <, array->len);
  return g_array_index (array, guint, i);
}

static void
test_clusters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyReplyClusters) reply = igny_reply_clusters_new (
      "```json\n{\"clusters\":["
      "{\"name\":\" Boots \",\"description\":\"All\\nboots\",\"keywords\":[\"HIKING BOOTS\","
      "\"ski boots\"]},"
      "{\"name\":\"Maps\",\"keywords\":[\"trail map\",\"hiking boots\"]},"
      "{\"cluster_name\":\"boots\",\"keywords\":\"men's hiking boots, trail map\"},"
      "{\"name\":\"Empty\",\"keywords\":[\"nothing\"]}]}\n```",
      keywords, &error);
  IgnyReplyCluster *boots;

  g_assert_no_error (error);
  g_assert_false (reply->partial);
  g_assert_cmpuint (reply->clusters->len, ==, 2);
  boots = reply->clusters->pdata[0];
  g_assert_cmpstr (boots->name, ==, "Boots");
  g_assert_cmpstr (boots->description, ==, "All boots");
  g_assert_cmpuint (boots->keywords->len, ==, 2);
  g_assert_cmpuint (get_index (boots->keywords, 0), ==, 0);
  g_assert_cmpuint (get_index (boots->keywords, 1), ==, 1);
  g_assert_cmpuint (reply->rejected->len, ==, 2);
  g_assert_cmpstr (reply->rejected->pdata[0], ==, "ski boots");
  g_assert_cmpuint (reply->missing->len, ==, 2);
  g_assert_cmpuint (get_index (reply->missing, 0), ==, 3);
}

static void
test_cluster_shapes (void)
{
  static const char *const shapes[] = {
    "[{\"cluster\":\"A\",\"keywords\":[\"gps watch\"]}]",
    "{\"result\":{\"clusters\":[{\"name\":\"A\",\"keywords\":[\"gps watch\"]}]}}",
    "{\"groups\":[{\"title\":\"A\",\"terms\":[{\"keyword\":\"gps watch\"}]}]}",
    "{\"x\":[{\"name\":\"A\",\"items\":[\"gps watch\"]}]}",
    "I made [1] cluster: {\"clusters\":[{\"name\":\"A\",\"keywords\":[\"gps watch\"]}]}",
    "{\"clusters\":[{\"name\":\"A\",\"keywords\":[\"gps watch\",\"trail",
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyReplyClusters) reply = igny_reply_clusters_new (shapes[i], keywords, &error);
      IgnyReplyCluster *cluster;

      g_assert_no_error (error);
      g_assert_cmpuint (reply->clusters->len, ==, 1);
      cluster = reply->clusters->pdata[0];
      g_assert_cmpstr (cluster->name, ==, "A");
      g_assert_cmpuint (get_index (cluster->keywords, 0), ==, 3);
      g_assert_cmpint (reply->partial, ==, i == 5);
    }
}

static void
test_no_clusters (void)
{
  static const struct
  {
    const char    *text;
    IgnyReplyError code;
  } cases[] = {
    { "{\"clusters\":[]}", IGNY_REPLY_ERROR_NOTHING },
    { "{\"clusters\":[{\"name\":\"A\",\"keywords\":[\"made up\"]}]}", IGNY_REPLY_ERROR_NOTHING },
    { "[\"gps watch\"]", IGNY_REPLY_ERROR_NOT_JSON },
    { "{\"clusters\":\"none\"}", IGNY_REPLY_ERROR_NOT_JSON },
    { "No.", IGNY_REPLY_ERROR_NOT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (igny_reply_clusters_new (cases[i].text, keywords, &error));
      g_assert_error (error, IGNY_REPLY_ERROR, (int) cases[i].code);
    }
}

static void
test_ideas (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyReplyIdeas) reply = igny_reply_ideas_new (
      "{\"ideas\":[{\"title\":\"Best boots\",\"description\":\"D\","
      "\"content_type\":\"Blog Post\","
      "\"content_structure\":\"pillar page\",\"primary_keywords\":[\"hiking boots\"],"
      "\"covered_keywords\":[\"trail map\",\"hiking boots\",\"made up\"],"
      "\"outline\":[{\"heading\":\"One\",\"note\":\"N\",\"subheadings\":[\"One a\"]},\"Two\","
      "{\"h2\":\"Three\",\"level\":3}],\"estimated_word_count\":\"1,200-1,500 words\"},"
      "{\"idea_title\":\"Second\",\"word_count\":900,\"type\":\"how-to\","
      "\"keywords\":\"gps watch; trail map\"},"
      "{\"title\":\"best BOOTS\"},{\"description\":\"no title\"}]}",
      keywords, &error);
  IgnyReplyIdea    *idea;
  IgnyReplySection *section;

  g_assert_no_error (error);
  g_assert_cmpuint (reply->ideas->len, ==, 2);
  idea = reply->ideas->pdata[0];
  g_assert_cmpstr (idea->title, ==, "Best boots");
  g_assert_cmpstr (idea->content_type, ==, "blog_post");
  g_assert_cmpstr (idea->content_structure, ==, "pillar_page");
  g_assert_cmpuint (idea->primary_keywords->len, ==, 1);
  g_assert_cmpuint (get_index (idea->primary_keywords, 0), ==, 0);
  g_assert_cmpuint (idea->covered_keywords->len, ==, 1);
  g_assert_cmpuint (get_index (idea->covered_keywords, 0), ==, 2);
  g_assert_cmpint (idea->estimated_word_count, ==, 1200);
  g_assert_cmpuint (idea->outline->len, ==, 4);
  section = idea->outline->pdata[0];
  g_assert_cmpstr (section->heading, ==, "One");
  g_assert_cmpstr (section->note, ==, "N");
  g_assert_cmpuint (section->level, ==, 2);
  section = idea->outline->pdata[1];
  g_assert_cmpstr (section->heading, ==, "One a");
  g_assert_cmpuint (section->level, ==, 3);
  section = idea->outline->pdata[3];
  g_assert_cmpuint (section->level, ==, 3);
  g_assert_cmpuint (reply->rejected->len, ==, 1);
  g_assert_cmpstr (reply->rejected->pdata[0], ==, "made up");
  idea = reply->ideas->pdata[1];
  g_assert_cmpstr (idea->content_type, ==, "tutorial");
  g_assert_cmpstr (idea->content_structure, ==, "supporting_page");
  g_assert_cmpint (idea->estimated_word_count, ==, 900);
  g_assert_cmpuint (idea->covered_keywords->len, ==, 2);
}

static void
test_partial_ideas (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyReplyIdeas) reply = igny_reply_ideas_new (
      "[{\"title\":\"One\",\"content_type\":\"poem\"},{\"title\":\"Tw", keywords, &error);
  IgnyReplyIdea *idea;

  g_assert_no_error (error);
  g_assert_true (reply->partial);
  g_assert_cmpuint (reply->ideas->len, ==, 1);
  idea = reply->ideas->pdata[0];
  g_assert_cmpstr (idea->content_type, ==, "article");
  g_assert_cmpint (idea->estimated_word_count, ==, IGNY_UNKNOWN);
  g_assert_null (igny_reply_ideas_new ("[{\"title\":\"On", keywords, &error));
  g_assert_error (error, IGNY_REPLY_ERROR, IGNY_REPLY_ERROR_NOTHING);
}

static char *
join (GPtrArray *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", (char *) list->pdata[i]);
  return g_string_free (out, FALSE);
}

static void
check_article (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyReplyArticle) article = igny_reply_article_new (text, &error);
  g_autofree char *secondary = NULL;
  g_autofree char *tags = NULL;

  g_assert_no_error (error);
  secondary = join (article->secondary_keywords);
  tags = join (article->tags);
  g_assert_cmpstr (article->title, ==, "All about boots");
  g_assert_cmpstr (article->meta_title, ==, "Boots: a guide");
  g_assert_cmpstr (article->meta_description, ==, "Read this");
  g_assert_cmpstr (article->primary_keyword, ==, "hiking boots");
  g_assert_cmpstr (secondary, ==, "trail map|gps watch");
  g_assert_cmpstr (tags, ==, "boots|gear");
  g_assert_cmpstr (article->html, ==, "<p>One two.</p>\n<h2>Next</h2>\n<p>Three</p>");
  g_assert_cmpuint (igny_html_count_words (article->html), ==, 4);
}

static void
test_articles (void)
{
  check_article ("{\"title\":\"All about boots\",\"html\":\"<h1>All about Boots</h1>\\n"
                 "<p>One two.</p>\\n"
                 "<h2>Next</h2>\\n<p>Three<img src=https://x.org/a.png></p><script>x</script>\","
                 "\"meta_title\":\"Boots: a guide\","
                 "\"meta_description\":\"Read this\",\"primary_keyword\":\"hiking boots\","
                 "\"secondary_keywords\":[\"trail map\",\"gps watch\"],\"tags\":\"boots, "
                 "gear\"}");
  check_article ("```json\n{\"headline\":\"All about boots\",\"content\":\"One two.\\n\\n"
                 "## Next\\n\\nThree\","
                 "\"seo_title\":\"Boots: a guide\",\"description\":\"Read this\","
                 "\"focus_keyword\":\"hiking boots\","
                 "\"keywords\":\"trail map, gps watch\",\"tags\":[\"boots\",\"gear\"]}\n```");
  check_article ("<think>hm</think>Title: All about boots\nMeta title: Boots: a guide\n"
                 "**Meta-Description:** Read this\nPrimary keyword: hiking boots\n"
                 "Secondary keywords: trail map, gps watch\nTags: boots, gear\n\n---\n\n"
                 "<p>One two.</p>\n<h2>Next</h2>\n<p>Three</p>");
  check_article ("---\nmeta_title: Boots: a guide\nmeta_description: Read this\n"
                 "primary_keyword: hiking boots\n"
                 "secondary_keywords: trail map, gps watch\ntags: boots, gear\n---\n"
                 "# All about boots\n\nOne two.\n\n## Next\n\nThree\n");
  check_article ("Title: All about boots\nMeta title: Boots: a guide\n"
                 "Meta description: Read this\n"
                 "Primary keyword: hiking boots\nKeywords: trail map, gps watch\n"
                 "Tags: boots, gear\n\n"
                 "```html\n<h1>All about boots</h1><p>One two.</p>\n<h2>Next</h2>\n"
                 "<p>Three</p>\n```");
}

static void
test_article_only (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IgnyReplyArticle) plain = igny_reply_article_new ("Just\n\ntext", &error);
  g_autoptr (IgnyReplyArticle) headed = igny_reply_article_new ("<h2>T</h2><p>x</p>", &error);

  g_assert_no_error (error);
  g_assert_null (plain->title);
  g_assert_cmpstr (plain->html, ==, "<p>Just</p>\n<p>text</p>");
  g_assert_cmpstr (headed->title, ==, "T");
  g_assert_cmpstr (headed->html, ==, "<p>x</p>");
}

static void
test_no_article (void)
{
  static const struct
  {
    const char    *text;
    IgnyReplyError code;
  } cases[] = {
    { "", IGNY_REPLY_ERROR_EMPTY },
    { "<p><script>a</script></p>", IGNY_REPLY_ERROR_EMPTY },
    { "Title: x\nTags: y\n", IGNY_REPLY_ERROR_EMPTY },
    { "{\"title\":\"x\"}", IGNY_REPLY_ERROR_NOT_JSON },
    { "{\"title\":\"x\",\"html\":\"<p>cut of", IGNY_REPLY_ERROR_NOT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (igny_reply_article_new (cases[i].text, &error));
      g_assert_error (error, IGNY_REPLY_ERROR, (int) cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/reply/clusters", test_clusters);
  g_test_add_func ("/ai/reply/cluster-shapes", test_cluster_shapes);
  g_test_add_func ("/ai/reply/no-clusters", test_no_clusters);
  g_test_add_func ("/ai/reply/ideas", test_ideas);
  g_test_add_func ("/ai/reply/partial-ideas", test_partial_ideas);
  g_test_add_func ("/ai/reply/articles", test_articles);
  g_test_add_func ("/ai/reply/article-only", test_article_only);
  g_test_add_func ("/ai/reply/no-article", test_no_article);

  return g_test_run ();
}
