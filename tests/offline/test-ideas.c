/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-brief.h"
#include "igny-idea-maker.h"
#include "igny-json.h"
#include "igny-number.h"
#include "igny-text.h"

#include <string.h>

static const char *const boots[] = {
  "hiking boots",
  "best hiking boots",
  "hiking boots women",
  "waterproof hiking boots",
  "cheap hiking boots",
  "how to clean hiking boots",
  "how to break in hiking boots",
  "hiking boots vs trail runners",
  "are hiking boots worth it",
  "hiking boots near me",
  "keen targhee hiking boots review",
  "boots for hiking",
};

static gboolean
is_one_of (const char        *word,
           const char *const *list)
{
  return g_strv_contains (list, word);
}

static void
check_idea (const IgnyIdea *idea,
            gsize           count,
            guint          *served)
{
  static const char *const types[] = { "blog_post", "article", "guide", "tutorial", "comparison",
                                       "review", "listicle", "faq", NULL };
  static const char *const structures[] = { "cluster_hub", "landing_page", "pillar_page",
                                            "supporting_page", NULL };
  const GArray            *lists[] = { idea->primary, idea->covered };

  g_assert_cmpstr (idea->title, !=, "");
  g_assert_cmpstr (idea->description, !=, "");
  g_assert_true (is_one_of (idea->content_type, types));
  g_assert_true (is_one_of (idea->content_structure, structures));
  g_assert_cmpuint (idea->primary->len, >=, 1);
  g_assert_cmpuint (idea->primary->len, <=, 2);
  g_assert_cmpuint (idea->outline->len, >=, 1);
  g_assert_cmpint (idea->words, ==, igny_outline_estimate_words (idea->outline));
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        g_assert_cmpuint (g_array_index (lists[l], guint, i), <, count);
        served[g_array_index (lists[l], guint, i)]++;
      }
}

/* Every keyword of the page is in exactly one section, and nothing else is. */
static void
check_outline (const IgnyIdea    *idea,
               const char *const *keywords)
{
  guint all = 0;

  for (guint s = 0; s < idea->outline->len; s++)
    {
      const IgnyOutlineSection *section = idea->outline->pdata[s];

      g_assert_cmpstr (section->heading, !=, "");
      g_assert_true (section->level == 2 || section->level == 3);
      all += g_strv_length (section->keywords);
      for (guint i = 0; i < s; i++)
        g_assert_cmpstr (((IgnyOutlineSection *) idea->outline->pdata[i])->heading, !=,
                         section->heading);
    }
  g_assert_cmpuint (all, ==, idea->primary->len + idea->covered->len);
  for (guint i = 0; i < idea->covered->len; i++)
    {
      const char *keyword = keywords[g_array_index (idea->covered, guint, i)];
      guint       found = 0;

      for (guint s = 0; s < idea->outline->len; s++)
        {
          const IgnyOutlineSection *section = idea->outline->pdata[s];

          found += g_strv_contains ((const char *const *) section->keywords, keyword);
        }
      g_assert_cmpuint (found, ==, 1);
    }
}

static GPtrArray *
make (const char *const *keywords,
      const gint64      *volumes,
      gsize              count,
      const char        *language)
{
  GPtrArray        *ideas = igny_idea_maker_run (keywords, volumes, NULL, count, language);
  g_autofree guint *served = g_new0 (guint, count + 1);

  g_assert_cmpuint (ideas->len, <=, IGNY_IDEA_MAX);
  for (guint i = 0; i < ideas->len; i++)
    {
      const IgnyIdea *idea = ideas->pdata[i];

      check_idea (idea, count, served);
      check_outline (idea, keywords);
      for (guint j = 0; j < i; j++)
        {
          g_autofree char *a = igny_text_normalize (idea->title);
          g_autofree char *b = igny_text_normalize (((IgnyIdea *) ideas->pdata[j])->title);

          g_assert_cmpstr (a, !=, b);
        }
    }
  for (gsize i = 0; i < count; i++)
    g_assert_cmpuint (served[i], ==, 1);
  return ideas;
}

