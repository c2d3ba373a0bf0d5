/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export-wxr.h"

#include <string.h>

#include "igny-comma-list.h"
#include "igny-text.h"

/* Who wrote it is asked by the importer. */
#define AUTHOR "igny8"

struct _IgnyExportWxr
{
  gint64      now;
  char       *title;
  char       *url;
  GHashTable *categories; /* of slugs that the head has */
  GHashTable *tags;
  GString    *terms;
  GString    *items;
  guint       n_terms;
  guint       n_items;
};

IgnyExportWxr *
igny_export_wxr_new (gint64 now)
{
  IgnyExportWxr *self = g_new0 (IgnyExportWxr, 1);

  self->now = now;
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->terms = g_string_new (NULL);
  self->items = g_string_new (NULL);
  return self;
}

void
igny_export_wxr_free (IgnyExportWxr *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->url);
  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->tags);
  g_string_free (self->terms, TRUE);
  g_string_free (self->items, TRUE);
  g_free (self);
}

/* Characters that XML has not, and the end of a section, cannot stand in one. */
static void
append_section (GString    *out,
                const char *element,
                const char *text)
{
  g_autoptr(GString) safe = g_string_new (text);

  for (gsize i = 0; i < safe->len; i++)
    if ((guchar) safe->str[i] < ' ' && strchr ("\t\n\r", safe->str[i]) == NULL)
      safe->str[i] = ' ';
  g_string_replace (safe, "]]>", "]]]]><![CDATA[>", 0);
  g_string_append_printf (out, "<%s><![CDATA[%s]]></%.*s>\n", element, safe->str,
                          (int) strcspn (element, " "), element);
}

static void
append_number (GString    *out,
               const char *element,
               gint64      number)
{
  g_string_append_printf (out, "<%s>%" G_GINT64_FORMAT "</%s>\n", element, number, element);
}

static char *
dup_time (gint64      ms,
          const char *format)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

/* In English, whatever the machine speaks: RFC 2822. */
static char *
dup_mail_time (gint64 ms)
{
  static const char days[] = "MonTueWedThuFriSatSun";
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *clock = NULL;

  if (time == NULL)
    return g_strdup ("");
  clock = g_date_time_format (time, "%H:%M:%S +0000");
  return g_strdup_printf ("%.3s, %02d %.3s %04d %s",
                          days + 3 * (g_date_time_get_day_of_week (time) - 1),
                          g_date_time_get_day_of_month (time),
                          months + 3 * (g_date_time_get_month (time) - 1),
                          g_date_time_get_year (time), clock);
}

static void
append_term (IgnyExportWxr *self,
             const char    *name,
             const char    *slug,
             gboolean       category)
{
  const char *element = category ? "wp:category" : "wp:tag";

  if (!g_hash_table_add (category ? self->categories : self->tags, g_strdup (slug)))
    return;
  g_string_append_printf (self->terms, "<%s>\n", element);
  append_number (self->terms, "wp:term_id", ++self->n_terms);
  append_section (self->terms, category ? "wp:category_nicename" : "wp:tag_slug", slug);
  if (category)
    append_section (self->terms, "wp:category_parent", "");
  append_section (self->terms, category ? "wp:cat_name" : "wp:tag_name", name);
  g_string_append_printf (self->terms, "</%s>\n", element);
}

static void
append_terms (IgnyExportWxr *self,
              const char    *list,
              gboolean       category)
{
  g_auto(GStrv) names = igny_comma_list_split (list != NULL ? list : "");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *slug = igny_text_slugify (names[i], 80);
      g_autofree char *element =
          g_strdup_printf ("category domain=\"%s\" nicename=\"%s\"",
                           category ? "category" : "post_tag", slug);

      append_term (self, names[i], slug, category);
      append_section (self->items, element, names[i]);
    }
}

static void
append_meta (IgnyExportWxr *self,
             const char    *name,
             const char    *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append (self->items, "<wp:postmeta>\n");
  append_section (self->items, "wp:meta_key", name);
  append_section (self->items, "wp:meta_value", value);
  g_string_append (self->items, "</wp:postmeta>\n");
}

