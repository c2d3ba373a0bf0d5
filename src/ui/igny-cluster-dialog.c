/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cluster-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-cluster-preview.h"
#include "igny-escape.h"
#include "igny-format.h"

/* Time that the slider has to rest before it is counted, ms. */
#define REST_MS 150
#define SHOWN_CHANGES 60

/* The window and its thread both hold it, for each may end first. */
typedef struct
{
  GtkWidget             *window; /* NULL when it is closed */
  GtkWidget             *scale;
  GtkWidget             *count;
  GtkWidget             *agreement;
  GtkWidget             *compare;
  GtkWidget             *list;
  GtkWidget             *apply;
  IgnyClusterDialogApply func;
  gpointer               user_data;
  GDestroyNotify         destroy;
  guint                  timer;
  gboolean               busy;
  gboolean               again; /* the slider moved while it was counted */
  gboolean               ready; /* the keywords were compared */

  /* Of the thread that counts: */
  IgnyRun             run;
  IgnyScope           scope;
  IgnyClusterPreview *preview;
} Dialog;

static void
dialog_clear (gpointer data)
{
  Dialog *self = data;

  g_clear_pointer (&self->preview, igny_cluster_preview_free);
  g_object_unref (self->run.store);
  g_object_unref (self->run.cancellable);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
}

static void
dialog_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, dialog_clear);
}

/* One count on the thread. */
typedef struct
{
  gint64                strictness; /* hundredths */
  IgnyClusterComparison comparison;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  igny_cluster_comparison_clear (&count->comparison);
  g_free (count);
}