static const IgnyIdea *
find_type (const GPtrArray *ideas,
           const char      *type)
{
  for (guint i = 0; i < ideas->len; i++)
    if (g_str_equal (((IgnyIdea *) ideas->pdata[i])->content_type, type))
      return ideas->pdata[i];
  return NULL;
}

static void
test_cluster (void)
{
  static const gint64 volumes[] = { 9000, 5000, 800, 700, 600, 500, 400,
                                    300, 200, 100, 90, IGNY_UNKNOWN };
  g_autoptr(GPtrArray) ideas = make (boots, volumes, G_N_ELEMENTS (boots), NULL);
  const IgnyIdea *hub = ideas->pdata[0];

  g_assert_cmpuint (ideas->len, ==, 5);
  g_assert_cmpstr (hub->title, ==, "How to Choose the Right Hiking Boots");
  g_assert_cmpstr (hub->content_type, ==, "guide");
  g_assert_cmpstr (hub->content_structure, ==, "cluster_hub");
  g_assert_cmpuint (hub->primary->len, ==, 2);
  g_assert_cmpuint (g_array_index (hub->primary, guint, 1), ==, 11);
  g_assert_cmpstr (find_type (ideas, "listicle")->title, ==, "The Best Hiking Boots");
  g_assert_cmpstr (find_type (ideas, "tutorial")->title, ==, "How to Clean Hiking Boots");
  g_assert_cmpstr (find_type (ideas, "comparison")->title, ==,
                   "Hiking Boots vs. Trail Runners: Which Should You Choose?");
  for (guint i = 0; i < ideas->len; i++)
    g_assert_cmpint (g_utf8_strlen (((IgnyIdea *) ideas->pdata[i])->title, -1), <=,
                     IGNY_IDEA_TITLE_LETTERS);
}

static void
test_counts (void)
{
  static const guint most[] = { 0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5 };

  for (guint count = 0; count <= G_N_ELEMENTS (boots); count++)
    {
      g_autoptr(GPtrArray) ideas = make (boots, NULL, count, "en");

      g_assert_cmpuint (ideas->len, ==, most[count]);
    }
}

static void
test_single (void)
{
  static const struct
  {
    const char *keyword;
    const char *title;
    const char *type;
  } cases[] = {
    { "menopause symptoms", "Menopause Symptoms", "listicle" },
    { "perimenopause", "Perimenopause: What You Need to Know", "guide" },
    { "what is perimenopause", "What Is Perimenopause?", "blog_post" },
    { "what to wear hiking", "What to Wear Hiking", "blog_post" },
    { "how long does it take to hike a mile", "How Long Does It Take to Hike a Mile?",
      "blog_post" },
    { "best sun hat for hiking", "The Best Sun Hat for Hiking, Compared", "listicle" },
    { "top 10 hiking snacks", "The Best Hiking Snacks", "listicle" },
    { "sawyer squeeze review", "Sawyer Squeeze Review: What to Know Before You Buy", "review" },
    { "down vs synthetic sleeping bag",
      "Down vs. Synthetic Sleeping Bag: Which Should You Choose?", "comparison" },
    { "hiking boots price", "Hiking Boot Prices: What to Expect", "article" },
    { "cheap hiking boots", "Hiking Boots on a Budget", "article" },
    { "buy hiking boots", "Hiking Boot Buying Guide: What to Check First", "guide" },
    { "hiking boots near me", "Where to Find Hiking Boots Near You", "article" },
    { "hiking checklist", "Hiking Checklist: What to Include", "listicle" },
    { "Botas de montaña", "Botas de montaña", "guide" },
    { "треккинговые ботинки", "Треккинговые ботинки", "guide" },
    { "登山靴 おすすめ", "登山靴 おすすめ", "listicle" },
    { "كيف أنظف الحذاء", "كيف أنظف الحذاء", "blog_post" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) ideas = make (&cases[i].keyword, NULL, 1, NULL);
      const IgnyIdea *idea = ideas->pdata[0];

      g_assert_cmpuint (ideas->len, ==, 1);
      g_assert_cmpstr (idea->title, ==, cases[i].title);
      g_assert_cmpstr (idea->content_type, ==, cases[i].type);
    }
}

