/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-spelling.h"

#include "igny-words.h"

#include <string.h>

/* Shorter words are too often one letter away from another real word. */
#define SLIP_MIN_LETTERS 5
/* The same for a letter in place of another, the riskiest slip. */
#define SWAP_MIN_LETTERS 7
#define SLIP_MAX_LETTERS 24
/* A slip is this rare, and this many times rarer than what was meant. */
#define SLIP_MAX_COUNT 2
#define SLIP_RATIO 20
/* Letters in each part of a word that is also written apart. */
#define PART_MIN_LETTERS 3

#define NONE G_MAXUINT

typedef struct
{
  const IgnyStringTable *words;
  guint                 *counts; /* occurrences, by word */
  guint                 *meant;  /* by word: the word that was meant, else itself */
  guint                 *first;  /* by word: its parts when written apart, else NONE */
  guint                 *second;
  guint                 *apart; /* by word: how often it is written apart */
} Speller;

static void
clear_speller (Speller *self)
{
  g_free (self->counts);
  g_free (self->meant);
  g_free (self->first);
  g_free (self->second);
  g_free (self->apart);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Speller, clear_speller)

static glong
count_letters (const char *word)
{
  glong letters = 0;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      if (!g_unichar_isalpha (g_utf8_get_char (word)))
        return 0;
      letters++;
    }
  return letters;
}

/* Frequent words under each of the spellings that lack one letter. */
typedef struct
{
  IgnyStringTable *keys;
  GArray          *owners; /* of guint, by key: the most frequent word */
} Index;

static void
clear_index (Index *self)
{
  igny_string_table_free (self->keys);
  g_array_unref (self->owners);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, clear_index)

static gboolean
is_better (const Speller *self,
           guint          word,
           guint          than)
{
  if (than == NONE || self->counts[word] != self->counts[than])
    return than == NONE || self->counts[word] > self->counts[than];
  return strcmp (igny_string_table_get (self->words, word),
                 igny_string_table_get (self->words, than)) < 0;
}

static void
add_key (const Speller *self,
         Index         *index,
         const char    *key,
         gsize          length,
         guint          word)
{
  guint  number = igny_string_table_add (index->keys, key, length);
  guint *owner;

  if (number == index->owners->len)
    {
      g_array_append_val (index->owners, word);
      return;
    }
  owner = &g_array_index (index->owners, guint, number);
  if (is_better (self, word, *owner))
    *owner = word;
}

/* Writes the word without the letter at p; returns the length. */
static gsize
leave_out (const char *word,
           gsize       length,
           const char *p,
           char       *out)
{
  gsize before = (gsize) (p - word);
  gsize after = (gsize) (g_utf8_next_char (p) - word);

  memcpy (out, word, before);
  memcpy (out + before, word + after, length - after);
  return length - (after - before);
}

static void
fill_index (const Speller *self,
            Index         *index)
{
  char key[IGNY_WORDS_MAX_BYTES + 1];

  for (guint i = 0; i < igny_string_table_get_size (self->words); i++)
    {
      const char *word = igny_string_table_get (self->words, i);
      gsize       length = igny_string_table_get_length (self->words, i);
      glong       letters;

      if (self->counts[i] < SLIP_RATIO)
        continue;
      letters = count_letters (word);
      if (letters < SLIP_MIN_LETTERS || letters > SLIP_MAX_LETTERS)
        continue;
      add_key (self, index, word, length, i);
      for (const char *p = g_utf8_next_char (word); *p != '\0'; p = g_utf8_next_char (p))
        add_key (self, index, key, leave_out (word, length, p, key), i);
    }
}

/* Both lack one letter and are the same then: a letter was replaced or two
 * neighbors changed places, or two letters far apart differ. Only the first
 * two are slips. */
static gboolean
is_one_swap (const char *a,
             const char *b,
             glong       letters)
{
  const char *end_a;
  const char *end_b;

  while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  if (*a == '\0' || *b == '\0')
    return FALSE;
  end_a = g_utf8_next_char (a);
  end_b = g_utf8_next_char (b);
  if (strcmp (end_a, end_b) == 0)
    return letters >= SWAP_MIN_LETTERS;
  return g_utf8_get_char (end_a) == g_utf8_get_char (b) &&
         g_utf8_get_char (end_b) == g_utf8_get_char (a) &&
         strcmp (g_utf8_next_char (end_a), g_utf8_next_char (end_b)) == 0;
}

/* The first letter is hardly ever wrong. */
static gboolean
is_slip (const Speller *self,
         guint          word,
         guint          meant)
{
  const char *a = igny_string_table_get (self->words, word);
  const char *b = igny_string_table_get (self->words, meant);
  glong       letters = g_utf8_strlen (a, -1);

  if (g_utf8_get_char (a) != g_utf8_get_char (b))
    return FALSE;
  if (self->counts[meant] / SLIP_RATIO < self->counts[word])
    return FALSE;
  return letters != g_utf8_strlen (b, -1) || is_one_swap (a, b, letters);
}

