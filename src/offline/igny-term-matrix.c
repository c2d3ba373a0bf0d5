/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-term-matrix.h"

#include "igny-spelling.h"
#include "igny-string-table.h"
#include "igny-words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows between two looks at the cancellable. */
#define CANCEL_STEP 4096

/* Keywords that a short list does not hold: without them every word of ten
 * keywords would look frequent. */
#define UNSEEN_ROWS 100.0
/* Words that only hold a sentence together count this much. */
#define FUNCTION_FACTOR 0.55
/* The start of a word next to its stem, for inflections. */
#define PREFIX_FACTOR 0.5
/* A rarer word counts more, but less than in proportion. */
#define RARITY_POWER 0.7
/* Of the pivoted normalization: how much of a row's own length counts, and the
 * length of a usual row. */
#define SLOPE 0.25
#define PIVOT 3.0

#define NO_TERM G_MAXUINT

/* What a word gives: its stem, and the start that its inflections share. */
typedef struct
{
  guint stem;
  guint prefix;
} Word;

typedef struct
{
  const char *const *texts;
  IgnyStringTable   *words;    /* as written */
  IgnyStringTable   *terms;    /* stems, and prefixes after a "^" */
  IgnyStringTable   *bags;     /* the sorted terms of an item, as bytes */
  GArray            *sequence; /* of guint: the words of all rows */
  GArray            *meanings; /* of Word, by number in words */
  GArray            *factors;  /* of float, by number in terms */
  GArray            *row;      /* of guint: terms of the row at hand */
  GArray            *mass;     /* of guint, by number in bags */
  guint             *order;    /* rows by text */
} Builder;

static void
clear_builder (Builder *self)
{
  igny_string_table_free (self->words);
  igny_string_table_free (self->terms);
  igny_string_table_free (self->bags);
  g_array_unref (self->sequence);
  g_array_unref (self->meanings);
  g_array_unref (self->factors);
  g_array_unref (self->row);
  g_clear_pointer (&self->mass, g_array_unref);
  g_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, clear_builder)

static guint
add_term (Builder    *self,
          const char *text,
          gsize       length,
          float       factor)
{
  guint term = igny_string_table_add (self->terms, text, length);

  if (term == self->factors->len)
    g_array_append_val (self->factors, factor);
  return term;
}

static Word
understand (Builder    *self,
            const char *word,
            gsize       length)
{
  char  stem[IGNY_WORDS_MAX_BYTES + 2] = "^";
  Word  meaning = { NO_TERM, NO_TERM };
  gsize prefix;
  float factor = 1;

  igny_words_stem (word, length, stem + 1);
  if (stem[1] == '\0')
    return meaning;

  prefix = igny_words_prefix (stem + 1);
  if (igny_words_is_function_word (word, length))
    factor = FUNCTION_FACTOR;
  if (prefix > 0)
    {
      meaning.prefix = add_term (self, stem, prefix + 1, (float) PREFIX_FACTOR * factor);
      factor *= (float) sqrt (1 - PREFIX_FACTOR * PREFIX_FACTOR);
    }
  meaning.stem = add_term (self, stem + 1, strlen (stem + 1), factor);
  return meaning;
}

static void
add_word_cb (const char *word,
             gsize       length,
             gpointer    user_data)
{
  Builder *self = user_data;
  guint    number = igny_string_table_add (self->words, word, length);

  g_array_append_val (self->sequence, number);
}

static void
add_meaning (Builder *self,
             guint    word)
{
  const Word *meaning = &g_array_index (self->meanings, Word, word);

  if (self->row->len + 2 > IGNY_TERM_ROW_MAX)
    return;
  if (meaning->stem != NO_TERM)
    g_array_append_val (self->row, meaning->stem);
  if (meaning->prefix != NO_TERM)
    g_array_append_val (self->row, meaning->prefix);
}

