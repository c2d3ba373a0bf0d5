/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-row.h"

G_BEGIN_DECLS

/* A complaint about a value in words that say the remedy, or NULL when it is
 * good. */
typedef char *(*IgnyFormCheck) (const IgnyFormField *field,
                                const char          *value,
                                gpointer             user_data);

/* The Form template: groups of fields, checked while they are typed.
 *
 * Signals, each with (const char *id, const char *value): "committed", for a
 * good value that is to be saved; "removed", for a secret; "test". And
 * "typed", without more, after every keystroke. */
#define IGNY_TYPE_FORM_VIEW (igny_form_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFormView, igny_form_view, IGNY, FORM_VIEW, GtkWidget)

/* With apply, every field is saved by itself, at once; without, an owner such
 * as IgnyFormDialog saves them together. */
GtkWidget *igny_form_view_new (gboolean apply);
void       igny_form_view_add_group (IgnyFormView *self,
                                     const char   *title,
                                     const char   *description);
/* Into the last group. field lives as long as the view. */
IgnyFormRow *igny_form_view_add_field (IgnyFormView        *self,
                                       const IgnyFormField *field);
/* The group that was added last, for rows that are no fields. */
AdwPreferencesGroup *igny_form_view_get_group (IgnyFormView *self);
/* A group of the owner's own, below the others. */
void         igny_form_view_append (IgnyFormView        *self,
                                    AdwPreferencesGroup *group);
IgnyFormRow *igny_form_view_find (IgnyFormView *self,
                                  const char   *id);
char        *igny_form_view_dup_value (IgnyFormView *self,
                                       const char   *id);
void         igny_form_view_set_value (IgnyFormView *self,
                                       const char   *id,
                                       const char   *value);
void         igny_form_view_set_check (IgnyFormView  *self,
                                       IgnyFormCheck  check,
                                       gpointer       user_data,
                                       GDestroyNotify destroy);
/* Whether every value is good. With show, complains and goes to the first one
 * that is not. */
gboolean igny_form_view_check (IgnyFormView *self,
                               gboolean      show);
void     igny_form_view_focus (IgnyFormView *self);

G_END_DECLS
