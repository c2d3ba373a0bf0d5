/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-palette-list.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-table-view.h"
#include "igny-window-commands.h"

/* A word that begins the title, begins a word of it, is inside it, or is found
 * in the place only. */
#define MATCH_START 8
#define MATCH_WORD 6
#define MATCH_INSIDE 3
#define MATCH_PLACE 1

IgnyPaletteItem *
igny_palette_item_new (const char *title,
                       const char *place,
                       const char *icon_name,
                       const char *action,
                       GVariant   *target)
{
  IgnyPaletteItem *self;

  g_return_val_if_fail (title != NULL && place != NULL && action != NULL, NULL);

  self = g_new0 (IgnyPaletteItem, 1);
  self->title = g_strdup (title);
  self->place = g_strdup (place);
  self->icon_name = icon_name;
  self->action = g_strdup (action);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return self;
}

void
igny_palette_item_free (IgnyPaletteItem *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->place);
  g_free (self->keys);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self);
}

/* Labels of buttons have a mnemonic, which a list has not. */
static char *
drop_mnemonic (const char *label)
{
  GString *text = g_string_new (label);

  g_string_replace (text, "_", "", 1);
  return g_string_free (text, FALSE);
}

/* Actions of the application cannot be forbidden; those of a window can. */
static gboolean
is_enabled (IgnyWorkspace *workspace,
            const char    *action)
{
  IgnyWindow *window = igny_workspace_get_window (workspace);

  if (!g_str_has_prefix (action, "win."))
    return TRUE;
  action += strlen ("win.");
  return !g_action_group_has_action (G_ACTION_GROUP (window), action) ||
         g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static void
add_commands (GPtrArray     *items,
              IgnyWorkspace *workspace)
{
  for (const IgnyWindowCommand *c = igny_window_commands; c->title != NULL; c++)
    {
      IgnyPaletteItem *item;

      if (c->hidden || !is_enabled (workspace, c->action))
        continue;
      item = igny_palette_item_new (_ (c->title), _ ("Command"), NULL, c->action, NULL);
      if (c->keys != NULL)
        item->keys = g_strndup (c->keys, strcspn (c->keys, " "));
      g_ptr_array_add (items, item);
    }
}

/* Those that need no selection. */
static void
add_actions (GPtrArray      *items,
             const IgnyPage *page)
{
  for (const IgnyPageAction *a = page->table->actions; a->id != NULL; a++)
    {
      GVariant        *target;
      g_autofree char *title = NULL;

      if ((a->flags & IGNY_ACTION_HEADER) == 0)
        continue;
      title = drop_mnemonic (_ (a->label));
      target = g_variant_new ("(ss)", page->id, a->id);
      g_ptr_array_add (items, igny_palette_item_new (title, _ (page->title), page->icon_name,
                                                               "win.act-on", target));
    }
}

static guint
count_selected (GtkWidget *table)
{
  IgnyTableGrid *grid = igny_table_view_get_grid (IGNY_TABLE_VIEW (table));

  return igny_table_marks_get_size (igny_table_grid_get_marks (grid));
}

/* Those of the selection, while there is one; the first in the list, since they
 * are about what a person is at. */
static void
add_selected (GPtrArray     *items,
              IgnyWorkspace *workspace)
{
  const IgnyPage  *page = igny_workspace_get_page (workspace);
  GtkWidget       *table = igny_workspace_get_table (workspace);
  guint            n_rows = table != NULL ? count_selected (table) : 0;
  g_autofree char *number = igny_format_number (n_rows);
  g_autofree char *place = NULL;

  if (n_rows == 0)
    return;
  /* Translators: beside a command that is for the selected rows of a table. */
  place = g_strdup_printf (ngettext ("%s selected", "%s selected", n_rows), number);
  for (const IgnyPageAction *a = page->table->actions; a->id != NULL; a++)
    {
      g_autofree char *title = drop_mnemonic (_ (a->label));

      if ((a->flags & (IGNY_ACTION_BAR | IGNY_ACTION_MENU)) != 0)
        g_ptr_array_add (items, igny_palette_item_new (title, place, page->icon_name,
                                                       "win.act-selected",
                                                       g_variant_new_string (a->id)));
    }
}

static void
add_pages (GPtrArray *items)
{
  const char *place = _ ("Page");

  for (guint i = 0; igny_pages[i] != NULL; i++)
    {
      const IgnyPage  *page = igny_pages[i];
      GVariant        *target = g_variant_new_string (page->id);
      IgnyPaletteItem *item;

      item = igny_palette_item_new (_ (page->title), place, page->icon_name, "win.page", target);
      if (i < 9)
        item->keys = g_strdup_printf ("<Control>%u", i + 1);
      g_ptr_array_add (items, item);
    }
  for (guint i = 0; igny_pages[i] != NULL; i++)
    if (igny_pages[i]->table != NULL)
      add_actions (items, igny_pages[i]);
}

static IgnyPaletteItem *
create_place (const IgnyPlace *place)
{
  if (place->site == 0)
    return igny_palette_item_new (place->title, _ ("Site"), "user-home-symbolic", "win.place",
                                                   g_variant_new ("(xx)", place->row, (gint64) 0));
  return igny_palette_item_new (place->title, _ ("Sector"), "folder-symbolic", "win.place",
                                                 g_variant_new ("(xx)", place->site, place->row));
}

static void
add_places (GPtrArray     *items,
            IgnyWorkspace *workspace)
{
  GPtrArray *places = igny_places_get (igny_workspace_get_places (workspace));

  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (items, create_place (places->pdata[i]));
}

GPtrArray *
igny_palette_list_new (IgnyWorkspace *workspace)
{
  GPtrArray *items;

  g_return_val_if_fail (IGNY_IS_WORKSPACE (workspace), NULL);

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_palette_item_free);
  add_selected (items, workspace);
  add_pages (items);
  add_commands (items, workspace);
  add_places (items, workspace);
  return items;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

static guint
match_word (const char *title,
            const char *place,
            const char *word)
{
  const char *found = strstr (title, word);

  if (found == title)
    return MATCH_START;
  for (const char *at = found; at != NULL; at = strstr (at + 1, word))
    if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return MATCH_WORD;
  if (found != NULL)
    return MATCH_INSIDE;
  return strstr (place, word) != NULL ? MATCH_PLACE : 0;
}

guint
igny_palette_item_match (const IgnyPaletteItem *self,
                         const char            *text)
{
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;
  guint score = 1;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  title = fold (self->title);
  place = fold (self->place);
  folded = fold (text);
  words = g_strsplit_set (folded, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = *words[i] != '\0' ? match_word (title, place, words[i]) : 0;

      if (found == 0 && *words[i] != '\0')
        return 0;
      score += found;
    }
  return score;
}
