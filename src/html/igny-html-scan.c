/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-scan.h"

#include <string.h>

#include "igny-html-nest.h"

typedef struct
{
  const char  *p;
  const char  *end;
  IgnyHtmlNest nest;
  guint        uncertain; /* tags that may be open, beside those */
  guint        tags;      /* start and end */
  guint        copies;
  guint        attributes; /* of the tag that has most */
  gsize        looked;     /* bytes looked at ahead of p */
  gboolean     loose;      /* the nesting can no longer be told */
} Scan;

/* Elements that need no end tag, and which leave foreign content. */
static const char *const void_anywhere[] = { "br", "embed", "hr", "img", "meta", NULL };
static const char *const void_in_html[] = {
  "area", "base", "basefont", "bgsound", "col", "image", "input", "keygen",
  "link", "param", "source", "track", "wbr", NULL
};
static const char *const raw_text[] = {
  "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp", NULL
};
/* Where a browser's reading depends on more than this pass knows. */
static const char *const baffling[] = { "frameset", "select", "template", NULL };
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
at (const Scan *scan,
    const char *text)
{
  gsize length = strlen (text);

  return (gsize) (scan->end - scan->p) >= length &&
         g_ascii_strncasecmp (scan->p, text, length) == 0;
}

/* p is at the first letter of the name. */
static void
read_name (Scan         *scan,
           IgnyHtmlName *tag)
{
  guint length = 0;

  while (scan->p < scan->end && !is_space (*scan->p) && *scan->p != '/' && *scan->p != '>')
    {
      if (length < IGNY_HTML_NAME_SIZE - 1)
        tag->text[length++] = g_ascii_tolower (*scan->p);
      scan->p++;
    }
  tag->text[length] = '\0';
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
  for (guint count = 1; scan->p < scan->end; count++)
    {
      gboolean slash = FALSE;

      for (; scan->p < scan->end && (is_space (*scan->p) || *scan->p == '/'); scan->p++)
        slash = *scan->p == '/';
      if (scan->p == scan->end)
        break;
      if (*scan->p++ == '>')
        return slash;

      scan->attributes = MAX (scan->attributes, count);
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

/* Either end of a comment is looked for at once: to look for one of them in all
 * that follows, comment after comment, would take minutes on a large text. */
static void
skip_comment (Scan *scan)
{
  scan->p += 4;
  if (!at (scan, ">") && !at (scan, "->"))
    while (scan->p < scan->end &&
           (*scan->p != '-' || (!at (scan, "-->") && !at (scan, "--!>"))))
      scan->p++;

  skip_to (scan, ">");
}

static gboolean
is_tag_start (const Scan *scan)
{
  return scan->end - scan->p >= 2 && *scan->p == '<' && g_ascii_isalpha (scan->p[1]);
}

/* The inside of an element that holds no tags, and its end tag. A browser that
 * did not see the element as such would see tags, so they count. */
static void
skip_raw_text (Scan               *scan,
               const IgnyHtmlName *tag)
{
  g_autofree char *closing = g_strconcat ("</", tag->text, NULL);
  gsize            length = strlen (closing);

  for (; scan->p < scan->end; scan->p++)
    {
      if (at (scan, closing) && scan->end - scan->p > (gssize) length &&
          (is_space (scan->p[length]) || strchr ("/>", scan->p[length]) != NULL))
        break;
      if (is_tag_start (scan))
        scan->uncertain++;
      /* A script may hold a script in a comment, and then ends later. */
      if (*tag->text == 's' && at (scan, "<!--"))
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
  IgnyHtmlNest *nest = &scan->nest;
  const char   *start = scan->p;
  guint         tags = scan->tags;
  guint         base = nest->depth;
  IgnyHtmlName  name;

  igny_html_nest_push (nest, &(IgnyHtmlName){ "svg" });
  while (scan->p < scan->end && nest->depth > base && nest->depth < IGNY_HTML_MAX_OPEN)
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
      read_name (scan, &name);
      if (!igny_html_name_in (&name, drawing) || (ends && !igny_html_nest_is_top (nest, &name)))
        break;
      if (ends)
        igny_html_nest_pop (nest);
      else
        scan->tags++;
      if (!skip_attributes (scan) && !ends)
        igny_html_nest_push (nest, &name);
    }
  if (nest->depth == base)
    return TRUE;

  while (nest->depth > base)
    igny_html_nest_pop (nest);
  scan->tags = tags;
  scan->p = start;
  return FALSE;
}

static void
scan_start_tag (Scan *scan)
{
  IgnyHtmlName tag;
  gboolean     closed;

  scan->p++;
  read_name (scan, &tag);
  closed = skip_attributes (scan);
  scan->tags++;
  scan->copies += scan->nest.formatting;

  if (strcmp (tag.text, "svg") == 0 || strcmp (tag.text, "math") == 0)
    {
      scan->loose = !closed && (tag.text[0] == 'm' || !skip_drawing (scan));
      scan->uncertain += scan->loose;
      return;
    }
  if (igny_html_name_in (&tag, void_anywhere) || igny_html_name_in (&tag, void_in_html))
    return;
  if (igny_html_name_in (&tag, raw_text))
    {
      skip_raw_text (scan, &tag);
      return;
    }

  igny_html_nest_open (&scan->nest, &tag);
  scan->loose = igny_html_name_in (&tag, baffling);
}

/* A tag somewhere in what can only be guessed at: wherever a browser sees one,
 * it reads its attributes alike. p stays. */
static void
look_at_tag (Scan *scan)
{
  const char  *start = scan->p;
  IgnyHtmlName name;

  scan->p += start[1] == '/' ? 2 : 1;
  read_name (scan, &name);
  skip_attributes (scan);
  scan->tags++;
  scan->uncertain += start[1] != '/';
  scan->copies += scan->nest.formatting + scan->uncertain;
  scan->looked += (gsize) (scan->p - start);
  scan->p = start;
}

static void
scan_end_tag (Scan *scan)
{
  IgnyHtmlName tag;

  scan->p += 2;
  read_name (scan, &tag);
  skip_attributes (scan);
  scan->tags++;
  scan->copies += scan->nest.formatting;

  igny_html_nest_close (&scan->nest, &tag);
}

static gboolean
is_tag_end (const Scan *scan)
{
  return at (scan, "</") && scan->end - scan->p >= 3 && g_ascii_isalpha (scan->p[2]);
}

static void
scan_one (Scan *scan)
{
  if (scan->loose)
    {
      if (is_tag_start (scan) || is_tag_end (scan))
        look_at_tag (scan);
      scan->p++;
    }
  else if (is_tag_start (scan))
    scan_start_tag (scan);
  else if (at (scan, "<!--"))
    skip_comment (scan);
  else if (is_tag_end (scan))
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
      if (scan.nest.depth + scan.nest.surplus + scan.uncertain >= IGNY_HTML_MAX_OPEN)
        return refuse (error, "more than 512 tags are not closed");
      if (scan.tags > IGNY_HTML_MAX_TAGS)
        return refuse (error, "more than 100,000 tags");
      if (scan.attributes > IGNY_HTML_MAX_ATTRIBUTES)
        return refuse (error, "a tag has more than 256 attributes");
      if (scan.looked > IGNY_HTML_MAX_LOOKED)
        return refuse (error, "its tags cannot be told apart");
      if (scan.copies > IGNY_HTML_MAX_COPIES)
        return refuse (error, "formatting stays open over too many tags");
    }

  return TRUE;
}