static void
sort_numbers (guint *numbers,
              gsize  count)
{
  for (gsize i = 1; i < count; i++)
    {
      guint number = numbers[i];
      gsize j = i;

      for (; j > 0 && numbers[j - 1] > number; j--)
        numbers[j] = numbers[j - 1];
      numbers[j] = number;
    }
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

static void
make_bag (GArray *row)
{
  guint *terms = (guint *) (gpointer) row->data;
  guint  kept = 0;

  if (row->len <= 32)
    sort_numbers (terms, row->len);
  else
    g_array_sort (row, compare_numbers);
  for (guint i = 0; i < row->len; i++)
    if (i == 0 || terms[i] != terms[i - 1])
      terms[kept++] = terms[i];
  g_array_set_size (row, kept);
}

/* The item of the next row of the sequence; place moves behind it. */
static guint
add_row (Builder *self,
         guint   *place)
{
  guint word;
  guint item;
  guint one = 1;

  g_array_set_size (self->row, 0);
  while ((word = g_array_index (self->sequence, guint, (*place)++)) != IGNY_SPELLING_END)
    add_meaning (self, word);
  if (self->row->len == 0)
    return IGNY_NO_ITEM;

  make_bag (self->row);
  item = igny_string_table_add (self->bags, self->row->data, self->row->len * sizeof (guint));
  if (item == self->mass->len)
    g_array_append_val (self->mass, one);
  else
    g_array_index (self->mass, guint, item) += 1;
  return item;
}

/* A row on its way to its place: the first bytes of its text settle most
 * comparisons without looking at it. */
typedef struct
{
  guint64 start; /* eight bytes, the first one highest; 0 behind the end */
  guint   row;
} Sorting;

static guint64
read_start (const char *text)
{
  guint64 start = 0;
  guint   i = 0;

  for (; i < 8 && text[i] != '\0'; i++)
    start = start << 8 | (guchar) text[i];
  return start << 8 * (8 - i) % 64;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const char *const *texts = user_data;
  const Sorting     *x = a;
  const Sorting     *y = b;
  int                order;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  /* A zero at the end of both means that both end here. */
  order = (x->start & 0xff) != 0 ? strcmp (texts[x->row] + 8, texts[y->row] + 8) : 0;
  return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static guint *
order_rows (const char *const *texts,
            guint              count)
{
  g_autofree Sorting *sorting = g_new (Sorting, count + 1);
  guint              *order = g_new (guint, count + 1);

  for (guint i = 0; i < count; i++)
    sorting[i] = (Sorting){ read_start (texts[i]), i };
  qsort_r (sorting, count, sizeof (Sorting), compare_rows, (gpointer) texts);
  for (guint i = 0; i < count; i++)
    order[i] = sorting[i].row;
  return order;
}

/* Rows that hold each term; a row counts once. */
static guint *
count_rows (const Builder *self)
{
  guint *rows = g_new0 (guint, self->factors->len + 1);
  guint  terms[IGNY_TERM_ROW_MAX];

  for (guint item = 0; item < self->mass->len; item++)
    {
      gsize length = igny_string_table_get_length (self->bags, item);

      memcpy (terms, igny_string_table_get (self->bags, item), length);
      for (gsize i = 0; i < length / sizeof (guint); i++)
        rows[terms[i]] += g_array_index (self->mass, guint, item);
    }
  return rows;
}

typedef struct
{
  guint rows;
  guint term;
} Rank;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Rank *x = a;
  const Rank *y = b;

  if (x->rows != y->rows)
    return x->rows < y->rows ? -1 : 1;
  return (x->term > y->term) - (x->term < y->term);
}

/* New numbers for the terms, rare ones first. */
static guint *
rank_terms (const guint *rows,
            guint        n_terms)
{
  g_autofree Rank *ranks = g_new (Rank, n_terms + 1);
  guint           *numbers = g_new (guint, n_terms + 1);

  for (guint term = 0; term < n_terms; term++)
    ranks[term] = (Rank){ rows[term], term };
  qsort (ranks, n_terms, sizeof (Rank), compare_ranks);
  for (guint i = 0; i < n_terms; i++)
    numbers[ranks[i].term] = i;
  return numbers;
}

/* How telling a term is, 0 to about 1.7: the logarithm of the share of rows
 * without it, on a scale that a list's length does not move, so that one
 * strictness suits short and long lists. UNSEEN_ROWS stand for the keywords
 * that a short list does not hold. */
static float *
weigh_terms (const Builder *self,
             const guint   *rows,
             guint          n_rows)
{
  float *weights = g_new (float, self->factors->len + 1);
  double all = 1 + n_rows + UNSEEN_ROWS;

  for (guint term = 0; term < self->factors->len; term++)
    {
      double rarity = log (all / (1.0 + rows[term])) / log (all);

      weights[term] = g_array_index (self->factors, float, term) *
                      (float) pow (0.0625 + 2.125 * rarity, RARITY_POWER);
    }
  return weights;
}

static int
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const IgnyTermCell *x = a;
  const IgnyTermCell *y = b;

  return (x->term > y->term) - (x->term < y->term);
}

