/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

#include "igny-palette-list.h"
#include "igny-window-commands.h"

static guint
match (const char *title,
       const char *place,
       const char *text)
{
  g_autoptr(IgnyPaletteItem) item = igny_palette_item_new (title, place, NULL, "win.page", NULL);

  return igny_palette_item_match (item, text);
}

static void
test_match (void)
{
  g_assert_cmpuint (match ("Make Ideas", "Clusters", ""), >, 0);
  g_assert_cmpuint (match ("Make Ideas", "Clusters", "idea"), >, 0);
  g_assert_cmpuint (match ("Make Ideas", "Clusters", "clus mak"), >, 0);
  g_assert_cmpuint (match ("Make Ideas", "Clusters", "make tasks"), ==, 0);
  g_assert_cmpuint (match ("Éclair Recipes", "Keyword", "ÉCLAIR"), >, 0);
}

static void
test_order (void)
{
  guint start = match ("Ideas", "Page", "ide");
  guint word = match ("Make Ideas", "Clusters", "ide");
  guint inside = match ("Outside", "Page", "ide");
  guint place = match ("Add", "Ideas", "ide");

  g_assert_cmpuint (start, >, word);
  g_assert_cmpuint (word, >, inside);
  g_assert_cmpuint (inside, >, place);
  g_assert_cmpuint (place, >, 0);
}

/* An accelerator as the shortcuts window spells it. */
static void
check_listed (const char *overlay,
              const char *key)
{
  g_autofree char *escaped = g_markup_escape_text (key, -1);

  if (strstr (overlay, escaped) == NULL)
    g_error ("%s is bound and not in the shortcuts window", key);
}

static void
test_shortcuts_window (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/com/igny8/Igny8/gtk/help-overlay.ui",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  const char *overlay;

  g_assert_no_error (error);
  overlay = g_bytes_get_data (bytes, NULL);
  for (const IgnyWindowCommand *c = igny_window_commands; c->title != NULL; c++)
    {
      g_auto(GStrv) keys = c->keys != NULL ? g_strsplit (c->keys, " ", -1) : NULL;

      for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
        check_listed (overlay, keys[i]);
    }
}

static void
test_commands_parse (void)
{
  for (const IgnyWindowCommand *c = igny_window_commands; c->title != NULL; c++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GVariant) target = NULL;
      g_autofree char *name = NULL;

      g_action_parse_detailed_name (c->action, &name, &target, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (name, "win.") || g_str_has_prefix (name, "app."));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/palette/match", test_match);
  g_test_add_func ("/ui/palette/order", test_order);
  g_test_add_func ("/ui/palette/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/ui/palette/commands", test_commands_parse);
  return g_test_run ();
}
