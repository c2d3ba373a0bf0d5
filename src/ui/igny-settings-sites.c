/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-sites.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-sector.h"
#include "igny-site-dialog.h"
#include "igny-site.h"
#include "igny-sites.h"

struct _IgnySettingsSites
{
  AdwPreferencesGroup parent_instance;

  IgnyStore  *store;
  GPtrArray  *rows;
  GHashTable *open; /* set of rows of the sites that are unfolded */
};

enum
{
  CHANGE,
  SCOPE_MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnySettingsSites, igny_settings_sites, ADW_TYPE_PREFERENCES_GROUP)

/* What a row or button is about. */
typedef struct
{
  const IgnyEntity *entity;
  gint64            row;
  const char       *field;
} Target;

static void
change (IgnySettingsSites *self,
        const Target      *target,
        const char        *value)
{
  g_signal_emit (self, signals[CHANGE], 0,
                 igny_settings_change_new (target->entity, target->row, target->field, value));
}

static const Target *
get_target (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "target");
}

static void
set_target (gpointer          widget,
            const IgnyEntity *entity,
            gint64            row,
            const char       *field)
{
  Target *target = g_new0 (Target, 1);

  target->entity = entity;
  target->row = row;
  target->field = field;
  g_object_set_data_full (G_OBJECT (widget), "target", target, g_free);
}

static void
applied_cb (GtkWidget         *row,
            IgnySettingsSites *self)
{
  change (self, get_target (row), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
switched_cb (GtkWidget         *toggle,
             GParamSpec        *pspec,
             IgnySettingsSites *self)
{
  change (self, get_target (toggle),
          gtk_switch_get_active (GTK_SWITCH (toggle)) ? "active" : "inactive");
}

static void
delete_cb (GtkWidget         *button,
           IgnySettingsSites *self)
{
  change (self, get_target (button), NULL);
}

static void
made_cb (const IgnyScope *scope,
         gpointer         user_data)
{
  g_signal_emit (user_data, signals[SCOPE_MADE], 0, scope->site, scope->sector);
}

static GtkWindow *
get_window (IgnySettingsSites *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
new_site_cb (IgnySettingsSites *self)
{
  igny_site_dialog_present (get_window (self), self->store, made_cb, g_object_ref (self),
                            g_object_unref);
}

static void
new_sector_cb (GtkWidget         *button,
               IgnySettingsSites *self)
{
  igny_site_dialog_present_sector (get_window (self), self->store, get_target (button)->row,
                                   made_cb, g_object_ref (self), g_object_unref);
}

static void
unfolded_cb (GtkWidget         *row,
             GParamSpec        *pspec,
             IgnySettingsSites *self)
{
  gint64 site = get_target (row)->row;

  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->open, g_memdup2 (&site, sizeof site));
  else
    g_hash_table_remove (self->open, &site);
}

static void
igny_settings_sites_dispose (GObject *object)
{
  IgnySettingsSites *self = IGNY_SETTINGS_SITES (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);

  G_OBJECT_CLASS (igny_settings_sites_parent_class)->dispose (object);
}

static void
igny_settings_sites_class_init (IgnySettingsSitesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_settings_sites_dispose;

  signals[CHANGE] = g_signal_new ("change", IGNY_TYPE_SETTINGS_SITES, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SCOPE_MADE] = g_signal_new ("scope-made", IGNY_TYPE_SETTINGS_SITES, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
}

static GtkWidget *
create_button (const char *icon_name,
               const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  return button;
}

static GtkWidget *
create_delete (IgnySettingsSites *self,
               const IgnyEntity  *entity,
               gint64             row,
               const char        *tooltip)
{
  GtkWidget *button = create_button ("user-trash-symbolic", tooltip);

  set_target (button, entity, row, NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (delete_cb), self);
  return button;
}

static GtkWidget *
create_entry (IgnySettingsSites *self,
              const IgnyEntity  *entity,
              gint64             row,
              const char        *field,
              const char        *label,
              const char        *value)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), label);
  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  set_target (entry, entity, row, field);
  g_signal_connect (entry, "apply", G_CALLBACK (applied_cb), self);
  return entry;
}

