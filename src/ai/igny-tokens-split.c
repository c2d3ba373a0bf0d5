/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tokens-split.h"

/* What a character can be a part of. BOTH are letters without case and marks,
   which belong to the capitals and to the small letters of a word. */
typedef enum
{
  KIND_SIGN,
  KIND_SPACE,
  KIND_LINE, /* a line's end: white space too */
  KIND_NUMBER,
  KIND_UPPER,
  KIND_LOWER,
  KIND_BOTH,
  KIND_MARK, /* as BOTH, and no letter */
  KIND_END,  /* of the text */
} Kind;

static Kind
classify_wide (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
      return KIND_UPPER;
    case G_UNICODE_LOWERCASE_LETTER:
      return KIND_LOWER;
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
      return KIND_BOTH;
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
      return KIND_MARK;
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return KIND_NUMBER;
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return KIND_SPACE;
    case G_UNICODE_CONTROL:
      return c == 0x85 ? KIND_SPACE : KIND_SIGN;
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    default:
      return KIND_SIGN;
    }
}

/* The kind of the character at p; next gets where the one after it begins. */
static inline Kind
read_kind (const char  *p,
           const char  *end,
           const char **next)
{
  guchar c;

  if (p >= end)
    {
      *next = p;
      return KIND_END;
    }
  c = (guchar) *p;
  if (c >= 0x80)
    {
      *next = g_utf8_next_char (p);
      return classify_wide (g_utf8_get_char (p));
    }
  *next = p + 1;
  if (c >= 'a' && c <= 'z')
    return KIND_LOWER;
  if (c >= 'A' && c <= 'Z')
    return KIND_UPPER;
  if (c >= '0' && c <= '9')
    return KIND_NUMBER;
  if (c == '\n' || c == '\r')
    return KIND_LINE;
  return c == ' ' || (c >= '\t' && c <= '\f') ? KIND_SPACE : KIND_SIGN;
}

static gboolean
is_both (Kind kind)
{
  return kind == KIND_BOTH || kind == KIND_MARK;
}

/* The end of a word that begins at p: capitals, then at least one small letter;
   NULL when there is no such word. Letters without case are either, and a word
   of capitals ends behind the last of them. */
static const char *
match_small (const char *p,
             const char *end)
{
  const char *last_both = NULL;
  const char *next;
  Kind        kind = read_kind (p, end, &next);

  for (; kind == KIND_UPPER || is_both (kind); kind = read_kind (p, end, &next))
    {
      p = next;
      if (is_both (kind))
        last_both = p;
    }
  if (kind != KIND_LOWER)
    return last_both;

  for (; kind == KIND_LOWER || is_both (kind); kind = read_kind (p, end, &next))
    p = next;
  return p;
}

/* The same for capitals alone. */
static const char *
match_capitals (const char *p,
                const char *end)
{
  const char *start = p;
  const char *next;

  for (Kind kind = read_kind (p, end, &next); kind == KIND_UPPER || is_both (kind);
       kind = read_kind (p, end, &next))
    p = next;
  return p > start ? p : NULL;
}

/* Behind 's, 't, 're, 've, 'm, 'll, 'd in any case; else p. */
static const char *
skip_contraction (const char *p,
                  const char *end)
{
  static const char *const pairs[] = { "re", "ve", "ll" };

  if (end - p < 2 || *p != '\'')
    return p;
  /* cppcheck-suppress invalidFunctionArg ; its argument is a gchar */
  switch (g_ascii_tolower (p[1]))
    {
    case 's':
    case 't':
    case 'm':
    case 'd':
      return p + 2;
    default:
      break;
    }
  /* The long s is an s to those who do not look at the case. */
  if (end - p >= 3 && p[1] == '\xc5' && p[2] == '\xbf')
    return p + 3;
  for (guint i = 0; end - p >= 3 && i < G_N_ELEMENTS (pairs); i++)
    if (g_ascii_strncasecmp (p + 1, pairs[i], 2) == 0)
      return p + 3;
  return p;
}

/* A word may have one sign or space in front of it. */
static const char *
match_word (const char *text,
            const char *end)
{
  const char *after;
  Kind        kind = read_kind (text, end, &after);
  gboolean    with_front = kind == KIND_SIGN || kind == KIND_SPACE || kind == KIND_MARK;
  const char *found = with_front ? match_small (after, end) : NULL;

  if (found == NULL && (!with_front || kind == KIND_MARK))
    found = match_small (text, end);
  if (found == NULL && with_front)
    found = match_capitals (after, end);
  if (found == NULL && !with_front)
    found = match_capitals (text, end);
  return found != NULL ? skip_contraction (found, end) : NULL;
}

static const char *
match_number (const char *p,
              const char *end)
{
  const char *next;

  for (guint i = 0; i < 3 && read_kind (p, end, &next) == KIND_NUMBER; i++)
    p = next;
  return p;
}

/* Signs with one space in front, and the ends of lines behind them. */
static const char *
match_signs (const char *p,
             const char *end)
{
  const char *start = p + (*p == ' ' ? 1 : 0);
  const char *next;
  Kind        kind;

  p = start;
  for (kind = read_kind (p, end, &next); kind == KIND_SIGN || kind == KIND_MARK;
       kind = read_kind (p, end, &next))
    p = next;
  if (p == start)
    return NULL;
  while (p < end && (*p == '\n' || *p == '\r' || *p == '/'))
    p++;
  return p;
}

/* Up to the last end of a line; without one, all but the last space, which
   belongs to the word that follows. */
static const char *
match_space (const char *text,
             const char *end)
{
  const char *p = text;
  const char *last = text; /* where the last character began */
  const char *line = NULL;
  const char *next;

  for (Kind kind = read_kind (p, end, &next); kind == KIND_SPACE || kind == KIND_LINE;
       kind = read_kind (p, end, &next))
    {
      last = p;
      p = next;
      if (kind == KIND_LINE)
        line = p;
    }
  if (line != NULL)
    return line;
  return p == end || last == text ? p : last;
}

const char *
igny_tokens_split_next (const char *text,
                        const char *end)
{
  const char *found;
  const char *next;

  g_return_val_if_fail (text != NULL && text < end, end);

  found = match_word (text, end);
  if (found != NULL)
    return found;
  if (read_kind (text, end, &next) == KIND_NUMBER)
    return match_number (text, end);
  found = match_signs (text, end);
  if (found != NULL)
    return found;
  found = match_space (text, end);
  return found > text ? found : next;
}
