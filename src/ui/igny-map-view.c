/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "igny-chart-copy.h"
#include "igny-format.h"
#include "igny-map-keys.h"
#include "igny-map-walk.h"

#define STEP 1.4
#define WHEEL 1.2
#define MOST_SCALE 400.0
#define PAN 80
#define MARGIN 1.06
#define CLICK 6 /* pixels that the hand may shake */

struct _IgnyMapView
{
  GtkWidget parent_instance;

  IgnyMapData  *data;
  IgnyMapDraw  *draw;
  IgnyPalette   palette;
  IgnyMapCamera camera; /* scale 0: not yet; all is shown */
  IgnyMapCamera start;  /* of an animation, a drag or a pinch, */
  IgnyMapCamera target; /* and where an animation ends */
  AdwAnimation *animation;
  gboolean      fitted; /* all is shown, whatever the size */
  guint         selected;
  guint         hover;
  double        pointer_x;
  double        pointer_y;
  gboolean      dragged; /* so far that the press is no click */
  guint         idle;
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyMapView, igny_map_view, GTK_TYPE_WIDGET)

/* --- the camera ---------------------------------------------------------------------- */

static double
get_fit_scale (IgnyMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  return MAX (MIN (width, height), 16) / (2 * IGNY_MAP_RADIUS * MARGIN);
}

static void
set_camera (IgnyMapView  *self,
            IgnyMapCamera camera)
{
  double fit = get_fit_scale (self);

  camera.scale = CLAMP (camera.scale, fit * 0.7, MOST_SCALE);
  camera.x = CLAMP (camera.x, -IGNY_MAP_RADIUS, IGNY_MAP_RADIUS);
  camera.y = CLAMP (camera.y, -IGNY_MAP_RADIUS, IGNY_MAP_RADIUS);
  self->camera = camera;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
animate_cb (double   value,
            gpointer user_data)
{
  IgnyMapView *self = user_data;
  double       ratio = self->target.scale / self->start.scale;

  set_camera (self, (IgnyMapCamera){ self->start.x + (self->target.x - self->start.x) * value,
                                     self->start.y + (self->target.y - self->start.y) * value,
                                     self->start.scale * pow (ratio, value) });
}

/* Goes there at once where animations are not wanted. */
static void
fly (IgnyMapView  *self,
     IgnyMapCamera target)
{
  self->fitted = FALSE;
  if (self->camera.scale <= 0)
    return;
  adw_animation_pause (self->animation);
  self->start = self->camera;
  self->target = target;
  adw_animation_reset (self->animation);
  adw_animation_play (self->animation);
}

static void
show_all (IgnyMapView *self)
{
  fly (self, (IgnyMapCamera){ 0, 0, get_fit_scale (self) });
  self->fitted = TRUE;
}

/* Zooms so that what is at x and y stays there. */
static void
zoom_at (IgnyMapView *self,
         double       factor,
         double       x,
         double       y)
{
  double        dx = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double        dy = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  IgnyMapCamera camera = self->camera;
  double        scale = CLAMP (camera.scale * factor, get_fit_scale (self) * 0.7, MOST_SCALE);

  adw_animation_pause (self->animation);
  self->fitted = FALSE;
  camera.x += dx / camera.scale - dx / scale;
  camera.y += dy / camera.scale - dy / scale;
  camera.scale = scale;
  set_camera (self, camera);
}

/* --- selection ----------------------------------------------------------------------- */

static void
say_selected (IgnyMapView *self)
{
  g_autofree char *count = NULL;
  g_autofree char *volume = NULL;
  g_autofree char *words = NULL;

  if (self->data == NULL)
    return;
  count = igny_format_number (self->data->n_clusters);
  if (self->selected == IGNY_MAP_NONE)
    words = g_strdup_printf (_("Topical map of %s clusters"), count);
  else
    {
      const IgnyMapNode *node = igny_map_data_get (self->data, self->selected);

      volume = igny_format_number (node->volume);
      words = node->level == IGNY_MAP_LEAF
                  ? g_strdup (node->title)
                  : g_strdup_printf (_("%s: %s searches a month"), node->title, volume);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
set_selected (IgnyMapView *self,
              guint        node)
{
  self->selected = node;
  say_selected (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTED], 0, node);
}

/* Leaves are seen only when their cluster is large. */
static double
get_scale_for (IgnyMapView       *self,
               const IgnyMapNode *node)
{
  double radius = igny_map_data_get (self->data, node->parent)->circle.r;

  if (node->level == IGNY_MAP_LEAF)
    return MAX (self->camera.scale, 1.2 * IGNY_MAP_LEAVES_FROM / radius);
  return self->camera.scale;
}

void
igny_map_view_select (IgnyMapView *self,
                      guint        node)
{
  const IgnyMapNode *wanted;
  int                width;
  int                height;
  double             scale;

  g_return_if_fail (IGNY_IS_MAP_VIEW (self));

  if (self->data == NULL || node >= self->data->nodes->len)
    return;
  wanted = igny_map_data_get (self->data, node);
  set_selected (self, node);
  if (self->camera.scale <= 0)
    return;
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  scale = get_scale_for (self, wanted);
  if (scale > self->camera.scale ||
      !igny_map_walk_is_in_sight (&self->camera, &wanted->circle, width / 2.0 - 30,
                                  height / 2.0 - 30))
    fly (self, (IgnyMapCamera){ wanted->circle.x, wanted->circle.y, scale });
}

guint
igny_map_view_get_selected (IgnyMapView *self)
{
  g_return_val_if_fail (IGNY_IS_MAP_VIEW (self), IGNY_MAP_NONE);

  return self->selected;
}

/* --- keys and pointer ----------------------------------------------------------------- */

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);
  int          dx;
  int          dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  if (self->data == NULL || self->data->n_clusters == 0)
    return FALSE;
  if (self->selected == IGNY_MAP_NONE)
    igny_map_view_select (self, self->data->n_sectors);
  else
    igny_map_view_select (self, igny_map_walk_find_next (self->data, self->selected, dx, dy));
  return TRUE;
}

