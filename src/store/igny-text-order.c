/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-text-order.h"

#include <stdlib.h>
#include <string.h>

struct _IgnyTextOrder
{
  GArray *items;   /* of guint */
  GArray *touched; /* of guint: slots to be put in anew, perhaps twice */
};

/* More than a part of the slots, and sorting all again is quicker. */
#define MERGE_PART 8

typedef struct
{
  guint64 prefix; /* eight bytes, the first one highest; all ones for unknown */
  guint   slot;
} Prefixed;

IgnyTextOrder *
igny_text_order_new (void)
{
  IgnyTextOrder *self = g_new0 (IgnyTextOrder, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (guint));
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
igny_text_order_free (IgnyTextOrder *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_array_unref (self->touched);
  g_free (self);
}

void
igny_text_order_touch (IgnyTextOrder *self,
                       guint          slot)
{
  g_return_if_fail (self != NULL && slot < IGNY_TEXT_ORDER_SAME);

  g_array_append_val (self->touched, slot);
}

static int
compare_texts (const char *left,
               const char *right)
{
  if (left == NULL || right == NULL)
    return (left == NULL) - (right == NULL);
  return strcmp (left, right);
}

static int
compare_slots (const void *a,
               const void *b,
               void       *data)
{
  const char *const *texts = data;
  guint              left = *(const guint *) a;
  guint              right = *(const guint *) b;
  int                result = compare_texts (texts[left], texts[right]);

  return result != 0 ? result : (left > right) - (left < right);
}

/* No byte of UTF-8 is 0xff, so unknown is greater than every text. */
static guint64
get_prefix (const char *text)
{
  guint64 prefix = 0;

  if (text == NULL)
    return G_MAXUINT64;
  for (guint i = 0; i < 8; i++)
    {
      prefix = prefix << 8 | (guchar) *text;
      text += *text != '\0';
    }
  return prefix;
}

/* A digit of a radix sort, and up to how many items comparing them is quicker. */
#define DIGIT 11
#define DIGITS (1u << DIGIT)
#define FEW 64

/* One pass, by the digit at shift; FALSE when all have the same one. */
static gboolean
sort_digit (const Prefixed *from,
            Prefixed       *to,
            guint           n,
            guint           shift)
{
  guint count[DIGITS + 1] = { 0 };

  for (guint i = 0; i < n; i++)
    count[((from[i].prefix >> shift) & (DIGITS - 1)) + 1]++;
  if (count[((from[0].prefix >> shift) & (DIGITS - 1)) + 1] == n)
    return FALSE;
  for (guint i = 1; i < DIGITS; i++)
    count[i] += count[i - 1];
  for (guint i = 0; i < n; i++)
    to[count[(from[i].prefix >> shift) & (DIGITS - 1)]++] = from[i];
  return TRUE;
}

static void
sort_prefixes (Prefixed *items,
               Prefixed *spare,
               guint     n)
{
  Prefixed *from = items;
  Prefixed *to = spare;

  for (guint shift = 0; shift < 64; shift += DIGIT)
    if (sort_digit (from, to, n, shift))
      {
        Prefixed *swap = from;

        from = to;
        to = swap;
      }
  if (from != items)
    memcpy (items, from, n * sizeof (Prefixed));
}

typedef struct
{
  const char *const *texts;
  gsize              depth; /* bytes that all of them share */
} Tail;

static int
compare_tails (const void *a,
               const void *b,
               void       *data)
{
  const Tail     *tail = data;
  const Prefixed *left = a;
  const Prefixed *right = b;
  int             result;

  if (left->prefix != right->prefix)
    return left->prefix < right->prefix ? -1 : 1;
  /* The last byte is 0: the texts end within the prefix. */
  result = left->prefix == G_MAXUINT64 || (left->prefix & 0xff) == 0
               ? 0
               : strcmp (tail->texts[left->slot] + tail->depth,
                         tail->texts[right->slot] + tail->depth);
  return result != 0 ? result : (left->slot > right->slot) - (left->slot < right->slot);
}

/* Sorts items whose texts share their first depth bytes: by the next eight, and
 * then what shares those by the eight after them. */
static void
sort_from (Prefixed          *items,
           Prefixed          *spare,
           guint              n,
           const char *const *texts,
           gsize              depth)
{
  Tail tail = { texts, depth };

  for (guint i = 0; i < n; i++)
    items[i].prefix = get_prefix (texts[items[i].slot] != NULL ? texts[items[i].slot] + depth
                                                               : NULL);
  if (n <= FEW)
    {
      qsort_r (items, n, sizeof (Prefixed), compare_tails, &tail);
      return;
    }
  sort_prefixes (items, spare, n);
  for (guint first = 0, last; first < n; first = last)
    {
      guint64 prefix = items[first].prefix;

      for (last = first + 1; last < n && items[last].prefix == prefix; last++)
        ;
      if (last - first > 1 && prefix != G_MAXUINT64 && (prefix & 0xff) != 0)
        sort_from (items + first, spare, last - first, texts, depth + 8);
    }
}

static void
sort_all (IgnyTextOrder     *self,
          const char *const *texts,
          guint              n_slots)
{
  g_autofree Prefixed *sorted = g_new (Prefixed, n_slots);
  g_autofree Prefixed *spare = g_new (Prefixed, n_slots);

  for (guint slot = 0; slot < n_slots; slot++)
    sorted[slot].slot = slot;
  if (n_slots > 0)
    sort_from (sorted, spare, n_slots, texts, 0);

  g_array_set_size (self->items, n_slots);
  for (guint i = 0; i < n_slots; i++)
    {
      const char *text = texts[sorted[i].slot];
      const char *last = i > 0 ? texts[sorted[i - 1].slot] : NULL;
      gboolean    same = i > 0 && (text == last || compare_texts (text, last) == 0);

      g_array_index (self->items, guint, i) = sorted[i].slot | (same ? IGNY_TEXT_ORDER_SAME : 0);
    }
}

/* Takes the touched slots out of the items, and sorts them, each once. */
static GArray *
take_touched (IgnyTextOrder     *self,
              const char *const *texts,
              guint              n_slots)
{
  g_autofree guint8 *is_touched = g_malloc0 (n_slots);
  GArray            *fresh = g_array_new (FALSE, FALSE, sizeof (guint));
  guint             *items = (guint *) (gpointer) self->items->data;
  guint              kept = 0;
  gboolean           head_gone = FALSE;

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint slot = g_array_index (self->touched, guint, i);

      if (is_touched[slot] == 0)
        g_array_append_val (fresh, slot);
      is_touched[slot] = 1;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      guint    slot = items[i] & ~IGNY_TEXT_ORDER_SAME;
      gboolean same = (items[i] & IGNY_TEXT_ORDER_SAME) != 0;

      /* The next of its equals becomes the first of them. */
      head_gone = is_touched[slot] != 0 ? head_gone || !same : head_gone && same;
      if (is_touched[slot] != 0)
        continue;
      items[kept++] = slot | (same && !head_gone ? IGNY_TEXT_ORDER_SAME : 0);
      head_gone = FALSE;
    }
  g_array_set_size (self->items, kept);
  qsort_r (fresh->data, fresh->len, sizeof (guint), compare_slots, (void *) texts);
  return fresh;
}

