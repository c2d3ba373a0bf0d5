/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-jobs-window.h"

#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-form-words.h"
#include "igny-jobs-row.h"
#include "igny-progress-row.h"

/* So often what runs is looked at; it does not tell the store. */
#define LOOK_MS 500

typedef struct
{
  IgnyWorkspace *workspace;
  GtkWidget     *window; /* keeps this */
  GtkWidget     *toasts;
  GtkWidget     *stack;
  GtkWidget     *runs; /* of this window, as progress rows */
  GtkWidget     *list;
  GtkWidget     *hold;
  GtkWidget     *clear;
  GtkWidget     *banner;
  GHashTable    *rows;     /* batch → IgnyJobsRow */
  GHashTable    *run_rows; /* id → IgnyProgressRow */
  guint          timer;
  gboolean       held;
  gboolean       reading;
  gboolean       closed;
} Jobs;

static void
jobs_free (gpointer data)
{
  Jobs *self = data;

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->run_rows);
  g_object_unref (self->workspace);
  g_free (self);
}

static Jobs *
get_jobs (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), "jobs");
}

static int
compare_rows (GtkListBoxRow *a,
              GtkListBoxRow *b,
              gpointer       user_data)
{
  return (int) igny_jobs_row_get_place (IGNY_JOBS_ROW (a)) -
         (int) igny_jobs_row_get_place (IGNY_JOBS_ROW (b));
}

static void
show_batch (Jobs                *self,
            const IgnyJobsBatch *batch,
            guint                place)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, &batch->batch);

  if (row == NULL)
    {
      row = igny_jobs_row_new (batch->batch);
      g_hash_table_insert (self->rows, g_memdup2 (&batch->batch, sizeof batch->batch), row);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  igny_jobs_row_show (IGNY_JOBS_ROW (row), batch, place, self->held);
}

static gboolean
is_gone (gpointer key,
         gpointer row,
         gpointer user_data)
{
  const IgnyJobsData *data = user_data;

  for (guint i = 0; i < data->batches->len; i++)
    if (((const IgnyJobsBatch *) data->batches->pdata[i])->batch == *(gint64 *) key)
      return FALSE;
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
  return TRUE;
}

static void
cancel_run_cb (GtkWidget *row,
               Jobs      *self)
{
  igny_runner_cancel (igny_workspace_get_runner (self->workspace),
                      g_object_get_data (G_OBJECT (row), "id"));
}

static gboolean
is_over (gpointer key,
         gpointer row,
         gpointer user_data)
{
  GPtrArray *states = user_data;

  for (guint i = 0; i < states->len; i++)
    if (g_str_equal (((const IgnyRunnerState *) states->pdata[i])->id, key))
      return FALSE;
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (row)), row);
  return TRUE;
}

/* What this window runs itself. */
static guint
show_runs (Jobs *self)
{
  g_autoptr(GPtrArray) states = igny_runner_list (igny_workspace_get_runner (self->workspace));

  g_hash_table_foreach_remove (self->run_rows, is_over, states);
  for (guint i = 0; i < states->len; i++)
    {
      const IgnyRunnerState *state = states->pdata[i];
      GtkWidget             *row = g_hash_table_lookup (self->run_rows, state->id);

      if (row == NULL)
        {
          row = igny_progress_row_new (state->title);
          g_object_set_data_full (G_OBJECT (row), "id", g_strdup (state->id), g_free);
          g_signal_connect (row, "cancel", G_CALLBACK (cancel_run_cb), self);
          g_hash_table_insert (self->run_rows, g_strdup (state->id), row);
          gtk_box_append (GTK_BOX (self->runs), row);
        }
      igny_progress_row_set (IGNY_PROGRESS_ROW (row), state->message, state->percent / 100.0);
    }
  gtk_widget_set_visible (self->runs, states->len > 0);
  return states->len;
}

static void
show_hold (Jobs               *self,
           const IgnyJobsData *data)
{
  const char *why = data->hold != NULL && *data->hold != '\0'
                        ? data->hold
                        : _ ("The queue stands still. What runs goes on to its end.");

  self->held = data->hold != NULL;
  gtk_button_set_label (GTK_BUTTON (self->hold), self->held ? _ ("_Go On") : _ ("_Pause All"));
  gtk_widget_set_visible (self->hold, self->held || data->count.waiting > 0);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->banner), self->held);
  gtk_label_set_label (GTK_LABEL (gtk_revealer_get_child (GTK_REVEALER (self->banner))), why);
}

static void
show (Jobs         *self,
      IgnyJobsData *data)
{
  guint n_runs = show_runs (self);
  guint n_over = data->count.done + data->count.failed + data->count.cancelled;

  show_hold (self, data);
  g_hash_table_foreach_remove (self->rows, is_gone, data);
  for (guint i = 0; i < data->batches->len; i++)
    show_batch (self, data->batches->pdata[i], i);
  gtk_list_box_invalidate_sort (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->list, data->batches->len > 0);
  gtk_widget_set_visible (self->clear, n_over > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    n_runs + data->batches->len > 0 ? "list" : "empty");
}

static void
say (Jobs       *self,
     const char *words)
{
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (words));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GObject) window = user_data;
  Jobs    *self = get_jobs (window);
  gpointer data;

  self->reading = FALSE;
  if (igny_store_finish (IGNY_STORE (object), result, &data, NULL) && !self->closed)
    show (self, data);
}

