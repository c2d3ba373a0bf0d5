/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-rules.h"

#include <stdlib.h>
#include <string.h>

#include "igny-json.h"

#define MAX_ATTRIBUTE 2048
#define MAX_BLOCK (32 * 1024)

#define BLOCK IGNY_HTML_IS_BLOCK
#define VOID IGNY_HTML_IS_VOID
#define FLOW (IGNY_HTML_IS_BLOCK | IGNY_HTML_IS_FLOW)
#define TIGHT (IGNY_HTML_IS_BLOCK | IGNY_HTML_IS_TIGHT)

/* Sorted by name. */
/* clang-format off */
static const IgnyHtmlRule rules[] = {
  { "a",          IGNY_HTML_KEEP,   0,            NULL,   " href title " },
  { "abbr",       IGNY_HTML_KEEP,   0,            NULL,   " title " },
  { "acronym",    IGNY_HTML_KEEP,   0,            "abbr", " title " },
  { "address",    IGNY_HTML_UNWRAP, BLOCK },
  { "applet",     IGNY_HTML_DROP },
  { "article",    IGNY_HTML_UNWRAP, BLOCK },
  { "aside",      IGNY_HTML_UNWRAP, BLOCK },
  { "audio",      IGNY_HTML_DROP },
  { "b",          IGNY_HTML_KEEP },
  { "base",       IGNY_HTML_DROP },
  { "basefont",   IGNY_HTML_DROP },
  { "bgsound",    IGNY_HTML_DROP },
  { "blockquote", IGNY_HTML_KEEP,   FLOW },
  { "br",         IGNY_HTML_KEEP,   VOID },
  { "button",     IGNY_HTML_DROP },
  { "canvas",     IGNY_HTML_DROP },
  { "caption",    IGNY_HTML_KEEP,   TIGHT },
  { "center",     IGNY_HTML_UNWRAP, BLOCK },
  { "cite",       IGNY_HTML_KEEP },
  { "code",       IGNY_HTML_KEEP },
  { "col",        IGNY_HTML_DROP },
  { "colgroup",   IGNY_HTML_DROP },
  { "dd",         IGNY_HTML_KEEP,   TIGHT },
  { "del",        IGNY_HTML_KEEP },
  { "details",    IGNY_HTML_KEEP,   FLOW },
  { "dfn",        IGNY_HTML_KEEP },
  { "dir",        IGNY_HTML_KEEP,   BLOCK,        "ul" },
  { "div",        IGNY_HTML_UNWRAP, FLOW },
  { "dl",         IGNY_HTML_KEEP,   BLOCK },
  { "dt",         IGNY_HTML_KEEP,   TIGHT },
  { "em",         IGNY_HTML_KEEP },
  { "embed",      IGNY_HTML_DROP },
  { "fieldset",   IGNY_HTML_UNWRAP, BLOCK },
  { "figcaption", IGNY_HTML_KEEP,   BLOCK },
  { "figure",     IGNY_HTML_KEEP,   BLOCK },
  { "footer",     IGNY_HTML_UNWRAP, BLOCK },
  { "form",       IGNY_HTML_DROP },
  { "frame",      IGNY_HTML_DROP },
  { "frameset",   IGNY_HTML_DROP },
  { "h1",         IGNY_HTML_KEEP,   BLOCK,        "h2" },
  { "h2",         IGNY_HTML_KEEP,   BLOCK },
  { "h3",         IGNY_HTML_KEEP,   BLOCK },
  { "h4",         IGNY_HTML_KEEP,   BLOCK },
  { "h5",         IGNY_HTML_KEEP,   BLOCK },
  { "h6",         IGNY_HTML_KEEP,   BLOCK },
  { "head",       IGNY_HTML_DROP },
  { "header",     IGNY_HTML_UNWRAP, BLOCK },
  { "hgroup",     IGNY_HTML_UNWRAP, BLOCK },
  { "hr",         IGNY_HTML_KEEP,   BLOCK | VOID },
  { "i",          IGNY_HTML_KEEP },
  { "iframe",     IGNY_HTML_DROP },
  { "img",        IGNY_HTML_KEEP,   VOID,         NULL,   " src alt width height " },
  { "input",      IGNY_HTML_DROP },
  { "ins",        IGNY_HTML_KEEP },
  { "kbd",        IGNY_HTML_KEEP },
  { "keygen",     IGNY_HTML_DROP },
  { "li",         IGNY_HTML_KEEP,   TIGHT },
  { "link",       IGNY_HTML_DROP },
  { "main",       IGNY_HTML_UNWRAP, BLOCK },
  { "mark",       IGNY_HTML_KEEP },
  { "math",       IGNY_HTML_DROP },
  { "menu",       IGNY_HTML_KEEP,   BLOCK,        "ul" },
  { "meta",       IGNY_HTML_DROP },
  { "nav",        IGNY_HTML_UNWRAP, BLOCK },
  { "noembed",    IGNY_HTML_DROP },
  { "noframes",   IGNY_HTML_DROP },
  { "noscript",   IGNY_HTML_DROP },
  { "object",     IGNY_HTML_DROP },
  { "ol",         IGNY_HTML_KEEP,   BLOCK,        NULL,   " start reversed " },
  { "p",          IGNY_HTML_KEEP,   BLOCK },
  { "param",      IGNY_HTML_DROP },
  { "plaintext",  IGNY_HTML_DROP },
  { "pre",        IGNY_HTML_KEEP,   BLOCK },
  { "q",          IGNY_HTML_KEEP },
  { "s",          IGNY_HTML_KEEP },
  { "samp",       IGNY_HTML_KEEP },
  { "script",     IGNY_HTML_DROP },
  { "section",    IGNY_HTML_UNWRAP, BLOCK },
  { "select",     IGNY_HTML_DROP },
  { "small",      IGNY_HTML_KEEP },
  { "source",     IGNY_HTML_DROP },
  { "span",       IGNY_HTML_UNWRAP },
  { "strike",     IGNY_HTML_KEEP,   0,            "s" },
  { "strong",     IGNY_HTML_KEEP },
  { "style",      IGNY_HTML_DROP },
  { "sub",        IGNY_HTML_KEEP },
  { "summary",    IGNY_HTML_KEEP,   TIGHT },
  { "sup",        IGNY_HTML_KEEP },
  { "svg",        IGNY_HTML_DROP },
  { "table",      IGNY_HTML_KEEP,   BLOCK },
  { "tbody",      IGNY_HTML_KEEP,   TIGHT },
  { "td",         IGNY_HTML_KEEP,   BLOCK,        NULL,   " colspan rowspan " },
  { "template",   IGNY_HTML_DROP },
  { "textarea",   IGNY_HTML_DROP },
  { "tfoot",      IGNY_HTML_KEEP,   TIGHT },
  { "th",         IGNY_HTML_KEEP,   BLOCK,        NULL,   " scope colspan rowspan " },
  { "thead",      IGNY_HTML_KEEP,   TIGHT },
  { "title",      IGNY_HTML_DROP },
  { "tr",         IGNY_HTML_KEEP,   TIGHT },
  { "track",      IGNY_HTML_DROP },
  { "tt",         IGNY_HTML_KEEP,   0,            "code" },
  { "u",          IGNY_HTML_KEEP },
  { "ul",         IGNY_HTML_KEEP,   BLOCK },
  { "video",      IGNY_HTML_DROP },
  { "xmp",        IGNY_HTML_DROP },
};
/* clang-format on */