/* How many of the items come before slot. */
static guint
find_place (const GArray      *items,
            const char *const *texts,
            guint              slot)
{
  guint low = 0;
  guint high = items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint other = g_array_index (items, guint, middle) & ~IGNY_TEXT_ORDER_SAME;

      if (compare_slots (&other, &slot, (void *) texts) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
append_compared (GArray            *items,
                 const char *const *texts,
                 guint              slot)
{
  guint last = items->len > 0 ? g_array_index (items, guint, items->len - 1) : 0;

  if (items->len > 0 && compare_texts (texts[last & ~IGNY_TEXT_ORDER_SAME], texts[slot]) == 0)
    slot |= IGNY_TEXT_ORDER_SAME;
  g_array_append_val (items, slot);
}

static void
merge (IgnyTextOrder     *self,
       const char *const *texts,
       guint              n_slots)
{
  g_autoptr(GArray) fresh = take_touched (self, texts, n_slots);
  GArray *merged = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_slots);
  guint   from = 0;

  for (guint i = 0; i < fresh->len; i++)
    {
      guint slot = g_array_index (fresh, guint, i);
      guint place = find_place (self->items, texts, slot);

      if (place > from)
        {
          append_compared (merged, texts,
                           g_array_index (self->items, guint, from) & ~IGNY_TEXT_ORDER_SAME);
          g_array_append_vals (merged, &g_array_index (self->items, guint, from + 1),
                               place - from - 1);
        }
      append_compared (merged, texts, slot);
      from = place;
    }
  if (from < self->items->len)
    {
      append_compared (merged, texts,
                       g_array_index (self->items, guint, from) & ~IGNY_TEXT_ORDER_SAME);
      g_array_append_vals (merged, &g_array_index (self->items, guint, from + 1),
                           self->items->len - from - 1);
    }
  g_array_unref (self->items);
  self->items = merged;
}

const guint *
igny_text_order_get (IgnyTextOrder     *self,
                     const char *const *texts,
                     guint              n_slots)
{
  g_return_val_if_fail (self != NULL && (texts != NULL || n_slots == 0), NULL);

  if (self->items->len == 0 || self->touched->len > n_slots / MERGE_PART)
    sort_all (self, texts, n_slots);
  else if (self->touched->len > 0)
    merge (self, texts, n_slots);
  g_array_set_size (self->touched, 0);
  g_assert (self->items->len == n_slots);
  return (const guint *) (gpointer) self->items->data;
}