/* Most rows are short, and for those this is the quickest way. */
static void
sort_cells (IgnyTermCell *cells,
            guint         count)
{
  if (count > 32)
    {
      qsort (cells, count, sizeof (IgnyTermCell), compare_cells);
      return;
    }
  for (guint i = 1; i < count; i++)
    {
      IgnyTermCell cell = cells[i];
      guint        j = i;

      for (; j > 0 && cells[j - 1].term > cell.term; j--)
        cells[j] = cells[j - 1];
      cells[j] = cell;
    }
}

/* Pivoted length normalization (Singhal, Buckley, Mitra 1996): a long question
 * is not punished for the words that another one lacks, and a keyword of one
 * vague word is not like everything that holds it. */
static void
fill_item (const guint  *terms,
           guint         count,
           const guint  *numbers,
           const float  *weights,
           IgnyTermCell *cells)
{
  double square = 0;
  double length;

  for (guint i = 0; i < count; i++)
    square += (double) weights[terms[i]] * weights[terms[i]];
  length = SLOPE * sqrt (square) + (1 - SLOPE) * PIVOT;
  for (guint i = 0; i < count; i++)
    {
      double weight = weights[terms[i]] * IGNY_TERM_ONE / length;

      cells[i].term = numbers[terms[i]];
      cells[i].weight = MAX (1, (gint32) lrint (weight));
    }
  sort_cells (cells, count);
}

static void
fill_cells (const Builder  *self,
            IgnyTermMatrix *matrix)
{
  g_autofree guint *rows = count_rows (self);
  g_autofree guint *numbers = rank_terms (rows, matrix->n_terms);
  g_autofree float *weights = weigh_terms (self, rows, matrix->n_rows);
  guint             terms[IGNY_TERM_ROW_MAX];
  gsize             total = 0;

  matrix->starts = g_new (guint, matrix->n_items + 1);
  for (guint item = 0; item < matrix->n_items; item++)
    {
      matrix->starts[item] = (guint) total;
      total += igny_string_table_get_length (self->bags, item) / sizeof (guint);
    }
  matrix->starts[matrix->n_items] = (guint) total;
  matrix->cells = g_new0 (IgnyTermCell, total + 1);

  for (guint item = 0; item < matrix->n_items; item++)
    {
      gsize length = igny_string_table_get_length (self->bags, item);

      memcpy (terms, igny_string_table_get (self->bags, item), length);
      fill_item (terms, (guint) (length / sizeof (guint)), numbers, weights,
                 matrix->cells + matrix->starts[item]);
    }
}

