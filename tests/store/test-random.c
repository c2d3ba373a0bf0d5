/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cluster.h"
#include "igny-entities.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-text.h"
#include "igny-view.h"
#include "store-fixture.h"

/* Random steps, undo and redo, against two oracles. What the records were after
 * each step is remembered, so that undo and redo must lead back to exactly
 * that; and every view must answer what SQL answers to the same question. A
 * failure names its seed, which --seed takes. */

typedef struct
{
  StoreFixture base;
  GPtrArray   *states; /* checksum of all living records after each step */
  guint        now;    /* index of the state that holds */
  gint64       n_done; /* steps */
  guint        named;  /* for names that are new */
  guint        n_operations;
} Fixture;

/* --- states --------------------------------------------------------------- */

/* Everything but what undo itself writes. */
static char *
dump_sql (const IgnyEntity *entity)
{
  GString *sql = g_string_new ("SELECT row");

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_COMPUTED) == 0)
      g_string_append_printf (sql, " || '|' || quote(%s)", f->name);
  g_string_append_printf (sql, " FROM %s WHERE deleted_step IS NULL ORDER BY row", entity->table);
  return g_string_free (sql, FALSE);
}

static gboolean
dump_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  GString *dump = data;

  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      g_autofree char *sql = dump_sql (igny_entities[i]);
      g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, NULL, error);

      g_assert_no_error (*error);
      g_string_append_printf (dump, "%s\n", igny_entities[i]->table);
      while (igny_cursor_next (cursor, error))
        g_string_append_printf (dump, "%s\n", igny_cursor_get_text (cursor, 0));
      g_assert_no_error (*error);
    }
  return TRUE;
}

static char *
dump (Fixture *fixture)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->base.store, dump_cb, text, NULL, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

static void
check_state (Fixture *fixture)
{
  g_autofree char *state = dump (fixture);

  g_assert_cmpstr (state, ==, fixture->states->pdata[fixture->now]);
}

static void
push_state (Fixture *fixture)
{
  gint64 n_done = store_fixture_number (&fixture->base, "SELECT count(*) FROM steps"
                                                        " WHERE kind = 'do'");

  /* A step that wrote nothing is no step; one that adds and deletes is. */
  if (n_done == fixture->n_done)
    {
      check_state (fixture);
      return;
    }
  fixture->n_done = n_done;
  g_ptr_array_set_size (fixture->states, (int) fixture->now + 1);
  g_ptr_array_add (fixture->states, dump (fixture));
  fixture->now++;
}

/* --- steps ---------------------------------------------------------------- */

static gint64
any_row (IgnyStep   *step,
         const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT row FROM %s WHERE deleted_step IS NULL"
                                          " ORDER BY (row * 7919 + ?1) %% 1009, row LIMIT 1",
                                          table);
  g_autoptr(GError) error = NULL;
  gint64 row;

  igny_db_get_integer (igny_step_get_db (step), sql,
                       IGNY_BINDS (IGNY_BIND_INT (g_test_rand_int_range (0, 1009))), &row, &error);
  g_assert_no_error (error);
  return row == IGNY_UNKNOWN ? 0 : row;
}

static gint64
any_volume (void)
{
  return g_test_rand_int_range (0, 4) == 0 ? IGNY_UNKNOWN : g_test_rand_int_range (0, 300);
}

static char *
any_text (Fixture *fixture)
{
  static const char *const parts[] = { "Boots", "tent", "best", "Stove, gas", "müsli", "“quoted”" };

  return g_strdup_printf ("%s %s %u", parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))],
                          parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))], ++fixture->named);
}

