/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-refresher.h"

/* Milliseconds; many changes come at once. */
#define PAUSE 250

struct _IgnyRefresher
{
  GObject parent_instance;

  GtkWidget        *widget; /* which owns this */
  IgnyRefresherFunc func;
  GCancellable     *reading; /* NULL when nothing is being read */
  gboolean          stale;   /* what is shown, or being read */
  gboolean          moved;   /* something else was asked for since */
  guint             pause;
};

G_DEFINE_FINAL_TYPE (IgnyRefresher, igny_refresher, G_TYPE_OBJECT)

static gboolean
pause_cb (gpointer user_data)
{
  IgnyRefresher *self = user_data;

  self->pause = 0;
  if (self->reading != NULL || self->widget == NULL || !gtk_widget_get_mapped (self->widget))
    return G_SOURCE_REMOVE;
  self->stale = self->moved = FALSE;
  self->reading = g_cancellable_new ();
  self->func (self->widget, self->reading);
  return G_SOURCE_REMOVE;
}

static void
start (IgnyRefresher *self,
       guint          wait)
{
  self->stale = TRUE;
  if (self->pause == 0 && self->reading == NULL)
    self->pause = g_timeout_add (wait, pause_cb, self);
}

static void
changed_cb (IgnyRefresher *self)
{
  start (self, PAUSE);
}

static void
map_cb (IgnyRefresher *self)
{
  if (self->stale)
    start (self, 0);
}

static void
igny_refresher_dispose (GObject *object)
{
  IgnyRefresher *self = IGNY_REFRESHER (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (igny_refresher_parent_class)->dispose (object);
}

static void
igny_refresher_class_init (IgnyRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_refresher_dispose;
}

static void
igny_refresher_init (IgnyRefresher *self)
{
  self->stale = TRUE;
}

IgnyRefresher *
igny_refresher_new (GtkWidget        *widget,
                    IgnyStore        *store,
                    IgnyRefresherFunc func)
{
  IgnyRefresher *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && IGNY_IS_STORE (store) && func != NULL, NULL);

  self = g_object_new (IGNY_TYPE_REFRESHER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->func = func;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
igny_refresher_ask (IgnyRefresher *self)
{
  g_return_if_fail (IGNY_IS_REFRESHER (self));

  self->moved = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  start (self, 0);
}

gboolean
igny_refresher_finish (IgnyRefresher *self)
{
  g_return_val_if_fail (IGNY_IS_REFRESHER (self), FALSE);

  g_clear_object (&self->reading);
  if (self->stale)
    start (self, self->moved ? 0 : PAUSE);
  return !self->moved;
}
