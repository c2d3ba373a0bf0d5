/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-view.h"

#include <glib/gi18n.h>

struct _IgnyFormView
{
  GtkWidget parent_instance;

  AdwPreferencesPage  *page;
  AdwPreferencesGroup *group;
  GPtrArray           *rows;
  gboolean             apply;
  IgnyFormCheck        check;
  gpointer             check_data;
  GDestroyNotify       check_destroy;
};

enum
{
  TYPED,
  COMMITTED,
  REMOVED,
  TEST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyFormView, igny_form_view, GTK_TYPE_WIDGET)

static char *
complain (IgnyFormView *self,
          IgnyFormRow  *row)
{
  const IgnyFormField *field = igny_form_row_get_field (row);
  g_autofree char     *value = igny_form_row_dup_value (row);

  if (field->kind == IGNY_FORM_TEST || field->kind == IGNY_FORM_SECRET)
    return NULL;
  if (!field->optional && *value == '\0')
    return g_strdup_printf (_ ("Fill in “%s”."), _ (field->label));
  return self->check != NULL ? self->check (field, value, self->check_data) : NULL;
}

static void
typed_cb (IgnyFormView *self,
          IgnyFormRow  *row)
{
  g_autofree char *words = complain (self, row);

  igny_form_row_set_error (row, words);
  g_signal_emit (self, signals[TYPED], 0);
}

static void
emit (IgnyFormView *self,
      IgnyFormRow  *row,
      guint         signal)
{
  g_autofree char *value = igny_form_row_dup_value (row);

  g_signal_emit (self, signals[signal], 0, igny_form_row_get_field (row)->id, value);
}

static void
committed_cb (IgnyFormView *self,
              IgnyFormRow  *row)
{
  g_autofree char *words = complain (self, row);

  igny_form_row_set_error (row, words);
  if (words == NULL)
    emit (self, row, COMMITTED);
}

static void
removed_cb (IgnyFormView *self,
            IgnyFormRow  *row)
{
  emit (self, row, REMOVED);
}

static void
test_cb (IgnyFormView *self,
         IgnyFormRow  *row)
{
  emit (self, row, TEST);
}

static void
igny_form_view_dispose (GObject *object)
{
  IgnyFormView *self = IGNY_FORM_VIEW (object);
  GtkWidget    *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  if (self->check_destroy != NULL)
    self->check_destroy (self->check_data);
  self->check_destroy = NULL;

  G_OBJECT_CLASS (igny_form_view_parent_class)->dispose (object);
}

static void
igny_form_view_class_init (IgnyFormViewClass *klass)
{
  static const char *const names[N_SIGNALS] = { "typed", "committed", "removed", "test" };

  G_OBJECT_CLASS (klass)->dispose = igny_form_view_dispose;

  signals[TYPED] = g_signal_new (names[TYPED], IGNY_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  for (guint i = COMMITTED; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], IGNY_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_form_view_init (IgnyFormView *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->page), GTK_WIDGET (self));
}

GtkWidget *
igny_form_view_new (gboolean apply)
{
  IgnyFormView *self = g_object_new (IGNY_TYPE_FORM_VIEW, NULL);

  self->apply = apply;
  return GTK_WIDGET (self);
}

void
igny_form_view_add_group (IgnyFormView *self,
                          const char   *title,
                          const char   *description)
{
  g_return_if_fail (IGNY_IS_FORM_VIEW (self));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    adw_preferences_group_set_title (self->group, title);
  if (description != NULL)
    adw_preferences_group_set_description (self->group, description);
  adw_preferences_page_add (self->page, self->group);
}

IgnyFormRow *
igny_form_view_add_field (IgnyFormView        *self,
                          const IgnyFormField *field)
{
  IgnyFormRow *row;

  g_return_val_if_fail (IGNY_IS_FORM_VIEW (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (self->group == NULL)
    igny_form_view_add_group (self, NULL, NULL);
  row = igny_form_row_new (field, self->apply || field->kind == IGNY_FORM_SECRET);
  igny_form_row_add_to (row, self->group);
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "test", G_CALLBACK (test_cb), self, G_CONNECT_SWAPPED);
  return row;
}

AdwPreferencesGroup *
igny_form_view_get_group (IgnyFormView *self)
{
  g_return_val_if_fail (IGNY_IS_FORM_VIEW (self), NULL);

  return self->group;
}

void
igny_form_view_append (IgnyFormView        *self,
                       AdwPreferencesGroup *group)
{
  g_return_if_fail (IGNY_IS_FORM_VIEW (self));

  self->group = group;
  adw_preferences_page_add (self->page, group);
}

IgnyFormRow *
igny_form_view_find (IgnyFormView *self,
                     const char   *id)
{
  g_return_val_if_fail (IGNY_IS_FORM_VIEW (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (igny_form_row_get_field (self->rows->pdata[i])->id, id) == 0)
      return self->rows->pdata[i];
  return NULL;
}

char *
igny_form_view_dup_value (IgnyFormView *self,
                          const char   *id)
{
  IgnyFormRow *row = igny_form_view_find (self, id);

  g_return_val_if_fail (row != NULL, NULL);

  return igny_form_row_dup_value (row);
}

void
igny_form_view_set_value (IgnyFormView *self,
                          const char   *id,
                          const char   *value)
{
  IgnyFormRow *row = igny_form_view_find (self, id);

  g_return_if_fail (row != NULL);

  igny_form_row_set_value (row, value);
}

void
igny_form_view_set_check (IgnyFormView  *self,
                          IgnyFormCheck  check,
                          gpointer       user_data,
                          GDestroyNotify destroy)
{
  g_return_if_fail (IGNY_IS_FORM_VIEW (self));

  if (self->check_destroy != NULL)
    self->check_destroy (self->check_data);
  self->check = check;
  self->check_data = user_data;
  self->check_destroy = destroy;
}

gboolean
igny_form_view_check (IgnyFormView *self,
                      gboolean      show)
{
  gboolean good = TRUE;

  g_return_val_if_fail (IGNY_IS_FORM_VIEW (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      IgnyFormRow     *row = self->rows->pdata[i];
      g_autofree char *words = complain (self, row);

      if (show)
        igny_form_row_set_error (row, words);
      if (show && good && words != NULL)
        igny_form_row_focus (row);
      good = good && words == NULL;
    }
  return good;
}

void
igny_form_view_focus (IgnyFormView *self)
{
  g_return_if_fail (IGNY_IS_FORM_VIEW (self));

  if (self->rows->len > 0)
    igny_form_row_focus (self->rows->pdata[0]);
}
