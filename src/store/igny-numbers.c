/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-numbers.h"

#include <string.h>

#include "igny-number.h"

/* The greatest that so many bytes hold stands for unknown, but where all numbers
 * of the block are one: those take no bytes. */
typedef struct
{
  gint64   base;
  gint64   greatest;
  guint8  *bytes;
  guint    width;
  gboolean has_unknown; /* or had */
} Block;

struct _IgnyNumbers
{
  GArray *blocks; /* of Block, each full */
  gint64  tail[IGNY_NUMBERS_BLOCK];
  guint   n_tail;
};

static void
clear_block (gpointer data)
{
  g_free (((Block *) data)->bytes);
}

IgnyNumbers *
igny_numbers_new (void)
{
  IgnyNumbers *self = g_new0 (IgnyNumbers, 1);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, clear_block);
  return self;
}

void
igny_numbers_free (IgnyNumbers *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_free (self);
}

guint
igny_numbers_get_length (const IgnyNumbers *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len * IGNY_NUMBERS_BLOCK + self->n_tail;
}

/* --- one number of a block ------------------------------------------------------- */

static guint64
get_unknown (guint width)
{
  return width < 8 ? (G_GUINT64_CONSTANT (1) << (8 * width)) - 1 : G_MAXUINT64;
}

static guint64
get_offset (const Block *block,
            guint        nth)
{
  switch (block->width)
    {
    case 1:
      return block->bytes[nth];

    case 2:
      return ((const guint16 *) (gconstpointer) block->bytes)[nth];

    case 4:
      return ((const guint32 *) (gconstpointer) block->bytes)[nth];

    default:
      return ((const guint64 *) (gconstpointer) block->bytes)[nth];
    }
}

static void
set_offset (Block  *block,
            guint   nth,
            guint64 offset)
{
  switch (block->width)
    {
    case 1:
      block->bytes[nth] = (guint8) offset;
      break;

    case 2:
      ((guint16 *) (gpointer) block->bytes)[nth] = (guint16) offset;
      break;

    case 4:
      ((guint32 *) (gpointer) block->bytes)[nth] = (guint32) offset;
      break;

    default:
      ((guint64 *) (gpointer) block->bytes)[nth] = offset;
    }
}

static gint64
decode (const Block *block,
        guint64      offset)
{
  return offset == get_unknown (block->width) ? IGNY_UNKNOWN
                                              : (gint64) ((guint64) block->base + offset);
}

gint64
igny_numbers_get (const IgnyNumbers *self,
                  guint              nth)
{
  const Block *block;
  guint        nth_block = nth / IGNY_NUMBERS_BLOCK;

  g_return_val_if_fail (nth < igny_numbers_get_length (self), IGNY_UNKNOWN);

  if (nth_block == self->blocks->len)
    return self->tail[nth % IGNY_NUMBERS_BLOCK];
  block = &g_array_index (self->blocks, Block, nth_block);
  return block->width == 0 ? block->base
                           : decode (block, get_offset (block, nth % IGNY_NUMBERS_BLOCK));
}

/* --- whole blocks ------------------------------------------------------------------ */

/* Several numbers at once, which -O2 alone does not try. */
#if defined(__GNUC__) && !defined(__clang__)
#define AT_ONCE __attribute__ ((optimize ("O3")))
#else
#define AT_ONCE
#endif

#define WIDEN(Type)                                                  \
  for (guint i = 0; i < IGNY_NUMBERS_BLOCK; i++)                     \
    to[i] = base + ((const Type *) (gconstpointer) block->bytes)[i]; \
  break

static AT_ONCE void
add_base (const Block *block,
          guint64     *to)
{
  guint64 base = (guint64) block->base;

  switch (block->width)
    {
    case 0:
      for (guint i = 0; i < IGNY_NUMBERS_BLOCK; i++)
        to[i] = base;
      break;

    case 1:
      WIDEN (guint8);

    case 2:
      WIDEN (guint16);

    case 4:
      WIDEN (guint32);

    default:
      WIDEN (guint64);
    }
}

static void
decode_block (const Block *block,
              gint64      *room)
{
  guint64 unknown = (guint64) block->base + get_unknown (block->width);

  add_base (block, (guint64 *) room);
  for (guint i = 0; block->has_unknown && i < IGNY_NUMBERS_BLOCK; i++)
    if ((guint64) room[i] == unknown)
      room[i] = IGNY_UNKNOWN;
}

/* The fewest bytes for numbers so far apart, with one left over for unknown. */
static guint
choose_width (guint64 range)
{
  if (range < G_MAXUINT8)
    return 1;
  if (range < G_MAXUINT16)
    return 2;
  return range < G_MAXUINT32 ? 4 : 8;
}

static gboolean
is_constant (const gint64 *numbers)
{
  for (guint i = 1; i < IGNY_NUMBERS_BLOCK; i++)
    if (numbers[i] != numbers[0])
      return FALSE;
  return TRUE;
}

