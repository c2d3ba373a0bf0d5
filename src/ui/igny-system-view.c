/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-system-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-status-pill.h"

struct _IgnySystemView
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *statuses;
  AdwPreferencesGroup *log;
  GtkWidget           *page;
  GtkWidget           *search;
  GtkWidget           *none;
  GHashTable          *by_id; /* id → AdwActionRow */
  GPtrArray           *entries;
  AdwPreferencesGroup *jobs;
  GPtrArray           *job_rows;
};

G_DEFINE_FINAL_TYPE (IgnySystemView, igny_system_view, GTK_TYPE_WIDGET)

static void
search_cb (IgnySystemView *self)
{
  g_autofree char *words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                            -1);
  guint            n_shown = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const char *text = g_object_get_data (self->entries->pdata[i], "text");
      gboolean    shown = strstr (text, words) != NULL;

      gtk_widget_set_visible (self->entries->pdata[i], shown);
      n_shown += shown ? 1 : 0;
    }
  gtk_widget_set_visible (self->none, n_shown == 0);
}

static void
igny_system_view_dispose (GObject *object)
{
  IgnySystemView *self = IGNY_SYSTEM_VIEW (object);
  GtkWidget      *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->job_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (igny_system_view_parent_class)->dispose (object);
}

static void
igny_system_view_class_init (IgnySystemViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_system_view_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_system_view_init (IgnySystemView *self)
{
  self->page = adw_preferences_page_new ();
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new ();
  self->statuses = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->log = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->jobs = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->job_rows = g_ptr_array_new ();
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Search the log…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the log"), -1);
  self->none = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->none), _ ("Nothing in the log"));
  gtk_widget_add_css_class (self->none, "dim-label");
  adw_preferences_group_set_title (self->statuses, _ ("Status"));
  adw_preferences_group_set_title (self->log, _ ("Log"));
  adw_preferences_group_set_title (self->jobs, _("Jobs"));
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), FALSE);
  adw_preferences_group_set_header_suffix (self->log, self->search);
  adw_preferences_group_add (self->log, self->none);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->statuses);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->jobs);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->log);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
}

GtkWidget *
igny_system_view_new (void)
{
  return g_object_new (IGNY_TYPE_SYSTEM_VIEW, NULL);
}

static const char *
get_icon (IgnyTone tone)
{
  if (tone == IGNY_TONE_SUCCESS)
    return "emblem-ok-symbolic";
  return tone == IGNY_TONE_ERROR ? "dialog-error-symbolic" : "dialog-warning-symbolic";
}

static GtkWidget *
create_status (IgnySystemView *self,
               const char     *id)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new ();
  GtkWidget *button = gtk_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "image", image);
  g_object_set_data (G_OBJECT (row), "button", button);
  adw_preferences_group_add (self->statuses, row);
  g_hash_table_insert (self->by_id, g_strdup (id), row);
  return row;
}

void
igny_system_view_set_status (IgnySystemView *self,
                             const char     *id,
                             const char     *title,
                             const char     *words,
                             IgnyTone        tone,
                             const char     *label,
                             const char     *action)
{
  GtkWidget *row;
  GtkWidget *image;
  GtkWidget *button;

  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self));
  g_return_if_fail (id != NULL && title != NULL && words != NULL);

  row = g_hash_table_lookup (self->by_id, id);
  if (row == NULL)
    row = create_status (self, id);
  image = g_object_get_data (G_OBJECT (row), "image");
  button = g_object_get_data (G_OBJECT (row), "button");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), get_icon (tone));
  for (guint i = 0; i < IGNY_N_TONES; i++)
    gtk_widget_remove_css_class (image, igny_style_tone_class (i));
  gtk_widget_add_css_class (image, igny_style_tone_class (tone));
  gtk_widget_set_visible (button, label != NULL && action != NULL);
  if (label != NULL && action != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (button), label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
    }
}

void
igny_system_view_add_group (IgnySystemView      *self,
                            AdwPreferencesGroup *group)
{
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *behind[2];

  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self) && ADW_IS_PREFERENCES_GROUP (group));

  page = ADW_PREFERENCES_PAGE (self->page);
  behind[0] = g_object_ref (self->jobs);
  behind[1] = g_object_ref (self->log);
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    adw_preferences_page_remove (page, behind[i]);
  adw_preferences_page_add (page, group);
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    {
      adw_preferences_page_add (page, behind[i]);
      g_object_unref (behind[i]);
    }
}

void
igny_system_view_clear_jobs (IgnySystemView *self)
{
  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self));

  for (guint i = 0; i < self->job_rows->len; i++)
    adw_preferences_group_remove (self->jobs, self->job_rows->pdata[i]);
  g_ptr_array_set_size (self->job_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), FALSE);
}

void
igny_system_view_add_job (IgnySystemView *self,
                          const char     *title,
                          const char     *summary,
                          const char     *state,
                          IgnyTone        tone)
{
  GtkWidget *row;

  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self));
  g_return_if_fail (title != NULL && summary != NULL && state != NULL);

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), igny_status_pill_new (state, tone));
  adw_preferences_group_add (self->jobs, row);
  g_ptr_array_add (self->job_rows, row);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), TRUE);
}

void
igny_system_view_clear_log (IgnySystemView *self)
{
  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self));

  for (guint i = 0; i < self->entries->len; i++)
    adw_preferences_group_remove (self->log, self->entries->pdata[i]);
  g_ptr_array_set_size (self->entries, 0);
  gtk_widget_set_visible (self->none, TRUE);
}

static GtkWidget *
create_detail (const char *detail)
{
  GtkWidget *label = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "log-detail");
  return label;
}

/* Only when somebody looks: a hundred long texts take their time. */
static void
unfolded_cb (GtkWidget  *row,
             GParamSpec *pspec,
             gpointer    user_data)
{
  g_autofree char *detail = g_object_steal_data (G_OBJECT (row), "detail");

  if (detail != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_detail (detail));
}

void
igny_system_view_add_log (IgnySystemView *self,
                          const char     *title,
                          const char     *summary,
                          const char     *state,
                          IgnyTone        tone,
                          const char     *detail)
{
  GtkWidget       *row;
  g_autofree char *all = NULL;

  g_return_if_fail (IGNY_IS_SYSTEM_VIEW (self));
  g_return_if_fail (title != NULL && summary != NULL && state != NULL);

  row = adw_expander_row_new ();
  all = g_strjoin ("\n", title, summary, state, detail, NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), summary);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), igny_status_pill_new (state, tone));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), detail != NULL);
  if (detail != NULL)
    g_object_set_data_full (G_OBJECT (row), "detail", g_strdup (detail), g_free);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (unfolded_cb), NULL);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (all, -1), g_free);
  adw_preferences_group_add (self->log, row);
  g_ptr_array_add (self->entries, row);
  gtk_widget_set_visible (self->none, FALSE);
}
