/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-steps.h"

#include "igny-cluster.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-text.h"

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
any_text (RandomSteps *steps)
{
  static const char *const parts[] = { "Boots", "tent", "best", "Stove, gas", "müsli", "“quoted”" };

  return g_strdup_printf ("%s %s %u", parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))],
                          parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))], ++steps->named);
}

static void
set_text (char      **member,
          const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static void
add_keyword (RandomSteps *steps,
             IgnyStep    *step)
{
  g_autofree char *text = any_text (steps);

  store_fixture_add_keyword (steps->base, step, text, any_volume ());
}

static gint64
add_cluster (RandomSteps *steps,
             IgnyStep    *step)
{
  g_autoptr(IgnyCluster) cluster = igny_record_new (&igny_cluster_entity);
  g_autoptr(GError) error = NULL;

  cluster->site = steps->base->site;
  cluster->sector = steps->base->sector;
  cluster->name = any_text (steps);
  cluster->key = igny_text_normalize (cluster->name);
  igny_step_insert (step, cluster, &error);
  g_assert_no_error (error);
  return cluster->record.row;
}

static void
add_link (RandomSteps *steps,
          IgnyStep    *step,
          gint64       idea,
          gint64       keyword)
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
add_idea (RandomSteps *steps,
          IgnyStep    *step)
{
  g_autoptr(IgnyIdea) idea = igny_record_new (&igny_idea_entity);
  g_autoptr(GError) error = NULL;

  idea->site = steps->base->site;
  idea->sector = steps->base->sector;
  idea->idea_title = any_text (steps);
  idea->outline = g_strdup ("[{\"heading\": \"say \\\"yes\\\"\", \"level\": 2}]");
  idea->keyword_cluster = any_row (step, "clusters");
  igny_step_insert (step, idea, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    add_link (steps, step, idea->record.row, any_row (step, "keywords"));
}

static void
edit_keyword (RandomSteps *steps,
              IgnyStep    *step)
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
      g_autofree char *text = any_text (steps);
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
swap_clusters (RandomSteps *steps,
               IgnyStep    *step)
{
  IgnyDb  *db = igny_step_get_db (step);
  gint64   one = add_cluster (steps, step);
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
add_bulk (RandomSteps *steps,
          IgnyStep    *step)
{
  gboolean large = steps->named < 4000 && g_test_rand_int_range (0, 12) == 0;
  gint32   n = large ? 2500 : g_test_rand_int_range (0, 40);
  g_autoptr(GError) error = NULL;

  g_assert_true (igny_step_begin_bulk (step, &igny_keyword_entity, &error));
  for (gint32 i = 0; i < n; i++)
    {
      add_keyword (steps, step);
      if (i % 10 == 3)
        edit_keyword (steps, step); /* one of the bulk's or an older one */
      if (i % 20 == 7)
        add_cluster (steps, step);
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
do_one (RandomSteps *steps,
        IgnyStep    *step)
{
  steps->n_operations++;
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
      add_bulk (steps, step);
      return;

    case 5:
      edit_many (step);
      return;

    case 6:
      swap_clusters (steps, step);
      return;

    case 7:
      add_link (steps, step, any_row (step, "ideas"), any_row (step, "keywords"));
      return;

    case 8:
      add_idea (steps, step);
      return;

    case 9:
      add_cluster (steps, step);
      return;

    case 10:
    case 11:
      add_keyword (steps, step);
      return;

    default:
      edit_keyword (steps, step);
      return;
    }
}

gboolean
random_steps_do_cb (IgnyStep     *step,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  gint32 n = g_test_rand_int_range (1, 6);

  for (gint32 i = 0; i < n; i++)
    do_one (data, step);
  return TRUE;
}

gboolean
random_steps_fail_cb (IgnyStep     *step,
                      gpointer      data,
                      GCancellable *cancellable,
                      GError      **error)
{
  random_steps_do_cb (step, data, cancellable, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}