/* One word of another language settles it for the whole cluster. */
static void
test_languages (void)
{
  static const char *const german[] = { "wanderschuhe", "wanderschuhe damen", "wanderschuhe kaufen",
                                        "beste wanderschuhe" };
  static const char *const mixed[] = { "duo mobile", "duo mobile下载", "how to use duo mobile",
                                       "duo mobile app" };
  g_autoptr(GPtrArray) neutral = make (german, NULL, G_N_ELEMENTS (german), NULL);
  g_autoptr(GPtrArray) forced = make (german, NULL, G_N_ELEMENTS (german), "de");
  g_autoptr(GPtrArray) both = make (mixed, NULL, G_N_ELEMENTS (mixed), NULL);

  for (guint i = 0; i < neutral->len; i++)
    {
      g_assert_true (g_str_has_suffix (((IgnyIdea *) neutral->pdata[i])->title, "wanderschuhe") ||
                     g_str_has_prefix (((IgnyIdea *) neutral->pdata[i])->title, "Wanderschuhe"));
      g_assert_null (strstr (((IgnyIdea *) neutral->pdata[i])->title, ":"));
      g_assert_cmpstr (((IgnyIdea *) neutral->pdata[i])->title, ==,
                       ((IgnyIdea *) forced->pdata[i])->title);
    }
  g_assert_cmpstr (((IgnyIdea *) both->pdata[0])->title, ==, "Duo Mobile: What You Need to Know");
}

static void
test_questions (void)
{
  static const char *const keywords[] = { "trekking poles", "are trekking poles worth it",
                                          "do i need trekking poles", "can trekking poles fly",
                                          "when should i use trekking poles" };
  g_autoptr(GPtrArray) ideas = make (keywords, NULL, G_N_ELEMENTS (keywords), NULL);
  const IgnyIdea *faq = find_type (ideas, "faq");

  g_assert_nonnull (faq);
  g_assert_cmpstr (faq->title, ==, "Trekking Pole FAQ: Common Questions Answered");
  g_assert_cmpuint (faq->primary->len + faq->covered->len, ==, 4);
  g_assert_cmpstr (((IgnyOutlineSection *) faq->outline->pdata[0])->heading, ==,
                   "Can Trekking Poles Fly?");
}

static void
test_odd (void)
{
  static const char *const odd[] = { "", "?", "best", "vs", "how to", "\xe2\x80\x8b", "…", "best",
                                     "near me", "for sale", "the", "or or or" };
  g_autoptr(GPtrArray) ideas = igny_idea_maker_run (odd, NULL, NULL, G_N_ELEMENTS (odd), NULL);
  g_autoptr(GPtrArray) same = igny_idea_maker_run (odd + 7, NULL, NULL, 1, NULL);
  g_autofree char *longest = g_strnfill (3000, 'x');
  const char      *texts[3000];
  g_autoptr(GPtrArray) many = NULL;

  g_assert_cmpuint (ideas->len, >=, 1);
  g_assert_cmpstr (((IgnyIdea *) same->pdata[0])->title, ==, "Best: What You Need to Know");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = i % 2 == 0 ? "hiking boots" : longest;
  many = make (texts, NULL, 1, NULL);
  g_ptr_array_unref (g_steal_pointer (&many));
  many = igny_idea_maker_run (texts, NULL, NULL, G_N_ELEMENTS (texts), NULL);
  g_assert_cmpuint (many->len, ==, 2);
}

static void
test_same (void)
{
  const char *mixed[G_N_ELEMENTS (boots)];
  g_autoptr(GPtrArray) first = make (boots, NULL, G_N_ELEMENTS (boots), NULL);
  g_autoptr(GPtrArray) other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (boots); i++)
    mixed[i] = boots[(i * 5 + 3) % G_N_ELEMENTS (boots)];
  other = make (mixed, NULL, G_N_ELEMENTS (boots), NULL);
  g_assert_cmpuint (first->len, ==, other->len);
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpstr (((IgnyIdea *) first->pdata[i])->title, ==,
                     ((IgnyIdea *) other->pdata[i])->title);
}

