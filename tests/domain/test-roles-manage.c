/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-user.h"
#include "igny-users.h"
#include "roles-fixture.h"

/* Who may invite, change the role of, disable, remove, grant and revoke whom:
 * every role with every operation, on people of the own account and of another
 * one, and every role that is given with every role that gives it. */

typedef enum
{
  INVITE,
  CHANGE_ROLE,
  DISABLE,
  REMOVE,
  GRANT,
  REVOKE,
  N_MANAGE
} Manage;

static const char *const operations[N_MANAGE] = { "invite", "change the role of", "disable",
                                                  "remove", "grant a site to", "revoke one from" };

/* One letter an operation, in that order, for people of the own account. */
static const char *const manages[N_ROLES] = {
  [DEVELOPER] = "yyyyyy",
  [OWNER] = "yyyyyy",
  [ADMIN] = "yyyyyy",
  [EDITOR] = "------",
  [VIEWER] = "------",
  [BOT] = "------",
};

static const char *const given[N_ROLES] = { "developer", "owner", "admin",
                                            "editor", "viewer", "system_bot" };

/* Who gives a role, one letter a role in the order of given. */
static const char *const gives[N_ROLES] = {
  [DEVELOPER] = "-yyyy-",
  [OWNER] = "-yyyy-",
  [ADMIN] = "--yyy-",
  [EDITOR] = "------",
  [VIEWER] = "------",
  [BOT] = "------",
};

typedef struct
{
  RolesFixture *fixture;
  Manage        operation;
  const char   *role;
  char         *email;
  gint64        user;
  gint64        site;
} Case;

static gboolean
invite_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Case *self = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  gint64 row;

  return igny_users_invite (step, self->email, NULL, NULL, self->role, &row, errors, error);
}

static gboolean
grant_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Case *self = data;

  return igny_users_grant (step, self->user, self->site, error);
}

static gboolean
revoke_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Case *self = data;

  return igny_users_revoke (step, self->user, self->site, error);
}

static gboolean
try_case (Case    *self,
          GError **error)
{
  IgnyStore *as = self->fixture->as;

  switch (self->operation)
    {
    case INVITE:
      return rules_try (as, invite_cb, self, error);
    case CHANGE_ROLE:
      return rules_set (as, "users", self->user, "role", self->role, error);
    case DISABLE:
      return rules_set (as, "users", self->user, "is_active", "false", error);
    case REMOVE:
      return rules_delete (as, "users", self->user, error);
    case GRANT:
      return rules_try (as, grant_cb, self, error);
    case REVOKE:
      return rules_try (as, revoke_cb, self, error);
    case N_MANAGE:
    default:
      g_assert_not_reached ();
    }
}

/* An editor of the account, whom nobody has touched yet. */
static void
make_editor (Case  *self,
             gint64 account)
{
  g_autofree char *sql = NULL;
  g_autofree char *find = NULL;

  g_free (self->email);
  self->email = g_strdup_printf ("new%u@example.com", ++self->fixture->counter);
  sql = g_strdup_printf ("INSERT INTO users (id, account, created_at, updated_at, email, role,"
                         " is_active, is_superuser) VALUES (randomblob(16), %d, 0, 0, '%s',"
                         " 'editor', 1, 0)",
                         (int) account, self->email);
  rules_sql (self->fixture->base.store, sql);
  find = g_strdup_printf ("SELECT row FROM users WHERE email = '%s'", self->email);
  self->user = rules_number (self->fixture->base.store, find);
}

static gboolean
is_refusal (const GError *error)
{
  return error->domain == IGNY_ACCESS_ERROR ||
         g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND) ||
         g_error_matches (error, IGNY_INVALID, IGNY_INVALID_FIELD);
}

static void
check (Case       *self,
       const char *who,
       const char *whom,
       gboolean    expected)
{
  g_autoptr(GError) error = NULL;
  gboolean is = try_case (self, &error);

  if (!is && !is_refusal (error))
    g_error ("%s: neither done nor refused: %s", operations[self->operation], error->message);
  self->fixture->checks++;
  if (is == expected)
    return;
  self->fixture->wrong++;
  g_test_message ("%s may %s%s %s (%s)%s%s", who, is ? "" : "not ", operations[self->operation],
                  whom, self->role, error != NULL ? ": " : "",
                  error != NULL ? error->message : "");
}

/* The site that is granted is one that its owner sees; a grant is revoked that
 * the owner of the file gave. */