static gboolean
pan_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  IgnyMapView  *self = IGNY_MAP_VIEW (widget);
  IgnyMapCamera camera = self->camera;
  int           dx;
  int           dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  camera.x += dx * PAN / camera.scale;
  camera.y += dy * PAN / camera.scale;
  fly (self, camera);
  return TRUE;
}

static void
inside_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);

  if (self->data != NULL && self->selected != IGNY_MAP_NONE)
    igny_map_view_select (self, igny_map_walk_find_inside (self->data, self->selected));
}

static void
outside_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);

  if (self->data != NULL && self->selected != IGNY_MAP_NONE)
    igny_map_view_select (self, igny_map_data_get (self->data, self->selected)->parent);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);

  if (self->selected != IGNY_MAP_NONE)
    g_signal_emit (self, signals[ACTIVATED], 0, self->selected);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyMapView  *self = IGNY_MAP_VIEW (widget);
  IgnyMapCamera camera = self->camera;

  if (g_str_equal (name, "map.fit"))
    {
      show_all (self);
      return;
    }
  camera.scale *= g_str_equal (name, "map.zoom-in") ? STEP : 1 / STEP;
  if (self->selected != IGNY_MAP_NONE && self->data != NULL && g_str_equal (name, "map.zoom-in"))
    {
      const IgnyMapNode *node = igny_map_data_get (self->data, self->selected);

      camera.x = node->circle.x;
      camera.y = node->circle.y;
    }
  fly (self, camera);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  igny_chart_copy_picture (widget);
}

static guint
find_at (IgnyMapView *self,
         double       x,
         double       y)
{
  const IgnyMapCamera *camera = &self->camera;

  if (self->data == NULL || camera->scale <= 0)
    return IGNY_MAP_NONE;
  return igny_map_walk_find_at (
      self->data,
      camera->x + (x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) / camera->scale,
      camera->y + (y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0) / camera->scale,
      camera->scale);
}

