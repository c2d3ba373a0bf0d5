/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-entity.h"
#include "igny-form-chooser.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_FORM_TEXT,
  IGNY_FORM_LONG_TEXT,
  IGNY_FORM_NUMBER,
  IGNY_FORM_SWITCH,    /* "1" and "0" */
  IGNY_FORM_CHOICE,    /* a word of choices; "" is none */
  IGNY_FORM_SECRET,    /* never shown: kept in the keyring */
  IGNY_FORM_TEST,      /* no value: a button that tries something */
  IGNY_FORM_SHARE,     /* a slider from "0" to "1", in hundredths */
  IGNY_FORM_REFERENCE, /* another record, found by searching */
} IgnyFormKind;

/* One field of a form, as data. */
typedef struct
{
  const char       *id;
  const char       *label;
  const char       *hint; /* under it; NULL when the label says it */
  IgnyFormKind      kind;
  const IgnyChoice *choices; /* ends with a NULL word */
  gboolean          optional;
} IgnyFormField;

/* The rows of one field and the complaint under them.
 *
 * Signals: "typed", while it changes; "committed", when it is to be saved;
 * "removed", when a secret is to be forgotten; "test". */
#define IGNY_TYPE_FORM_ROW (igny_form_row_get_type ())
G_DECLARE_FINAL_TYPE (IgnyFormRow, igny_form_row, IGNY, FORM_ROW, GObject)

/* The strings of field live as long as the row. With apply, a text is committed
 * by its own button; without, its owner commits the form as a whole. */
IgnyFormRow         *igny_form_row_new (const IgnyFormField *field,
                                        gboolean             apply);
const IgnyFormField *igny_form_row_get_field (IgnyFormRow *self);
void                 igny_form_row_add_to (IgnyFormRow         *self,
                                           AdwPreferencesGroup *group);
/* The same, among what unfolds below another row. */
void  igny_form_row_add_below (IgnyFormRow    *self,
                               AdwExpanderRow *row);
char *igny_form_row_dup_value (IgnyFormRow *self);
/* Emits nothing. */
void igny_form_row_set_value (IgnyFormRow *self,
                              const char  *value);
/* Other choices than the field's, as for references: words and labels are of
 * the same length. */
void igny_form_row_set_choices (IgnyFormRow       *self,
                                const char *const *words,
                                const char *const *labels);
/* What can be picked instead of typing it, as a menu at the end of a text; none
 * takes the menu away. */
void igny_form_row_set_suggestions (IgnyFormRow       *self,
                                    const char *const *words);
/* Of a reference, to answer its searches and name what is chosen. */
IgnyFormChooser *igny_form_row_get_chooser (IgnyFormRow *self);
/* Words that say the remedy; NULL takes them away. */
void igny_form_row_set_error (IgnyFormRow *self,
                              const char  *words);
/* The same place, for what is no complaint. */
void igny_form_row_set_note (IgnyFormRow *self,
                             const char  *words);
/* Whether the keyring holds the secret. */
void igny_form_row_set_stored (IgnyFormRow *self,
                               gboolean     stored);
/* Where else the secret is kept, in words; NULL shows the entry. */
void igny_form_row_set_stored_words (IgnyFormRow *self,
                                     const char  *words);
/* What a test found; NULL words while it runs. */
void igny_form_row_set_result (IgnyFormRow *self,
                               IgnyTone     tone,
                               const char  *words);
/* A secret is shown as one that is not there. */
void igny_form_row_set_visible (IgnyFormRow *self,
                                gboolean     visible);
void igny_form_row_focus (IgnyFormRow *self);

G_END_DECLS
