/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-compare.h"

#include "igny-changes.h"
#include "igny-diff.h"
#include "igny-html.h"

/* A block as a word of hexadecimal digits, so that what compares words compares
 * blocks. */
#define KEY_FORMAT "%08x "
#define KEY_LENGTH 9
/* Of blocks that are the same so many are shown on each side of a change. */
#define CONTEXT 1

typedef struct
{
  char *before;
  char *after;
} Question;

typedef struct
{
  GListStore *pairs;
  char       *safe;
} Answer;

G_DEFINE_FINAL_TYPE (IgnyEditorPair, igny_editor_pair, G_TYPE_OBJECT)

static void
igny_editor_pair_finalize (GObject *object)
{
  IgnyEditorPair *self = IGNY_EDITOR_PAIR (object);

  g_free (self->before);
  g_free (self->after);
  g_array_unref (self->removed);
  g_array_unref (self->added);

  G_OBJECT_CLASS (igny_editor_pair_parent_class)->finalize (object);
}

static void
igny_editor_pair_class_init (IgnyEditorPairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_editor_pair_finalize;
}

static void
igny_editor_pair_init (IgnyEditorPair *self)
{
  self->removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  self->added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
}

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->before);
  g_free (question->after);
  g_free (question);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_object (&answer->pairs);
  g_free (answer->safe);
  g_free (answer);
}

static char *
dup_text (const char *html)
{
  char *text = igny_html_to_text (html, NULL);

  return text != NULL ? g_strstrip (text) : g_strdup (html);
}

static void
add_pair (GListStore        *pairs,
          IgnyEditorPairKind kind,
          const char        *before,
          const char        *after)
{
  g_autoptr(IgnyEditorPair) pair = g_object_new (IGNY_TYPE_EDITOR_PAIR, NULL);

  pair->kind = kind;
  pair->before = before != NULL ? dup_text (before) : g_strdup ("");
  pair->after = after != NULL ? dup_text (after) : g_strdup ("");
  if (*pair->before == '\0' && *pair->after == '\0')
    return;
  if (kind != IGNY_EDITOR_PAIR_SAME)
    igny_diff_words (pair->before, pair->after, pair->removed, pair->added);
  if (kind == IGNY_EDITOR_PAIR_CHANGED && pair->removed->len + pair->added->len == 0)
    pair->kind = IGNY_EDITOR_PAIR_FORMAT;
  g_list_store_append (pairs, pair);
}

static void
add_skipped (GListStore *pairs,
             guint       n)
{
  g_autoptr(IgnyEditorPair) pair = g_object_new (IGNY_TYPE_EDITOR_PAIR, NULL);

  pair->kind = IGNY_EDITOR_PAIR_SKIPPED;
  pair->n_skipped = n;
  pair->before = g_strdup ("");
  pair->after = g_strdup ("");
  g_list_store_append (pairs, pair);
}

/* Blocks without text, such as the space between two, are passed over. */
static GPtrArray *
split (const char *html)
{
  g_autoptr(GPtrArray) all = igny_changes_split (html);
  GPtrArray *blocks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (blocks, g_strstrip (g_strdup (all->pdata[i])));
  return blocks;
}

static char *
make_keys (const GPtrArray *blocks,
           GHashTable      *numbers)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      gpointer number = g_hash_table_lookup (numbers, blocks->pdata[i]);

      if (number == NULL)
        {
          number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, blocks->pdata[i], number);
        }
      g_string_append_printf (keys, KEY_FORMAT, GPOINTER_TO_UINT (number));
    }
  return g_string_free (keys, FALSE);
}

/* For each of n blocks whether it is in a range. */
static gboolean *
mark (const GArray *ranges,
      guint         n)
{
  gboolean *marks = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < ranges->len; i++)
    {
      IgnyDiffRange range = g_array_index (ranges, IgnyDiffRange, i);

      for (guint at = range.start / KEY_LENGTH; at * KEY_LENGTH < range.end && at < n; at++)
        marks[at] = TRUE;
    }
  return marks;
}

