/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-scan.h"

#include <string.h>

#define NAME_SIZE 24

typedef struct
{
  char name[NAME_SIZE]; /* lower case; cut, which is no harm */
} Tag;

typedef struct
{
  const char *p;
  const char *end;
  Tag         open[IGNY_HTML_MAX_OPEN];
  guint       depth;
  guint       formatting; /* of those open */
  guint       uncertain;  /* tags that may be open, beside those */
  guint       tags;
  guint       copies;
  gboolean    loose; /* the nesting can no longer be told */
} Scan;

/* Elements that need no end tag, and which leave foreign content. */
static const char *const void_anywhere[] = { "br", "embed", "hr", "img", "meta", NULL };
static const char *const void_in_html[] = {
  "area", "base", "basefont", "bgsound", "col", "image", "input", "keygen",
  "link", "param", "source", "track", "wbr", NULL
};
static const char *const formatting[] = {
  "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
  "strong", "tt", "u", NULL
};
static const char *const raw_text[] = {
  "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp", NULL
};
/* Where a browser's reading depends on more than this pass knows. */
static const char *const baffling[] = { "frameset", "select", "template", NULL };
/* Start tags that end an open paragraph. */
static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl",
  "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
  "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
  "section", "summary", "table", "ul", NULL
};
/* End tags that end items and paragraphs left open inside. */
static const char *const containers[] = {
  "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl",
  "figcaption", "figure", "footer", "header", "hgroup", "main", "menu", "nav", "ol", "section",
  "summary", "td", "th", "ul", NULL
};
static const char *const items[] = { "dd", "dt", "li", "option", "p", NULL };
static const char *const tables[] = { "table", "tbody", "tfoot", "thead", "tr", NULL };
static const char *const cells[] = {
  "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr", NULL
};
/* Names without meaning in HTML, so that a region of them stays foreign. */
static const char *const drawing[] = {
  "circle", "clippath", "defs", "ellipse", "g", "line", "lineargradient", "mask", "path",
  "polygon", "polyline", "radialgradient", "rect", "stop", "svg", "symbol", "text", "tspan",
  "use", NULL
};

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static gboolean
is_one_of (const Tag         *tag,
           const char *const *names)
{
  return g_strv_contains (names, tag->name);
}

static gboolean
at (const Scan *scan,
    const char *text)
{
  gsize length = strlen (text);

  return (gsize) (scan->end - scan->p) >= length &&
         g_ascii_strncasecmp (scan->p, text, length) == 0;
}

/* p is at the first letter of the name. */
static void
read_name (Scan *scan,
           Tag  *tag)
{
  guint length = 0;

  while (scan->p < scan->end && !is_space (*scan->p) && *scan->p != '/' && *scan->p != '>')
    {
      if (length < NAME_SIZE - 1)
        tag->name[length++] = g_ascii_tolower (*scan->p);
      scan->p++;
    }
  tag->name[length] = '\0';
}

static void
skip_spaces (Scan *scan)
{
  while (scan->p < scan->end && is_space (*scan->p))
    scan->p++;
}

static void
skip_value (Scan *scan)
{
  char quote;

  skip_spaces (scan);
  if (scan->p == scan->end)
    return;

  quote = *scan->p;
  if (quote == '"' || quote == '\'')
    {
      scan->p = memchr (scan->p + 1, quote, (gsize) (scan->end - scan->p - 1));
      scan->p = scan->p != NULL ? scan->p + 1 : scan->end;
      return;
    }
  while (scan->p < scan->end && !is_space (*scan->p) && *scan->p != '>')
    scan->p++;
}

/* To behind the ">" of a tag, as the HTML standard's tokenizer reads
 * attributes; TRUE when a slash stands before it. */
static gboolean
skip_attributes (Scan *scan)
{
  while (scan->p < scan->end)
    {
      gboolean slash = FALSE;

      for (; scan->p < scan->end && (is_space (*scan->p) || *scan->p == '/'); scan->p++)
        slash = *scan->p == '/';
      if (scan->p == scan->end)
        break;
      if (*scan->p++ == '>')
        return slash;

      while (scan->p < scan->end && !is_space (*scan->p) && strchr ("/>=", *scan->p) == NULL)
        scan->p++;
      skip_spaces (scan);
      if (scan->p < scan->end && *scan->p == '=')
        {
          scan->p++;
          skip_value (scan);
        }
    }

  return FALSE;
}

