/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-form-dialog.h"
#include "igny-form-words.h"
#include "igny-sites.h"

/* clang-format off */
static const IgnyFormField site_fields[] = {
  { "name",   N_("Name"), NULL, IGNY_FORM_TEXT, NULL, FALSE },
  { "domain", N_("Domain"), N_("Where the website is found, such as outdoor-gear.com"), IGNY_FORM_TEXT, NULL, TRUE },
  { "sector", N_("First sector"), N_("What the website is about; more can be added later"), IGNY_FORM_TEXT, NULL, TRUE },
};

static const IgnyFormField sector_fields[] = {
  { "name", N_("Name"), N_("What this part of the website is about"), IGNY_FORM_TEXT, NULL, FALSE },
};
/* clang-format on */

/* Goes with its window, but for what a running save holds. */
typedef struct
{
  IgnyFormDialog *window; /* NULL once it is closed */
  IgnyStore      *store;
  gint64          site; /* 0 for a new one */
  IgnySiteMade    made;
  gpointer        user_data;
  GDestroyNotify  destroy;
} Dialog;

typedef struct
{
  char     *name;
  char     *domain;
  char     *sector;
  IgnyScope scope;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->name);
  g_free (save->domain);
  g_free (save->sector);
  g_free (save);
}

static void
clear (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->store);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
}

static void
release (gpointer self)
{
  g_rc_box_release_full (self, clear);
}

static gboolean
write_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Save *save = data;

  if (save->scope.site != 0)
    {
      igny_step_set_label (step, _("Add sector “%s”"), save->name);
      return igny_sites_add_sector (step, save->scope.site, save->name, &save->scope.sector, error);
    }
  igny_step_set_label (step, _("Add site “%s”"), save->name);
  return igny_sites_add (step, save->name, save->domain,
                         *save->sector != '\0' ? save->sector : NULL, &save->scope.site,
                         &save->scope.sector, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Dialog  *self = user_data;
  gpointer data = NULL;
  g_autoptr(GError) error = NULL;

  if (igny_store_finish (IGNY_STORE (source), result, &data, &error))
    {
      if (self->made != NULL)
        self->made (&((const Save *) data)->scope, self->user_data);
      if (self->window != NULL)
        gtk_window_destroy (GTK_WINDOW (self->window));
    }
  else if (self->window != NULL)
    {
      g_autofree char *words = igny_form_words_from_message (error->message);

      igny_form_dialog_set_busy (self->window, FALSE);
      igny_form_dialog_set_error (self->window, words);
    }
  release (self);
}

/* "https://outdoor-gear.com/" is what people copy from the address bar. */
static char *
dup_domain (IgnyFormView *form)
{
  g_autofree char *text = igny_form_view_dup_value (form, "domain");
  const char      *start = strstr (text, "://");
  char            *domain;

  domain = g_strstrip (g_strdup (start != NULL ? start + 3 : text));
  domain[strcspn (domain, "/?#")] = '\0';
  return domain;
}

static void
save_cb (Dialog *self)
{
  IgnyFormView *form = igny_form_dialog_get_form (self->window);
  Save         *save = g_new0 (Save, 1);

  save->name = igny_form_view_dup_value (form, "name");
  save->scope.site = self->site;
  if (self->site == 0)
    {
      save->domain = dup_domain (form);
      save->sector = igny_form_view_dup_value (form, "sector");
    }
  igny_form_dialog_set_error (self->window, NULL);
  igny_form_dialog_set_busy (self->window, TRUE);
  igny_store_write_async (self->store, IGNY_STEP_DO, "Add", write_cb, save, save_free, NULL,
                          saved_cb, g_rc_box_acquire (self));
}

static void
closed_cb (Dialog *self)
{
  self->window = NULL;
}

static Dialog *
create (GtkWindow  *parent,
        IgnyStore  *store,
        const char *title)
{
  Dialog    *self = g_rc_box_new0 (Dialog);
  GtkWidget *window = igny_form_dialog_new (parent, title, _("_Add"));

  self->window = IGNY_FORM_DIALOG (window);
  self->store = g_object_ref (store);
  gtk_window_set_default_size (GTK_WINDOW (window), 460, -1);
  g_object_set_data_full (G_OBJECT (window), "dialog", self, release);
  g_signal_connect_swapped (window, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (closed_cb), self);
  return self;
}

static GtkWindow *
present (Dialog              *self,
         const IgnyFormField *fields,
         guint                n_fields)
{
  IgnyFormView *form = igny_form_dialog_get_form (self->window);

  for (guint i = 0; i < n_fields; i++)
    igny_form_view_add_field (form, fields + i);
  gtk_window_present (GTK_WINDOW (self->window));
  igny_form_view_focus (form);
  return GTK_WINDOW (self->window);
}

GtkWindow *
igny_site_dialog_present (GtkWindow     *parent,
                          IgnyStore     *store,
                          IgnySiteMade   made,
                          gpointer       user_data,
                          GDestroyNotify destroy)
{
  Dialog *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = create (parent, store, _("New Site"));
  self->made = made;
  self->user_data = user_data;
  self->destroy = destroy;
  return present (self, site_fields, G_N_ELEMENTS (site_fields));
}

GtkWindow *
igny_site_dialog_present_sector (GtkWindow     *parent,
                                 IgnyStore     *store,
                                 gint64         site,
                                 IgnySiteMade   made,
                                 gpointer       user_data,
                                 GDestroyNotify destroy)
{
  Dialog *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && site != 0, NULL);

  self = create (parent, store, _("New Sector"));
  self->site = site;
  self->made = made;
  self->user_data = user_data;
  self->destroy = destroy;
  return present (self, sector_fields, G_N_ELEMENTS (sector_fields));
}
