/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-rules-private.h"

#include <string.h>

#include "igny-sites.h"
#include "igny-text.h"

/* What is unknown is unique as an empty text. */
static const char *
known_text (gconstpointer    record,
            const IgnyField *field)
{
  const char *text = igny_record_get_text (record, field);

  return text != NULL ? text : "";
}

/* " AND column = ?n" for each column of the rule, with the value in binds. */
static gboolean
append_columns (const IgnyRecord *record,
                const IgnyUnique *unique,
                GString          *sql,
                GArray           *binds)
{
  g_auto(GStrv) columns = g_strsplit (unique->columns, " ", -1);

  for (guint i = 0; columns[i] != NULL; i++)
    {
      const IgnyField *field = igny_entity_find_field (record->entity, columns[i]);
      IgnyBind         bind;

      if (field == NULL)
        {
          g_string_append_printf (sql, " AND %s = my_account ()", columns[i]);
          continue;
        }
      if (!igny_kind_is_text (field->kind))
        bind = IGNY_BIND_INT (igny_record_get_number (record, field));
      else
        bind = IGNY_BIND_TEXT (known_text (record, field));
      g_array_append_val (binds, bind);
      if (igny_kind_is_text (field->kind))
        g_string_append_printf (sql, " AND ifnull(%s, '') = ?%u", field->name, binds->len);
      else
        g_string_append_printf (sql, " AND %s = ?%u", field->name, binds->len);
    }
  return columns[0] != NULL;
}

/* The field that is told: the one named, else the last of the columns. */
static const char *
get_told (const IgnyUnique *unique)
{
  const char *space = strrchr (unique->columns, ' ');

  if (unique->field != NULL)
    return unique->field;
  return space != NULL ? space + 1 : unique->columns;
}

static gboolean
check_one (IgnyDb           *db,
           const IgnyRecord *record,
           const IgnyUnique *unique,
           IgnyErrors       *errors,
           GError          **error)
{
  g_autoptr(GArray) binds = g_array_new (FALSE, FALSE, sizeof (IgnyBind));
  g_autoptr(GString) sql = g_string_new (NULL);
  IgnyBind         row = IGNY_BIND_INT (record->row);
  IgnyBind         end = { .kind = IGNY_BIND_END };
  const IgnyField *told = igny_entity_find_field (record->entity, get_told (unique));
  gint64           found;

  g_string_printf (sql, "SELECT count(*) FROM main.%s WHERE deleted_step IS NULL",
                   record->entity->table);
  append_columns (record, unique, sql, binds);
  if (unique->open != NULL)
    g_string_append_printf (sql, " AND %s IS NULL", unique->open);
  g_array_append_val (binds, row);
  g_string_append_printf (sql, " AND row <> ?%u", binds->len);
  g_array_append_val (binds, end);
  if (!igny_db_get_integer (db, sql->str, (const IgnyBind *) (gpointer) binds->data, &found,
                            error))
    return FALSE;
  if (found == 0)
    return TRUE;
  if (told != NULL && igny_kind_is_text (told->kind))
    igny_errors_add (errors, told->name, "“%s” is taken already; choose another one",
                     igny_record_get_text (record, told));
  else
    igny_errors_add (errors, get_told (unique), "there is one already; change that one instead");
  return TRUE;
}

/* Whether the rule does not count this record, as a grant that has ended. */
static gboolean
is_closed (const IgnyRecord *record,
           const IgnyUnique *unique)
{
  const IgnyField *open =
      unique->open != NULL ? igny_entity_find_field (record->entity, unique->open) : NULL;

  return open != NULL && !igny_record_is_unknown (record, open);
}

gboolean
igny_rules_check_unique (IgnyDb           *db,
                         const IgnyRecord *record,
                         IgnyErrors       *errors,
                         GError          **error)
{
  const IgnyUnique *unique = record->entity->uniques;

  /* What a rule of its own said needs not be said twice. */
  for (; unique != NULL && unique->columns != NULL; unique++)
    if (!is_closed (record, unique) &&
        igny_errors_get_messages (errors, get_told (unique)) == NULL &&
        !check_one (db, record, unique, errors, error))
      return FALSE;
  return TRUE;
}

void
igny_rules_derive_slug (IgnyDb     *db,
                        IgnyRecord *record)
{
  const IgnyField *slug = igny_entity_find_field (record->entity, "slug");
  const IgnyField *title = igny_entity_title_field (record->entity);
  g_autofree char *made = NULL;

  if (slug == NULL || title == NULL || (slug->flags & IGNY_FIELD_REQUIRED) == 0 ||
      (igny_record_get_text (record, slug) != NULL &&
       *igny_record_get_text (record, slug) != '\0') ||
      igny_record_get_text (record, title) == NULL)
    return;
  /* Unique in the whole file, so that every record is of the one parent. */
  made = igny_sites_make_slug (db, record->entity->table, "1", 1,
                               igny_record_get_text (record, title));
  igny_record_set_text (record, slug, made);
}
