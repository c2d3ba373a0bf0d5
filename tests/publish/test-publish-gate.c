/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-gate.h"

static void
test_gate (void)
{
  static const struct
  {
    const char *url, *user;
    gboolean    has_password;
    const char *status;
    int         code; /* -1 passes */
  } cases[] = {
    { "https://a", "ann", TRUE, "draft", -1 },
    { "https://a", "ann", TRUE, "review", -1 },
    { "https://a", "ann", TRUE, "approved", -1 },
    { "https://a", "ann", TRUE, "published", -1 },
    { NULL, NULL, FALSE, NULL, IGNY_PUBLISH_GATE_ERROR_URL },
    { " ", "ann", TRUE, "draft", IGNY_PUBLISH_GATE_ERROR_URL },
    { "https://a", "", TRUE, "draft", IGNY_PUBLISH_GATE_ERROR_CREDENTIALS },
    { "https://a", "ann", FALSE, "draft", IGNY_PUBLISH_GATE_ERROR_CREDENTIALS },
    { "https://a", "ann", TRUE, "queued", IGNY_PUBLISH_GATE_ERROR_STATUS },
    { "https://a", "ann", TRUE, "Draft", IGNY_PUBLISH_GATE_ERROR_STATUS },
    { "https://a", "ann", TRUE, NULL, IGNY_PUBLISH_GATE_ERROR_STATUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean passed = igny_publish_gate_check (cases[i].url, cases[i].user, cases[i].has_password,
                                                 cases[i].status, &error);

      g_assert_cmpint (passed, ==, cases[i].code == -1);
      if (passed)
        g_assert_no_error (error);
      else
        g_assert_error (error, IGNY_PUBLISH_GATE_ERROR, cases[i].code);
    }
}

/* Four ways to be refused, four messages. */
static void
test_messages (void)
{
  g_autoptr(GError) url = NULL;
  g_autoptr(GError) user = NULL;
  g_autoptr(GError) password = NULL;
  g_autoptr(GError) status = NULL;

  igny_publish_gate_check (NULL, "a", TRUE, "draft", &url);
  igny_publish_gate_check ("a", NULL, TRUE, "draft", &user);
  igny_publish_gate_check ("a", "a", FALSE, "draft", &password);
  igny_publish_gate_check ("a", "a", TRUE, "", &status);
  g_assert_cmpstr (url->message, !=, user->message);
  g_assert_cmpstr (user->message, !=, password->message);
  g_assert_cmpstr (password->message, !=, status->message);
}

static void
test_default (void)
{
  g_assert_false (igny_publish_gate_is_public ("draft"));
  g_assert_false (igny_publish_gate_is_public ("review"));
  g_assert_true (igny_publish_gate_is_public ("approved"));
  g_assert_true (igny_publish_gate_is_public ("published"));
  g_assert_false (igny_publish_gate_is_public (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/publish/gate/check", test_gate);
  g_test_add_func ("/publish/gate/messages", test_messages);
  g_test_add_func ("/publish/gate/default", test_default);

  return g_test_run ();
}
