/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tokens.h"

#include <string.h>

#include "igny-tokens-ranks.h"
#include "igny-tokens-split.h"

struct _IgnyTokens
{
  GMutex           lock;  /* of the unpacking */
  IgnyTokensRanks *ranks; /* NULL until asked for; atomic */
};

typedef enum
{
  RUN_NONE, /* spaces: part of the word that follows */
  RUN_LATIN,
  RUN_OTHER, /* letters of other alphabets */
  RUN_IDEOGRAPHS,
  RUN_DIGITS,
  RUN_MARKS,
  RUN_LINES,
} Run;

/* Scripts that are written without spaces. */
static gboolean
is_ideograph (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static Run
classify (gunichar c)
{
  if (c == '\n' || c == '\r')
    return RUN_LINES;
  if (g_unichar_isspace (c))
    return RUN_NONE;
  if (is_ideograph (c))
    return RUN_IDEOGRAPHS;
  if (g_unichar_isdigit (c))
    return RUN_DIGITS;
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return c < 0x250 ? RUN_LATIN : RUN_OTHER;
  return RUN_MARKS;
}

/* Hundredths of a token, fitted to what the o200k_base vocabulary makes of
 * prose, lists and tables in seven languages. */
static guint64
weigh (Run     run,
       guint64 length)
{
  switch (run)
    {
    case RUN_LATIN:
      return MAX (100, length * 100 / 6);
    case RUN_OTHER:
      return MAX (100, length * 100 / 4);
    case RUN_IDEOGRAPHS:
      return length * 80;
    case RUN_DIGITS:
      return (length + 2) / 3 * 100;
    case RUN_MARKS:
      return 100;
    case RUN_LINES:
      return 50;
    case RUN_NONE:
    default:
      return 0;
    }
}

guint
igny_tokens_estimate (const char *text)
{
  guint64 hundredths = 0;
  guint64 length = 0;
  Run     run = RUN_NONE;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Run next = classify (g_utf8_get_char (p));

      if (next != run)
        {
          hundredths += weigh (run, length);
          length = 0;
          run = next;
        }
      length++;
    }
  hundredths += weigh (run, length);

  return (guint) MIN ((hundredths + 99) / 100, G_MAXUINT);
}

IgnyTokens *
igny_tokens_new (void)
{
  IgnyTokens *self = g_new0 (IgnyTokens, 1);

  g_mutex_init (&self->lock);
  return self;
}

void
igny_tokens_free (IgnyTokens *self)
{
  if (self == NULL)
    return;

  igny_tokens_ranks_free (self->ranks);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static const IgnyTokensRanks *
get_ranks (IgnyTokens *self)
{
  if (g_atomic_pointer_get (&self->ranks) == NULL)
    {
      g_mutex_lock (&self->lock);
      if (self->ranks == NULL)
        g_atomic_pointer_set (&self->ranks, igny_tokens_ranks_new ());
      g_mutex_unlock (&self->lock);
    }
  return g_atomic_pointer_get (&self->ranks);
}

static guint64
encode (IgnyTokens *self,
        const char *text,
        GArray     *ids)
{
  const IgnyTokensRanks *ranks = get_ranks (self);
  const char            *end = text + strlen (text);
  guint64                n = 0;

  for (const char *p = text; p < end;)
    {
      const char *next = igny_tokens_split_next (p, end);

      n += igny_tokens_ranks_merge (ranks, p, (gsize) (next - p), ids);
      p = next;
    }
  return n;
}

gboolean
igny_tokens_is_exact (const char *vocabulary)
{
  return g_strcmp0 (vocabulary, "o200k") == 0;
}

guint64
igny_tokens_count (IgnyTokens *self,
                   const char *vocabulary,
                   const char *text)
{
  g_return_val_if_fail (self != NULL && text != NULL, 0);

  return igny_tokens_is_exact (vocabulary) ? encode (self, text, NULL)
                                           : igny_tokens_estimate (text);
}

GArray *
igny_tokens_encode (IgnyTokens *self,
                    const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (self != NULL && text != NULL, ids);

  encode (self, text, ids);
  return ids;
}
