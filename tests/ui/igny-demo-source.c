/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-demo-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-format.h"
#include "igny-number.h"

typedef struct
{
  guint32 text;
  gint32  volume; /* -1 is unknown */
  gint32  cpc;    /* cents, -1 is unknown */
  gint8   difficulty;
  guint8  intent;
  guint8  status;
  guint8  cluster;
} Row;

struct _IgnyDemoSource
{
  GObject parent_instance;

  GString *text;
  Row     *rows;
  guint    n_rows;
  guint    delay;
  gboolean broken;
};

enum
{
  TITLE,
  VOLUME,
  DIFFICULTY,
  CPC,
  INTENT,
  CLUSTER,
  STATUS,
  CREATED,
  N_COLUMNS
};

static const IgnyChoice intents[] = {
  { "informational", N_ ("Informational"), IGNY_TONE_ACCENT, NULL },
  { "navigational", N_ ("Navigational"), IGNY_TONE_NEUTRAL, NULL },
  { "commercial", N_ ("Commercial"), IGNY_TONE_WARNING, NULL },
  { "transactional", N_ ("Transactional"), IGNY_TONE_SUCCESS, NULL },
  { NULL },
};

static const IgnyChoice statuses[] = {
  { "pending", N_ ("Pending"), IGNY_TONE_NEUTRAL, NULL },
  { "active", N_ ("Active"), IGNY_TONE_SUCCESS, NULL },
  { "archived", N_ ("Archived"), IGNY_TONE_WARNING, NULL },
  { NULL },
};

static const char *const clusters[] = {
  NULL, "Hiking boots", "Trail running", "Tents", "Sleeping bags", "Backpacks", "Rain jackets"
};

/* clang-format off */
static const IgnyTableColumn columns[N_COLUMNS] = {
  { "title", N_("Keyword"), .kind = IGNY_CELL_TEXT, .width = 260, .expand = TRUE,
   .editable = TRUE },
  { "volume", N_("Volume"), N_("Searches per month"), IGNY_CELL_NUMBER, .width = 96,
   .editable = TRUE, .filter = TRUE },
  { "difficulty", N_("KD"), N_("How hard it is to rank, 0 to 100"), IGNY_CELL_DIFFICULTY,
   .width = 72, .editable = TRUE, .filter = TRUE },
  { "cpc", N_("CPC"), N_("Price of a click in advertising"), IGNY_CELL_MONEY, .width = 88,
   .filter = TRUE },
  { "intent", N_("Intent"), .kind = IGNY_CELL_BADGE, .width = 150, .editable = TRUE,
   .filter = TRUE, .choices = intents },
  { "cluster", N_("Cluster"), .kind = IGNY_CELL_REFERENCE, .width = 150 },
  { "status", N_("Status"), .kind = IGNY_CELL_STATUS, .width = 110, .editable = TRUE,
   .filter = TRUE, .choices = statuses },
  { "created", N_("Added"), .kind = IGNY_CELL_TIME, .width = 110, .hidden = TRUE },
};
/* clang-format on */

static const char *const heads[] = { "best", "cheap", "how to clean", "women's", "men's",
                                     "lightweight",
                                     "waterproof", "how to choose", "used", "winter" };
static const char *const things[] = { "hiking boots", "trail shoes", "tent", "sleeping bag",
                                      "backpack",
                                      "rain jacket", "stove", "lamp", "filter", "trekking poles" };
static const char *const tails[] = { "", "for wide feet", "near me", "review", "for beginners",
                                     "under 100",
                                     "sale", "size guide", "2 person", "made in europe" };

static gint64
get_number (const Row *row,
            guint      column)
{
  switch (column)
    {
    case VOLUME:
      return row->volume < 0 ? IGNY_UNKNOWN : row->volume;
    case DIFFICULTY:
      return row->difficulty < 0 ? IGNY_UNKNOWN : row->difficulty;
    case CPC:
      return row->cpc < 0 ? IGNY_UNKNOWN : (gint64) row->cpc * 10000;
    case INTENT:
      return row->intent;
    case STATUS:
      return row->status;
    case CLUSTER:
      return row->cluster;
    default:
      return row->text;
    }
}