static void
motion_cb (IgnyMapView *self,
           double       x,
           double       y)
{
  guint hover = find_at (self, x, y);

  self->pointer_x = x;
  self->pointer_y = y;
  if (hover != IGNY_MAP_NONE && hover < self->data->n_sectors)
    hover = IGNY_MAP_NONE;
  if (hover == self->hover)
    return;
  self->hover = hover;
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (IgnyMapView *self)
{
  self->hover = IGNY_MAP_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (IgnyMapView *self,
           double       dx,
           double       dy)
{
  if (self->camera.scale > 0 && dy != 0)
    zoom_at (self, pow (WHEEL, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
released_cb (IgnyMapView *self,
             int          n_press,
             double       x,
             double       y)
{
  guint node = find_at (self, x, y);

  if (self->dragged)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 1)
    set_selected (self, node);
  else if (n_press == 2 && node != IGNY_MAP_NONE)
    g_signal_emit (self, signals[ACTIVATED], 0, node);
}

static void
begin_cb (IgnyMapView *self)
{
  adw_animation_pause (self->animation);
  self->start = self->camera;
  self->dragged = FALSE;
}

static void
drag_cb (IgnyMapView *self,
         double       dx,
         double       dy)
{
  self->dragged = self->dragged || hypot (dx, dy) > CLICK;
  if (self->camera.scale <= 0 || !self->dragged)
    return;
  self->fitted = FALSE;
  set_camera (self, (IgnyMapCamera){ self->start.x - dx / self->start.scale,
                                     self->start.y - dy / self->start.scale, self->start.scale });
}

static void
pinch_cb (GtkGestureZoom *gesture,
          double          factor,
          IgnyMapView    *self)
{
  double x;
  double y;

  if (self->camera.scale > 0 && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_at (self, self->start.scale * factor / self->camera.scale, x, y);
}

/* --- the widget ----------------------------------------------------------------------- */

static gboolean
labels_cb (gpointer user_data)
{
  IGNY_MAP_VIEW (user_data)->idle = 0;
  gtk_widget_queue_draw (user_data);
  return G_SOURCE_REMOVE;
}

static void
igny_map_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);
  gboolean     focused = gtk_widget_has_visible_focus (widget);

  if (self->fitted || self->camera.scale <= 0)
    self->camera = (IgnyMapCamera){ 0, 0, get_fit_scale (self) };
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  if (!igny_map_draw_snapshot (self->draw, widget, snapshot, &self->palette, &self->camera,
                               self->selected, focused ? IGNY_MAP_NONE : self->hover) &&
      self->idle == 0)
    self->idle = g_idle_add (labels_cb, self);
  gtk_snapshot_pop (snapshot);
}

static gboolean
igny_map_view_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  IgnyMapView       *self = IGNY_MAP_VIEW (widget);
  const IgnyMapNode *node;

  if (keyboard || self->hover == IGNY_MAP_NONE)
    return FALSE;
  node = igny_map_data_get (self->data, self->hover);
  gtk_tooltip_set_text (tooltip, node->title);
  return TRUE;
}

static void
igny_map_view_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  IgnyMapView *self = IGNY_MAP_VIEW (widget);

  GTK_WIDGET_CLASS (igny_map_view_parent_class)->css_changed (widget, change);
  igny_palette_load (&self->palette, widget);
  /* Another font, perhaps. */
  igny_map_draw_set_data (self->draw, self->data);
  gtk_widget_queue_draw (widget);
}

static void
igny_map_view_dispose (GObject *object)
{
  IgnyMapView *self = IGNY_MAP_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->animation != NULL)
    adw_animation_pause (self->animation);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->data, igny_map_data_unref);

  G_OBJECT_CLASS (igny_map_view_parent_class)->dispose (object);
}

static void
igny_map_view_finalize (GObject *object)
{
  igny_map_draw_free (IGNY_MAP_VIEW (object)->draw);

  G_OBJECT_CLASS (igny_map_view_parent_class)->finalize (object);
}

static void
igny_map_view_class_init (IgnyMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_map_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_map_view_finalize;
  widget_class->snapshot = igny_map_view_snapshot;
  widget_class->query_tooltip = igny_map_view_query_tooltip;
  widget_class->css_changed = igny_map_view_css_changed;

  signals[SELECTED] = g_signal_new ("selected", IGNY_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACTIVATED] = g_signal_new ("activated", IGNY_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "map.inside", NULL, inside_action);
  gtk_widget_class_install_action (widget_class, "map.outside", NULL, outside_action);
  gtk_widget_class_install_action (widget_class, "picture.copy", NULL, copy_action);
  igny_map_keys_bind (widget_class, walk_cb, pan_cb);
  igny_chart_copy_bind (widget_class, FALSE);
  gtk_widget_class_set_css_name (widget_class, "topicalmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (IgnyMapView *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new ();
  GtkWidget          *widget = GTK_WIDGET (self);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}

static void
igny_map_view_init (IgnyMapView *self)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (animate_cb, self, NULL);

  self->draw = igny_map_draw_new ();
  self->selected = self->hover = IGNY_MAP_NONE;
  self->fitted = TRUE;
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, 220, target);
  gtk_widget_set_size_request (GTK_WIDGET (self), 200, 200);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

GtkWidget *
igny_map_view_new (void)
{
  return g_object_new (IGNY_TYPE_MAP_VIEW, NULL);
}

void
igny_map_view_set_data (IgnyMapView *self,
                        IgnyMapData *data)
{
  guint selected = IGNY_MAP_NONE;

  g_return_if_fail (IGNY_IS_MAP_VIEW (self));

  if (data != NULL && self->data != NULL && self->selected != IGNY_MAP_NONE)
    selected = igny_map_walk_find_same (data, igny_map_data_get (self->data, self->selected));
  if (data != NULL)
    igny_map_data_ref (data);
  g_clear_pointer (&self->data, igny_map_data_unref);
  self->data = data;
  self->hover = IGNY_MAP_NONE;
  igny_map_draw_set_data (self->draw, data);
  set_selected (self, selected);
}
