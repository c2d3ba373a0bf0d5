/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-scan.h"

#include <string.h>

#include "igny-html-entity.h"

/* Longest reference looked at: "&#x10ffff;". */
#define MAX_REFERENCE 12

/* A title is in a page's head. */
#define MAX_HEAD 262144

static const char *
find (const char *at,
      const char *end,
      const char *needle)
{
  return memmem (at, (gsize) (end - at), needle, strlen (needle));
}

/* The “>” that ends a tag, which may have others in quoted values. */
static const char *
find_tag_end (const char *at,
              const char *end)
{
  char quote = '\0';

  for (; at < end; at++)
    {
      if (quote != '\0')
        {
          if (*at == quote)
            quote = '\0';
        }
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '>')
        return at;
    }

  return NULL;
}

static gboolean
take_text (IgnyWordpressScan *scan,
           const char        *until)
{
  scan->kind = IGNY_WORDPRESS_SCAN_TEXT;
  scan->start = scan->at;
  scan->length = (gsize) (until - scan->at);
  scan->at = until;

  return TRUE;
}

static gboolean
take_comment (IgnyWordpressScan *scan,
              const char        *start,
              const char        *closing)
{
  const char *until = find (start, scan->end, closing);

  scan->kind = IGNY_WORDPRESS_SCAN_COMMENT;
  scan->start = start;
  if (until == NULL)
    until = scan->end;
  scan->length = (gsize) (until - start);
  scan->at = until == scan->end ? until : until + strlen (closing);

  return TRUE;
}

static gboolean
take_tag (IgnyWordpressScan *scan)
{
  const char *at = scan->at + 1;
  const char *until = find_tag_end (at, scan->end);
  gsize       n = 0;

  /* A tag that never ends: nothing after it can be told apart. */
  if (until == NULL)
    return take_text (scan, scan->end);

  scan->kind = IGNY_WORDPRESS_SCAN_OPEN;
  if (*at == '/')
    {
      scan->kind = IGNY_WORDPRESS_SCAN_CLOSE;
      at++;
    }
  for (; at < until && *at != '/' && !g_ascii_isspace (*at); at++)
    if (n + 1 < sizeof scan->name)
      scan->name[n++] = g_ascii_tolower (*at);
  scan->name[n] = '\0';
  scan->start = at;
  scan->length = (gsize) (until - at);
  scan->at = until + 1;

  return TRUE;
}

static gboolean
starts_tag (const char *at,
            const char *end)
{
  if (at + 1 >= end)
    return FALSE;
  if (at[1] == '/')
    return at + 2 < end && g_ascii_isalpha (at[2]);

  return g_ascii_isalpha (at[1]) || at[1] == '!' || at[1] == '?';
}

/* Where the reference at “&” ends (behind its semicolon), or NULL. */
static const char *
decode_reference (const char *at,
                  const char *end,
                  GString    *out)
{
  const char      *until = memchr (at, ';', MIN ((gsize) (end - at), MAX_REFERENCE));
  g_autofree char *name = NULL;
  gunichar         character = 0;

  if (until == NULL)
    return NULL;

  name = g_strndup (at + 1, (gsize) (until - at - 1));
  character = igny_html_entity_read (name);
  if (character == 0)
    return NULL;

  g_string_append_unichar (out, character);
  return until + 1;
}

