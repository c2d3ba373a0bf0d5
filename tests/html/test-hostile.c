/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every line of hostile.txt under every set of flags: nothing that runs, loads or clobbers is
 * left, and cleaning again changes nothing. */
#include <string.h>

#include "igny-html-tree.h"
#include "igny-markdown.h"

#define ALL_FLAGS 32
#define MIN_ATTACKS 150
#define ARROW " ⇒ "

/* All of them are told, not the last one only. */
G_GNUC_PRINTF (1, 2)
static void
complain (const char *format,
          ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s", message);
  g_test_fail ();
}

static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '\\' || p[1] == '\0')
        g_string_append_c (out, *p);
      else if (*++p == 'x' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_c (
              out, (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
          p += 2;
        }
      else
        g_string_append_c (out, *p == 'n' ? '\n' : *p == 't' ? '\t'
                                                             : *p);
    }

  return g_string_free (out, FALSE);
}

/* What an address may begin with; loads: it is fetched when the page is shown. */
static gboolean
is_harmless_address (const char   *url,
                     gboolean      loads,
                     IgnyHtmlFlags flags)
{
  static const char *const links[] = { "http", "https", "mailto", "tel", NULL };
  static const char *const images[] = { "https", IGNY_HTML_MEDIA_SCHEME, NULL };
  gsize                    length = strcspn (url, ":/?#");
  g_autofree char         *scheme = g_ascii_strdown (url, (gssize) length);

  if (url[length] != ':')
    return !loads || (flags & IGNY_HTML_HTTP_IMAGES) != 0;
  if (loads && flags & IGNY_HTML_HTTP_IMAGES && strcmp (scheme, "http") == 0)
    return TRUE;
  return g_strv_contains (loads ? images : links, scheme);
}

typedef struct
{
  IgnyHtmlFlags flags;
  char         *found; /* the first thing that is wrong */
} Look;

static const char allowed_elements[] =
    " a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary"
    " sup table tbody td tfoot th thead tr u ul ";
static const char allowed_attributes[] =
    " alt class colspan height href id rel reversed rowspan scope src start target title width ";

static gboolean
is_listed (const char *list,
           const char *word)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", word);

  return strstr (list, spaced) != NULL;
}

static gboolean
look_cb (const IgnyHtmlNode *node,
         const char         *element,
         gpointer            user_data)
{
  Look       *look = user_data;
  const char *name;
  const char *value;

  if (look->found == NULL && (element == NULL || !is_listed (allowed_elements, element)))
    look->found = g_strdup (element != NULL ? element : "a foreign element");
  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      gboolean bad = !is_listed (allowed_attributes, name);

      if (strcmp (name, "href") == 0)
        bad |= !is_harmless_address (value, FALSE, look->flags);
      if (strcmp (name, "src") == 0)
        bad |= !is_harmless_address (value, TRUE, look->flags) ||
               (look->flags & IGNY_HTML_DROP_IMAGES) != 0;
      if (strcmp (name, "class") == 0 || strcmp (name, "id") == 0)
        bad |= (look->flags & IGNY_HTML_KEEP_BLOCKS) == 0;
      if (bad && look->found == NULL)
        look->found = g_strdup_printf ("%s=%s", name, value);
    }
  return TRUE;
}

/* What is wrong with clean HTML, or NULL. Full ownership. */
static char *
find_harm (const char   *clean,
           IgnyHtmlFlags flags)
{
  static const IgnyHtmlVisitor visitor = { .open = look_cb };
  g_autoptr(IgnyHtmlTree) tree = igny_html_tree_new (clean, NULL);
  Look look = { flags };

  g_assert_nonnull (tree);
  igny_html_tree_walk (tree, &visitor, &look);
  return look.found;
}

static void
check_clean (const char   *clean,
             const char   *source,
             IgnyHtmlFlags flags)
{
  g_autofree char *again = igny_html_sanitize (clean, flags, NULL);
  g_autofree char *harm = find_harm (clean, flags);

  if (g_strcmp0 (again, clean) != 0)
    complain ("“%s” with flags %u: “%s” became “%s”", source, flags, clean, again);
  if (harm != NULL)
    complain ("“%s” with flags %u: %s is left in “%s”", source, flags, harm, clean);
}

static void
check_attack (const char *gone,
              const char *html)
{
  for (guint i = 0; i < ALL_FLAGS; i++)
    {
      IgnyHtmlFlags    flags = (IgnyHtmlFlags) i;
      g_autofree char *clean = igny_html_sanitize (html, flags, NULL);

      /* Refusing is a way, too. */
      if (clean == NULL)
        continue;
      check_clean (clean, html, flags);
      if (flags == IGNY_HTML_STRICT && strstr (clean, gone) != NULL)
        complain ("“%s” became “%s”, which has “%s”", html, clean, gone);
    }
}

/* As an answer of a model: normalized first. */
static void
check_normalized (const char *html)
{
  IgnyHtmlFlags    flags = IGNY_HTML_STRICT | IGNY_HTML_DROP_IMAGES;
  g_autofree char *fenced = g_strdup_printf ("# Title\n\n```html\n%s\n```\n", html);
  g_autofree char *mixed = g_strdup_printf ("# Title\n\n**x** %s\n\n<p>y</p>\n", html);
  const char      *texts[] = { html, fenced, mixed };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *clean = igny_markdown_or_html (texts[i], flags, NULL);

      if (clean != NULL)
        check_clean (clean, texts[i], flags);
    }
}

static void
test_attacks (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "html", "hostile.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  guint count = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char            *arrow = strstr (lines[i], ARROW);
      g_autofree char *html = arrow != NULL ? unescape (arrow + strlen (ARROW)) : NULL;

      if (lines[i][0] == '#' || arrow == NULL)
        continue;
      *arrow = '\0';
      check_attack (lines[i], html);
      check_normalized (html);
      count++;
    }
  g_test_message ("%u attacks, %u sets of flags", count, ALL_FLAGS);
  g_assert_cmpuint (count, >=, MIN_ATTACKS);
}

/* The checks of this file see what they are to see. */
static void
test_the_test (void)
{
  static const char *const bad[] = {
    "<script>x</script>",
    "<p onclick=x>y</p>",
    "<p style=x>y</p>",
    "<a href=javascript:x>y</a>",
    "<img src=http://x.org/y>",
    "<img src=//x.org/y>",
    "<iframe></iframe>",
    "<svg></svg>",
    "<p class=x>y</p>",
    "<form></form>",
    "<video></video>",
    "<x-y></x-y>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *harm = find_harm (bad[i], IGNY_HTML_STRICT);

      if (harm == NULL)
        complain ("“%s” passes", bad[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/hostile/attacks", test_attacks);
  g_test_add_func ("/html/hostile/the-test", test_the_test);

  return g_test_run ();
}
