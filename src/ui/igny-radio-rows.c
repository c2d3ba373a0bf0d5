/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-radio-rows.h"

static GtkWidget *
create_row (const char *title,
            GtkWidget  *check)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

GtkWidget *
igny_radio_rows_new (const char *const *titles)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *checks = g_ptr_array_new ();

  g_return_val_if_fail (titles != NULL, group);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkWidget *check = gtk_check_button_new ();

      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), checks->pdata[0]);
      else
        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (titles[i], check));
      g_ptr_array_add (checks, check);
    }
  g_object_set_data_full (G_OBJECT (group), "checks", checks, (GDestroyNotify) g_ptr_array_unref);
  return group;
}

guint
igny_radio_rows_get_chosen (GtkWidget *group)
{
  GPtrArray *checks;

  g_return_val_if_fail (ADW_IS_PREFERENCES_GROUP (group), 0);

  checks = g_object_get_data (G_OBJECT (group), "checks");
  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      return i;
  return 0;
}