static void
add_same (GListStore      *pairs,
          const GPtrArray *blocks,
          guint            from,
          guint            to,
          gboolean         last)
{
  guint head = from == 0 ? 0 : CONTEXT;
  guint tail = last ? 0 : CONTEXT;

  if (to - from <= head + tail + 1)
    head = to - from;
  for (guint i = from; i < MIN (from + head, to); i++)
    add_pair (pairs, IGNY_EDITOR_PAIR_SAME, blocks->pdata[i], blocks->pdata[i]);
  if (from + head >= to)
    return;
  add_skipped (pairs, to - from - head - tail);
  for (guint i = to - tail; i < to; i++)
    add_pair (pairs, IGNY_EDITOR_PAIR_SAME, blocks->pdata[i], blocks->pdata[i]);
}

static guint
skip (const gboolean *marks,
      guint           from,
      guint           n,
      gboolean        value)
{
  while (from < n && marks[from] == value)
    from++;
  return from;
}

/* Of a run that went and a run that came, the first with the first and so on. */
static void
add_changed (GListStore      *pairs,
             const GPtrArray *before,
             guint            from,
             guint            to,
             const GPtrArray *after,
             guint            new_from,
             guint            new_to)
{
  for (; from < to && new_from < new_to; from++, new_from++)
    add_pair (pairs, IGNY_EDITOR_PAIR_CHANGED, before->pdata[from], after->pdata[new_from]);
  for (; from < to; from++)
    add_pair (pairs, IGNY_EDITOR_PAIR_REMOVED, before->pdata[from], NULL);
  for (; new_from < new_to; new_from++)
    add_pair (pairs, IGNY_EDITOR_PAIR_ADDED, NULL, after->pdata[new_from]);
}

static void
walk (GListStore      *pairs,
      const GPtrArray *before,
      const gboolean  *removed,
      const GPtrArray *after,
      const gboolean  *added)
{
  guint i = 0;
  guint j = 0;

  while (i < before->len || j < after->len)
    {
      guint to = skip (removed, i, before->len, TRUE);
      guint new_to = skip (added, j, after->len, TRUE);
      guint was = i + j;
      guint same;

      add_changed (pairs, before, i, to, after, j, new_to);
      i = to;
      j = new_to;
      same = skip (removed, i, before->len, FALSE) - i;
      if (same > 0)
        add_same (pairs, before, i, i + same, i + same == before->len);
      i += same;
      j += same;
      if (i + j == was)
        break;
    }
}

static GListStore *
compare (const char *before,
         const char *after)
{
  GListStore *pairs = g_list_store_new (IGNY_TYPE_EDITOR_PAIR);
  g_autoptr(GPtrArray) old = split (before);
  g_autoptr(GPtrArray) new = split (after);
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *old_keys = make_keys (old, numbers);
  g_autofree char *new_keys = make_keys (new, numbers);
  g_autoptr(GArray) removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autoptr(GArray) added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  g_autofree gboolean *old_marks = NULL;
  g_autofree gboolean *new_marks = NULL;

  igny_diff_words (old_keys, new_keys, removed, added);
  old_marks = mark (removed, old->len);
  new_marks = mark (added, new->len);
  walk (pairs, old, old_marks, new, new_marks);
  return pairs;
}

static void
compare_cb (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Question        *question = data;
  GError          *error = NULL;
  g_autofree char *before = igny_html_sanitize (question->before, IGNY_HTML_FROM_SITE, &error);
  g_autofree char *after = NULL;
  Answer          *answer;

  if (before != NULL)
    after = igny_html_sanitize (question->after, IGNY_HTML_FROM_SITE, &error);
  if (after == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  answer = g_new0 (Answer, 1);
  answer->pairs = compare (before, after);
  answer->safe = g_steal_pointer (&before);
  g_task_return_pointer (task, answer, free_answer);
}

void
igny_editor_compare_async (const char         *before,
                           const char         *after,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  Question *question;

  g_return_if_fail (before != NULL && after != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  question = g_new0 (Question, 1);
  question->before = g_strdup (before);
  question->after = g_strdup (after);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, compare_cb);
}

GListStore *
igny_editor_compare_finish (GAsyncResult *result,
                            char        **safe,
                            GError      **error)
{
  Answer     *answer;
  GListStore *pairs;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;
  pairs = g_steal_pointer (&answer->pairs);
  if (safe != NULL)
    *safe = g_steal_pointer (&answer->safe);
  free_answer (answer);
  return pairs;
}
