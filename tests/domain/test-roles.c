/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-users.h"
#include "roles-walk.h"

/* Every role with every entity, every operation and every place, against a
 * table of its own, on a real file: in the own account and in one that was
 * entered. */

static void
check_counts (const RolesFixture *fixture,
              int                 rights)
{
  g_assert_cmpuint (fixture->checks, >, 500);
  /* Not forms alone: records were really added where that may be. */
  if (rights == VIEWER)
    g_assert_cmpuint (fixture->added, ==, 0);
  else
    g_assert_cmpuint (fixture->added, >=, 4);
  g_assert_cmpuint (fixture->wrong, ==, 0);
}

static void
test_person (RolesFixture *fixture,
             gconstpointer data)
{
  const RolesPerson *person = data;
  RolesVisit         visit = { person->email, person->role, person->as, person->as, NULL, GRANTED };

  roles_walk (fixture, &visit);
  check_counts (fixture, person->as);
}

/* Who may enter the other account has the rights of the role there, in every
 * site of it, and none any more in the own one. Staff of a system account enters
 * as the role that it has, wherever it goes. */
static const RolesVisit visits[] = {
  { "developer@example.com", "developer", DEVELOPER, DEVELOPER, "other", OTHER },
  { "super@example.com", "superuser", DEVELOPER, DEVELOPER, "other", OTHER },
  { "bot@example.com", "system_bot", BOT, BOT, "other", OTHER },
  { "staff-owner@example.com", "owner of the system", OWNER, DEVELOPER, "other", OTHER },
  { "staff-admin@example.com", "admin of the system", ADMIN, DEVELOPER, "other", OTHER },
  { "staff@example.com", "editor of the system", EDITOR, DEVELOPER, "other", OTHER },
  { "staff-viewer@example.com", "viewer of the system", VIEWER, DEVELOPER, "other", OTHER },
  { "staff@example.com", "editor of the system", EDITOR, DEVELOPER, "my-account", GRANTED },
  { "other@example.com", "owner of the other", OWNER, OWNER, NULL, OTHER },
};

static void
test_visit (RolesFixture *fixture,
            gconstpointer data)
{
  roles_walk (fixture, data);
  check_counts (fixture, ((const RolesVisit *) data)->rights);
}

static void
refuse_entry (RolesFixture *fixture,
              const char   *email,
              const char   *account)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_access_open_as (fixture->base.store, email, account, &error));
  g_assert_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT);
}

static void
enter (RolesFixture *fixture,
       const char   *email,
       const char   *account,
       int           sees_place,
       int           misses_place)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) as = igny_access_open_as (fixture->base.store, email, account, &error);
  g_autofree char *seen = NULL;
  g_autofree char *missed = NULL;
  g_autofree char *keyword = g_strconcat ("keyword=by ", email, NULL);
  gint64           row;

  g_assert_no_error (error);
  seen = g_strdup_printf ("SELECT count(*) FROM keywords WHERE account = my_account () AND row ="
                          " %d",
                          (int) roles_get_rows (fixture, "keywords")[sees_place]);
  missed = g_strdup_printf ("SELECT count(*) FROM keywords WHERE account = my_account () AND row ="
                            " %d",
                            (int) roles_get_rows (fixture, "keywords")[misses_place]);
  g_assert_cmpint (rules_number (as, seen), ==, 1);
  g_assert_cmpint (rules_number (as, missed), ==, 0);
  row = rules_add (as, "keywords", fixture->site[sees_place], fixture->sector[sees_place], &error,
                   keyword, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (row, !=, 0);
  igny_store_close (as);
}

/* Developers, the bot and the roles_people of a system account pass the account
 * filter; nobody else does. */
static void
test_accounts (RolesFixture *fixture,
               gconstpointer data)
{
  static const char *const others[] = { "owner2@example.com", "admin@example.com",
                                        "editor@example.com", "viewer@example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    refuse_entry (fixture, others[i], "other");
  refuse_entry (fixture, "other@example.com", "my-account");
  enter (fixture, "developer@example.com", "other", OTHER, GRANTED);
  enter (fixture, "super@example.com", "other", OTHER, GRANTED);
  enter (fixture, "bot@example.com", "other", OTHER, GRANTED);
  enter (fixture, "other@example.com", NULL, OTHER, GRANTED);
  enter (fixture, "staff@example.com", "my-account", NOT_GRANTED, INACTIVE);
}

static gint64
count_sites (RolesFixture *fixture,
             const char   *email)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) as = igny_access_open_as (fixture->base.store, email, NULL, &error);
  gint64 n;

  g_assert_no_error (error);
  n = rules_number (as, "SELECT count(*) FROM sites WHERE account = my_account ()");
  igny_store_close (as);
  return n;
}

static gboolean
revoke_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  RolesFixture *fixture = data;
  gint64        user;

  return igny_users_find (igny_step_get_db (step), "editor@example.com", &user, error) &&
         igny_users_revoke (step, user, fixture->site[GRANTED], error);
}

/* A grant that ends takes the site away, and tells by whom and when. */
static void
test_grants (RolesFixture *fixture,
             gconstpointer data)
{
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 1);
  fixture->base.now += 1000;
  rules_do (fixture->base.store, revoke_cb, fixture);
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 0);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM site_user_access a JOIN accounts c ON"
                                 " c.owner = a.granted_by AND c.owner = a.revoked_by WHERE"
                                 " a.revoked_at = a.created_at + 1000 AND a.deleted_step IS NULL"),
                   ==, 1);
  rules_do (fixture->base.store, roles_grant_cb, fixture);
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 1);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM site_user_access WHERE revoked_at IS NOT"
                                 " NULL"),
                   ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles_people); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roles/%s", roles_people[i].email);

      g_test_add (path, RolesFixture, &roles_people[i], roles_set_up, test_person, roles_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/roles/in-%s/%s", visits[i].account != NULL ? visits[i].account : "own",
          visits[i].email);

      g_test_add (path, RolesFixture, &visits[i], roles_set_up, test_visit, roles_tear_down);
    }
  g_test_add ("/roles/accounts", RolesFixture, NULL, roles_set_up, test_accounts, roles_tear_down);
  g_test_add ("/roles/grants", RolesFixture, NULL, roles_set_up, test_grants, roles_tear_down);
  return g_test_run ();
}
