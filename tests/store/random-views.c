/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-views.h"

#include "igny-cluster.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-view.h"

typedef struct
{
  const IgnyEntity *entity;
  const char       *filter; /* %d becomes a number, the same as in where */
  const char       *search;
  const char       *sort;
  const char       *where;
  const char       *order;
} Case;

#define K (&igny_keyword_entity)
#define C (&igny_cluster_entity)
#define I (&igny_idea_entity)

#define MEMBERS "FROM keywords m WHERE m.cluster = t.row AND m.deleted_step IS NULL"
#define MEMBERS_N "(SELECT count(*) " MEMBERS ")"
#define MEMBERS_VOLUME "(SELECT sum(m.volume) " MEMBERS ")"
#define CLUSTER_KEY \
  "(SELECT c.key FROM clusters c WHERE c.row = t.cluster AND c.deleted_step IS NULL)"
#define CLUSTER_NAME \
  "(SELECT c.name FROM clusters c WHERE c.row = t.cluster AND c.deleted_step IS NULL)"
#define CLUSTER_ROW \
  "(SELECT c.row FROM clusters c WHERE c.row = t.cluster AND c.deleted_step IS NULL)"
#define IDEA_HAS(text)                                                                    \
  "(lower(idea_title) LIKE '%%" text "%%' OR EXISTS (SELECT 1 FROM idea_keywords l JOIN " \
  "keywords k ON k.row = l.keyword WHERE l.idea = t.row AND l.deleted_step IS NULL AND "  \
  "k.deleted_step IS NULL AND k.key LIKE '%%" text "%%'))"

/* clang-format off */
static const Case cases[] = {
  { K, NULL, NULL, NULL, "1", "row" },
  { K, "volume>=%d", NULL, "-volume", "volume >= %d", "volume DESC NULLS LAST, row" },
  { K, "volume<=%d", NULL, "volume", "volume <= %d", "volume NULLS LAST, row" },
  { K, "volume!=%d", NULL, "volume", "volume IS NOT %d", "volume NULLS LAST, row" },
  { K, "volume=", NULL, "keyword", "volume IS NULL", "key, row" },
  { K, "volume!=", NULL, "-keyword", "volume IS NOT NULL", "key DESC, row" },
  { K, "intent=commercial", "b", "-keyword", "intent = 'commercial' AND instr(key, 'b')", "key DESC, row" },
  { K, "intent=", "TENT 1", NULL, "intent IS NULL AND instr(key, 'tent') AND instr(key, '1')", "row" },
  { K, "keyword~STOVE, G", NULL, "keyword", "instr(key, 'stove, g')", "key, row" },
  { K, "cluster=", NULL, "volume", "cluster IS NULL", "volume NULLS LAST, row" },
  { K, "cluster!=", "ü", NULL, "cluster IS NOT NULL AND instr(key, 'ü')", "row" },
  { K, "cluster~boot", NULL, NULL, "instr(lower(" CLUSTER_NAME "), 'boot')", "row" },
  { K, NULL, NULL, "cluster", "1", CLUSTER_KEY " NULLS LAST, " CLUSTER_ROW ", row" },
  { K, NULL, NULL, "-cluster", "1", CLUSTER_KEY " DESC NULLS LAST, " CLUSTER_ROW " DESC, row" },
  { K, NULL, NULL, "-cpc", "1", "cpc DESC NULLS LAST, row" },
  { K, "cpc>=0", NULL, "created_at", "cpc >= 0", "created_at, row" },
  { C, "keywords_count>=%d", NULL, "-keywords_count", MEMBERS_N " >= %d", MEMBERS_N " DESC, row" },
  { C, NULL, NULL, "volume", "1", MEMBERS_VOLUME " NULLS LAST, row" },
  { C, "volume=", NULL, "name", MEMBERS_VOLUME " IS NULL", "key, row" },
  { C, "ideas_count=0", NULL, NULL,
    "NOT EXISTS (SELECT 1 FROM ideas i WHERE i.keyword_cluster = t.row AND i.deleted_step IS NULL)", "row" },
  { I, NULL, "boot", NULL, IDEA_HAS ("boot"), "row" },
  { I, NULL, "tent", "-estimated_word_count", IDEA_HAS ("tent"), "row" },
};
/* clang-format on */

