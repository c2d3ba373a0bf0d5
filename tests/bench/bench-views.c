/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "bench-verdict.h"
#include "bench-words.h"
#include "igny-keyword-import.h"
#include "igny-keyword.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"
#include "igny-view.h"

/* What a list of a million keywords asks for: the first page of any order and
 * filter, each keystroke of a search, counts and sums; idle, and while another
 * file is imported. Beside each the same question in SQL. Then the undo of that
 * import, and redo. */

#define N_QUESTIONS 200

typedef struct
{
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
  gint       importing; /* atomic */
  guint32    random;
} Bench;

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

/* Processor time of the thread: what else the machine does is not in it. */
static double
get_spent_ms (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (double) spent.tv_sec * 1000 + (double) spent.tv_nsec / 1e6;
}

static double
since (gint64 start)
{
  return (double) (now_us () - start) / 1000;
}

static guint
draw (Bench *bench,
      guint  n)
{
  bench->random = bench->random * 1664525u + 1013904223u;
  return (bench->random >> 8) % n;
}

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Bench *bench = data;

  return igny_sites_add (step, "Bench", NULL, "Bench", &bench->scope.site, &bench->scope.sector,
                         error);
}

typedef struct
{
  Bench      *bench;
  IgnyImport *source;
} Load;

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Load *load = data;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();

  return igny_keyword_import (step, &load->bench->scope, load->source, report, NULL, NULL, NULL,
                              error);
}

static gpointer
import (gpointer data)
{
  Load *load = data;
  g_autoptr(GError) error = NULL;

  igny_store_write (load->bench->store, IGNY_STEP_DO, "Import", import_cb, load, NULL, &error);
  g_assert_no_error (error);
  g_atomic_int_set (&load->bench->importing, 0);
  return NULL;
}

static void
open_load (Load  *load,
           Bench *bench,
           guint  from,
           guint  n)
{
  g_autofree char *path = g_build_filename (bench->folder, "bench.csv", NULL);
  g_autoptr(GError) error = NULL;

  bench_words_write_csv (path, &bench_words_shapes[0], from, n);
  load->bench = bench;
  load->source = igny_import_open (igny_env_get_system (), path, &error);
  g_assert_no_error (error);
}

/* --- questions ---------------------------------------------------------------- */

typedef enum
{
  PAGE,      /* the rows in an order, with the sums that a page shows */
  KEYSTROKE, /* a search that grows by a letter */
  COUNT,     /* how many, and facets */
} Kind;

typedef struct
{
  Bench      *bench;
  Kind        kind;
  const char *filter;
  const char *sort;
  char        search[32];
  double      ms;    /* on the reader thread */
  double      spent; /* of which, processor time */
  gsize       n_rows;
} Question;

static const char *const sorts[] = { NULL, "volume", "-volume", "keyword", "-keyword",
                                     "difficulty", "-cpc", "created_at", "status", "-difficulty",
                                     "country", "cpc" };
static const char *const filters[] = { NULL, "volume>=5000", "difficulty<=20", "status=pending",
                                       "volume=", "intent=", "cpc>=3", "keyword~nt gra",
                                       "cluster=", "difficulty=50" };
static const char *const typed[] = { "best", "gramm", "how to kira", "lust", "e", "ne co",
                                     "xyzzy", "dick" };

static void
set_up (Question *question,
        IgnyView *view)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  const IgnyField *volume = igny_entity_find_field (&igny_keyword_entity, "volume");

  igny_view_set_scope (view, question->bench->scope.site, question->bench->scope.sector);
  if (question->filter != NULL)
    g_assert_true (igny_view_parse_filter (view, question->filter, errors));
  if (question->search[0] != '\0')
    igny_view_set_search (view, question->search);
  g_assert_true (igny_view_set_sort (view, question->sort, errors));
  igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_TOTAL, NULL });
  if (question->kind != COUNT)
    return;
  igny_view_set_no_rows (view, TRUE);
  g_assert_true (igny_view_add_facet (view, "intent", errors));
  g_assert_true (igny_view_add_facet (view, "status", errors));
}

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Question *question = data;
  gint64    start = now_us ();
  double    spent = get_spent_ms ();
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GPtrArray) page = NULL;

  set_up (question, view);
  result = igny_view_run (view, question->bench->store, db, NULL, error);
  if (result == NULL)
    return FALSE;
  question->n_rows = result->n_rows;
  if (result->rows != NULL)
    page = igny_records_fetch (db, &igny_keyword_entity, result->rows, MIN (result->n_rows, 100),
                               FALSE, error);
  question->ms = since (start);
  question->spent = get_spent_ms () - spent;
  return result->rows == NULL || page != NULL;
}

static void
ask (Question *question)
{
  g_autoptr(GError) error = NULL;

  igny_store_read (question->bench->store, ask_cb, question, NULL, &error);
  g_assert_no_error (error);
}

static Question
make_question (Bench *bench,
               Kind   kind,
               guint  i)
{
  Question    question = { bench, kind };
  const char *text = typed[i / 4 % G_N_ELEMENTS (typed)];

  question.filter = filters[draw (bench, G_N_ELEMENTS (filters))];
  question.sort = sorts[draw (bench, G_N_ELEMENTS (sorts))];
  if (kind == KEYSTROKE)
    {
      question.filter = NULL;
      g_strlcpy (question.search, text, MIN (sizeof question.search, i % 4 + 2));
    }
  return question;
}

typedef struct
{
  double times[N_QUESTIONS];
  double spent[N_QUESTIONS];
  guint  n;
} Answers;

/* What is asked of each kind, in ms. */
static const struct
{
  const char *name;
  double      limit;
} kinds[] = {
  [PAGE] = { "first page of any sort and filter, with sums", 50 },
  [KEYSTROKE] = { "keystroke of a search", 50 },
  [COUNT] = { "counts, sum and two facets under any filter", 25 },
};

