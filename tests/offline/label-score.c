/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "label-score.h"

#include "igny-text.h"

#include <string.h>

char *
label_set_find (const char *name)
{
  const char      *folder = g_getenv ("IGNY8_TEST_DATA");
  g_autofree char *path = NULL;

  if (folder == NULL)
    folder = g_getenv ("IGNY8_TEST_DATA_DEFAULT");
  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static void
add_row (LabelSet   *self,
         GHashTable *numbers,
         char       *line,
         gboolean    with_labels)
{
  char    *tab = with_labels ? strrchr (line, '\t') : NULL;
  gpointer number = NULL;
  guint    label;

  if (tab != NULL)
    {
      *tab = '\0';
      g_strchomp (tab + 1);
      if (!g_hash_table_lookup_extended (numbers, tab + 1, NULL, &number))
        {
          number = GUINT_TO_POINTER (self->n_labels++);
          g_hash_table_insert (numbers, g_strdup (tab + 1), number);
        }
    }
  label = GPOINTER_TO_UINT (number);
  g_array_append_val (self->labels, label);
  g_ptr_array_add (self->texts, igny_text_normalize (line));
}

LabelSet *
label_set_load (const char *name,
                guint       step,
                gboolean    with_labels)
{
  g_autofree char *path = label_set_find (name);
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GHashTable) numbers = NULL;
  LabelSet *self;
  guint     first = with_labels ? 1 : 0;

  if (path == NULL || !g_file_get_contents (path, &bytes, NULL, NULL))
    return NULL;

  self = g_new0 (LabelSet, 1);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (bytes, "\n", -1);
  for (guint i = first; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && (i - first) % step == 0)
      add_row (self, numbers, lines[i], with_labels);

  return self;
}

void
label_set_free (LabelSet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->texts);
  g_array_unref (self->labels);
  g_free (self);
}

static guint
count_pairs_up (GHashTable *table,
                gint64      key)
{
  guint *count = g_hash_table_lookup (table, &key);

  if (count == NULL)
    {
      count = g_new0 (guint, 1);
      g_hash_table_insert (table, g_memdup2 (&key, sizeof (key)), count);
    }
  return ++*count;
}

static double
sum_pairs (GHashTable *table)
{
  GHashTableIter iter;
  gpointer       count;
  double         pairs = 0;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    pairs += *(guint *) count * (*(guint *) count - 1.0) / 2;
  return pairs;
}

static double
mean (double a,
      double b)
{
  return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

static guint
read_count (GHashTable *table,
            gint64      key)
{
  return *(guint *) g_hash_table_lookup (table, &key);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

LabelScore
label_set_score (const LabelSet *self,
                 const gint     *clusters)
{
  g_autoptr(GHashTable) sizes = new_table ();
  g_autoptr(GHashTable) wanted = new_table ();
  g_autoptr(GHashTable) shared = new_table ();
  g_autofree gint64 *groups = g_new (gint64, self->texts->len + 1);
  LabelScore         score = { 0 };
  double             precision = 0;
  double             recall = 0;
  double             pairs;

  for (guint i = 0; i < self->texts->len; i++)
    {
      gint64 label = g_array_index (self->labels, guint, i);
      guint  size;

      groups[i] = clusters[i] >= 0 ? clusters[i] : (gint64) G_MAXINT32 + i;
      size = count_pairs_up (sizes, groups[i]);
      count_pairs_up (wanted, label);
      count_pairs_up (shared, groups[i] << 24 | label);
      score.clusters += size == 2;
      score.largest = MAX (score.largest, size);
    }
  for (guint i = 0; i < self->texts->len; i++)
    {
      gint64 label = g_array_index (self->labels, guint, i);
      double both = read_count (shared, groups[i] << 24 | label);

      precision += both / read_count (sizes, groups[i]);
      recall += both / read_count (wanted, label);
      score.alone += read_count (sizes, groups[i]) == 1;
    }
  pairs = sum_pairs (shared);
  if (pairs > 0)
    score.pairs = mean (pairs / sum_pairs (sizes), pairs / sum_pairs (wanted));
  if (self->texts->len > 0)
    score.b_cubed = mean (precision / self->texts->len, recall / self->texts->len);
  return score;
}
