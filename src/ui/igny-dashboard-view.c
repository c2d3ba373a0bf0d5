/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-dashboard-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-card-grid.h"
#include "igny-chart-card.h"
#include "igny-ui.h"

struct _IgnyDashboardView
{
  GtkWidget parent_instance;

  GtkWidget           *scrolled;
  GtkBox              *content;
  GtkWidget           *cards;
  GtkWidget           *next; /* card of the next step */
  GtkLabel            *next_title;
  GtkLabel            *next_words;
  GtkButton           *next_button;
  IgnyPipeline        *pipeline;
  GtkWidget           *charts;
  AdwPreferencesGroup *jobs;
  AdwPreferencesGroup *activity;
  GHashTable          *charts_by_title; /* title → IgnyChartCard */
  GPtrArray           *rows;
  GPtrArray           *job_rows;
};

G_DEFINE_FINAL_TYPE (IgnyDashboardView, igny_dashboard_view, GTK_TYPE_WIDGET)

static void
igny_dashboard_view_dispose (GObject *object)
{
  IgnyDashboardView *self = IGNY_DASHBOARD_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IGNY_TYPE_DASHBOARD_VIEW);
  g_clear_pointer (&self->charts_by_title, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->job_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (igny_dashboard_view_parent_class)->dispose (object);
}

static void
igny_dashboard_view_class_init (IgnyDashboardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_dashboard_view_dispose;

  g_type_ensure (IGNY_TYPE_PIPELINE);
  gtk_widget_class_set_template_from_resource (widget_class, IGNY_UI ("igny-dashboard-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, IgnyDashboardView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, IgnyDashboardView, content);
  gtk_widget_class_bind_template_child (widget_class, IgnyDashboardView, pipeline);
  gtk_widget_class_bind_template_child (widget_class, IgnyDashboardView, activity);
  gtk_widget_class_bind_template_child (widget_class, IgnyDashboardView, jobs);
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
create_next (IgnyDashboardView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->next = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->next_title = append_label (box, "heading");
  self->next_words = append_label (box, "caption");
  self->next_button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->next_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->next_words), "dim-label");
  gtk_widget_add_css_class (self->next, "card");
  gtk_widget_add_css_class (self->next, "next-step");
  gtk_box_append (GTK_BOX (self->next), box);
  gtk_box_append (GTK_BOX (self->next), GTK_WIDGET (self->next_button));
  gtk_widget_set_visible (self->next, FALSE);
}

static void
igny_dashboard_view_init (IgnyDashboardView *self)
{
  self->charts_by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new ();
  self->job_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = igny_card_grid_new (4, 210);
  self->charts = igny_card_grid_new (2, 420);
  create_next (self);
  gtk_box_prepend (self->content, self->next);
  gtk_box_prepend (self->content, self->cards);
  gtk_box_insert_child_after (self->content, self->charts, GTK_WIDGET (self->pipeline));
}

GtkWidget *
igny_dashboard_view_new (void)
{
  return g_object_new (IGNY_TYPE_DASHBOARD_VIEW, NULL);
}

void
igny_dashboard_view_clear_cards (IgnyDashboardView *self)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));

  igny_card_grid_clear (IGNY_CARD_GRID (self->cards));
}

void
igny_dashboard_view_add_card (IgnyDashboardView *self,
                              GtkWidget         *card)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));

  igny_card_grid_append (IGNY_CARD_GRID (self->cards), card);
}

IgnyPipeline *
igny_dashboard_view_get_pipeline (IgnyDashboardView *self)
{
  g_return_val_if_fail (IGNY_IS_DASHBOARD_VIEW (self), NULL);

  return self->pipeline;
}

/* Target before name: GTK complains about a name whose target is still to come,
 * once the button is in a window. */
static void
set_action (GtkActionable *button,
            const char    *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
igny_dashboard_view_set_next (IgnyDashboardView *self,
                              const char        *title,
                              const char        *words,
                              const char        *label,
                              const char        *action)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));
  g_return_if_fail (title == NULL || (words != NULL && label != NULL && action != NULL));

  gtk_widget_set_visible (self->next, title != NULL);
  if (title == NULL)
    return;
  gtk_label_set_label (self->next_title, title);
  gtk_label_set_label (self->next_words, words);
  gtk_button_set_label (self->next_button, label);
  set_action (GTK_ACTIONABLE (self->next_button), action);
}

void
igny_dashboard_view_set_chart (IgnyDashboardView *self,
                               const char        *title,
                               IgnyChartKind      kind,
                               GPtrArray         *items)
{
  GtkWidget *card;

  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));
  g_return_if_fail (title != NULL && items != NULL);

  card = g_hash_table_lookup (self->charts_by_title, title);
  if (card == NULL)
    {
      card = igny_chart_card_new (title, kind);
      igny_card_grid_append (IGNY_CARD_GRID (self->charts), card);
      g_hash_table_insert (self->charts_by_title, g_strdup (title), card);
    }
  igny_chart_card_set_items (IGNY_CHART_CARD (card), items);
}

static void
clear_rows (AdwPreferencesGroup *group,
            GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group,
         GPtrArray           *rows,
         const char          *title,
         const char          *words)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
  return row;
}

void
igny_dashboard_view_clear_jobs (IgnyDashboardView *self)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));

  clear_rows (self->jobs, self->job_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), FALSE);
}

void
igny_dashboard_view_add_job (IgnyDashboardView *self,
                             const char        *title,
                             const char        *words)
{
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));
  g_return_if_fail (title != NULL && words != NULL);

  row = add_row (self->jobs, self->job_rows, title, words);
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), TRUE);
}

void
igny_dashboard_view_clear_activity (IgnyDashboardView *self)
{
  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));

  clear_rows (self->activity, self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->activity), FALSE);
}

void
igny_dashboard_view_add_activity (IgnyDashboardView *self,
                                  const char        *title,
                                  const char        *time,
                                  const char        *undo)
{
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_DASHBOARD_VIEW (self));
  g_return_if_fail (title != NULL && time != NULL);

  row = add_row (self->activity, self->rows, title, time);
  gtk_widget_set_visible (GTK_WIDGET (self->activity), TRUE);
  if (undo != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Undo"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), undo);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
}