static void
fill_postings (IgnyTermMatrix *matrix)
{
  guint             total = matrix->starts[matrix->n_items];
  g_autofree guint *next = g_new0 (guint, matrix->n_terms + 1);

  matrix->posting_starts = g_new0 (guint, matrix->n_terms + 1);
  matrix->postings = g_new (guint, (gsize) total + 1);
  for (guint i = 0; i < total; i++)
    matrix->posting_starts[matrix->cells[i].term + 1]++;
  for (guint term = 0; term < matrix->n_terms; term++)
    {
      matrix->posting_starts[term + 1] += matrix->posting_starts[term];
      next[term] = matrix->posting_starts[term];
    }
  for (guint item = 0; item < matrix->n_items; item++)
    for (guint i = matrix->starts[item]; i < matrix->starts[item + 1]; i++)
      matrix->postings[next[matrix->cells[i].term]++] = item;
}

static gboolean
is_repeat (const Builder *self,
           guint          i)
{
  return i > 0 && strcmp (self->texts[self->order[i]], self->texts[self->order[i - 1]]) == 0;
}

/* Splits the rows into words, equal rows once. */
static gboolean
read_rows (Builder      *self,
           guint         n_rows,
           GCancellable *cancellable,
           GError      **error)
{
  guint end = IGNY_SPELLING_END;

  for (guint i = 0; i < n_rows; i++)
    {
      if (i % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_repeat (self, i))
        continue;
      igny_words_foreach (self->texts[self->order[i]], add_word_cb, self);
      g_array_append_val (self->sequence, end);
    }
  return TRUE;
}

static void
make_items (Builder        *self,
            IgnyTermMatrix *matrix)
{
  guint place = 0;
  guint item = IGNY_NO_ITEM;

  for (guint i = 0; i < igny_string_table_get_size (self->words); i++)
    {
      Word meaning = understand (self, igny_string_table_get (self->words, i),
                                 igny_string_table_get_length (self->words, i));

      g_array_append_val (self->meanings, meaning);
    }
  for (guint i = 0; i < matrix->n_rows; i++)
    {
      if (!is_repeat (self, i))
        item = add_row (self, &place);
      else if (item != IGNY_NO_ITEM)
        g_array_index (self->mass, guint, item) += 1;
      matrix->item_of_row[self->order[i]] = item;
    }
}

static void
init_builder (Builder           *self,
              const char *const *texts,
              guint              n_rows)
{
  self->texts = texts;
  self->words = igny_string_table_new ();
  self->terms = igny_string_table_new ();
  self->bags = igny_string_table_new ();
  self->sequence = g_array_new (FALSE, FALSE, sizeof (guint));
  self->meanings = g_array_new (FALSE, FALSE, sizeof (Word));
  self->factors = g_array_new (FALSE, FALSE, sizeof (float));
  self->row = g_array_new (FALSE, FALSE, sizeof (guint));
  self->mass = g_array_new (FALSE, FALSE, sizeof (guint));
  self->order = order_rows (texts, n_rows);
}

IgnyTermMatrix *
igny_term_matrix_new (const char *const *texts,
                      gsize              count,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr(IgnyTermMatrix) matrix = NULL;
  g_auto(Builder) builder = { NULL };

  g_return_val_if_fail (texts != NULL || count == 0, NULL);
  g_return_val_if_fail (count < G_MAXINT, NULL);

  init_builder (&builder, texts, (guint) count);
  if (!read_rows (&builder, (guint) count, cancellable, error))
    return NULL;
  igny_spelling_unify (builder.words, builder.sequence);

  matrix = g_new0 (IgnyTermMatrix, 1);
  matrix->n_rows = (guint) count;
  matrix->item_of_row = g_new (guint, count + 1);
  make_items (&builder, matrix);
  matrix->n_items = builder.mass->len;
  matrix->n_terms = builder.factors->len;
  fill_cells (&builder, matrix);
  fill_postings (matrix);
  matrix->mass = (guint *) (gpointer) g_array_free (g_steal_pointer (&builder.mass), FALSE);
  return g_steal_pointer (&matrix);
}

void
igny_term_matrix_free (IgnyTermMatrix *self)
{
  if (self == NULL)
    return;
  g_free (self->item_of_row);
  g_free (self->mass);
  g_free (self->starts);
  g_free (self->cells);
  g_free (self->posting_starts);
  g_free (self->postings);
  g_free (self);
}
