/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roles-walk.h"

#include <string.h>

#include "igny-site.h"
#include "igny-users.h"
#include "igny-view.h"

/* Who works on records of what, and where. */
typedef struct
{
  RolesFixture     *fixture;
  const RolesVisit *visit;
  const IgnyEntity *entity;
  int               place;
} Spot;

static gboolean
is_home (const Spot *spot)
{
  const gint64 *accounts = spot->fixture->account;

  return accounts[spot->place] == accounts[spot->visit->home];
}

static void
check (const Spot   *spot,
       const char   *operation,
       gboolean      expected,
       gboolean      is,
       const GError *error)
{
  spot->fixture->checks++;
  if (expected == is)
    return;
  spot->fixture->wrong++;
  g_test_message ("%s (%s) %s %s in %s: %s, and should not be%s%s", spot->visit->email,
                  spot->visit->role, operation, spot->entity->table, roles_places[spot->place],
                  is ? "allowed" : "refused", error != NULL ? ": " : "",
                  error != NULL ? error->message : "");
}

/* TRUE when it was done; FALSE when it was refused for who asks. Anything else
 * is a mistake of the test. */
static gboolean
judge (gboolean      ok,
       const GError *error)
{
  if (ok)
    return TRUE;
  if (error->domain == IGNY_ACCESS_ERROR ||
      g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    return FALSE;
  g_error ("neither done nor refused: %s", error->message);
}

/* The same of what was tried; clears error. */
static void
check_done (const Spot *spot,
            const char *operation,
            gboolean    expected,
            gboolean    ok,
            GError    **error)
{
  check (spot, operation, expected, judge (ok, *error), *error);
  g_clear_error (error);
}

/* The row that is there to be looked at and changed. */
static gint64
get_row (const Spot *spot)
{
  return roles_get_rows (spot->fixture, spot->entity->table)[spot->place];
}

typedef struct
{
  const Spot *spot;
  gint64      row;
  gboolean    listed;
  gboolean    loaded;
  gboolean    asked;
} Look;

static gboolean
look_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Look            *look = data;
  const Spot      *spot = look->spot;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s t WHERE t.row = %d",
                                          spot->entity->table, (int) look->row);
  g_autoptr(IgnyView) view = igny_view_new (spot->entity);
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GPtrArray) records = NULL;
  gint64 found;

  /* What lies in an inactive site is listed to who names the site. */
  if (spot->place == INACTIVE)
    igny_view_set_scope (view, spot->fixture->site[INACTIVE], 0);
  result = igny_view_run (view, spot->fixture->as, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  for (gsize i = 0; i < result->n_rows; i++)
    look->listed = look->listed || result->rows[i] == look->row;
  records = igny_records_fetch (db, spot->entity, &look->row, 1, TRUE, error);
  if (records == NULL || !igny_db_get_integer (db, sql, NULL, &found, error))
    return FALSE;
  look->loaded = records->len == 1;
  look->asked = found == 1;
  return TRUE;
}

static void
check_reads (const Spot *spot,
             gboolean    expected)
{
  Look look = { .spot = spot, .row = get_row (spot) };
  g_autoptr(GError) error = NULL;

  igny_store_read (spot->fixture->as, look_cb, &look, NULL, &error);
  g_assert_no_error (error);
  check (spot, "list", expected, look.listed, NULL);
  check (spot, "read", expected, look.loaded, NULL);
  /* Literal SQL names its account itself, so that of another one is not asked. */
  if (is_home (spot))
    check (spot, "ask", expected, look.asked, NULL);
}

static gboolean
insert_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  RolesMaking *making = data;
  g_autoptr(IgnyRecord) record = roles_make_record (making->fixture, making->entity, making->place);

  return igny_step_insert (step, record, error);
}

static gboolean
touch_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  RolesMaking *making = data;
  /* That of an account may be a charge, so that one is really changed. */
  const char      *change = g_str_equal (making->entity->table, "accounts")
                                ? "name = name || '.'"
                                : "deleted_step = deleted_step";
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s WHERE row = %d", making->entity->table,
                                          change, (int) making->row);

  return igny_db_exec (igny_step_get_db (step), sql, NULL, error);
}

