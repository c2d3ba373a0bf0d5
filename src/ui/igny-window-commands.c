/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-window-commands.h"

#include <glib/gi18n.h>

/* clang-format off */
const IgnyWindowCommand igny_window_commands[] = {
  { N_("Find Anything"),        "win.palette",           "<Control>k",                        TRUE, TRUE },
  { N_("Search This Page"),     "win.search",            "<Control>f slash",                  TRUE },
  { N_("Import Keywords…"),     "win.import",            "<Control>i",                        TRUE },
  { N_("Paste Keywords"),       "win.paste",             "<Control>v <Control><Shift>v",      TRUE },
  { N_("Add…"),                 "win.add",               "<Control>n",                        TRUE },
  { N_("Undo"),                 "win.undo",              "<Control>z",                        TRUE },
  { N_("Redo"),                 "win.redo",              "<Control><Shift>z",                 TRUE },
  { N_("History…"),             "win.history",           "<Control>h",                        TRUE },
  { N_("Back"),                 "win.back",              "Escape <Alt>Left",                  TRUE, TRUE },
  { N_("New Site…"),            "win.new-site",          "<Control><Shift>n",                 TRUE },
  { N_("New Sector…"),          "win.new-sector",        "<Control><Alt>n",                   TRUE },
  { N_("Export Site…"),         "win.export-site",       "<Control>e",                        TRUE },
  { N_("Import Site…"),         "win.import-site",       "<Control><Shift>e",                 TRUE },
  { N_("Optimize the Open Article…"), "win.optimize",    NULL },
  { N_("Replace in the Open Article…"), "win.replace",   NULL },
  { N_("Rewrite the Selection with AI…"), "win.rewrite", NULL },
  { N_("Insert a Picture in the Open Article…"), "win.insert-picture", NULL },
  { N_("Jobs…"),                "win.jobs",              "<Control>j",                        TRUE },
  { N_("Get Started…"),         "win.welcome",           "F1",                                TRUE },
  { N_("Preferences…"),         "win.preferences",       "<Control>comma",                    TRUE },
  { N_("Keyboard Shortcuts"),   "win.show-help-overlay", "<Control>question" },
  { N_("About IGNY8"),          "app.about",             NULL },
  { N_("Quit"),                 "app.quit",              "<Control>q" },
  { NULL },
};
/* clang-format on */

static void
bind_keys (GtkWidgetClass          *widget_class,
           const IgnyWindowCommand *command)
{
  g_auto(GStrv) keys = g_strsplit (command->keys, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      guint           key;
      GdkModifierType modifiers;
      gboolean        known = gtk_accelerator_parse (keys[i], &key, &modifiers);

      g_assert (known);
      gtk_widget_class_add_binding_action (widget_class, key, modifiers, command->action, NULL);
    }
}

void
igny_window_commands_bind (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  for (const IgnyWindowCommand *c = igny_window_commands; c->title != NULL; c++)
    if (c->bound)
      bind_keys (widget_class, c);
}