static GtkWidget *
create_sector (IgnySettingsSites        *self,
               const IgnySettingsSector *sector)
{
  g_autofree char *number = igny_format_number (sector->n_keywords);
  g_autofree char *label = g_strdup_printf (
      ngettext ("Sector, %s keyword", "Sector, %s keywords", (gulong) sector->n_keywords), number);
  GtkWidget *entry = create_entry (self, &igny_sector_entity, sector->row, "name", label,
                                   sector->name);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), sector->active);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _("Active"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Active"), -1);
  set_target (toggle, &igny_sector_entity, sector->row, "status");
  g_signal_connect (toggle, "notify::active", G_CALLBACK (switched_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), toggle);
  adw_entry_row_add_suffix (
      ADW_ENTRY_ROW (entry),
      create_delete (self, &igny_sector_entity, sector->row, _("Delete the sector")));
  return entry;
}

static guint
count_active (const IgnySettingsSite *site)
{
  guint n = 0;

  for (guint i = 0; i < site->sectors->len; i++)
    n += ((const IgnySettingsSector *) site->sectors->pdata[i])->active ? 1 : 0;
  return n;
}

static GtkWidget *
create_more (IgnySettingsSites      *self,
             const IgnySettingsSite *site)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = create_button ("list-add-symbolic", _("Add a sector"));
  gboolean         full = count_active (site) >= IGNY_SITES_MAX_SECTORS;
  g_autofree char *words =
      g_strdup_printf (_("A website has at most %d active sectors."), IGNY_SITES_MAX_SECTORS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Add Sector…"));
  if (full)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_sensitive (button, !full);
  set_target (button, &igny_site_entity, site->row, NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (new_sector_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
create_site (IgnySettingsSites      *self,
             const IgnySettingsSite *site)
{
  GtkWidget       *row = adw_expander_row_new ();
  AdwExpanderRow  *expander = ADW_EXPANDER_ROW (row);
  g_autofree char *subtitle = g_strdup_printf (
      ngettext ("%s · %u sector", "%s · %u sectors", site->sectors->len),
      *site->domain != '\0' ? site->domain : _("no domain"), site->sectors->len);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), site->name);
  adw_expander_row_set_subtitle (expander, subtitle);
  adw_expander_row_add_action (
      expander, create_delete (self, &igny_site_entity, site->row, _("Delete the website")));
  adw_expander_row_add_row (
      expander,
      create_entry (self, &igny_site_entity, site->row, "name", _("Name"), site->name));
  adw_expander_row_add_row (
      expander,
      create_entry (self, &igny_site_entity, site->row, "domain", _("Domain"), site->domain));
  for (guint i = 0; i < site->sectors->len; i++)
    adw_expander_row_add_row (expander, create_sector (self, site->sectors->pdata[i]));
  adw_expander_row_add_row (expander, create_more (self, site));
  set_target (row, &igny_site_entity, site->row, NULL);
  adw_expander_row_set_expanded (expander, g_hash_table_contains (self->open, &site->row));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (unfolded_cb), self);
  return row;
}

static void
igny_settings_sites_init (IgnySettingsSites *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_New Site…"));

  self->rows = g_ptr_array_new ();
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Websites and Sectors"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (new_site_cb), self);
}

GtkWidget *
igny_settings_sites_new (IgnyStore *store)
{
  IgnySettingsSites *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_SETTINGS_SITES, NULL);
  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

void
igny_settings_sites_show (IgnySettingsSites      *self,
                          const IgnySettingsData *data)
{
  g_return_if_fail (IGNY_IS_SETTINGS_SITES (self) && data != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < data->sites->len; i++)
    {
      GtkWidget *row = create_site (self, data->sites->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self), data->sites->len == 0 ? _("There is no website yet.") : NULL);
}
