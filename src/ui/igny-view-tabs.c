/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-view-tabs.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-page-table.h"
#include "igny-refresher.h"
#include "igny-store-query.h"
#include "igny-view.h"

struct _IgnyViewTabs
{
  GtkWidget parent_instance;

  IgnyWorkspace   *workspace; /* NULL when it went */
  IgnyTableView   *view;      /* has the tabs in it */
  const IgnyField *field;
  IgnyRefresher   *refresher;
  GPtrArray       *buttons; /* all, then one for each word */
  gboolean         updating;
  GtkWidget       *scrolled;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (IgnyViewTabs, igny_view_tabs, GTK_TYPE_WIDGET)

/* What is asked on the store's thread, and the answer. */
typedef struct
{
  IgnyStore        *store;
  const IgnyEntity *entity;
  const IgnyField  *field;
  IgnyScope         scope;
  IgnyViewResult   *result;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_clear_pointer (&question->result, igny_view_result_free);
  g_free (question);
}

static gboolean
count (IgnyDb       *db,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  Question *question = data;
  g_autoptr(IgnyView) view = igny_view_new (question->entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  igny_view_set_scope (view, question->scope.site, question->scope.sector);
  igny_view_add_facet (view, question->field->name, errors);
  igny_view_set_no_rows (view, TRUE);
  if (!igny_errors_to_gerror (errors, error))
    return FALSE;
  question->result = igny_view_run (view, question->store, db, cancellable, error);
  return question->result != NULL;
}

static gint64
find_count (const IgnyViewResult *result,
            const char           *word)
{
  const IgnyFacet *facet = result->facets->pdata[0];

  if (word == NULL)
    return (gint64) result->n_rows;
  for (guint i = 0; i < facet->values->len; i++)
    {
      const IgnyFacetValue *value = &g_array_index (facet->values, IgnyFacetValue, i);

      if (g_strcmp0 (value->text, word) == 0)
        return value->n;
    }
  return 0;
}

static const char *
get_word (IgnyViewTabs *self,
          guint         tab)
{
  return tab > 0 ? self->field->choices[tab - 1].word : NULL;
}

static const char *
get_title (IgnyViewTabs *self,
           guint         tab)
{
  return tab > 0 ? _(self->field->choices[tab - 1].label) : _("All");
}

static void
show_counts (IgnyViewTabs         *self,
             const IgnyViewResult *result)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget       *button = self->buttons->pdata[i];
      g_autofree char *number = igny_format_number (find_count (result, get_word (self, i)));
      /* Translators: a tab and how many there are: “Draft, 12” */
      g_autofree char *spoken = g_strdup_printf (_("%s, %s"), get_title (self, i), number);

      gtk_label_set_label (g_object_get_data (G_OBJECT (button), "count"), number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
}

/* What cannot be counted is said by the table, which asks the same. */
static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyViewTabs) self = user_data;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, NULL);

  if (self->refresher != NULL && igny_refresher_finish (self->refresher) && good)
    show_counts (self, ((Question *) data)->result);
}

static void
load (GtkWidget    *widget,
      GCancellable *cancellable)
{
  IgnyViewTabs *self = IGNY_VIEW_TABS (widget);
  Question     *question = g_new0 (Question, 1);

  question->store = g_object_ref (igny_workspace_get_store (self->workspace));
  question->entity = igny_page_table_get_page (self->view)->table->entity;
  question->field = self->field;
  question->scope = igny_workspace_get_scope (self->workspace);
  igny_store_read_async (question->store, count, question, question_free, cancellable, counted_cb,
                         g_object_ref (self));
}

static void
toggled_cb (GtkToggleButton *button,
            IgnyViewTabs    *self)
{
  const char *word;
  guint       tab = 0;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  g_ptr_array_find (self->buttons, button, &tab);
  word = get_word (self, tab);
  if (word != NULL)
    {
      const char *words[] = { word, NULL };
      g_autoptr(IgnyTableFilter) filter = igny_table_filter_new_words (self->field->name, words);

      igny_table_view_put_filter (self->view, filter);
    }
  else
    igny_table_view_drop_filter (self->view, self->field->name);
  g_signal_emit (self, chosen_signal, 0, word);
}

