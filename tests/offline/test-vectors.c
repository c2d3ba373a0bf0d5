/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-agreement.h"
#include "igny-clustering.h"
#include "igny-vectors.h"

#include <string.h>

/* count vectors around as many directions as there are topics; all share a
 * strong common part, as those of real models do. */
static gint8 *
make_vectors (guint  count,
              guint  n_dims,
              guint  n_topics,
              guint *labels)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  g_autofree gint8 *topics = g_new (gint8, (gsize) n_topics * n_dims);
  gint8            *vectors = g_new (gint8, (gsize) count * n_dims);

  for (gsize i = 0; i < (gsize) n_topics * n_dims; i++)
    topics[i] = (gint8) g_rand_int_range (rand, -40, 41);
  for (guint row = 0; row < count; row++)
    {
      labels[row] = (guint) g_rand_int_range (rand, 0, (gint) n_topics);
      for (guint i = 0; i < n_dims; i++)
        vectors[(gsize) row * n_dims + i] =
            (gint8) (topics[(gsize) labels[row] * n_dims + i] + g_rand_int_range (rand, -25, 26) +
                     (i % 7 == 0 ? 50 : 0));
    }
  return vectors;
}

static const char **
make_texts (guint count)
{
  const char **texts = g_new (const char *, count);

  for (guint i = 0; i < count; i++)
    texts[i] = "x";
  return texts;
}

static guint
measure_agreement (const IgnyClustering *clustering,
                   const guint          *labels,
                   guint                 n_labels)
{
  g_autofree gint *truth = g_new (gint, clustering->n_keywords);
  g_autoptr(IgnyAgreement) agreement = NULL;

  for (gsize i = 0; i < clustering->n_keywords; i++)
    truth[i] = (gint) labels[i];
  agreement = igny_agreement_new (truth, n_labels, clustering->clusters, clustering->n_clusters,
                                  clustering->n_keywords);
  return agreement->agreement;
}

static void
check_topics (guint count,
              guint n_dims,
              guint n_topics,
              guint least)
{
  g_autofree guint       *labels = g_new (guint, count);
  g_autofree gint8       *vectors = make_vectors (count, n_dims, n_topics, labels);
  g_autofree const char **texts = make_texts (count);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyClusteringPlan) plan = NULL;
  g_autoptr(IgnyClustering) result = NULL;
  g_autoptr(IgnyClustering) again = NULL;
  guint agreement;

  plan = igny_clustering_plan_new_from_vectors (texts, NULL, count, vectors, n_dims, NULL, NULL,
                                                NULL, &error);
  g_assert_no_error (error);
  result = igny_clustering_plan_run (plan, 0.5, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  again = igny_clustering_plan_run (plan, 0.5, NULL, NULL, NULL, &error);
  g_assert_cmpmem (result->clusters, count * sizeof (gint), again->clusters,
                   count * sizeof (gint));
  agreement = measure_agreement (result, labels, n_topics);
  g_test_message ("%u vectors of %u: agreement %u, %u clusters", count, n_dims, agreement,
                  result->n_clusters);
  g_assert_cmpuint (agreement, >=, least);
}

static void
test_topics (void)
{
  check_topics (300, 64, 12, 950);
  check_topics (500, 1536, 20, 950);
  check_topics (6000, 256, 300, 950);
}

/* Of the true neighbors nearly all are found without comparing all pairs. */
static void
test_recall (void)
{
  guint             count = 3000;
  guint             n_dims = 96;
  g_autofree guint *labels = g_new (guint, count);
  g_autofree gint8 *vectors = make_vectors (count, n_dims, 150, labels);
  g_autoptr(IgnyTermMatrix) matrix = igny_vectors_to_matrix (vectors, count, n_dims);
  g_autoptr(IgnyNeighbors) found = igny_vectors_find_neighbors (matrix, NULL, NULL, NULL, NULL);
  guint good = 0;
  guint all = 0;

  for (guint i = 0; i < matrix->n_items; i++)
    for (guint j = 0; j < found->counts[i]; j++, all++)
      good += labels[found->neighbors[i * IGNY_NEIGHBORS_MAX + j].item] == labels[i];
  g_assert_cmpuint (all, >, count * 9);
  g_assert_cmpuint (good * 100, >=, all * 97);
}

static void
test_zeros (void)
{
  static const gint8       vectors[] = { 0, 0, 0, 0, 100, 1, 0, 0, 100, 0, 1, 0, 0, 0, 99, 3 };
  static const char *const texts[] = { "a", "b", "c", "d" };
  g_autoptr(IgnyClusteringPlan) plan = NULL;
  g_autoptr(IgnyClustering) result = NULL;

  plan = igny_clustering_plan_new_from_vectors (texts, NULL, 4, vectors, 4, NULL, NULL, NULL, NULL);
  result = igny_clustering_plan_run (plan, 0.5, NULL, NULL, NULL, NULL);
  g_assert_cmpint (result->clusters[0], ==, IGNY_CLUSTERING_UNCLUSTERED);
  g_assert_cmpint (result->clusters[1], ==, 0);
  g_assert_cmpint (result->clusters[2], ==, 0);
  g_assert_cmpint (result->clusters[3], ==, IGNY_CLUSTERING_UNCLUSTERED);
}

/* 0 and 1 swap their numbers, one keyword moves, one enters, one leaves. */
static void
test_agreement (void)
{
  static const gint before[] = { 0, 0, 0, 0, 1, 1, 1, 2, 2, -1, -1 };
  static const gint after[] = { 1, 1, 1, 0, 0, 0, 0, 2, -1, 2, -1 };
  g_autoptr(IgnyAgreement) same = igny_agreement_new (before, 3, before, 3, 11);
  g_autoptr(IgnyAgreement) other = igny_agreement_new (before, 3, after, 3, 11);

  g_assert_cmpuint (same->agreement, ==, 1000);
  g_assert_cmpuint (same->moved + same->entered + same->left, ==, 0);
  g_assert_cmpuint (other->clusters_before, ==, 3);
  g_assert_cmpuint (other->clusters_after, ==, 3);
  g_assert_cmpuint (other->moved, ==, 1);
  g_assert_cmpuint (other->entered, ==, 1);
  g_assert_cmpuint (other->left, ==, 1);
  g_assert_cmpuint (other->unclustered_before, ==, 2);
  g_assert_cmpuint (other->unclustered_after, ==, 2);
  g_assert_cmpint (other->successors[0], ==, 1);
  g_assert_cmpint (other->successors[1], ==, 0);
  g_assert_cmpint (other->ancestors[2], ==, 2);
  /* Precision: 3 x 1, 1/4, 3 x 3/4, 2 x 1/2, 2 x 1; recall: 3 x 3/4, 1/4,
   * 3 x 1, 2 x 1/2, 2 x 1; both are 8.5 of 11. */
  g_assert_cmpuint (other->agreement, ==, 773);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/vectors/topics", test_topics);
  g_test_add_func ("/offline/vectors/recall", test_recall);
  g_test_add_func ("/offline/vectors/zeros", test_zeros);
  g_test_add_func ("/offline/vectors/agreement", test_agreement);

  return g_test_run ();
}