static void
set_text (char      **member,
          const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static void
add_keyword (Fixture  *fixture,
             IgnyStep *step)
{
  g_autofree char *text = any_text (fixture);

  store_fixture_add_keyword (&fixture->base, step, text, any_volume ());
}

static gint64
add_cluster (Fixture  *fixture,
             IgnyStep *step)
{
  g_autoptr(IgnyCluster) cluster = igny_record_new (&igny_cluster_entity);
  g_autoptr(GError) error = NULL;

  cluster->site = fixture->base.site;
  cluster->sector = fixture->base.sector;
  cluster->name = any_text (fixture);
  cluster->key = igny_text_normalize (cluster->name);
  igny_step_insert (step, cluster, &error);
  g_assert_no_error (error);
  return cluster->record.row;
}

static void
add_link (Fixture  *fixture,
          IgnyStep *step,
          gint64    idea,
          gint64    keyword)
{
  g_autoptr(IgnyIdeaKeyword) link = igny_record_new (&igny_idea_keyword_entity);
  g_autoptr(GError) error = NULL;

  link->idea = idea;
  link->keyword = keyword;
  link->position = g_test_rand_int_range (0, 9);
  if (idea == 0 || keyword == 0)
    return;
  /* A pair that lives already is refused, and the step goes on. */
  if (!igny_step_insert (step, link, &error))
    g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT);
}

static void
add_idea (Fixture  *fixture,
          IgnyStep *step)
{
  g_autoptr(IgnyIdea) idea = igny_record_new (&igny_idea_entity);
  g_autoptr(GError) error = NULL;

  idea->site = fixture->base.site;
  idea->sector = fixture->base.sector;
  idea->idea_title = any_text (fixture);
  idea->outline = g_strdup ("[{\"heading\": \"say \\\"yes\\\"\", \"level\": 2}]");
  idea->keyword_cluster = any_row (step, "clusters");
  igny_step_insert (step, idea, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    add_link (fixture, step, idea->record.row, any_row (step, "keywords"));
}

static void
edit_keyword (Fixture  *fixture,
              IgnyStep *step)
{
  gint64 row = any_row (step, "keywords");
  g_autoptr(IgnyKeyword) keyword = NULL;
  g_autoptr(GError) error = NULL;

  if (row == 0)
    return;
  keyword = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, row, &error);
  g_assert_no_error (error);
  keyword->volume = any_volume ();
  if (g_test_rand_int_range (0, 2) == 0)
    keyword->cluster = any_row (step, "clusters");
  if (g_test_rand_int_range (0, 3) == 0)
    set_text (&keyword->intent, g_test_rand_int_range (0, 2) == 0 ? "commercial" : NULL);
  if (g_test_rand_int_range (0, 3) == 0)
    set_text (&keyword->notes, "back\\slash, \"quotes\" {braces}: ü\n\t,\"x\":1");
  if (g_test_rand_int_range (0, 3) == 0)
    keyword->cpc = g_test_rand_int_range (0, 2) == 0 ? G_MAXINT64 : IGNY_UNKNOWN;
  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_autofree char *text = any_text (fixture);
      g_autofree char *key = igny_text_normalize (text);

      set_text (&keyword->keyword, text);
      set_text (&keyword->key, key);
    }
  igny_step_update (step, keyword, &error);
  g_assert_no_error (error);
}

/* Through a third name, so that no moment breaks the unique rule; undo has to
 * go the same way back. */
static void
swap_clusters (Fixture  *fixture,
               IgnyStep *step)
{
  IgnyDb  *db = igny_step_get_db (step);
  gint64   one = add_cluster (fixture, step);
  gint64   two = any_row (step, "clusters");
  IgnyBind binds[] = { IGNY_BIND_INT (one), IGNY_BIND_INT (two), { .kind = IGNY_BIND_END } };
  g_autoptr(GError) error = NULL;

  if (one == two)
    return;
  igny_db_exec (db, "UPDATE clusters SET name = name || ' aside', key = key || ' aside'"
                    " WHERE row = ?1",
                binds, &error);
  g_assert_no_error (error);
  igny_db_exec (db,
                "UPDATE clusters SET (name, key) = (SELECT replace(c.name, ' aside', ''),"
                " replace(c.key, ' aside', '')"
                " FROM clusters c WHERE c.row = ?1) WHERE row = ?2",
                binds, &error);
  g_assert_no_error (error);
}

static void
delete_row (IgnyStep         *step,
            const IgnyEntity *entity)
{
  gint64 row = any_row (step, entity->table);
  g_autoptr(GError) error = NULL;

  if (row == 0)
    return;
  igny_step_delete (step, entity, row, &error);
  g_assert_no_error (error);
}