static int
find_column (const char *id)
{
  for (int i = 0; id != NULL && i < N_COLUMNS; i++)
    if (g_str_equal (columns[i].id, id))
      return i;
  return -1;
}

static gboolean
passes (IgnyDemoSource        *self,
        const Row             *row,
        const IgnyTableFilter *filter)
{
  int    column = find_column (filter->column);
  gint64 number = get_number (row, (guint) column);

  if (filter->words != NULL)
    return g_strv_contains ((const char *const *) filter->words,
                            columns[column].choices[number].word);
  if (number == IGNY_UNKNOWN)
    return FALSE;
  return (filter->minimum == IGNY_UNKNOWN || number >= filter->minimum) &&
         (filter->maximum == IGNY_UNKNOWN || number <= filter->maximum);
}

static gboolean
matches (IgnyDemoSource       *self,
         const Row            *row,
         const IgnyTableQuery *query)
{
  if (row->status == G_MAXUINT8)
    return FALSE;
  if (query->search != NULL && strstr (self->text->str + row->text, query->search) == NULL)
    return FALSE;
  for (guint i = 0; i < query->filters->len; i++)
    if (!passes (self, row, query->filters->pdata[i]))
      return FALSE;
  return TRUE;
}

typedef struct
{
  gint64 key;
  gint64 row;
} Key;

/* Least significant byte first over the four low bytes: linear, and stable. */
static void
sort_keys (Key  *keys,
           guint n_keys)
{
  g_autofree Key *spare = g_new (Key, n_keys);

  for (guint shift = 0; shift < 32; shift += 8)
    {
      guint starts[257] = { 0 };
      Key  *swap = keys;

      for (guint i = 0; i < n_keys; i++)
        starts[((keys[i].key >> shift) & 255) + 1]++;
      for (guint i = 1; i < 257; i++)
        starts[i] += starts[i - 1];
      for (guint i = 0; i < n_keys; i++)
        spare[starts[(keys[i].key >> shift) & 255]++] = keys[i];
      memcpy (swap, spare, n_keys * sizeof (Key));
    }
}

static GArray *
make_order (IgnyDemoSource       *self,
            const IgnyTableQuery *query)
{
  int             sort = find_column (query->sort);
  g_autofree Key *keys = g_new (Key, MAX (self->n_rows, 1));
  guint           n = 0;
  GArray         *order;

  for (guint i = 0; i < self->n_rows; i++)
    {
      gint64 number;

      if (!matches (self, self->rows + i, query))
        continue;
      number = sort < 0 ? i : get_number (self->rows + i, (guint) sort);
      /* Unknown is last in both directions. */
      if (number == IGNY_UNKNOWN)
        number = G_MAXUINT32;
      else if (query->descending)
        number = G_MAXINT32 - (sort == CPC ? number / 100 : number);
      keys[n++] = (Key){ sort == CPC && number < G_MAXINT32 / 2 ? number : number, i + 1 };
    }
  if (sort >= 0)
    sort_keys (keys, n);
  order = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (order, keys[i].row);
  return order;
}

static void
wait_delay (IgnyDemoSource *self)
{
  if (self->delay > 0)
    g_usleep (self->delay * 1000UL);
}

static void
order_thread (GTask        *task,
              gpointer      object,
              gpointer      data,
              GCancellable *cancellable)
{
  IgnyDemoSource *self = object;

  wait_delay (self);
  if (self->broken)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk cannot be read");
  else
    g_task_return_pointer (task, make_order (self, data), (GDestroyNotify) g_array_unref);
}

static void
load_order_async (IgnyTableSource      *source,
                  const IgnyTableQuery *query,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_task_data (task, igny_table_query_copy (query),
                        (GDestroyNotify) igny_table_query_free);
  g_task_run_in_thread (task, order_thread);
}

