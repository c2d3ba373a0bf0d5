/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks all pages and looks for everything that they name. */
#include "igny-actions.h"
#include "igny-ai-task-log.h"
#include "igny-function.h"
#include "igny-page-views.h"
#include "igny-page.h"
#include "igny-status-page.h"
#include "igny-store-column.h"
#include "igny-store-query.h"
#include "igny-table-column.h"

#define PLACES (IGNY_ACTION_HEADER | IGNY_ACTION_BAR | IGNY_ACTION_MENU)

static void
check_columns (const IgnyTablePage *page)
{
  guint n_columns = 0;

  for (const IgnyPageColumn *c = page->columns; c->width > 0; c++, n_columns++)
    {
      const IgnyField *field = igny_store_query_field (page->entity, c->offset);

      g_assert_nonnull (field);
      g_assert_cmpint (field->flags & (IGNY_FIELD_LONG | IGNY_FIELD_HIDDEN), ==, 0);
      if ((c->flags & IGNY_COLUMN_EDITABLE) != 0)
        g_assert_cmpint (field->flags & (IGNY_FIELD_COMPUTED | IGNY_FIELD_READ_ONLY), ==, 0);
      if ((c->flags & IGNY_COLUMN_FILTER) != 0)
        g_assert_true (!igny_kind_is_text (field->kind) || field->kind == IGNY_KIND_CHOICE);
      for (const IgnyPageColumn *other = page->columns; other < c; other++)
        g_assert_cmpuint (other->offset, !=, c->offset);
    }
  g_assert_cmpuint (n_columns, >, 3);
  g_assert_nonnull (igny_store_query_field (page->entity, page->sort));
}

static void
check_figures (const IgnyTablePage *page)
{
  guint n_figures = 0;

  for (const IgnyPageFigure *f = page->figures; f->label != NULL; f++, n_figures++)
    {
      const IgnyField *field = igny_store_query_field (page->entity, f->offset);

      if (f->kind == IGNY_FIGURE_COUNT)
        continue;
      g_assert_nonnull (field);
      if (f->kind == IGNY_FIGURE_WORD)
        g_assert_nonnull (igny_field_find_choice (field, f->word));
      if (f->kind == IGNY_FIGURE_KNOWN || f->kind == IGNY_FIGURE_MISSING)
        g_assert_true (!igny_kind_is_text (field->kind) || field->kind == IGNY_KIND_CHOICE);
      if (f->kind == IGNY_FIGURE_TOTAL || f->kind == IGNY_FIGURE_AVERAGE)
        g_assert_true (field->kind == IGNY_KIND_INTEGER || field->kind == IGNY_KIND_DECIMAL ||
                       field->kind == IGNY_KIND_FLAG);
    }
  g_assert_cmpuint (n_figures, >=, 3);
  g_assert_cmpuint (n_figures, <=, 5);
  g_assert_nonnull (igny_entity_field_at (page->entity, page->sum));
}

static void
check_actions (const IgnyTablePage *page)
{
  guint n_suggested = 0;

  for (const IgnyPageAction *a = page->actions; a->id != NULL; a++)
    {
      g_assert_nonnull (igny_actions_find (a->id, NULL));
      g_assert_cmpuint (a->flags & PLACES, !=, 0);
      if ((a->flags & IGNY_ACTION_HEADER) != 0)
        g_assert_nonnull (a->icon_name);
      n_suggested += (a->flags & IGNY_ACTION_SUGGESTED) != 0;
    }
  g_assert_cmpuint (n_suggested, <=, 1);
  g_assert_nonnull (igny_actions_find (page->activate, NULL));
  g_assert_cmpint (page->empty.label != NULL, ==, page->empty.action != NULL);
  if (page->empty.action != NULL)
    g_assert_nonnull (igny_actions_find (page->empty.action, NULL));
  g_assert_null (igny_actions_find ("no such action", NULL));
}

static gboolean
has_column (const IgnyTablePage *page,
            gsize                offset)
{
  for (const IgnyPageColumn *c = page->columns; c->width > 0; c++)
    if (c->offset == offset)
      return TRUE;
  return FALSE;
}

static void
check_modes (const IgnyTablePage *page)
{
  if (page->views > 0)
    {
      g_assert_nonnull (igny_entity_field_at (page->entity, page->views)->choices);
      g_assert_true (has_column (page, page->views));
    }
  if (page->board == NULL)
    return;
  g_assert_nonnull (igny_entity_field_at (page->entity, page->board->status)->choices);
  g_assert_true (has_column (page, page->board->status));
  g_assert_true (has_column (page, page->board->title));
  g_assert_true (has_column (page, page->board->line));
  for (const IgnyPageFact *f = page->board->facts; f->words != NULL; f++)
    {
      g_assert_true (has_column (page, f->offset));
      g_assert_nonnull (strstr (f->words, "%s"));
    }
}

static void
test_references (void)
{
  for (guint i = 0; igny_pages[i] != NULL; i++)
    {
      const IgnyPage *page = igny_pages[i];

      g_test_message ("%s", page->id);
      g_assert_true (igny_pages_find (page->id) == page);
      g_assert_nonnull (page->title);
      g_assert_nonnull (page->icon_name);
      g_assert_cmpint (page->table != NULL, ==, page->template == IGNY_PAGE_TABLE);
      g_assert_cmpint (page->view != NULL, ==, page->template == IGNY_PAGE_VIEW);
      g_assert_true (page->view == NULL || igny_page_views_find (page->view) != NULL);
      if (page->table == NULL)
        continue;
      g_assert_true (igny_pages_find_entity (page->table->entity) == page);
      check_columns (page->table);
      check_figures (page->table);
      check_actions (page->table);
      check_modes (page->table);
    }
}

/* What an AI can be asked for has a name for a person, everywhere. */
static void
test_functions (void)
{
  const IgnyField *field = igny_entity_find_field (&igny_ai_task_log_entity, "function_name");

  g_assert_cmpuint (igny_n_functions_of_ai, >, 0);
  for (guint i = 0; i < igny_n_functions_of_ai; i++)
    {
      const char *name = igny_functions_of_ai[i].name;

      g_assert_nonnull (igny_field_find_choice (field, name));
      g_assert_null (strchr (igny_status_page_name_work (name), '_'));
    }
  g_assert_cmpstr (igny_status_page_name_work ("publish"), ==, "Publish");
}

static char *
dup_cell (const IgnyTablePage *page,
          const char          *name,
          const char          *text)
{
  const IgnyField *field = igny_entity_find_field (page->entity, name);
  IgnyTableColumn  shown = { 0 };
  IgnyTableValue   value = { .text = (char *) text };

  for (const IgnyPageColumn *c = page->columns; c->width > 0; c++)
    if (igny_store_query_field (page->entity, c->offset) == field)
      igny_store_column_fill (&shown, c, field);
  g_assert_nonnull (shown.id);
  return igny_table_column_format (&shown, &value, 0);
}

/* No word of the program's own stands in a table; what a person wrote does. */
static void
test_cells (void)
{
  g_autofree char *call = dup_cell (&igny_page_ai_log, "function_name", "generate_images");
  g_autofree char *paid = dup_cell (&igny_page_credits, "description", "generate_images");
  g_autofree char *given = dup_cell (&igny_page_credits, "description", "A gift");

  g_assert_cmpstr (call, ==, "Make pictures");
  g_assert_cmpstr (paid, ==, "Images");
  g_assert_cmpstr (given, ==, "A gift");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/references", test_references);
  g_test_add_func ("/pages/functions", test_functions);
  g_test_add_func ("/pages/cells", test_cells);
  return g_test_run ();
}