static void
skip_to (Scan       *scan,
         const char *text)
{
  const char *found = g_strstr_len (scan->p, scan->end - scan->p, text);

  scan->p = found != NULL ? found + strlen (text) : scan->end;
}

static void
skip_comment (Scan *scan)
{
  const char *start;
  const char *bang;

  scan->p += 4;
  if (at (scan, ">") || at (scan, "->"))
    {
      skip_to (scan, ">");
      return;
    }

  start = scan->p;
  skip_to (scan, "-->");
  bang = g_strstr_len (start, scan->p - start, "--!>");
  if (bang != NULL)
    scan->p = bang + 4;
}

static gboolean
is_tag_start (const Scan *scan)
{
  return scan->end - scan->p >= 2 && *scan->p == '<' && g_ascii_isalpha (scan->p[1]);
}

static void
pop (Scan *scan)
{
  scan->depth--;
  if (is_one_of (&scan->open[scan->depth], formatting))
    scan->formatting--;
}

static gboolean
is_top (const Scan *scan,
        const char *name)
{
  return scan->depth > 0 && strcmp (scan->open[scan->depth - 1].name, name) == 0;
}

static void
pop_if_top (Scan       *scan,
            const char *name)
{
  if (is_top (scan, name))
    pop (scan);
}

static void
pop_while (Scan              *scan,
           const char *const *names)
{
  while (scan->depth > 0 && is_one_of (&scan->open[scan->depth - 1], names))
    pop (scan);
}

/* What a browser closes before this start tag. */
static void
close_implied (Scan      *scan,
               const Tag *tag)
{
  static const struct
  {
    const char       *start;
    const char *const closed[5];
  } implied[] = {
    { "li", { "li" } },
    { "dt", { "dt", "dd" } },
    { "dd", { "dt", "dd" } },
    { "td", { "td", "th", "p", "li" } },
    { "th", { "td", "th", "p", "li" } },
    { "tr", { "td", "th", "p", "tr" } },
    { "tbody", { "td", "th", "tr", "tbody" } },
    { "option", { "option" } },
  };

  if (is_one_of (tag, blocks))
    pop_if_top (scan, "p");
  for (guint i = 0; i < G_N_ELEMENTS (implied); i++)
    if (strcmp (tag->name, implied[i].start) == 0)
      pop_while (scan, implied[i].closed);
}

static void
push (Scan      *scan,
      const Tag *tag)
{
  if (scan->depth < IGNY_HTML_MAX_OPEN)
    scan->open[scan->depth++] = *tag;
  else
    scan->uncertain++;
  if (is_one_of (tag, formatting))
    scan->formatting++;
}

/* The inside of an element that holds no tags, and its end tag. A browser that
 * did not see the element as such would see tags, so they count. */
static void
skip_raw_text (Scan      *scan,
               const Tag *tag)
{
  g_autofree char *closing = g_strconcat ("</", tag->name, NULL);
  gsize            length = strlen (closing);

  for (; scan->p < scan->end; scan->p++)
    {
      if (at (scan, closing) && scan->end - scan->p > (gssize) length &&
          (is_space (scan->p[length]) || strchr ("/>", scan->p[length]) != NULL))
        break;
      if (is_tag_start (scan))
        scan->uncertain++;
      /* A script may hold a script in a comment, and then ends later. */
      if (*tag->name == 's' && at (scan, "<!--"))
        scan->loose = TRUE;
    }
  if (scan->p < scan->end)
    {
      scan->p += length;
      skip_attributes (scan);
    }
}

/* A drawing of nothing but well-nested drawing elements: skipped as a whole.
 * p is behind the start tag. */
