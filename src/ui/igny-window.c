/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-window.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-pane.h"
#include "igny-progress-row.h"
#include "igny-sidebar.h"
#include "igny-switcher.h"
#include "igny-table-view.h"
#include "igny-ui.h"
#include "igny-window-commands.h"

struct _IgnyWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwToast        *toast; /* weak: the last one */
  AdwLeaflet      *leaflet;
  GtkWidget       *kept; /* the leaflet, also while a cover hides it */
  AdwHeaderBar    *side_header;
  GtkBox          *switchers;
  IgnySidebar     *sidebar;
  GtkBox          *jobs;
  GtkLabel        *summary;
  GtkLabel        *unread;
  GtkStack        *stack;
  GtkWidget       *sites;
  GtkWidget       *sectors;
  GHashTable      *jobs_by_id; /* id → IgnyProgressRow */
  char            *place;
  GMenu           *history_menu;
  GHashTable      *parents; /* detail id → id of the page it belongs to */
};

enum
{
  PAGE_SHOWN,
  SITE_CHOSEN,
  SECTOR_CHOSEN,
  SITE_NEW,
  SECTOR_NEW,
  CANCEL_JOB,
  ACT_ON_JOB,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyWindow, igny_window, ADW_TYPE_APPLICATION_WINDOW)

static IgnyPageFrame *
get_shown (IgnyWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  return IGNY_IS_PAGE_FRAME (child) ? IGNY_PAGE_FRAME (child) : NULL;
}

static void
update_frame (IgnyWindow *self)
{
  IgnyPageFrame *frame = get_shown (self);
  gboolean       folded = adw_leaflet_get_folded (self->leaflet);

  if (frame == NULL)
    return;
  igny_page_frame_set_narrow (frame, folded);
  igny_page_frame_set_back (frame, folded);
  igny_page_frame_set_subtitle (frame, self->place);
}

static void
folded_cb (IgnyWindow *self)
{
  adw_header_bar_set_show_end_title_buttons (self->side_header,
                                             adw_leaflet_get_folded (self->leaflet));
  update_frame (self);
}

static void
selected_cb (IgnyWindow *self,
             const char *id)
{
  igny_window_show_page (self, id);
}

static void
site_cb (IgnyWindow *self,
         gint64      row)
{
  g_signal_emit (self, signals[SITE_CHOSEN], 0, row);
}

static void
sector_cb (IgnyWindow *self,
           gint64      row)
{
  g_signal_emit (self, signals[SECTOR_CHOSEN], 0, row);
}

static void
site_new_cb (IgnyWindow *self)
{
  g_signal_emit (self, signals[SITE_NEW], 0);
}

static void
sector_new_cb (IgnyWindow *self)
{
  g_signal_emit (self, signals[SECTOR_NEW], 0);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyWindow    *self = IGNY_WINDOW (widget);
  IgnyPageFrame *frame = get_shown (self);
  GtkWidget     *content = frame != NULL ? igny_page_frame_get_content (frame) : NULL;

  if (IGNY_IS_TABLE_VIEW (content) && igny_table_view_escape (IGNY_TABLE_VIEW (content)))
    return;
  /* What is no frame is a detail, which knows when it may be left. */
  if (frame == NULL)
    return;
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  IgnyPageFrame *frame = get_shown (IGNY_WINDOW (widget));
  GtkWidget     *content = frame != NULL ? igny_page_frame_get_content (frame) : NULL;

  if (IGNY_IS_TABLE_VIEW (content))
    igny_table_view_search (IGNY_TABLE_VIEW (content));
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyWindow *self = IGNY_WINDOW (widget);
  const char *id = igny_sidebar_get_nth (self->sidebar, (guint) g_variant_get_int32 (parameter));

  if (id != NULL)
    igny_window_show_page (self, id);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  igny_window_show_page (IGNY_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
igny_window_dispose (GObject *object)
{
  IgnyWindow *self = IGNY_WINDOW (object);

  g_clear_object (&self->kept);
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), IGNY_TYPE_WINDOW);
  g_clear_pointer (&self->jobs_by_id, g_hash_table_unref);
  g_clear_pointer (&self->parents, g_hash_table_unref);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (igny_window_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  for (int i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) i, GDK_CONTROL_MASK,
                                         "win.page-at", "i", i);
  igny_window_commands_bind (widget_class);
}

