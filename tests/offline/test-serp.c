/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-number.h"
#include "igny-serp.h"

#include <string.h>

static void
test_columns (void)
{
  static const struct
  {
    const char *header;
    gboolean    is;
    guint       place;
  } cases[] = {
    { "Top 10 URLs", TRUE, 0 },
    { "SERP URLs", TRUE, 0 },
    { "serp_urls", TRUE, 0 },
    { "URL 1", TRUE, 1 },
    { "url_10", TRUE, 10 },
    { "Position 3 URL", TRUE, 3 },
    { "Rank #2 URL", TRUE, 2 },
    { "URL 11", FALSE, 0 },
    { "URL 0", FALSE, 0 },
    { "Position", FALSE, 0 },
    { "Position 3", FALSE, 0 },
    { "URL", FALSE, 0 },
    { "Volume", FALSE, 0 },
    { "", FALSE, 0 },
    { "1st result", FALSE, 0 },
    { "Result 1", TRUE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint place = 99;

      g_assert_cmpint (igny_serp_is_column (cases[i].header, &place), ==, cases[i].is);
      g_assert_cmpuint (place, ==, cases[i].place);
    }
}

static IgnyClustering *
cluster (const char *const *results,
         guint              count,
         guint              overlap)
{
  g_autoptr(IgnySerp) serp = igny_serp_new ();
  const char *texts[16];
  g_autoptr(GError) error = NULL;
  IgnyClustering *clustering;

  for (guint i = 0; i < count; i++)
    {
      texts[i] = "keyword";
      igny_serp_add_keyword (serp);
      igny_serp_add_urls (serp, results[i]);
    }
  clustering = igny_serp_cluster (serp, texts, NULL, overlap, NULL, &error);
  g_assert_no_error (error);
  return clustering;
}

static void
test_overlap (void)
{
  static const char *const results[] = {
    "https://www.a.com/ http://b.com/x c.com/y, d.com",
    "HTTP://A.com;b.com/x/|c.com/y#top\ne.com",
    "a.com b.com/x f.com g.com",
    "c.com/Y a.com h.com",
    "",
    "nothing here",
  };
  g_autoptr(IgnyClustering) three = cluster (results, 6, 3);
  g_autoptr(IgnyClustering) two = cluster (results, 6, 2);
  g_autoptr(IgnyClustering) five = cluster (results, 6, 5);

  g_assert_cmpuint (three->n_clusters, ==, 1);
  g_assert_cmpint (three->clusters[0], ==, 0);
  g_assert_cmpint (three->clusters[1], ==, 0);
  for (guint i = 2; i < 6; i++)
    g_assert_cmpint (three->clusters[i], ==, IGNY_CLUSTERING_UNCLUSTERED);

  /* Paths have their case: c.com/Y is another page. */
  g_assert_cmpuint (two->n_clusters, ==, 1);
  g_assert_cmpint (two->clusters[2], ==, 0);
  g_assert_cmpint (two->clusters[3], ==, IGNY_CLUSTERING_UNCLUSTERED);
  g_assert_cmpuint (five->n_clusters, ==, 0);
}

static void
test_first_ten (void)
{
  static const char *const results[] = {
    "a.com b.com c.com d.com e.com f.com g.com h.com i.com j.com x.com y.com z.com",
    "x.com y.com z.com",
    "h.com i.com j.com",
    "a.com a.com a.com",
  };
  g_autoptr(IgnyClustering) clustering = cluster (results, 4, 3);

  g_assert_cmpuint (clustering->n_clusters, ==, 1);
  g_assert_cmpint (clustering->clusters[0], ==, 0);
  g_assert_cmpint (clustering->clusters[1], ==, IGNY_CLUSTERING_UNCLUSTERED);
  g_assert_cmpint (clustering->clusters[2], ==, 0);
  g_assert_cmpint (clustering->clusters[3], ==, IGNY_CLUSTERING_UNCLUSTERED);
}

#define KEYWORDS 400

/* The same by comparing every pair. */
static void
group_slowly (guint  results[KEYWORDS][IGNY_SERP_RESULTS_MAX],
              guint  overlap,
              guint *groups)
{
  gboolean again = TRUE;

  for (guint i = 0; i < KEYWORDS; i++)
    groups[i] = i;
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < KEYWORDS; i++)
        for (guint j = 0; j < i; j++)
          {
            guint shared = 0;
            guint low = MIN (groups[i], groups[j]);

            for (guint k = 0; k < IGNY_SERP_RESULTS_MAX * IGNY_SERP_RESULTS_MAX; k++)
              shared += results[i][k / IGNY_SERP_RESULTS_MAX] ==
                        results[j][k % IGNY_SERP_RESULTS_MAX];
            if (shared < overlap || groups[i] == groups[j])
              continue;
            groups[i] = groups[j] = low;
            again = TRUE;
          }
    }
}

