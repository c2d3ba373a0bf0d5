/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-page.h"

#include <glib/gi18n.h>

#include "igny-form-words.h"
#include "igny-settings-fields.h"
#include "igny-settings-key.h"
#include "igny-settings-sites.h"
#include "igny-settings-test.h"
#include "igny-settings.h"
#include "igny-site.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySettingsData, igny_settings_data_unref)

struct _IgnySettingsPage
{
  GtkWidget parent_instance;

  IgnyStore        *store;
  GCancellable     *cancellable; /* of everything */
  IgnySettingsData *data;        /* that is shown; NULL before the first reading */
  gint64            site;        /* whose WordPress is shown; 0 is none */
  IgnySettingsKey  *ai_key;
  IgnySettingsKey  *wp_key;
  gboolean          reading;
  gboolean          stale;
  GtkWidget        *form;
  GtkWidget        *sites;
};

enum
{
  TOAST,
  SCOPE_MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnySettingsPage, igny_settings_page, GTK_TYPE_WIDGET)

static void
toast (IgnySettingsPage *self,
       const char       *title,
       gboolean          undo)
{
  g_signal_emit (self, signals[TOAST], 0, title, undo);
}

static IgnyFormRow *
find_row (IgnySettingsPage *self,
          const char       *id)
{
  return igny_form_view_find (IGNY_FORM_VIEW (self->form), id);
}

static const IgnySettingsSite *
get_site (IgnySettingsPage *self)
{
  return self->data != NULL ? igny_settings_data_find_site (self->data, self->site) : NULL;
}

/* Only what is stored differently than it was shown is written into the rows,
 * so that nobody's typing is lost. */
static void
show_value (IgnySettingsPage *self,
            const char       *id,
            const char       *old,
            const char       *value)
{
  g_autofree char *text = igny_settings_fields_to_form (id, value);

  /* Not every setting has a row: some are for the terminal only. */
  if (g_strcmp0 (old, value) == 0 || find_row (self, id) == NULL)
    return;
  igny_form_view_set_value (IGNY_FORM_VIEW (self->form), id, text);
  igny_form_row_set_error (find_row (self, id), NULL);
}

static void
show_choices (IgnySettingsPage       *self,
              const IgnySettingsData *data)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_auto(GStrv) word_list = NULL;
  g_auto(GStrv) label_list = NULL;

  for (guint i = 0; i < data->sites->len; i++)
    {
      const IgnySettingsSite *site = data->sites->pdata[i];

      g_strv_builder_add (words, site->id);
      g_strv_builder_add (labels, site->name);
    }
  word_list = g_strv_builder_end (words);
  label_list = g_strv_builder_end (labels);
  igny_form_row_set_choices (find_row (self, IGNY_SETTINGS_SITE),
                             (const char *const *) word_list, (const char *const *) label_list);
}

static void
show_wp_key (IgnySettingsPage       *self,
             const IgnySettingsSite *site)
{
  g_autofree char *label = g_strdup_printf (_("IGNY8: WordPress of %s"), site->name);

  igny_settings_key_set_scope (self->wp_key, site->id, label);
  igny_form_row_set_result (find_row (self, IGNY_SETTINGS_WP_TEST), IGNY_TONE_NEUTRAL,
                            _("Asks who you are there, and what you may do"));
}

/* old is what was shown of the same site, or NULL. */
static void
show_wordpress (IgnySettingsPage       *self,
                const IgnySettingsSite *old)
{
  static const char *const ids[] = { IGNY_SETTINGS_SITE, IGNY_SETTINGS_WP_URL,
                                     IGNY_SETTINGS_WP_USER, IGNY_SETTINGS_WP_KEY,
                                     IGNY_SETTINGS_WP_TEST };
  const IgnySettingsSite  *site = get_site (self);

  for (guint i = 0; i < G_N_ELEMENTS (ids) && old == NULL; i++)
    igny_form_row_set_visible (find_row (self, ids[i]), site != NULL);
  if (site == NULL)
    {
      igny_settings_key_set_scope (self->wp_key, NULL, NULL);
      return;
    }
  igny_form_view_set_value (IGNY_FORM_VIEW (self->form), IGNY_SETTINGS_SITE, site->id);
  show_value (self, IGNY_SETTINGS_WP_URL, old != NULL ? old->wp_url : NULL, site->wp_url);
  show_value (self, IGNY_SETTINGS_WP_USER, old != NULL ? old->wp_username : NULL,
              site->wp_username);
  if (old == NULL)
    show_wp_key (self, site);
}

