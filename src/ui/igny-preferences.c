/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-preferences.h"

#include <glib/gi18n.h>

#include "igny-author-profile.h"
#include "igny-form-parts.h"
#include "igny-form-words.h"
#include "igny-preferences-fields.h"
#include "igny-settings-fields.h"
#include "igny-settings.h"
#include "igny-strategy.h"

typedef struct
{
  IgnyWorkspace        *workspace;
  AdwPreferencesWindow *window; /* keeps this */
  GHashTable           *rows;   /* id → IgnyFormRow */
  GHashTable           *folds;  /* id of the first field → AdwExpanderRow of its window */
  GHashTable           *values; /* id → text, as it was read last */
  gboolean              closed;
} Preferences;

/* What is asked of the store. */
typedef struct
{
  gint64      account;
  GHashTable *values;
  GPtrArray  *authors; /* names */
  GPtrArray  *strategies;
} Asked;

static void
preferences_free (gpointer data)
{
  Preferences *self = data;

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->folds);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_object_unref (self->workspace);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_hash_table_unref (asked->values);
  g_ptr_array_unref (asked->authors);
  g_ptr_array_unref (asked->strategies);
  g_free (asked);
}

static gboolean
read_names (IgnyDb           *db,
            const Asked      *asked,
            const IgnyEntity *entity,
            GPtrArray        *names,
            GError          **error)
{
  g_autoptr(GPtrArray) records =
                 igny_records_select (db, entity, "account = ?1 AND is_active = 1", "ORDER BY name",
                                      IGNY_BINDS (IGNY_BIND_INT (asked->account)), error);
  const IgnyField *field = igny_entity_find_field (entity, "name");

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (names, g_strdup (igny_record_get_text (records->pdata[i], field)));
  return records != NULL;
}

static gboolean
read_all (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Asked *asked = data;

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    g_hash_table_insert (asked->values, (gpointer) s->name,
                         igny_settings_dup (db, asked->account, s->name));
  return read_names (db, asked, &igny_author_profile_entity, asked->authors, error) &&
         read_names (db, asked, &igny_strategy_entity, asked->strategies, error);
}

/* The chosen one is listed also when it is gone. */
static void
show_names (Preferences *self,
            const char  *id,
            GPtrArray   *names)
{
  const char *chosen = g_hash_table_lookup (self->values, id);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();
  gboolean listed = *chosen == '\0';

  g_ptr_array_add (words, (gpointer) "");
  g_ptr_array_add (labels, (gpointer) _ ("None"));
  for (guint i = 0; i < names->len; i++)
    {
      g_ptr_array_add (words, names->pdata[i]);
      g_ptr_array_add (labels, names->pdata[i]);
      listed = listed || g_str_equal (names->pdata[i], chosen);
    }
  if (!listed)
    {
      g_ptr_array_add (words, (gpointer) chosen);
      g_ptr_array_add (labels, (gpointer) chosen);
    }
  g_ptr_array_add (words, NULL);
  g_ptr_array_add (labels, NULL);
  igny_form_row_set_choices (g_hash_table_lookup (self->rows, id),
                             (const char *const *) words->pdata,
                             (const char *const *) labels->pdata);
  igny_form_row_set_value (g_hash_table_lookup (self->rows, id), chosen);
}

/* Only what is stored differently than it was shown is written into the rows,
 * so that nobody's typing is lost. */
static void
show_values (Preferences *self,
             GHashTable  *values)
{
  g_autoptr(GHashTable) old = g_steal_pointer (&self->values);
  GHashTableIter iter;
  gpointer       id;
  gpointer       row;

  self->values = g_hash_table_ref (values);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      const char      *value = g_hash_table_lookup (values, id);
      const char      *before = old != NULL ? g_hash_table_lookup (old, id) : NULL;
      g_autofree char *text = value != NULL ? igny_settings_fields_to_form (id, value) : NULL;

      if (value == NULL || g_strcmp0 (before, value) == 0)
        continue;
      igny_form_row_set_value (row, text);
      igny_form_row_set_error (row, NULL);
    }
}

static void
show_folds (Preferences *self)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->folds);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      const char *value = g_hash_table_lookup (self->values, id);

      adw_expander_row_set_subtitle (row, value != NULL ? value : "");
    }
}

