/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-record-dialog.h"

#include <glib/gi18n.h>

#include "igny-form-dialog.h"
#include "igny-form-words.h"
#include "igny-keyword-sources-group.h"
#include "igny-keyword.h"
#include "igny-record-form.h"
#include "igny-record-store.h"

/* Goes with its window, but for what a running question holds. */
typedef struct
{
  IgnyFormDialog   *window; /* NULL once it is closed */
  IgnyStore        *store;
  const IgnyEntity *entity;
  gint64            row;
  IgnyScope         scope;
  IgnyRecordForm   *form;
  GCancellable     *cancellable; /* of everything */
  GCancellable     *searching;
  IgnyRecordSaved   saved;
  gpointer          user_data;
  GDestroyNotify    destroy;
} Dialog;

static void
clear (gpointer data)
{
  Dialog *self = data;

  igny_record_form_free (self->form);
  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_clear_object (&self->searching);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
}

static void
release (gpointer self)
{
  g_rc_box_release_full (self, clear);
}

static void
closed_cb (Dialog *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  self->window = NULL;
}

static void
show_error (Dialog       *self,
            const GError *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);

  igny_form_dialog_set_error (self->window, words);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  IgnyFormChooser *chooser = user_data;
  gpointer         data = NULL;

  if (igny_store_finish (IGNY_STORE (source), result, &data, NULL))
    {
      IgnyRecordSearch *search = data;

      igny_form_chooser_set_found (chooser, (const char *const *) search->words->pdata,
                                   (const char *const *) search->labels->pdata);
    }
  g_object_unref (chooser);
}

static void
search_cb (IgnyFormChooser *chooser,
           const char      *text,
           Dialog          *self)
{
  const IgnyField *field = g_object_get_data (G_OBJECT (chooser), "field");

  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  igny_store_read_async (self->store, igny_record_search_read,
                         igny_record_search_new (field->target, &self->scope, text),
                         (GDestroyNotify) igny_record_search_free, self->searching, found_cb,
                         g_object_ref (chooser));
}

static void
connect_choosers (Dialog *self)
{
  IgnyFormView *view = igny_form_dialog_get_form (self->window);

  for (const IgnyField *f = self->entity->fields; f->name != NULL; f++)
    if (igny_record_form_find_reference (self->form, f->name) != NULL)
      {
        IgnyFormChooser *chooser =
            igny_form_row_get_chooser (igny_form_view_find (view, f->name));

        g_object_set_data (G_OBJECT (chooser), "field", (gpointer) f);
        g_signal_connect (chooser, "search", G_CALLBACK (search_cb), self);
      }
}

static void
tell (Dialog               *self,
      const IgnyRecordSave *save)
{
  const char      *title = save->title != NULL ? save->title : "";
  g_autofree char *words = self->row == 0 ? g_strdup_printf (_("Added “%s”"), title)
                                          : g_strdup_printf (_("Changed “%s”"), title);

  if (self->saved != NULL)
    self->saved (save->row, words, self->user_data);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Dialog         *self = user_data;
  gpointer        data = NULL;
  IgnyFormDialog *window = self->window;
  g_autoptr(GError) error = NULL;

  if (igny_store_finish (IGNY_STORE (source), result, &data, &error))
    {
      tell (self, data);
      if (window != NULL)
        gtk_window_destroy (GTK_WINDOW (window));
    }
  else if (window != NULL)
    {
      IgnyRecordSave  *save = data;
      g_autofree char *rest = NULL;

      igny_form_dialog_set_busy (window, FALSE);
      if (save != NULL && !igny_errors_is_empty (save->errors))
        {
          rest = igny_record_form_complain (self->form, save->errors);
          igny_form_dialog_set_error (window, rest);
        }
      else
        show_error (self, error);
    }
  release (self);
}

