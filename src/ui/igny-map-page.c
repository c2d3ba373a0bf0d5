/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-chart-copy.h"
#include "igny-form-words.h"
#include "igny-format.h"
#include "igny-map-outline.h"
#include "igny-map-state.h"
#include "igny-map-view.h"
#include "igny-refresher.h"

struct _IgnyMapPage
{
  GtkWidget parent_instance;

  IgnyStore     *store;
  IgnyScope      scope;
  IgnyMapData   *data;
  IgnyRefresher *refresher;
  guint          chosen; /* in the view that is shown */
  GtkWidget     *stack;  /* "nothing", "map", "empty", "failure" */
  GtkWidget     *failure;
  GtkWidget     *views; /* "picture", "outline" */
  GtkWidget     *view;
  GtkWidget     *outline;
  GtkWidget     *zoom;
  GtkLabel      *title;
  GtkLabel      *words;
  GtkWidget     *open;
};

enum
{
  OPEN,
  ACTION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyMapPage, igny_map_page, GTK_TYPE_WIDGET)

static char *
dup_hint (IgnyMapPage *self)
{
  g_autofree char *shown = igny_format_number (self->data->n_leaves);
  g_autofree char *every = igny_format_number (self->data->n_every);

  if (self->data->n_every <= self->data->n_leaves)
    return g_strdup (_("The larger a circle, the more searches a month"));
  return g_strdup_printf (_("Only %s of %s ideas and articles are on it: choose a sector to see "
                            "all of its own"),
                             shown, every);
}

/* What is at the bottom when nothing is chosen: how much there is. */
static void
show_whole (IgnyMapPage *self)
{
  g_autofree char *shown = igny_format_number (self->data->n_clusters);
  g_autofree char *all = igny_format_number (self->data->n_all);
  g_autofree char *text = NULL;
  g_autofree char *hint = dup_hint (self);
  gulong           n = self->data->n_clusters;

  if (self->data->n_all > self->data->n_clusters)
    text = g_strdup_printf (_("The %s clusters with most searches, of %s"), shown, all);
  else
    text = g_strdup_printf (ngettext ("%s cluster", "%s clusters", n), shown);
  gtk_label_set_label (self->title, text);
  gtk_label_set_label (self->words, hint);
  gtk_widget_set_visible (self->open, FALSE);
}

static void
show_chosen (IgnyMapPage *self,
             guint        node)
{
  const IgnyMapNode *chosen;
  g_autofree char   *summary = NULL;

  self->chosen = node;
  if (self->data == NULL)
    return;
  if (node == IGNY_MAP_NONE)
    {
      show_whole (self);
      return;
    }
  chosen = igny_map_data_get (self->data, node);
  summary = igny_map_state_dup_summary (chosen);
  gtk_label_set_label (self->title, chosen->title);
  gtk_label_set_label (self->words, summary);
  gtk_widget_set_visible (self->open, chosen->level != IGNY_MAP_SECTOR);
}

static void
selected_cb (IgnyMapPage *self,
             guint        node)
{
  show_chosen (self, node);
}

static void
activated_cb (IgnyMapPage *self,
              guint        node)
{
  const IgnyMapNode *chosen = igny_map_data_get (self->data, node);

  if (chosen->level == IGNY_MAP_CLUSTER)
    g_signal_emit (self, signals[OPEN], 0, "clusters", chosen->row);
  else if (chosen->level == IGNY_MAP_LEAF && chosen->content != 0)
    g_signal_emit (self, signals[OPEN], 0, "content", chosen->content);
  else if (chosen->level == IGNY_MAP_LEAF)
    g_signal_emit (self, signals[OPEN], 0, "ideas", chosen->row);
  else
    gtk_widget_activate_action (self->view, "map.inside", NULL);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyMapPage *self = IGNY_MAP_PAGE (widget);

  if (self->data != NULL && self->chosen != IGNY_MAP_NONE)
    activated_cb (self, self->chosen);
}

static void
do_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, g_variant_get_string (parameter, NULL));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  igny_refresher_ask (IGNY_MAP_PAGE (widget)->refresher);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyMapPage *self = IGNY_MAP_PAGE (widget);

  gtk_widget_activate_action (self->view, g_variant_get_string (parameter, NULL), NULL);
}

static void
show_data (IgnyMapPage *self,
           IgnyMapData *data)
{
  g_clear_pointer (&self->data, igny_map_data_unref);
  self->data = igny_map_data_ref (data);
  /* Both say what is selected in them now. */
  igny_map_outline_set_data (IGNY_MAP_OUTLINE (self->outline), data);
  igny_map_view_set_data (IGNY_MAP_VIEW (self->view), data);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    data->n_clusters > 0 ? "map" : "empty");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyMapPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyMapData) data = igny_map_data_load_finish (result, &error);
  g_autofree char *words = NULL;

  if (self->store == NULL || !igny_refresher_finish (self->refresher) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (data != NULL)
    {
      show_data (self, data);
      return;
    }
  words = igny_form_words_from_message (error->message);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
}

static void
load (GtkWidget    *widget,
      GCancellable *cancellable)
{
  IgnyMapPage *self = IGNY_MAP_PAGE (widget);

  igny_map_data_load_async (self->store, &self->scope, cancellable, loaded_cb,
                            g_object_ref (self));
}

/* The other view has a selection of its own. */
static void
turned_cb (IgnyMapPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->views));
  gboolean    picture = g_strcmp0 (name, "picture") == 0;

  gtk_widget_set_visible (self->zoom, picture);
  show_chosen (self, picture ? igny_map_view_get_selected (IGNY_MAP_VIEW (self->view))
                             : IGNY_MAP_NONE);
}