static GArray *
load_order_finish (IgnyTableSource *source,
                   GAsyncResult    *result,
                   guint           *n_all,
                   GError         **error)
{
  *n_all = IGNY_DEMO_SOURCE (source)->n_rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static IgnyTableRecord *
make_record (IgnyDemoSource *self,
             gint64          id)
{
  const Row       *row = self->rows + id - 1;
  IgnyTableRecord *record = igny_table_record_new (id, N_COLUMNS);

  for (guint i = 0; i < N_COLUMNS; i++)
    record->values[i].number = get_number (row, i);
  record->values[TITLE].text = g_strdup (self->text->str + row->text);
  record->values[INTENT].text = g_strdup (intents[row->intent].word);
  record->values[STATUS].text = g_strdup (statuses[row->status].word);
  record->values[CLUSTER].text = g_strdup (clusters[row->cluster]);
  record->values[CREATED].number = 1700000000000 + id * 977;
  return record;
}

static void
rows_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  GArray    *ids = data;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_table_record_unref);

  wait_delay (object);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (records, make_record (object, g_array_index (ids, gint64, i)));
  g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
}

static void
load_rows_async (IgnyTableSource    *source,
                 const gint64       *rows,
                 guint               n_rows,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, rows, n_rows);
  g_task_set_task_data (task, ids, (GDestroyNotify) g_array_unref);
  g_task_run_in_thread (task, rows_thread);
}

static GPtrArray *
load_rows_finish (IgnyTableSource *source,
                  GAsyncResult    *result,
                  GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_figures_async (IgnyTableSource    *source,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  IgnyDemoSource *self = IGNY_DEMO_SOURCE (source);
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  GPtrArray       *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_figure_free);
  gint64           volume = 0;
  gint64           clustered = 0;
  g_autofree char *total = igny_format_number (self->n_rows);
  g_autofree char *share = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *open = NULL;

  for (guint i = 0; i < self->n_rows; i++)
    {
      volume += MAX (self->rows[i].volume, 0);
      clustered += self->rows[i].cluster > 0 ? 1 : 0;
    }
  share = igny_format_share (clustered, self->n_rows);
  sum = igny_format_short (volume);
  open = igny_format_number (self->n_rows - clustered);
  g_ptr_array_add (figures, igny_figure_new ("Keywords", total, NULL, IGNY_TONE_NEUTRAL));
  g_ptr_array_add (figures, igny_figure_new ("Clustered", share, NULL, IGNY_TONE_NEUTRAL));
  g_ptr_array_add (figures, igny_figure_new ("Without a cluster", open, NULL, IGNY_TONE_NEUTRAL));
  g_ptr_array_add (figures, igny_figure_new ("Searches per month", sum, NULL, IGNY_TONE_NEUTRAL));
  g_task_return_pointer (task, figures, (GDestroyNotify) g_ptr_array_unref);
}

static void
load_sum_async (IgnyTableSource    *source,
                GtkBitset          *rows,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  IgnyDemoSource *self = IGNY_DEMO_SOURCE (source);
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  gint64           volume = 0;
  g_autofree char *sum = NULL;
  GtkBitsetIter    iter;
  guint            row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    volume += MAX (self->rows[row - 1].volume, 0);
  sum = igny_format_number (volume);
  g_task_return_pointer (task, g_strdup_printf ("volume %s", sum), g_free);
}

static gboolean
set_value (IgnyDemoSource *self,
           Row            *row,
           int             column,
           const char     *text,
           GError        **error)
{
  gint64 number = -1;

  if (columns[column].choices != NULL)
    {
      for (guint8 i = 0; columns[column].choices[i].word != NULL; i++)
        if (g_str_equal (columns[column].choices[i].word, text))
          *(column == INTENT ? &row->intent : &row->status) = i;
      return TRUE;
    }
  if (column == TITLE && *text == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "A keyword needs words. Type some, or press Escape.");
      return FALSE;
    }
  if (column == TITLE)
    {
      row->text = (guint32) self->text->len;
      g_string_append_len (self->text, text, (gssize) strlen (text) + 1);
      return TRUE;
    }
  if (*text != '\0' && (!igny_number_from_decimal (text, 0, &number) || number < 0 ||
                        (column == DIFFICULTY && number > 100)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Type a whole number from 0 to %s.",
                   column == DIFFICULTY ? "100" : "1,000,000,000");
      return FALSE;
    }
  if (column == VOLUME)
    row->volume = (gint32) number;
  else
    row->difficulty = (gint8) number;
  return TRUE;
}

