/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-modes.h"

#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-page-memory.h"
#include "igny-page-table.h"
#include "igny-view-tabs.h"

static GArray *
list_marked (IgnyTableView *view,
             gint64         row)
{
  IgnyTableMarks *marks = igny_table_grid_get_marks (igny_table_view_get_grid (view));
  GArray         *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter   iter;
  guint           marked;

  if (!igny_table_marks_contains (marks, row))
    {
      g_array_append_val (rows, row);
      return rows;
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, igny_table_marks_get_rows (marks),
                                                   &marked);
       more; more = gtk_bitset_iter_next (&iter, &marked))
    {
      gint64 wide = marked;

      g_array_append_val (rows, wide);
    }
  return rows;
}

/* A card that is selected takes the others along. */
static void
move_cb (GtkWidget     *board,
         gint64         row,
         const char    *word,
         IgnyWorkspace *workspace)
{
  IgnyTableView *view = IGNY_TABLE_VIEW (gtk_widget_get_ancestor (board, IGNY_TYPE_TABLE_VIEW));
  g_autoptr(GArray) rows = list_marked (view, row);

  igny_action_set_status (workspace, igny_page_table_get_page (view), rows, word);
}

static void
show_board (IgnyWorkspace *workspace,
            IgnyTableView *view,
            gboolean       shown)
{
  GtkWidget *board = igny_page_table_set_board (view, shown);

  if (board != NULL)
    g_signal_connect_object (board, "move", G_CALLBACK (move_cb), workspace, 0);
}

static void
toggled_cb (GtkToggleButton *button,
            IgnyTableView   *view)
{
  IgnyWorkspace *workspace = g_object_get_data (G_OBJECT (button), "workspace");
  gboolean       board = gtk_toggle_button_get_active (button);

  show_board (workspace, view, board);
  igny_page_memory_set (igny_workspace_get_settings (workspace), "views",
                        igny_page_table_get_page (view)->id, board ? "board" : NULL);
}

static GtkWidget *
append_button (GtkWidget  *box,
               const char *icon_name,
               const char *words)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_switch (IgnyWorkspace *workspace,
            IgnyTableView *view,
            IgnyPageFrame *frame,
            const char    *last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *table = append_button (box, "igny-table-symbolic", _("Table"));
  GtkWidget *board = append_button (box, "igny-board-symbolic", _("Board"));
  gboolean   shown = g_strcmp0 (last, "board") == 0;

  gtk_widget_add_css_class (box, "linked");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (board), GTK_TOGGLE_BUTTON (table));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (shown ? board : table), TRUE);
  if (shown)
    show_board (workspace, view, TRUE);
  g_object_set_data (G_OBJECT (board), "workspace", workspace);
  g_signal_connect_object (board, "toggled", G_CALLBACK (toggled_cb), view, 0);
  igny_page_frame_add_widget (frame, box);
}

static void
chosen_cb (IgnyWorkspace *workspace,
           const char    *word,
           GtkWidget     *tabs)
{
  const char *page = g_object_get_data (G_OBJECT (tabs), "page");

  igny_page_memory_set (igny_workspace_get_settings (workspace), "views", page, word);
}

static void
add_tabs (IgnyWorkspace *workspace,
          IgnyTableView *view,
          const char    *last)
{
  GtkWidget *tabs = igny_view_tabs_new (workspace, view);

  igny_view_tabs_choose (IGNY_VIEW_TABS (tabs), last);
  g_object_set_data (G_OBJECT (tabs), "page", (gpointer) igny_page_table_get_page (view)->id);
  g_signal_connect_object (tabs, "chosen", G_CALLBACK (chosen_cb), workspace, G_CONNECT_SWAPPED);
  gtk_box_prepend (GTK_BOX (view), tabs);
}

void
igny_page_modes_add (IgnyWorkspace *workspace,
                     IgnyTableView *view,
                     IgnyPageFrame *frame)
{
  const IgnyPage  *page;
  g_autofree char *last = NULL;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && IGNY_IS_TABLE_VIEW (view));
  g_return_if_fail (IGNY_IS_PAGE_FRAME (frame));

  page = igny_page_table_get_page (view);
  last = igny_page_memory_get (igny_workspace_get_settings (workspace), "views", page->id);
  if (page->table->board != NULL)
    add_switch (workspace, view, frame, last);
  if (page->table->views > 0)
    add_tabs (workspace, view, last);
}
