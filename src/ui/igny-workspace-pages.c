/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-workspace-pages.h"

#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-background-offer.h"
#include "igny-home-page.h"
#include "igny-import-sheet.h"
#include "igny-jobs-window.h"
#include "igny-notices.h"
#include "igny-page-memory.h"
#include "igny-page-modes.h"
#include "igny-page-table.h"
#include "igny-page-views.h"
#include "igny-palette.h"
#include "igny-prompts-page.h"
#include "igny-settings-page.h"
#include "igny-site-dialog.h"
#include "igny-status-page.h"
#include "igny-welcome.h"

static GArray *
list_rows (GtkBitset *bitset)
{
  GArray       *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, bitset, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      gint64 wide = row;

      g_array_append_val (rows, wide);
    }
  return rows;
}

static void
table_action_cb (IgnyTableView *view,
                 const char    *id,
                 GtkBitset     *bitset,
                 IgnyWorkspace *self)
{
  g_autoptr(GArray) rows = list_rows (bitset);

  igny_workspace_act (self, igny_page_table_get_page (view), id, rows);
}

static void
activated_cb (IgnyTableView *view,
              gint64         row,
              IgnyWorkspace *self)
{
  const IgnyPage *page = igny_page_table_get_page (view);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (rows, row);
  igny_workspace_act (self, page, page->table->activate, rows);
}

static void
scope_table_cb (IgnyTableView *view,
                IgnyWorkspace *self)
{
  igny_page_table_set_scope (view, igny_workspace_get_scope (self));
}

