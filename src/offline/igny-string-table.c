/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-string-table.h"

#include <string.h>

#define FREE_SLOT G_MAXUINT

typedef struct
{
  guint32 hash;
  guint32 start;
  guint32 length;
} Entry;

struct _IgnyStringTable
{
  GArray     *entries; /* of Entry */
  GByteArray *arena;
  guint      *slots; /* open addressing, a power of two, at most half full */
  guint       mask;
};

IgnyStringTable *
igny_string_table_new (void)
{
  IgnyStringTable *self = g_new0 (IgnyStringTable, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->arena = g_byte_array_new ();
  self->mask = 1023;
  self->slots = g_malloc ((self->mask + 1) * sizeof (guint));
  memset (self->slots, 0xff, (self->mask + 1) * sizeof (guint));

  return self;
}

void
igny_string_table_free (IgnyStringTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_byte_array_unref (self->arena);
  g_free (self->slots);
  g_free (self);
}

/* FNV-1a with a final mix, since the low bits choose the slot. */
static guint32
hash_bytes (const char *text,
            gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  return hash ^ (hash >> 13);
}

static const Entry *
get_entry (const IgnyStringTable *self,
           guint                  number)
{
  return &g_array_index (self->entries, Entry, number);
}

static guint
find_slot (const IgnyStringTable *self,
           const char            *text,
           gsize                  length,
           guint32                hash)
{
  guint slot = hash & self->mask;

  while (self->slots[slot] != FREE_SLOT)
    {
      const Entry *entry = get_entry (self, self->slots[slot]);

      if (entry->hash == hash && entry->length == length &&
          memcmp (self->arena->data + entry->start, text, length) == 0)
        break;
      slot = (slot + 1) & self->mask;
    }
  return slot;
}

static void
grow (IgnyStringTable *self)
{
  gsize size = ((gsize) self->mask + 1) * 2;

  self->mask = (guint) size - 1;
  self->slots = g_realloc_n (self->slots, size, sizeof (guint));
  memset (self->slots, 0xff, size * sizeof (guint));
  for (guint i = 0; i < self->entries->len; i++)
    {
      guint slot = get_entry (self, i)->hash & self->mask;

      while (self->slots[slot] != FREE_SLOT)
        slot = (slot + 1) & self->mask;
      self->slots[slot] = i;
    }
}

guint
igny_string_table_add (IgnyStringTable *self,
                       const char      *text,
                       gsize            length)
{
  guint32 hash;
  guint   slot;
  Entry   entry;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  hash = hash_bytes (text, length);
  slot = find_slot (self, text, length, hash);
  if (self->slots[slot] != FREE_SLOT)
    return self->slots[slot];

  entry = (Entry){ hash, self->arena->len, (guint32) length };
  self->slots[slot] = self->entries->len;
  g_array_append_val (self->entries, entry);
  g_byte_array_append (self->arena, (const guint8 *) text, (guint) length);
  g_byte_array_append (self->arena, (const guint8 *) "", 1);
  if (self->entries->len * 2 > self->mask)
    grow (self);

  return self->entries->len - 1;
}

guint
igny_string_table_find (const IgnyStringTable *self,
                        const char            *text,
                        gsize                  length)
{
  g_return_val_if_fail (self != NULL && text != NULL, G_MAXUINT);

  return self->slots[find_slot (self, text, length, hash_bytes (text, length))];
}

guint
igny_string_table_get_size (const IgnyStringTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

const char *
igny_string_table_get (const IgnyStringTable *self,
                       guint                  number)
{
  g_return_val_if_fail (self != NULL && number < self->entries->len, "");

  return (const char *) self->arena->data + get_entry (self, number)->start;
}

gsize
igny_string_table_get_length (const IgnyStringTable *self,
                              guint                  number)
{
  g_return_val_if_fail (self != NULL && number < self->entries->len, 0);

  return get_entry (self, number)->length;
}