static gboolean
skip_drawing (Scan *scan)
{
  const char *start = scan->p;
  guint       tags = scan->tags;
  guint       base = scan->depth;
  Tag         tag;

  push (scan, &(Tag){ "svg" });
  while (scan->p < scan->end && scan->depth > base && scan->depth < IGNY_HTML_MAX_OPEN)
    {
      gboolean ends = at (scan, "</");

      if (*scan->p != '<')
        {
          scan->p++;
          continue;
        }
      if (!ends && !is_tag_start (scan))
        break;
      scan->p += ends ? 2 : 1;
      read_name (scan, &tag);
      if (!is_one_of (&tag, drawing) || (ends && !is_top (scan, tag.name)))
        break;
      if (ends)
        pop (scan);
      else
        scan->tags++;
      if (!skip_attributes (scan) && !ends)
        push (scan, &tag);
    }
  if (scan->depth == base)
    return TRUE;

  scan->depth = base;
  scan->tags = tags;
  scan->p = start;
  return FALSE;
}

static void
scan_start_tag (Scan *scan)
{
  Tag      tag;
  gboolean closed;

  scan->p++;
  read_name (scan, &tag);
  closed = skip_attributes (scan);
  scan->tags++;
  scan->copies += scan->formatting;

  if (strcmp (tag.name, "svg") == 0 || strcmp (tag.name, "math") == 0)
    {
      scan->loose = !closed && (tag.name[0] == 'm' || !skip_drawing (scan));
      scan->uncertain += scan->loose;
      return;
    }
  if (is_one_of (&tag, void_anywhere) || is_one_of (&tag, void_in_html))
    return;
  if (is_one_of (&tag, raw_text))
    {
      skip_raw_text (scan, &tag);
      return;
    }

  close_implied (scan, &tag);
  push (scan, &tag);
  scan->loose = is_one_of (&tag, baffling);
}

/* Down to name, over nothing but names. */
static void
pop_until (Scan              *scan,
           const char        *name,
           const char *const *names)
{
  while (scan->depth > 0 && !is_top (scan, name) &&
         is_one_of (&scan->open[scan->depth - 1], names))
    pop (scan);
}

static void
scan_end_tag (Scan *scan)
{
  Tag tag;

  scan->p += 2;
  read_name (scan, &tag);
  skip_attributes (scan);
  scan->copies += scan->formatting;

  if (is_one_of (&tag, tables) && !is_top (scan, tag.name))
    pop_until (scan, tag.name, cells);
  else if (is_one_of (&tag, containers))
    pop_until (scan, tag.name, items);
  pop_if_top (scan, tag.name);
}

static void
scan_one (Scan *scan)
{
  if (scan->loose)
    {
      scan->uncertain += is_tag_start (scan);
      scan->p++;
    }
  else if (is_tag_start (scan))
    scan_start_tag (scan);
  else if (at (scan, "<!--"))
    skip_comment (scan);
  else if (at (scan, "</") && scan->end - scan->p >= 3 && g_ascii_isalpha (scan->p[2]))
    scan_end_tag (scan);
  else if (at (scan, "</") || at (scan, "<!") || at (scan, "<?"))
    skip_to (scan, ">");
  else
    scan->p++;
}

static gboolean
refuse (GError    **error,
        const char *cause)
{
  g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_COMPLEX, "read HTML: %s", cause);
  return FALSE;
}

gboolean
igny_html_scan (const char *html,
                gsize       length,
                GError    **error)
{
  Scan scan = { .p = html, .end = html + length };

  g_return_val_if_fail (html != NULL, FALSE);

  if (length > IGNY_HTML_MAX_SIZE)
    {
      g_set_error (error, IGNY_HTML_ERROR, IGNY_HTML_ERROR_TOO_LARGE,
                   "read HTML: more than %d MiB", IGNY_HTML_MAX_SIZE / 1024 / 1024);
      return FALSE;
    }

  while (scan.p < scan.end)
    {
      const char *less = scan.loose ? scan.p
                                    : memchr (scan.p, '<', (gsize) (scan.end - scan.p));

      scan.p = less != NULL ? less : scan.end;
      if (scan.p < scan.end)
        scan_one (&scan);
      if (scan.depth + scan.uncertain >= IGNY_HTML_MAX_OPEN)
        return refuse (error, "more than 512 tags are not closed");
      if (scan.tags > IGNY_HTML_MAX_TAGS)
        return refuse (error, "more than 50,000 tags");
      if (scan.copies > IGNY_HTML_MAX_COPIES)
        return refuse (error, "formatting stays open over too many tags");
    }

  return TRUE;
}