static void
append_times (IgnyExportWxr     *self,
              const IgnyContent *content)
{
  gint64           at = content->published_at != IGNY_UNKNOWN ? content->published_at
                                                              : content->record.updated_at;
  g_autofree char *day = dup_time (at, "%Y-%m-%d %H:%M:%S");
  g_autofree char *mail = dup_mail_time (at);

  g_string_append_printf (self->items, "<pubDate>%s</pubDate>\n", mail);
  append_section (self->items, "wp:post_date", day);
  append_section (self->items, "wp:post_date_gmt", day);
}

void
igny_export_wxr_add (IgnyExportWxr           *self,
                     const IgnyExportArticle *article,
                     const char              *body)
{
  const IgnyContent *content;
  g_autofree char   *slug = NULL;
  g_autofree char   *guid = NULL;
  char               id[IGNY_ID_TEXT_SIZE];

  g_return_if_fail (self != NULL && article != NULL && body != NULL);

  content = article->content;
  slug = igny_export_article_dup_name (article);
  igny_id_to_text (&content->record.id, id);
  guid = g_strconcat ("urn:uuid:", id, NULL);
  if (self->title == NULL)
    {
      self->title = g_strdup (article->site->name);
      self->url = g_strdup (article->site->wp_url != NULL ? article->site->wp_url : "");
    }
  g_string_append (self->items, "<item>\n");
  append_section (self->items, "title", content->title);
  append_section (self->items, "link", content->post_url != NULL ? content->post_url : "");
  append_section (self->items, "dc:creator", AUTHOR);
  append_section (self->items, "guid isPermaLink=\"false\"", guid);
  append_section (self->items, "description", "");
  append_section (self->items, "content:encoded", body);
  append_section (self->items, "excerpt:encoded", content->excerpt != NULL ? content->excerpt : "");
  append_number (self->items, "wp:post_id", ++self->n_items);
  append_times (self, content);
  append_section (self->items, "wp:comment_status", "open");
  append_section (self->items, "wp:ping_status", "open");
  append_section (self->items, "wp:post_name", slug);
  append_section (self->items, "wp:status",
                  g_str_equal (content->status, "published") ? "publish" : "draft");
  append_number (self->items, "wp:post_parent", 0);
  append_number (self->items, "wp:menu_order", 0);
  append_section (self->items, "wp:post_type", "post");
  append_section (self->items, "wp:post_password", "");
  append_number (self->items, "wp:is_sticky", 0);
  append_terms (self, content->categories, TRUE);
  append_terms (self, content->tags, FALSE);
  append_meta (self, "_yoast_wpseo_title", content->meta_title);
  append_meta (self, "_yoast_wpseo_metadesc", content->meta_description);
  append_meta (self, "_yoast_wpseo_focuskw", content->primary_keyword);
  g_string_append (self->items, "</item>\n");
}

static void
append_author (GString *out)
{
  g_string_append (out, "<wp:author>\n");
  append_number (out, "wp:author_id", 1);
  append_section (out, "wp:author_login", AUTHOR);
  append_section (out, "wp:author_email", "");
  append_section (out, "wp:author_display_name", AUTHOR);
  append_section (out, "wp:author_first_name", "");
  append_section (out, "wp:author_last_name", "");
  g_string_append (out, "</wp:author>\n");
}

char *
igny_export_wxr_finish (IgnyExportWxr *self)
{
  g_autofree char *mail = NULL;
  GString         *out;

  g_return_val_if_fail (self != NULL, NULL);

  mail = dup_mail_time (self->now);
  out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
      "<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\""
      " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
      " xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n");
  append_section (out, "title", self->title != NULL ? self->title : "");
  append_section (out, "link", self->url != NULL ? self->url : "");
  append_section (out, "description", "");
  g_string_append_printf (out, "<pubDate>%s</pubDate>\n", mail);
  g_string_append (out, "<wp:wxr_version>1.2</wp:wxr_version>\n");
  append_section (out, "wp:base_site_url", self->url != NULL ? self->url : "");
  append_section (out, "wp:base_blog_url", self->url != NULL ? self->url : "");
  append_author (out);
  g_string_append (out, self->terms->str);
  g_string_append (out, "<generator>IGNY8</generator>\n");
  g_string_append (out, self->items->str);
  g_string_append (out, "</channel>\n</rss>\n");
  igny_export_wxr_free (self);
  return g_string_free (out, FALSE);
}
