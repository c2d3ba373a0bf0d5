/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-shape.h"

#include "igny-intent.h"
#include "igny-text.h"
#include "igny-words.h"

#include <string.h>

/* clang-format off */
static const char *const question_words[] = {
  "how", "what", "what's", "whats", "why", "when", "where", "which", "who", "whose", "is", "are",
  "can", "do", "does", "did", "should", "will", "was", "were", "could", "would", "am", NULL,
};
static const char *const auxiliaries[] = {
  "is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will",
  "has", "have", "had", "am", "may", "might", NULL,
};
/* After these an auxiliary may come later: "how long does it take". */
static const char *const measures[] = {
  "long", "much", "many", "often", "far", "big", "old", "fast", "heavy", "tall", "high", "hard",
  "cold", "hot", "deep", "good", "bad", "late", "early", "soon", NULL,
};
static const char *const best_words[] = { "best", "top", "top-rated", "greatest", NULL };
static const char *const review_words[] = { "review", "reviews", "reviewed", NULL };
static const char *const price_words[] = {
  "price", "prices", "cost", "costs", "pricing", "rates", "fees", NULL,
};
static const char *const cheap_words[] = {
  "cheap", "cheapest", "affordable", "budget", "discount", "discounts", "discounted", "sale",
  "sales", "deal", "deals", "clearance", "inexpensive", "coupon", "coupons", "outlet", NULL,
};
static const char *const buy_words[] = {
  "buy", "buying", "purchase", "order", "shop", "store", "stores", "online", "wholesale", NULL,
};
static const char *const list_words[] = {
  "tips", "ideas", "examples", "recipes", "hacks", "tricks", "activities", "games", "exercises",
  "quotes", "facts", "benefits", "symptoms", "causes", "mistakes", "brands", NULL,
};
static const char *const check_words[] = {
  "checklist", "checklists", "list", "essentials", "template", "templates", NULL,
};
static const char *const prepositions[] = {
  "for", "with", "in", "of", "on", "at", "from", "near", "without", "under", "to", "that",
  "while", "when", "after", "before", "during", "by", "and", "or", NULL,
};
static const char *const audiences[] = {
  "women", "men", "kids", "beginners", "toddlers", "seniors", "adults", "girls", "boys", NULL,
};
static const char *const owners[] = { "mens", "womens", "men's", "women's", "childrens", NULL };
/* Looks like a plural and has no singular that could stand before a noun. */
static const char *const always_plural[] = {
  "pants", "shorts", "leggings", "glasses", "sunglasses", "scissors", "jeans", "tights",
  "clothes", "news", "sports", "series", "species", "tongs", "headphones", "binoculars", NULL,
};
static const char *const english_words[] = {
  "a", "an", "and", "are", "as", "at", "be", "best", "buy", "by", "can", "cheap", "cost", "did",
  "do", "does", "for", "from", "guide", "has", "have", "her", "his", "how", "i", "if", "in",
  "into", "is", "it", "its", "me", "my", "near", "of", "off", "on", "online", "or", "our",
  "price", "prices", "review", "reviews", "sale", "should", "test", "than", "that", "the",
  "their", "there", "they", "this", "tips", "to", "top", "up", "vs", "was", "we", "were", "what",
  "when", "where", "which", "who", "why", "will", "with", "you", "your", "no", "not", "so",
  "had", "he", "she", "us", "but", "been", "could", "would", "some", "those", "whom", "whose",
  "shall", "versus", "affordable", "cheapest", "ideas", "don't", "what's", "how's", "it's", NULL,
};
/* clang-format on */

static gboolean
is_in (const char *const *list,
       const char        *word)
{
  return g_strv_contains (list, word);
}

static char *
dup_word (const char *word,
          gsize       length)
{
  return g_strndup (word, length);
}

typedef struct
{
  guint english;
  guint foreign;
} Tongue;