static gboolean
look_cb (gpointer user_data)
{
  Jobs      *self = user_data;
  IgnyStore *store = igny_workspace_get_store (self->workspace);

  if (self->reading)
    return G_SOURCE_CONTINUE;
  self->reading = TRUE;
  igny_store_read_async (store, igny_jobs_data_read, igny_jobs_data_new (store),
                         (GDestroyNotify) igny_jobs_data_free, NULL, read_cb,
                         g_object_ref (self->window));
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GObject) window = user_data;
  Jobs *self = get_jobs (window);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (self->closed)
    return;
  if (!igny_jobs_change_finish (IGNY_STORE (object), result, &error))
    {
      words = igny_form_words_from_message (error->message);
      say (self, words);
    }
  look_cb (self);
}

static void
change_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  Jobs  *self = user_data;
  gint64 batch;
  int    change;

  g_variant_get (parameter, "(xi)", &batch, &change);
  igny_jobs_change_async (igny_workspace_get_store (self->workspace), (IgnyQueueChange) change,
                          batch, changed_cb, g_object_ref (self->window));
}

static void
hold_cb (Jobs *self)
{
  igny_jobs_hold_async (igny_workspace_get_store (self->workspace), !self->held, changed_cb,
                        g_object_ref (self->window));
}

static void
clear_cb (Jobs *self)
{
  igny_jobs_change_async (igny_workspace_get_store (self->workspace), IGNY_QUEUE_CLEAR, 0,
                          changed_cb, g_object_ref (self->window));
}

static void
closed_cb (Jobs *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

static GtkWidget *
create_header (Jobs *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->hold = gtk_button_new_with_mnemonic (_ ("_Pause All"));
  self->clear = gtk_button_new_with_mnemonic (_ ("_Clear Finished"));
  g_signal_connect_swapped (self->hold, "clicked", G_CALLBACK (hold_cb), self);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_widget_set_visible (self->hold, FALSE);
  gtk_widget_set_visible (self->clear, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->hold);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->clear);
  return header;
}

static GtkWidget *
create_banner (void)
{
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "banner");
  gtk_widget_add_css_class (label, "warning");
  gtk_revealer_set_child (GTK_REVEALER (revealer), label);
  return revealer;
}

static GtkWidget *
create_list (Jobs *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->runs = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->runs, "card");
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (box, "jobs-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (GTK_LIST_BOX (self->list), compare_rows, NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->runs);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static GtkWidget *
create_empty (void)
{
  const char *words = _ ("What runs, waits or has ended is listed here: writing, pictures, "
                         "publishing.");
  GtkWidget  *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "igny-automation-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Jobs"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), words);
  return page;
}

static void
build (Jobs *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->toasts = adw_toast_overlay_new ();
  self->stack = gtk_stack_new ();
  self->banner = create_banner ();
  gtk_stack_add_named (GTK_STACK (self->stack), create_empty (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  gtk_widget_set_vexpand (self->toasts, TRUE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->stack);
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), self->banner);
  gtk_box_append (GTK_BOX (box), self->toasts);
  adw_window_set_content (ADW_WINDOW (self->window), box);
}

static void
present_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       workspace)
{
  static const GActionEntry entries[] = { { "change", change_action, "(xi)" } };
  const char               *title = _ ("Jobs");
  Jobs                     *self = g_new0 (Jobs, 1);
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  self->workspace = g_object_ref (workspace);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->run_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE, "transient-for",
                               igny_workspace_get_window (workspace), "default-width", 560,
                               "default-height", 520, "width-request", 340, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "jobs", self, jobs_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "jobs", G_ACTION_GROUP (group));
  build (self);
  igny_escape_add (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (closed_cb), self);
  self->timer = g_timeout_add (LOOK_MS, look_cb, self);
  look_cb (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
count_all (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_queue_count (db, 0, data, error);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  IgnyWindow *window = igny_workspace_get_window (workspace);
  g_autoptr(GString) text = g_string_new (NULL);
  const IgnyQueueCount *count;
  gpointer              data;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || window == NULL)
    return;
  count = data;
  if (count->running > 0)
    g_string_append_printf (text, _ ("%u running"), count->running);
  if (count->waiting > 0)
    g_string_append_printf (text, _ ("%s%u waiting"), text->len > 0 ? " · " : "", count->waiting);
  if (count->unsure > 0)
    g_string_append_printf (text, _ ("%s%u to decide"), text->len > 0 ? " · " : "", count->unsure);
  igny_window_set_summary (window, text->str);
}

static void
count (IgnyWorkspace *workspace)
{
  igny_store_read_async (igny_workspace_get_store (workspace), count_all,
                         g_new0 (IgnyQueueCount, 1), g_free, NULL, counted_cb,
                         g_object_ref (workspace));
}

static void
store_changed_cb (IgnyWorkspace       *workspace,
                  const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "queue_items"))
    count (workspace);
}

void
igny_jobs_connect (IgnyWorkspace *workspace)
{
  static const GActionEntry entries[] = { { "jobs", present_cb } };

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  g_action_map_add_action_entries (G_ACTION_MAP (igny_workspace_get_window (workspace)), entries,
                                   G_N_ELEMENTS (entries), workspace);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), workspace, G_CONNECT_SWAPPED);
  count (workspace);
}