/* An empty page suggests what ends the emptiness, and nothing else. */
static void
loaded_cb (IgnyTableGrid *grid,
           GtkWidget     *button)
{
  if (igny_table_grid_get_n_all (grid) > 0)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
add_button (IgnyPageFrame        *frame,
            const IgnyPageAction *action,
            IgnyTableGrid        *grid)
{
  g_autofree char *name = g_strdup_printf ("win.act::%s", action->id);
  gboolean         suggested = (action->flags & IGNY_ACTION_SUGGESTED) != 0;
  GtkWidget       *button;

  button = igny_page_frame_add_button (frame, _ (action->label), action->icon_name, name, FALSE);
  if (suggested)
    g_signal_connect_object (grid, "loaded", G_CALLBACK (loaded_cb), button, 0);
}

/* The header bar is filled from its end, where the suggested one belongs. */
static void
add_buttons (IgnyPageFrame       *frame,
             const IgnyTablePage *page,
             IgnyTableGrid       *grid)
{
  for (guint pass = 0; pass < 2; pass++)
    for (const IgnyPageAction *a = page->actions; a->id != NULL; a++)
      if ((a->flags & IGNY_ACTION_HEADER) != 0 &&
          ((a->flags & IGNY_ACTION_SUGGESTED) != 0) == (pass == 0))
        add_button (frame, a, grid);
}

static void
layout_cb (IgnyTableLayout *layout,
           IgnyWorkspace   *self)
{
  g_autofree char *text = igny_table_layout_save (layout);

  igny_page_memory_set (igny_workspace_get_settings (self), "columns",
                        g_object_get_data (G_OBJECT (layout), "page"), text);
}

static void
remember_layout (IgnyWorkspace  *self,
                 const IgnyPage *page,
                 IgnyTableGrid  *grid)
{
  IgnyTableLayout *layout = igny_table_grid_get_layout (grid);
  g_autofree char *text = NULL;

  text = igny_page_memory_get (igny_workspace_get_settings (self), "columns", page->id);
  if (text != NULL)
    igny_table_layout_restore (layout, text);
  g_object_set_data (G_OBJECT (layout), "page", (gpointer) page->id);
  g_signal_connect_object (layout, "changed", G_CALLBACK (layout_cb), self, 0);
}

static GtkWidget *
create_table (IgnyWorkspace  *self,
              const IgnyPage *page,
              IgnyPageFrame  *frame)
{
  GtkWidget     *widget = igny_page_table_new (igny_workspace_get_store (self), page);
  IgnyTableView *view = IGNY_TABLE_VIEW (widget);

  add_buttons (frame, page->table, igny_table_view_get_grid (view));
  remember_layout (self, page, igny_table_view_get_grid (view));
  g_signal_connect_object (view, "action", G_CALLBACK (table_action_cb), self, 0);
  g_signal_connect_object (view, "activated", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (self, "scope-changed", G_CALLBACK (scope_table_cb), view,
                           G_CONNECT_SWAPPED);
  if (igny_workspace_has_scope (self))
    scope_table_cb (view, self);
  igny_page_modes_add (self, view, frame);
  return widget;
}

static void
made_cb (const IgnyScope *scope,
         gpointer         user_data)
{
  igny_workspace_set_scope (user_data, *scope);
}

static void
site_new_cb (IgnyWorkspace *self)
{
  igny_site_dialog_present (GTK_WINDOW (igny_workspace_get_window (self)),
                            igny_workspace_get_store (self), made_cb, g_object_ref (self),
                            g_object_unref);
}

static void
sector_new_cb (IgnyWorkspace *self)
{
  IgnyScope scope = igny_workspace_get_scope (self);

  if (scope.site == 0)
    site_new_cb (self);
  else
    igny_site_dialog_present_sector (GTK_WINDOW (igny_workspace_get_window (self)),
                                     igny_workspace_get_store (self), scope.site, made_cb,
                                     g_object_ref (self), g_object_unref);
}

/* The dashboard's wishes: an action of a page, or a page. */
static void
wish_cb (IgnyWorkspace *self,
         const char    *id)
{
  IgnyWindow *window = igny_workspace_get_window (self);

  if (g_str_equal (id, "new-site"))
    site_new_cb (self);
  else if (g_str_equal (id, "show-sites"))
    igny_window_show_page (window, "settings");
  else if (g_str_equal (id, "approve"))
    igny_window_show_page (window, "content");
  else if (g_str_has_prefix (id, "show-"))
    igny_window_show_page (window, id + strlen ("show-"));
  else
    igny_workspace_act (self, igny_workspace_get_page (self), id, NULL);
}

static void
scope_made_cb (IgnyWorkspace *self,
               gint64         site,
               gint64         sector)
{
  igny_workspace_set_scope (self, (IgnyScope){ site, sector });
}

static void
toast_cb (IgnyWorkspace *self,
          const char    *title,
          gboolean       undo)
{
  if (undo)
    igny_workspace_done (self, title);
  else
    igny_workspace_say (self, title);
}

static void
undo_cb (IgnyWorkspace *self)
{
  gtk_widget_activate_action (GTK_WIDGET (igny_workspace_get_window (self)), "win.undo", NULL);
}

static void
scope_home_cb (IgnyHomePage  *home,
               IgnyWorkspace *self)
{
  IgnyScope scope = igny_workspace_get_scope (self);

  igny_home_page_set_scope (home, scope.site, scope.sector);
}

static void
scope_settings_cb (IgnySettingsPage *settings,
                   IgnyWorkspace    *self)
{
  igny_settings_page_set_site (settings, igny_workspace_get_scope (self).site);
}

static IgnyHomeModule
find_module (const IgnyPage *page)
{
  static const struct
  {
    const char    *id;
    IgnyHomeModule module;
  } modules[] = {
    { "planner", IGNY_HOME_PLANNER },
    { "writer", IGNY_HOME_WRITER },
    { "thinker", IGNY_HOME_THINKER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    if (g_str_equal (modules[i].id, page->id))
      return modules[i].module;
  return IGNY_HOME_DASHBOARD;
}

static GtkWidget *
create_home (IgnyWorkspace  *self,
             const IgnyPage *page,
             IgnyPageFrame  *frame)
{
  IgnyHomeModule module = find_module (page);
  GtkWidget     *home = igny_home_page_new (igny_workspace_get_store (self), module);
  GtkWidget     *steps;

  g_signal_connect_object (home, "action", G_CALLBACK (wish_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (home, "undo", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (home, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (home, "scope-made", G_CALLBACK (scope_made_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "scope-changed", G_CALLBACK (scope_home_cb), home,
                           G_CONNECT_SWAPPED);
  if (igny_workspace_has_scope (self))
    scope_home_cb (IGNY_HOME_PAGE (home), self);
  if (module != IGNY_HOME_DASHBOARD)
    return home;
  steps = igny_page_frame_add_button (frame, _ ("_Get Started"), "starred-symbolic",
                                                "win.welcome", FALSE);
  igny_welcome_remind (self, steps);
  return home;
}

static GtkWidget *
create_settings (IgnyWorkspace *self)
{
  GtkWidget *settings = igny_settings_page_new (igny_workspace_get_store (self),
                                                igny_workspace_get_env (self));

  g_signal_connect_object (settings, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "scope-made", G_CALLBACK (scope_made_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "scope-changed", G_CALLBACK (scope_settings_cb), settings,
                           G_CONNECT_SWAPPED);
  if (igny_workspace_has_scope (self))
    scope_settings_cb (IGNY_SETTINGS_PAGE (settings), self);
  return settings;
}

static GtkWidget *
create_prompts (IgnyWorkspace *self)
{
  GtkWidget *prompts = igny_prompts_page_new (igny_workspace_get_store (self));

  g_signal_connect_object (prompts, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  return prompts;
}

static GtkWidget *
create_status (IgnyWorkspace *self)
{
  GtkWidget *status = igny_status_page_new (igny_workspace_get_store (self));

  g_signal_connect_object (status, "action", G_CALLBACK (wish_cb), self, G_CONNECT_SWAPPED);
  return status;
}

static GtkWidget *
create_page (IgnyWorkspace  *self,
             const IgnyPage *page,
             IgnyPageFrame  *frame)
{
  switch (page->template)
    {
    case IGNY_PAGE_DASHBOARD:
      return create_home (self, page, frame);

    case IGNY_PAGE_FORM:
      return g_str_equal (page->id, "prompts") ? create_prompts (self) : create_settings (self);

    case IGNY_PAGE_SYSTEM:
      return create_status (self);

    case IGNY_PAGE_VIEW:
      return igny_page_views_find (page->view) (self);

    case IGNY_PAGE_TABLE:
    default:
      return create_table (self, page, frame);
    }
}

/* A page is made when it is first wanted: most are not, in most sessions. By a
 * click that is a moment before it is shown, so that the two are not one long
 * call. */
static void
page_wanted_cb (IgnyWorkspace *self,
                const char    *id)
{
  const IgnyPage *page = igny_pages_find (id);
  IgnyPageFrame  *frame = igny_window_get_page (igny_workspace_get_window (self), id);

  if (page == NULL || frame == NULL || igny_page_frame_get_content (frame) != NULL ||
      g_object_get_data (G_OBJECT (frame), "made") != NULL)
    return;
  g_object_set_data_full (G_OBJECT (frame), "made",
                          g_object_ref_sink (create_page (self, page, frame)), g_object_unref);
}

static void
page_shown_cb (IgnyWorkspace *self,
               const char    *id)
{
  IgnyPageFrame *frame = igny_window_get_page (igny_workspace_get_window (self), id);
  g_autoptr (GtkWidget) made = NULL;

  page_wanted_cb (self, id);
  if (frame != NULL)
    made = g_object_steal_data (G_OBJECT (frame), "made");
  if (made != NULL)
    igny_page_frame_set_content (frame, made);
}

static void
editor_close_cb (IgnyWorkspace *self)
{
  igny_window_show_page (igny_workspace_get_window (self), "content");
}

/* The editor is made when it is first wanted: it brings a web engine along. */
void
igny_workspace_edit (IgnyWorkspace *self,
                     gint64         content)
{
  IgnyWindow *window;
  GtkWidget  *editor;

  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  window = igny_workspace_get_window (self);
  editor = g_object_get_data (G_OBJECT (self), "editor");
  if (editor == NULL)
    {
      editor = igny_editor_new (igny_workspace_get_store (self));
      g_object_set_data (G_OBJECT (self), "editor", editor);
      g_signal_connect_object (editor, "close", G_CALLBACK (editor_close_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "toast", G_CALLBACK (igny_workspace_say), self,
                               G_CONNECT_SWAPPED);
      igny_window_add_detail (window, "editor", "content", editor);
    }
  igny_window_show_page (window, "editor");
  igny_editor_load (IGNY_EDITOR (editor), content);
}

IgnyEditor *
igny_workspace_get_editor (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return g_object_get_data (G_OBJECT (self), "editor");
}

static void
labels_cb (IgnyWindow *window,
           const char *undo,
           const char *redo)
{
  igny_window_set_history (window, undo, redo);
}

void
igny_workspace_add_pages (IgnyWorkspace *self)
{
  IgnyWindow *window;

  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  window = igny_workspace_get_window (self);
  for (guint i = 0; igny_pages[i] != NULL; i++)
    {
      const IgnyPage *page = igny_pages[i];
      const char     *section = page->section != NULL ? _ (page->section) : NULL;

      igny_window_add_page (window, page->id, section, _ (page->title), page->icon_name, NULL);
    }
  g_signal_connect_object (
      gtk_widget_get_template_child (GTK_WIDGET (window), IGNY_TYPE_WINDOW, "sidebar"), "wanted",
      G_CALLBACK (page_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "page-shown", G_CALLBACK (page_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "site-new", G_CALLBACK (site_new_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "sector-new", G_CALLBACK (sector_new_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (igny_workspace_get_history (self), "labels", G_CALLBACK (labels_cb),
                           window, G_CONNECT_SWAPPED);
  igny_import_sheet_connect (self);
  igny_palette_connect (self);
  igny_jobs_connect (self);
  igny_action_optimize_connect (self);
  igny_action_editor_connect (self);
  igny_background_offer_connect (self);
  igny_notices_connect (self);
}
