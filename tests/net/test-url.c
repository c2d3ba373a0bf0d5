/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-url.h"

static void
test_parse (void)
{
  /* clang-format off */
  static const struct
  {
    const char *text;
    const char *normal; /* NULL: refused */
    const char *host;
    guint       port;
  } cases[] = {
    { "https://Example.COM", "https://example.com/", "example.com", 443 },
    { "https://example.com:443/a?b=c#d", "https://example.com/a?b=c", "example.com", 443 },
    { "http://example.com:8080/", "http://example.com:8080/", "example.com", 8080 },
    { "HTTPS://[::1]:9/x", "https://[::1]:9/x", "::1", 9 },
    { "http://127.1/", "http://127.0.0.1/", "127.0.0.1", 80 },
    { "http://0x7f000001/", "http://127.0.0.1/", "127.0.0.1", 80 },
    { "https://bücher.example/ä", "https://xn--bcher-kva.example/%c3%a4", "xn--bcher-kva.example", 443 },
    { "https://example.com/a/../b", "https://example.com/b", "example.com", 443 },
    { "https://user@example.com/", NULL, NULL, 0 },
    { "https://user:pass@example.com/", NULL, NULL, 0 },
    { "https://:pass@example.com/", NULL, NULL, 0 },
    { "ftp://example.com/", NULL, NULL, 0 },
    { "file:///etc/passwd", NULL, NULL, 0 },
    { "javascript:alert(1)", NULL, NULL, 0 },
    { "https://example.com/a\r\nb", NULL, NULL, 0 },
    { "https://exa mple.com/", NULL, NULL, 0 },
    { "https://example.com:99999/", NULL, NULL, 0 },
    { "https://", NULL, NULL, 0 },
    { "https://０x7f.1/", NULL, NULL, 0 }, /* a full-width 0: a number only when read twice */
    { "example.com", NULL, NULL, 0 },
    { "", NULL, NULL, 0 },
    { "https://example.com/\xff", NULL, NULL, 0 },
  };
  /* clang-format on */

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (IgnyUrl) url = igny_url_parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      if (cases[i].normal == NULL)
        {
          g_assert_null (url);
          g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (url->text, ==, cases[i].normal);
      g_assert_cmpstr (url->host, ==, cases[i].host);
      g_assert_cmpuint (url->port, ==, cases[i].port);
    }
}

