/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-text.h"

#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

static gunichar
straighten (gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x02bc:
    case 0x00b4:
    case '`':
      return '\'';

    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x00ab:
    case 0x00bb:
      return '"';

    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';

    default:
      return c;
    }
}

/* Joiners carry meaning in Indic scripts, Persian and emoji, so they stay. */
static gboolean
is_invisible (gunichar c)
{
  if (c == 0x200c || c == 0x200d)
    return FALSE;
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static char *
collapse (const char *text,
          gboolean    straight)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x00a0)
        {
          gap = out->len > 0;
          continue;
        }
      if (is_invisible (c))
        continue;
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, straight ? straighten (c) : c);
    }

  return g_string_free (out, FALSE);
}

static gboolean
is_plain_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* Letters that no normalization touches, that combine with nothing in these
 * ranges, and whose folded form is their lower case: most of Latin, Cyrillic,
 * kana, Han and Hangul. */
static gboolean
is_calm (gunichar c)
{
  if (c < 0x180)
    return c >= 0xc0 && c != 0xdf && c != 0x130 && c != 0x149 && c != 0x17f;
  if (c < 0x1ea0)
    return (c >= 0x400 && c <= 0x481) || (c >= 0x48a && c <= 0x4ff);
  if (c < 0x3041)
    return c <= 0x1ef9;
  return c <= 0x3096 || (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc ||
         (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3);
}

/* Nearly every keyword: printable ASCII and calm letters, single spaces, none
 * at the ends. Tidy, it is itself. is_ascii says which way to fold it. */
static gboolean
is_neat (const char *text,
         gboolean   *is_ascii)
{
  const char *p;

  *is_ascii = TRUE;
  for (p = text; *p != '\0'; p++)
    if ((guchar) *p >= 0x80)
      {
        if (!is_calm (g_utf8_get_char (p)))
          return FALSE;
        *is_ascii = FALSE;
        p = g_utf8_next_char (p) - 1;
      }
    else if (*p < ' ' || *p == 0x7f || *p == '`' || (*p == ' ' && (p == text || p[-1] == ' ')))
      return FALSE;
  return p == text || p[-1] != ' ';
}

static void
append_lower (GString    *out,
              const char *text,
              gboolean    is_ascii)
{
  gsize at = out->len;

  if (is_ascii)
    {
      g_string_append (out, text);
      for (char *p = out->str + at; *p != '\0'; p++)
        if (*p >= 'A' && *p <= 'Z')
          *p = (char) (*p + ('a' - 'A'));
      return;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p < 0x80)
      g_string_append_c (out, g_ascii_tolower (*p));
    else
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));
}

void
igny_text_append_key (GString    *out,
                      const char *text)
{
  g_autofree char *key = NULL;
  gboolean         is_ascii;

  g_return_if_fail (out != NULL && text != NULL);

  if (is_neat (text, &is_ascii))
    {
      append_lower (out, text, is_ascii);
      return;
    }
  key = igny_text_normalize (text);
  g_string_append (out, key);
}

void
igny_text_append_tidy (GString    *out,
                       const char *text)
{
  g_autofree char *tidy = NULL;
  gboolean         is_ascii;

  g_return_if_fail (out != NULL && text != NULL);

  if (is_neat (text, &is_ascii))
    {
      g_string_append (out, text);
      return;
    }
  tidy = igny_text_tidy (text);
  g_string_append (out, tidy);
}

char *
igny_text_normalize (const char *text)
{
  g_autofree char *flat = NULL;
  g_autofree char *folded = NULL;
  gboolean         is_ascii;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_neat (text, &is_ascii))
    {
      GString *out = g_string_sized_new (strlen (text) + 1);

      append_lower (out, text, is_ascii);
      return g_string_free (out, FALSE);
    }
  flat = collapse (text, TRUE);
  if (is_plain_ascii (flat))
    return g_ascii_strdown (flat, -1);

  folded = g_utf8_casefold (flat, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

char *
igny_text_tidy (const char *text)
{
  g_autofree char *flat = NULL;
  gboolean         is_ascii;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_neat (text, &is_ascii))
    return g_strdup (text);
  flat = collapse (text, FALSE);
  return is_plain_ascii (flat) ? g_steal_pointer (&flat)
                               : g_utf8_normalize (flat, -1, G_NORMALIZE_NFC);
}

static void
cut_at_hyphen (GString *slug,
               gsize    max_length)
{
  const char *hyphen;

  if (slug->len > max_length)
    {
      g_string_truncate (slug, max_length);
      hyphen = strrchr (slug->str, '-');
      if (hyphen != NULL && hyphen > slug->str)
        g_string_truncate (slug, (gsize) (hyphen - slug->str));
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
}

char *
igny_text_slugify (const char *text,
                   gsize       max_length)
{
  g_autofree char *ascii = NULL;
  GString         *slug = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  /* Apostrophes vanish instead of splitting a word: "men's" is "mens". */
  ascii = g_str_to_ascii (text, "C");
  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p != '\'' && *p != '?' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  cut_at_hyphen (slug, max_length);
  if (slug->len == 0)
    g_string_assign (slug, "item");

  return g_string_free (slug, FALSE);
}

void
igny_text_set (char      **member,
               const char *text)
{
  char *old;

  g_return_if_fail (member != NULL);

  old = *member;
  *member = g_strdup (text);
  g_free (old);
}

static guint
count_by_rules (const char *text,
                gsize       length,
                char       *breaks)
{
  guint    words = 0;
  gboolean in_word = FALSE;

  u8_wordbreaks ((const uint8_t *) text, length, breaks);
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      if (breaks[p - text] != 0)
        in_word = FALSE;
      if (!in_word && g_unichar_isalnum (g_utf8_get_char (p)))
        {
          in_word = TRUE;
          words++;
        }
    }

  return words;
}

/* Letters and figures, with signs before and behind them at most; such are most
 * words, and about them the rules say nothing. */
static gboolean
is_plain_word (const char *text,
               gsize       length)
{
  while (length > 0 && g_ascii_ispunct (*text) && *text != '_')
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_ispunct (text[length - 1]) && text[length - 1] != '_')
    length--;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return length > 0;
}

guint
igny_text_count_words (const char *text)
{
  static const char spaces[] = " \t\n";
  g_autofree char  *breaks = NULL;
  gsize             room = 0;
  guint             words = 0;

  g_return_val_if_fail (text != NULL, 0);

  /* No word goes over a space. */
  for (const char *p = text + strspn (text, spaces); *p != '\0'; p += strspn (p, spaces))
    {
      gsize length = strcspn (p, spaces);

      if (is_plain_word (p, length))
        words++;
      else
        {
          if (length > room)
            {
              room = length * 2;
              g_free (breaks);
              breaks = g_malloc (room);
            }
          words += count_by_rules (p, length, breaks);
        }
      p += length;
    }

  return words;
}
