/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-action-menu.h"
#include "igny-board.h"
#include "igny-figure-strip.h"
#include "igny-filter-bar.h"
#include "igny-fit-box.h"
#include "igny-format.h"
#include "igny-table-header.h"
#include "igny-ui.h"

#define TICK_SECONDS 30

struct _IgnyTableView
{
  GtkBox parent_instance;

  IgnyTableSource     *source;
  const IgnyTableText *text;
  GtkWidget           *grid;
  GtkWidget           *board; /* NULL while the rows are shown as a table */
  GtkWidget           *filters;
  GCancellable        *cancellable;
  const IgnyEnv       *env;
  guint                tick; /* relative times grow old */
  gboolean             shown;
  char                *sum; /* of the selected rows */

  GtkRevealer    *banner;
  GtkLabel       *banner_label;
  GtkButton      *retry;
  GtkWidget      *figures_scrolled;
  GtkBox         *figures;
  GtkWidget      *tools;
  GtkSearchEntry *search;
  GtkWidget      *filters_scrolled;
  GtkMenuButton  *columns;
  GtkStack       *stack;
  AdwStatusPage  *empty;
  GtkButton      *empty_button;
  GtkButton      *clear;
  GtkWidget      *footer;
  GtkLabel       *footer_label;
  GtkRevealer    *selection;
  GtkButton      *unselect;
  GtkLabel       *selection_label;
  GtkButton      *select_all;
  GtkLabel       *select_all_label;
  IgnyFitBox     *actions;
  GtkMenuButton  *more;
};

enum
{
  ACTION,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableView, igny_table_view, GTK_TYPE_BOX)

static IgnyTableGrid *
get_grid (IgnyTableView *self)
{
  return IGNY_TABLE_GRID (self->grid);
}

static guint
get_n_rows (IgnyTableView *self)
{
  GArray *rows = igny_table_grid_get_rows (get_grid (self));

  return rows != NULL ? rows->len : 0;
}

static void
update_selection (IgnyTableView *self)
{
  guint                 n_rows = get_n_rows (self);
  IgnyTableMarks       *marks = igny_table_grid_get_marks (get_grid (self));
  guint                 n_marked = igny_table_marks_get_size (marks);
  g_autofree char      *marked = igny_format_number (n_marked);
  g_autofree char      *all = igny_format_number (n_rows);
  g_autofree char      *words = NULL;
  g_autofree char      *offer = g_strdup_printf (_ ("Select All %s"), all);
  const IgnyTableQuery *query = igny_table_grid_get_query (get_grid (self));

  if (igny_table_query_is_narrow (query))
    {
      g_free (offer);
      offer = g_strdup_printf (_ ("Select All %s That Match"), all);
    }
  words = g_strdup_printf (_ ("%s of %s selected"), marked, all);
  if (self->sum != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s · %s", words, self->sum);

      gtk_label_set_label (self->selection_label, both);
    }
  else
    gtk_label_set_label (self->selection_label, words);
  gtk_label_set_label (self->select_all_label, offer);
  gtk_widget_set_visible (GTK_WIDGET (self->select_all), n_marked < n_rows);
  gtk_revealer_set_reveal_child (self->selection, n_marked > 0);
}

static void
sum_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(IgnyTableView) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autofree char *sum = NULL;

  sum = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_sum_finish (source, result, NULL);
  if (sum == NULL || self->grid == NULL)
    return;
  g_free (self->sum);
  self->sum = g_steal_pointer (&sum);
  update_selection (self);
}