static void
test_too_long (void)
{
  g_autofree char *tail = g_strnfill (IGNY_URL_MAX_LENGTH, 'a');
  g_autofree char *text = g_strconcat ("https://example.com/", tail, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (igny_url_parse (text, &error));
  g_assert_error (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
}

static void
test_no_secret_in_error (void)
{
  static const char *const texts[] = {
    "https://me:hunter2@example.com/", "gopher://example.com/?key=hunter2",
    "https://example.com:0x/?key=hunter2", "hunter2 hunter2"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (igny_url_parse (texts[i], &error));
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_typed (void)
{
  static const char *const cases[][2] = {
    { "  example.com \n", "https://example.com/" },
    { "example.com/blog", "https://example.com/blog" },
    { "localhost:11434/v1", "https://localhost:11434/v1" },
    { "http://localhost:11434/v1/", "http://localhost:11434/v1/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *got = igny_url_from_typed (cases[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
test_join (void)
{
  static const char *const cases[][3] = {
    { "https://api.openai.com/v1", "models", "https://api.openai.com/v1/models" },
    { "https://api.openai.com/v1/", "/models", "https://api.openai.com/v1/models" },
    { "https://example.com", "wp-json/", "https://example.com/wp-json/" },
    { "https://example.com/v1//?tenant=7", "//chat", "https://example.com/v1/chat?tenant=7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *got = igny_url_join (cases[i][0], cases[i][1], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (got, ==, cases[i][2]);
    }
}

static void
test_resolve (void)
{
  static const char *const cases[][3] = {
    { "https://example.com/a/b", "c", "https://example.com/a/c" },
    { "https://example.com/a/b", "/c", "https://example.com/c" },
    { "https://example.com/a/b", "//other.example/c", "https://other.example/c" },
    { "https://example.com/a/b", "http://other.example/", "http://other.example/" },
    { "https://example.com/a/b?x=1", "?y=2", "https://example.com/a/b?y=2" },
  };
  g_autoptr (GError) refused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *got = igny_url_resolve (cases[i][0], cases[i][1], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (got, ==, cases[i][2]);
    }

  g_assert_null (igny_url_resolve ("https://example.com/", "ftp://example.com/", &refused));
  g_assert_error (refused, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_REFUSED);
}

static void
test_query (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = igny_url_add_query ("https://example.com/", "per page", "1&2", &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, "https://example.com/?per"));
  g_assert_true (g_str_has_suffix (first, "=1%262"));
  second = igny_url_add_query ("https://example.com/?rest_route=/wp/v2", "page", "2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, ==, "https://example.com/?rest_route=/wp/v2&page=2");
}

static void
test_origin (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean    same;
  } cases[] = {
    { "https://example.com/a", "https://EXAMPLE.com:443/b?c", TRUE },
    { "https://example.com/", "http://example.com/", FALSE },
    { "https://example.com/", "https://www.example.com/", FALSE },
    { "https://example.com/", "https://example.com:8443/", FALSE },
    { "http://[::1]/", "http://[0:0::1]/", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (IgnyUrl) a = igny_url_parse (cases[i].a, NULL);
      g_autoptr (IgnyUrl) b = igny_url_parse (cases[i].b, NULL);

      g_test_message ("%s %s", cases[i].a, cases[i].b);
      g_assert_cmpint (igny_url_is_same_origin (a, b), ==, cases[i].same);
    }
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *host;
    gboolean    loopback;
    gboolean private;
  } cases[] = {
    { "localhost", TRUE, TRUE },
    { "LOCALHOST.", TRUE, TRUE },
    { "wp.localhost", TRUE, TRUE },
    { "localhost.example.com", FALSE, FALSE },
    { "notlocalhost", FALSE, TRUE },
    { "127.0.0.1", TRUE, TRUE },
    { "127.9.9.9", TRUE, TRUE },
    { "::1", TRUE, TRUE },
    { "10.1.2.3", FALSE, TRUE },
    { "172.15.0.1", FALSE, FALSE },
    { "172.16.0.1", FALSE, TRUE },
    { "192.168.1.10", FALSE, TRUE },
    { "169.254.169.254", FALSE, TRUE },
    { "100.64.0.1", FALSE, TRUE },
    { "100.128.0.1", FALSE, FALSE },
    { "0.0.0.0", FALSE, TRUE },
    { "255.255.255.255", FALSE, TRUE },
    { "224.0.0.1", FALSE, TRUE },
    { "8.8.8.8", FALSE, FALSE },
    { "fd12::1", FALSE, TRUE },
    { "fe80::1", FALSE, TRUE },
    { "::ffff:10.0.0.1", FALSE, TRUE },
    { "::ffff:8.8.8.8", FALSE, FALSE },
    { "64:ff9b::7f00:1", FALSE, TRUE },
    { "2002:7f00:1::", FALSE, TRUE },
    { "2606:4700::1111", FALSE, FALSE },
    { "nas", FALSE, TRUE },
    { "printer.local", FALSE, TRUE },
    { "ollama.home.arpa", FALSE, TRUE },
    { "example.com", FALSE, FALSE },
    { "local", FALSE, TRUE },
    { "my-local", FALSE, TRUE },
    { "my-local.com", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (igny_url_is_loopback_host (cases[i].host), ==, cases[i].loopback);
      g_assert_cmpint (igny_url_is_private_host (cases[i].host), ==, cases[i].private);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/url/parse", test_parse);
  g_test_add_func ("/net/url/too-long", test_too_long);
  g_test_add_func ("/net/url/no-secret-in-error", test_no_secret_in_error);
  g_test_add_func ("/net/url/typed", test_typed);
  g_test_add_func ("/net/url/join", test_join);
  g_test_add_func ("/net/url/resolve", test_resolve);
  g_test_add_func ("/net/url/query", test_query);
  g_test_add_func ("/net/url/origin", test_origin);
  g_test_add_func ("/net/url/hosts", test_hosts);

  return g_test_run ();
}
