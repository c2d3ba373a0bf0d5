/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-stub-answer.h"

#include <string.h>

/* The last message of a role. */
static const char *
find_message (JsonObject *request,
              const char *role)
{
  JsonArray *messages = igny_json_get_array (request, "messages");

  for (guint i = igny_json_array_get_length (messages); i > 0; i--)
    {
      JsonObject *message = igny_json_array_get_object (messages, i - 1);

      if (strcmp (igny_json_get_string (message, "role", ""), role) == 0)
        return igny_json_get_string (message, "content", "");
    }

  return "";
}

/* The data of the user message: one line of JSON. */
static JsonNode *
read_data (JsonObject *request)
{
  JsonArray *messages = igny_json_get_array (request, "messages");

  for (guint i = igny_json_array_get_length (messages); i > 0; i--)
    {
      JsonObject *message = igny_json_array_get_object (messages, i - 1);
      const char *text = igny_json_get_string (message, "content", "");
      const char *start = strchr (text, '{');

      if (strcmp (igny_json_get_string (message, "role", ""), "user") == 0 && start != NULL)
        return igny_json_parse (start, (gssize) strcspn (start, "\n"), NULL);
    }
  return NULL;
}

static char *
capitalize (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

static JsonArray *
find_cluster (GHashTable *by_word,
              JsonArray  *clusters,
              const char *keyword)
{
  g_autofree char *lower = g_utf8_strdown (keyword, -1);
  g_autofree char *name = NULL;
  JsonArray       *keywords;
  JsonObject      *cluster;

  lower[strcspn (lower, " ")] = '\0';
  keywords = g_hash_table_lookup (by_word, lower);
  if (keywords != NULL)
    return keywords;

  name = capitalize (lower);
  cluster = json_object_new ();
  keywords = json_array_new ();
  json_object_set_string_member (cluster, "name", name);
  json_object_set_string_member (cluster, "description", "Searches that begin with the same word.");
  json_object_set_array_member (cluster, "keywords", keywords);
  json_array_add_object_element (clusters, cluster);
  g_hash_table_insert (by_word, g_steal_pointer (&lower), keywords);
  return keywords;
}

static char *
answer_clusters (JsonObject *data)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GHashTable) by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *clusters = json_array_new ();
  JsonArray *keywords = igny_json_get_array (data, "keywords");

  for (guint i = 0; i < igny_json_array_get_length (keywords); i++)
    {
      const char *keyword = igny_json_array_get_string (keywords, i, "");

      json_array_add_string_element (find_cluster (by_word, clusters, keyword), keyword);
    }
  json_object_set_array_member (answer, "clusters", clusters);
  return igny_json_object_to_text (answer, FALSE);
}

static void
add_outline (JsonObject *idea,
             const char *keyword)
{
  static const char *const headings[] = { "What %s means", "How to choose", "Mistakes to avoid" };
  JsonArray               *outline = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      JsonObject *section = json_object_new ();
      GString    *heading = g_string_new (headings[i]);

      g_string_replace (heading, "%s", keyword, 0);
      json_object_set_string_member (section, "heading", heading->str);
      json_object_set_string_member (section, "note", "Answer it in plain words.");
      json_object_set_int_member (section, "level", 2);
      json_array_add_object_element (outline, section);
      g_string_free (heading, TRUE);
    }
  json_object_set_array_member (idea, "outline", outline);
}

static JsonObject *
build_idea (JsonArray *keywords,
            guint      index)
{
  static const char *const titles[] = { "%s explained", "How to choose %s", "%s compared" };
  static const char *const words[] = { "guide", "tutorial", "comparison" };
  guint                    length = MAX (1, igny_json_array_get_length (keywords));
  const char              *primary = igny_json_array_get_string (keywords, index % length, "this");
  guint                    second = (index + 1) % length;
  const char              *covered = igny_json_array_get_string (keywords, second, "");
  JsonObject              *idea = json_object_new ();
  JsonArray               *primaries = json_array_new ();
  JsonArray               *others = json_array_new ();
  GString                 *title = g_string_new (titles[index]);
  g_autofree char         *shown = NULL;

  g_string_replace (title, "%s", primary, 0);
  shown = capitalize (title->str);
  json_array_add_string_element (primaries, primary);
  if (strcmp (covered, primary) != 0)
    json_array_add_string_element (others, covered);
  json_object_set_string_member (idea, "title", shown);
  json_object_set_string_member (idea, "description", "For readers who want to decide soon.");
  json_object_set_string_member (idea, "content_type", words[index]);
  json_object_set_string_member (idea, "content_structure",
                                 index == 0 ? "cluster_hub" : "supporting_page");
  json_object_set_array_member (idea, "primary_keywords", primaries);
  json_object_set_array_member (idea, "covered_keywords", others);
  add_outline (idea, primary);
  json_object_set_int_member (idea, "estimated_word_count", 900 + 300 * index);
  g_string_free (title, TRUE);
  return idea;
}

