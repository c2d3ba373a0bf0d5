/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-table.h"

#include "igny-board.h"
#include "igny-store-query.h"
#include "igny-store-source.h"

/* What one view borrows for its life. */
typedef struct
{
  IgnyStore       *store;
  const IgnyPage  *page;
  IgnyScope        scope;
  IgnyStoreSource *source;
  IgnyStoreSource *board_source; /* NULL until there is a board */
  GtkWidget       *board;        /* in the view */
  IgnyTableText    text;
  IgnyTableAction *actions;
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_object_unref (setup->source);
  g_clear_object (&setup->board_source);
  g_object_unref (setup->store);
  g_free (setup->actions);
  g_free (setup);
}

static gboolean
is_for_rows (const IgnyPageAction *action)
{
  return (action->flags & (IGNY_ACTION_BAR | IGNY_ACTION_MENU)) != 0;
}

static IgnyTableAction *
create_actions (const IgnyTablePage *page)
{
  g_autoptr(GArray) actions = g_array_new (TRUE, TRUE, sizeof (IgnyTableAction));

  for (const IgnyPageAction *a = page->actions; a->id != NULL; a++)
    {
      IgnyTableAction action = { a->id, a->label, (a->flags & IGNY_ACTION_BAR) == 0 };

      if (is_for_rows (a))
        g_array_append_val (actions, action);
    }
  return (IgnyTableAction *) (gpointer) g_array_free (g_steal_pointer (&actions), FALSE);
}

static Setup *
setup_new (IgnyStore      *store,
           const IgnyPage *page)
{
  const IgnyTablePage *table = page->table;
  Setup               *setup = g_new0 (Setup, 1);

  setup->store = g_object_ref (store);
  setup->page = page;
  setup->source = igny_store_source_new (store, table);
  setup->actions = create_actions (table);
  setup->text = (IgnyTableText){
    .search = table->search,
    .icon_name = page->icon_name,
    .empty_title = table->empty.title,
    .empty_text = table->empty.text,
    .empty_label = table->empty.label,
    .empty_id = table->empty.action,
    .actions = setup->actions,
  };
  return setup;
}

static Setup *
get_setup (IgnyTableView *view)
{
  return g_object_get_data (G_OBJECT (view), "setup");
}

GtkWidget *
igny_page_table_new (IgnyStore      *store,
                     const IgnyPage *page)
{
  Setup          *setup;
  IgnyTableQuery *query;
  GtkWidget      *view;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);
  g_return_val_if_fail (page != NULL && page->table != NULL, NULL);

  setup = setup_new (store, page);
  view = igny_table_view_new (IGNY_TABLE_SOURCE (setup->source), &setup->text,
                              igny_store_get_env (store));
  g_object_set_data_full (G_OBJECT (view), "setup", setup, setup_free);
  query = igny_table_query_new ();
  query->sort = g_strdup (igny_store_query_field (page->table->entity, page->table->sort)->name);
  query->descending = page->table->descending;
  igny_table_grid_set_query (igny_table_view_get_grid (IGNY_TABLE_VIEW (view)), query);
  return view;
}

const IgnyPage *
igny_page_table_get_page (IgnyTableView *view)
{
  g_return_val_if_fail (IGNY_IS_TABLE_VIEW (view), NULL);

  return get_setup (view)->page;
}

GtkWidget *
igny_page_table_set_board (IgnyTableView *view,
                           gboolean       board)
{
  IgnyTableGrid *grid;
  Setup         *setup;
  gboolean       first;

  g_return_val_if_fail (IGNY_IS_TABLE_VIEW (view), NULL);

  setup = get_setup (view);
  grid = igny_table_view_get_grid (view);
  first = board && setup->board == NULL;
  if (first)
    {
      setup->board_source = igny_store_source_new (setup->store, setup->page->table);
      igny_store_source_set_scope (setup->board_source, setup->scope);
      setup->board = igny_board_new (IGNY_TABLE_SOURCE (setup->board_source), setup->page->table,
                                     igny_table_grid_get_marks (grid),
                                     igny_store_get_env (setup->store));
    }
  igny_table_view_set_board (view, board ? setup->board : NULL);
  return first ? setup->board : NULL;
}

void
igny_page_table_set_scope (IgnyTableView *view,
                           IgnyScope      scope)
{
  g_return_if_fail (IGNY_IS_TABLE_VIEW (view));

  get_setup (view)->scope = scope;
  if (get_setup (view)->board_source != NULL)
    igny_store_source_set_scope (get_setup (view)->board_source, scope);

  igny_table_marks_clear (igny_table_grid_get_marks (igny_table_view_get_grid (view)));
  igny_store_source_set_scope (get_setup (view)->source, scope);
}