static void
test_outline_json (void)
{
  static const char *const keywords[] = { "hiking \"boots\"", "登山靴", NULL };
  g_autoptr(GPtrArray) outline = igny_outline_new ();
  g_autoptr(GPtrArray) back = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  igny_outline_add (outline, 2, "One <b>", "note", keywords);
  igny_outline_add (outline, 3, "Two", NULL, NULL);
  json = igny_outline_to_json (outline);
  back = igny_outline_from_json (json, &error);
  g_assert_no_error (error);
  again = igny_outline_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpstr (((IgnyOutlineSection *) back->pdata[0])->keywords[0], ==, keywords[0]);
  g_assert_cmpuint (((IgnyOutlineSection *) back->pdata[1])->level, ==, 3);
  g_assert_cmpint (igny_outline_estimate_words (back), ==, 400);
}

static void
test_outline_bad (void)
{
  static const char *const bad[] = {
    "{}",
    "[1]",
    "[{}]",
    "[{\"heading\": \"\"}]",
    "[{\"heading\": 5}]",
    "[{\"heading\": \"a\", \"keywords\": [1]}]",
    "[",
    "nonsense",
    "[{\"heading\": \"a\"}",
  };
  g_autoptr(GPtrArray) empty = igny_outline_from_json ("", NULL);
  g_autoptr(GPtrArray) none = igny_outline_from_json ("[]", NULL);
  g_autoptr(GPtrArray) least = igny_outline_from_json ("[{\"heading\": \"a\", \"x\": [[]]}]", NULL);
  g_autofree char *deep = g_strnfill (1000, '[');
  g_autofree char *large = g_strnfill (IGNY_OUTLINE_MAX_BYTES + 1, ' ');
  g_autofree char *text = g_strnfill (IGNY_OUTLINE_MAX_TEXT + 1, 'x');
  g_autofree char *wide = g_strdup_printf ("[{\"heading\": \"%s\"}]", text);
  GString         *many = g_string_new ("[");
  g_autofree char *list = NULL;
  const char      *limits[] = { deep, large, wide, NULL };

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (least->len, ==, 1);
  for (guint i = 0; i < IGNY_OUTLINE_MAX_SECTIONS + 1; i++)
    g_string_append_printf (many, "%s{\"heading\": \"a\"}", i > 0 ? "," : "");
  g_string_append_c (many, ']');
  list = g_string_free (many, FALSE);
  limits[3] = list;

  for (guint i = 0; i < G_N_ELEMENTS (bad) + G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(GError) error = NULL;
      const char *json = i < G_N_ELEMENTS (bad) ? bad[i] : limits[i - G_N_ELEMENTS (bad)];

      g_assert_null (igny_outline_from_json (json, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "read outline: "));
    }
}

/* Names of all elements of a page, each checked to be well nested. */
static void
check_html (const char *html)
{
  static const char *const allowed[] = { "h2", "h3", "p", "ul", "ol", "li", "table", "thead",
                                         "tbody", "tr", "th", "td", "strong", "em", "blockquote",
                                         NULL };
  g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      gboolean         close = p[1] == '/';
      const char      *end = strchr (p, '>');
      g_autofree char *name = NULL;

      g_assert_nonnull (end);
      name = g_strndup (p + 1 + close, (gsize) (end - p) - 1 - (gsize) close);
      g_assert_true (is_one_of (name, allowed));
      if (!close)
        g_ptr_array_add (open, g_steal_pointer (&name));
      else
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_cmpstr (open->pdata[open->len - 1], ==, name);
          g_ptr_array_set_size (open, (gint) open->len - 1);
        }
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_brief (void)
{
  static const gint64      volumes[] = { 9000, IGNY_UNKNOWN };
  static const IgnyIntent  intents[] = { IGNY_INTENT_COMMERCIAL, IGNY_INTENT_NONE };
  static const char *const keywords[] = { "hiking <script>boots", "are boots worth it" };
  g_autoptr(GPtrArray) outline = igny_outline_new ();
  g_autofree char *html = NULL;
  IgnyBriefTask    task = { "Boots & \"More\"", "What & why", "boots", "guide", outline, keywords,
                            volumes, intents, 2, 1, IGNY_UNKNOWN };

  igny_outline_add (outline, 3, "Lost <sub>", "first", NULL);
  igny_outline_add (outline, 2, "One", "note & more", NULL);
  igny_outline_add (outline, 3, "Inner", "", NULL);
  igny_outline_add (outline, 3, "Inner two", "", NULL);
  igny_outline_add (outline, 2, "Two", "", NULL);
  igny_outline_add (outline, 3, "Last", "", NULL);
  html = igny_brief_to_html (&task);
  check_html (html);
  g_assert_true (g_str_has_prefix (html, "<h2>Writing brief</h2>"));
  g_assert_nonnull (strstr (html, "This is a brief, not an article."));
  g_assert_nonnull (strstr (html, "Boots &amp; \"More\""));
  g_assert_nonnull (strstr (html, "<td>hiking &lt;script&gt;boots</td><td>Primary</td>"
                                  "<td>9000</td><td>Commercial</td>"));
  g_assert_nonnull (strstr (html, "<td>Secondary</td><td>–</td><td>Informational</td>"));
  g_assert_nonnull (strstr (html, "<li>Are boots worth it?</li>"));
  g_assert_nonnull (strstr (html, "About 850 words."));
  g_assert_null (strstr (html, "<script"));
}

