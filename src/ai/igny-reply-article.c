/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-article.h"

#include <string.h>

#include "igny-html.h"
#include "igny-markdown.h"
#include "igny-reply-fields.h"
#include "igny-reply.h"
#include "igny-text.h"

/* Every field under all its names; the first is also the one of a header line,
 * where case, spaces, hyphens and underscores are the same. */
static const char *const title_names[] = { "title", "headline", "h1", "post_title", NULL };
static const char *const html_names[] = {
  "html", "content", "html_content", "body", "article", "content_html", "text", "markdown", NULL
};
static const char *const meta_title_names[] = { "meta_title", "seo_title", "metaTitle", NULL };
static const char *const meta_description_names[] = {
  "meta_description", "seo_description", "metaDescription", "description", NULL
};
static const char *const excerpt_names[] = { "excerpt", "summary", "teaser", NULL };
static const char *const slug_names[] = { "slug", "url_slug", "permalink", NULL };
static const char *const primary_names[] = {
  "primary_keyword", "focus_keyword", "main_keyword", "primary_keywords", NULL
};
static const char *const secondary_names[] = {
  "secondary_keywords", "keywords", "related_keywords", "supporting_keywords", NULL
};
static const char *const tags_names[] = { "tags", "tag", NULL };
static const char *const categories_names[] = { "categories", "category", NULL };

static const char *const *const all_names[] = {
  title_names, meta_title_names, meta_description_names, excerpt_names, slug_names,
  primary_names, secondary_names, tags_names, categories_names
};

static gboolean
accept (JsonNode *node)
{
  JsonObject *object = igny_json_node_get_object (node);
  const char *html = igny_json_node_get_string (igny_reply_fields_find (object, html_names), NULL);

  return html != NULL && *html != '\0';
}

/* "**Meta title**" and "meta-title" are "meta_title". */
static char *
read_label (const char *line,
            gsize       length)
{
  g_autofree char *label = g_ascii_strdown (line, (gssize) length);
  char            *p = label;

  for (const char *q = label; *q != '\0'; q++)
    if (strchr ("*#_ -", *q) == NULL)
      *p++ = *q;
  *p = '\0';
  return g_steal_pointer (&label);
}

static const char *
find_member_name (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_names); i++)
    for (guint j = 0; all_names[i][j] != NULL; j++)
      {
        g_autofree char *name = read_label (all_names[i][j], strlen (all_names[i][j]));

        if (strcmp (name, label) == 0)
          return all_names[i][0];
      }
  return NULL;
}

/* One line of a header; FALSE when it is none. */
static gboolean
read_header_line (JsonObject *object,
                  const char *line,
                  gsize       length)
{
  const char      *colon = memchr (line, ':', MIN (length, 40));
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;
  const char      *name;

  if (colon == NULL)
    return FALSE;
  label = read_label (line, (gsize) (colon - line));
  name = find_member_name (label);
  if (name == NULL)
    return FALSE;

  value = g_strstrip (g_strndup (colon + 1, (gsize) (line + length - colon - 1)));
  while (g_str_has_prefix (value, "*"))
    memmove (value, value + 1, strlen (value));
  if (!json_object_has_member (object, name))
    json_object_set_string_member (object, name, g_strstrip (value));
  return TRUE;
}

/* Reads the header into object; returns where the article begins. */
static const char *
read_header (JsonObject *object,
             const char *text)
{
  const char *line = text;
  gboolean    any = FALSE;

  while (*line != '\0')
    {
      gsize       length = strcspn (line, "\n");
      const char *next = line[length] == '\n' ? line + length + 1 : line + length;
      gboolean    blank = strspn (line, " \t\r") >= length;
      gboolean    rule = length >= 3 && strspn (line, "-= \r") >= length;

      if (!blank && !rule && !read_header_line (object, line, length))
        break;
      /* Blank lines and rules belong to a header only beside its lines. */
      any |= !blank && !rule;
      line = next;
    }

  return any ? line : text;
}

static char *
read_slug (JsonObject *object)
{
  g_autofree char *slug = igny_reply_fields_get_text (object, slug_names, 200);

  return slug != NULL ? igny_text_slugify (slug, 80) : NULL;
}