static const IgnyHtmlRule unknown_rule = { "", IGNY_HTML_UNWRAP };
static const IgnyHtmlRule foreign_rule = { "", IGNY_HTML_DROP };

static int
compare_rule (gconstpointer name,
              gconstpointer rule)
{
  return strcmp (name, ((const IgnyHtmlRule *) rule)->name);
}

const IgnyHtmlRule *
igny_html_rules_find (const char *name)
{
  const IgnyHtmlRule *rule;

  if (name == NULL)
    return &foreign_rule;

  rule = bsearch (name, rules, G_N_ELEMENTS (rules), sizeof rules[0], compare_rule);
  return rule != NULL ? rule : &unknown_rule;
}

static gboolean
is_listed (const char *list,
           const char *word)
{
  const char *found = list;
  gsize       length = strlen (word);

  if (list == NULL || length == 0 || strchr (word, ' ') != NULL)
    return FALSE;

  while ((found = strstr (found, word)) != NULL)
    {
      if (found > list && found[-1] == ' ' && found[length] == ' ')
        return TRUE;
      found++;
    }

  return FALSE;
}

/* Without what browsers ignore in an address and what nobody can see. */
static char *
clean_url (const char *value)
{
  GString *url = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || !(g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT))
        g_string_append_unichar (url, c);
    }

  return g_strstrip (g_string_free (url, FALSE));
}

/* A colon before any of "/?#" makes what is before it a scheme, also where the
 * standard would see a relative address: nobody writes such on purpose. */
static gboolean
has_scheme (const char *url,
            const char *schemes)
{
  gsize            length = strcspn (url, ":/?#");
  g_autofree char *scheme = NULL;

  if (url[length] != ':')
    return is_listed (schemes, "relative");

  scheme = g_ascii_strdown (url, (gssize) length);
  return is_listed (schemes, scheme);
}

static char *
check_url (const char *value,
           const char *schemes)
{
  g_autofree char *url = clean_url (value);

  if (*url == '\0' || strlen (url) > MAX_ATTRIBUTE || !has_scheme (url, schemes))
    return NULL;
  return g_steal_pointer (&url);
}

static char *
check_image_url (const char   *value,
                 IgnyHtmlFlags flags)
{
  return check_url (value, flags & IGNY_HTML_HTTP_IMAGES
                               ? " https http relative " IGNY_HTML_MEDIA_SCHEME " "
                               : " https " IGNY_HTML_MEDIA_SCHEME " ");
}

static char *
check_number (const char *value)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (value, 10, 0, 99999, &number, NULL))
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

