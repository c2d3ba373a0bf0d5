/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-site.h"
#include "igny-number.h"
#include "igny-wordpress.h"

#define BLOCKED_PAGE "<!doctype html><html><head><title>Not so fast</title></head></html>"

static IgnyWordpressConnection *
test_connection (FakeSite   *site,
                 const char *url,
                 const char *password,
                 gboolean    allow_http,
                 GError    **error)
{
  IgnyWordpressSite what = {
    .url = url, .user = "ann", .password = password, .allow_http = allow_http
  };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (&site->env, &what);

  return igny_wordpress_test (client, NULL, error);
}

static void
test_good (void)
{
  g_autoptr(FakeSite) site = fake_site_new ();
  g_autoptr(IgnyWordpressConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  const IgnyHttpTapeRequest *first = NULL;

  connection = test_connection (site, " example.com/wp-admin/?x=1#y ", "right", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (connection->site_name, ==, "Tom & Co");
  g_assert_cmpstr (connection->home, ==, "https://example.com");
  g_assert_cmpstr (connection->root, ==, "https://example.com/wp-json/");
  g_assert_cmpstr (connection->user_name, ==, "Ann Author");
  g_assert_cmpuint (g_strv_length (connection->roles), ==, 1);
  g_assert_cmpstr (connection->roles[0], ==, "author");
  g_assert_true (connection->can_draft && connection->can_publish && connection->can_upload);
  g_assert_false (connection->can_create_categories || connection->keeps_html);
  g_assert_false (connection->exposed);
  g_assert_cmpint (connection->elapsed_ms, ==, 3 * 7);

  g_assert_cmpuint (igny_http_tape_get_n_requests (site->tape), ==, 3);
  first = igny_http_tape_get_request (site->tape, 0);
  g_assert_cmpstr (first->method, ==, "HEAD");
  g_assert_true (first->follow);
  g_assert_null (first->password);
  for (guint i = 1; i < 3; i++)
    {
      const IgnyHttpTapeRequest *request = igny_http_tape_get_request (site->tape, i);

      g_assert_cmpstr (request->user, ==, "ann");
      g_assert_cmpstr (request->password, ==, "right");
      g_assert_false (request->follow);
      g_assert_cmpuint (request->max_attempts, ==, 3);
    }
}

static void
test_plain_permalinks (void)
{
  g_autoptr(FakeSite) site = fake_site_new ();
  g_autoptr(IgnyWordpressConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  site->plain = TRUE;
  connection = test_connection (site, "example.com", "right", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (connection->root, ==, "https://example.com/index.php?rest_route=/");
  g_assert_cmpuint (fake_site_count (site, "GET", "?rest_route=/wp/v2/users/me&context"), ==, 1);
}

/* Without a Link header: the page's <link>, then the usual places. */
static void
test_other_ways (void)
{
  g_autoptr(FakeSite) page = fake_site_new ();
  g_autoptr(FakeSite) bare = fake_site_new ();
  g_autoptr(FakeSite) query = fake_site_new ();
  g_autoptr(IgnyWordpressConnection) one = NULL;
  g_autoptr(IgnyWordpressConnection) two = NULL;
  g_autoptr(IgnyWordpressConnection) three = NULL;
  g_autoptr(GError) error = NULL;

  page->link = "";
  page->front = "<head><LINK href='/wp-json/?lang=de&#038;x=1' rel=\"https://api.w.org/\"></head>";
  one = test_connection (page, "example.com", "right", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one->root, ==, "https://example.com/wp-json/?lang=de&x=1");
  g_assert_cmpuint (fake_site_count (page, "GET", "/wp/v2/users/me?lang=de&x=1&context="), ==, 1);

  bare->link = "";
  two = test_connection (bare, "example.com", "right", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (two->root, ==, "https://example.com/wp-json/");

  query->link = "";
  query->plain = TRUE;
  three = test_connection (query, "example.com", "right", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (three->root, ==, "https://example.com/?rest_route=/");
}

/* A server that knows no HEAD, one that drops it, notices before the JSON, and
 * a site that thinks it is plain http. */
static void
test_odd_sites (void)
{
  g_autoptr(FakeSite) no_head = fake_site_new ();
  g_autoptr(FakeSite) drops = fake_site_new ();
  g_autoptr(FakeSite) noisy = fake_site_new ();
  g_autoptr(FakeSite) proxied = fake_site_new ();
  FakeFault refuses = { "HEAD", "/", 1, FAKE_ANSWER, .status = 405 };
  FakeFault cuts = { "HEAD", "/", 1, FAKE_FAIL, .code = IGNY_HTTP_ERROR_CUT };
  FakeSite *sites[] = { no_head, drops, noisy, proxied };

  fake_site_add_fault (no_head, &refuses);
  fake_site_add_fault (drops, &cuts);
  noisy->before = "\xef\xbb\xbf<br />\n<b>Notice</b>: No [foo] {bar} in <b>/x.php</b><br />\n";
  proxied->link = "<http://example.com/feed>; rel=\"alternate, x\", "
                  "<http://example.com/wp-json/>; title=\"a,b\"; rel=\"other https://api.w.org/\"";

  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      g_autoptr(IgnyWordpressConnection) connection = NULL;
      g_autoptr(GError) error = NULL;

      connection = test_connection (sites[i], "https://example.com/", "right", FALSE, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (connection->root, ==, "https://example.com/wp-json/");
    }
}

typedef struct
{
  const char        *name;
  IgnyWordpressError code;
  const char        *says; /* in the message, besides the remedy */
  FakeFault          fault;
  const char        *url;
  const char        *password;
  const char        *link;
  const char        *authentication;
  const char        *capabilities;
  const char        *front;
} Failure;

#define FRONT_FAILS(error_code)                     \
  {                                                 \
    "HEAD", "/", 9, FAKE_FAIL, .code = (error_code) \
  }
#define ROOT_SAYS(number, text)                                               \
  {                                                                           \
    "GET", "_fields=name", 9, FAKE_ANSWER, .status = (number), .body = (text) \
  }
#define ME_SAYS(number, text)                                              \
  {                                                                        \
    "GET", "/users/me", 9, FAKE_ANSWER, .status = (number), .body = (text) \
  }

/* clang-format off */
static const Failure failures[] = {
  { "empty", IGNY_WORDPRESS_ERROR_ADDRESS, "not the address", .url = "  " },
  { "spaces", IGNY_WORDPRESS_ERROR_ADDRESS, "not the address", .url = "my site" },
  { "other-scheme", IGNY_WORDPRESS_ERROR_ADDRESS, "not the address", .url = "ftp://example.com" },
  { "password-in-address", IGNY_WORDPRESS_ERROR_ADDRESS, "not the address", .url = "https://a:b@example.com" },
  { "plain-http", IGNY_WORDPRESS_ERROR_PLAIN_HTTP, "unprotected", .url = "http://example.com" },
  { "no-host", IGNY_WORDPRESS_ERROR_NO_HOST, "https://example.com", FRONT_FAILS (IGNY_HTTP_ERROR_RESOLVE) },
  { "refused", IGNY_WORDPRESS_ERROR_CONNECT, "refuses", FRONT_FAILS (IGNY_HTTP_ERROR_CONNECT) },
  { "timeout", IGNY_WORDPRESS_ERROR_TIMEOUT, "in time", FRONT_FAILS (IGNY_HTTP_ERROR_TIMEOUT) },
  { "tls", IGNY_WORDPRESS_ERROR_TLS, "secure", FRONT_FAILS (IGNY_HTTP_ERROR_TLS) },
  { "failed", IGNY_WORDPRESS_ERROR_FAILED, "on purpose",
    { "GET", "_fields=name", 9, FAKE_FAIL, .code = IGNY_HTTP_ERROR_FAILED } },
  { "cut", IGNY_WORDPRESS_ERROR_CUT, "before the answer",
    { "GET", "_fields=name", 9, FAKE_FAIL, .code = IGNY_HTTP_ERROR_CUT } },
  { "too-large", IGNY_WORDPRESS_ERROR_ANSWER, "not data",
    { "GET", "_fields=name", 9, FAKE_FAIL, .code = IGNY_HTTP_ERROR_TOO_LARGE } },
  { "moved", IGNY_WORDPRESS_ERROR_REDIRECT, "“https://www.example.com/blog”",
    { "HEAD", "/", 1, FAKE_ANSWER, .status = 301, .headers = { "Location", "https://www.example.com/blog/" } } },
  { "link-elsewhere", IGNY_WORDPRESS_ERROR_REDIRECT, "“https://evil.example.net”",
    .link = "<https://evil.example.net/wp-json/>; rel=\"https://api.w.org/\"" },
  { "root-redirects", IGNY_WORDPRESS_ERROR_REDIRECT, "https://other.example.com/",
    { "GET", "_fields=name", 9, FAKE_ANSWER, .status = 302, .headers = { "Location", "https://other.example.com/" } } },
  { "rest-disabled", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "only for members",
    ROOT_SAYS (401, "{\"code\":\"rest_disabled\",\"message\":\"The API is only for <i>members</i>\"}") },
  { "waf", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "Not so fast", ROOT_SAYS (403, BLOCKED_PAGE) },
  { "staging-password", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "password of its own",
    { "GET", "_fields=name", 9, FAKE_ANSWER, .status = 401, .body = "<h1>Authorization required</h1>",
      .headers = { "WWW-Authenticate", "Basic realm=\"Staging\"" } } },
  { "root-missing", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "404", ROOT_SAYS (404, BLOCKED_PAGE) },
  { "root-html", IGNY_WORDPRESS_ERROR_ANSWER, "Not so fast", ROOT_SAYS (200, BLOCKED_PAGE) },
  { "not-wordpress", IGNY_WORDPRESS_ERROR_NOT_WORDPRESS, "404", ROOT_SAYS (404, "<h1>404</h1>"), .link = "" },
  { "other-json", IGNY_WORDPRESS_ERROR_NOT_WORDPRESS, "200", ROOT_SAYS (200, "{\"hello\":[1]}"), .link = "" },
  { "other-html", IGNY_WORDPRESS_ERROR_NOT_WORDPRESS, "Not so fast", ROOT_SAYS (200, BLOCKED_PAGE), .link = "" },
  { "traces", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "404", ROOT_SAYS (404, BLOCKED_PAGE), .link = "",
    .front = "<img src='/wp-content/x.png'>" },
  { "maintenance", IGNY_WORDPRESS_ERROR_BUSY, "maintained", ROOT_SAYS (503, "{\"message\":\"We are maintained\"}") },
  { "server-error", IGNY_WORDPRESS_ERROR_SERVER, "critical",
    ROOT_SAYS (500, "{\"code\":\"internal_server_error\",\"message\":\"A critical error\"}") },
  { "early-login", IGNY_WORDPRESS_ERROR_LOGIN, "Unknown user",
    ROOT_SAYS (401, "{\"code\":\"invalid_username\",\"message\":\"Unknown user\"}") },
  { "wrong-password", IGNY_WORDPRESS_ERROR_LOGIN, "Log in as “ann”: the user name or the application password is not accepted (“You are", .password = "wrong" },
  { "no-app-passwords", IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS, "does not offer", .password = "wrong",
    .authentication = "[]" },
  { "app-passwords-disabled", IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS, "disabled here",
    ME_SAYS (401, "{\"code\":\"application_passwords_disabled\",\"message\":\"disabled here\"}") },
  { "subscriber", IGNY_WORDPRESS_ERROR_RIGHTS, "“Ann Author” (author) may not write posts",
    .capabilities = "{\"read\":true}" },
  { "no-capabilities", IGNY_WORDPRESS_ERROR_RIGHTS, "may not write posts", .capabilities = "[]" },
  { "me-forbidden", IGNY_WORDPRESS_ERROR_RIGHTS, "not allowed",
    ME_SAYS (403, "{\"code\":\"rest_forbidden_context\",\"message\":\"not allowed\"}") },
  { "me-waf", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "Not so fast", ME_SAYS (403, BLOCKED_PAGE) },
  { "me-missing", IGNY_WORDPRESS_ERROR_REST_BLOCKED, "No route",
    ME_SAYS (404, "{\"code\":\"rest_no_route\",\"message\":\"No route\"}") },
  { "me-html", IGNY_WORDPRESS_ERROR_ANSWER, "Not so fast", ME_SAYS (200, BLOCKED_PAGE) },
  { "me-list", IGNY_WORDPRESS_ERROR_ANSWER, "not data", ME_SAYS (200, "[{\"id\":3}]") },
  { "me-rejected", IGNY_WORDPRESS_ERROR_REJECTED, "bad", ME_SAYS (400, "{\"code\":\"rest_invalid_param\",\"message\":\"bad\"}") },
  { "too-many", IGNY_WORDPRESS_ERROR_BUSY, "429", ME_SAYS (429, "") },
};
/* clang-format on */

static void
test_failure (gconstpointer data)
{
  const Failure *failure = data;
  const char    *url = NULL;
  const char    *password = NULL;
  g_autoptr(FakeSite) site = fake_site_new ();
  g_autoptr(IgnyWordpressConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  if (failure->fault.method != NULL)
    fake_site_add_fault (site, &failure->fault);
  if (failure->link != NULL)
    site->link = failure->link;
  if (failure->front != NULL)
    site->front = failure->front;
  if (failure->authentication != NULL)
    site->authentication = failure->authentication;
  if (failure->capabilities != NULL)
    site->capabilities = failure->capabilities;

  url = failure->url != NULL ? failure->url : "example.com";
  password = failure->password != NULL ? failure->password : "right";
  connection = test_connection (site, url, password, FALSE, &error);
  g_assert_null (connection);
  g_assert_error (error, IGNY_WORDPRESS_ERROR, (int) failure->code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, failure->says));
  g_assert_nonnull (strstr (error->message, igny_wordpress_error_get_remedy (failure->code)));
  g_assert_null (strstr (error->message, "wrong"));

  /* The password goes to no other place, and nothing is ever written. */
  for (guint i = 0; i < igny_http_tape_get_n_requests (site->tape); i++)
    {
      const IgnyHttpTapeRequest *request = igny_http_tape_get_request (site->tape, i);

      g_assert_true (g_str_has_prefix (request->url, "https://example.com/"));
      g_assert_cmpstr (request->method, !=, "POST");
    }
}

/* Allowed, or to this computer: the request goes out. */
static void
test_allowed_http (void)
{
  g_autoptr(FakeSite) site = fake_site_new ();
  FakeFault moved = {
    "HEAD", "http://", 2, FAKE_ANSWER, .status = 301,
    .headers = { "Location", "https://example.com/" }
  };

  fake_site_add_fault (site, &moved);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      const char *url = i == 0 ? "http://example.com" : "http://localhost:8080/";

      g_assert_null (test_connection (site, url, "right", i == 0, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REDIRECT);
      g_assert_nonnull (strstr (error->message, "“https://example.com”"));
    }
}

static void
test_remedies_differ (void)
{
  for (int a = IGNY_WORDPRESS_ERROR_FAILED; a <= IGNY_WORDPRESS_ERROR_ANSWER; a++)
    for (int b = IGNY_WORDPRESS_ERROR_FAILED; b < a; b++)
      g_assert_cmpstr (igny_wordpress_error_get_remedy ((IgnyWordpressError) a), !=,
                       igny_wordpress_error_get_remedy ((IgnyWordpressError) b));
}

static void
test_cancelled (void)
{
  g_autoptr(FakeSite) site = fake_site_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  IgnyWordpressSite what = { .url = "example.com", .user = "ann", .password = "right" };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (&site->env, &what);

  g_cancellable_cancel (cancellable);
  g_assert_null (igny_wordpress_test (client, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_retry_after (void)
{
  g_autoptr(FakeSite) site = fake_site_new ();
  g_autoptr(GError) error = NULL;
  IgnyWordpressSite what = { .url = "example.com", .user = "ann", .password = "right" };
  g_autoptr(IgnyWordpress) client = igny_wordpress_new (&site->env, &what);
  FakeFault busy = {
    "GET", "/users/me", 1, FAKE_ANSWER, .status = 429, .headers = { "Retry-After", "90" }
  };

  fake_site_add_fault (site, &busy);
  g_assert_cmpint (igny_wordpress_get_retry_after_ms (client), ==, IGNY_UNKNOWN);
  g_assert_null (igny_wordpress_test (client, NULL, &error));
  g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_BUSY);
  g_assert_cmpint (igny_wordpress_get_retry_after_ms (client), ==, 90000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/publish/connect/good", test_good);
  g_test_add_func ("/publish/connect/plain-permalinks", test_plain_permalinks);
  g_test_add_func ("/publish/connect/other-ways", test_other_ways);
  g_test_add_func ("/publish/connect/odd-sites", test_odd_sites);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/publish/connect/failure/", failures[i].name, NULL);

      g_test_add_data_func (path, &failures[i], test_failure);
    }
  g_test_add_func ("/publish/connect/allowed-http", test_allowed_http);
  g_test_add_func ("/publish/connect/remedies-differ", test_remedies_differ);
  g_test_add_func ("/publish/connect/cancelled", test_cancelled);
  g_test_add_func ("/publish/connect/retry-after", test_retry_after);

  return g_test_run ();
}