static IgnyReplyArticle *
read_members (JsonObject *object)
{
  IgnyReplyArticle *self = g_new0 (IgnyReplyArticle, 1);

  self->title = igny_reply_fields_get_text (object, title_names, 200);
  self->meta_title = igny_reply_fields_get_text (object, meta_title_names, 200);
  self->meta_description = igny_reply_fields_get_text (object, meta_description_names, 500);
  self->excerpt = igny_reply_fields_get_text (object, excerpt_names, 500);
  self->slug = read_slug (object);
  self->primary_keyword = igny_reply_fields_get_text (object, primary_names, 200);
  self->secondary_keywords = igny_reply_fields_get_list (object, secondary_names);
  self->tags = igny_reply_fields_get_list (object, tags_names);
  self->categories = igny_reply_fields_get_list (object, categories_names);
  return self;
}

/* A heading in front that is the title would stand twice on the page. html is
 * sanitized, so that the first heading is written as it is read here. */
static void
take_title (IgnyReplyArticle *self)
{
  g_autoptr (GPtrArray) headings = NULL;
  IgnyHtmlHeading *first;
  g_autofree char *title = NULL;
  g_autofree char *heading = NULL;
  char            *end;

  if (!g_str_has_prefix (self->html, "<h2>"))
    return;
  headings = igny_html_headings (self->html, NULL);
  first = headings != NULL && headings->len > 0 ? headings->pdata[0] : NULL;
  if (first == NULL || *first->text == '\0')
    return;
  title = igny_text_normalize (self->title != NULL ? self->title : first->text);
  heading = igny_text_normalize (first->text);
  end = strstr (self->html, "</h2>");
  if (strcmp (title, heading) != 0 || end == NULL)
    return;

  if (self->title == NULL)
    self->title = igny_reply_fields_tidy (first->text, 200);
  memmove (self->html, end + 5, strlen (end + 5) + 1);
  g_strstrip (self->html);
}

/* Whether there is anything to read between the tags; html is sanitized. */
static gboolean
has_words (const char *html)
{
  gboolean inside = FALSE;

  for (const char *p = html; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = *p == '&' && !inside ? strchr (p, ';') : NULL;

      if (end != NULL)
        p = end;
      else if (*p == '<' || *p == '>')
        inside = *p == '<';
      else if (!inside && g_unichar_isalnum (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_body (IgnyReplyArticle *self,
           const char       *body,
           const char       *text,
           GError          **error)
{
  g_autofree char *unfenced = igny_reply_unfence (body);

  /* A model makes up the addresses of pictures. */
  self->html = igny_markdown_or_html (unfenced, IGNY_HTML_STRICT | IGNY_HTML_DROP_IMAGES, error);
  if (self->html == NULL)
    return FALSE;

  take_title (self);
  if (has_words (self->html))
    return TRUE;

  igny_reply_set_error (error, IGNY_REPLY_ERROR_EMPTY, "there is no article in it", text);
  return FALSE;
}

static gboolean
looks_like_json (const char *stripped)
{
  g_autofree char *inside = igny_reply_unfence (stripped);

  return *inside == '{' || (*inside == '[' && strstr (inside, "\"title\"") != NULL);
}

static IgnyReplyArticle *
read_json (const char *text,
           GError    **error)
{
  g_autoptr (JsonNode) node = igny_reply_read_json (text, accept, NULL, error);
  g_autoptr (IgnyReplyArticle) self = NULL;
  JsonObject *object = igny_json_node_get_object (node);
  const char *body;

  if (node == NULL)
    return NULL;

  body = igny_json_node_get_string (igny_reply_fields_find (object, html_names), "");
  self = read_members (object);
  return read_body (self, body, text, error) ? g_steal_pointer (&self) : NULL;
}

IgnyReplyArticle *
igny_reply_article_new (const char *text,
                        GError    **error)
{
  g_autoptr (IgnyReplyArticle) self = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *unfenced = NULL;
  const char      *body;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = igny_reply_strip (text);
  if (looks_like_json (stripped))
    return read_json (text, error);

  unfenced = igny_reply_unfence (stripped);
  object = json_object_new ();
  body = read_header (object, unfenced);
  self = read_members (object);
  return read_body (self, body, text, error) ? g_steal_pointer (&self) : NULL;
}

void
igny_reply_article_free (IgnyReplyArticle *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->html);
  g_free (self->meta_title);
  g_free (self->meta_description);
  g_free (self->excerpt);
  g_free (self->slug);
  g_free (self->primary_keyword);
  g_ptr_array_unref (self->secondary_keywords);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->categories);
  g_free (self);
}
