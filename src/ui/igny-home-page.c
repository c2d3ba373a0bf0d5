/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-home-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-first-start.h"
#include "igny-form-words.h"
#include "igny-home-board.h"
#include "igny-refresher.h"

struct _IgnyHomePage
{
  GtkWidget parent_instance;

  IgnyStore       *store;
  IgnyHomeModule   module;
  IgnyScope        scope;
  IgnyHomeFigures *figures;   /* that are shown */
  IgnyRefresher   *refresher; /* NULL when the page is gone */
  guint            clock;
  GtkWidget       *stack;
  GtkWidget       *board;
  GtkWidget       *failure;
};

enum
{
  ACTION,
  UNDO,
  SCOPE_MADE,
  TOAST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyHomePage, igny_home_page, GTK_TYPE_WIDGET)

static void
show_figures (IgnyHomePage *self)
{
  gboolean first = self->module == IGNY_HOME_DASHBOARD && !self->figures->anywhere &&
                   self->figures->stages[IGNY_HOME_SITES].count == 0;

  if (!first)
    igny_home_board_show (IGNY_DASHBOARD_VIEW (self->board), self->figures);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), first ? "first" : "board");
}

static void
show_failure (IgnyHomePage *self,
              const GError *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);

  adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyHomePage) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  if (self->refresher == NULL || !igny_refresher_finish (self->refresher) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (good)
    {
      g_clear_pointer (&self->figures, igny_home_figures_unref);
      self->figures = igny_home_figures_ref (data);
      show_figures (self);
    }
  else
    show_failure (self, error);
}

static void
load (GtkWidget    *widget,
      GCancellable *cancellable)
{
  IgnyHomePage *self = IGNY_HOME_PAGE (widget);

  igny_store_read_async (self->store, igny_home_figures_read,
                         igny_home_figures_new (self->store, &self->scope, self->module),
                         (GDestroyNotify) igny_home_figures_unref, cancellable, loaded_cb,
                         g_object_ref (self));
}

/* “5 min ago” goes on by itself. */
static gboolean
clock_cb (gpointer user_data)
{
  IgnyHomePage *self = user_data;

  if (self->figures != NULL)
    igny_home_board_show_events (IGNY_DASHBOARD_VIEW (self->board), self->figures,
                                 igny_env_now_ms (igny_store_get_env (self->store)));
  return G_SOURCE_CONTINUE;
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  igny_refresher_ask (IGNY_HOME_PAGE (widget)->refresher);
}

static void
do_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, g_variant_get_string (parameter, NULL));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[UNDO], 0);
}

static void
import_cb (IgnyHomePage *self)
{
  g_signal_emit (self, signals[ACTION], 0, "import");
}

static void
scope_made_cb (IgnyHomePage *self,
               gint64        site,
               gint64        sector)
{
  g_signal_emit (self, signals[SCOPE_MADE], 0, site, sector);
}

static void
toast_cb (IgnyHomePage *self,
          const char   *title)
{
  g_signal_emit (self, signals[TOAST], 0, title, FALSE);
}

static void
igny_home_page_map (GtkWidget *widget)
{
  IgnyHomePage *self = IGNY_HOME_PAGE (widget);

  GTK_WIDGET_CLASS (igny_home_page_parent_class)->map (widget);
  self->clock = g_timeout_add_seconds (60, clock_cb, self);
}

static void
igny_home_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&IGNY_HOME_PAGE (widget)->clock, g_source_remove);

  GTK_WIDGET_CLASS (igny_home_page_parent_class)->unmap (widget);
}

static void
igny_home_page_dispose (GObject *object)
{
  IgnyHomePage *self = IGNY_HOME_PAGE (object);

  g_clear_object (&self->refresher);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->figures, igny_home_figures_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (igny_home_page_parent_class)->dispose (object);
}

static void
igny_home_page_class_init (IgnyHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_home_page_dispose;
  widget_class->map = igny_home_page_map;
  widget_class->unmap = igny_home_page_unmap;

  signals[ACTION] = g_signal_new ("action", IGNY_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDO] = g_signal_new ("undo", IGNY_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[SCOPE_MADE] = g_signal_new ("scope-made", IGNY_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
  signals[TOAST] = g_signal_new ("toast", IGNY_TYPE_HOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "home.do", "s", do_action);
  gtk_widget_class_install_action (widget_class, "home.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "home.reload", NULL, reload_action);
}

static GtkWidget *
create_failure (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("This Page Cannot Be Shown"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "home.reload");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
igny_home_page_init (IgnyHomePage *self)
{
  self->stack = gtk_stack_new ();
  self->board = igny_dashboard_view_new ();
  self->failure = create_failure ();
  /* Empty for the moment that the first reading takes. */
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), self->board, "board");
  gtk_stack_add_named (GTK_STACK (self->stack), self->failure, "failure");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

static void
add_first_start (IgnyHomePage *self)
{
  GtkWidget *first = igny_first_start_new (self->store);

  gtk_stack_add_named (GTK_STACK (self->stack), first, "first");
  g_signal_connect_swapped (first, "import", G_CALLBACK (import_cb), self);
  g_signal_connect_swapped (first, "scope-made", G_CALLBACK (scope_made_cb), self);
  g_signal_connect_swapped (first, "toast", G_CALLBACK (toast_cb), self);
}

GtkWidget *
igny_home_page_new (IgnyStore     *store,
                    IgnyHomeModule module)
{
  IgnyHomePage *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_HOME_PAGE, NULL);
  self->store = g_object_ref (store);
  self->module = module;
  if (module == IGNY_HOME_DASHBOARD)
    add_first_start (self);
  self->refresher = igny_refresher_new (GTK_WIDGET (self), store, load);
  return GTK_WIDGET (self);
}

void
igny_home_page_set_scope (IgnyHomePage *self,
                          gint64        site,
                          gint64        sector)
{
  g_return_if_fail (IGNY_IS_HOME_PAGE (self));

  self->scope = (IgnyScope){ site, sector };
  igny_refresher_ask (self->refresher);
}