static void
say (Preferences *self,
     const char  *words)
{
  adw_preferences_window_add_toast (self->window, adw_toast_new (words));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GObject) window = user_data;
  Preferences *self = g_object_get_data (window, "preferences");
  g_autoptr(GError) error = NULL;
  gpointer data;
  gboolean good = igny_store_finish (IGNY_STORE (object), result, &data, &error);

  if (self->closed)
    return;
  if (!good)
    {
      g_autofree char *words = igny_form_words_from_message (error->message);

      say (self, words);
      return;
    }
  show_values (self, ((Asked *) data)->values);
  show_folds (self);
  show_names (self, IGNY_PREFERENCES_AUTHOR, ((Asked *) data)->authors);
  show_names (self, IGNY_PREFERENCES_STRATEGY, ((Asked *) data)->strategies);
}

static void
load (Preferences *self)
{
  IgnyStore *store = igny_workspace_get_store (self->workspace);
  Asked     *asked = g_new0 (Asked, 1);

  asked->account = igny_store_get_account (store);
  asked->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  asked->authors = g_ptr_array_new_with_free_func (g_free);
  asked->strategies = g_ptr_array_new_with_free_func (g_free);
  igny_store_read_async (store, read_all, asked, asked_free, NULL, read_cb,
                         g_object_ref (self->window));
}

static void
changed_cb (GtkWidget           *window,
            const IgnyChangeSet *changes)
{
  Preferences *self = g_object_get_data (G_OBJECT (window), "preferences");

  if (!self->closed && igny_change_set_has_table (changes, "integration_settings"))
    load (self);
}

static void
undo_cb (AdwToast   *toast,
         IgnyWindow *window)
{
  gint64 step = *(gint64 *) g_object_get_data (G_OBJECT (toast), "step");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo-step", "x", step);
}

static void
tell (Preferences              *self,
      const IgnySettingsChange *change)
{
  IgnyFormRow     *row = g_hash_table_lookup (self->rows, change->name);
  const char      *label = igny_form_row_get_field (row)->label;
  g_autofree char *words = g_strdup_printf (_ ("Changed “%s”"), _ (label));
  AdwToast        *toast = adw_toast_new (words);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data_full (G_OBJECT (toast), "step",
                          g_memdup2 (&change->step, sizeof change->step), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb),
                           igny_workspace_get_window (self->workspace), 0);
  adw_preferences_window_add_toast (self->window, toast);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GObject) window = user_data;
  Preferences *self = g_object_get_data (window, "preferences");
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (object), result, &data, &error);

  if (self->closed)
    return;
  if (good)
    tell (self, data);
  else
    {
      g_autofree char *words = igny_form_words_from_message (error->message);

      igny_form_row_set_error (
          g_hash_table_lookup (self->rows, ((IgnySettingsChange *) data)->name), words);
    }
}

static void
save (Preferences *self,
      const char  *id,
      const char  *value)
{
  g_autofree char *text = igny_settings_fields_to_store (id, value);

  if (self->values == NULL || g_strcmp0 (g_hash_table_lookup (self->values, id), text) == 0)
    return;
  igny_store_write_async (igny_workspace_get_store (self->workspace), IGNY_STEP_DO,
                          _ ("Change settings"), igny_settings_change_write,
                             igny_settings_change_new (NULL, 0, id, text),
                             (GDestroyNotify) igny_settings_change_free, NULL, written_cb,
                             g_object_ref (self->window));
}

/* A complaint, or NULL. */
static char *
check (const IgnyFormField *field,
       const char          *value)
{
  if (!field->optional && *value == '\0')
    return g_strdup_printf (_ ("Fill in “%s”."), _ (field->label));
  return igny_settings_fields_check (field->id, value);
}

static void
typed_cb (IgnyFormRow *row)
{
  g_autofree char *value = igny_form_row_dup_value (row);
  g_autofree char *words = check (igny_form_row_get_field (row), value);

  igny_form_row_set_error (row, words);
}