static void
add_bulk (Fixture  *fixture,
          IgnyStep *step)
{
  gboolean large = fixture->named < 4000 && g_test_rand_int_range (0, 12) == 0;
  gint32   n = large ? 2500 : g_test_rand_int_range (0, 40);
  g_autoptr(GError) error = NULL;

  g_assert_true (igny_step_begin_bulk (step, &igny_keyword_entity, &error));
  for (gint32 i = 0; i < n; i++)
    {
      add_keyword (fixture, step);
      if (i % 10 == 3)
        edit_keyword (fixture, step); /* one of the bulk's or an older one */
      if (i % 20 == 7)
        add_cluster (fixture, step);
    }
  g_assert_true (igny_step_end_bulk (step, &error));
  g_assert_no_error (error);
}

/* Many rows in one statement. */
static void
edit_many (IgnyStep *step)
{
  gint64 cluster = any_row (step, "clusters");
  g_autoptr(GError) error = NULL;

  igny_db_exec (igny_step_get_db (step),
                "UPDATE keywords SET volume = row % 251, cluster = ?1, updated_at = ?2"
                " WHERE deleted_step IS NULL AND row % ?3 = 0",
                IGNY_BINDS (IGNY_BIND_ROW (cluster), IGNY_BIND_INT (igny_step_get_now (step)),
                            IGNY_BIND_INT (g_test_rand_int_range (1, 6))),
                &error);
  g_assert_no_error (error);
}

/* One that was deleted comes back, unless its name is taken. */
static void
restore_row (IgnyStep   *step,
             const char *table)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE OR IGNORE %s SET deleted_step = NULL WHERE row = (SELECT row FROM %s WHERE"
      " deleted_step IS NOT NULL ORDER BY (row * 7919 + ?1) %% 1009, row LIMIT 1)",
      table, table);
  g_autoptr(GError) error = NULL;

  igny_db_exec (igny_step_get_db (step), sql,
                IGNY_BINDS (IGNY_BIND_INT (g_test_rand_int_range (0, 1009))), &error);
  g_assert_no_error (error);
}

static void
do_one (Fixture  *fixture,
        IgnyStep *step)
{
  fixture->n_operations++;
  switch (g_test_rand_int_range (0, 16))
    {
    case 14:
      restore_row (step, "keywords");
      return;

    case 15:
      restore_row (step, "clusters");
      return;

    case 0:
      delete_row (step, &igny_keyword_entity);
      return;

    case 1:
      delete_row (step, &igny_cluster_entity);
      return;

    case 2:
      delete_row (step, &igny_idea_keyword_entity);
      return;

    case 3:
      delete_row (step, &igny_idea_entity);
      return;

    case 4:
      add_bulk (fixture, step);
      return;

    case 5:
      edit_many (step);
      return;

    case 6:
      swap_clusters (fixture, step);
      return;

    case 7:
      add_link (fixture, step, any_row (step, "ideas"), any_row (step, "keywords"));
      return;

    case 8:
      add_idea (fixture, step);
      return;

    case 9:
      add_cluster (fixture, step);
      return;

    case 10:
    case 11:
      add_keyword (fixture, step);
      return;

    default:
      edit_keyword (fixture, step);
      return;
    }
}

static gboolean
do_some_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  gint32 n = g_test_rand_int_range (1, 6);

  for (gint32 i = 0; i < n; i++)
    do_one (data, step);
  return TRUE;
}

static gboolean
fail_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  do_some_cb (step, data, cancellable, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}

/* --- views ---------------------------------------------------------------- */

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
  Fixture    *fixture;
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
  result = igny_view_run (view, question->fixture->base.store, db, NULL, error);
  g_assert_no_error (*error);
  for (gsize i = 0; i < result->n_rows; i++)
    append_number (rows, result->rows[i]);
  expected = ask_sql (question, db, "row", c->order);
  g_test_message ("%s: %s, search %s, sort %s", c->entity->table, filter, c->search, c->sort);
  g_assert_cmpstr (rows->str, ==, expected);
  compare_sums (question, db, result);
  return TRUE;
}

static void
check_views (Fixture *fixture,
             guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      guint    which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (cases));
      Question question = { fixture, &cases[n == G_N_ELEMENTS (cases) ? i : which],
                            g_test_rand_int_range (0, 300) };
      g_autoptr(GError) error = NULL;

      if (question.c->entity == C)
        question.number %= 6;
      igny_store_read (fixture->base.store, compare_cb, &question, NULL, &error);
      g_assert_no_error (error);
    }
}