static void
count_tongue_cb (const char *word,
                 gsize       length,
                 gpointer    user_data)
{
  Tongue          *tongue = user_data;
  g_autofree char *text = dup_word (word, length);

  if (is_in (english_words, text))
    tongue->english++;
  else if (igny_words_is_function_word (word, length))
    tongue->foreign++;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

int
igny_keyword_shape_rate_english (const char *keyword)
{
  Tongue tongue = { 0, 0 };

  g_return_val_if_fail (keyword != NULL, 0);

  igny_words_foreach (keyword, count_tongue_cb, &tongue);
  return (int) tongue.english - (int) tongue.foreign - (is_ascii (keyword) ? 0 : 1);
}

/* The words without punctuation at their ends; signs in front ("$50") stay. */
static GPtrArray *
split (const char *keyword)
{
  g_auto(GStrv) parts = g_strsplit (keyword, " ", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *start = parts[i];
      gsize       length;

      while (*start != '\0' && strchr ("\"'([{,;:!?", *start) != NULL)
        start++;
      length = strlen (start);
      while (length > 0 && strchr ("\")]},;:!?.", start[length - 1]) != NULL)
        length--;
      if (length > 0)
        g_ptr_array_add (words, dup_word (start, length));
    }
  return words;
}

static const char *
get_word (const GPtrArray *words,
          guint            i)
{
  return i < words->len ? words->pdata[i] : "";
}

static char *
join (const GPtrArray *words,
      guint            from,
      guint            to)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < to && i < words->len; i++)
    g_string_append_printf (out, "%s%s", i > from ? " " : "", get_word (words, i));
  return g_string_free (out, FALSE);
}

static guint
find_any (const GPtrArray   *words,
          const char *const *list)
{
  for (guint i = 0; i < words->len; i++)
    if (is_in (list, get_word (words, i)))
      return i;
  return G_MAXUINT;
}

static void
remove_any (GPtrArray         *words,
            const char *const *list)
{
  for (guint i = words->len; i > 0; i--)
    if (is_in (list, get_word (words, i - 1)))
      g_ptr_array_remove_index (words, i - 1);
}

static gboolean
remove_pair (GPtrArray  *words,
             const char *first,
             const char *second)
{
  for (guint i = 0; i + 1 < words->len; i++)
    if (g_str_equal (get_word (words, i), first) && g_str_equal (get_word (words, i + 1), second))
      {
        g_ptr_array_remove_range (words, i, 2);
        return TRUE;
      }
  return FALSE;
}

/* What is cut out leaves prepositions and articles hanging at the ends. */
static void
trim_ends (GPtrArray *words)
{
  static const char *const articles[] = { "the", "a", "an", "of", "for", "and", "or", NULL };

  while (words->len > 1 && is_in (prepositions, get_word (words, words->len - 1)))
    g_ptr_array_remove_index (words, words->len - 1);
  while (words->len > 1 && is_in (articles, get_word (words, 0)))
    g_ptr_array_remove_index (words, 0);
}

/* "hiking boots women" is "hiking boots for women", "hiking boots mens" is
 * "mens hiking boots". */
static void
place_audience (GPtrArray *words)
{
  const char *last = get_word (words, words->len - 1);

  if (words->len < 2)
    return;
  if (is_in (owners, last))
    {
      char *owner = g_ptr_array_steal_index (words, words->len - 1);

      g_ptr_array_insert (words, 0, owner);
    }
  else if (is_in (audiences, last) && !is_in (prepositions, get_word (words, words->len - 2)))
    g_ptr_array_insert (words, (gint) words->len - 1, g_strdup ("for"));
}

static gboolean
asks_with_mark (const GPtrArray *words)
{
  const char *first = get_word (words, 0);

  if (!is_in (question_words, first))
    return FALSE;
  if (is_in (auxiliaries, first) || g_str_equal (first, "what's") || g_str_equal (first, "whats"))
    return TRUE;
  if (is_in (auxiliaries, get_word (words, 1)))
    return TRUE;
  if (g_str_equal (get_word (words, 1), "to"))
    return FALSE;
  if (!is_in (measures, get_word (words, 1)) && !g_str_equal (first, "what") &&
      !g_str_equal (first, "which"))
    return FALSE;
  for (guint i = 2; i < words->len; i++)
    if (is_in (auxiliaries, get_word (words, i)))
      return TRUE;
  return FALSE;
}