static void
show_data (IgnySettingsPage *self,
           IgnySettingsData *data)
{
  g_autoptr(IgnySettingsData) old = g_steal_pointer (&self->data);
  const IgnySettingsSite *old_site = old != NULL ? igny_settings_data_find_site (old, self->site)
                                                 : NULL;

  self->data = igny_settings_data_ref (data);
  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    show_value (self, s->name, old != NULL ? g_hash_table_lookup (old->values, s->name) : NULL,
                g_hash_table_lookup (data->values, s->name));
  if (get_site (self) == NULL)
    {
      self->site = data->sites->len > 0
                       ? ((const IgnySettingsSite *) data->sites->pdata[0])->row
                       : 0;
      old_site = NULL;
    }
  show_choices (self, data);
  show_wordpress (self, old_site);
  igny_settings_sites_show (IGNY_SETTINGS_SITES (self->sites), data);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnySettingsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  self->reading = FALSE;
  if (self->form == NULL)
    return;
  if (good)
    show_data (self, data);
  else
    toast (self, error->message, FALSE);
  if (self->stale)
    gtk_widget_activate_action (GTK_WIDGET (self), "settings.reload", NULL);
}

static void
reload (IgnySettingsPage *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  igny_store_read_async (self->store, igny_settings_data_read,
                         igny_settings_data_new (self->store),
                         (GDestroyNotify) igny_settings_data_unref, self->cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  reload (IGNY_SETTINGS_PAGE (widget));
}

static void
changed_cb (IgnySettingsPage    *self,
            const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "integration_settings") ||
      igny_change_set_has_table (changes, "sites") ||
      igny_change_set_has_table (changes, "sectors"))
    reload (self);
}

static void
tell (IgnySettingsPage         *self,
      const IgnySettingsChange *change)
{
  g_autofree char *words = NULL;

  if (change->entity == NULL)
    words = g_strdup_printf (_("Changed “%s”"), igny_settings_fields_get_label (change->name));
  else if (change->name == NULL)
    words = g_strdup_printf (_("Deleted “%s”"), change->title);
  else
    words = g_strdup_printf (_("Changed “%s”"), change->title);
  toast (self, words, TRUE);
}

/* Beside the field when there is one, and the field keeps what was typed; the
 * list of sites goes back to what is stored. */
static void
complain (IgnySettingsPage         *self,
          const IgnySettingsChange *change,
          const GError             *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);
  IgnyFormRow     *row = change != NULL && change->name != NULL ? find_row (self, change->name)
                                                                : NULL;

  if (row != NULL)
    {
      igny_form_row_set_error (row, words);
      return;
    }
  toast (self, words, FALSE);
  igny_settings_sites_show (IGNY_SETTINGS_SITES (self->sites), self->data);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnySettingsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  if (self->form == NULL)
    return;
  if (good)
    tell (self, data);
  else
    complain (self, data, error);
}

/* Takes change. Once it is given to the store it is saved, come what may. */
static void
save_change_cb (IgnySettingsPage   *self,
                IgnySettingsChange *change)
{
  const char *label = _("Change settings");

  igny_store_write_async (self->store, IGNY_STEP_DO, label, igny_settings_change_write, change,
                          (GDestroyNotify) igny_settings_change_free, NULL, written_cb,
                          g_object_ref (self));
}

static void
choose_site (IgnySettingsPage *self,
             const char       *id)
{
  for (guint i = 0; self->data != NULL && i < self->data->sites->len; i++)
    {
      const IgnySettingsSite *site = self->data->sites->pdata[i];

      if (g_str_equal (site->id, id) && site->row != self->site)
        {
          self->site = site->row;
          show_wordpress (self, NULL);
          return;
        }
    }
}

static void
committed_cb (IgnySettingsPage *self,
              const char       *id,
              const char       *value)
{
  g_autofree char *text = igny_settings_fields_to_store (id, value);

  if (g_str_equal (id, IGNY_SETTINGS_SITE))
    choose_site (self, value);
  else if (g_str_equal (id, IGNY_SETTINGS_AI_KEY))
    igny_settings_key_save (self->ai_key, text);
  else if (g_str_equal (id, IGNY_SETTINGS_WP_KEY))
    igny_settings_key_save (self->wp_key, text);
  else if (igny_settings_find (id) == NULL)
    save_change_cb (self, igny_settings_change_new (&igny_site_entity, self->site, id, text));
  else if (self->data == NULL ||
           g_strcmp0 (g_hash_table_lookup (self->data->values, id), text) != 0)
    save_change_cb (self, igny_settings_change_new (NULL, 0, id, text));
}

static void
removed_cb (IgnySettingsPage *self,
            const char       *id)
{
  igny_settings_key_remove (g_str_equal (id, IGNY_SETTINGS_AI_KEY) ? self->ai_key
                                                                   : self->wp_key);
}

