/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-resource-group.h"

#include <glib/gi18n.h>

#include "igny-card-grid.h"
#include "igny-chart-card.h"
#include "igny-format.h"
#include "igny-log-keeper.h"
#include "igny-resource-data.h"
#include "igny-resource-words.h"

#define SECONDS 2
#define MINUTE (G_GINT64_CONSTANT (60) * 1000 * 1000)

enum
{
  PROCESS,
  TRAFFIC,
  FILE_SIZE,
  DISK,
  N_ROWS
};

struct _IgnyResourceGroup
{
  AdwPreferencesGroup parent_instance;

  IgnyStore        *store; /* NULL when the group is gone */
  GCancellable     *cancellable;
  guint             timer;
  gboolean          busy;
  IgnyResourceData *first; /* of what is not kept yet */
  IgnyResourceData *last;
  GArray           *minutes; /* of IgnyResourcePoint; those that are kept */
  IgnyResourcePoint span;    /* since the last look; its wall time is 0 before there is one */
  GtkWidget        *cpu;
  GtkWidget        *memory;
  GtkWidget        *rows[N_ROWS];
  GtkWidget        *threads;
  GPtrArray        *thread_rows;
  GtkWidget        *messages;
  GtkLabel         *lines;
};

G_DEFINE_FINAL_TYPE (IgnyResourceGroup, igny_resource_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- what is shown -------------------------------------------------------------------- */

static void
add_bars (const IgnyResourcePoint *point,
          GPtrArray               *cpu,
          GPtrArray               *memory)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (point->at / 1000);
  g_autofree char *label = g_date_time_format (at, "%H:%M");
  g_autofree char *share = igny_resource_words_share (point->cpu_time, point->wall_time);
  g_autofree char *size = igny_resource_words_size (point->memory);
  gint64           permille = igny_resource_words_permille (point->cpu_time, point->wall_time);
  IgnyChartItem   *item = igny_chart_item_new (label, MAX (permille, 0), share, IGNY_TONE_ACCENT);

  item->digits = 1;
  g_ptr_array_add (cpu, item);
  g_ptr_array_add (memory, igny_chart_item_new (label, MAX (point->memory, 0), size,
                                                IGNY_TONE_ACCENT));
}

static void
show_charts (IgnyResourceGroup *self)
{
  g_autoptr(GArray) minutes = igny_resource_data_list_minutes (self->minutes, self->first,
                                                                self->last);
  g_autoptr(GPtrArray) cpu = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);
  g_autoptr(GPtrArray) memory =
                 g_ptr_array_new_with_free_func ((GDestroyNotify) igny_chart_item_free);

  for (guint i = 0; i < minutes->len; i++)
    add_bars (&g_array_index (minutes, IgnyResourcePoint, i), cpu, memory);
  igny_chart_card_set_items (IGNY_CHART_CARD (self->cpu), cpu);
  igny_chart_card_set_items (IGNY_CHART_CARD (self->memory), memory);
}

static void
set_row (IgnyResourceGroup *self,
         guint              row,
         char              *words)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[row]), words);
  g_free (words);
}

static void
show_rows (IgnyResourceGroup *self)
{
  const IgnyResourcePoint *point = self->span.wall_time > 0 ? &self->span : NULL;

  set_row (self, PROCESS, igny_resource_words_process (self->last, point));
  set_row (self, TRAFFIC, igny_resource_words_traffic (self->last));
  set_row (self, FILE_SIZE, igny_resource_words_file (self->last));
  set_row (self, DISK, igny_resource_words_disk (self->last));
}

static GtkWidget *
ensure_thread_row (IgnyResourceGroup *self,
                   guint              nth)
{
  GtkWidget *row;

  if (nth < self->thread_rows->len)
    return self->thread_rows->pdata[nth];
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->threads), row);
  g_ptr_array_add (self->thread_rows, row);
  return row;
}

