/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clustering.h"
#include "igny-number.h"
#include "igny-text.h"
#include "keyword-maker.h"
#include "label-score.h"

#include <string.h>

static IgnyClustering *
cluster (const char *const *texts,
         const gint64      *volumes,
         gsize              count)
{
  g_autoptr(GError) error = NULL;
  IgnyClustering *result = igny_clustering_run (texts, volumes, count,
                                                IGNY_CLUSTERING_DEFAULT_STRICTNESS, NULL, NULL,
                                                NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->n_keywords, ==, count);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_cmpint (result->clusters[i], >=, IGNY_CLUSTERING_UNCLUSTERED);
      g_assert_cmpint (result->clusters[i], <, (gint) result->n_clusters);
    }
  for (guint i = 0; i < result->n_clusters; i++)
    g_assert_cmpint (result->clusters[result->names[i]], ==, (gint) i);
  return result;
}

/* Keywords of these lists belong together by line, and never across lines. */
static void
check_lines (const char *const *lines,
             guint              n_lines)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) line_of = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(IgnyClustering) result = NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i], "|", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          g_ptr_array_add (texts, igny_text_normalize (parts[j]));
          g_array_append_val (line_of, i);
        }
    }
  result = cluster ((const char *const *) texts->pdata, NULL, texts->len);
  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < i; j++)
      {
        gboolean same_line = g_array_index (line_of, guint, i) == g_array_index (line_of, guint, j);
        gboolean same = result->clusters[i] >= 0 && result->clusters[i] == result->clusters[j];

        if (same != same_line)
          g_test_message ("%s / %s", (char *) texts->pdata[i], (char *) texts->pdata[j]);
        g_assert_cmpint (same, ==, same_line);
      }
}

static void
test_subjects (void)
{
  static const char *const english[] = {
    "hiking boots|best hiking boots|hiking boots for women|waterproof hiking boots",
    "sleeping bag|down sleeping bags|how to wash a sleeping bag",
    "bear spray|how to use bear spray|bear spray expiration",
  };
  static const char *const russian[] = {
    "треккинговые ботинки|лучшие треккинговые ботинки|ботинки для треккинга купить",
    "спальный мешок|спальные мешки зимние|как стирать спальный мешок",
    "налобный фонарь|налобные фонари обзор",
  };
  static const char *const chinese[] = {
    "登山靴|防水登山靴|登山靴推荐",
    "睡袋|羽绒睡袋|睡袋清洗",
  };
  static const char *const japanese[] = {
    "登山靴 おすすめ|登山靴 レディース|登山靴 防水",
    "ヘッドライト 登山用|ヘッドライト 充電式|ヘッドライト 明るい",
  };
  static const char *const arabic[] = {
    "أحذية المشي|أفضل أحذية المشي|أحذية المشي النسائية",
    "كيس النوم|أكياس النوم الشتوية|تنظيف كيس النوم",
  };
  static const char *const german[] = {
    "wanderschuhe damen|wanderschuhe herren|wanderschuhe test",
    "schlafsack daunen|schlafsack waschen|schlafsäcke kaufen",
  };
  static const char *const thai[] = {
    "รองเท้าเดินป่า|รองเท้าเดินป่ากันน้ำ|รองเท้าเดินป่าผู้หญิง",
    "ถุงนอน|ถุงนอนกันหนาว",
  };

  check_lines (english, G_N_ELEMENTS (english));
  check_lines (russian, G_N_ELEMENTS (russian));
  check_lines (chinese, G_N_ELEMENTS (chinese));
  check_lines (japanese, G_N_ELEMENTS (japanese));
  check_lines (arabic, G_N_ELEMENTS (arabic));
  check_lines (german, G_N_ELEMENTS (german));
  check_lines (thai, G_N_ELEMENTS (thai));
}

static void
test_spelling (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IgnyClustering) result = NULL;
  static const char *const ends[] = { "alpha", "beta", "gamma", "delta", "omega" };

  for (guint i = 0; i < 25; i++)
    g_ptr_array_add (texts, g_strdup_printf ("rain jacket %s %u", ends[i % 5], i));
  for (guint i = 0; i < 25; i++)
    g_ptr_array_add (texts, g_strdup_printf ("tent %s %u", ends[i % 5], 100 + i));
  g_ptr_array_add (texts, g_strdup ("rain jakcet"));
  g_ptr_array_add (texts, g_strdup ("rainjacket"));
  g_ptr_array_add (texts, g_strdup ("rain jacket"));

  result = cluster ((const char *const *) texts->pdata, NULL, texts->len);
  g_assert_cmpint (result->clusters[50], >=, 0);
  g_assert_cmpint (result->clusters[50], ==, result->clusters[52]);
  g_assert_cmpint (result->clusters[51], ==, result->clusters[52]);
}