static void
ask_one (Bench   *bench,
         Kind     kind,
         Answers *answers)
{
  Question question = make_question (bench, kind, answers->n);

  ask (&question);
  answers->spent[answers->n] = question.spent;
  answers->times[answers->n++] = question.ms;
}

static void
print_answers (const char *what,
               Answers    *answers)
{
  guint n = answers->n;

  g_print ("  %-46s %3u asked: median %6.1f ms, p95 %6.1f ms, worst %6.1f ms;"
           " processor p95 %6.1f ms\n",
           what, n, bench_median (answers->times, n), bench_percentile (answers->times, n, 0.95),
           bench_percentile (answers->times, n, 1), bench_percentile (answers->spent, n, 0.95));
}

static void
judge (const char *when,
       Kind        kind,
       Answers    *answers)
{
  g_autofree char *what = g_strdup_printf ("%s, %s, p95", kinds[kind].name, when);

  print_answers (kinds[kind].name, answers);
  bench_verdict (what, bench_percentile (answers->times, answers->n, 0.95), kinds[kind].limit,
                 " ms");
}

static void
measure (Bench *bench)
{
  Answers fresh = { .n = 0 };

  /* Columns that no question has named are loaded by the first that does. */
  while (fresh.n < N_QUESTIONS)
    ask_one (bench, PAGE, &fresh);
  print_answers ("page, columns yet to load", &fresh);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Answers answers = { .n = 0 };

      while (answers.n < N_QUESTIONS)
        ask_one (bench, i, &answers);
      judge ("idle", i, &answers);
    }
}

/* --- the same in SQL ------------------------------------------------------------ */

typedef struct
{
  const char *sql;
  double      ms;
} Plain;

static gboolean
plain_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Plain *plain = data;
  gint64 start = now_us ();
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, plain->sql, NULL, error);

  while (cursor != NULL && igny_cursor_next (cursor, error))
    ;
  plain->ms = since (start);
  return cursor != NULL;
}

static void
measure_plain (Bench      *bench,
               const char *what,
               const char *sql)
{
  Plain plain = { sql, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (bench->store, plain_cb, &plain, NULL, &error);
  g_assert_no_error (error);
  g_print ("  %-34s %6.1f ms\n", what, plain.ms);
}

static void
measure_undo (Bench   *bench,
              gboolean redo)
{
  Question question = { bench, PAGE };
  gint64   start = now_us ();
  IgnyUndo undo = { 0 };
  double   ms;
  g_autoptr(GError) error = NULL;

  igny_store_undo (bench->store, redo, &undo, &error);
  g_assert_no_error (error);
  igny_undo_clear (&undo);
  ms = since (start);
  start = now_us ();
  ask (&question);
  g_print ("  %s of the import %.0f ms, then the first question waits %.0f ms (%zu rows)\n",
           redo ? "redo" : "undo", ms, since (start), question.n_rows);
  bench_verdict (redo ? "redo of an import" : "undo of an import", ms / 1000, 10, " s");
}

/* The kinds in turn, for as long as the import goes on. */
static void
measure_while_importing (Bench *bench,
                         guint  n_rows)
{
  Answers  answers[3] = { 0 };
  Load     load;
  GThread *thread;

  open_load (&load, bench, BENCH_WORDS_MILLION, n_rows);
  g_atomic_int_set (&bench->importing, 1);
  thread = g_thread_new ("import", import, &load);
  while (answers[COUNT].n < N_QUESTIONS && g_atomic_int_get (&bench->importing) != 0)
    for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
      ask_one (bench, i, &answers[i]);
  g_thread_join (thread);
  igny_import_free (load.source);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    judge ("during an import", i, &answers[i]);
}

int
main (int   argc,
      char *argv[])
{
  guint    n_rows = argc > 1 ? (guint) atoi (argv[1]) : BENCH_WORDS_MILLION;
  Bench    bench = { igny_test_folder_new (), .random = 7 };
  Question first = { &bench, PAGE, "difficulty<=50", "-volume" };
  Load     load;
  g_autoptr(GError) error = NULL;

  bench.store = igny_store_open (igny_env_get_system (), bench.folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (bench.store, IGNY_STEP_SYSTEM, "Site", add_site_cb, &bench, NULL, &error);
  g_assert_no_error (error);
  open_load (&load, &bench, 0, n_rows);
  import (&load);
  igny_import_free (load.source);

  g_print ("%u keywords\n", n_rows);
  ask (&first);
  g_print ("  first load %.0f ms (processor %.0f ms)\n", first.ms, first.spent);
  bench_verdict ("first load of a view", first.ms, 700, " ms");
  measure (&bench);
  measure_plain (&bench, "page in SQL",
                 "SELECT row, keyword, volume FROM keywords WHERE sector = 1 AND deleted_step IS"
                 " NULL AND difficulty <= 20 ORDER BY volume DESC, row LIMIT 100");
  measure_plain (&bench, "search in SQL",
                 "SELECT count(*) FROM keywords WHERE sector = 1 AND deleted_step IS NULL AND"
                 " keyword LIKE '%gram%'");
  measure_plain (&bench, "count in SQL",
                 "SELECT count(*), sum(volume) FROM keywords WHERE sector = 1 AND deleted_step IS"
                 " NULL AND difficulty <= 20");
  if (argc <= 2)
    {
      measure_while_importing (&bench, n_rows);
      measure_undo (&bench, FALSE);
      measure_undo (&bench, TRUE);
    }
  igny_store_close (bench.store);
  g_object_unref (bench.store);
  igny_test_folder_free (bench.folder);
  return bench_verdict_get_status ();
}
