/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-checks.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-html-tree.h"
#include "igny-page-words.h"
#include "igny-text.h"

/* What search engines show: a title of 20 pixels on 580, a description of 14 on two lines. */
#define TITLE_PIXELS 20
#define TITLE_WIDTH 580
#define DESCRIPTION_PIXELS 14
#define DESCRIPTION_WIDTH 920
#define DESCRIPTION_LEAST 400
#define MAX_SLUG 75
#define LEAST_EASE 50
#define MAX_SENTENCE 20
#define LEAST_COVERAGE_PERCENT 60

typedef struct
{
  const IgnyPage *page;
  GPtrArray      *checks;
  char           *text;
  GPtrArray      *headings;
  guint           internal; /* links */
  guint           external;
  guint           images;
  guint           without_alt;
  char           *first; /* paragraph that has words */
} Look;

static void
check_free (gpointer data)
{
  IgnyPageCheck *check = data;

  g_free (check->message);
  g_free (check);
}

/* Takes message. */
static void
add (Look            *look,
     const char      *id,
     IgnyPageSeverity severity,
     char            *message,
     const char      *remedy)
{
  IgnyPageCheck *check = g_new0 (IgnyPageCheck, 1);

  check->id = id;
  check->severity = severity;
  check->message = message;
  check->remedy = severity == IGNY_PAGE_GOOD ? "" : remedy;
  g_ptr_array_add (look->checks, check);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

static gboolean
has_keyword (Look       *look,
             const char *text)
{
  const char *keywords[] = { look->page->primary_keyword, NULL };
  gboolean    found = FALSE;

  return !is_blank (text) && igny_page_checks_cover (text, keywords, &found) == 1;
}

static gboolean
is_internal (const IgnyPage *page,
             const char     *url)
{
  const char *host = strstr (url, "//");
  gsize       length;

  if (host == NULL)
    return *url != '#' && !g_str_has_prefix (url, "mailto:") && !g_str_has_prefix (url, "tel:");
  if (page->host == NULL)
    return FALSE;
  host += 2;
  if (g_ascii_strncasecmp (host, "www.", 4) == 0)
    host += 4;
  length = strlen (page->host);
  return g_ascii_strncasecmp (host, page->host, length) == 0 &&
         strchr ("/?#:", host[length]) != NULL;
}

static gboolean
see_element_cb (const IgnyHtmlNode *node,
                const char         *element,
                gpointer            user_data)
{
  Look       *look = user_data;
  const char *name;
  const char *value;
  gboolean    alt = FALSE;

  if (element == NULL)
    return FALSE;
  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      alt |= strcmp (name, "alt") == 0 && !is_blank (value);
      if (strcmp (element, "a") != 0 || strcmp (name, "href") != 0)
        continue;
      if (is_internal (look->page, value))
        look->internal++;
      else if (strstr (value, "//") != NULL)
        look->external++;
    }
  look->images += strcmp (element, "img") == 0;
  look->without_alt += strcmp (element, "img") == 0 && !alt;
  return TRUE;
}

static gboolean
look_at (Look    *look,
         GError **error)
{
  static const IgnyHtmlVisitor visitor = { .open = see_element_cb };
  const char                  *html = look->page->html != NULL ? look->page->html : "";
  g_autoptr(IgnyHtmlTree) tree = igny_html_tree_new (html, error);

  if (tree == NULL)
    return FALSE;
  igny_html_tree_walk (tree, &visitor, look);
  look->text = igny_html_to_text (html, error);
  look->headings = look->text != NULL ? igny_html_headings (html, error) : NULL;
  look->first = look->headings != NULL ? igny_html_excerpt (html, 600, error) : NULL;
  return look->first != NULL;
}

static void
check_use (Look       *look,
           const char *id,
           gboolean    used,
           const char *good,
           const char *bad,
           const char *remedy)
{
  if (is_blank (look->page->primary_keyword))
    {
      good = _("There is no primary keyword.");
      add (look, id, IGNY_PAGE_HINT, g_strdup (good),
           _("Choose the keyword that this article is for."));
    }
  else
    add (look, id, used ? IGNY_PAGE_GOOD : IGNY_PAGE_WARNING, g_strdup (used ? good : bad), remedy);
}

static gboolean
has_keyword_in_heading (Look *look)
{
  for (guint i = 0; i < look->headings->len; i++)
    if (has_keyword (look, ((const IgnyHtmlHeading *) look->headings->pdata[i])->text))
      return TRUE;
  return FALSE;
}

static void
check_keyword (Look *look)
{
  check_use (look, "title-keyword", has_keyword (look, look->page->title),
             _("The title has the primary keyword."),
                _("The title does not have the primary keyword."),
                   _("Put it into the title, near the beginning."));
  check_use (look, "heading-keyword", has_keyword_in_heading (look),
             _("A heading has the primary keyword."), _("No heading has the primary keyword."),
                                                          _("Use it in a heading where it fits."));
  check_use (look, "first-paragraph-keyword", has_keyword (look, look->first),
             _("The beginning has the primary keyword."),
                _("The beginning does not have the primary keyword."),
                   _("Say in the first paragraph what the article is about."));
}

static void
check_coverage (Look *look)
{
  const char *const   *keywords = look->page->keywords;
  guint                n = keywords != NULL ? g_strv_length ((char **) keywords) : 0;
  g_autofree gboolean *found = g_new0 (gboolean, n + 1);
  guint                have = n > 0 ? igny_page_checks_cover (look->text, keywords, found) : 0;

  add (look, "keyword-coverage",
       have * 100 >= n * LEAST_COVERAGE_PERCENT ? IGNY_PAGE_GOOD : IGNY_PAGE_HINT,
       g_strdup_printf (_("%u of %u keywords of the cluster are used."), have, n),
                        _("Write about those that are missing, or move them to another cluster."));
}