static void
set_scheme (Preferences *self,
            const char  *word)
{
  GSettings *settings = igny_workspace_get_settings (self->workspace);

  if (settings == NULL)
    return;
  g_settings_set_string (settings, IGNY_PREFERENCES_SCHEME, word);
  adw_style_manager_set_color_scheme (
      adw_style_manager_get_default (),
      (AdwColorScheme) g_settings_get_enum (settings, IGNY_PREFERENCES_SCHEME));
}

static void
committed_cb (IgnyFormRow *row,
              Preferences *self)
{
  const IgnyFormField *field = igny_form_row_get_field (row);
  g_autofree char     *value = igny_form_row_dup_value (row);
  g_autofree char     *words = check (field, value);

  igny_form_row_set_error (row, words);
  if (words != NULL)
    return;
  if (g_str_equal (field->id, IGNY_PREFERENCES_SCHEME))
    set_scheme (self, value);
  else
    save (self, field->id, value);
}

static IgnyFormRow *
create_row (Preferences         *self,
            const IgnyFormField *field)
{
  IgnyFormRow *row = igny_form_row_new (field, TRUE);

  g_signal_connect (row, "typed", G_CALLBACK (typed_cb), NULL);
  g_signal_connect (row, "committed", G_CALLBACK (committed_cb), self);
  g_hash_table_insert (self->rows, (gpointer) field->id, row);
  return row;
}

static GtkWidget *
create_fold (Preferences               *self,
             const IgnyPreferencesFold *fold)
{
  GtkWidget *widget = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ (fold->title));
  for (const IgnyFormField *field = fold->fields; field->id != NULL; field++)
    igny_form_row_add_below (create_row (self, field), ADW_EXPANDER_ROW (widget));
  g_hash_table_insert (self->folds, (gpointer) fold->fields->id, widget);
  return widget;
}

static GtkWidget *
create_group (Preferences                *self,
              const IgnyPreferencesGroup *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _ (group->title));
  if (group->text != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (widget), _ (group->text));
  for (const IgnyFormField *f = group->fields; f != NULL && f->id != NULL; f++)
    igny_form_row_add_to (create_row (self, f), ADW_PREFERENCES_GROUP (widget));
  for (const IgnyPreferencesFold *f = group->folds; f != NULL && f->title != NULL; f++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), create_fold (self, f));
  return widget;
}

static void
add_page (Preferences               *self,
          const IgnyPreferencesPage *page)
{
  GtkWidget *widget = adw_preferences_page_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (widget), _ (page->title));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (widget), page->icon_name);
  for (const IgnyPreferencesGroup *group = page->groups; group->title != NULL; group++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (widget),
                              ADW_PREFERENCES_GROUP (create_group (self, group)));
  adw_preferences_window_add (self->window, ADW_PREFERENCES_PAGE (widget));
}

static void
show_scheme (Preferences *self)
{
  GSettings       *settings = igny_workspace_get_settings (self->workspace);
  IgnyFormRow     *row = g_hash_table_lookup (self->rows, IGNY_PREFERENCES_SCHEME);
  g_autofree char *word = NULL;

  if (settings != NULL)
    word = g_settings_get_string (settings, IGNY_PREFERENCES_SCHEME);
  else
    igny_form_row_set_visible (row, FALSE);
  igny_form_row_set_value (row, word);
}

static void
closed_cb (Preferences *self)
{
  self->closed = TRUE;
}

void
igny_preferences_present (IgnyWorkspace *workspace)
{
  Preferences *self;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  self = g_new0 (Preferences, 1);
  self->workspace = g_object_ref (workspace);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->folds = g_hash_table_new (g_str_hash, g_str_equal);
  self->window = ADW_PREFERENCES_WINDOW (adw_preferences_window_new ());
  g_object_set_data_full (G_OBJECT (self->window), "preferences", self, preferences_free);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (igny_workspace_get_window (workspace)));
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  for (const IgnyPreferencesPage *page = igny_preferences_pages; page->title != NULL; page++)
    add_page (self, page);
  show_scheme (self);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (closed_cb), self);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed",
                           G_CALLBACK (changed_cb), self->window, G_CONNECT_SWAPPED);
  load (self);
  igny_form_parts_name_buttons (GTK_WIDGET (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
}