static void
add_signals (void)
{
  signals[PAGE_SHOWN] = g_signal_new ("page-shown", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SITE_CHOSEN] = g_signal_new ("site-chosen", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SECTOR_CHOSEN] = g_signal_new ("sector-chosen", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SITE_NEW] = g_signal_new ("site-new", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SECTOR_NEW] = g_signal_new ("sector-new", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL_JOB] = g_signal_new ("cancel-job", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACT_ON_JOB] = g_signal_new ("act-on-job", IGNY_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
}

static void
igny_window_class_init (IgnyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_window_dispose;

  add_signals ();
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.page-at", "i", page_action);
  gtk_widget_class_install_action (widget_class, "win.page", "s", show_page_action);
  add_bindings (widget_class);

  g_type_ensure (IGNY_TYPE_SIDEBAR);
  g_type_ensure (IGNY_TYPE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, IGNY_UI ("igny-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, side_header);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, switchers);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, jobs);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, unread);
  gtk_widget_class_bind_template_child (widget_class, IgnyWindow, history_menu);
}

static void
create_switchers (IgnyWindow *self)
{
  self->sites = igny_switcher_new (_ ("Site"), "user-home-symbolic", _ ("New Site…"));
  self->sectors = igny_switcher_new (_ ("Sector"), "folder-symbolic", _ ("New Sector…"));
  gtk_box_append (self->switchers, self->sites);
  gtk_box_append (self->switchers, self->sectors);
  g_signal_connect_object (self->sites, "chosen", G_CALLBACK (site_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sites, "new", G_CALLBACK (site_new_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sectors, "chosen", G_CALLBACK (sector_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sectors, "new", G_CALLBACK (sector_new_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
igny_window_init (IgnyWindow *self)
{
  self->jobs_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kept = g_object_ref (GTK_WIDGET (self->leaflet));
  create_switchers (self);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
igny_window_new (GtkApplication *app)
{
  return g_object_new (IGNY_TYPE_WINDOW, "application", app, NULL);
}

IgnyPageFrame *
igny_window_add_page (IgnyWindow *self,
                      const char *id,
                      const char *section,
                      const char *title,
                      const char *icon_name,
                      GtkWidget  *content)
{
  GtkWidget *frame;

  g_return_val_if_fail (IGNY_IS_WINDOW (self), NULL);

  frame = igny_page_frame_new (id, title, content);
  gtk_stack_add_named (self->stack, frame, id);
  igny_sidebar_add (self->sidebar, id, section, title, icon_name);
  return IGNY_PAGE_FRAME (frame);
}

void
igny_window_add_detail (IgnyWindow *self,
                        const char *id,
                        const char *parent_id,
                        GtkWidget  *content)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));
  g_return_if_fail (id != NULL && parent_id != NULL);

  gtk_stack_add_named (self->stack, content, id);
  g_hash_table_insert (self->parents, g_strdup (id), g_strdup (parent_id));
}

void
igny_window_set_cover (IgnyWindow *self,
                       GtkWidget  *cover)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  adw_toast_overlay_set_child (self->toasts, cover != NULL ? cover : GTK_WIDGET (self->leaflet));
}

void
igny_window_show_page (IgnyWindow *self,
                       const char *id)
{
  const char *parent;

  g_return_if_fail (IGNY_IS_WINDOW (self));
  g_return_if_fail (gtk_stack_get_child_by_name (self->stack, id) != NULL);

  parent = g_hash_table_lookup (self->parents, id);
  gtk_stack_set_visible_child_name (self->stack, id);
  igny_sidebar_select (self->sidebar, parent != NULL ? parent : id);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  g_signal_emit (self, signals[PAGE_SHOWN], 0, id);
  update_frame (self);
}

IgnyPageFrame *
igny_window_get_page (IgnyWindow *self,
                      const char *id)
{
  GtkWidget *child;

  g_return_val_if_fail (IGNY_IS_WINDOW (self), NULL);

  child = gtk_stack_get_child_by_name (self->stack, id);
  return IGNY_IS_PAGE_FRAME (child) ? IGNY_PAGE_FRAME (child) : NULL;
}

void
igny_window_set_count (IgnyWindow *self,
                       const char *id,
                       gint64      count)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_sidebar_set_count (self->sidebar, id, count);
}

void
igny_window_clear_sites (IgnyWindow *self)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_clear (IGNY_SWITCHER (self->sites));
}

void
igny_window_add_site (IgnyWindow *self,
                      gint64      row,
                      const char *title)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_add (IGNY_SWITCHER (self->sites), row, title);
}

void
igny_window_set_site (IgnyWindow *self,
                      gint64      row)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_set_current (IGNY_SWITCHER (self->sites), row);
}

void
igny_window_clear_sectors (IgnyWindow *self)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_clear (IGNY_SWITCHER (self->sectors));
}

void
igny_window_add_sector (IgnyWindow *self,
                        gint64      row,
                        const char *title)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_add (IGNY_SWITCHER (self->sectors), row, title);
}

void
igny_window_set_sector (IgnyWindow *self,
                        gint64      row)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  igny_switcher_set_current (IGNY_SWITCHER (self->sectors), row);
}