static void
test_edges (void)
{
  static const char *const one[] = { "hiking boots" };
  static const char *const two[] = { "hiking boots", "tax return" };
  static const char *const same[] = { "run", "running", "runs", "run", "runs!" };
  static const char *const empty[] = { "", "???", "🙂", "", "a" };
  g_autoptr(IgnyClustering) none = cluster (NULL, NULL, 0);
  g_autoptr(IgnyClustering) single = cluster (one, NULL, 1);
  g_autoptr(IgnyClustering) pair = cluster (two, NULL, 2);
  g_autoptr(IgnyClustering) stems = cluster (same, NULL, 5);
  g_autoptr(IgnyClustering) blank = cluster (empty, NULL, 5);

  g_assert_cmpuint (none->n_clusters, ==, 0);
  g_assert_cmpuint (single->n_clusters, ==, 0);
  g_assert_cmpint (single->clusters[0], ==, IGNY_CLUSTERING_UNCLUSTERED);
  g_assert_cmpuint (pair->n_clusters, ==, 0);
  g_assert_cmpuint (stems->n_clusters, ==, 1);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (stems->clusters[i], ==, 0);
      g_assert_cmpint (blank->clusters[i], ==, IGNY_CLUSTERING_UNCLUSTERED);
    }
}

static void
test_long_words (void)
{
  g_autofree char *word = g_strnfill (5000, 'x');
  g_autofree char *many = NULL;
  GString         *text = g_string_new (NULL);
  const char      *texts[4];
  g_autoptr(IgnyClustering) result = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "word%u ", i);
  many = g_string_free (text, FALSE);
  texts[0] = word;
  texts[1] = many;
  texts[2] = many;
  texts[3] = "ยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยยย";
  result = cluster (texts, NULL, 4);
  g_assert_cmpint (result->clusters[1], ==, result->clusters[2]);
  g_assert_cmpint (result->clusters[1], >=, 0);
}

static void
test_names (void)
{
  static const char *const texts[] = { "hiking boots women", "hiking boots", "hiking boots men",
                                       "bear spray", "spray bear", "bear spray use" };
  static const gint64      known[] = { 50, 10, 900, 1, IGNY_UNKNOWN, IGNY_UNKNOWN };
  static const gint64      unknown[] = { IGNY_UNKNOWN, IGNY_UNKNOWN, IGNY_UNKNOWN, 5, 5, 4 };
  g_autoptr(IgnyClustering) a = cluster (texts, known, 6);
  g_autoptr(IgnyClustering) b = cluster (texts, unknown, 6);

  g_assert_cmpuint (a->n_clusters, ==, 2);
  g_assert_cmpuint (a->names[0], ==, 2);
  g_assert_cmpuint (a->names[1], ==, 3);
  g_assert_cmpuint (b->n_clusters, ==, 2);
  g_assert_cmpuint (b->names[0], ==, 3);
  g_assert_cmpuint (b->names[1], ==, 1);
}

static GPtrArray *
make_list (guint count)
{
  static const char *const things[] = { "boots", "tent", "stove", "jacket", "poles", "backpack",
                                        "headlamp", "watch", "socks", "gloves" };
  static const char *const kinds[] = { "best", "cheap", "waterproof", "women", "men", "kids",
                                       "how to clean", "review", "carbon", "winter", "ultralight" };
  static const char *const brands[] = { "alta", "brava", "cumbre", "delmar", "ebro", "fiorde",
                                        "glacia" };
  GPtrArray               *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (texts, g_strdup_printf ("%s %s %s %u", brands[i * 7 % 13 % 7],
                                             things[i * 31 % 10], kinds[i * 17 % 11], i % 900));
  return texts;
}