static void
show_threads (IgnyResourceGroup      *self,
              const IgnyResourceData *before)
{
  GArray          *threads = self->last->threads;
  g_autofree char *words = igny_resource_words_threads (threads);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->threads), words);
  for (guint i = 0; i < threads->len; i++)
    {
      GtkWidget       *row = ensure_thread_row (self, i);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;

      igny_resource_words_thread (self->last, before, i, &title, &subtitle);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  for (guint i = 0; i < self->thread_rows->len; i++)
    gtk_widget_set_visible (self->thread_rows->pdata[i], i < threads->len);
}

static void
show_messages (IgnyResourceGroup *self)
{
  IgnyLogKeeper   *keeper = igny_log_keeper_find ();
  g_autofree char *lines = keeper != NULL ? igny_log_keeper_dup_lines (keeper) : g_strdup ("");
  gboolean         none = *lines == '\0';

  if (g_str_equal (lines, gtk_label_get_label (self->lines)))
    return;
  gtk_label_set_label (self->lines, lines);
  if (none == adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self->messages)))
    {
      /* Which unfolds it, too. */
      adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->messages), !none);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->messages), FALSE);
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->messages),
                                 none ? _("None since the start") : _("The newest is the last"));
}

/* --- samples -------------------------------------------------------------------------- */

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!igny_store_finish (IGNY_STORE (source), result, NULL, &error))
    g_message ("keep a sample of resources: %s", error->message);
}

/* What is seen of a minute, so that the history is there when the page is opened
 * the next time. */
static void
keep (IgnyResourceGroup *self)
{
  IgnyResourceSpan *span = g_new0 (IgnyResourceSpan, 1);

  *span = igny_resource_data_get_span (self->first, self->last);
  g_array_append_val (self->minutes, span->point);
  igny_store_write_async (self->store, IGNY_STEP_SYSTEM, "Keep a sample of resources",
                          igny_resource_data_keep, span, g_free, NULL, kept_cb, NULL);
  g_clear_pointer (&self->first, igny_resource_data_unref);
  self->first = igny_resource_data_ref (self->last);
}

static void
take_sample (IgnyResourceGroup *self,
             IgnyResourceData  *data)
{
  IgnyResourceData *before = g_steal_pointer (&self->last);

  self->last = igny_resource_data_ref (data);
  if (before != NULL)
    self->span = igny_resource_data_get_span (before, data).point;
  if (self->first == NULL)
    self->first = igny_resource_data_ref (data);
  show_charts (self);
  show_rows (self);
  show_threads (self, before);
  show_messages (self);
  g_clear_pointer (&before, igny_resource_data_unref);
  if (data->tick - self->first->tick >= MINUTE)
    keep (self);
}

static void
sampled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyResourceGroup) self = user_data;
  g_autoptr(IgnyResourceData) data = igny_resource_data_sample_finish (result);

  self->busy = FALSE;
  if (data != NULL && self->store != NULL)
    take_sample (self, data);
}

static gboolean
tick_cb (gpointer user_data)
{
  IgnyResourceGroup *self = user_data;

  if (self->busy)
    return G_SOURCE_CONTINUE;
  self->busy = TRUE;
  igny_resource_data_sample_async (self->store, self->cancellable, sampled_cb, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyResourceGroup) self = user_data;
  gpointer data = NULL;

  if (!igny_store_finish (IGNY_STORE (source), result, &data, NULL) || self->store == NULL)
    return;
  g_array_prepend_vals (self->minutes, ((GArray *) data)->data, ((GArray *) data)->len);
}

static void
read_history (IgnyResourceGroup *self)
{
  igny_store_read_async (self->store, igny_resource_data_read_points,
                         g_array_new (FALSE, FALSE, sizeof (IgnyResourcePoint)),
                         (GDestroyNotify) g_array_unref, self->cancellable, history_cb,
                         g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyResourceGroup *self = IGNY_RESOURCE_GROUP (widget);
  GString           *text = g_string_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%s: %s\n",
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->rows[i])),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (self->rows[i])));
  g_string_append_printf (text, "\n%s:\n", _("Threads"));
  for (guint i = 0; i < self->thread_rows->len; i++)
    if (gtk_widget_get_visible (self->thread_rows->pdata[i]))
      g_string_append_printf (text, "%s: %s\n",
                              adw_preferences_row_get_title (self->thread_rows->pdata[i]),
                              adw_action_row_get_subtitle (self->thread_rows->pdata[i]));
  g_string_append_printf (text, "\n%s:\n%s\n", _("Messages"), gtk_label_get_label (self->lines));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  g_string_free (text, TRUE);
}