/* A site that is made is active, wherever the others are. */
static gboolean
is_new_site (const Spot *spot)
{
  return spot->place == INACTIVE && g_str_equal (spot->entity->table, "sites");
}

/* Straight into a step, as a function does that forgot to ask. */
static void
check_steps (const Spot *spot,
             gboolean    expected)
{
  IgnyStore  *as = spot->fixture->as;
  RolesMaking making = { spot->fixture, spot->entity, spot->place };
  g_autoptr(GError) error = NULL;
  gboolean ok;

  making.row = get_row (spot);
  ok = rules_try (as, touch_cb, &making, &error);
  check_done (spot, "step edit", expected, ok, &error);
  /* Into another account nobody can insert: the step has its own. */
  if (!is_home (spot) || g_str_equal (spot->entity->table, "accounts") || is_new_site (spot))
    return;
  ok = rules_try (as, insert_cb, &making, &error);
  if (g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT))
    return;
  check_done (spot, "step add", expected, ok, &error);
}

/* What is changed in an edit by hand: the title, else some text or number. */
static const IgnyField *
find_editable (const IgnyEntity *entity)
{
  const guint closed =
      IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED | IGNY_FIELD_HIDDEN | IGNY_FIELD_FIXED;

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & closed) == 0 &&
        (igny_kind_is_text (f->kind) || f->kind == IGNY_KIND_FLAG ||
         f->kind == IGNY_KIND_INTEGER) &&
        !g_str_equal (f->name, "is_active"))
      return f;
  return NULL;
}

static gboolean
edit (const Spot *spot,
      GError    **error)
{
  const IgnyField *field = find_editable (spot->entity);
  const char      *table = spot->entity->table;
  IgnyStore       *as = spot->fixture->as;
  g_autofree char *text = NULL;

  /* A record of references alone is offered a change that says nothing. */
  if (field == NULL)
    return rules_set (as, table, get_row (spot), "status", "active", error);
  if (field->kind == IGNY_KIND_CHOICE)
    text = g_strdup (field->choices[0].word);
  else if (igny_kind_is_text (field->kind))
    text = roles_make_text (spot->fixture, field);
  else
    text = g_strdup (field->kind == IGNY_KIND_FLAG ? "true" : "1");
  return rules_set (as, table, get_row (spot), field->name, text, error);
}

/* What a person would type into the form of a new record. */
static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  const guint  closed = IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED | IGNY_FIELD_HIDDEN;
  RolesMaking *making = data;
  g_autoptr(IgnyRecord) record = roles_make_record (making->fixture, making->entity, making->place);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  IgnyAssignment values[64];
  gsize          n = 0;
  gint64         site = g_str_equal (making->entity->table, "sites") ? 0 : making->row;

  for (const IgnyField *f = making->entity->fields; f->name != NULL; f++)
    {
      char *text;

      if ((f->flags & closed) != 0 || igny_record_is_unknown (record, f) ||
          f->kind == IGNY_KIND_FLAG || g_str_equal (f->name, "site") ||
          g_str_equal (f->name, "sector"))
        continue;
      text = f->kind == IGNY_KIND_REFERENCE
                 ? igny_records_dup_title (igny_step_get_db (step), f->target,
                                           igny_record_get_number (record, f))
             : igny_kind_is_text (f->kind) ? g_strdup (igny_record_get_text (record, f))
                                           : igny_record_dup_plain (record, f);
      if (text == NULL)
        continue;
      g_ptr_array_add (texts, text);
      values[n++] = (IgnyAssignment){ f->name, text };
      g_assert (n < G_N_ELEMENTS (values));
    }
  return igny_edit_add (step, making->entity, site,
                        site != 0 ? making->fixture->sector[making->place] : 0, values, n,
                        &making->row, errors, error);
}

/* Whoever may not add is told so before the form is looked at, so a form that is
 * not complete tells as well who may. */