static void
marks_changed_cb (IgnyTableView *self)
{
  IgnyTableSourceInterface *iface = IGNY_TABLE_SOURCE_GET_IFACE (self->source);
  IgnyTableMarks           *marks = igny_table_grid_get_marks (get_grid (self));

  g_clear_pointer (&self->sum, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  update_selection (self);
  if (iface->load_sum_async == NULL || igny_table_marks_get_size (marks) == 0)
    return;
  self->cancellable = g_cancellable_new ();
  iface->load_sum_async (self->source, igny_table_marks_get_rows (marks), self->cancellable,
                         sum_cb, g_object_ref (self));
}

static void
show_figures (IgnyTableView *self,
              GPtrArray     *figures)
{
  igny_figure_strip_show (self->figures, figures);
  gtk_widget_set_visible (self->figures_scrolled,
                          figures->len > 0 && igny_table_grid_get_n_all (get_grid (self)) > 0);
}

static void
figures_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyTableView) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GPtrArray) figures = NULL;

  figures = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_figures_finish (source, result, NULL);
  if (figures != NULL && self->grid != NULL)
    show_figures (self, figures);
}

/* Takes the room of figures that are yet to come: rows must not move from under
 * the pointer when they do. */
static void
reserve_figures (IgnyTableView *self)
{
  IgnyFigure figure = { .label = (char *) "", .value = (char *) "–" };
  g_autoptr(GPtrArray) figures = g_ptr_array_new ();

  if (gtk_widget_get_first_child (GTK_WIDGET (self->figures)) != NULL)
    return;
  g_ptr_array_add (figures, &figure);
  show_figures (self, figures);
}

static void
load_figures (IgnyTableView *self)
{
  IgnyTableSourceInterface *iface = IGNY_TABLE_SOURCE_GET_IFACE (self->source);

  if (iface->load_figures_async == NULL)
    return;
  reserve_figures (self);
  iface->load_figures_async (self->source, NULL, figures_cb, g_object_ref (self));
}

static void
loaded_cb (IgnyTableView *self)
{
  guint            n_rows = get_n_rows (self);
  guint            n_all = igny_table_grid_get_n_all (get_grid (self));
  g_autofree char *rows = igny_format_number (n_rows);
  g_autofree char *all = igny_format_number (n_all);
  g_autofree char *words = NULL;

  gtk_revealer_set_reveal_child (self->banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, n_all == 0    ? "empty"
                                                 : n_rows == 0 ? "none"
                                                 : self->board ? "board"
                                                               : "grid");
  gtk_widget_set_visible (self->tools, n_all > 0);
  gtk_widget_set_visible (self->footer, n_rows > 0);
  if (n_rows == n_all)
    words = g_strdup_printf (ngettext ("%s row", "%s rows", n_all), all);
  else
    words = g_strdup_printf (_ ("%s of %s rows"), rows, all);
  gtk_label_set_label (self->footer_label, words);
  update_selection (self);
  load_figures (self);
}

static void
failed_cb (IgnyTableView *self,
           const GError  *error)
{
  g_autofree char *words = g_strdup_printf (_ ("This list could not be loaded: %s"),
                                               error->message);

  gtk_label_set_label (self->banner_label, words);
  gtk_revealer_set_reveal_child (self->banner, TRUE);
}

static void
retry_cb (IgnyTableView *self)
{
  igny_table_grid_reload (get_grid (self));
}

static void
take_query (IgnyTableView  *self,
            IgnyTableQuery *query)
{
  igny_filter_bar_set_query (IGNY_FILTER_BAR (self->filters), query);
  if (self->board != NULL)
    igny_board_take_query (IGNY_BOARD (self->board), query);
  if (self->shown)
    igny_table_grid_take_query (get_grid (self), query);
  else
    igny_table_grid_set_query (get_grid (self), query);
}

static void
search_cb (IgnyTableView *self)
{
  IgnyTableQuery *query = igny_table_query_copy (igny_table_grid_get_query (get_grid (self)));
  const char     *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (query->search);
  query->search = *text != '\0' ? g_strdup (text) : NULL;
  take_query (self, query);
}

static void
stop_search_cb (IgnyTableView *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  igny_table_grid_focus (get_grid (self));
}

void
igny_table_view_put_filter (IgnyTableView         *self,
                            const IgnyTableFilter *filter)
{
  IgnyTableQuery *query;

  g_return_if_fail (IGNY_IS_TABLE_VIEW (self) && filter != NULL);

  query = igny_table_query_copy (igny_table_grid_get_query (get_grid (self)));
  igny_table_query_put_filter (query, igny_table_filter_copy (filter));
  take_query (self, query);
}