static void
igny_map_page_dispose (GObject *object)
{
  IgnyMapPage *self = IGNY_MAP_PAGE (object);

  g_clear_object (&self->refresher);
  g_clear_object (&self->store);
  g_clear_pointer (&self->data, igny_map_data_unref);
  if (self->views != NULL)
    g_signal_handlers_disconnect_by_func (self->views, turned_cb, self);
  self->views = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_map_page_parent_class)->dispose (object);
}

static void
igny_map_page_class_init (IgnyMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_map_page_dispose;

  signals[OPEN] = g_signal_new ("open", IGNY_TYPE_MAP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[ACTION] = g_signal_new ("action", IGNY_TYPE_MAP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "map-page.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "map-page.do", "s", do_action);
  gtk_widget_class_install_action (widget_class, "map-page.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "map-page.zoom", "s", zoom_action);
}

static GtkWidget *
create_status (const char *icon_name,
               const char *title,
               const char *text,
               const char *label,
               const char *action)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
add_zoom_button (GtkWidget  *box,
                 const char *icon_name,
                 const char *words,
                 const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_zoom (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  add_zoom_button (box, "zoom-out-symbolic", _("Zoom Out"), "map-page.zoom::map.zoom-out");
  add_zoom_button (box, "zoom-fit-best-symbolic", _("Show All"), "map-page.zoom::map.fit");
  add_zoom_button (box, "zoom-in-symbolic", _("Zoom In"), "map-page.zoom::map.zoom-in");
  return box;
}

/* How to look at it, at the top. */
static GtkWidget *
create_tools (IgnyMapPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->views));
  gtk_widget_set_tooltip_text (copy, _("Copy as Picture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Copy as Picture"), -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (copy), "map-page.zoom::picture.copy");
  self->zoom = create_zoom ();
  gtk_box_append (GTK_BOX (self->zoom), copy);
  gtk_widget_set_hexpand (self->zoom, TRUE);
  gtk_widget_set_halign (self->zoom, GTK_ALIGN_END);
  gtk_widget_add_css_class (tools, "table-tools");
  gtk_widget_add_css_class (tools, "map-tools");
  gtk_box_append (GTK_BOX (tools), switcher);
  gtk_box_append (GTK_BOX (tools), self->zoom);
  return tools;
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* What is chosen, at the bottom. */
static GtkWidget *
create_bar (IgnyMapPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = append_label (words, "heading");
  self->words = append_label (words, "caption");
  self->open = gtk_button_new_with_mnemonic (_("_Open"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "map-page.open");
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (bar, "map-bar");
  gtk_box_append (GTK_BOX (bar), words);
  gtk_box_append (GTK_BOX (bar), self->open);
  return bar;
}

static GtkWidget *
create_picture (IgnyMapPage *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *legend = igny_map_state_create_legend ();

  self->view = igny_map_view_new ();
  g_signal_connect_swapped (self->view, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (activated_cb), self);
  gtk_widget_set_halign (legend, GTK_ALIGN_START);
  gtk_widget_set_valign (legend, GTK_ALIGN_END);
  gtk_widget_set_can_target (legend, FALSE);
  gtk_widget_add_css_class (legend, "map-legend");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), legend);
  return overlay;
}

static GtkWidget *
create_map (IgnyMapPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->views = gtk_stack_new ();
  self->outline = igny_map_outline_new ();
  g_signal_connect_swapped (self->outline, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->outline, "activated", G_CALLBACK (activated_cb), self);
  gtk_stack_add_titled (GTK_STACK (self->views), create_picture (self), "picture", _("Map"));
  gtk_stack_add_titled (GTK_STACK (self->views), self->outline, "outline", _("Outline"));
  gtk_widget_set_vexpand (self->views, TRUE);
  gtk_widget_add_css_class (self->views, "view");
  gtk_box_append (GTK_BOX (box), create_tools (self));
  gtk_box_append (GTK_BOX (box), self->views);
  gtk_box_append (GTK_BOX (box), create_bar (self));
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (turned_cb), self);
  return box;
}

static GtkWidget *
create_empty (void)
{
  const char *title = _("No Clusters Yet");
  const char *text = _("Keywords that belong together make a circle on the map.");
  const char *label = _("_Cluster Keywords");

  return create_status ("igny-map-symbolic", title, text, label, "map-page.do::cluster");
}

static GtkWidget *
create_failure (void)
{
  const char *title = _("The Map Cannot Be Shown");
  const char *label = _("_Try Again");

  return create_status ("dialog-error-symbolic", title, NULL, label, "map-page.reload");
}

static void
igny_map_page_init (IgnyMapPage *self)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  self->stack = GTK_WIDGET (stack);
  self->chosen = IGNY_MAP_NONE;
  self->failure = create_failure ();
  gtk_stack_add_named (stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "nothing");
  gtk_stack_add_named (stack, create_map (self), "map");
  gtk_stack_add_named (stack, create_empty (), "empty");
  gtk_stack_add_named (stack, self->failure, "failure");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
igny_map_page_new (IgnyStore *store)
{
  IgnyMapPage *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_MAP_PAGE, NULL);
  self->store = g_object_ref (store);
  self->refresher = igny_refresher_new (GTK_WIDGET (self), store, load);
  return GTK_WIDGET (self);
}

void
igny_map_page_set_scope (IgnyMapPage     *self,
                         const IgnyScope *scope)
{
  g_return_if_fail (IGNY_IS_MAP_PAGE (self) && scope != NULL);

  self->scope = *scope;
  igny_refresher_ask (self->refresher);
}
