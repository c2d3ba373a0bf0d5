/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-column.h"

#include <string.h>

#include "igny-number-order.h"
#include "igny-text-order.h"
#include "igny-text.h"

/* Texts one behind the other, in the order of their slots. */
typedef struct
{
  char   *bytes;
  gsize   used;
  gsize   size;
  guint   first;  /* slot of the first text */
  GArray *starts; /* of guint32: where the text of each slot from first on is */
} Block;

struct _IgnyColumn
{
  const IgnyField *field;
  IgnyNumbers     *numbers; /* or */
  GPtrArray       *texts;   /* of char * in blocks, loose or interned */
  GPtrArray       *blocks;  /* of Block, when the field is searched in */
  GHashTable      *loose;   /* slots whose text was set later, as pointers */
  GStringChunk    *arena;   /* of loose and interned texts */
  GHashTable      *interned;
  const char      *last; /* what was interned last */
  guint           *number_order;
  IgnyTextOrder   *text_order;
};

#define BLOCK_SIZE (1u << 20)
#define NO_TEXT G_MAXUINT32

/* Beyond this many different ones nothing is gained. */
#define MAX_INTERNED 65536

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->bytes);
  g_array_unref (block->starts);
  g_free (block);
}

IgnyColumn *
igny_column_new (const IgnyField *field,
                 guint            n_slots)
{
  IgnyColumn *self = g_new0 (IgnyColumn, 1);

  g_return_val_if_fail (field != NULL, NULL);

  self->field = field;
  if (field->kind != IGNY_KIND_TEXT && field->kind != IGNY_KIND_JSON)
    {
      self->numbers = igny_numbers_new ();
      return self;
    }
  self->texts = g_ptr_array_sized_new (n_slots);
  self->arena = g_string_chunk_new (1 << 16);
  if ((field->flags & IGNY_FIELD_SEARCHABLE) != 0)
    {
      self->blocks = g_ptr_array_new_with_free_func (block_free);
      self->loose = g_hash_table_new (NULL, NULL);
    }
  else
    self->interned = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
igny_column_free (IgnyColumn *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->numbers, igny_numbers_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->loose, g_hash_table_unref);
  g_clear_pointer (&self->interned, g_hash_table_unref);
  g_clear_pointer (&self->arena, g_string_chunk_free);
  g_clear_pointer (&self->text_order, igny_text_order_free);
  g_free (self->number_order);
  g_free (self);
}

const IgnyField *
igny_column_get_field (const IgnyColumn *self)
{
  return self->field;
}

gboolean
igny_column_is_textual (const IgnyColumn *self)
{
  return self->texts != NULL;
}

static gint64
choice_index (const IgnyField *field,
              const char      *word)
{
  for (gint64 i = 0; word != NULL && field->choices[i].word != NULL; i++)
    if (strcmp (field->choices[i].word, word) == 0)
      return i;
  return IGNY_UNKNOWN;
}

static gint64
read_number (const IgnyField *field,
             IgnyCursor      *cursor,
             int              column)
{
  gint64 number;

  if (field->kind == IGNY_KIND_CHOICE)
    return choice_index (field, igny_cursor_get_text (cursor, column));
  number = igny_cursor_get_integer (cursor, column);
  if (number == IGNY_UNKNOWN &&
      (field->kind == IGNY_KIND_REFERENCE || field->kind == IGNY_KIND_FLAG))
    return 0;
  return number;
}

/* --- texts ------------------------------------------------------------------ */

/* Nearly every keyword is as igny_text_normalize leaves it but for its case:
 * ASCII without anything to straighten or collapse. */
static gboolean
copy_plain (char       *to,
            const char *text)
{
  char last = ' ';

  for (; *text != '\0'; text++)
    {
      if ((guchar) *text < ' ' || (guchar) *text >= 0x7f || *text == '`' ||
          (*text == ' ' && last == ' '))
        return FALSE;
      last = *text;
      *to++ = g_ascii_tolower (last);
    }
  *to = '\0';
  return last != ' ';
}