/* One space for any white space, none at the ends; cut at max_chars, if any. */
static char *
collapse (const char *text,
          gsize       max_chars)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gsize    chars = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        {
          gap = out->len > 0;
          continue;
        }
      if (max_chars > 0 && chars + 1 >= max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (gap)
        g_string_append_c (out, ' ');
      chars += gap ? 2 : 1;
      gap = FALSE;
      g_string_append_unichar (out, character);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
starts_comment (const char *at,
                const char *end)
{
  return end - at >= 4 && memcmp (at, "<!--", 4) == 0;
}

/* Past white space, and past the characters of others. */
static const char *
skip (const char *p,
      const char *end,
      const char *others)
{
  while (p < end && (g_ascii_isspace (*p) || (*p != '\0' && strchr (others, *p) != NULL)))
    p++;

  return p;
}

/* The value that begins at p, quoted or not; returns what follows it. */
static const char *
take_value (const char *p,
            const char *end,
            char      **value)
{
  char        quote = '\0';
  const char *from = NULL;

  if (p < end && (*p == '"' || *p == '\''))
    quote = *p++;
  for (from = p; p < end && (quote != '\0' ? *p != quote : !g_ascii_isspace (*p));)
    p++;
  *value = igny_wordpress_scan_decode (from, (gsize) (p - from));

  return p < end ? p + 1 : p;
}

void
igny_wordpress_scan_init (IgnyWordpressScan *scan,
                          const char        *text,
                          gsize              length)
{
  g_return_if_fail (scan != NULL);
  g_return_if_fail (text != NULL || length == 0);

  /* Nothing has no address, and none may be reckoned from it. */
  memset (scan, 0, sizeof *scan);
  scan->at = text != NULL ? text : "";
  scan->end = scan->at + length;
}

gboolean
igny_wordpress_scan_next (IgnyWordpressScan *scan)
{
  const char *at = NULL;

  g_return_val_if_fail (scan != NULL, FALSE);

  if (scan->at >= scan->end)
    return FALSE;

  if (*scan->at == '<' && starts_tag (scan->at, scan->end))
    {
      if (starts_comment (scan->at, scan->end))
        return take_comment (scan, scan->at + 4, "-->");
      if (scan->at[1] == '!' || scan->at[1] == '?')
        return take_comment (scan, scan->at + 2, ">");
      return take_tag (scan);
    }

  for (at = scan->at + 1; at < scan->end; at++)
    if (*at == '<' && starts_tag (at, scan->end))
      break;

  return take_text (scan, at);
}

gboolean
igny_wordpress_scan_attribute (const IgnyWordpressScan *scan,
                               const char             **at,
                               char                   **name,
                               char                   **value)
{
  const char *end = NULL;
  const char *p = NULL;
  const char *from = NULL;

  g_return_val_if_fail (scan != NULL && scan->start != NULL && at != NULL, FALSE);

  end = scan->start + scan->length;
  p = skip (*at != NULL ? *at : scan->start, end, "/=");
  if (p >= end)
    return FALSE;

  for (from = p; p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '/';)
    p++;
  *name = g_ascii_strdown (from, p - from);
  p = skip (p, end, "");
  if (p < end && *p == '=')
    *at = take_value (skip (p + 1, end, ""), end, value);
  else
    {
      *value = g_strdup ("");
      *at = p;
    }

  return TRUE;
}

char *
igny_wordpress_scan_get (const IgnyWordpressScan *scan,
                         const char              *name)
{
  const char *at = NULL;

  g_return_val_if_fail (scan != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (;;)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!igny_wordpress_scan_attribute (scan, &at, &key, &value))
        return NULL;
      if (strcmp (key, name) == 0)
        return g_steal_pointer (&value);
    }
}

char *
igny_wordpress_scan_decode (const char *text,
                            gsize       length)
{
  const char *end = text + length;
  g_autoptr(GString) out = g_string_sized_new (length);

  while (text < end)
    {
      const char *next = *text == '&' ? decode_reference (text, end, out) : NULL;

      if (next == NULL)
        {
          g_string_append_c (out, *text);
          next = text + 1;
        }
      text = next;
    }

  return g_utf8_make_valid (out->str, (gssize) out->len);
}

char *
igny_wordpress_scan_to_text (const char *html,
                             gsize       length,
                             gsize       max_chars)
{
  IgnyWordpressScan scan;
  g_autoptr(GString) out = g_string_new (NULL);

  igny_wordpress_scan_init (&scan, html, length);
  while (igny_wordpress_scan_next (&scan))
    {
      g_autofree char *text = NULL;

      if (scan.kind != IGNY_WORDPRESS_SCAN_TEXT)
        continue;
      text = igny_wordpress_scan_decode (scan.start, scan.length);
      g_string_append (out, text);
    }

  return collapse (out->str, max_chars);
}

char *
igny_wordpress_scan_title (const char *html,
                           gsize       length)
{
  IgnyWordpressScan scan;

  igny_wordpress_scan_init (&scan, html, MIN (length, MAX_HEAD));
  while (igny_wordpress_scan_next (&scan))
    {
      if (scan.kind != IGNY_WORDPRESS_SCAN_OPEN || strcmp (scan.name, "title") != 0)
        continue;
      if (igny_wordpress_scan_next (&scan) && scan.kind == IGNY_WORDPRESS_SCAN_TEXT)
        return igny_wordpress_scan_to_text (scan.start, scan.length, 80);
    }

  return NULL;
}
