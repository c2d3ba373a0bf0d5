/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"
#include "igny-errors.h"

G_BEGIN_DECLS

/* A record is a value: read on a store thread, handed over, from then on used
 * by one thread. It begins with this head; the fields follow in the struct of
 * its entity. Text fields own their text; NULL is unknown. */
typedef struct
{
  const IgnyEntity *entity;
  gint64            row; /* 0 until it is stored */
  IgnyId            id;
  gint64            created_at; /* ms since 1970, UTC */
  gint64            updated_at;
} IgnyRecord;

/* With every field's initial value; numbers without one are unknown. */
gpointer igny_record_new (const IgnyEntity *entity);
gpointer igny_record_copy (gconstpointer record);
void     igny_record_free (gpointer record);

const char *igny_record_get_text (gconstpointer    record,
                                  const IgnyField *field);
gint64      igny_record_get_number (gconstpointer    record,
                                    const IgnyField *field);
void        igny_record_set_text (gpointer         record,
                                  const IgnyField *field,
                                  const char      *text);
void        igny_record_set_number (gpointer         record,
                                    const IgnyField *field,
                                    gint64           number);
gboolean    igny_record_is_unknown (gconstpointer    record,
                                    const IgnyField *field);
gboolean    igny_record_field_equal (gconstpointer    a,
                                     gconstpointer    b,
                                     const IgnyField *field);
/* What names it to a person; "" when it has no name. */
const char *igny_record_get_title (gconstpointer record);

/* Reads what a person typed ("" is unknown); complaints go to errors, with the
 * remedy. References are not read here: they need the store. */
gboolean igny_record_parse (gpointer         record,
                            const IgnyField *field,
                            const char      *text,
                            IgnyErrors      *errors);
/* Requirements, lengths, ranges and choices of every field. */
gboolean igny_record_validate (gconstpointer record,
                               IgnyErrors   *errors);
/* A number as it is typed and exported: plain digits and a point; NULL when
 * unknown. */
char *igny_record_dup_plain (gconstpointer    record,
                             const IgnyField *field);

/* Every record type: IGNY_RECORD_TYPE (IgnySite) makes autoptr work. */
#define IGNY_RECORD_TYPE(Type) G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, igny_record_free)

IGNY_RECORD_TYPE (IgnyRecord)

G_END_DECLS
