/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-near.h"

#include <stdlib.h>
#include <string.h>

#define MIN_WORD 5 /* letters of a word in which a typo is looked for */
#define MAX_WORDS 32
#define PARTS 16 /* of the variants, one after the other: for the memory */
#define MAX_LENGTH 256
#define MAX_COMPARED 32 /* others that a variant is compared with */

/* A text in some form, and whose it is. */
typedef struct
{
  guint64 hash;
  guint   key;
} Form;

typedef struct
{
  const char *const *keys;
  guint              n_keys;
  guint             *parents; /* of a forest: members of a group have one root */
  guint8            *kinds;   /* of a root: what joined its tree */
  GArray            *forms;
  guint64            powers[MAX_LENGTH];
} Search;

static guint
find_root (Search *self,
           guint   key)
{
  while (self->parents[key] != key)
    key = self->parents[key] = self->parents[self->parents[key]];
  return key;
}

static void
join (Search *self,
      guint   a,
      guint   b,
      guint   kind)
{
  guint left = find_root (self, a);
  guint right = find_root (self, b);

  if (left == right)
    return;
  self->parents[MAX (left, right)] = MIN (left, right);
  self->kinds[MIN (left, right)] |= self->kinds[MAX (left, right)] | (guint8) kind;
}

static int
compare_forms (const void *a,
               const void *b)
{
  const Form *left = a;
  const Form *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return (left->key > right->key) - (left->key < right->key);
}

static void
sort_forms (Search *self)
{
  if (self->forms->len > 0)
    qsort (self->forms->data, self->forms->len, sizeof (Form), compare_forms);
}

/* --- words ------------------------------------------------------------------------ */

typedef struct
{
  const char *text;
  gsize       length;
} Word;

static gboolean
ends_with (const Word *word,
           const char *end)
{
  gsize length = strlen (end);

  return word->length > length &&
         memcmp (word->text + word->length - length, end, length) == 0;
}

/* How many bytes of the word are left without the ending of a plural; *y is
 * set when "ies" stood for "y". */
static gsize
stem_length (const Word *word,
             gboolean   *y)
{
  static const char *const es[] = { "sses", "xes", "zes", "ches", "shes" };

  *y = word->length > 4 && ends_with (word, "ies");
  if (*y)
    return word->length - 3;
  for (guint i = 0; i < G_N_ELEMENTS (es); i++)
    if (ends_with (word, es[i]))
      return word->length - 2;
  if (word->length > 3 && ends_with (word, "s") && !ends_with (word, "ss") &&
      !ends_with (word, "us") && !ends_with (word, "is"))
    return word->length - 1;
  return word->length;
}

static guint64
hash_bytes (guint64     hash,
            const char *bytes,
            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static guint64
hash_word (const Word *word,
           gboolean    stem)
{
  gboolean y = FALSE;
  gsize    length = stem ? stem_length (word, &y) : word->length;
  guint64  hash = hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), word->text, length);

  hash = y ? hash_bytes (hash, "y", 1) : hash;
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  return hash ^ (hash >> 33);
}

/* The same for every order of the words, as a sum is. */
static guint64
hash_words (const char *key,
            gboolean    stem)
{
  guint64 sum = 0;

  for (const char *p = key; *p != '\0';)
    {
      Word word = { p, strcspn (p, " ") };

      sum += hash_word (&word, stem);
      p += word.length + strspn (p + word.length, " ");
    }
  return sum;
}

static int
compare_words (const void *a,
               const void *b)
{
  const Word *left = a;
  const Word *right = b;
  int         result = memcmp (left->text, right->text, MIN (left->length, right->length));

  return result != 0 ? result : (left->length > right->length) - (left->length < right->length);
}

static guint
split_words (const char *key,
             Word        words[MAX_WORDS])
{
  guint n = 0;

  for (const char *p = key; *p != '\0' && n < MAX_WORDS; n++)
    {
      gsize length = strcspn (p, " ");

      words[n].text = p;
      words[n].length = length;
      p += length + strspn (p + length, " ");
    }
  if (n > 1)
    qsort (words, n, sizeof (Word), compare_words);
  return n;
}