/* --- the widget ----------------------------------------------------------------------- */

static void
igny_resource_group_map (GtkWidget *widget)
{
  IgnyResourceGroup *self = IGNY_RESOURCE_GROUP (widget);

  GTK_WIDGET_CLASS (igny_resource_group_parent_class)->map (widget);
  tick_cb (self);
  self->timer = g_timeout_add_seconds (SECONDS, tick_cb, self);
}

/* What happens while nobody looks is in no sample. */
static void
igny_resource_group_unmap (GtkWidget *widget)
{
  IgnyResourceGroup *self = IGNY_RESOURCE_GROUP (widget);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->first, igny_resource_data_unref);
  g_clear_pointer (&self->last, igny_resource_data_unref);

  GTK_WIDGET_CLASS (igny_resource_group_parent_class)->unmap (widget);
}

static void
igny_resource_group_dispose (GObject *object)
{
  IgnyResourceGroup *self = IGNY_RESOURCE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->first, igny_resource_data_unref);
  g_clear_pointer (&self->last, igny_resource_data_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (igny_resource_group_parent_class)->dispose (object);
}

static void
igny_resource_group_finalize (GObject *object)
{
  IgnyResourceGroup *self = IGNY_RESOURCE_GROUP (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->minutes);
  g_ptr_array_unref (self->thread_rows);

  G_OBJECT_CLASS (igny_resource_group_parent_class)->finalize (object);
}

static void
igny_resource_group_class_init (IgnyResourceGroupClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_resource_group_dispose;
  object_class->finalize = igny_resource_group_finalize;
  widget_class->map = igny_resource_group_map;
  widget_class->unmap = igny_resource_group_unmap;

  gtk_widget_class_install_action (widget_class, "resources.copy", NULL, copy_action);
}

static GtkWidget *
add_row (IgnyResourceGroup *self,
         GtkWidget         *row,
         const char        *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
create_charts (IgnyResourceGroup *self)
{
  GtkWidget *grid = igny_card_grid_new (2, 240);

  self->cpu = igny_chart_card_new (_("CPU"), IGNY_CHART_DAYS);
  self->memory = igny_chart_card_new (_("Memory"), IGNY_CHART_DAYS);
  igny_card_grid_append (IGNY_CARD_GRID (grid), self->cpu);
  igny_card_grid_append (IGNY_CARD_GRID (grid), self->memory);
  gtk_widget_set_margin_top (grid, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), grid);
}

static void
create_messages (IgnyResourceGroup *self)
{
  self->messages = add_row (self, adw_expander_row_new (), _("Messages"));
  self->lines = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->lines, 0);
  gtk_label_set_wrap (self->lines, TRUE);
  gtk_label_set_wrap_mode (self->lines, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->lines, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "log-detail");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self->messages), GTK_WIDGET (self->lines));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->messages), FALSE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->messages), _("None since the start"));
}

static void
igny_resource_group_init (IgnyResourceGroup *self)
{
  const char *titles[N_ROWS] = { _("This Program"), _("Read and Written"), _("Data File"),
                                                                                _("Disk") };
  GtkWidget  *copy = gtk_button_new_with_mnemonic (_("_Copy as Text"));

  self->cancellable = g_cancellable_new ();
  self->minutes = g_array_new (FALSE, FALSE, sizeof (IgnyResourcePoint));
  self->thread_rows = g_ptr_array_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "resources.copy");
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Resources"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), copy);
  create_charts (self);
  for (guint i = 0; i < N_ROWS; i++)
    self->rows[i] = add_row (self, adw_action_row_new (), titles[i]);
  self->threads = add_row (self, adw_expander_row_new (), _("Threads"));
  create_messages (self);
}

GtkWidget *
igny_resource_group_new (IgnyStore *store)
{
  IgnyResourceGroup *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_RESOURCE_GROUP, NULL);
  self->store = g_object_ref (store);
  read_history (self);
  return GTK_WIDGET (self);
}