static void
check_links (Look *look)
{
  char *words;

  add (look, "internal-links", look->internal > 0 ? IGNY_PAGE_GOOD : IGNY_PAGE_WARNING,
       g_strdup_printf (ngettext ("%u link within the site.", "%u links within the site.",
                                  look->internal),
                        look->internal),
       _("Link to articles of the site that go with this one."));
  add (look, "external-links", look->external > 0 ? IGNY_PAGE_GOOD : IGNY_PAGE_HINT,
       g_strdup_printf (ngettext ("%u link to another site.", "%u links to other sites.",
                                  look->external),
                        look->external),
       _("Link to a source that can be trusted."));
  if (look->without_alt == 0)
    words = g_strdup (_("No picture lacks an alternative text."));
  else
    words = g_strdup_printf (_("%u of %u pictures have no alternative text."), look->without_alt,
                                look->images);
  add (look, "image-alt", look->without_alt == 0 ? IGNY_PAGE_GOOD : IGNY_PAGE_WARNING, words,
       _("Say what each picture shows, for those who do not see it."));
}

static void
check_reading (Look *look)
{
  double ease = igny_page_checks_get_reading_ease (look->text);
  double length = igny_page_checks_get_sentence_length (look->text);

  if (look->page->english)
    add (look, "readability", ease >= LEAST_EASE ? IGNY_PAGE_GOOD : IGNY_PAGE_HINT,
         g_strdup_printf (_("Reading ease %.0f of 100 (Flesch)."), CLAMP (ease, 0, 100)),
                          _("Use shorter sentences and shorter words."));
  else
    add (look, "readability", length <= MAX_SENTENCE ? IGNY_PAGE_GOOD : IGNY_PAGE_HINT,
         g_strdup_printf (_("%.0f words in a sentence on average."), length),
                          _("Use shorter sentences."));
}

static void
check_meta (Look *look)
{
  const IgnyPage *page = look->page;
  const char     *title = is_blank (page->meta_title) ? page->title : page->meta_title;
  guint           width = igny_page_checks_get_width (title, TITLE_PIXELS);

  add (look, "meta-title", width > 0 && width <= TITLE_WIDTH ? IGNY_PAGE_GOOD : IGNY_PAGE_WARNING,
       g_strdup_printf (_("The meta title takes %u of %d pixels."), width, TITLE_WIDTH),
                        width > 0 ? _("Shorten it: search engines cut it off.") : _("Write one."));
  width = igny_page_checks_get_width (page->meta_description, DESCRIPTION_PIXELS);
  add (look, "meta-description",
       width >= DESCRIPTION_LEAST && width <= DESCRIPTION_WIDTH ? IGNY_PAGE_GOOD
                                                                : IGNY_PAGE_WARNING,
       g_strdup_printf (_("The meta description takes %u of %d pixels."), width,
                           DESCRIPTION_WIDTH),
                        width > DESCRIPTION_WIDTH ? _("Shorten it: search engines cut it off.")

                                                  : _("Write a sentence that invites to read."));
}

static gboolean
is_good_slug (const char *slug)
{
  return !is_blank (slug) && strlen (slug) <= MAX_SLUG &&
         strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (slug) &&
         strstr (slug, "--") == NULL;
}

static void
check_slug (Look *look)
{
  gboolean good = is_good_slug (look->page->slug);

  add (look, "slug", good ? IGNY_PAGE_GOOD : IGNY_PAGE_HINT,
       g_strdup (good      ? _("The address is short and plain.")
                           : _("The address is missing, long, or has unusual signs.")),
                 _("Use a few words in small letters with hyphens."));
}

static void
check_headings (Look *look)
{
  guint    last = 1;
  gboolean good = look->headings->len > 0;

  for (guint i = 0; i < look->headings->len; i++)
    {
      const IgnyHtmlHeading *heading = look->headings->pdata[i];

      good &= heading->level > 1 && heading->level <= last + 1;
      last = heading->level;
    }
  add (look, "heading-order", good ? IGNY_PAGE_GOOD : IGNY_PAGE_WARNING,
       g_strdup (good      ? _("The headings are in order.")
                           : _("Headings are missing, or leave out a level.")),
                 _("Begin chapters with level 2 and go down one level at a time."));
}

static void
check_title (Look *look)
{
  g_autofree char   *own = NULL;
  const char *const *others = look->page->other_titles;
  gboolean           same = FALSE;

  own = igny_text_normalize (look->page->title != NULL ? look->page->title : "");
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      g_autofree char *other = igny_text_normalize (others[i]);

      same |= strcmp (own, other) == 0;
    }
  add (look, "duplicate-title", same ? IGNY_PAGE_WARNING : IGNY_PAGE_GOOD,
       g_strdup (same      ? _("Another content of the site has the same title.")
                           : _("No other content of the site has this title.")),
                 _("Give one of them another title."));
}

GPtrArray *
igny_page_checks_run (const IgnyPage *page,
                      GError        **error)
{
  Look     look = { page };
  gboolean ok;

  g_return_val_if_fail (page != NULL, NULL);

  look.checks = g_ptr_array_new_with_free_func (check_free);
  ok = look_at (&look, error);
  if (ok)
    {
      check_keyword (&look);
      check_coverage (&look);
      check_links (&look);
      check_reading (&look);
      check_meta (&look);
      check_slug (&look);
      check_headings (&look);
      check_title (&look);
    }
  else
    g_clear_pointer (&look.checks, g_ptr_array_unref);
  g_free (look.text);
  g_free (look.first);
  g_clear_pointer (&look.headings, g_ptr_array_unref);
  return look.checks;
}
