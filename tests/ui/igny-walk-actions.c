/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-walk-actions.h"

#include <stdio.h>

#include "igny-page.h"
#include "igny-palette-list.h"
#include "igny-table-view.h"
#include "igny-walk-window.h"

typedef void (*Visitor) (GtkWidget  *widget,
                         GHashTable *told);

static void
tell_once (GHashTable *told,
           char       *line)
{
  if (g_hash_table_add (told, line))
    puts (line);
}

static void
tell_group (GActionGroup *group,
            const char   *prefix,
            GHashTable   *told)
{
  g_auto(GStrv) names = g_action_group_list_actions (group);

  for (guint i = 0; names[i] != NULL; i++)
    tell_once (told, g_strdup_printf ("window %s.%s", prefix, names[i]));
}

/* Actions that a class of ours installed. */
static void
tell_widget (GtkWidget  *widget,
             GHashTable *told)
{
  GType               owner;
  const char         *name;
  const GVariantType *parameter;
  const char         *property;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner, &name,
                                                   &parameter, &property);
       i++)
    if (g_str_has_prefix (g_type_name (owner), "Igny"))
      tell_once (told, g_strdup_printf ("widget %s %s", g_type_name (owner), name));
}

static void
tell_palette (GtkWidget  *widget,
              GHashTable *told)
{
  const IgnyPaletteItem *item = g_object_get_data (G_OBJECT (widget), "item");

  if (GTK_IS_LIST_BOX_ROW (widget) && item != NULL)
    {
      g_autofree char *name = g_action_print_detailed_name (item->action, item->target);

      tell_once (told, g_strdup_printf ("palette %s", name));
    }
}

static void
tell_shortcut (GtkWidget  *widget,
               GHashTable *told)
{
  g_autofree char *keys = NULL;

  if (!GTK_IS_SHORTCUTS_SHORTCUT (widget))
    return;
  g_object_get (widget, "accelerator", &keys, NULL);
  if (keys != NULL)
    tell_once (told, g_strdup_printf ("shortcut %s", keys));
}

static void
visit_all (GtkWidget  *widget,
           Visitor     visitor,
           GHashTable *told)
{
  visitor (widget, told);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit_all (child, visitor, told);
}

static void
visit_opened (IgnyWindow *window,
              const char *action,
              Visitor     visitor,
              GHashTable *told)
{
  GtkWidget *opened;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  opened = igny_walk_wait_for_opened (window);
  if (opened != NULL)
    visit_all (opened, visitor, told);
  igny_walk_close_opened (window);
}

void
igny_walk_tell_actions (IgnyWindow *window)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert (IGNY_IS_WINDOW (window));

  tell_group (G_ACTION_GROUP (window), "win", told);
  tell_group (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), "app", told);
  for (guint i = 0; igny_pages[i] != NULL; i++)
    {
      igny_window_show_page (window, igny_pages[i]->id);
      igny_walk_settle (GTK_WIDGET (window));
      visit_all (GTK_WIDGET (igny_window_get_page (window, igny_pages[i]->id)), tell_widget, told);
    }
  tell_widget (GTK_WIDGET (window), told);
  visit_opened (window, "win.palette", tell_palette, told);
  visit_opened (window, "win.show-help-overlay", tell_shortcut, told);
  puts ("done");
}

void
igny_walk_tell_palette (IgnyWindow *window)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert (IGNY_IS_WINDOW (window));

  visit_opened (window, "win.palette", tell_palette, told);
  puts ("done");
}

static IgnyTableGrid *
find_grid (IgnyWindow *window,
           const char *page)
{
  GtkWidget *content = igny_page_frame_get_content (igny_window_get_page (window, page));

  return IGNY_IS_TABLE_VIEW (content) ? igny_table_view_get_grid (IGNY_TABLE_VIEW (content)) : NULL;
}

void
igny_walk_select (IgnyWindow *window,
                  const char *page)
{
  IgnyTableGrid *grid;
  GArray        *rows;

  g_assert (IGNY_IS_WINDOW (window));
  g_assert (igny_pages_find (page) != NULL);

  igny_window_show_page (window, page);
  igny_walk_settle (GTK_WIDGET (window));
  grid = find_grid (window, page);
  rows = grid != NULL ? igny_table_grid_get_rows (grid) : NULL;
  if (rows != NULL && rows->len > 0)
    {
      GtkBitset *first = gtk_bitset_new_empty ();

      gtk_bitset_add (first, (guint) g_array_index (rows, gint64, 0));
      igny_table_marks_take (igny_table_grid_get_marks (grid), first);
    }
  igny_walk_settle (GTK_WIDGET (window));
  printf ("selected %u\n", rows != NULL ? MIN (rows->len, 1) : 0);
  puts ("done");
}

void
igny_walk_do (IgnyWindow *window,
              const char *action)
{
  g_autoptr(GVariant) target = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  GtkWidget       *opened;

  g_assert (IGNY_IS_WINDOW (window));

  if (!g_action_parse_detailed_name (action, &name, &target, &error))
    g_error ("%s", error->message);
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target))
    g_error ("there is no action %s", name);
  igny_walk_settle (GTK_WIDGET (window));
  opened = igny_walk_find_opened (window);
  if (opened != NULL)
    printf ("opened %s\n", gtk_window_get_title (GTK_WINDOW (opened)));
  igny_walk_close_opened (window);
  puts ("done");
}