static gboolean
is_filter (IgnyViewTabs          *self,
           const IgnyTableFilter *filter,
           guint                  tab)
{
  if (filter == NULL)
    return tab == 0;
  return tab > 0 && filter->words != NULL && filter->words[0] != NULL &&
         filter->words[1] == NULL && g_str_equal (filter->words[0], get_word (self, tab));
}

/* The filter may be set elsewhere, too. */
static void
follow_cb (IgnyViewTabs *self)
{
  IgnyTableGrid         *grid = igny_table_view_get_grid (self->view);
  const IgnyTableFilter *filter;

  filter = igny_table_query_find_filter (igny_table_grid_get_query (grid), self->field->name);
  self->updating = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i], is_filter (self, filter, i));
  self->updating = FALSE;
  gtk_widget_set_visible (self->scrolled, igny_table_grid_get_n_all (grid) > 0);
}

static void
igny_view_tabs_dispose (GObject *object)
{
  IgnyViewTabs *self = IGNY_VIEW_TABS (object);

  g_clear_object (&self->refresher);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_weak_pointer (&self->workspace);

  G_OBJECT_CLASS (igny_view_tabs_parent_class)->dispose (object);
}

static void
igny_view_tabs_finalize (GObject *object)
{
  g_ptr_array_unref (IGNY_VIEW_TABS (object)->buttons);

  G_OBJECT_CLASS (igny_view_tabs_parent_class)->finalize (object);
}

static void
igny_view_tabs_class_init (IgnyViewTabsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_view_tabs_dispose;
  object_class->finalize = igny_view_tabs_finalize;

  chosen_signal = g_signal_new ("chosen", IGNY_TYPE_VIEW_TABS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
igny_view_tabs_init (IgnyViewTabs *self)
{
  const char *words = _("Views");

  self->buttons = g_ptr_array_new ();
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "view-tabs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
append_tab (IgnyViewTabs *self,
            GtkWidget    *box)
{
  const char *title = get_title (self, self->buttons->len);
  GtkWidget  *button = gtk_toggle_button_new ();
  GtkWidget  *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *number = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (content), gtk_label_new (title));
  gtk_box_append (GTK_BOX (content), number);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dim-label");
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data (G_OBJECT (button), "count", number);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
igny_view_tabs_new (IgnyWorkspace *workspace,
                    IgnyTableView *view)
{
  const IgnyTablePage *page;
  IgnyViewTabs        *self;
  GtkWidget           *box;

  g_return_val_if_fail (IGNY_IS_WORKSPACE (workspace) && IGNY_IS_TABLE_VIEW (view), NULL);

  page = igny_page_table_get_page (view)->table;
  g_return_val_if_fail (page->views > 0, NULL);

  self = g_object_new (IGNY_TYPE_VIEW_TABS, NULL);
  g_set_weak_pointer (&self->workspace, workspace);
  self->view = view;
  self->field = igny_store_query_field (page->entity, page->views);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  append_tab (self, box);
  for (const IgnyChoice *c = self->field->choices; c->word != NULL; c++)
    append_tab (self, box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  follow_cb (self);
  self->refresher = igny_refresher_new (GTK_WIDGET (self), igny_workspace_get_store (workspace),
                                        load);
  g_signal_connect_object (igny_table_view_get_grid (view), "loaded", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "scope-changed", G_CALLBACK (igny_refresher_ask),
                           self->refresher, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
igny_view_tabs_choose (IgnyViewTabs *self,
                       const char   *word)
{
  g_return_if_fail (IGNY_IS_VIEW_TABS (self));

  for (guint i = 0; i < self->buttons->len; i++)
    if (g_strcmp0 (get_word (self, i), word) == 0)
      gtk_toggle_button_set_active (self->buttons->pdata[i], TRUE);
}
