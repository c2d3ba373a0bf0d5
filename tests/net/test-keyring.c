/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyring.h"

#include <string.h>

/* What is asked depends on the state that run-keyring brought about, and told
 * in KEYRING_STATE. */

#define ACCOUNT "0192a3b4-c5d6-7e8f-9012-3456789abcde"
#define SITE "0192a3b4-c5d6-7e8f-9012-3456789abcdf"
#define SECRET "sk-test “ü” 🔑"

static void
store (const char *service,
       const char *scope,
       const char *secret)
{
  g_autoptr (GError) error = NULL;

  igny_keyring_store (service, ACCOUNT, scope, "IGNY8: OpenAI key", secret, NULL, &error);
  g_assert_no_error (error);
}

static void
check_stored (const char *service,
              const char *scope,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = igny_keyring_lookup (service, ACCOUNT, scope, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  igny_keyring_free (secret);
}

static void
remove_secret (const char *service,
               const char *scope)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (igny_keyring_remove (service, ACCOUNT, scope, NULL, &error));
  g_assert_no_error (error);
}

static void
check_error (GError          *error,
             IgnyKeyringError code)
{
  g_assert_error (error, IGNY_KEYRING_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_null (strstr (error->message, SECRET));
  g_assert_null (strstr (error->message, "GDBus.Error"));
}

static void
test_store_and_remove (void)
{
  check_stored ("openai", "", NULL);
  store ("openai", "", SECRET);
  check_stored ("openai", "", SECRET);
  store ("openai", "", "another");
  check_stored ("openai", "", "another");
  remove_secret ("openai", "");
  check_stored ("openai", "", NULL);
  remove_secret ("openai", "");
}

static void
test_apart (void)
{
  store ("openai", "", "key");
  store ("wordpress", "", "own");
  store ("wordpress", SITE, "site");
  check_stored ("openai", "", "key");
  check_stored ("openai", SITE, NULL);
  check_stored ("wordpress", "", "own");
  check_stored ("wordpress", SITE, "site");
  remove_secret ("wordpress", "");
  check_stored ("wordpress", "", NULL);
  check_stored ("wordpress", SITE, "site");
  check_stored ("openai", "", "key");
  remove_secret ("wordpress", SITE);
  remove_secret ("openai", "");
}

/* By other eyes: it is in the Secret Service, under the names we promise. */
static void
test_seen_by_others (void)
{
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  store ("wordpress", SITE, SECRET);
  g_spawn_command_line_sync ("secret-tool lookup xdg:schema com.igny8.Igny8 service wordpress "
                             "account " ACCOUNT " scope " SITE,
                             &found, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, SECRET);
  remove_secret ("wordpress", SITE);
}

/* Works in every state, and under scopes that no other test asks for. */
static void
test_kept (void)
{
  igny_keyring_keep ("openai", ACCOUNT, "kept", "for now");
  igny_keyring_keep ("openai", ACCOUNT, "kept too", "for here");
  check_stored ("openai", "kept", "for now");
  igny_keyring_keep ("openai", ACCOUNT, "kept", "for later");
  check_stored ("openai", "kept", "for later");
  check_stored ("openai", "kept too", "for here");
}

static void
test_kept_and_stored (void)
{
  store ("openai", "", "stored");
  igny_keyring_keep ("openai", ACCOUNT, "", "kept");
  check_stored ("openai", "", "kept");
  /* What is stored later is what counts. */
  store ("openai", "", "stored anew");
  check_stored ("openai", "", "stored anew");
  igny_keyring_keep ("openai", ACCOUNT, "", "kept");
  remove_secret ("openai", "");
  check_stored ("openai", "", NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) looked = NULL;
  g_autoptr (GError) stored = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (igny_keyring_lookup ("openai", ACCOUNT, "", cancellable, &looked));
  g_assert_error (looked, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (igny_keyring_store ("openai", ACCOUNT, "", "x", SECRET, cancellable, &stored));
  g_assert_error (stored, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
look_often (gpointer data)
{
  const char *scope = data;

  for (guint i = 0; i < 20; i++)
    check_stored ("openai", scope, scope);
  return NULL;
}

static void
test_threads (void)
{
  static const char *const scopes[] = { "a", "b", "c", "d" };
  GThread                 *threads[G_N_ELEMENTS (scopes)];

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    store ("openai", scopes[i], scopes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    threads[i] = g_thread_new ("look", look_often, (gpointer) scopes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    remove_secret ("openai", scopes[i]);
}

/* Leaves one secret behind for a later run. */
static void
test_prepare (void)
{
  store ("openai", "", SECRET);
  check_stored ("openai", "", SECRET);
}

/* All three calls fail with code. */
static void
check_all_fail (IgnyKeyringError code)
{
  g_autoptr (GError) looked = NULL;
  g_autoptr (GError) stored = NULL;
  g_autoptr (GError) removed = NULL;

  g_assert_null (igny_keyring_lookup ("openai", ACCOUNT, "", NULL, &looked));
  check_error (looked, code);
  g_assert_false (igny_keyring_store ("openai", ACCOUNT, "", "label", SECRET, NULL, &stored));
  check_error (stored, code);
  g_assert_false (igny_keyring_remove ("openai", ACCOUNT, "", NULL, &removed));
  check_error (removed, code);
}

static void
test_locked (void)
{
  check_all_fail (IGNY_KEYRING_ERROR_LOCKED);
}

/* The keyring is locked, but it has none for this one, and says so. */
static void
test_locked_but_none (void)
{
  check_stored ("wordpress", SITE, NULL);
  remove_secret ("wordpress", SITE);
}

static void
test_missing (void)
{
  check_all_fail (IGNY_KEYRING_ERROR_MISSING);
}

/* Somebody types the password: run-keyring. */
static void
test_prompted (void)
{
  check_stored ("openai", "", SECRET);
  store ("openai", "", "after");
  check_stored ("openai", "", "after");
}

static void
test_dismissed (void)
{
  check_all_fail (IGNY_KEYRING_ERROR_LOCKED);
}

static void
add_unlocked (void)
{
  g_test_add_func ("/net/keyring/unlocked/store-and-remove", test_store_and_remove);
  g_test_add_func ("/net/keyring/unlocked/apart", test_apart);
  g_test_add_func ("/net/keyring/unlocked/seen-by-others", test_seen_by_others);
  g_test_add_func ("/net/keyring/unlocked/cancelled", test_cancelled);
  g_test_add_func ("/net/keyring/unlocked/threads", test_threads);
  g_test_add_func ("/net/keyring/unlocked/kept-and-stored", test_kept_and_stored);
}

int
main (int   argc,
      char *argv[])
{
  const char *state = g_getenv ("KEYRING_STATE");

  g_test_init (&argc, &argv, NULL);

  if (g_strcmp0 (state, "unlocked") == 0)
    add_unlocked ();
  else if (g_strcmp0 (state, "prepare") == 0)
    g_test_add_func ("/net/keyring/prepare", test_prepare);
  else if (g_strcmp0 (state, "locked") == 0)
    {
      g_test_add_func ("/net/keyring/locked/stored", test_locked);
      g_test_add_func ("/net/keyring/locked/none", test_locked_but_none);
    }
  else if (g_strcmp0 (state, "prompted") == 0)
    g_test_add_func ("/net/keyring/prompted", test_prompted);
  else if (g_strcmp0 (state, "dismissed") == 0)
    g_test_add_func ("/net/keyring/dismissed", test_dismissed);
  else if (g_strcmp0 (state, "none") == 0 || g_strcmp0 (state, "no-bus") == 0)
    g_test_add_func ("/net/keyring/missing", test_missing);
  else
    return 77; /* only run-keyring knows the state */
  g_test_add_func ("/net/keyring/kept", test_kept);

  return g_test_run ();
}
