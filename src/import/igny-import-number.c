/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-number.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBER G_GINT64_CONSTANT (1000000000000000) /* before scaling */

/* A number as it stands in the text, without what separates by space: digits
 * and the marks between them. */
typedef struct
{
  char        text[48];
  gsize       length;
  const char *after;
  gboolean    negative;
} Figure;

/* What the marks of a figure can mean. */
typedef enum
{
  NO_MARK,
  DECIMAL, /* mark at the given place */
  GROUPS,
  OPEN, /* one mark before three digits */
  WRONG,
} Marking;

static gboolean
is_gap (gunichar c)
{
  return c == ' ' || c == 0x00a0 || c == 0x202f || c == 0x2009 || c == '\'' || c == 0x2019 ||
         c == 0x066c;
}

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static int
digit_at (const char *text)
{
  return *text == '\0' ? -1 : g_unichar_digit_value (g_utf8_get_char (text));
}

/* A space or an apostrophe belongs to the number when exactly three digits
 * follow. */
static gboolean
separates (const char *text)
{
  if (*text == '\0' || !is_gap (g_utf8_get_char (text)))
    return FALSE;

  text = g_utf8_next_char (text);
  for (guint i = 0; i < 3; i++, text = g_utf8_next_char (text))
    if (digit_at (text) < 0)
      return FALSE;
  return digit_at (text) < 0;
}

static const char *
skip_sign (const char *text,
           gboolean   *negative)
{
  text = skip_space (text);
  *negative = *text == '-' || g_str_has_prefix (text, "−");
  if (*negative || *text == '+')
    text = g_utf8_next_char (text);
  return skip_space (text);
}

static gboolean
read_figure (const char *text,
             Figure     *figure)
{
  gboolean seen = FALSE;

  figure->length = 0;
  text = skip_sign (text, &figure->negative);
  while (figure->length + 1 < sizeof figure->text)
    {
      int      digit = digit_at (text);
      gunichar c = *text == '\0' ? 0 : g_utf8_get_char (text);

      if (digit >= 0)
        figure->text[figure->length++] = (char) ('0' + digit);
      else if ((c == '.' || c == ',' || c == 0x066b) && digit_at (g_utf8_next_char (text)) >= 0)
        figure->text[figure->length++] = c == ',' ? ',' : '.';
      else if (!seen || !separates (text))
        break;
      seen = TRUE;
      text = g_utf8_next_char (text);
    }

  figure->text[figure->length] = '\0';
  figure->after = text;
  return seen && digit_at (text) < 0;
}

/* place: of the mark, when it is one or can be. */
static Marking
judge_marks (const Figure *figure,
             gsize        *place)
{
  const char *dot = strrchr (figure->text, '.');
  const char *comma = strrchr (figure->text, ',');
  const char *last = MAX (dot, comma);
  gsize       before;

  if (last == NULL)
    return NO_MARK;

  *place = (gsize) (last - figure->text);
  if (strchr (figure->text, *last) != last)
    return figure->length - *place == 4 ? GROUPS : WRONG;
  if (dot != NULL && comma != NULL)
    return DECIMAL;

  before = *place;
  if (figure->length - before - 1 != 3 || before == 0 || before > 3 || figure->text[0] == '0')
    return DECIMAL;
  return OPEN;
}

static gboolean
is_multiplier (const char *text,
               gint64     *factor)
{
  static const struct
  {
    const char *word;
    gint64      factor;
  } words[] = {
    { "k", 1000 },
    { "m", 1000000 },
    { "b", 1000000000 },
    { "mio", 1000000 },
    { "tsd", 1000 },
    { "mil", 1000 },
    { "mln", 1000000 },
    { "тыс", 1000 },
    { "млн", 1000000 },
    { "万", 10000 },
    { "萬", 10000 },
    { "만", 10000 },
  };
  const char      *end = text;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == text || end - text > 16)
    return FALSE;

  word = g_strndup (text, (gsize) (end - text));
  lower = g_utf8_strdown (word, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (lower, words[i].word) == 0)
      {
        *factor = words[i].factor;
        return TRUE;
      }
  return FALSE;
}

