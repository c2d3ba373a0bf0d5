/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-form.h"
#include "igny-id.h"
#include "igny-number.h"

G_BEGIN_DECLS

/* The first idea of the house: an entity is described once. A typed struct
 * holds a record, a static table of IgnyField describes it, and from that table
 * come SQL for reading and writing, the triggers that log changes, validation,
 * JSON, CSV, forms, columns and filters. The table knows scalars, choices and
 * references and nothing else: no relations, no lazy loading, no identity map.
 * DDL stays in numbered SQL files; a test compares the two. */

typedef enum
{
  IGNY_KIND_TEXT,      /* char * */
  IGNY_KIND_JSON,      /* char *, JSON text */
  IGNY_KIND_CHOICE,    /* char *, one of field->choices */
  IGNY_KIND_INTEGER,   /* gint64 */
  IGNY_KIND_DECIMAL,   /* gint64 in units of 10^-field->digits */
  IGNY_KIND_TIME,      /* gint64, ms since 1970, UTC */
  IGNY_KIND_FLAG,      /* gint64, 0 or 1 */
  IGNY_KIND_REFERENCE, /* gint64, row of field->target; 0 is none */
} IgnyKind;

typedef enum
{
  IGNY_FIELD_REQUIRED = 1 << 0,
  IGNY_FIELD_SEARCHABLE = 1 << 1, /* the page's search looks into it */
  IGNY_FIELD_READ_ONLY = 1 << 2,  /* written by the program, not by a person */
  IGNY_FIELD_COMPUTED = 1 << 3,   /* not a column: the store computes it when reading */
  IGNY_FIELD_LONG = 1 << 4,       /* too long for lists: loaded with the single record only */
  IGNY_FIELD_HIDDEN = 1 << 5,     /* neither in JSON nor on a screen */
  IGNY_FIELD_FIXED = 1 << 6,      /* given when the record is made and never changed */
  IGNY_FIELD_KEPT = 1 << 7,       /* tells of the world outside, so undo leaves it alone */
} IgnyFieldFlags;

typedef enum
{
  IGNY_TONE_NEUTRAL,
  IGNY_TONE_ACCENT,
  IGNY_TONE_SUCCESS,
  IGNY_TONE_WARNING,
  IGNY_TONE_ERROR,
} IgnyTone;

/* A word that is stored, its label, and the other words, separated by spaces,
 * that are accepted for it when reading. */
typedef struct
{
  const char *word;
  const char *label;
  IgnyTone    tone;
  const char *others;
} IgnyChoice;

typedef struct _IgnyEntity IgnyEntity;

typedef struct
{
  const char       *name;
  const char       *label;
  IgnyKind          kind;
  gsize             offset;
  guint             flags; /* IgnyFieldFlags */
  guint             digits;
  guint             max_length; /* characters; 0 is no limit */
  gint64            minimum;    /* in the stored unit, */
  gint64            maximum;    /* checked when minimum < maximum */
  const char       *initial;    /* value of a new record, as text */
  const char       *unit;       /* shown behind a number, or NULL */
  IgnyForm          form;       /* of a text or JSON, checked when it is known */
  const IgnyChoice *choices;    /* of a text: labels of words that it may have, among others */
  const IgnyEntity *target;
} IgnyField;

typedef enum
{
  IGNY_ENTITY_KEPT = 1 << 0,   /* undo leaves it alone: ledgers, logs, publishing records */
  IGNY_ENTITY_LOCAL = 1 << 1,  /* not logged, never synced: jobs, AI logs */
  IGNY_ENTITY_LINK = 1 << 2,   /* a pair: has no id and no times of its own */
  IGNY_ENTITY_GLOBAL = 1 << 3, /* belongs to no account and is read by all */
} IgnyEntityFlags;

/* What no two living records may have alike. Columns are fields, or "account",
 * with spaces; one that is unknown counts as "". */
typedef struct
{
  const char *columns;
  const char *field; /* which is told so, or NULL: the last of the columns */
  const char *open;  /* a field: only records in which it is unknown count; or NULL */
} IgnyUnique;

struct _IgnyEntity
{
  const char       *table; /* also its name in the terminal: "keywords" */
  const char       *label;
  const char       *label_one;
  const IgnyField  *fields; /* ends with a NULL name */
  gsize             size;
  guint             flags;   /* IgnyEntityFlags */
  const IgnyUnique *uniques; /* ends with NULL columns; NULL is none */
};

/* Fails to compile when the struct member does not have the C type that the
 * field kind stores. */
#define IGNY_MEMBER(Type, member, CType) \
  (G_STRUCT_OFFSET (Type, member) +      \
   0 * sizeof (char[_Generic(&((Type *) 0)->member, CType * : 1)]))

#define IGNY_FIELD(Type, member, text, kind_, CType, ...)                                       \
  {                                                                                             \
    .name = #member, .label = text, .kind = kind_, .offset = IGNY_MEMBER (Type, member, CType), \
    __VA_ARGS__                                                                                 \
  }

#define IGNY_TEXT(Type, member, text, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_TEXT, char *, __VA_ARGS__)
#define IGNY_JSON(Type, member, text, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_JSON, char *, __VA_ARGS__)
#define IGNY_CHOICE(Type, member, text, list, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_CHOICE, char *, .choices = list, __VA_ARGS__)
#define IGNY_INTEGER(Type, member, text, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_INTEGER, gint64, __VA_ARGS__)
#define IGNY_DECIMAL(Type, member, text, places, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_DECIMAL, gint64, .digits = places, __VA_ARGS__)
#define IGNY_TIME(Type, member, text, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_TIME, gint64, __VA_ARGS__)
#define IGNY_FLAG(Type, member, text, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_FLAG, gint64, __VA_ARGS__)
#define IGNY_REFERENCE(Type, member, text, entity, ...) \
  IGNY_FIELD (Type, member, text, IGNY_KIND_REFERENCE, gint64, .target = entity, __VA_ARGS__)

gboolean         igny_kind_is_text (IgnyKind kind);
const IgnyField *igny_entity_find_field (const IgnyEntity *entity,
                                         const char       *name);
const IgnyField *igny_entity_field_at (const IgnyEntity *entity,
                                       gsize             offset);
/* The field that names a record to a person: the first required text, else a
 * word that is given once, such as the type of a prompt; NULL when it has none. */
const IgnyField *igny_entity_title_field (const IgnyEntity *entity);
gboolean         igny_entity_has_field (const IgnyEntity *entity,
                                        const char       *name);
/* By word or by another accepted word, in any case; NULL when unknown. */
const IgnyChoice *igny_field_find_choice (const IgnyField *field,
                                          const char      *word);

G_END_DECLS