static gboolean
find_versus (IgnyKeywordShape *self,
             GPtrArray        *words)
{
  static const char *const versus[] = { "vs", "versus", NULL };
  guint                    at = find_any (words, versus);

  if (at > 0 && at < words->len - 1 && at != G_MAXUINT)
    {
      self->subject = join (words, 0, at);
      self->other = join (words, at + 1, words->len);
      return TRUE;
    }
  if (!g_str_has_prefix (self->text, "difference between ") &&
      !g_str_has_prefix (self->text, "differences between "))
    return FALSE;
  for (guint i = 3; i + 1 < words->len; i++)
    if (g_str_equal (get_word (words, i), "and"))
      {
        self->subject = join (words, 2, i);
        self->other = join (words, i + 1, words->len);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_how_to (const GPtrArray *words)
{
  const char *second = get_word (words, 1);

  if (!g_str_equal (get_word (words, 0), "how"))
    return FALSE;
  if (g_str_equal (second, "to"))
    return TRUE;
  return g_str_equal (second, "do") && (g_str_equal (get_word (words, 2), "i") ||
                                        g_str_equal (get_word (words, 2), "you"));
}

static IgnyShape
find_offer (GPtrArray *words)
{
  if (remove_pair (words, "near", "me"))
    return IGNY_SHAPE_NEAR;
  if (find_any (words, price_words) != G_MAXUINT)
    {
      remove_any (words, price_words);
      return IGNY_SHAPE_PRICE;
    }
  if (remove_pair (words, "on", "sale") || remove_pair (words, "for", "sale") ||
      find_any (words, cheap_words) != G_MAXUINT)
    {
      remove_any (words, cheap_words);
      return IGNY_SHAPE_CHEAP;
    }
  if (find_any (words, buy_words) != G_MAXUINT)
    {
      remove_any (words, buy_words);
      return IGNY_SHAPE_BUY;
    }
  return IGNY_SHAPE_TOPIC;
}

static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789") == strlen (word);
}

static IgnyShape
find_best (GPtrArray *words)
{
  guint at = find_any (words, best_words);

  if (at == G_MAXUINT || (at > 0 && at + 1 < words->len))
    return IGNY_SHAPE_TOPIC;
  remove_any (words, best_words);
  if (words->len > 1 && is_number (get_word (words, 0)) && strlen (get_word (words, 0)) < 3)
    g_ptr_array_remove_index (words, 0);
  return IGNY_SHAPE_BEST;
}

static IgnyShape
find_english (IgnyKeywordShape *self,
              GPtrArray        *words)
{
  const char *last = get_word (words, words->len - 1);
  IgnyShape   shape;

  if (find_versus (self, words))
    return IGNY_SHAPE_VERSUS;
  if (is_how_to (words))
    return IGNY_SHAPE_HOW_TO;
  if (words->len > 1 && (is_in (question_words, get_word (words, 0)) ||
                         strchr (self->text, '?') != NULL))
    return IGNY_SHAPE_QUESTION;
  if (find_any (words, review_words) != G_MAXUINT)
    {
      remove_any (words, review_words);
      return IGNY_SHAPE_REVIEW;
    }
  shape = find_best (words);
  if (shape == IGNY_SHAPE_TOPIC)
    shape = find_offer (words);
  if (shape != IGNY_SHAPE_TOPIC)
    return shape;
  if (is_in (check_words, last))
    return IGNY_SHAPE_CHECKLIST;
  return find_any (words, list_words) != G_MAXUINT ? IGNY_SHAPE_LIST : IGNY_SHAPE_TOPIC;
}

static IgnyShape
find_foreign (const char *keyword)
{
  switch (igny_intent_find (keyword))
    {
    case IGNY_INTENT_INFORMATIONAL:
      return IGNY_SHAPE_QUESTION;
    case IGNY_INTENT_COMMERCIAL:
      return IGNY_SHAPE_BEST;
    case IGNY_INTENT_TRANSACTIONAL:
      return IGNY_SHAPE_BUY;
    case IGNY_INTENT_NONE:
    case IGNY_INTENT_NAVIGATIONAL:
    case IGNY_N_INTENTS:
    default:
      return IGNY_SHAPE_TOPIC;
    }
}

static guint
find_noun (const GPtrArray *words)
{
  guint at = find_any (words, prepositions);

  if (words->len == 0)
    return G_MAXUINT;
  return at != G_MAXUINT && at > 0 ? at - 1 : words->len - 1;
}

static gboolean
is_plural (const char *noun)
{
  gsize length = strlen (noun);

  if (length < 4 || noun[length - 1] != 's' || is_in (owners, noun))
    return FALSE;
  return strchr ("sui'", noun[length - 2]) == NULL;
}

static guint
hash_stem (const char *word,
           gsize       length)
{
  char stem[IGNY_WORDS_MAX_BYTES + 1];

  igny_words_stem (word, length, stem);
  return g_str_hash (stem);
}

static void
read_noun (IgnyKeywordShape *self,
           const GPtrArray  *words)
{
  const char *noun = get_word (words, find_noun (words));

  if (*noun == '\0')
    return;
  self->noun = hash_stem (noun, strlen (noun));
  self->plural = is_plural (noun);
  self->doing = strlen (noun) > 5 && g_str_has_suffix (noun, "ing");
}

static void
add_stem_cb (const char *word,
             gsize       length,
             gpointer    user_data)
{
  GArray *stems = user_data;
  guint   hash;

  if (igny_words_is_function_word (word, length))
    return;
  hash = hash_stem (word, length);
  for (guint i = 0; i < stems->len; i++)
    if (g_array_index (stems, guint, i) == hash)
      return;
  g_array_append_val (stems, hash);
}

static void
read_english (IgnyKeywordShape *self,
              const char       *keyword)
{
  g_autoptr(GPtrArray) words = split (keyword);

  if (words->len == 0)
    return;
  g_free (self->text);
  self->text = join (words, 0, words->len);
  self->asks = asks_with_mark (words);
  self->shape = find_english (self, words);
  if (self->shape != IGNY_SHAPE_HOW_TO && self->shape != IGNY_SHAPE_QUESTION)
    {
      trim_ends (words);
      place_audience (words);
    }
  read_noun (self, words);
  if (self->subject == NULL)
    self->subject = join (words, 0, words->len);
  /* Nothing but the words of the shape: "best reviews". */
  if (*self->subject == '\0')
    {
      g_clear_pointer (&self->subject, g_free);
      self->shape = IGNY_SHAPE_TOPIC;
    }
}

IgnyKeywordShape *
igny_keyword_shape_new (const char *keyword,
                        gboolean    english)
{
  IgnyKeywordShape *self = g_new0 (IgnyKeywordShape, 1);
  g_autofree char  *plain = NULL;

  g_return_val_if_fail (keyword != NULL, self);

  plain = igny_text_normalize (keyword);
  self->english = english && is_ascii (plain);
  self->text = igny_text_tidy (keyword);
  self->stems = g_array_new (FALSE, FALSE, sizeof (guint));
  igny_words_foreach (plain, add_stem_cb, self->stems);
  if (self->english)
    read_english (self, plain);
  else
    self->shape = find_foreign (plain);
  if (self->subject == NULL)
    self->subject = g_strdup (self->text);
  return self;
}

void
igny_keyword_shape_free (IgnyKeywordShape *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->subject);
  g_free (self->other);
  g_clear_pointer (&self->stems, g_array_unref);
  g_free (self);
}