void
igny_table_view_drop_filter (IgnyTableView *self,
                             const char    *column)
{
  IgnyTableQuery *query;

  g_return_if_fail (IGNY_IS_TABLE_VIEW (self) && column != NULL);

  query = igny_table_query_copy (igny_table_grid_get_query (get_grid (self)));
  igny_table_query_drop_filter (query, column);
  take_query (self, query);
}

static void
clear_cb (IgnyTableView *self)
{
  IgnyTableQuery *query = igny_table_query_copy (igny_table_grid_get_query (get_grid (self)));

  g_clear_pointer (&query->search, g_free);
  g_ptr_array_set_size (query->filters, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  take_query (self, query);
}

static void
unselect_cb (IgnyTableView *self)
{
  igny_table_marks_clear (igny_table_grid_get_marks (get_grid (self)));
}

static void
select_all_cb (IgnyTableView *self)
{
  igny_table_grid_select_all (get_grid (self));
}

static void
activated_cb (IgnyTableView *self,
              gint64         row)
{
  g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
act (IgnyTableView *self,
     const char    *id)
{
  IgnyTableMarks *marks = igny_table_grid_get_marks (get_grid (self));

  g_signal_emit (self, signals[ACTION], 0, id, igny_table_marks_get_rows (marks));
}

static void
act_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  act (IGNY_TABLE_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
empty_cb (IgnyTableView *self)
{
  g_autoptr(GtkBitset) none = gtk_bitset_new_empty ();

  g_signal_emit (self, signals[ACTION], 0, self->text->empty_id, none);
}

/* A row that is not selected becomes the selection, as in a file manager. */
static void
menu_cb (IgnyTableView *self,
         gint64         row,
         GtkWidget     *parent,
         double         x,
         double         y)
{
  IgnyTableMarks *marks = igny_table_grid_get_marks (get_grid (self));

  if (self->text->actions == NULL)
    return;
  if (!igny_table_marks_contains (marks, row))
    {
      GtkBitset *only = gtk_bitset_new_empty ();

      gtk_bitset_add (only, (guint) row);
      igny_table_marks_take (marks, only);
    }
  igny_action_menu_popup (self->text->actions, GTK_WIDGET (self), parent, x, y);
}

static gboolean
tick_cb (gpointer user_data)
{
  IgnyTableView *self = user_data;

  igny_table_layout_set_now (igny_table_grid_get_layout (get_grid (self)),
                             igny_env_now_ms (self->env));
  return G_SOURCE_CONTINUE;
}

static void
unmap_cb (IgnyTableView *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
}

static void
map_cb (IgnyTableView *self)
{
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  if (self->shown)
    return;
  self->shown = TRUE;
  igny_table_grid_reload (get_grid (self));
}

static void
igny_table_view_dispose (GObject *object)
{
  IgnyTableView *self = IGNY_TABLE_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->grid = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), IGNY_TYPE_TABLE_VIEW);
  g_clear_object (&self->source);
  g_clear_pointer (&self->sum, g_free);

  G_OBJECT_CLASS (igny_table_view_parent_class)->dispose (object);
}

static void
igny_table_view_class_init (IgnyTableViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_table_view_dispose;

  signals[ACTION] = g_signal_new ("action", IGNY_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_BITSET);
  signals[ACTIVATED] = g_signal_new ("activated", IGNY_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "table.act", "s", act_action);
  g_type_ensure (IGNY_TYPE_FIT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, IGNY_UI ("igny-table-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, banner);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, banner_label);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, retry);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, figures_scrolled);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, figures);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, tools);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, search);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, filters_scrolled);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, columns);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, stack);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, empty);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, clear);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, footer);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, footer_label);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, selection);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, unselect);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, selection_label);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, select_all);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, select_all_label);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, actions);
  gtk_widget_class_bind_template_child (widget_class, IgnyTableView, more);
}

static void
igny_table_view_init (IgnyTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->retry, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->empty_button, "clicked", G_CALLBACK (empty_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unselect, "clicked", G_CALLBACK (unselect_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->select_all, "clicked", G_CALLBACK (select_all_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

static void
apply_text (IgnyTableView *self)
{
  const IgnyTableText *text = self->text;
  gboolean             has_more = FALSE;

  g_object_set (self->search, "placeholder-text", _ (text->search), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (text->search), -1);
  adw_status_page_set_icon_name (self->empty, text->icon_name);
  adw_status_page_set_title (self->empty, _ (text->empty_title));
  adw_status_page_set_description (self->empty, _ (text->empty_text));
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), text->empty_label != NULL);
  if (text->empty_label != NULL)
    gtk_button_set_label (self->empty_button, _ (text->empty_label));
  for (const IgnyTableAction *a = text->actions; a != NULL && a->id != NULL; a++)
    {
      has_more = has_more || a->in_menu;
      if (!a->in_menu)
        igny_fit_box_append (self->actions, igny_action_menu_create_button (a));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more), has_more);
  if (has_more)
    igny_action_menu_attach (self->more, text->actions, GTK_WIDGET (self->actions));
}

static void
connect_grid (IgnyTableView *self)
{
  IgnyTableMarks *marks = igny_table_grid_get_marks (get_grid (self));

  g_signal_connect_object (self->grid, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (marks, "changed", G_CALLBACK (marks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filters, "put", G_CALLBACK (igny_table_view_put_filter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filters, "drop", G_CALLBACK (igny_table_view_drop_filter), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
igny_table_view_new (IgnyTableSource     *source,
                     const IgnyTableText *text,
                     const IgnyEnv       *env)
{
  IgnyTableView   *self;
  IgnyTableLayout *layout;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (text != NULL && env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_TABLE_VIEW, NULL);
  self->source = g_object_ref (source);
  self->env = env;
  self->text = text;
  self->grid = igny_table_grid_new (source, env);
  layout = igny_table_grid_get_layout (get_grid (self));
  self->filters = igny_filter_bar_new (layout);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->filters_scrolled), self->filters);
  igny_table_header_attach_menu (self->columns, layout);
  gtk_stack_add_named (self->stack, self->grid, "grid");
  gtk_stack_set_visible_child_name (self->stack, "grid");
  apply_text (self);
  connect_grid (self);
  return GTK_WIDGET (self);
}

IgnyTableGrid *
igny_table_view_get_grid (IgnyTableView *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_VIEW (self), NULL);

  return get_grid (self);
}

void
igny_table_view_set_board (IgnyTableView *self,
                           GtkWidget     *board)
{
  g_return_if_fail (IGNY_IS_TABLE_VIEW (self));

  self->board = board;
  gtk_widget_set_visible (GTK_WIDGET (self->columns), board == NULL);
  if (board != NULL && gtk_widget_get_parent (board) == NULL)
    {
      gtk_stack_add_named (self->stack, board, "board");
      g_signal_connect_object (board, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (board, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (board, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
    }
  if (board != NULL)
    igny_board_take_query (IGNY_BOARD (board), igny_table_grid_get_query (get_grid (self)));
  if (igny_table_grid_get_rows (get_grid (self)) != NULL)
    loaded_cb (self);
}

void
igny_table_view_search (IgnyTableView *self)
{
  g_return_if_fail (IGNY_IS_TABLE_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
igny_table_view_escape (IgnyTableView *self)
{
  IgnyTableMarks *marks;

  g_return_val_if_fail (IGNY_IS_TABLE_VIEW (self), FALSE);

  marks = igny_table_grid_get_marks (get_grid (self));
  if (igny_table_marks_get_size (marks) > 0)
    igny_table_marks_clear (marks);
  else if (igny_table_query_is_narrow (igny_table_grid_get_query (get_grid (self))))
    clear_cb (self);
  else
    return FALSE;
  return TRUE;
}
