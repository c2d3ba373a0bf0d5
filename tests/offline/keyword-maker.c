/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyword-maker.h"

#include <math.h>
#include <string.h>

#define VOCABULARY 40000
#define COMPANIONS 8
#define PLACES 1500
#define QUERIES_A_TOPIC 10

typedef struct
{
  guint64    state;
  GPtrArray *words;  /* of char *, by rank */
  double    *ranks;  /* sums of 1/r, by rank */
  double    *topics; /* the same for topics */
  guint      n_topics;
  guint64    seed;
} Maker;

static const char *const fronts[] = {
  "best", "cheap", "how to clean", "how to choose", "what is", "where to buy",
  "diy", "free", "used", "small", "large", "portable",
  "top 10", "are there", "is a", "how much is", "organic", "custom",
  "vintage", "black", "white", "red", "why is my", "can you wash",
  "when did", "alternatives to"
};

static const char *const backs[] = {
  "near me", "for women", "for men", "for kids", "for beginners", "reviews", "review",
  "price", "cost", "sale", "online", "uk", "amazon", "2024",
  "2025", "ideas", "tutorial", "size 10", "size 12", "set", "kit",
  "repair", "rental", "vs", "with lid", "for sale", "wholesale",
  "instructions", "pdf", "images", "in german", "meaning"
};