static void
test_brief_empty (void)
{
  IgnyBriefTask    task = { .words = IGNY_UNKNOWN };
  g_autofree char *html = igny_brief_to_html (&task);

  check_html (html);
  g_assert_null (strstr (html, "<table"));
  g_assert_null (strstr (html, "<ol"));
}

static void
test_meta (void)
{
  g_autoptr(GPtrArray) outline = igny_outline_new ();
  g_autofree char *word = g_strnfill (200, 'x');
  g_autofree char *kept = igny_brief_make_meta_title ("The Best Hiking Boots");
  g_autofree char *part = igny_brief_make_meta_title (
      "Hiking Boots vs. Trail Runners: Which Should You Choose This Year?");
  g_autofree char *words = igny_brief_make_meta_title (
      "one two three four five six seven eight nine ten eleven twelve thirteen");
  g_autofree char *hard = igny_brief_make_meta_title (word);
  g_autofree char *plain = igny_brief_make_meta_description ("Boots", NULL);
  g_autofree char *full = NULL;
  g_autofree char *slug = igny_brief_make_slug ("Title", "best hiking boots");
  g_autofree char *other = igny_brief_make_slug ("Title Here", "登山靴");

  igny_outline_add (outline, 2, "What to Look For", NULL, NULL);
  igny_outline_add (outline, 2, word, NULL, NULL);
  igny_outline_add (outline, 2, "Mistakes to Avoid", NULL, NULL);
  full = igny_brief_make_meta_description ("Are Boots Worth It?", outline);

  g_assert_cmpstr (kept, ==, "The Best Hiking Boots");
  g_assert_cmpstr (part, ==, "Hiking Boots vs. Trail Runners");
  g_assert_cmpstr (words, ==, "one two three four five six seven eight nine ten eleven");
  g_assert_cmpint (g_utf8_strlen (hard, -1), ==, IGNY_BRIEF_META_TITLE_LETTERS);
  g_assert_cmpstr (plain, ==, "Boots");
  g_assert_cmpstr (full, ==, "Are Boots Worth It? What to Look For · Mistakes to Avoid");
  g_assert_cmpstr (slug, ==, "best-hiking-boots");
  g_assert_cmpstr (other, ==, "title-here");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/ideas/cluster", test_cluster);
  g_test_add_func ("/offline/ideas/counts", test_counts);
  g_test_add_func ("/offline/ideas/single", test_single);
  g_test_add_func ("/offline/ideas/languages", test_languages);
  g_test_add_func ("/offline/ideas/questions", test_questions);
  g_test_add_func ("/offline/ideas/odd", test_odd);
  g_test_add_func ("/offline/ideas/same", test_same);
  g_test_add_func ("/offline/outline/json", test_outline_json);
  g_test_add_func ("/offline/outline/bad", test_outline_bad);
  g_test_add_func ("/offline/brief/html", test_brief);
  g_test_add_func ("/offline/brief/empty", test_brief_empty);
  g_test_add_func ("/offline/brief/meta", test_meta);

  return g_test_run ();
}