static guint
look_up (const Speller *self,
         const Index   *index,
         const char    *key,
         gsize          length,
         guint          word,
         guint          best)
{
  guint number = igny_string_table_find (index->keys, key, length);
  guint owner;

  if (number == NONE)
    return best;
  owner = g_array_index (index->owners, guint, number);
  if (owner == word || !is_slip (self, word, owner) || !is_better (self, owner, best))
    return best;
  return owner;
}

static guint
find_meant (const Speller *self,
            const Index   *index,
            guint          i)
{
  char        key[IGNY_WORDS_MAX_BYTES + 1];
  const char *word = igny_string_table_get (self->words, i);
  gsize       length = igny_string_table_get_length (self->words, i);
  glong       letters = count_letters (word);
  guint       best;

  if (letters < SLIP_MIN_LETTERS || letters > SLIP_MAX_LETTERS)
    return i;
  best = look_up (self, index, word, length, i, NONE);
  for (const char *p = g_utf8_next_char (word); *p != '\0'; p = g_utf8_next_char (p))
    best = look_up (self, index, key, leave_out (word, length, p, key), i, best);
  return best != NONE ? best : i;
}

static void
find_slips (Speller *self)
{
  g_auto(Index) index = { igny_string_table_new (), g_array_new (FALSE, FALSE, sizeof (guint)) };

  fill_index (self, &index);
  for (guint i = 0; i < igny_string_table_get_size (self->words); i++)
    {
      self->meant[i] = i;
      if (igny_string_table_get_size (index.keys) > 0 && self->counts[i] <= SLIP_MAX_COUNT)
        self->meant[i] = find_meant (self, &index, i);
    }
}

static gboolean
can_be_part (const Speller *self,
             guint          word)
{
  const char *text = igny_string_table_get (self->words, word);
  gsize       length = igny_string_table_get_length (self->words, word);

  return count_letters (text) >= PART_MIN_LETTERS && !igny_words_is_function_word (text, length);
}

static guint
find_joined (const Speller *self,
             guint          first,
             guint          second)
{
  char  text[2 * IGNY_WORDS_MAX_BYTES];
  gsize length = igny_string_table_get_length (self->words, first);
  gsize more = igny_string_table_get_length (self->words, second);
  guint joined;

  memcpy (text, igny_string_table_get (self->words, first), length);
  memcpy (text + length, igny_string_table_get (self->words, second), more);
  joined = igny_string_table_find (self->words, text, length + more);
  if (joined == NONE || !can_be_part (self, first) || !can_be_part (self, second))
    return NONE;
  return joined;
}

static void
find_joins (Speller      *self,
            const GArray *sequence)
{
  for (guint i = 0; i + 1 < sequence->len; i++)
    {
      guint first = g_array_index (sequence, guint, i);
      guint second = g_array_index (sequence, guint, i + 1);
      guint joined;

      if (first == IGNY_SPELLING_END || second == IGNY_SPELLING_END)
        continue;
      joined = find_joined (self, first, second);
      if (joined == NONE)
        continue;
      self->first[joined] = first;
      self->second[joined] = second;
      self->apart[joined]++;
    }
}

/* What the list mostly does with a word that it writes in both ways. */
static gboolean
is_apart (const Speller *self,
          guint          word)
{
  return self->first[word] != NONE && self->apart[word] >= self->counts[word];
}

static void
append (GArray *out,
        guint   word)
{
  g_array_append_val (out, word);
}

static void
rewrite (const Speller *self,
         GArray        *sequence)
{
  g_autoptr(GArray) out = g_array_sized_new (FALSE, FALSE, sizeof (guint), sequence->len);

  for (guint i = 0; i < sequence->len; i++)
    {
      guint word = g_array_index (sequence, guint, i);
      guint next = i + 1 < sequence->len ? g_array_index (sequence, guint, i + 1)
                                         : IGNY_SPELLING_END;
      guint joined = NONE;

      if (word == IGNY_SPELLING_END)
        {
          append (out, word);
          continue;
        }
      if (next != IGNY_SPELLING_END)
        joined = find_joined (self, word, next);
      if (joined != NONE && !is_apart (self, joined))
        {
          append (out, joined);
          i++;
          continue;
        }
      word = self->meant[word];
      append (out, is_apart (self, word) ? self->first[word] : word);
      if (is_apart (self, word))
        append (out, self->second[word]);
    }

  g_array_set_size (sequence, 0);
  g_array_append_vals (sequence, out->data, out->len);
}

void
igny_spelling_unify (const IgnyStringTable *words,
                     GArray                *sequence)
{
  gsize size;
  g_auto(Speller) self = { .words = words };

  g_return_if_fail (words != NULL && sequence != NULL);

  size = (gsize) igny_string_table_get_size (words) + 1;
  self.counts = g_new0 (guint, size);
  self.meant = g_new0 (guint, size);
  self.apart = g_new0 (guint, size);
  self.first = g_malloc (size * sizeof (guint));
  self.second = g_malloc (size * sizeof (guint));
  memset (self.first, 0xff, size * sizeof (guint));
  memset (self.second, 0xff, size * sizeof (guint));
  for (guint i = 0; i < sequence->len; i++)
    if (g_array_index (sequence, guint, i) != IGNY_SPELLING_END)
      self.counts[g_array_index (sequence, guint, i)]++;

  find_slips (&self);
  find_joins (&self, sequence);
  rewrite (&self, sequence);
}
