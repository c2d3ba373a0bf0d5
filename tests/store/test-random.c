/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"
#include "random-steps.h"
#include "random-views.h"

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
  RandomSteps  steps;
} Fixture;

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

static void
go (Fixture *fixture,
    gboolean redo)
{
  if (redo ? fixture->now + 1 >= fixture->states->len : fixture->now == 0)
    return;
  g_assert_cmpint (store_fixture_undo (&fixture->base, redo), ==, 0);
  fixture->steps.n_operations++;
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
  fixture->steps.n_operations += n_undone;
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
      g_assert_false (igny_store_write (fixture->base.store, IGNY_STEP_DO, "Fail",
                                        random_steps_fail_cb, &fixture->steps, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      check_state (fixture);
      return;

    case 6:
      if (g_test_rand_int_range (0, 4) > 0)
        return;
      store_fixture_close (&fixture->base);
      store_fixture_open (&fixture->base);
      fixture->steps.n_operations++;
      check_state (fixture);
      return;

    case 12:
      go_back (fixture);
      return;

    default:
      store_fixture_step (&fixture->base, IGNY_STEP_DO, random_steps_do_cb, &fixture->steps);
      push_state (fixture);
      return;
    }
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->base, data);
  fixture->steps.base = &fixture->base;
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
  random_check_views (fixture->base.store, 0);
  while (fixture->now > 0)
    go (fixture, FALSE);
  random_check_views (fixture->base.store, 0);
  store_fixture_close (&fixture->base);
  store_fixture_open (&fixture->base);
  while (fixture->now + 1 < fixture->states->len)
    go (fixture, TRUE);
  random_check_views (fixture->base.store, 0);
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

      while (fixture->steps.n_operations < limit)
        {
          take_step (fixture);
          random_check_views (fixture->base.store, 3);
        }
      walk_back_and_forth (fixture);
      n_done += fixture->steps.n_operations;
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
