/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pure parts of publishing: times, what is pasted, where pictures go. */
#include <string.h>

#include "igny-publish-media.h"
#include "igny-wordpress-authorize.h"
#include "igny-wordpress-time.h"

static void
test_time (void)
{
  g_autoptr(GTimeZone) berlin = igny_wordpress_time_find_zone ("Europe/Berlin", 0);
  g_autoptr(GTimeZone) india = igny_wordpress_time_find_zone ("", 5.5);
  static const struct
  {
    const char *text;
    const char *gmt;
  } in_berlin[] = {
    { "2026-12-01 09:00", "2026-12-01T08:00:00" },
    { "2026-07-01T09:00", "2026-07-01T07:00:00" },
    { " 2026-12-01T09:00:30 ", "2026-12-01T08:00:30" },
    { "2026-12-01T09:00Z", "2026-12-01T09:00:00" },
    { "2026-12-01 09:00+05:00", "2026-12-01T04:00:00" },
  };
  static const char *const wrong[] = { "", "tomorrow", "2026-12-01", "09:00", "2026-13-01 09:00",
                                       "2026-12-01 25:00", "2026-12-01 09:00 or so" };
  g_autofree char         *gmt = NULL;
  gint64                   ms;

  for (guint i = 0; i < G_N_ELEMENTS (in_berlin); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *got = NULL;

      igny_wordpress_time_read (in_berlin[i].text, berlin, &ms, &error);
      g_assert_no_error (error);
      got = igny_wordpress_time_to_gmt (ms);
      g_assert_cmpstr (got, ==, in_berlin[i].gmt);
      g_assert_cmpint (igny_wordpress_time_from_gmt (got), ==, ms);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (igny_wordpress_time_read (wrong[i], berlin, &ms, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REJECTED);
    }
  g_assert_true (igny_wordpress_time_read ("2026-12-01 09:00", india, &ms, NULL));
  gmt = igny_wordpress_time_to_gmt (ms);
  g_assert_cmpstr (gmt, ==, "2026-12-01T03:30:00");
}

#define PASSWORD "abcdEFGHijklMNOPqrst1234"

static void
test_grant (void)
{
  static const struct
  {
    const char *pasted;
    const char *user; /* NULL: none told */
  } good[] = {
    { "abcd EFGH ijkl MNOP qrst 1234", NULL },
    { PASSWORD "\n", NULL },
    { "https://x.example/?site_url=https%3A%2F%2Fblog.example&user_login=jane+doe&password="
      "abcd%20EFGH+ijkl%20MNOP%20qrst%201234",
      "jane doe" },
    { "user_login=jane&password=" PASSWORD, "jane" },
  };
  static const char *const bad[] = {
    "",
    "my login password",
    "abcd EFGH ijkl MNOP qrst 123",
    "abcd EFGH ijkl MNOP qrst 1234 5",
    "https://x.example/?success=false",
    "https://x.example/?site_url=https%3A%2F%2Fevil.example&user_login=j&password=" PASSWORD,
    "https://x.example/?user_login=jane",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto(IgnyWordpressGrant) grant = { 0 };
      g_autoptr(GError) error = NULL;

      igny_wordpress_grant_read (good[i].pasted, "https://blog.example", &grant, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (grant.password, ==, PASSWORD);
      g_assert_cmpstr (grant.user, ==, good[i].user);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(IgnyWordpressGrant) grant = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_false (igny_wordpress_grant_read (bad[i], "https://blog.example", &grant, &error));
      g_assert_error (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REJECTED);
      g_assert_null (grant.password);
    }
}

static void
test_insert (void)
{
  static const char *const uuids[] = { "aa", "bb", "cc", NULL };
  g_autofree char         *plain = igny_publish_media_insert (
              "<p>x</p><h2>1</h2><p>y</p><h2>2</h2><p>z</p><h2>3</h2>", uuids);
  g_autofree char *none = igny_publish_media_insert ("", uuids);
  g_autofree char *named = igny_publish_media_insert ("<p><img src=\"igny8-media:aa\"></p>",
                                                      (const char *[]){ "aa", NULL });
  g_autofree char *blocks = igny_publish_media_insert (
      "<!-- wp:heading -->\n<h2>1</h2>\n<!-- /wp:heading -->\n\n<!-- wp:heading -->\n<h2>2</h2>\n"
      "<!-- /wp:heading -->",
      (const char *[]){ "aa", NULL });
  const char *second = strstr (plain, "<h2>2");

  g_assert_true (strstr (plain, "igny8-media:aa") < second);
  g_assert_true (strstr (plain, "igny8-media:bb") > second);
  g_assert_true (strstr (plain, "igny8-media:bb") < strstr (plain, "<h2>3"));
  g_assert_true (strstr (plain, "igny8-media:cc") > strstr (plain, "<h2>3"));
  g_assert_nonnull (strstr (none, "igny8-media:cc"));
  g_assert_cmpstr (named, ==, "<p><img src=\"igny8-media:aa\"></p>");
  g_assert_nonnull (strstr (blocks, "<!-- /wp:image -->\n\n<!-- wp:heading -->\n<h2>2"));
}

/* Block markup and classic HTML with a picture that is on the site. */
static void
test_pictures (void)
{
  IgnyWordpressPicture picture = { "0190", "https://x.org/a&b.jpg", 12, "A \"boot\"" };
  IgnyWordpressMarkup  markup = {
     .html = "<p>a</p><figure><img src=\"igny8-media:0190\" alt=\"\"></figure>"
              "<p><img src=\"igny8-media:0191\"></p>",
     .pictures = &picture,
     .n_pictures = 1,
  };
  guint            pending = 0;
  g_autofree char *blocks = igny_wordpress_blocks_write (&markup, &pending, NULL);
  g_autofree char *again = NULL;

  g_assert_cmpuint (pending, ==, 1);
  g_assert_nonnull (
      strstr (blocks, "<!-- wp:image {\"id\":12,\"sizeSlug\":\"full\","
                      "\"linkDestination\":\"none\"} -->\n"
                      "<figure class=\"wp-block-image size-full\"><img "
                      "src=\"https://x.org/a&amp;b.jpg\" "
                      "alt=\"A &quot;boot&quot;\" class=\"wp-image-12\"/></figure>"));
  markup.html = "<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"igny8-media:0190\" "
                "alt=\"b\"/></figure>\n<!-- /wp:image -->";
  again = igny_wordpress_blocks_write (&markup, &pending, NULL);
  g_assert_cmpuint (pending, ==, 0);
  g_assert_nonnull (strstr (again, "src=\"https://x.org/a&amp;b.jpg\""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/publish/parts/time", test_time);
  g_test_add_func ("/publish/parts/grant", test_grant);
  g_test_add_func ("/publish/parts/insert", test_insert);
  g_test_add_func ("/publish/parts/pictures", test_pictures);

  return g_test_run ();
}
