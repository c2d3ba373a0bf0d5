/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-rules-private.h"

#include "igny-sector.h"
#include "igny-site.h"
#include "igny-transition.h"

static void
check_field (gconstpointer    record,
             gconstpointer    before,
             const IgnyField *field,
             IgnyErrors      *errors)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const char       *to = igny_record_get_text (record, field);
  const char       *from = before != NULL ? igny_record_get_text (before, field) : NULL;
  const char       *why = NULL;

  if (before == NULL && g_strcmp0 (to, field->initial) == 0)
    return;
  if (igny_transition_get (entity, field->name, from, to, &why) == IGNY_TRANSITION_ALLOWED)
    return;
  if (from != NULL)
    igny_errors_add (errors, field->name, "“%s” cannot follow “%s”: %s", to, from, why);
  else
    igny_errors_add (errors, field->name, "cannot begin as “%s”: %s", to, why);
}

void
igny_rules_check_status (gconstpointer record,
                         gconstpointer before,
                         IgnyErrors   *errors)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_CHOICE && igny_transition_knows (entity, f->name))
      check_field (record, before, f, errors);
}

/* *name is NULL when the place is active. */
static gboolean
find_inactive (IgnyDb           *db,
               const IgnyEntity *target,
               gint64            row,
               char            **name,
               GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM main.%s WHERE row = ?1 AND "
                                          "is_active = 0",
                                          target->table);

  return igny_db_get_text (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), name, error);
}

static gboolean
check_active (IgnyDb           *db,
              gconstpointer     record,
              const char       *name,
              const IgnyEntity *target,
              IgnyErrors       *errors,
              GError          **error)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const IgnyField  *field = igny_entity_find_field (entity, name);
  g_autofree char  *title = NULL;
  gint64            row;

  if (field == NULL || field->target != target || igny_record_get_number (record, field) == 0)
    return TRUE;
  row = igny_record_get_number (record, field);
  if (!find_inactive (db, target, row, &title, error))
    return FALSE;
  if (title != NULL)
    igny_errors_add (errors, name, "“%s” is not active; set it to active first", title);
  return TRUE;
}

gboolean
igny_rules_check_place (IgnyDb       *db,
                        gconstpointer record,
                        IgnyErrors   *errors,
                        GError      **error)
{
  return check_active (db, record, "site", &igny_site_entity, errors, error) &&
         check_active (db, record, "sector", &igny_sector_entity, errors, error);
}
