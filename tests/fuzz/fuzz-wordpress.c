/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a WordPress site, or something that pretends to be one, may answer: the
 * front page, a Link header, the REST API's JSON; and what its text is compared
 * with. */
#include <string.h>

#include "igny-wordpress-blocks.h"
#include "igny-wordpress-compare.h"
#include "igny-wordpress-discovery.h"
#include "igny-wordpress-scan.h"
#include "igny-wordpress-terms.h"
#include "igny-wordpress-url.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
read_json (const char *text,
           gsize       length)
{
  g_autoptr(JsonNode) json = igny_wordpress_reply_parse (text, length);
  g_autoptr(IgnyWordpressRoot) root = igny_wordpress_root_parse (json);
  g_autoptr(IgnyWordpressPost) post = igny_wordpress_post_parse (json);

  igny_wordpress_terms_parse (json);
  igny_wordpress_terms_pick (json, "Tom & Jerry");
  if (root != NULL)
    g_assert_true (g_utf8_validate (root->name, -1, NULL));
  if (post != NULL)
    g_assert_cmpint (post->id, >, 0);
}

static void
read_reply (const char *text,
            gsize       length)
{
  g_autoptr(IgnyHttpResponse) response = igny_http_response_new (403);
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&response->body, g_bytes_unref);
  response->body = g_bytes_new (text, length);
  reply = igny_wordpress_reply_new (response, 0);
  g_assert_false (igny_wordpress_reply_check (reply, "fuzz", &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_page (const char *text,
           gsize       length)
{
  g_autofree char               *header = igny_wordpress_url_from_header (text);
  G_GNUC_UNUSED g_autofree char *link = igny_wordpress_url_from_html (text, length);
  G_GNUC_UNUSED g_autofree char *title = igny_wordpress_scan_title (text, length);
  g_autofree char               *plain = igny_wordpress_scan_to_text (text, length, 80);
  g_autofree char               *site = NULL;
  g_autofree char               *rebased = NULL;

  g_assert_cmpint (g_utf8_strlen (plain, -1), <=, 81);
  if (header != NULL)
    rebased = igny_wordpress_url_rebase (header, "https://example.com/blog");
  if (rebased != NULL)
    g_assert_true (igny_wordpress_url_same_origin (rebased, "https://example.com"));
  site = igny_wordpress_url_normalize (text, FALSE, NULL);
  if (site != NULL)
    {
      g_autofree char *again = igny_wordpress_url_normalize (site, FALSE, NULL);

      g_assert_cmpstr (again, ==, site);
    }
}

/* A text always keeps itself. */
static void
compare (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *blocks = NULL;
  g_autofree char *half = g_utf8_substring (valid, 0, g_utf8_strlen (valid, -1) / 2);
  g_autoptr(GPtrArray) warnings = NULL;

  warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);
  g_assert_true (igny_wordpress_compare_is_kept (valid, valid));
  igny_wordpress_compare_content (warnings, valid, half);
  igny_wordpress_compare_text (warnings, "title", valid, half);

  blocks = igny_wordpress_blocks_from_html (valid, IGNY_WORDPRESS_FORM_BLOCKS, 0, NULL, NULL);
  if (blocks != NULL)
    g_assert_true (igny_wordpress_compare_is_kept (blocks, blocks));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  read_json ((const char *) data, size);
  read_reply ((const char *) data, size);
  read_page (text, strlen (text));
  compare (text);

  return 0;
}