static void
show_test (IgnySettingsPage *self,
           const char       *id,
           GAsyncResult     *result)
{
  g_autoptr(IgnySettingsTest) test = igny_settings_test_finish (result);

  if (test == NULL || self->form == NULL)
    return;
  igny_form_row_set_result (find_row (self, id), test->tone, test->words);
  if (test->models != NULL)
    igny_form_row_set_suggestions (find_row (self, "openai.model"),
                                   (const char *const *) test->models);
}

static void
ai_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnySettingsPage) self = user_data;

  show_test (self, IGNY_SETTINGS_AI_TEST, result);
}

static void
wp_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnySettingsPage) self = user_data;

  show_test (self, IGNY_SETTINGS_WP_TEST, result);
}

static void
test_cb (IgnySettingsPage *self,
         const char       *id)
{
  gboolean is_ai = g_str_equal (id, IGNY_SETTINGS_AI_TEST);

  igny_form_row_set_result (find_row (self, id), IGNY_TONE_NEUTRAL, NULL);
  igny_settings_test_async (self->store, is_ai ? 0 : self->site, self->cancellable,
                            is_ai ? ai_tested_cb : wp_tested_cb, g_object_ref (self));
}

static void
key_toast_cb (IgnySettingsPage *self,
              const char       *title)
{
  toast (self, title, FALSE);
}

static void
scope_made_cb (IgnySettingsPage *self,
               gint64            site,
               gint64            sector)
{
  g_signal_emit (self, signals[SCOPE_MADE], 0, site, sector);
}

static void
igny_settings_page_dispose (GObject *object)
{
  IgnySettingsPage *self = IGNY_SETTINGS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->ai_key != NULL)
    igny_settings_key_close (self->ai_key);
  if (self->wp_key != NULL)
    igny_settings_key_close (self->wp_key);
  g_clear_object (&self->ai_key);
  g_clear_object (&self->wp_key);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->data, igny_settings_data_unref);
  g_clear_pointer (&self->form, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_settings_page_parent_class)->dispose (object);
}

static void
igny_settings_page_class_init (IgnySettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_settings_page_dispose;

  signals[TOAST] = g_signal_new ("toast", IGNY_TYPE_SETTINGS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SCOPE_MADE] = g_signal_new ("scope-made", IGNY_TYPE_SETTINGS_PAGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "settings.reload", NULL, reload_action);
}

static void
igny_settings_page_init (IgnySettingsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = igny_form_view_new (TRUE);
  igny_settings_fields_add (IGNY_FORM_VIEW (self->form));
  gtk_widget_set_parent (self->form, GTK_WIDGET (self));
  g_signal_connect_swapped (self->form, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect_swapped (self->form, "removed", G_CALLBACK (removed_cb), self);
  g_signal_connect_swapped (self->form, "test", G_CALLBACK (test_cb), self);
}

static IgnySettingsKey *
create_key (IgnySettingsPage *self,
            const char       *id,
            const char       *service)
{
  IgnySettingsKey *key =
      igny_settings_key_new (find_row (self, id), GTK_WIDGET (self), self->store, service);

  g_signal_connect_object (key, "toast", G_CALLBACK (key_toast_cb), self, G_CONNECT_SWAPPED);
  return key;
}

GtkWidget *
igny_settings_page_new (IgnyStore     *store,
                        const IgnyEnv *env)
{
  IgnySettingsPage *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_SETTINGS_PAGE, NULL);
  self->store = g_object_ref (store);
  self->ai_key = create_key (self, IGNY_SETTINGS_AI_KEY, "openai");
  self->wp_key = create_key (self, IGNY_SETTINGS_WP_KEY, "wordpress");
  self->sites = igny_settings_sites_new (store);
  igny_form_view_append (IGNY_FORM_VIEW (self->form), ADW_PREFERENCES_GROUP (self->sites));
  g_signal_connect_swapped (self->sites, "change", G_CALLBACK (save_change_cb), self);
  g_signal_connect_swapped (self->sites, "scope-made", G_CALLBACK (scope_made_cb), self);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  igny_settings_key_set_scope (self->ai_key, "", _("IGNY8: key of the AI"));
  reload (self);
  return GTK_WIDGET (self);
}

void
igny_settings_page_set_site (IgnySettingsPage *self,
                             gint64            site)
{
  g_return_if_fail (IGNY_IS_SETTINGS_PAGE (self));

  if (site == 0 || site == self->site)
    return;
  self->site = site;
  if (get_site (self) != NULL)
    show_wordpress (self, NULL);
}