/* --- the walk ------------------------------------------------------------- */

static void
go (Fixture *fixture,
    gboolean redo)
{
  if (redo ? fixture->now + 1 >= fixture->states->len : fixture->now == 0)
    return;
  g_assert_cmpint (store_fixture_undo (&fixture->base, redo), ==, 0);
  fixture->n_operations++;
  fixture->now += redo ? 1 : (guint) -1;
  check_state (fixture);
}

/* Some steps back at once, to before a step that can still be undone. */
static void
go_back (Fixture *fixture)
{
  gint64   step = store_fixture_number (&fixture->base, "SELECT min(step) FROM (SELECT step FROM"
                                                          " steps WHERE kind IN ('do', 'redo') AND"
                                                          " undone IS NULL ORDER BY step DESC"
                                                          " LIMIT 4)");
  IgnyUndo undo;
  guint    n_undone;
  g_autoptr(GError) error = NULL;

  if (fixture->now < 4)
    return;
  igny_store_undo_to (fixture->base.store, step, &undo, &n_undone, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (undo.kept, ==, 0);
  igny_undo_clear (&undo);
  g_assert_cmpint (n_undone, ==, 4);
  fixture->n_operations += n_undone;
  fixture->now -= n_undone;
  check_state (fixture);
}

static void
take_step (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  switch (g_test_rand_int_range (0, 13))
    {
    case 0:
    case 1:
    case 2:
      for (gint32 n = g_test_rand_int_range (1, 5); n > 0; n--)
        go (fixture, FALSE);
      return;

    case 3:
    case 4:
      for (gint32 n = g_test_rand_int_range (1, 5); n > 0; n--)
        go (fixture, TRUE);
      return;

    case 5:
      g_assert_false (igny_store_write (fixture->base.store, IGNY_STEP_DO, "Fail", fail_cb, fixture,
                                        NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      check_state (fixture);
      return;

    case 6:
      if (g_test_rand_int_range (0, 4) > 0)
        return;
      store_fixture_close (&fixture->base);
      store_fixture_open (&fixture->base);
      fixture->n_operations++;
      check_state (fixture);
      return;

    case 12:
      go_back (fixture);
      return;

    default:
      store_fixture_step (&fixture->base, IGNY_STEP_DO, do_some_cb, fixture);
      push_state (fixture);
      return;
    }
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->base, data);
  fixture->states = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (fixture->states, dump (fixture));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->states);
  store_fixture_tear_down (&fixture->base, data);
}

/* All the way back and forth, across a restart. */
static void
walk_back_and_forth (Fixture *fixture)
{
  check_views (fixture, G_N_ELEMENTS (cases));
  while (fixture->now > 0)
    go (fixture, FALSE);
  check_views (fixture, G_N_ELEMENTS (cases));
  store_fixture_close (&fixture->base);
  store_fixture_open (&fixture->base);
  while (fixture->now + 1 < fixture->states->len)
    go (fixture, TRUE);
  check_views (fixture, G_N_ELEMENTS (cases));
}

/* IGNY8_RANDOM_OPERATIONS asks for more of them, in files of some thousand. */
static guint
get_wanted (void)
{
  const char *text = g_getenv ("IGNY8_RANDOM_OPERATIONS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 1000;
}

#define OPERATIONS_A_FILE 2000

static void
test_walk (Fixture      *fixture,
           gconstpointer data)
{
  guint n_wanted = get_wanted ();
  guint n_done = 0;

  for (;;)
    {
      guint limit = MIN (n_wanted - n_done, OPERATIONS_A_FILE);

      while (fixture->n_operations < limit)
        {
          take_step (fixture);
          check_views (fixture, 3);
        }
      walk_back_and_forth (fixture);
      n_done += fixture->n_operations;
      if (n_done >= n_wanted)
        break;
      tear_down (fixture, data);
      *fixture = (Fixture){ 0 };
      set_up (fixture, data);
    }
  g_test_message ("%u operations", n_done);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/random", Fixture, NULL, set_up, test_walk, tear_down);

  return g_test_run ();
}