static Block *
add_block (IgnyColumn *self,
           gsize       wish)
{
  Block *block = g_new0 (Block, 1);

  block->size = MAX (wish, BLOCK_SIZE);
  block->bytes = g_malloc (block->size);
  block->first = self->texts->len;
  block->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->blocks, block);
  return block;
}

/* Behind the text of the slot before. */
static const char *
append_text (IgnyColumn *self,
             const char *text)
{
  Block           *block;
  g_autofree char *normal = NULL;
  guint32          start = NO_TEXT;
  gsize            length = text != NULL ? strlen (text) : 0;

  block = self->blocks->len > 0 ? self->blocks->pdata[self->blocks->len - 1] : NULL;
  if (block == NULL || block->size - block->used < length + 1)
    block = add_block (self, length + 1);
  if (text != NULL && length > 0 && !copy_plain (block->bytes + block->used, text))
    {
      normal = igny_text_normalize (text);
      length = strlen (normal);
      if (block->size - block->used < length + 1)
        block = add_block (self, length + 1);
      memcpy (block->bytes + block->used, normal, length + 1);
    }
  if (length > 0)
    {
      start = (guint32) block->used;
      block->used += length + 1;
    }
  g_array_append_val (block->starts, start);
  return start != NO_TEXT ? block->bytes + start : NULL;
}

static const char *
intern_text (IgnyColumn *self,
             const char *text)
{
  g_autofree char *normal = NULL;
  const char      *known;

  if (text == NULL || *text == '\0')
    return NULL;
  normal = igny_text_normalize (text);
  if (*normal == '\0')
    return NULL;
  if (self->last != NULL && strcmp (self->last, normal) == 0)
    return self->last;
  if (self->interned == NULL)
    return g_string_chunk_insert (self->arena, normal);
  known = g_hash_table_lookup (self->interned, normal);
  if (known == NULL)
    {
      known = g_string_chunk_insert (self->arena, normal);
      if (g_hash_table_size (self->interned) < MAX_INTERNED)
        g_hash_table_add (self->interned, (gpointer) known);
    }
  self->last = known;
  return known;
}

/* A text that takes the place of another one cannot lie between its neighbors. */
static const char *
loose_text (IgnyColumn *self,
            guint       slot,
            const char *text)
{
  g_autofree char *normal = text != NULL && *text != '\0' ? igny_text_normalize (text) : NULL;

  g_hash_table_add (self->loose, GUINT_TO_POINTER (slot));
  return normal != NULL && *normal != '\0' ? g_string_chunk_insert (self->arena, normal) : NULL;
}

static void
touch (IgnyColumn *self,
       guint       slot)
{
  g_clear_pointer (&self->number_order, g_free);
  if (self->text_order != NULL)
    igny_text_order_touch (self->text_order, slot);
}

void
igny_column_add (IgnyColumn *self,
                 IgnyCursor *cursor,
                 int         index)
{
  touch (self, igny_column_get_n_slots (self));
  if (self->numbers != NULL)
    igny_numbers_append (self->numbers, read_number (self->field, cursor, index));
  else if (self->blocks != NULL)
    g_ptr_array_add (self->texts,
                     (gpointer) append_text (self, igny_cursor_get_text (cursor, index)));
  else
    g_ptr_array_add (self->texts,
                     (gpointer) intern_text (self, igny_cursor_get_text (cursor, index)));
}

void
igny_column_add_unknown (IgnyColumn *self)
{
  IgnyKind kind = self->field->kind;
  gint64   number = kind == IGNY_KIND_REFERENCE || kind == IGNY_KIND_FLAG ? 0 : IGNY_UNKNOWN;

  touch (self, igny_column_get_n_slots (self));
  if (self->numbers != NULL)
    igny_numbers_append (self->numbers, number);
  else
    g_ptr_array_add (self->texts,
                     self->blocks != NULL ? (gpointer) append_text (self, NULL) : NULL);
}

/* Undo, redo and an import anew give back what was there: then all stays. */
static gboolean
is_same_text (const char *old,
              const char *text)
{
  g_autofree char *normal = NULL;

  if (text == NULL || *text == '\0' || old == NULL)
    return (text == NULL || *text == '\0') && old == NULL;
  if (strcmp (old, text) == 0)
    return TRUE;
  normal = igny_text_normalize (text);
  return strcmp (old, normal) == 0;
}