static Block
encode_block (const gint64 *numbers)
{
  Block block = { .base = G_MAXINT64, .greatest = IGNY_UNKNOWN };

  if (is_constant (numbers))
    return (Block){ .base = numbers[0], .greatest = numbers[0] };
  for (guint i = 0; i < IGNY_NUMBERS_BLOCK; i++)
    if (numbers[i] == IGNY_UNKNOWN)
      block.has_unknown = TRUE;
    else
      {
        block.base = MIN (block.base, numbers[i]);
        block.greatest = MAX (block.greatest, numbers[i]);
      }
  block.width = choose_width ((guint64) block.greatest - (guint64) block.base);
  block.bytes = g_malloc ((gsize) IGNY_NUMBERS_BLOCK * block.width);
  for (guint i = 0; i < IGNY_NUMBERS_BLOCK; i++)
    set_offset (&block, i,
                numbers[i] == IGNY_UNKNOWN ? get_unknown (block.width)
                                           : (guint64) numbers[i] - (guint64) block.base);
  return block;
}

void
igny_numbers_append (IgnyNumbers *self,
                     gint64       number)
{
  g_return_if_fail (self != NULL);

  self->tail[self->n_tail++] = number;
  if (self->n_tail == IGNY_NUMBERS_BLOCK)
    {
      Block block = encode_block (self->tail);

      g_array_append_val (self->blocks, block);
      self->n_tail = 0;
    }
}

/* The block has a place for it as it is. */
static gboolean
set_within (Block *block,
            guint  nth,
            gint64 number)
{
  guint64 offset = (guint64) number - (guint64) block->base;

  if (block->width == 0)
    return number == block->base;
  if (number == IGNY_UNKNOWN)
    offset = get_unknown (block->width);
  else if (number < block->base || offset >= get_unknown (block->width))
    return FALSE;
  set_offset (block, nth, offset);
  block->greatest = MAX (block->greatest, number);
  block->has_unknown |= number == IGNY_UNKNOWN;
  return TRUE;
}

void
igny_numbers_set (IgnyNumbers *self,
                  guint        nth,
                  gint64       number)
{
  guint  within = nth % IGNY_NUMBERS_BLOCK;
  Block *block;
  gint64 room[IGNY_NUMBERS_BLOCK];

  g_return_if_fail (nth < igny_numbers_get_length (self));

  if (nth / IGNY_NUMBERS_BLOCK == self->blocks->len)
    {
      self->tail[within] = number;
      return;
    }
  block = &g_array_index (self->blocks, Block, nth / IGNY_NUMBERS_BLOCK);
  if (set_within (block, within, number))
    return;
  decode_block (block, room);
  room[within] = number;
  g_free (block->bytes);
  *block = encode_block (room);
}

const gint64 *
igny_numbers_read (const IgnyNumbers *self,
                   guint              first,
                   gint64            *room,
                   guint             *n)
{
  guint nth_block = first / IGNY_NUMBERS_BLOCK;

  g_return_val_if_fail (self != NULL && room != NULL && n != NULL, NULL);

  if (nth_block >= self->blocks->len)
    {
      *n = nth_block == self->blocks->len ? self->n_tail : 0;
      return self->tail;
    }
  *n = IGNY_NUMBERS_BLOCK;
  decode_block (&g_array_index (self->blocks, Block, nth_block), room);
  return room;
}

gboolean
igny_numbers_is_alike (const IgnyNumbers *self,
                       guint              first)
{
  guint nth_block = first / IGNY_NUMBERS_BLOCK;

  g_return_val_if_fail (self != NULL, FALSE);

  return nth_block < self->blocks->len &&
         g_array_index (self->blocks, Block, nth_block).width == 0;
}

gint64
igny_numbers_get_greatest (const IgnyNumbers *self)
{
  gint64 greatest = IGNY_UNKNOWN;

  g_return_val_if_fail (self != NULL, IGNY_UNKNOWN);

  for (guint i = 0; i < self->blocks->len; i++)
    greatest = MAX (greatest, g_array_index (self->blocks, Block, i).greatest);
  for (guint i = 0; i < self->n_tail; i++)
    greatest = MAX (greatest, self->tail[i]);
  return greatest;
}

gint64 *
igny_numbers_copy (const IgnyNumbers *self)
{
  gint64 *numbers = g_new (gint64, igny_numbers_get_length (self) + 1);

  for (guint i = 0; i < self->blocks->len; i++)
    decode_block (&g_array_index (self->blocks, Block, i), numbers + i * IGNY_NUMBERS_BLOCK);
  memcpy (numbers + self->blocks->len * IGNY_NUMBERS_BLOCK, self->tail,
          self->n_tail * sizeof (gint64));
  return numbers;
}

/* Of so few none is worth the copy of all. */
#define FEW 4096

void
igny_numbers_pick (const IgnyNumbers *self,
                   const guint       *slots,
                   gsize              n,
                   gint64            *numbers)
{
  g_autofree gint64 *all = n > FEW ? igny_numbers_copy (self) : NULL;

  for (gsize i = 0; i < n; i++)
    numbers[i] = all != NULL ? all[slots[i]] : igny_numbers_get (self, slots[i]);
}

gsize
igny_numbers_get_size (const IgnyNumbers *self)
{
  gsize size = sizeof *self + self->blocks->len * sizeof (Block);

  for (guint i = 0; i < self->blocks->len; i++)
    size += (gsize) g_array_index (self->blocks, Block, i).width * IGNY_NUMBERS_BLOCK;
  return size;
}