double
igny_keyword_shape_compare (const IgnyKeywordShape *a,
                            const IgnyKeywordShape *b)
{
  guint common = 0;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  for (guint i = 0; i < a->stems->len; i++)
    for (guint j = 0; j < b->stems->len; j++)
      common += g_array_index (a->stems, guint, i) == g_array_index (b->stems, guint, j);
  if (a->stems->len + b->stems->len == 0)
    return 0;
  return 2.0 * common / (a->stems->len + b->stems->len);
}

static char *
make_singular (const char *noun)
{
  gsize length = strlen (noun);

  if (!is_plural (noun) || is_in (always_plural, noun))
    return g_strdup (noun);
  if (g_str_has_suffix (noun, "ies") && length > 4)
    return g_strdup_printf ("%.*sy", (int) length - 3, noun);
  if (g_str_has_suffix (noun, "sses") || g_str_has_suffix (noun, "ches") ||
      g_str_has_suffix (noun, "shes") || g_str_has_suffix (noun, "xes"))
    return g_strndup (noun, length - 2);
  return g_strndup (noun, length - 1);
}

char *
igny_keyword_shape_get_attribute (const IgnyKeywordShape *self)
{
  g_autoptr(GPtrArray) words = NULL;
  char *singular;
  guint noun;

  g_return_val_if_fail (self != NULL, NULL);

  words = split (self->subject);
  noun = find_noun (words);
  /* "boots for women" cannot stand before a noun whatever its number. */
  if (noun == G_MAXUINT || noun + 1 < words->len)
    return g_strdup (self->subject);
  singular = make_singular (words->pdata[noun]);
  g_free (words->pdata[noun]);
  words->pdata[noun] = singular;
  return join (words, 0, words->len);
}
