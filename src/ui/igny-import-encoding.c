/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-encoding.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const char *const encodings[] = { NULL, "UTF-8", "UTF-16LE", "UTF-16BE",
                                         "WINDOWS-1252", "WINDOWS-1250", "WINDOWS-1251",
                                         "SHIFT_JIS", "GB18030", "EUC-KR" };

GtkWidget *
igny_import_encoding_new (const char *encoding,
                          GCallback   func,
                          gpointer    user_data)
{
  GtkWidget     *row = adw_action_row_new ();
  GtkStringList *list = gtk_string_list_new (NULL);
  GtkWidget     *chooser = gtk_drop_down_new (G_LIST_MODEL (list), NULL);

  g_return_val_if_fail (func != NULL, row);

  gtk_string_list_append (list, _ ("Found out"));
  for (guint i = 1; i < G_N_ELEMENTS (encodings); i++)
    {
      gtk_string_list_append (list, encodings[i]);
      if (g_strcmp0 (encodings[i], encoding) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser), i);
    }
  gtk_widget_set_valign (chooser, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Encoding"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Encoding"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Change it when letters look wrong"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chooser);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), chooser);
  g_signal_connect (chooser, "notify::selected", func, user_data);
  return row;
}

const char *
igny_import_encoding_get (GtkDropDown *chooser)
{
  guint selected = gtk_drop_down_get_selected (chooser);

  g_return_val_if_fail (GTK_IS_DROP_DOWN (chooser), NULL);

  return selected < G_N_ELEMENTS (encodings) ? encodings[selected] : NULL;
}
