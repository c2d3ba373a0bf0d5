/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-tokens-ranks.h"

#include <gio/gio.h>
#include <string.h>

#include "igny-tokens-data.h"

#define N_TOKENS 199998
#define N_SLOTS (1U << 19)
#define MAX_TOKEN 128
/* Above this the next pair comes from a heap, so that a row of a million equal
 * letters takes no time squared. */
#define MAX_SCANNED 64

struct _IgnyTokensRanks
{
  guint8  *lengths; /* followed by the bytes of all tokens; one block */
  char    *bytes;
  guint32 *starts; /* of each token in bytes */
  guint32 *slots;  /* rank + 1; 0: nothing */
};

static guint32
hash_bytes (const char *bytes,
            gsize       length)
{
  guint64 hash = length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 word;

  for (; length >= 8; bytes += 8, length -= 8)
    {
      memcpy (&word, bytes, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
    }
  word = 0;
  for (gsize i = 0; i < length; i++)
    word |= (guint64) (guchar) bytes[i] << (8 * i);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  return (guint32) (hash >> 40) & (N_SLOTS - 1);
}

static void
fill_slots (IgnyTokensRanks *self)
{
  guint32 start = 0;

  for (guint32 rank = 0; rank < N_TOKENS; rank++)
    {
      guint32 slot = hash_bytes (self->bytes + start, self->lengths[rank]);

      self->starts[rank] = start;
      while (self->slots[slot] != 0)
        slot = (slot + 1) & (N_SLOTS - 1);
      self->slots[slot] = rank + 1;
      start += self->lengths[rank];
    }
}

IgnyTokensRanks *
igny_tokens_ranks_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) packed = g_resource_open_stream (
      igny_tokens_data_get_resource (), "/com/igny8/tokens/o200k_base.ranks.gz",
      G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (GConverter) converter = NULL;
  g_autoptr (GInputStream) stream = NULL;
  IgnyTokensRanks *self = g_new0 (IgnyTokensRanks, 1);
  gsize            size = 0;
  gsize            room = 1700000; /* it is 1.6 MB */

  g_assert_no_error (error);
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  stream = g_converter_input_stream_new (packed, converter);
  self->lengths = g_malloc (room);
  g_input_stream_read_all (stream, self->lengths, room, &size, NULL, &error);
  g_assert_no_error (error);
  g_assert (size > N_TOKENS && size < room);

  self->bytes = (char *) self->lengths + N_TOKENS;
  self->starts = g_new (guint32, N_TOKENS);
  self->slots = g_new0 (guint32, N_SLOTS);
  fill_slots (self);
  return self;
}

void
igny_tokens_ranks_free (IgnyTokensRanks *self)
{
  if (self == NULL)
    return;

  g_free (self->lengths);
  g_free (self->starts);
  g_free (self->slots);
  g_free (self);
}

guint32
igny_tokens_ranks_find (const IgnyTokensRanks *self,
                        const char            *bytes,
                        gsize                  length)
{
  guint32 slot;

  g_return_val_if_fail (self != NULL && bytes != NULL, IGNY_TOKENS_NO_RANK);

  if (length == 0 || length > MAX_TOKEN)
    return IGNY_TOKENS_NO_RANK;
  for (slot = hash_bytes (bytes, length); self->slots[slot] != 0;
       slot = (slot + 1) & (N_SLOTS - 1))
    {
      guint32 rank = self->slots[slot] - 1;

      if (self->lengths[rank] == length &&
          memcmp (self->bytes + self->starts[rank], bytes, length) == 0)
        return rank;
    }
  return IGNY_TOKENS_NO_RANK;
}

static void
add_id (const IgnyTokensRanks *self,
        const char            *bytes,
        gsize                  length,
        GArray                *ids)
{
  guint32 rank;

  if (ids == NULL)
    return;
  rank = igny_tokens_ranks_find (self, bytes, length);
  g_array_append_val (ids, rank);
}

/* parts[i] is where part i begins; parts[n] is the end. */
static gsize
merge_short (const IgnyTokensRanks *self,
             const char            *piece,
             gsize                  length,
             GArray                *ids)
{
  guint8  parts[MAX_SCANNED + 1];
  guint32 ranks[MAX_SCANNED]; /* of part i joined with the next */
  gsize   n = length;

  for (gsize i = 0; i <= n; i++)
    parts[i] = (guint8) i;
  for (gsize i = 0; i + 1 < n; i++)
    ranks[i] = igny_tokens_ranks_find (self, piece + i, 2);
  while (n > 1)
    {
      gsize best = 0;

      for (gsize i = 1; i + 1 < n; i++)
        if (ranks[i] < ranks[best])
          best = i;
      if (ranks[best] == IGNY_TOKENS_NO_RANK)
        break;
      memmove (parts + best + 1, parts + best + 2, n - best - 1);
      memmove (ranks + best, ranks + best + 1, (n - best - 2) * sizeof *ranks);
      n--;
      if (best + 1 < n)
        ranks[best] = igny_tokens_ranks_find (self, piece + parts[best],
                                              (gsize) (parts[best + 2] - parts[best]));
      if (best > 0)
        ranks[best - 1] = igny_tokens_ranks_find (self, piece + parts[best - 1],
                                                  (gsize) (parts[best + 1] - parts[best - 1]));
    }
  for (gsize i = 0; i < n; i++)
    add_id (self, piece + parts[i], (gsize) (parts[i + 1] - parts[i]), ids);
  return n;
}