static gint64
read_strictness (Dialog *self)
{
  return (gint64) (gtk_range_get_value (GTK_RANGE (self->scale)) * 100 + 0.5);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Dialog *self = g_object_get_data (G_OBJECT (task), "dialog");
  Count  *count = data;
  GError *error = NULL;

  if (self->preview == NULL)
    self->preview =
        igny_cluster_preview_new (&self->run, &self->scope, IGNY_ENGINE_OFFLINE, TRUE, &error);
  if (self->preview == NULL ||
      !igny_cluster_preview_compare (self->preview, count->strictness, &count->comparison,
                                     cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
describe (const IgnyClusterChange *change)
{
  switch (change->kind)
    {
    case IGNY_CLUSTER_CHANGE_NEW:
      return g_strdup_printf (
          ngettext ("New, with %u keyword", "New, with %u keywords", change->keywords_after),
          change->keywords_after);
    case IGNY_CLUSTER_CHANGE_GONE:
      return g_strdup_printf (
          ngettext ("Gone; it had %u keyword", "Gone; it had %u keywords", change->keywords_before),
          change->keywords_before);
    case IGNY_CLUSTER_CHANGE_RENAMED:
      /* Translators: name, numbers of keywords */
      return g_strdup_printf (_ ("Was “%s”; %u keywords, then %u"), change->before,
                                 change->keywords_before, change->keywords_after);
    case IGNY_CLUSTER_CHANGE_OTHER:
    default:
      return g_strdup_printf (_ ("Other keywords: %u, then %u"), change->keywords_before,
                                 change->keywords_after);
    }
}

static void
show_changes (Dialog          *self,
              const GPtrArray *changes)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < MIN (changes->len, SHOWN_CHANGES); i++)
    {
      const IgnyClusterChange *change = changes->pdata[i];
      g_autofree char         *subtitle = describe (change);
      const char              *name = change->after != NULL ? change->after : change->before;
      GtkWidget               *row = adw_action_row_new ();

      g_object_set (row, "use-markup", FALSE, "title", name, "subtitle", subtitle, NULL);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
}

static void
show_count (Dialog                      *self,
            const IgnyClusterComparison *comparison)
{
  g_autofree char *clusters = igny_format_number (comparison->clusters_after);
  g_autofree char *now = igny_format_number (comparison->clusters_before);
  g_autofree char *alone = igny_format_number (comparison->unclustered_after);
  guint            moved = comparison->moved + comparison->entered + comparison->left;
  g_autofree char *number = igny_format_number (moved);
  /* Translators: numbers of clusters, clusters, keywords */
  g_autofree char *text =
      g_strdup_printf (_ ("%s clusters (now %s), %s keywords stand alone"), clusters, now, alone);
  g_autofree char *change =
      g_strdup_printf (ngettext ("%s keyword changes its place; both agree by %.1f %%",
                                 "%s keywords change their place; both agree by %.1f %%", moved),
                       number, (double) comparison->agreement / 10);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_label_set_text (GTK_LABEL (self->agreement), change);
  show_changes (self, comparison->changes);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Dialog *self = user_data;
  Count  *count = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->busy = FALSE;
  self->ready |= ok;
  if (self->window == NULL)
    return;
  if (self->again)
    {
      /* As if it had moved now. */
      g_signal_emit_by_name (self->scale, "value-changed");
      return;
    }
  gtk_widget_set_sensitive (self->apply, ok);
  if (ok)
    show_count (self, &count->comparison);
  else
    gtk_label_set_text (GTK_LABEL (self->count), error->message);
}

static gboolean
start_cb (gpointer user_data)
{
  Dialog *self = user_data;
  Count  *count;
  g_autoptr(GTask) task = NULL;

  self->timer = 0;
  self->again = self->busy;
  if (self->busy)
    return G_SOURCE_REMOVE;
  self->busy = TRUE;
  g_object_unref (self->run.cancellable);
  self->run.cancellable = g_cancellable_new ();
  count = g_new0 (Count, 1);
  count->strictness = read_strictness (self);
  task = g_task_new (NULL, self->run.cancellable, counted_cb, self);
  g_task_set_task_data (task, count, count_free);
  g_object_set_data_full (G_OBJECT (task), "dialog", g_atomic_rc_box_acquire (self), dialog_unref);
  g_task_run_in_thread (task, count_thread);
  return G_SOURCE_REMOVE;
}

/* What is being counted is stale. The reading of the keywords is not, so only
 * counting is canceled. */
static void
moved_cb (Dialog *self)
{
  if (self->busy && self->ready)
    g_cancellable_cancel (self->run.cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (REST_MS, start_cb, self);
}

static void
destroy_cb (Dialog *self)
{
  self->window = NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->run.cancellable);
  dialog_unref (self);
}

static void
apply_cb (Dialog *self)
{
  self->func (read_strictness (self), self->user_data);
  gtk_window_close (GTK_WINDOW (self->window));
}

static GtkWidget *
create_header (Dialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->apply = gtk_button_new_with_mnemonic (_ ("_Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_sensitive (self->apply, FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self->window);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  return header;
}

static GtkWidget *
create_scale (Dialog *self)
{
  self->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.05);
  gtk_range_set_value (GTK_RANGE (self->scale), 0.5);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), TRUE);
  gtk_scale_set_digits (GTK_SCALE (self->scale), 2);
  /* Room for what the marks say. */
  gtk_widget_set_margin_start (self->scale, 30);
  gtk_widget_set_margin_end (self->scale, 30);
  gtk_scale_add_mark (GTK_SCALE (self->scale), 0, GTK_POS_BOTTOM, _ ("few, large"));
  gtk_scale_add_mark (GTK_SCALE (self->scale), 1, GTK_POS_BOTTOM, _ ("many, small"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Clustering strictness"), -1);
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (moved_cb), self);
  return self->scale;
}

static GtkWidget *
create_label (const char *text,
              gboolean    dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
create_changes (Dialog *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *revealer = gtk_revealer_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 260);
  gtk_revealer_set_child (GTK_REVEALER (revealer), scrolled);
  gtk_widget_set_vexpand (revealer, TRUE);
  g_object_bind_property (self->compare, "active", revealer, "reveal-child",
                          G_BINDING_SYNC_CREATE);
  return revealer;
}

static void
build (Dialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->count = create_label (_ ("Comparing keywords…"), FALSE);
  gtk_widget_add_css_class (self->count, "heading");
  self->agreement = create_label (NULL, TRUE);
  self->compare = gtk_toggle_button_new_with_mnemonic (_ ("_Compare with the Clusters There Are"));
  gtk_widget_set_margin_start (body, 18);
  gtk_widget_set_margin_end (body, 18);
  gtk_widget_set_margin_top (body, 12);
  gtk_widget_set_margin_bottom (body, 18);
  gtk_box_append (
      GTK_BOX (body),
      create_label (_ ("Groups anew the keywords without a cluster and those in clusters that an "
                       "engine made. What you arranged, and clusters with ideas, stay."),
                       TRUE));
  gtk_box_append (GTK_BOX (body), create_scale (self));
  gtk_box_append (GTK_BOX (body), self->count);
  gtk_box_append (GTK_BOX (body), self->agreement);
  gtk_box_append (GTK_BOX (body), self->compare);
  gtk_box_append (GTK_BOX (body), create_changes (self));
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (ADW_WINDOW (self->window), box);
}

void
igny_cluster_dialog_present (GtkWindow             *parent,
                             IgnyStore             *store,
                             const IgnyScope       *scope,
                             IgnyClusterDialogApply apply,
                             gpointer               user_data,
                             GDestroyNotify         destroy)
{
  Dialog *self;

  g_return_if_fail (GTK_IS_WINDOW (parent) && IGNY_IS_STORE (store));
  g_return_if_fail (scope != NULL && apply != NULL);

  self = g_atomic_rc_box_new0 (Dialog);
  self->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                               _ ("Cluster Anew"), "default-width", 520, NULL);
  self->run.store = g_object_ref (store);
  self->run.cancellable = g_cancellable_new ();
  self->scope = *scope;
  self->func = apply;
  self->user_data = user_data;
  self->destroy = destroy;
  build (self);
  igny_escape_add (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (destroy_cb), self);
  start_cb (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