static gboolean
same_words (const char *a,
            const char *b)
{
  Word  left[MAX_WORDS];
  Word  right[MAX_WORDS];
  guint n = split_words (a, left);

  if (strlen (a) != strlen (b) || n != split_words (b, right))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (compare_words (&left[i], &right[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Two whose words have the same hash. */
static void
join_by_kind (Search *self,
              guint   a,
              guint   b,
              guint   kinds)
{
  guint kind = same_words (self->keys[a], self->keys[b]) ? IGNY_NEAR_ORDER : IGNY_NEAR_PLURAL;

  if ((kinds & kind) != 0)
    join (self, a, b, kind);
}

/* By words: those in another order, or also those but for their plurals. */
static void
join_by_words (Search  *self,
               guint    kinds,
               gboolean stem)
{
  g_array_set_size (self->forms, 0);
  for (guint i = 0; i < self->n_keys; i++)
    {
      Form form = { hash_words (self->keys[i], stem), i };

      g_array_append_val (self->forms, form);
    }
  sort_forms (self);
  for (guint i = 1, first = 0; i < self->forms->len; i++)
    {
      const Form *form = &g_array_index (self->forms, Form, i);

      if (form->hash != g_array_index (self->forms, Form, first).hash)
        {
          first = i;
          continue;
        }
      join_by_kind (self, g_array_index (self->forms, Form, first).key, form->key, kinds);
      join_by_kind (self, form[-1].key, form->key, kinds);
    }
}

/* --- typos ------------------------------------------------------------------------- */

#define BASE G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* Only letters may differ: "iphone 13" is no typo of "iphone 14". */
static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || (guchar) c >= 0x80;
}

static gboolean
in_long_word (const char *key,
              gsize       at)
{
  gsize start = at;
  gsize end = at;

  while (start > 0 && key[start - 1] != ' ')
    start--;
  while (key[end] != '\0' && key[end] != ' ')
    end++;
  for (gsize i = start; i < end; i++)
    if (!is_letter (key[i]))
      return FALSE;
  return end - start >= MIN_WORD;
}

/* Whether one letter makes the difference; an "s" at the end of a word is a
 * plural and none. */
static gboolean
is_typo (const char *a,
         const char *b)
{
  gsize left = strlen (a);
  gsize right = strlen (b);
  gsize i = 0;

  if (left > right)
    return is_typo (b, a);
  while (a[i] != '\0' && a[i] == b[i])
    i++;
  if (b[i] == '\0' || !is_letter (b[i]) || !in_long_word (b, i))
    return FALSE;
  if (right == left + 1)
    return strcmp (a + i, b + i + 1) == 0 &&
           !(b[i] == 's' && (b[i + 1] == '\0' || b[i + 1] == ' '));
  if (right != left || !is_letter (a[i]))
    return FALSE;
  if (strcmp (a + i + 1, b + i + 1) == 0)
    return TRUE;
  return a[i] == b[i + 1] && a[i + 1] == b[i] && is_letter (a[i + 1]) &&
         strcmp (a + i + 2, b + i + 2) == 0;
}

static void
add_form (Search *self,
          guint64 hash,
          guint   key,
          guint   part)
{
  Form form = { hash, key };

  if (hash >> 60 == part)
    g_array_append_val (self->forms, form);
}

/* Bytes weighted by powers of their place, so that what is before a letter and
 * what is behind it, a place further to the front, make the hash without it. */
static void
add_variants (Search *self,
              guint   key,
              guint   part)
{
  const char *text = self->keys[key];
  gsize       length = strlen (text);
  guint64     behind[MAX_LENGTH];
  guint64     before = 0;

  if (length < MIN_WORD || length >= MAX_LENGTH)
    return;
  behind[length] = 0;
  for (gsize i = length - 1; i > 0; i--)
    behind[i] = behind[i + 1] + (guchar) text[i] * self->powers[i - 1];
  for (gsize i = 0; i < length; i++)
    {
      if (is_letter (text[i]) && in_long_word (text, i))
        add_form (self, before + behind[i + 1], key, part);
      before += (guchar) text[i] * self->powers[i];
    }
  add_form (self, before, key, part);
}

static void
join_forms (Search *self)
{
  const Form *forms = (const Form *) (gpointer) self->forms->data;

  for (guint i = 1; i < self->forms->len; i++)
    for (guint j = i; j > 0 && i - j < MAX_COMPARED && forms[j - 1].hash == forms[i].hash; j--)
      if (forms[j - 1].key != forms[i].key &&
          find_root (self, forms[j - 1].key) != find_root (self, forms[i].key) &&
          is_typo (self->keys[forms[j - 1].key], self->keys[forms[i].key]))
        join (self, forms[j - 1].key, forms[i].key, IGNY_NEAR_TYPO);
}

static gboolean
join_typos (Search       *self,
            GCancellable *cancellable,
            GError      **error)
{
  for (guint part = 0; part < PARTS; part++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_array_set_size (self->forms, 0);
      for (guint i = 0; i < self->n_keys; i++)
        add_variants (self, i, part);
      sort_forms (self);
      join_forms (self);
    }
  return TRUE;
}

/* --- groups -------------------------------------------------------------------------- */

static void
group_free (gpointer data)
{
  IgnyNearGroup *group = data;

  g_array_unref (group->members);
  g_free (group);
}

static void
add_member (Search         *self,
            GPtrArray      *groups,
            IgnyNearGroup **of_root,
            guint           key)
{
  guint root = find_root (self, key);

  /* A root is the first member of its tree. */
  if (self->kinds[root] == 0)
    return;
  if (of_root[root] == NULL)
    {
      of_root[root] = g_new0 (IgnyNearGroup, 1);
      of_root[root]->kinds = self->kinds[root];
      of_root[root]->members = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (groups, of_root[root]);
    }
  g_array_append_val (of_root[root]->members, key);
}

GPtrArray *
igny_near_find (const char *const *keys,
                guint              n_keys,
                guint              kinds,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autofree guint          *parents = g_new (guint, n_keys + 1);
  g_autofree guint8         *joined = g_malloc0 (n_keys + 1);
  g_autofree IgnyNearGroup **of_root = g_new0 (IgnyNearGroup *, n_keys + 1);
  g_autoptr(GArray) forms = g_array_new (FALSE, FALSE, sizeof (Form));
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  Search self = { keys, n_keys, parents, joined, forms };

  g_return_val_if_fail (keys != NULL || n_keys == 0, NULL);

  self.powers[0] = 1;
  for (guint i = 1; i < MAX_LENGTH; i++)
    self.powers[i] = self.powers[i - 1] * BASE;
  for (guint i = 0; i < n_keys; i++)
    parents[i] = i;
  if ((kinds & IGNY_NEAR_ORDER) != 0)
    join_by_words (&self, IGNY_NEAR_ORDER, FALSE);
  if ((kinds & IGNY_NEAR_PLURAL) != 0)
    join_by_words (&self, kinds, TRUE);
  if ((kinds & IGNY_NEAR_TYPO) != 0 && !join_typos (&self, cancellable, error))
    return NULL;
  for (guint i = 0; i < n_keys; i++)
    add_member (&self, groups, of_root, i);
  return g_steal_pointer (&groups);
}

static const char *const words[] = { "order", "plural", "typo" };

guint
igny_near_kind_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return 1u << i;
  return 0;
}

/* Of several the loosest. */
const char *
igny_near_kind_to_word (guint kinds)
{
  for (guint i = G_N_ELEMENTS (words); i > 0; i--)
    if ((kinds & (1u << (i - 1))) != 0)
      return words[i - 1];
  return words[0];
}