/* A pair that may be joined: the part at start with the one after it, while
 * that one still begins at next and ends at end. */
typedef struct
{
  guint32 rank;
  guint32 start;
  guint32 next;
  guint32 end;
} Pair;

typedef struct
{
  const IgnyTokensRanks *ranks;
  const char            *piece;
  guint32                length;
  guint32               *next;     /* where the part that begins here ends */
  guint32               *previous; /* where the one before it begins */
  GArray                *heap;     /* of Pair, the lowest rank and start first */
} Merge;

static gboolean
is_before (const Pair *a,
           const Pair *b)
{
  return a->rank < b->rank || (a->rank == b->rank && a->start < b->start);
}

static void
push_pair (Merge  *merge,
           guint32 start)
{
  Pair  pair = { .start = start, .next = merge->next[start] };
  Pair *pairs;
  guint i = merge->heap->len;

  if (pair.next >= merge->length)
    return;
  pair.end = merge->next[pair.next];
  pair.rank = igny_tokens_ranks_find (merge->ranks, merge->piece + start, pair.end - start);
  if (pair.rank == IGNY_TOKENS_NO_RANK)
    return;
  g_array_set_size (merge->heap, i + 1);
  pairs = (Pair *) (gpointer) merge->heap->data;
  for (; i > 0 && is_before (&pair, &pairs[(i - 1) / 2]); i = (i - 1) / 2)
    pairs[i] = pairs[(i - 1) / 2];
  pairs[i] = pair;
}

static Pair
pop_pair (Merge *merge)
{
  Pair *pairs = (Pair *) (gpointer) merge->heap->data;
  guint n = merge->heap->len - 1;
  Pair  first = pairs[0];
  Pair  last = pairs[n];
  guint i = 0;

  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && is_before (&pairs[child + 1], &pairs[child]))
        child++;
      if (!is_before (&pairs[child], &last))
        break;
      pairs[i] = pairs[child];
      i = child;
    }
  pairs[i] = last;
  g_array_set_size (merge->heap, n);
  return first;
}

static gsize
join_pairs (Merge *merge)
{
  gsize n = merge->length;

  while (merge->heap->len > 0)
    {
      Pair pair = pop_pair (merge);

      /* One of the two was joined with another part meanwhile. */
      if (merge->next[pair.start] != pair.next || merge->next[pair.next] != pair.end)
        continue;
      merge->next[pair.start] = pair.end;
      merge->next[pair.next] = 0;
      if (pair.end < merge->length)
        merge->previous[pair.end] = pair.start;
      n--;
      push_pair (merge, pair.start);
      if (pair.start > 0)
        push_pair (merge, merge->previous[pair.start]);
    }
  return n;
}

static gsize
merge_long (const IgnyTokensRanks *self,
            const char            *piece,
            gsize                  length,
            GArray                *ids)
{
  g_autofree guint32 *next = g_new (guint32, length);
  g_autofree guint32 *previous = g_new (guint32, length);
  g_autoptr (GArray) heap = g_array_sized_new (FALSE, FALSE, sizeof (Pair), (guint) length);
  Merge merge = { self, piece, (guint32) length, next, previous, heap };
  gsize n;

  for (guint32 i = 0; i < length; i++)
    {
      next[i] = i + 1;
      previous[i] = i > 0 ? i - 1 : 0;
    }
  for (guint32 i = 0; i + 1 < length; i++)
    push_pair (&merge, i);
  n = join_pairs (&merge);
  for (guint32 i = 0; ids != NULL && i < length; i = next[i])
    add_id (self, piece + i, next[i] - i, ids);
  return n;
}

gsize
igny_tokens_ranks_merge (const IgnyTokensRanks *self,
                         const char            *piece,
                         gsize                  length,
                         GArray                *ids)
{
  g_return_val_if_fail (self != NULL && piece != NULL, 0);
  g_return_val_if_fail (length > 0 && length < G_MAXUINT32, 0);

  /* Most words are one. */
  if (igny_tokens_ranks_find (self, piece, length) != IGNY_TOKENS_NO_RANK)
    {
      add_id (self, piece, length, ids);
      return 1;
    }
  return length <= MAX_SCANNED ? merge_short (self, piece, length, ids)
                               : merge_long (self, piece, length, ids);
}