static char *
answer_ideas (JsonObject *data)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *ideas = json_array_new ();

  for (guint i = 0; i < 3; i++)
    json_array_add_object_element (ideas, build_idea (igny_json_get_array (data, "keywords"), i));
  json_object_set_array_member (answer, "ideas", ideas);
  return igny_json_object_to_text (answer, FALSE);
}

static void
append_section (GString    *out,
                const char *heading,
                const char *keyword)
{
  g_autofree char *safe_heading = g_markup_escape_text (heading, -1);
  g_autofree char *safe_keyword = g_markup_escape_text (keyword, -1);

  g_string_append_printf (out,
                          "<h2>%s</h2>\n<p>Whoever looks for <strong>%s</strong> wants a clear "
                          "answer. Here it is, step by step, with what to look at first and what "
                          "can wait until later.</p>\n<ul><li>Write down what you need.</li>"
                          "<li>Compare at least three choices.</li><li>Try before you decide."
                          "</li></ul>\n",
                          safe_heading, safe_keyword);
}

static char *
join_rest (JsonArray *keywords)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 1; i < igny_json_array_get_length (keywords); i++)
    g_string_append_printf (out, "%s%s", i > 1 ? ", " : "",
                            igny_json_array_get_string (keywords, i, ""));
  return g_strdup (out->str);
}

static char *
answer_article (JsonObject *data)
{
  static const char *const own_headings[] = { "First things first", "How to choose", "Next steps" };
  JsonArray               *keywords = igny_json_get_array (data, "keywords");
  JsonArray               *outline = igny_json_get_array (data, "outline");
  const char              *title = igny_json_get_string (data, "title", "An article");
  const char              *keyword = igny_json_array_get_string (keywords, 0, "the topic");
  g_autofree char         *rest = join_rest (keywords);
  g_autofree char         *safe_keyword = g_markup_escape_text (keyword, -1);
  GString                 *out = g_string_new (NULL);

  g_string_append_printf (out,
                          "Title: %s\nMeta title: %.60s\nMeta description: All about %s in a few "
                          "minutes.\nPrimary keyword: %s\nSecondary keywords: %s\nTags: guide, "
                          "advice, choice\nCategories: Guides\nExcerpt: A short way to a good "
                          "choice.\n\n<p>This text is about %s and answers what people ask most."
                          "</p>\n",
                          title, title, keyword, keyword, rest, safe_keyword);
  for (guint i = 0; i < igny_json_array_get_length (outline); i++)
    append_section (out,
                    igny_json_get_string (igny_json_array_get_object (outline, i), "heading", ""),
                    igny_json_array_get_string (keywords,
                                                i % MAX (1, igny_json_array_get_length (keywords)),
                                                keyword));
  for (guint i = 0; outline == NULL && i < G_N_ELEMENTS (own_headings); i++)
    append_section (out, own_headings[i], keyword);
  g_string_append (out, "<table><thead><tr><th>Choice</th><th>Good for</th></tr></thead><tbody>"
                        "<tr><td>Simple</td><td>Beginners</td></tr><tr><td>Complete</td>"
                        "<td>Everybody else</td></tr></tbody></table>");
  return g_string_free (out, FALSE);
}

static char *
answer_pictures (JsonObject *data)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray       *headings = igny_json_get_array (data, "headings");
  JsonArray       *others = json_array_new ();
  g_autofree char *featured = g_strdup_printf ("A table with what “%s” is about, seen from above",
                                               igny_json_get_string (data, "title", ""));

  json_object_set_string_member (answer, "featured_prompt", featured);
  json_object_set_string_member (answer, "featured_alt", "A table seen from above");
  for (guint i = 0; i < MIN (igny_json_array_get_length (headings), 3); i++)
    {
      const char      *heading = igny_json_array_get_string (headings, i, "");
      g_autofree char *prompt = g_strdup_printf ("Hands at work: %s", heading);
      JsonObject      *item = json_object_new ();

      json_object_set_string_member (item, "heading", heading);
      json_object_set_string_member (item, "prompt", prompt);
      json_object_set_string_member (item, "alt", "Hands at work");
      json_array_add_object_element (others, item);
    }
  json_object_set_array_member (answer, "in_article_prompts", others);
  return igny_json_object_to_text (answer, FALSE);
}