static void
check_add (const Spot *spot,
           gboolean    expected)
{
  const RolesLine *line = roles_find_line (spot->entity);
  RolesMaking      making = { spot->fixture, spot->entity, spot->place };
  g_autoptr(GError) error = NULL;
  gboolean ok;

  if (line->hand == 'e' || (spot->place != spot->visit->home && line->where != 's') ||
      is_new_site (spot) || (!is_home (spot) && g_str_equal (spot->entity->table, "sites")))
    return;
  making.row = line->where == 's' ? spot->fixture->site[spot->place] : 0;
  ok = rules_try (spot->fixture->as, add_cb, &making, &error);
  spot->fixture->added += ok;
  if (line->hand == '+' && !ok && error->domain == IGNY_INVALID)
    ok = TRUE;
  check (spot, "add", expected && line->hand == '+', ok, error);
}

static void
check_hand (const Spot *spot,
            gboolean    expected)
{
  const RolesLine *line = roles_find_line (spot->entity);
  const char      *table = spot->entity->table;
  IgnyStore       *as = spot->fixture->as;
  g_autoptr(GError) error = NULL;
  gint64   fresh = 0;
  gboolean ok;

  ok = edit (spot, &error);
  if (line->hand == '-')
    {
      check (spot, "edit", FALSE, ok, error);
      return;
    }
  check_done (spot, "edit", expected, ok, &error);
  if (line->hand == '+' && !is_new_site (spot))
    fresh = roles_make (spot->fixture, spot->entity, spot->place);
  if (fresh == 0)
    return;
  ok = rules_delete (as, table, fresh, &error);
  check_done (spot, "delete", expected, ok, &error);
  if (!ok)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE %s SET deleted_step = (SELECT max(step) FROM steps) WHERE row = %d", table,
          (int) fresh);

      rules_sql (spot->fixture->base.store, sql);
    }
  ok = rules_restore (as, table, fresh, &error);
  check_done (spot, "restore", expected, ok, &error);
}

static gboolean
is_expected (const Spot *spot,
             gboolean    writes)
{
  const RolesLine  *line = roles_find_line (spot->entity);
  const RolesVisit *visit = spot->visit;
  /* What models were asked is of all sites, so who sees granted ones only does
   * not read it: that hangs on the sites and not on the role. */
  gboolean by_sites = g_str_equal (line->table, "ai_task_logs");
  char     right = line->rights[by_sites ? visit->sees : visit->rights];

  if (right == '-' || (writes && right != 'w'))
    return FALSE;
  if (line->where == 'g')
    return TRUE;
  if (!is_home (spot))
    return FALSE;
  /* The one site of the other account is active, and nobody's grant. */
  return line->where == 'a' || spot->place == OTHER || roles_sees[visit->sees][spot->place];
}

/* Ledgers and logs are written by the program for everybody, so the gate lets
 * through what edits by hand do not. */
static gboolean
is_kept (const RolesLine *line)
{
  return line->hand == '-' && strchr (line->rights, 'w') == NULL;
}

void
roles_walk (RolesFixture     *fixture,
            const RolesVisit *visit)
{
  g_autoptr(GError) error = NULL;

  fixture->as = igny_access_open_as (fixture->base.store, visit->email, visit->account, &error);
  g_assert_no_error (error);
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (int place = 0; place < N_PLACES; place++)
      {
        const Spot       spot = { fixture, visit, igny_entities[i], place };
        const RolesLine *line = roles_find_line (spot.entity);
        gboolean         writes = is_expected (&spot, TRUE);

        if (line->where == 'g' && place != visit->home)
          continue;
        check_reads (&spot, is_expected (&spot, FALSE));
        if (!is_kept (line))
          check_steps (&spot, writes);
        check_add (&spot, writes);
        check_hand (&spot, writes);
      }
  igny_store_close (fixture->as);
  g_clear_object (&fixture->as);
  g_test_message ("%u checks, %u added", fixture->checks, fixture->added);
}