static void
draw_results (GRand *rand,
              guint  results[IGNY_SERP_RESULTS_MAX])
{
  for (guint i = 0; i < IGNY_SERP_RESULTS_MAX; i++)
    {
      /* Some pages are shown for nearly everything. */
      results[i] = (guint) g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 30 : 900);
      for (guint j = 0; j < i; j++)
        if (results[i] == results[j])
          results[i--] = G_MAXUINT, j = i;
    }
}

static void
test_against_pairs (void)
{
  static guint results[KEYWORDS][IGNY_SERP_RESULTS_MAX];
  const char  *texts[KEYWORDS];
  guint        groups[KEYWORDS];
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  g_autoptr(IgnySerp) serp = igny_serp_new ();

  for (guint i = 0; i < KEYWORDS; i++)
    {
      texts[i] = "x";
      draw_results (rand, results[i]);
      igny_serp_add_keyword (serp);
      for (guint j = 0; j < IGNY_SERP_RESULTS_MAX; j++)
        {
          g_autofree char *url = g_strdup_printf ("site%u.com", results[i][j]);

          igny_serp_add_urls (serp, url);
        }
    }
  g_assert_cmpuint (igny_serp_count (serp), ==, KEYWORDS);
  for (guint overlap = 1; overlap <= 6; overlap++)
    {
      g_autoptr(IgnyClustering) clustering = igny_serp_cluster (serp, texts, NULL, overlap, NULL,
                                                                 NULL);

      group_slowly (results, overlap, groups);
      for (guint i = 0; i < KEYWORDS; i++)
        for (guint j = 0; j < i; j++)
          g_assert_cmpint (groups[i] == groups[j], ==,
                           clustering->clusters[i] >= 0 &&
                               clustering->clusters[i] == clustering->clusters[j]);
    }
}

/* Time grows as the list does, also when one page is everywhere. */
static void
test_long (void)
{
  guint n = 20000;
  g_autoptr(IgnySerp) serp = igny_serp_new ();
  g_autofree const char **texts = g_new (const char *, n);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyClustering) clustering = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      GString *urls = g_string_new ("everywhere.com also.com");

      for (guint j = 0; j < 8; j++)
        g_string_append_printf (urls, " topic%u.com/%u", i / 10, j);
      texts[i] = "x";
      igny_serp_add_keyword (serp);
      igny_serp_add_urls (serp, urls->str);
      g_string_free (urls, TRUE);
    }
  clustering = igny_serp_cluster (serp, texts, NULL, 3, NULL, NULL);
  g_assert_cmpuint (clustering->n_clusters, ==, n / 10);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);

  g_cancellable_cancel (cancellable);
  g_assert_null (igny_serp_cluster (serp, texts, NULL, 3, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/serp/columns", test_columns);
  g_test_add_func ("/offline/serp/overlap", test_overlap);
  g_test_add_func ("/offline/serp/first-ten", test_first_ten);
  g_test_add_func ("/offline/serp/against-pairs", test_against_pairs);
  g_test_add_func ("/offline/serp/long", test_long);

  return g_test_run ();
}