static void
commit_async (IgnyTableSource    *source,
              gint64              row,
              const char         *column,
              const char         *text,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  IgnyDemoSource *self = IGNY_DEMO_SOURCE (source);
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  if (!set_value (self, self->rows + row - 1, find_column (column), text, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_array_append_val (rows, row);
  igny_table_source_emit_changed (source, rows);
}

static gpointer
finish_pointer (IgnyTableSource *source,
                GAsyncResult    *result,
                GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
load_figures_finish (IgnyTableSource *source,
                     GAsyncResult    *result,
                     GError         **error)
{
  return finish_pointer (source, result, error);
}

static char *
load_sum_finish (IgnyTableSource *source,
                 GAsyncResult    *result,
                 GError         **error)
{
  return finish_pointer (source, result, error);
}

static gboolean
commit_finish (IgnyTableSource *source,
               GAsyncResult    *result,
               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const IgnyTableColumn *
get_columns (IgnyTableSource *source,
             guint           *n_columns)
{
  *n_columns = N_COLUMNS;
  return columns;
}

static void
source_init (IgnyTableSourceInterface *iface)
{
  iface->get_columns = get_columns;
  iface->load_order_async = load_order_async;
  iface->load_order_finish = load_order_finish;
  iface->load_rows_async = load_rows_async;
  iface->load_rows_finish = load_rows_finish;
  iface->load_figures_async = load_figures_async;
  iface->load_figures_finish = load_figures_finish;
  iface->load_sum_async = load_sum_async;
  iface->load_sum_finish = load_sum_finish;
  iface->commit_async = commit_async;
  iface->commit_finish = commit_finish;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyDemoSource, igny_demo_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_TABLE_SOURCE, source_init))
/* clang-format on */

static void
igny_demo_source_finalize (GObject *object)
{
  IgnyDemoSource *self = IGNY_DEMO_SOURCE (object);

  g_string_free (self->text, TRUE);
  g_free (self->rows);

  G_OBJECT_CLASS (igny_demo_source_parent_class)->finalize (object);
}

static void
igny_demo_source_class_init (IgnyDemoSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_demo_source_finalize;
}

static void
igny_demo_source_init (IgnyDemoSource *self)
{
  self->text = g_string_new (NULL);
}

IgnyDemoSource *
igny_demo_source_new (guint n_rows)
{
  IgnyDemoSource *self = g_object_new (IGNY_TYPE_DEMO_SOURCE, NULL);
  guint32         seed = 12345;

  self->n_rows = n_rows;
  self->rows = g_new0 (Row, MAX (n_rows, 1));
  for (guint i = 0; i < n_rows; i++)
    {
      Row  *row = self->rows + i;
      guint word;

      seed = seed * 1664525 + 1013904223;
      word = seed >> 12;
      row->text = (guint32) self->text->len;
      g_string_append_printf (self->text, "%s %s%s%s", heads[word % 10], things[word / 10 % 10],
                              word / 100 % 10 > 0 ? " " : "", tails[word / 100 % 10]);
      if (i >= 1000)
        g_string_append_printf (self->text, " %u", i);
      g_string_append_c (self->text, '\0');
      row->volume = word % 23 == 0 ? -1 : (gint32) (10u << (word % 14)) + (gint32) (word % 7) * 10;
      row->difficulty = word % 17 == 0 ? -1 : (gint8) (word / 7 % 100);
      row->cpc = word % 5 == 0 ? -1 : (gint32) (word / 11 % 900);
      row->intent = (guint8) (word / 3 % 4);
      row->cluster = (guint8) (word / 13 % G_N_ELEMENTS (clusters));
      row->status = row->cluster > 0 ? 1 : word % 9 == 0 ? 2
                                                         : 0;
    }
  return self;
}

void
igny_demo_source_set_delay (IgnyDemoSource *self,
                            guint           delay)
{
  g_return_if_fail (IGNY_IS_DEMO_SOURCE (self));

  self->delay = delay;
}

void
igny_demo_source_set_broken (IgnyDemoSource *self,
                             gboolean        broken)
{
  g_return_if_fail (IGNY_IS_DEMO_SOURCE (self));

  self->broken = broken;
}