/* Whether two keywords share a cluster must not hang on the order of the list. */
static void
test_order (void)
{
  g_autoptr(GPtrArray) texts = make_list (600);
  g_autoptr(IgnyClustering) first = NULL;
  g_autoptr(IgnyClustering) again = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autofree guint       *order = g_new (guint, texts->len);
  g_autofree const char **mixed = g_new (const char *, texts->len);

  first = cluster ((const char *const *) texts->pdata, NULL, texts->len);
  again = cluster ((const char *const *) texts->pdata, NULL, texts->len);
  g_assert_cmpmem (first->clusters, texts->len * sizeof (gint), again->clusters,
                   texts->len * sizeof (gint));
  g_assert_cmpuint (first->n_clusters, >=, 5);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr(IgnyClustering) other = NULL;

      for (guint i = 0; i < texts->len; i++)
        order[i] = i;
      for (guint i = texts->len - 1; i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (rand, 0, (gint) i + 1);
          guint swap = order[i];

          order[i] = order[j];
          order[j] = swap;
        }
      for (guint i = 0; i < texts->len; i++)
        mixed[i] = texts->pdata[order[i]];
      other = cluster (mixed, NULL, texts->len);
      g_assert_cmpuint (other->n_clusters, ==, first->n_clusters);
      for (guint i = 0; i < texts->len; i++)
        g_assert_cmpint (other->clusters[i], ==, first->clusters[order[i]]);
      for (guint i = 0; i < other->n_clusters; i++)
        g_assert_cmpstr (mixed[other->names[i]], ==, texts->pdata[first->names[i]]);
    }
}

static void
test_strictness (void)
{
  g_autoptr(GPtrArray) texts = make_list (400);
  guint last = G_MAXUINT;

  for (guint step = 0; step <= 4; step++)
    {
      double strictness = 1 - step / 4.0;
      g_autoptr(IgnyClustering) result = igny_clustering_run ((const char *const *) texts->pdata,
                                                               NULL, texts->len, strictness, NULL,
                                                               NULL, NULL, NULL);
      guint groups;

      groups = result->n_clusters;
      for (guint i = 0; i < texts->len; i++)
        groups += result->clusters[i] == IGNY_CLUSTERING_UNCLUSTERED;
      g_assert_cmpuint (groups, <=, last);
      last = groups;
    }
  g_assert_cmpuint (last, <, 20);
}

/* One plan tried at several strictnesses says what a run of its own says. */
static void
test_plan (void)
{
  g_autoptr(GPtrArray) texts = make_list (400);
  const char *const *list = (const char *const *) texts->pdata;
  g_autoptr(IgnyClusteringPlan) plan =
                 igny_clustering_plan_new (list, NULL, texts->len, NULL, NULL, NULL, NULL);

  for (guint step = 0; step <= 4; step++)
    {
      g_autoptr(IgnyClustering) one = igny_clustering_plan_run (plan, step / 4.0, NULL, NULL, NULL,
                                                                 NULL);
      g_autoptr(IgnyClustering) other = igny_clustering_run (list, NULL, texts->len, step / 4.0,
                                                              NULL, NULL, NULL, NULL);

      g_assert_cmpuint (one->n_clusters, ==, other->n_clusters);
      g_assert_cmpmem (one->clusters, texts->len * sizeof (gint), other->clusters,
                       texts->len * sizeof (gint));
    }
}

static void
test_nearly_same (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IgnyClustering) result = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (texts, g_strdup_printf ("best hiking boots %u", i % 5000));
  result = cluster ((const char *const *) texts->pdata, NULL, texts->len);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpint (result->clusters[i], ==, result->clusters[i + 5000]);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

typedef struct
{
  GCancellable *cancellable;
  double        last;
  double        stop;
  guint         calls;
} Watch;