/* Some that are good, and some of no use. */
static char *
answer_changes (void)
{
  return g_strdup (
      "{\"changes\":["
      "{\"place\":\"block\",\"block\":1,\"action\":\"replace\",\"text\":\"<p>Better "
      "<strong>words</strong>.<script>x</script></p>\",\"reason\":\"Says it sooner.\"},"
      "{\"place\":\"block\",\"block\":2,\"action\":\"insert_after\",\"text\":\"<p>What it"
      " means.</p>\",\"reason\":\"A heading needs a text.\"},"
      "{\"place\":\"block\",\"block\":3,\"action\":\"remove\",\"text\":\"\",\"reason\":"
      "\"It repeats.\"},"
      "{\"place\":\"meta_title\",\"block\":0,\"action\":\"replace\",\"text\":\"A better meta"
      " title\",\"reason\":\"Shorter.\"},"
      "{\"place\":\"block\",\"block\":1,\"action\":\"remove\",\"text\":\"\",\"reason\":"
      "\"Twice.\"},"
      "{\"place\":\"block\",\"block\":999,\"action\":\"remove\",\"text\":\"\",\"reason\":"
      "\"Nowhere.\"}]}");
}

/* The number behind the last of these words; 0 when there is none. */
static guint
find_number (const char *text,
             const char *words)
{
  const char *at = g_strrstr (text, words);

  return at != NULL ? (guint) g_ascii_strtoull (at + strlen (words), NULL, 10) : 0;
}

/* As long as was asked for, but for models that never do as they are told. */
static guint
bend (JsonObject *request,
      guint       words)
{
  const char *model = igny_json_get_string (request, "model", "");

  if (strcmp (model, "rig-short") == 0)
    return words * 6 / 10;
  return strcmp (model, "rig-long") == 0 ? words * 16 / 10 : words;
}

static char *
answer_part (JsonObject *request,
             JsonObject *data,
             const char *asked)
{
  static const char *const filler[] = { "plain", "words", "say", "what", "matters", "here" };
  JsonArray               *outline = igny_json_get_array (data, "outline");
  guint                    first = find_number (asked, "Write only section ");
  guint                    last;
  guint                    words = bend (request, find_number (asked, "has about "));
  GString                 *out = g_string_new (NULL);

  if (strstr (asked, "Write only the first one") != NULL)
    g_string_append_printf (out, "Title: %s\nMeta title: Short\nTags: guide\n\n<p>In short.</p>\n",
                            igny_json_get_string (data, "title", "An article"));
  if (first == 0)
    first = MAX (find_number (asked, "Write only sections "), find_number (asked, "and section "));
  if (first == 0)
    first = find_number (asked, "and sections ");
  last = MAX (find_number (asked, " to "), first);
  for (guint i = first; i > 0 && i <= last; i++)
    g_string_append_printf (
        out, "<h2>%s</h2>\n",
        igny_json_get_string (igny_json_array_get_object (outline, i - 1), "heading", "More"));
  g_string_append (out, "<p>");
  for (guint i = 0; i < words; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", filler[i % G_N_ELEMENTS (filler)]);
  g_string_append (out, ".</p>");
  return g_string_free (out, FALSE);
}

char *
igny_stub_answer_new (JsonObject *request)
{
  const char *system = find_message (request, "system");
  const char *asked = find_message (request, "user");
  g_autoptr (JsonNode) node = read_data (request);
  JsonObject *data = igny_json_node_get_object (node);

  /* By the form that is asked for, since a person may edit the rest. */
  if (strstr (system, "{\"clusters\":") != NULL)
    return answer_clusters (data);
  if (strstr (system, "{\"ideas\":") != NULL)
    return answer_ideas (data);
  if (strstr (system, "{\"changes\":") != NULL)
    return answer_changes ();
  if (strstr (system, "{\"featured_prompt\":") != NULL)
    return answer_pictures (data);
  if (strstr (system, "Meta title:") != NULL && strstr (asked, "This part has about") != NULL)
    return answer_part (request, data, asked);
  if (strstr (system, "Meta title:") != NULL)
    return answer_article (data);
  return g_strdup ("OK");
}