typedef struct
{
  IgnyStore  *store;
  const Case *c;
  int         number;
} Question;

/* Filters are data here, as they are where a person types them. */
static char *
put_number (const char *text,
            int         number)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *digits = g_strdup_printf ("%d", number);
  g_autofree char *joined = NULL;
  g_auto(GStrv) signs = NULL;

  if (text == NULL)
    return NULL;
  parts = g_strsplit (text, "%d", -1);
  joined = g_strjoinv (digits, parts);
  signs = g_strsplit (joined, "%%", -1);
  return g_strjoinv ("%", signs);
}

static char *
ask_sql (Question   *question,
         IgnyDb     *db,
         const char *what,
         const char *order)
{
  g_autofree char *where = put_number (question->c->where, question->number);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s t WHERE deleted_step IS NULL AND account = my_account()"
                       " AND %s%s%s",
                       what, question->c->entity->table, where, order != NULL ? " ORDER BY " : "",
                       order != NULL ? order : "");
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, &error);
  GString *answer = g_string_new (NULL);

  g_assert_no_error (error);
  while (igny_cursor_next (cursor, &error))
    {
      const char *text = igny_cursor_get_text (cursor, 0);

      g_string_append_printf (answer, "%s ", text != NULL ? text : "unknown");
    }
  g_assert_no_error (error);
  return g_string_free (answer, FALSE);
}

static void
append_number (GString *text,
               gint64   number)
{
  if (number == IGNY_UNKNOWN)
    g_string_append (text, "unknown ");
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", number);
}

static void
compare_sums (Question       *question,
              IgnyDb         *db,
              IgnyViewResult *result)
{
  g_autoptr(GString) sums = g_string_new (NULL);
  g_autofree char *expected = NULL;

  if (question->c->entity != K)
    return;
  for (guint i = 0; i < 4; i++)
    append_number (sums, result->sums[i]);
  expected = ask_sql (
      question, db,
      "ifnull(sum(volume), 'unknown') || ' ' ||"
      " ifnull((sum(volume) + count(volume) / 2) / count(volume), 'unknown') || ' ' ||"
      " count(volume) || ' ' || count(*) FILTER (WHERE status = 'pending')",
      NULL);
  g_assert_cmpstr (sums->str, ==, expected);
}

static gboolean
compare_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Question        *question = data;
  const Case      *c = question->c;
  const IgnyField *volume = igny_entity_find_field (K, "volume");
  const IgnyField *status = igny_entity_find_field (K, "status");
  g_autofree char *filter = put_number (c->filter, question->number);
  g_autofree char *expected = NULL;
  g_autoptr(IgnyView) view = igny_view_new (c->entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GString) rows = g_string_new (NULL);

  if (filter != NULL)
    g_assert_true (igny_view_parse_filter (view, filter, errors));
  igny_view_set_search (view, c->search);
  g_assert_true (igny_view_set_sort (view, c->sort, errors));
  if (c->entity == K)
    {
      igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_TOTAL, NULL });
      igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_AVERAGE, NULL });
      igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_KNOWN, NULL });
      igny_view_add_sum (view, (IgnySum){ status, IGNY_SUM_WORD, "pending" });
    }
  result = igny_view_run (view, question->store, db, NULL, error);
  g_assert_no_error (*error);
  for (gsize i = 0; i < result->n_rows; i++)
    append_number (rows, result->rows[i]);
  expected = ask_sql (question, db, "row", c->order);
  g_test_message ("%s: %s, search %s, sort %s", c->entity->table, filter, c->search, c->sort);
  g_assert_cmpstr (rows->str, ==, expected);
  compare_sums (question, db, result);
  return TRUE;
}

void
random_check_views (IgnyStore *store,
                    guint      n)
{
  for (guint i = 0; i < (n != 0 ? n : G_N_ELEMENTS (cases)); i++)
    {
      guint    which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (cases));
      Question question = { store, &cases[n == 0 ? i : which],
                            g_test_rand_int_range (0, 300) };
      g_autoptr(GError) error = NULL;

      if (question.c->entity == C)
        question.number %= 6;
      igny_store_read (store, compare_cb, &question, NULL, &error);
      g_assert_no_error (error);
    }
}
