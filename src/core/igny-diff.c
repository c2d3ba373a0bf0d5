/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-diff.h"

#include <string.h>

/* Most pairs of words that are compared: 4 MiB of lengths. */
#define MAX_PAIRS (2 * 1024 * 1024)

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static gboolean
is_wide (const char *p)
{
  return g_unichar_iswide (g_utf8_get_char (p));
}

static const char *
skip_word (const char *p)
{
  gboolean wide = is_wide (p);

  p = g_utf8_next_char (p);
  while (!wide && *p != '\0' && !is_space (p) && !is_wide (p))
    p = g_utf8_next_char (p);
  return p;
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));

  for (const char *p = text; *p != '\0';)
    {
      const char *end;

      if (is_space (p))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = skip_word (p);
      g_array_append_val (words,
                          ((IgnyDiffRange){ (guint) (p - text), (guint) (end - text) }));
      p = end;
    }
  return words;
}

/* Two texts as words; first and last are those between which they differ. */
typedef struct
{
  const char *text[2];
  GArray     *words[2];
  guint       first;
  guint       last[2]; /* before this one */
} Pair;

static IgnyDiffRange
get_word (const Pair *pair,
          guint       side,
          guint       i)
{
  return g_array_index (pair->words[side], IgnyDiffRange, i);
}

static gboolean
is_same (const Pair *pair,
         guint       i,
         guint       j)
{
  IgnyDiffRange a = get_word (pair, 0, i);
  IgnyDiffRange b = get_word (pair, 1, j);

  return a.end - a.start == b.end - b.start &&
         memcmp (pair->text[0] + a.start, pair->text[1] + b.start, a.end - a.start) == 0;
}

static void
trim (Pair *pair)
{
  guint n[2] = { pair->words[0]->len, pair->words[1]->len };

  while (pair->first < MIN (n[0], n[1]) && is_same (pair, pair->first, pair->first))
    pair->first++;
  while (MIN (n[0], n[1]) > pair->first && is_same (pair, n[0] - 1, n[1] - 1))
    {
      n[0]--;
      n[1]--;
    }
  pair->last[0] = n[0];
  pair->last[1] = n[1];
}

/* White space alone between two changes is part of them. */
static gboolean
touches (const char   *text,
         IgnyDiffRange last,
         IgnyDiffRange word)
{
  for (const char *p = text + last.end; p < text + word.start; p = g_utf8_next_char (p))
    if (!is_space (p))
      return FALSE;
  return TRUE;
}

static void
mark (const Pair *pair,
      guint       side,
      guint       i,
      GArray     *ranges)
{
  IgnyDiffRange word = get_word (pair, side, i);

  if (ranges->len > 0 &&
      touches (pair->text[side], g_array_index (ranges, IgnyDiffRange, ranges->len - 1), word))
    g_array_index (ranges, IgnyDiffRange, ranges->len - 1).end = word.end;
  else
    g_array_append_val (ranges, word);
}

/* Lengths of the longest common subsequences of what is behind each pair. */
static guint16 *
measure (const Pair *pair,
         guint       rows,
         guint       columns)
{
  guint16 *lengths = g_new0 (guint16, (gsize) (rows + 1) * (columns + 1));

  for (guint i = rows; i-- > 0;)
    for (guint j = columns; j-- > 0;)
      {
        gsize at = (gsize) i * (columns + 1) + j;
        gsize below = at + columns + 1;

        if (is_same (pair, pair->first + i, pair->first + j))
          lengths[at] = (guint16) (lengths[below + 1] + 1);
        else
          lengths[at] = MAX (lengths[below], lengths[at + 1]);
      }
  return lengths;
}

static void
compare (const Pair *pair,
         GArray     *removed,
         GArray     *added)
{
  guint               rows = pair->last[0] - pair->first;
  guint               columns = pair->last[1] - pair->first;
  gboolean            short_enough = (guint64) rows * columns <= MAX_PAIRS;
  g_autofree guint16 *lengths = short_enough ? measure (pair, rows, columns) : NULL;
  guint               i = 0;
  guint               j = 0;

  while (i < rows || j < columns)
    {
      gsize at = (gsize) i * (columns + 1) + j;

      if (lengths != NULL && i < rows && j < columns &&
          is_same (pair, pair->first + i, pair->first + j))
        {
          i++;
          j++;
        }
      else if (i < rows &&
               (j == columns || lengths == NULL || lengths[at + columns + 1] >= lengths[at + 1]))
        mark (pair, 0, pair->first + i++, removed);
      else
        mark (pair, 1, pair->first + j++, added);
    }
}

void
igny_diff_words (const char *before,
                 const char *after,
                 GArray     *removed,
                 GArray     *added)
{
  Pair pair = { .text = { before, after } };

  g_return_if_fail (before != NULL && after != NULL);
  g_return_if_fail (removed != NULL && added != NULL);

  pair.words[0] = split (before);
  pair.words[1] = split (after);
  trim (&pair);
  compare (&pair, removed, added);
  g_array_unref (pair.words[0]);
  g_array_unref (pair.words[1]);
}
