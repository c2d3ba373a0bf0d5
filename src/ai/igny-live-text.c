/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-live-text.h"

#include <string.h>

#include "igny-html-entity.h"

/* Of the end, bytes; tags and quotes take most of them at times. */
#define KEPT 600
/* Characters of an entity between & and ;. */
#define ENTITY_MAX 8
#define ENTITY_CHARS "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Whether a tag begins at p; what is not there yet may be one. */
static gboolean
begins_tag (const char *p)
{
  return *p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '\0');
}

/* --- what is kept --------------------------------------------------------------------- */

/* The bytes before end are let go; the text goes on there. */
static void
let_go (IgnyLiveText *self,
        const char   *text,
        const char   *end)
{
  for (const char *p = text; p < end; p++)
    if (*p == '>')
      self->in_tag = FALSE;
    else if (begins_tag (p))
      self->in_tag = TRUE;
  self->cut = self->cut || end > text;
}

/* Where the last KEPT bytes begin, between two characters. */
static const char *
find_kept (const char *text,
           gsize       length)
{
  const char *p = text + length - KEPT;

  while (((guchar) *p & 0xc0) == 0x80)
    p++;
  return p;
}

void
igny_live_text_add (IgnyLiveText *self,
                    const char   *piece)
{
  const char *kept;
  gsize       length;

  g_return_if_fail (self != NULL);

  if (piece == NULL)
    {
      igny_live_text_clear (self);
      return;
    }
  if (self->end == NULL)
    self->end = g_string_sized_new (4 * KEPT);
  length = strlen (piece);
  if (length >= 2 * KEPT)
    {
      let_go (self, self->end->str, self->end->str + self->end->len);
      g_string_truncate (self->end, 0);
      kept = find_kept (piece, length);
      let_go (self, piece, kept);
      piece = kept;
    }
  g_string_append (self->end, piece);
  if (self->end->len < 2 * KEPT)
    return;
  kept = find_kept (self->end->str, self->end->len);
  let_go (self, self->end->str, kept);
  g_string_erase (self->end, 0, kept - self->end->str);
}

void
igny_live_text_clear (IgnyLiveText *self)
{
  g_return_if_fail (self != NULL);

  if (self->end != NULL)
    g_string_free (g_steal_pointer (&self->end), TRUE);
  self->cut = FALSE;
  self->in_tag = FALSE;
}

/* --- what is read of it ---------------------------------------------------------------- */

/* What is invisible, moves the cursor of a terminal or turns the direction of a line
 * is left out; U+200C and U+200D are part of words and of emojis. */
static void
append_char (GString *words,
             gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (g_unichar_isspace (c))
    g_string_append_c (words, ' ');
  else if (c == 0x200c || c == 0x200d ||
           (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_SURROGATE))
    g_string_append_unichar (words, c);
}

/* Behind a tag that begins at p, or the end where it is not whole yet. */
static const char *
skip_tag (const char *p)
{
  const char *end = strchr (p, '>');

  return end != NULL ? end + 1 : p + strlen (p);
}

/* The four digits at p; FALSE where they are not whole. */
static gboolean
read_hex (const char *p,
          gunichar   *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
      *value = *value * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
    }
  return TRUE;
}

/* Behind the digits of \uXXXX, where p is, or of both halves of a pair. */
static const char *
read_unicode_escape (const char *p,
                     GString    *words)
{
  gunichar c;
  gunichar low;

  if (!read_hex (p, &c))
    return p + strspn (p, "0123456789abcdefABCDEF");
  p += 4;
  if ((c & 0xfc00) == 0xd800 && p[0] == '\\' && p[1] == 'u' && read_hex (p + 2, &low) &&
      (low & 0xfc00) == 0xdc00)
    {
      c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
      p += 6;
    }
  append_char (words, c);
  return p;
}

/* Behind a backslash at p and what it makes of the next letters. */
static const char *
read_escape (const char *p,
             GString    *words)
{
  if (p[1] == '\0')
    return p + 1;
  if (p[1] == 'u')
    return read_unicode_escape (p + 2, words);
  g_string_append_c (words, g_ascii_ispunct (p[1]) ? p[1] : ' ');
  return p + 2;
}

/* Behind an entity at p, behind its & where it is none, or the end where it is not
 * whole yet. */
static const char *
read_entity (const char *p,
             GString    *words)
{
  gsize            length = strspn (p + 1, ENTITY_CHARS);
  g_autofree char *name = NULL;
  gunichar         c;

  if (length > 0 && length <= ENTITY_MAX && p[1 + length] == '\0')
    return p + 1 + length;
  if (length == 0 || length > ENTITY_MAX || p[1 + length] != ';')
    {
      g_string_append_c (words, '&');
      return p + 1;
    }
  name = g_strndup (p + 1, length);
  c = igny_html_entity_read (name);
  if (c != 0)
    append_char (words, c);
  return p + length + 2;
}

/* Behind a character; a byte that is none is left out. */
static const char *
read_char (const char *p,
           GString    *words)
{
  gunichar c = g_utf8_get_char_validated (p, -1);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    return p + 1;
  append_char (words, c);
  return g_utf8_next_char (p);
}

static GString *
read_words (const char *text)
{
  GString *words = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    if (*p == '\\' && (guchar) p[1] < 0x80)
      p = read_escape (p, words);
    else if (*p == '&')
      p = read_entity (p, words);
    else if (begins_tag (p) || strchr ("{}[]\"#*`|", *p) != NULL)
      {
        g_string_append_c (words, ' ');
        p = *p == '<' ? skip_tag (p) : p + 1;
      }
    else
      p = read_char (p, words);
  return words;
}

/* From two spaces one, and none before a comma, in place. */
static void
join_spaces (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr (",.;:!?", *p) != NULL && to > text && to[-1] == ' ')
        to--;
      if (*p != ' ' || (to > text && to[-1] != ' '))
        *to++ = *p;
    }
  *to = '\0';
  g_strchomp (text);
}

/* The words in the last max_chars characters of n; in scripts without spaces,
 * those characters. */
static const char *
find_last (const char *words,
           glong       n,
           guint       max_chars)
{
  const char *start = g_utf8_offset_to_pointer (words, n - (glong) max_chars);
  const char *space = strchr (start, ' ');

  if (start > words && start[-1] == ' ')
    return start;
  if (space == NULL || g_utf8_pointer_to_offset (start, space) > (glong) max_chars / 2)
    return start;
  return space + 1;
}

char *
igny_live_text_dup_words (const IgnyLiveText *self,
                          guint               max_chars)
{
  g_autoptr(GString) words = NULL;
  const char *start;
  glong       n;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->end == NULL)
    return NULL;
  words = read_words (self->in_tag ? skip_tag (self->end->str) : self->end->str);
  join_spaces (words->str);
  start = words->str;
  n = g_utf8_strlen (start, -1);
  if (n == 0)
    return NULL;
  if (n > (glong) max_chars)
    start = find_last (start, n, max_chars);
  else if (!self->cut)
    return g_strdup (start);
  return g_strconcat ("…", start, NULL);
}