static guint64
draw (Maker *self)
{
  /* splitmix64: Steele, Lea, Flood 2014 */
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint
draw_below (Maker *self,
            guint  limit)
{
  return (guint) (draw (self) % limit);
}

static gboolean
chance (Maker *self,
        guint  percent)
{
  return draw_below (self, 100) < percent;
}

static double *
sum_ranks (guint  count,
           double power)
{
  double *sums = g_new (double, count);
  double  sum = 0;

  for (guint i = 0; i < count; i++)
    sums[i] = sum += 1 / pow (i + 3.0, power);
  return sums;
}

static guint
draw_rank (Maker        *self,
           const double *sums,
           guint         count)
{
  double where = (double) (draw (self) >> 11) / 9007199254740992.0 * sums[count - 1];
  guint  low = 0;
  guint  high = count - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (sums[middle] < where)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
append_syllable (Maker   *self,
                 GString *word,
                 gboolean cyrillic)
{
  static const char *const starts[] = { "b", "c", "d", "f", "g", "h", "l", "m", "n", "p",
                                        "r", "s", "t", "v", "k", "st", "br", "tr", "sh", "ch" };
  static const char *const middles[] = { "a", "e", "i", "o", "u", "ea", "ai", "oo", "ou", "ie" };
  static const char *const ends[] = { "", "", "", "n", "r", "l", "s", "ck", "nd", "x" };
  static const char *const others[] = { "ба", "кон", "дир", "пул", "тес", "мя", "вы", "сёт",
                                        "ло", "гра", "нис", "жек", "зу", "фом", "шал", "рим" };

  if (cyrillic)
    {
      g_string_append (word, others[draw_below (self, G_N_ELEMENTS (others))]);
      return;
    }
  g_string_append (word, starts[draw_below (self, G_N_ELEMENTS (starts))]);
  g_string_append (word, middles[draw_below (self, G_N_ELEMENTS (middles))]);
  g_string_append (word, ends[draw_below (self, G_N_ELEMENTS (ends))]);
}

static void
fill_words (Maker *self)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  self->words = g_ptr_array_new_with_free_func (g_free);
  while (self->words->len < VOCABULARY)
    {
      g_autoptr(GString) word = g_string_new (NULL);
      guint    syllables = 1 + draw_below (self, self->words->len < 500 ? 2 : 4);
      gboolean cyrillic = chance (self, 3);

      for (guint i = 0; i < syllables; i++)
        append_syllable (self, word, cyrillic);
      if (word->len < 3 || g_hash_table_contains (known, word->str))
        continue;
      g_ptr_array_add (self->words, g_strdup (word->str));
      g_hash_table_add (known, self->words->pdata[self->words->len - 1]);
    }
}

static const char *
draw_word (Maker *self)
{
  return self->words->pdata[draw_rank (self, self->ranks, VOCABULARY)];
}

/* What belongs to a topic is drawn from its own number, whenever it is asked
 * for. */
static void
append_name (Maker   *self,
             GString *query,
             guint    topic)
{
  guint64 state = self->state;
  guint   words;

  self->state = self->seed ^ ((guint64) topic + 1) * G_GUINT64_CONSTANT (0xd1342543de82ef95);
  words = 1 + (chance (self, 70) ? 1 : 0) + (chance (self, 20) ? 1 : 0);
  for (guint i = 0; i < words; i++)
    {
      /* A name has a telling word; any word may be beside it. */
      guint rank = i == 0 ? 200 + draw_below (self, VOCABULARY - 200) : 0;

      if (query->len > 0)
        g_string_append_c (query, ' ');
      g_string_append (query, i == 0 ? self->words->pdata[rank] : draw_word (self));
    }
  self->state = state;
}

static const char *
draw_companion (Maker *self,
                guint  topic)
{
  guint64     number = draw_below (self, COMPANIONS);
  guint64     state = self->state;
  const char *word;

  self->state = self->seed ^ ((guint64) topic * COMPANIONS + number + 7) *
                                 G_GUINT64_CONSTANT (0x2545f4914f6cdd1d);
  word = draw_word (self);
  self->state = state;
  return word;
}

static void
append_back (Maker   *self,
             GString *query,
             guint    topic)
{
  guint kind = draw_below (self, 100);

  g_string_append_c (query, ' ');
  if (kind < 45)
    g_string_append (query, draw_companion (self, topic));
  else if (kind < 80)
    g_string_append (query, backs[draw_below (self, G_N_ELEMENTS (backs))]);
  else if (kind < 92)
    g_string_append_printf (query, "in %s", (char *) self->words->pdata[draw_below (self, PLACES)]);
  else if (kind < 97)
    g_string_append_printf (query, "%u", 1 + draw_below (self, 200));
  else
    {
      g_string_append (query, "vs ");
      append_name (self, query, draw_rank (self, self->topics, self->n_topics));
    }
}

/* Two letters change places, or one is missing. */
static void
slip (Maker   *self,
      GString *query)
{
  gsize place = 1 + draw_below (self, (guint) MAX (query->len - 1, 1));

  if (place + 1 >= query->len || !g_ascii_isalpha (query->str[place]) ||
      !g_ascii_isalpha (query->str[place + 1]))
    return;
  if (chance (self, 50))
    g_string_erase (query, (gssize) place, 1);
  else
    {
      char letter = query->str[place];

      query->str[place] = query->str[place + 1];
      query->str[place + 1] = letter;
    }
}

static void
turn_around (GString *query)
{
  g_auto(GStrv) words = g_strsplit (query->str, " ", 2);

  if (words[0] != NULL && words[1] != NULL)
    g_string_printf (query, "%s %s", words[1], words[0]);
}

static char *
make_query (Maker *self,
            guint *topic)
{
  GString *query = g_string_new (NULL);

  *topic = draw_rank (self, self->topics, self->n_topics);
  if (chance (self, 35))
    g_string_append (query, fronts[draw_below (self, G_N_ELEMENTS (fronts))]);
  append_name (self, query, *topic);
  if (chance (self, 10))
    g_string_append_c (query, 's');
  if (chance (self, 70))
    append_back (self, query, *topic);
  if (chance (self, 25))
    append_back (self, query, *topic);
  if (chance (self, 5))
    turn_around (query);
  if (chance (self, 2))
    slip (self, query);
  return g_string_free (query, FALSE);
}

static void
clear_maker (Maker *self)
{
  g_ptr_array_unref (self->words);
  g_free (self->ranks);
  g_free (self->topics);
}

LabelSet *
keyword_maker_make (guint   count,
                    guint64 seed)
{
  Maker     self = { .state = seed, .seed = seed };
  LabelSet *set = g_new0 (LabelSet, 1);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  self.n_topics = MAX (count / QUERIES_A_TOPIC, 4);
  self.ranks = sum_ranks (VOCABULARY, 1);
  self.topics = sum_ranks (self.n_topics, 0.8);
  fill_words (&self);
  set->texts = g_ptr_array_new_with_free_func (g_free);
  set->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  set->n_labels = self.n_topics;
  while (set->texts->len < count)
    {
      guint            topic;
      g_autofree char *query = make_query (&self, &topic);

      if (g_hash_table_contains (known, query))
        continue;
      g_hash_table_add (known, query);
      g_array_append_val (set->labels, topic);
      g_ptr_array_add (set->texts, g_steal_pointer (&query));
    }
  clear_maker (&self);
  return set;
}