void
igny_window_set_place (IgnyWindow *self,
                       const char *place)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  g_free (self->place);
  self->place = g_strdup (place);
  update_frame (self);
}

static void
append_history (IgnyWindow *self,
                const char *verb,
                const char *what,
                const char *action)
{
  g_autofree char *label = what != NULL ? g_strdup_printf ("%s “%s”", verb, what) : g_strdup (verb);

  g_menu_append (self->history_menu, label, action);
}

void
igny_window_set_history (IgnyWindow *self,
                         const char *undo,
                         const char *redo)
{
  g_return_if_fail (IGNY_IS_WINDOW (self));

  g_menu_remove_all (self->history_menu);
  append_history (self, _ ("_Undo"), undo, "win.undo");
  append_history (self, _ ("_Redo"), redo, "win.redo");
  g_menu_append (self->history_menu, _ ("_History…"), "win.history");
}

static void
cancel_job_cb (GtkWidget  *row,
               IgnyWindow *self)
{
  g_signal_emit (self, signals[CANCEL_JOB], 0, g_object_get_data (G_OBJECT (row), "id"));
}

static void
act_on_job_cb (GtkWidget  *row,
               guint       act,
               IgnyWindow *self)
{
  g_signal_emit (self, signals[ACT_ON_JOB], 0, g_object_get_data (G_OBJECT (row), "id"), act);
}

void
igny_window_set_job_act (IgnyWindow *self,
                         const char *id,
                         IgnyJobAct  act)
{
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_WINDOW (self) && id != NULL);

  row = g_hash_table_lookup (self->jobs_by_id, id);
  if (row != NULL)
    igny_progress_row_set_act (IGNY_PROGRESS_ROW (row), act);
}

void
igny_window_set_job (IgnyWindow *self,
                     const char *id,
                     const char *title,
                     const char *phase,
                     double      fraction)
{
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_WINDOW (self));
  g_return_if_fail (id != NULL && title != NULL);

  row = g_hash_table_lookup (self->jobs_by_id, id);
  if (row == NULL)
    {
      row = igny_progress_row_new (title);
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
      g_signal_connect_object (row, "cancel", G_CALLBACK (cancel_job_cb), self, 0);
      g_signal_connect_object (row, "act", G_CALLBACK (act_on_job_cb), self, 0);
      g_hash_table_insert (self->jobs_by_id, g_strdup (id), row);
      gtk_box_append (self->jobs, row);
      gtk_widget_set_visible (GTK_WIDGET (self->jobs), TRUE);
    }
  igny_progress_row_set (IGNY_PROGRESS_ROW (row), phase, fraction);
}

void
igny_window_remove_job (IgnyWindow *self,
                        const char *id)
{
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_WINDOW (self));

  row = g_hash_table_lookup (self->jobs_by_id, id);
  if (row == NULL)
    return;
  g_hash_table_remove (self->jobs_by_id, id);
  gtk_box_remove (self->jobs, row);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), g_hash_table_size (self->jobs_by_id) > 0);
}

void
igny_window_set_unread (IgnyWindow *self,
                        gint64      n_unread)
{
  g_autofree char *text = NULL;

  g_return_if_fail (IGNY_IS_WINDOW (self));

  text = igny_format_short (n_unread);
  gtk_label_set_label (self->unread, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), n_unread > 0);
}

void
igny_window_set_summary (IgnyWindow *self,
                         const char *summary)
{
  g_return_if_fail (IGNY_IS_WINDOW (self) && summary != NULL);

  gtk_label_set_label (self->summary, summary);
}

/* In place of the one before: what that one offered to undo may be done with. */
static void
take_toast (IgnyWindow *self,
            AdwToast   *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
igny_window_toast (IgnyWindow *self,
                   const char *title,
                   const char *button,
                   const char *action)
{
  AdwToast *toast;

  g_return_if_fail (IGNY_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  toast = adw_toast_new (title);
  if (button != NULL && action != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_detailed_action_name (toast, action);
    }
  take_toast (self, toast);
}

void
igny_window_offer (IgnyWindow *self,
                   const char *title,
                   const char *button,
                   const char *action,
                   const char *undo)
{
  AdwToast  *toast;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *next;

  g_return_if_fail (IGNY_IS_WINDOW (self));
  g_return_if_fail (title != NULL && button != NULL && action != NULL);

  toast = adw_toast_new (title);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  label = gtk_label_new (title);
  next = gtk_button_new_with_mnemonic (button);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (next), action);
  g_signal_connect_object (next, "clicked", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), next);
  adw_toast_set_custom_title (toast, box);
  if (undo != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_detailed_action_name (toast, undo);
    }
  adw_toast_set_timeout (toast, 10);
  take_toast (self, toast);
}
