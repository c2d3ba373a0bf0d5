/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entity.h"

#include <string.h>

gboolean
igny_kind_is_text (IgnyKind kind)
{
  return kind == IGNY_KIND_TEXT || kind == IGNY_KIND_JSON || kind == IGNY_KIND_CHOICE;
}

const IgnyField *
igny_entity_find_field (const IgnyEntity *entity,
                        const char       *name)
{
  g_return_val_if_fail (entity != NULL && name != NULL, NULL);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (strcmp (f->name, name) == 0)
      return f;
  return NULL;
}

const IgnyField *
igny_entity_field_at (const IgnyEntity *entity,
                      gsize             offset)
{
  g_return_val_if_fail (entity != NULL, NULL);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->offset == offset)
      return f;
  return NULL;
}

#define NAMES (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

const IgnyField *
igny_entity_title_field (const IgnyEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_TEXT && (f->flags & IGNY_FIELD_REQUIRED) != 0)
      return f;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_CHOICE && (f->flags & NAMES) == NAMES)
      return f;
  return NULL;
}

gboolean
igny_entity_has_field (const IgnyEntity *entity,
                       const char       *name)
{
  return igny_entity_find_field (entity, name) != NULL;
}

static gboolean
lists_word (const char *words,
            const char *word)
{
  g_auto(GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (g_ascii_strcasecmp (list[i], word) == 0)
      return TRUE;
  return FALSE;
}

const IgnyChoice *
igny_field_find_choice (const IgnyField *field,
                        const char      *word)
{
  g_return_val_if_fail (field != NULL && word != NULL, NULL);

  for (const IgnyChoice *c = field->choices; c != NULL && c->word != NULL; c++)
    if (g_ascii_strcasecmp (c->word, word) == 0 || lists_word (c->others, word))
      return c;
  return NULL;
}