/* Takes a unit behind the number along, and a dot that shortens it. */
static const char *
skip_multiplier (const char *text,
                 gint64     *factor)
{
  const char *word = skip_space (text);

  *factor = 1;
  if (!is_multiplier (word, factor))
    return text;
  while (*word != '\0' && g_unichar_isalpha (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  return *word == '.' && word[1] != '.' ? word + 1 : word;
}

/* Digits before and after the decimal mark as one number of 10^-digits parts,
 * the first digit left over deciding the rounding. */
static gboolean
assemble (const Figure *figure,
          gssize        point,
          guint         digits,
          gint64        factor,
          gint64       *value)
{
  gint64 whole = 0;
  gint64 rest = 0;
  gint64 scale = 1;
  gint64 part = 1;

  for (guint i = 0; i < digits; i++)
    scale *= 10;
  for (gsize i = 0; i < figure->length; i++)
    {
      char c = figure->text[i];

      if (!g_ascii_isdigit (c))
        continue;
      if (point < 0 || (gssize) i < point)
        whole = whole * 10 + (c - '0');
      else if (part < 1000000000)
        {
          rest = rest * 10 + (c - '0');
          part *= 10;
        }
      if (whole > MAX_NUMBER)
        return FALSE;
    }

  if (whole > G_MAXINT64 / 4 / scale / factor)
    return FALSE;
  *value = whole * scale * factor;
  *value += (gint64) llroundl ((long double) rest * (long double) (scale * factor) /
                               (long double) part);
  if (figure->negative)
    *value = -*value;
  return TRUE;
}

/* Most values are digits, perhaps with a dot and one or two digits behind:
 * those need no thought. */
static gboolean
parse_simple (const char *text,
              guint       digits,
              gint64     *value)
{
  gint64 number = 0;
  guint  n_whole = 0;
  guint  n_rest = 0;

  for (; g_ascii_isdigit (*text) && n_whole < 12; text++, n_whole++)
    number = number * 10 + (*text - '0');
  if (n_whole == 0 || (*text != '\0' && *text != '.'))
    return FALSE;
  if (*text == '.')
    for (text++; g_ascii_isdigit (*text) && n_rest < 3; text++, n_rest++)
      number = number * 10 + (*text - '0');
  if (*text != '\0' || n_rest > MIN (digits, 2) || (n_rest == 0 && text[-1] == '.'))
    return FALSE;
  for (; n_rest < digits; n_rest++)
    number *= 10;
  *value = number;
  return TRUE;
}

gboolean
igny_import_number_scan (const char   **text,
                         IgnyImportMark mark,
                         guint          digits,
                         gint64        *value)
{
  Figure  figure;
  gsize   place = 0;
  gint64  factor;
  Marking marking;
  gssize  point;

  g_return_val_if_fail (text != NULL && *text != NULL && value != NULL, FALSE);
  g_return_val_if_fail (digits <= 6, FALSE);

  if (!read_figure (*text, &figure))
    return FALSE;

  *text = skip_multiplier (figure.after, &factor);
  marking = judge_marks (&figure, &place);
  if (marking == WRONG)
    return FALSE;
  if (marking == OPEN && (factor > 1 || figure.text[place] == mark))
    marking = DECIMAL;
  point = marking == DECIMAL ? (gssize) place : -1;
  return assemble (&figure, point, digits, factor, value);
}

gboolean
igny_import_number_parse (const char    *text,
                          IgnyImportMark mark,
                          guint          digits,
                          gint64        *value)
{
  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (parse_simple (text, digits, value))
    return TRUE;
  if (!igny_import_number_scan (&text, mark, digits, value))
    return FALSE;
  text = skip_space (text);
  if (*text == '+' || *text == '%')
    text++;
  return *skip_space (text) == '\0';
}

gboolean
igny_import_number_is_unknown (const char *text)
{
  static const char *const words[] = {
    "-",
    "–",
    "—",
    "--",
    "---",
    "−",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "null",
    "none",
    "nan",
    "nil",
    "∞",
    "-∞",
    "?",
    "unknown",
    "not available",
    "no data",
    "not set",
    "(not set)",
    "not enough data",
    "n/d",
    "n.d.",
    "k. a.",
    "k.a.",
    "s/o",
    "s.o.",
    "нет данных",
    "undefined",
    "#value!",
    "<na>",
  };
  g_autofree char *bare = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (text != NULL, TRUE);

  text = skip_space (text);
  if (*text == '\0')
    return TRUE;
  if (g_ascii_isdigit (*text) || strnlen (text, 24) == 24)
    return FALSE;
  /* Letters that none of the words begins with: most texts need no more. */
  if (g_ascii_isalpha (*text) && strchr ("nNkKsSuU", *text) == NULL)
    return FALSE;

  bare = g_strchomp (g_strdup (text));
  lower = g_utf8_strdown (bare, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (lower, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
learn_marks (IgnyImportStyle *self,
             const Figure    *figure)
{
  gsize   place = 0;
  Marking marking = judge_marks (figure, &place);

  if (marking == NO_MARK)
    return;
  if (figure->text[place] == '.')
    {
      self->dot_decimal += marking == DECIMAL;
      self->dot_group += marking == GROUPS;
      self->dot_open += marking == OPEN;
      return;
    }
  self->comma_decimal += marking == DECIMAL;
  self->comma_group += marking == GROUPS;
  self->comma_open += marking == OPEN;
}

/* The sign of an amount of money may stand before the figure. */
static const char *
find_figure (const char *text)
{
  for (guint i = 0; i < 8 && *text != '\0'; i++, text = g_utf8_next_char (text))
    if (digit_at (text) >= 0 || *text == '-')
      return text;
  return text;
}

static gboolean
is_bucket (gint64 hundredths)
{
  gint64 bucket = 5000;

  if (hundredths == 0)
    return TRUE;
  while (bucket < hundredths)
    bucket *= 10;
  return bucket == hundredths;
}

void
igny_import_style_learn (IgnyImportStyle *self,
                         const char      *text)
{
  Figure      figure;
  const char *at;
  gint64      value;

  g_return_if_fail (self != NULL && text != NULL);

  if (igny_import_number_is_unknown (text))
    return;
  self->n_values++;
  at = find_figure (text);
  if (!read_figure (at, &figure) || !igny_import_number_scan (&at, '.', 2, &value))
    return;

  learn_marks (self, &figure);
  self->maximum = self->n_numbers == 0 ? value : MAX (self->maximum, value);
  self->minimum = self->n_numbers == 0 ? value : MIN (self->minimum, value);
  self->n_numbers++;
  self->n_percent += strchr (at, '%') != NULL;
  self->n_buckets += is_bucket (value);
  self->n_whole += strpbrk (figure.text, ".,") == NULL;
}

IgnyImportMark
igny_import_style_get_mark (const IgnyImportStyle *self,
                            gboolean               whole,
                            IgnyImportMark         hint)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->dot_decimal > 0 || self->comma_decimal > 0)
    return self->dot_decimal >= self->comma_decimal ? '.' : ',';
  if (self->dot_group > 0 || self->comma_group > 0)
    return self->dot_group >= self->comma_group ? ',' : '.';
  if (whole)
    return 0;
  if (hint != 0)
    return hint;
  return self->dot_open > 0 || self->comma_open == 0 ? '.' : 0;
}