static void
watch_cb (double   fraction,
          gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_cmpfloat (fraction, <=, 1);
  watch->last = fraction;
  watch->calls++;
  if (fraction >= watch->stop)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_cancel (void)
{
  g_autoptr(GPtrArray) texts = make_list (6000);
  static const double stops[] = { 0, 0.2, 0.5 };
  Watch               whole = { NULL, 0, 2, 0 };
  g_autoptr(IgnyClustering) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      Watch watch = { cancellable, 0, stops[i], 0 };

      g_assert_null (igny_clustering_run ((const char *const *) texts->pdata, NULL, texts->len,
                                          IGNY_CLUSTERING_DEFAULT_STRICTNESS, watch_cb, &watch,
                                          cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (watch.last, <, 1);
    }

  result = igny_clustering_run ((const char *const *) texts->pdata, NULL, texts->len,
                                IGNY_CLUSTERING_DEFAULT_STRICTNESS, watch_cb, &whole, NULL, NULL);
  g_assert_nonnull (result);
  g_assert_cmpfloat (whole.last, ==, 1);
  g_assert_cmpuint (whole.calls, >=, 5);
}

/* A peer that compares every pair (time and memory by the square) reaches 0.306
 * and 0.481 as means of these two lists with one threshold for both. */
static void
test_score (void)
{
  static const struct
  {
    const char *name;
    guint       step;
  } sets[] = { { "ahrefs-socks-parent-labels.tsv", 1 }, { "clinc150-labels.tsv", 4 } };
  double pairs = 0;
  double b_cubed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr(LabelSet) set = label_set_load (sets[i].name, sets[i].step, TRUE);
      g_autoptr(IgnyClustering) result = NULL;
      LabelScore score;

      if (set == NULL)
        {
          g_test_skip ("The labeled keyword lists are not there.");
          return;
        }
      result = cluster ((const char *const *) set->texts->pdata, NULL, set->texts->len);
      score = label_set_score (set, result->clusters);
      g_test_message ("%s: pairs %.3f, b-cubed %.3f", sets[i].name, score.pairs, score.b_cubed);
      pairs += score.pairs / 2;
      b_cubed += score.b_cubed / 2;
    }
  g_assert_cmpfloat (pairs, >=, 0.32);
  g_assert_cmpfloat (b_cubed, >=, 0.50);
}

/* A list long enough for several threads, twice: neither they nor the order of
 * the keywords make a difference, and the topics behind it are found. */
static void
test_made (void)
{
  g_autoptr(LabelSet) set = keyword_maker_make (8000, 5);
  guint n = set->texts->len;
  g_autoptr(GPtrArray) turned = g_ptr_array_new ();
  g_autoptr(IgnyClustering) result = NULL;
  g_autoptr(IgnyClustering) other = NULL;
  LabelScore score;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (turned, set->texts->pdata[n - 1 - i]);
  result = cluster ((const char *const *) set->texts->pdata, NULL, n);
  other = cluster ((const char *const *) turned->pdata, NULL, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (result->clusters[i], ==, other->clusters[n - 1 - i]);

  score = label_set_score (set, result->clusters);
  g_test_message ("pairs %.3f, b-cubed %.3f", score.pairs, score.b_cubed);
  g_assert_cmpfloat (score.pairs, >=, 0.75);
  g_assert_cmpfloat (score.b_cubed, >=, 0.85);
}

/* The scores themselves, on a partition whose values are known by hand. */
static void
test_score_by_hand (void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  static const guint truth[] = { 0, 0, 1, 1 };
  static const gint  all[] = { 0, 0, 0, 0 };
  static const gint  right[] = { 1, 1, 0, 0 };
  static const gint  half[] = { 0, 0, -1, -1 };
  LabelSet           set = { texts, labels, 2 };
  LabelScore         score;

  g_ptr_array_set_size (texts, 4);
  g_array_append_vals (labels, truth, 4);
  score = label_set_score (&set, right);
  g_assert_cmpfloat_with_epsilon (score.pairs, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.b_cubed, 1, 1e-9);
  score = label_set_score (&set, all);
  g_assert_cmpfloat_with_epsilon (score.pairs, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.b_cubed, 2.0 / 3, 1e-9);
  score = label_set_score (&set, half);
  g_assert_cmpfloat_with_epsilon (score.pairs, 2.0 / 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.b_cubed, 6.0 / 7, 1e-9);
  g_assert_cmpuint (score.alone, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/clustering/subjects", test_subjects);
  g_test_add_func ("/offline/clustering/spelling", test_spelling);
  g_test_add_func ("/offline/clustering/edges", test_edges);
  g_test_add_func ("/offline/clustering/long-words", test_long_words);
  g_test_add_func ("/offline/clustering/names", test_names);
  g_test_add_func ("/offline/clustering/order", test_order);
  g_test_add_func ("/offline/clustering/strictness", test_strictness);
  g_test_add_func ("/offline/clustering/plan", test_plan);
  g_test_add_func ("/offline/clustering/nearly-same", test_nearly_same);
  g_test_add_func ("/offline/clustering/cancel", test_cancel);
  g_test_add_func ("/offline/clustering/score", test_score);
  g_test_add_func ("/offline/clustering/made", test_made);
  g_test_add_func ("/offline/clustering/score-by-hand", test_score_by_hand);

  return g_test_run ();
}
