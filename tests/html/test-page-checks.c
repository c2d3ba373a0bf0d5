/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-checks.h"

#include <string.h>
#include <sys/resource.h>

static const IgnyPageCheck *
find (GPtrArray  *checks,
      const char *id)
{
  for (guint i = 0; i < checks->len; i++)
    if (strcmp (((const IgnyPageCheck *) checks->pdata[i])->id, id) == 0)
      return checks->pdata[i];
  g_error ("there is no check “%s”", id);
}

static const char *const keywords[] = { "hiking boots", "Wool socks", "tents", NULL };
static const char *const titles[] = { "Best hiking boots", "Tents", NULL };

static const IgnyPage good = {
  .title = "Hiking boots that last",
  .meta_description = "Which hiking boots keep feet dry and warm, for how long, and at what price: "
                      "twelve pairs after a winter in the hills.",
  .slug = "hiking-boots",
  .html = "<p>Good hiking boots last. They keep you dry.</p><h2>Hiking boots for snow</h2><p>Wear "
          "<a href=\"/socks\">wool socks</a> in them. See <a href=\"https://x.org\">here</a>.</p>"
          "<h3>Wet</h3><p><img src=\"https://x.org/a.png\" alt=\"Boots\"></p>",
  .primary_keyword = "Hiking Boots",
  .keywords = keywords,
  .other_titles = titles,
  .host = "example.com",
  .english = TRUE,
};

static void
test_good (void)
{
  g_autoptr(GPtrArray) checks = igny_page_checks_run (&good, NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const IgnyPageCheck *check = checks->pdata[i];

      if (check->severity != IGNY_PAGE_GOOD)
        g_error ("%s: %s", check->id, check->message);
      g_assert_cmpstr (check->remedy, ==, "");
    }
  g_assert_cmpstr (find (checks, "keyword-coverage")->message, ==,
                   "2 of 3 keywords of the cluster are used.");
}

static void
test_bad (void)
{
  static const char *const ids[] = {
    "title-keyword",
    "heading-keyword",
    "first-paragraph-keyword",
    "keyword-coverage",
    "internal-links",
    "external-links",
    "image-alt",
    "readability",
    "meta-title",
    "meta-description",
    "slug",
    "heading-order",
    "duplicate-title",
  };
  IgnyPage page = good;
  g_autoptr(GPtrArray) checks = NULL;

  page.title = "best HIKING  boots";
  page.primary_keyword = "rubber soles";
  page.meta_title = "All that anybody could ever want to know about the footwear of those who walk";
  page.meta_description = "Boots.";
  page.slug = "Boots_And--More";
  page.html = "<h4>x</h4><p>Incomprehensible organizational considerations notwithstanding, "
              "multidimensional characterizations necessitate interdisciplinary collaboration "
              "<img src=\"https://x.org/a\"></p>";
  checks = igny_page_checks_run (&page, NULL);
  g_assert_cmpuint (checks->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const IgnyPageCheck *check = find (checks, ids[i]);

      if (check->severity == IGNY_PAGE_GOOD)
        g_error ("“%s” passes", check->id);
      g_assert_cmpstr (check->remedy, !=, "");
    }
}

static void
test_cover (void)
{
  static const char *const words[] = { "boot", "c++", "dry boots", "boots dry", "Über uns", NULL };
  gboolean                 found[5];

  g_assert_cmpuint (igny_page_checks_cover ("Boots, dry boots. C++! ÜBER-uns", words, found), ==,
                    4);
  g_assert_false (found[0]);
  g_assert_true (found[3]);
}

static void
test_measures (void)
{
  /* 278 + 2 * 222 thousandths of 100 pixels. */
  g_assert_cmpuint (igny_page_checks_get_width ("Iij", 100), ==, 72);
  g_assert_cmpuint (igny_page_checks_get_width ("日本", 20), ==, 40);
  g_assert_cmpuint (igny_page_checks_get_width (NULL, 20), ==, 0);
  /* Six words, six syllables, one sentence: 206.835 - 6.09 - 84.6. */
  g_assert_cmpfloat_with_epsilon (
      igny_page_checks_get_reading_ease ("The cat sat on the mat."), 116.145, 0.001);
  g_assert_cmpfloat_with_epsilon (
      igny_page_checks_get_sentence_length ("Eins zwei drei. Vier fünf sechs!"), 3, 0.001);
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void
test_speed (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) many = g_ptr_array_new_with_free_func (g_free);
  gboolean found[200];
  double   start;
  double   each;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "word%u%s", i % 700, i % 12 == 11 ? ". " : " ");
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (many, g_strdup_printf ("word%u word%u", i * 3, i * 3 + 1 + i % 2));
  g_ptr_array_add (many, NULL);
  start = get_cpu_ms ();
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (
        igny_page_checks_cover (text->str, (const char *const *) many->pdata, found), ==, 100);
  each = (get_cpu_ms () - start) / 20;
  g_test_message ("200 keywords in 5,000 words: %.2f ms of processor time", each);
  /* Five on an ordinary machine; memory checkers are slower. */
  g_assert_cmpfloat (each, <, 50);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/page-checks/good", test_good);
  g_test_add_func ("/html/page-checks/bad", test_bad);
  g_test_add_func ("/html/page-checks/cover", test_cover);
  g_test_add_func ("/html/page-checks/measures", test_measures);
  g_test_add_func ("/html/page-checks/speed", test_speed);

  return g_test_run ();
}
