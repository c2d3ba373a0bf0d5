/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-outline.h"

#include <glib/gi18n.h>

#include "igny-map-draw.h"
#include "igny-map-state.h"
#include "igny-status-pill.h"

/* --- a node as an object -------------------------------------------------------------- */

#define IGNY_TYPE_MAP_ITEM (igny_map_item_get_type ())
G_DECLARE_FINAL_TYPE (IgnyMapItem, igny_map_item, IGNY, MAP_ITEM, GObject)

struct _IgnyMapItem
{
  GObject parent_instance;

  IgnyMapData *data;
  guint        node;
};

G_DEFINE_FINAL_TYPE (IgnyMapItem, igny_map_item, G_TYPE_OBJECT)

static void
igny_map_item_finalize (GObject *object)
{
  igny_map_data_unref (IGNY_MAP_ITEM (object)->data);

  G_OBJECT_CLASS (igny_map_item_parent_class)->finalize (object);
}

static void
igny_map_item_class_init (IgnyMapItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_map_item_finalize;
}

static void
igny_map_item_init (IgnyMapItem *self)
{
}

static const IgnyMapNode *
get_node (IgnyMapItem *self)
{
  return igny_map_data_get (self->data, self->node);
}

/* The nodes of [first, end) whose parent it is; a sector is its own. */
static GListModel *
list_nodes (IgnyMapData *data,
            guint        first,
            guint        end,
            guint        parent,
            gboolean     all)
{
  GListStore *store = g_list_store_new (IGNY_TYPE_MAP_ITEM);

  for (guint i = first; i < end; i++)
    if (all || igny_map_data_get (data, i)->parent == parent)
      {
        g_autoptr(IgnyMapItem) item = g_object_new (IGNY_TYPE_MAP_ITEM, NULL);

        item->data = igny_map_data_ref (data);
        item->node = i;
        g_list_store_append (store, item);
      }
  return G_LIST_MODEL (store);
}

static GListModel *
list_children (gpointer item,
               gpointer user_data)
{
  IgnyMapItem       *self = item;
  const IgnyMapNode *node = get_node (self);
  guint              clusters_end = self->data->n_sectors + self->data->n_clusters;

  if (node->level == IGNY_MAP_SECTOR)
    return list_nodes (self->data, self->data->n_sectors, clusters_end, self->node, FALSE);
  if (node->level == IGNY_MAP_CLUSTER && node->n_ideas + node->n_articles > 0)
    return list_nodes (self->data, clusters_end, self->data->nodes->len, self->node, FALSE);
  return NULL;
}

/* --- the list ------------------------------------------------------------------------- */

struct _IgnyMapOutline
{
  GtkWidget parent_instance;

  GtkWidget          *scrolled;
  GtkListView        *list;
  GtkSingleSelection *selection;
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyMapOutline, igny_map_outline, GTK_TYPE_WIDGET)

static GtkWidget *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "caption");
    }
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pill = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);

  append_label (words, NULL);
  append_label (words, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (line, "outline-row");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), pill);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), line);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr(IgnyMapItem) self = gtk_tree_list_row_get_item (row);
  const IgnyMapNode *node = get_node (self);
  GtkWidget         *expander = gtk_list_item_get_child (item);
  GtkWidget         *line = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget         *words = gtk_widget_get_first_child (line);
  GtkWidget         *title = gtk_widget_get_first_child (words);
  GtkWidget         *pill = gtk_widget_get_last_child (line);
  g_autofree char   *summary = igny_map_state_dup_summary (node);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_label_set_label (GTK_LABEL (title), node->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), summary);
  gtk_widget_set_visible (gtk_widget_get_last_child (words), node->level != IGNY_MAP_LEAF);
  if (node->level == IGNY_MAP_SECTOR)
    gtk_widget_add_css_class (title, "heading");
  else
    gtk_widget_remove_css_class (title, "heading");
  gtk_widget_set_visible (pill, node->level != IGNY_MAP_SECTOR);
  igny_status_pill_set (IGNY_STATUS_PILL (pill), igny_map_state_get_label (node->state),
                        igny_map_state_get_tone (node->state));
}

static guint
get_node_at (IgnyMapOutline *self,
             guint           position)
{
  g_autoptr(GtkTreeListRow) row = NULL;
  g_autoptr(IgnyMapItem) item = NULL;

  row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (row == NULL)
    return IGNY_MAP_NONE;
  item = gtk_tree_list_row_get_item (row);
  return item != NULL ? item->node : IGNY_MAP_NONE;
}

static void
selected_cb (IgnyMapOutline *self)
{
  g_signal_emit (self, signals[SELECTED], 0,
                 get_node_at (self, gtk_single_selection_get_selected (self->selection)));
}

static void
activate_cb (IgnyMapOutline *self,
             guint           position)
{
  guint node = get_node_at (self, position);

  if (node != IGNY_MAP_NONE)
    g_signal_emit (self, signals[ACTIVATED], 0, node);
}

static void
igny_map_outline_dispose (GObject *object)
{
  IgnyMapOutline *self = IGNY_MAP_OUTLINE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, selected_cb, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_map_outline_parent_class)->dispose (object);
}

static void
igny_map_outline_class_init (IgnyMapOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_map_outline_dispose;

  signals[SELECTED] = g_signal_new ("selected", IGNY_TYPE_MAP_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACTIVATED] = g_signal_new ("activated", IGNY_TYPE_MAP_OUTLINE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
igny_map_outline_init (IgnyMapOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Outline of the topical map"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "map-outline");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_map_outline_new (void)
{
  return g_object_new (IGNY_TYPE_MAP_OUTLINE, NULL);
}

void
igny_map_outline_set_data (IgnyMapOutline *self,
                           IgnyMapData    *data)
{
  g_autoptr(GtkTreeListModel) tree = NULL;

  g_return_if_fail (IGNY_IS_MAP_OUTLINE (self));
  g_return_if_fail (data != NULL);

  tree = gtk_tree_list_model_new (list_nodes (data, 0, data->n_sectors, 0, TRUE), FALSE, FALSE,
                                  list_children, NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  /* Sectors are headings: they are open. */
  for (guint i = data->n_sectors; i-- > 0;)
    {
      g_autoptr(GtkTreeListRow) row = gtk_tree_list_model_get_row (tree, i);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}
