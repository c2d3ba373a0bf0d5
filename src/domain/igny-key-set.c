/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-key-set.h"

#include <string.h>

typedef struct
{
  guint64 hash;
  gint64  row; /* 0: nothing is here */
} Entry;

/* Open addressing with linear probing, at most three quarters full. */
struct _IgnyKeySet
{
  Entry *entries;
  gsize  size; /* a power of two */
  gsize  n;
};

#define FIRST_SIZE 1024

/* FNV-1a over the bytes, then the finalizer of MurmurHash3, which spreads what
 * the last bytes did over all bits. */
static guint64
add_bytes (guint64     hash,
           const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

guint64
igny_key_set_hash (const char *key,
                   const char *country)
{
  guint64 hash = add_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), key);

  if (country != NULL && *country != '\0')
    hash = add_bytes (add_bytes (hash, "\n"), country);
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 33);
}

IgnyKeySet *
igny_key_set_new (void)
{
  IgnyKeySet *self = g_new0 (IgnyKeySet, 1);

  self->size = FIRST_SIZE;
  self->entries = g_new0 (Entry, self->size);
  return self;
}

void
igny_key_set_free (IgnyKeySet *self)
{
  if (self == NULL)
    return;
  g_free (self->entries);
  g_free (self);
}

static void
put (IgnyKeySet *self,
     Entry       entry)
{
  gsize at = entry.hash & (self->size - 1);

  while (self->entries[at].row != 0)
    at = (at + 1) & (self->size - 1);
  self->entries[at] = entry;
}

static void
grow (IgnyKeySet *self)
{
  g_autofree Entry *old = self->entries;
  gsize             old_size = self->size;

  self->size *= 2;
  self->entries = g_new0 (Entry, self->size);
  for (gsize i = 0; i < old_size; i++)
    if (old[i].row != 0)
      put (self, old[i]);
}

void
igny_key_set_add (IgnyKeySet *self,
                  guint64     hash,
                  gint64      row)
{
  g_return_if_fail (self != NULL && row != 0);

  if (self->n + self->n / 3 >= self->size)
    grow (self);
  put (self, (Entry){ hash, row });
  self->n++;
}

gint64
igny_key_set_next (const IgnyKeySet *self,
                   guint64           hash,
                   gsize            *place)
{
  g_return_val_if_fail (self != NULL && place != NULL, 0);

  for (;;)
    {
      const Entry *entry = &self->entries[(hash + *place) & (self->size - 1)];

      if (entry->row == 0)
        return 0;
      *place += 1;
      if (entry->hash == hash)
        return entry->row;
    }
}