static void
check_operation (Case              *self,
                 const RolesPerson *person,
                 int                place)
{
  gboolean own = place == GRANTED;

  self->role = self->operation == CHANGE_ROLE ? "viewer" : "editor";
  self->site = self->fixture->site[place];
  make_editor (self, self->fixture->account[place]);
  if (self->operation == REVOKE && own)
    rules_do (self->fixture->base.store, grant_cb, self);
  if (self->operation == INVITE)
    {
      g_free (self->email);
      self->email = g_strdup_printf ("invited%u@example.com", ++self->fixture->counter);
    }
  check (self, person->email, own ? "somebody" : "somebody of another account",
         own && manages[person->as][self->operation] == 'y');
}

static void
check_gives (Case              *self,
             const RolesPerson *person)
{
  for (int role = 0; role < N_ROLES; role++)
    for (int new = 0; new < 2; new ++)
      {
        gboolean expected = gives[person->as][role] == 'y';

        make_editor (self, self->fixture->account[GRANTED]);
        self->operation = new ? INVITE : CHANGE_ROLE;
        self->role = given[role];
        if (new)
          {
            g_free (self->email);
            self->email = g_strdup_printf ("given%u@example.com", ++self->fixture->counter);
          }
        /* To give somebody the role that he has is to change nothing. */
        check (self, person->email, "somebody",
               expected || (!new &&role == EDITOR &&manages[person->as][CHANGE_ROLE] == 'y'));
      }
}

static void
test_person (RolesFixture *fixture,
             gconstpointer data)
{
  const RolesPerson *person = data;
  Case               self = { .fixture = fixture };
  g_autoptr(GError) error = NULL;

  fixture->as = igny_access_open_as (fixture->base.store, person->email, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_MANAGE; i++)
    {
      self.operation = i;
      check_operation (&self, person, GRANTED);
      /* One is invited into the account that is worked in, and no other. */
      if (i != INVITE)
        check_operation (&self, person, OTHER);
    }
  check_gives (&self, person);
  igny_store_close (fixture->as);
  g_clear_object (&fixture->as);
  g_free (self.email);
  g_assert_cmpuint (fixture->checks, ==, 2 * N_MANAGE - 1 + 2 * N_ROLES);
  g_assert_cmpuint (fixture->wrong, ==, 0);
}

/* The editor renamed a keyword of the granted site, and the owner moved it to
 * another one. The editor may not take that back: what it would change he does
 * not see. Nor may a step that ends in the granted site begin elsewhere. */
static gboolean
take_home_cb (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  RolesFixture    *fixture = data;
  g_autofree char *sql = g_strdup_printf (
      "UPDATE keywords SET site = %d, sector = %d WHERE row = %d", (int) fixture->site[GRANTED],
      (int) fixture->sector[GRANTED], (int) roles_get_rows (fixture, "keywords")[NOT_GRANTED]);

  return igny_db_exec (igny_step_get_db (step), sql, NULL, error);
}

static void
test_before (RolesFixture *fixture,
             gconstpointer data)
{
  static const char *const may[] = { "admin@example.com", "owner2@example.com" };
  g_autoptr(GError) error = NULL;
  gboolean ok;

  fixture->as = igny_access_open_as (fixture->base.store, "editor@example.com", NULL, &error);
  g_assert_no_error (error);
  ok = rules_try (fixture->as, take_home_cb, fixture, &error);
  g_assert_false (ok);
  rules_assert_error (&error, IGNY_ACCESS_ERROR, "not granted");
  igny_store_close (fixture->as);
  g_clear_object (&fixture->as);
  for (guint i = 0; i < G_N_ELEMENTS (may); i++)
    {
      fixture->as = igny_access_open_as (fixture->base.store, may[i], NULL, &error);
      g_assert_no_error (error);
      ok = rules_try (fixture->as, take_home_cb, fixture, &error);
      g_assert_no_error (error);
      g_assert_true (ok);
      igny_store_close (fixture->as);
      g_clear_object (&fixture->as);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < ROLES_N_PEOPLE; i++)
    {
      g_autofree char *path = g_strdup_printf ("/roles/manage/%s", roles_people[i].email);

      g_test_add (path, RolesFixture, &roles_people[i], roles_set_up, test_person,
                  roles_tear_down);
    }
  g_test_add ("/roles/before", RolesFixture, NULL, roles_set_up, test_before, roles_tear_down);
  return g_test_run ();
}