/* Once it is given to the store it is saved, even if the window is closed. */
static void
save_cb (Dialog *self)
{
  GPtrArray *changes = igny_record_form_get_changes (self->form);

  if (self->row != 0 && changes->len == 0)
    {
      g_ptr_array_unref (changes);
      gtk_window_destroy (GTK_WINDOW (self->window));
      return;
    }
  igny_form_dialog_set_error (self->window, NULL);
  igny_form_dialog_set_busy (self->window, TRUE);
  igny_store_write_async (self->store, IGNY_STEP_DO, self->row == 0 ? "Add" : "Edit",
                          igny_record_save_write,
                          igny_record_save_new (self->entity, self->row, &self->scope, changes),
                          (GDestroyNotify) igny_record_save_free, NULL, saved_cb,
                          g_rc_box_acquire (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Dialog  *self = user_data;
  gpointer data = NULL;
  g_autoptr(GError) error = NULL;

  if (igny_store_finish (IGNY_STORE (source), result, &data, &error))
    {
      const IgnyRecordLoad *load = data;

      if (self->window != NULL)
        {
          igny_record_form_show (self->form, load->record, load->titles, load->ids);
          igny_form_dialog_set_busy (self->window, FALSE);
          igny_form_view_focus (igny_form_dialog_get_form (self->window));
        }
    }
  else if (self->window != NULL)
    show_error (self, error);
  release (self);
}

static void
fill (Dialog *self)
{
  g_autoptr(IgnyRecord) fresh = NULL;

  if (self->row == 0)
    {
      fresh = igny_record_new (self->entity);
      igny_record_form_show (self->form, fresh, NULL, NULL);
      igny_form_view_focus (igny_form_dialog_get_form (self->window));
      return;
    }
  igny_form_dialog_set_busy (self->window, TRUE);
  igny_store_read_async (self->store, igny_record_load_read,
                         igny_record_load_new (self->entity, self->row),
                         (GDestroyNotify) igny_record_load_free, self->cancellable, loaded_cb,
                         g_rc_box_acquire (self));
}

/* The form has other values than the keyword now, so it goes. */
static void
chosen_cb (const char *words,
           gpointer    user_data)
{
  Dialog *self = user_data;

  if (self->saved != NULL)
    self->saved (self->row, words, self->user_data);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
add_sources (Dialog *self)
{
  GtkWidget *group = igny_keyword_sources_group_new (self->store, self->row, self->cancellable,
                                                     chosen_cb, self);

  igny_form_view_append (igny_form_dialog_get_form (self->window), ADW_PREFERENCES_GROUP (group));
}

static GtkWidget *
create_window (GtkWindow        *parent,
               const IgnyEntity *entity,
               gboolean          adds)
{
  /* Translators: %s is a kind of record, as in “Add Keyword”. */
  g_autofree char *title = NULL;

  if (adds)
    title = g_strdup_printf (_("Add %s"), _(entity->label_one));
  else
    title = g_strdup_printf (_("Edit %s"), _(entity->label_one));

  return igny_form_dialog_new (parent, title, adds ? _("_Add") : _("_Save"));
}

GtkWindow *
igny_record_dialog_present (GtkWindow        *parent,
                            IgnyStore        *store,
                            const IgnyEntity *entity,
                            gint64            row,
                            const IgnyScope  *scope,
                            IgnyRecordSaved   saved,
                            gpointer          user_data,
                            GDestroyNotify    destroy)
{
  Dialog    *self;
  GtkWidget *window;
  gboolean   ask_sector;

  g_return_val_if_fail (IGNY_IS_STORE (store) && entity != NULL && scope != NULL, NULL);

  window = create_window (parent, entity, row == 0);
  self = g_rc_box_new0 (Dialog);
  self->window = IGNY_FORM_DIALOG (window);
  self->store = g_object_ref (store);
  self->entity = entity;
  self->row = row;
  self->scope = *scope;
  self->cancellable = g_cancellable_new ();
  self->saved = saved;
  self->user_data = user_data;
  self->destroy = destroy;
  ask_sector = row == 0 && scope->sector == 0 && igny_entity_has_field (entity, "sector");
  self->form = igny_record_form_new (igny_form_dialog_get_form (self->window), entity, row == 0,
                                     ask_sector);
  connect_choosers (self);
  if (row != 0 && entity == &igny_keyword_entity)
    add_sources (self);
  g_object_set_data_full (G_OBJECT (window), "dialog", self, release);
  g_signal_connect_swapped (window, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (closed_cb), self);
  fill (self);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}