static char *
check_text (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0' && text->len < MAX_ATTRIBUTE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r')
        c = ' ';
      if (!g_unichar_iscntrl (c))
        g_string_append_unichar (text, c);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_wordpress_class (const char *word)
{
  static const char *const prefixes[] = {
    "wp-block", "wp-image-", "wp-element-", "wp-caption", "wp-container-", "wp-embed-",
    "wp-elements-", "wp-duotone-", "has-", "is-", "are-", "size-", "align", "blocks-",
    "schema-faq", "rank-math-", "columns-", "items-justified-", "no-border-radius",
    "screen-reader-text"
  };

  if (strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") !=
      strlen (word))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (word, prefixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_link_type (const char *word)
{
  return is_listed (" nofollow noopener noreferrer sponsored ugc tag ", word);
}

static char *
keep_words (const char *value,
            gboolean (*is_good) (const char *word))
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\n\f\r", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && is_good (*word) && kept->len < MAX_ATTRIBUTE)
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", *word);

  return kept->len > 0 ? g_strdup (kept->str) : NULL;
}

static char *
check_id (const char *value)
{
  gsize length = strlen (value);

  if (length == 0 || length > 100 || !g_ascii_isalpha (*value))
    return NULL;
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return NULL;
  return g_strdup (value);
}

/* What only WordPress and our editor may write. */
static char *
check_block_attribute (const IgnyHtmlRule *rule,
                       const char         *name,
                       const char         *value)
{
  if (strcmp (name, "class") == 0)
    return keep_words (value, is_wordpress_class);
  if (strcmp (name, "id") == 0)
    return check_id (value);
  if (strcmp (rule->name, "a") == 0 && strcmp (name, "rel") == 0)
    return keep_words (value, is_link_type);
  if (strcmp (rule->name, "a") == 0 && strcmp (name, "target") == 0)
    return strcmp (value, "_blank") == 0 ? g_strdup (value) : NULL;
  return NULL;
}

char *
igny_html_rules_check_attribute (const IgnyHtmlRule *rule,
                                 const char         *name,
                                 const char         *value,
                                 IgnyHtmlFlags       flags)
{
  g_return_val_if_fail (rule != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  if (!is_listed (rule->attributes, name))
    return flags & IGNY_HTML_KEEP_BLOCKS ? check_block_attribute (rule, name, value) : NULL;

  if (strcmp (name, "href") == 0)
    return check_url (value, " http https mailto tel relative ");
  if (strcmp (name, "src") == 0)
    return check_image_url (value, flags);
  if (strcmp (name, "scope") == 0)
    return is_listed (" row col rowgroup colgroup ", value) ? g_strdup (value) : NULL;
  if (strcmp (name, "reversed") == 0)
    return g_strdup ("");
  if (is_listed (" width height colspan rowspan start ", name))
    return check_number (value);
  return check_text (value);
}

/* "name" or "namespace/name". */
static const char *
skip_block_name (const char *p)
{
  guint slashes = 0;

  if (!g_ascii_islower (*p))
    return NULL;
  for (; g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '-' || *p == '/'; p++)
    slashes += *p == '/';

  return slashes <= 1 && p[-1] != '/' ? p : NULL;
}

/* As WordPress writes it, so that nothing in it can end the comment. */
static char *
escape_block_json (const char *json,
                   gsize       length)
{
  g_autoptr (GString) text = g_string_new_len (json, (gssize) length);
  g_autoptr (JsonNode) node = igny_json_parse (json, (gssize) length, NULL);

  if (igny_json_node_get_object (node) == NULL)
    return NULL;

  g_string_replace (text, "--", "\\u002d\\u002d", 0);
  g_string_replace (text, "<", "\\u003c", 0);
  g_string_replace (text, ">", "\\u003e", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
igny_html_rules_check_block (const char *comment)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *json = NULL;
  const char      *name;
  const char      *end;
  gsize            length;
  gboolean         empty;

  g_return_val_if_fail (comment != NULL, NULL);

  if (strlen (comment) > MAX_BLOCK)
    return NULL;
  trimmed = g_strstrip (g_strdup (comment));
  name = g_str_has_prefix (trimmed, "/") ? trimmed + 1 : trimmed;
  if (!g_str_has_prefix (name, "wp:"))
    return NULL;
  end = skip_block_name (name + 3);
  if (end == NULL || (*end != '\0' && !g_ascii_isspace (*end)))
    return NULL;

  length = strlen (end);
  empty = length > 0 && end[length - 1] == '/';
  length -= empty;
  while (length > 0 && g_ascii_isspace (end[length - 1]))
    length--;
  if (length > 0)
    json = escape_block_json (end, length);
  if ((length > 0 && json == NULL) || (name != trimmed && (empty || length > 0)))
    return NULL;

  return g_strdup_printf (" %.*s%s%s", (int) (end - trimmed), trimmed,
                          json != NULL ? json : "", empty ? " /" : " ");
}

gboolean
igny_html_rules_is_external (const char *url)
{
  g_return_val_if_fail (url != NULL, FALSE);

  return g_str_has_prefix (url, "//") || g_ascii_strncasecmp (url, "http:", 5) == 0 ||
         g_ascii_strncasecmp (url, "https:", 6) == 0;
}