static void
set_text (IgnyColumn *self,
          guint       slot,
          const char *text)
{
  if (is_same_text (self->texts->pdata[slot], text))
    return;
  touch (self, slot);
  self->texts->pdata[slot] = (gpointer) (self->blocks != NULL ? loose_text (self, slot, text)
                                                              : intern_text (self, text));
}

void
igny_column_set (IgnyColumn *self,
                 guint       slot,
                 IgnyCursor *cursor,
                 int         index)
{
  gint64 number;

  if (self->texts != NULL)
    {
      set_text (self, slot, igny_cursor_get_text (cursor, index));
      return;
    }
  number = read_number (self->field, cursor, index);
  if (igny_numbers_get (self->numbers, slot) == number)
    return;
  touch (self, slot);
  igny_numbers_set (self->numbers, slot, number);
}

guint
igny_column_get_n_slots (const IgnyColumn *self)
{
  return self->numbers != NULL ? igny_numbers_get_length (self->numbers) : self->texts->len;
}

const IgnyNumbers *
igny_column_get_numbers (const IgnyColumn *self)
{
  return self->numbers;
}

const char *const *
igny_column_get_texts (const IgnyColumn *self)
{
  return (const char *const *) self->texts->pdata;
}

const guint *
igny_column_get_order (IgnyColumn *self)
{
  if (self->texts != NULL)
    {
      if (self->text_order == NULL)
        self->text_order = igny_text_order_new ();
      return igny_text_order_get (self->text_order, igny_column_get_texts (self),
                                  self->texts->len);
    }
  if (self->number_order == NULL)
    {
      g_autofree gint64 *numbers = igny_numbers_copy (self->numbers);
      guint              n_slots = igny_numbers_get_length (self->numbers);

      self->number_order = igny_number_order_make (numbers, n_slots);
    }
  return self->number_order;
}

/* --- search ----------------------------------------------------------------- */

/* The slot of the block whose text is at offset; they ascend, so the search goes
 * on from the last one found. */
static guint
find_slot (const Block *block,
           guint        from,
           gsize        offset)
{
  const guint32 *starts = (const guint32 *) (gpointer) block->starts->data;
  guint          found = from;

  for (guint i = from; i < block->starts->len; i++)
    {
      if (starts[i] == NO_TEXT)
        continue;
      if (starts[i] > offset)
        break;
      found = i;
    }
  return found;
}

static void
search_block (const IgnyColumn *self,
              const Block      *block,
              const char       *needle,
              gsize             length,
              guint8           *hits)
{
  const char *end = block->bytes + block->used;
  guint       slot = 0;

  for (const char *p = block->bytes; p < end; p += strlen (p) + 1)
    {
      p = memmem (p, (gsize) (end - p), needle, length);
      if (p == NULL)
        return;
      slot = find_slot (block, slot, (gsize) (p - block->bytes));
      if (self->texts->pdata[block->first + slot] == block->bytes +
                                                         g_array_index (block->starts, guint32,
                                                                        slot))
        hits[block->first + slot] = 1;
    }
}

void
igny_column_search (const IgnyColumn *self,
                    const char       *needle,
                    guint8           *hits)
{
  GHashTableIter iter;
  gpointer       key;

  g_return_if_fail (self != NULL && self->texts != NULL && needle != NULL && hits != NULL);

  if (self->blocks == NULL)
    {
      for (guint i = 0; i < self->texts->len; i++)
        if (self->texts->pdata[i] != NULL && strstr (self->texts->pdata[i], needle) != NULL)
          hits[i] = 1;
      return;
    }

  for (guint i = 0; i < self->blocks->len; i++)
    search_block (self, self->blocks->pdata[i], needle, strlen (needle), hits);
  g_hash_table_iter_init (&iter, self->loose);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *text = self->texts->pdata[GPOINTER_TO_UINT (key)];

      hits[GPOINTER_TO_UINT (key)] |= text != NULL && strstr (text, needle) != NULL;
    }
}
