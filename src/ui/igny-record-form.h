/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form-view.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* The fields of an entity as fields of a form, and the way back from what was
 * typed to what has to be saved. Main thread. */
typedef struct _IgnyRecordForm IgnyRecordForm;

/* Fills form with the fields that a person sets. adds: for a new record, which
 * is also given what cannot be changed later. ask_sector puts the sector first.
 * Belongs to the owner of form, and outlives it. */
IgnyRecordForm *igny_record_form_new (IgnyFormView     *form,
                                      const IgnyEntity *entity,
                                      gboolean          adds,
                                      gboolean          ask_sector);
void            igny_record_form_free (IgnyRecordForm *self);
/* The reference that the row of the form stands for, or NULL. */
const IgnyField *igny_record_form_find_reference (IgnyRecordForm *self,
                                                  const char     *id);
/* Shows record. titles are the titles of its references by field name, ids
 * their UUID texts. */
void igny_record_form_show (IgnyRecordForm *self,
                            gconstpointer   record,
                            GHashTable     *titles,
                            GHashTable     *ids);
/* Names and values of what differs from what was shown: pairs of strings. */
GPtrArray *igny_record_form_get_changes (IgnyRecordForm *self);
/* Puts complaints beside the fields; what belongs to none is returned, or
 * NULL. */
char *igny_record_form_complain (IgnyRecordForm   *self,
                                 const IgnyErrors *errors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyRecordForm, igny_record_form_free)

G_END_DECLS
