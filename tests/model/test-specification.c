/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-entities.h"
#include "igny-store.h"
#include "igny-test-folder.h"

/* Compares specification.txt, each descriptor, and the schema of a fresh file
 * with one another. */

static const char *const form_words[] = {
  [IGNY_FORM_ANY] = "",
  [IGNY_FORM_SLUG] = "slug",
  [IGNY_FORM_EMAIL] = "email",
  [IGNY_FORM_URL] = "url",
  [IGNY_FORM_ADDRESS] = "address",
  [IGNY_FORM_DOMAIN] = "domain",
  [IGNY_FORM_COUNTRY] = "country",
  [IGNY_FORM_CURRENCY] = "currency",
  [IGNY_FORM_TIMEZONE] = "zone",
  [IGNY_FORM_LIST] = "list",
  [IGNY_FORM_STRINGS] = "json:strings",
  [IGNY_FORM_NUMBERS] = "json:numbers",
  [IGNY_FORM_TEXTS] = "json:texts",
  [IGNY_FORM_OBJECT] = "json:object",
  [IGNY_FORM_OUTLINE] = "json:outline",
  [IGNY_FORM_PROMPT_TYPES] = "json:prompt-types",
  [IGNY_FORM_DAYS] = "json:days",
  [IGNY_FORM_SLOTS] = "json:slots",
};

static char *
describe_kind (const IgnyField *field)
{
  GString *words;

  switch (field->kind)
    {
    case IGNY_KIND_TEXT:
      return g_strdup (field->form != IGNY_FORM_ANY ? form_words[field->form] : "text");
    case IGNY_KIND_JSON:
      return g_strdup (field->form != IGNY_FORM_ANY ? form_words[field->form] : "json");
    case IGNY_KIND_CHOICE:
      words = g_string_new (NULL);
      for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "|" : "", c->word);
      return g_string_free (words, FALSE);
    case IGNY_KIND_INTEGER:
      return g_strdup ("integer");
    case IGNY_KIND_DECIMAL:
      return g_strdup_printf ("decimal:%u", field->digits);
    case IGNY_KIND_TIME:
      return g_strdup ("time");
    case IGNY_KIND_FLAG:
      return g_strdup ("flag");
    case IGNY_KIND_REFERENCE:
      return g_strdup_printf ("->%s", field->target->table);
    default:
      g_assert_not_reached ();
    }
}

static void
describe_range (GString         *line,
                const IgnyField *field)
{
  if (field->minimum >= field->maximum)
    return;
  g_string_append_printf (line, " %" G_GINT64_FORMAT "..", field->minimum);
  if (field->maximum != G_MAXINT64)
    g_string_append_printf (line, "%" G_GINT64_FORMAT, field->maximum);
}

/* A field as the list writes it. */
static char *
describe (const IgnyField *field)
{
  g_autofree char *kind = describe_kind (field);
  GString         *line = g_string_new (NULL);

  g_string_append_printf (line, "%s %s", field->name, kind);
  if ((field->flags & IGNY_FIELD_REQUIRED) != 0)
    g_string_append (line, " required");
  if ((field->flags & IGNY_FIELD_FIXED) != 0)
    g_string_append (line, " fixed");
  if ((field->flags & IGNY_FIELD_READ_ONLY) != 0)
    g_string_append (line, " auto");
  if ((field->flags & IGNY_FIELD_COMPUTED) != 0)
    g_string_append (line, " computed");
  if (field->initial != NULL)
    g_string_append_printf (line, " =%s", field->initial);
  describe_range (line, field);
  if (field->max_length > 0)
    g_string_append_printf (line, " <=%u", field->max_length);
  return g_string_free (line, FALSE);
}

static char *
describe_unique (const IgnyUnique *unique)
{
  if (unique->open != NULL)
    return g_strdup_printf ("unique %s while %s unknown", unique->columns, unique->open);
  return g_strdup_printf ("unique %s", unique->columns);
}

static char *
describe_entity (const IgnyEntity *entity)
{
  return g_strdup_printf ("entity %s%s%s%s%s", entity->table,
                          (entity->flags & IGNY_ENTITY_GLOBAL) != 0 ? " global" : "",
                          (entity->flags & IGNY_ENTITY_LINK) != 0 ? " link" : "",
                          (entity->flags & IGNY_ENTITY_KEPT) != 0 ? " kept" : "",
                          (entity->flags & IGNY_ENTITY_LOCAL) != 0 ? " local" : "");
}

/* White space between the words of a line is free. */
static char *
squeeze (const char *line)
{
  g_auto(GStrv) words = g_strsplit_set (line, " \t", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

static char **
read_list (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "model", "specification.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) raw = NULL;
  GStrvBuilder *lines = g_strv_builder_new ();
  char        **list;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  raw = g_strsplit (text, "\n", -1);
  for (guint i = 0; raw[i] != NULL; i++)
    {
      g_autofree char *line = squeeze (raw[i]);

      if (*line != '\0' && *line != '#')
        g_strv_builder_add (lines, line);
    }
  list = g_strv_builder_end (lines);
  g_strv_builder_unref (lines);
  return list;
}

static const IgnyEntity *
find_entity (const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 3);
  const IgnyEntity *entity = igny_entities_find (words[1]);
  g_autofree char  *described = entity != NULL ? describe_entity (entity) : NULL;

  g_assert_cmpstr (described, ==, line);
  return entity;
}

/* The lines of one entity, from the one after its name up to the next. */
static guint
count_lines (char **lines)
{
  guint n = 0;

  while (lines[n] != NULL && !g_str_has_prefix (lines[n], "entity "))
    n++;
  return n;
}

static gboolean
is_field (const char *line)
{
  return !g_str_has_prefix (line, "unique ") &&
         !g_str_has_prefix (line, "also ") &&
         !g_str_has_prefix (line, "method ");
}

static const char *
find_line (char      **lines,
           guint       n_lines,
           const char *name)
{
  g_autofree char *start = g_strconcat (name, " ", NULL);

  for (guint i = 0; i < n_lines; i++)
    if (g_str_has_prefix (lines[i], start))
      return lines[i];
  return NULL;
}

static void
check_fields (const IgnyEntity *entity,
              char            **lines,
              guint             n_lines)
{
  guint n_listed = 0;

  for (guint i = 0; i < n_lines; i++)
    n_listed += is_field (lines[i]);
  for (const IgnyField *f = entity->fields; f->name != NULL; f++, n_listed--)
    {
      g_autofree char *described = describe (f);

      g_test_message ("%s.%s", entity->table, f->name);
      g_assert_cmpstr (described, ==, find_line (lines, n_lines, f->name));
    }
  g_assert_cmpuint (n_listed, ==, 0);
}

static void
check_uniques (const IgnyEntity *entity,
               char            **lines,
               guint             n_lines)
{
  const IgnyUnique *unique = entity->uniques;

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *described = NULL;

      if (!g_str_has_prefix (lines[i], "unique "))
        continue;
      described = unique != NULL && unique->columns != NULL ? describe_unique (unique++) : NULL;
      g_assert_cmpstr (described, ==, lines[i]);
    }
  g_assert_true (unique == NULL || unique->columns == NULL);
}

/* "also status pending = new unmapped" */
static void
check_others (const IgnyEntity *entity,
              char            **lines,
              guint             n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      g_auto(GStrv) words = g_strsplit (lines[i], " ", -1);

      if (!g_str_equal (words[0], "also"))
        continue;
      g_assert_cmpstr (words[3], ==, "=");
      for (guint j = 4; words[j] != NULL; j++)
        {
          const IgnyChoice *choice =
              igny_field_find_choice (igny_entity_find_field (entity, words[1]), words[j]);

          g_test_message ("%s %s", lines[i], words[j]);
          g_assert_nonnull (choice);
          g_assert_cmpstr (choice->word, ==, words[2]);
        }
    }
}

static void
test_descriptors (void)
{
  g_auto(GStrv) lines = read_list ();
  guint n_entities = 0;

  for (char **line = lines; *line != NULL; n_entities++)
    {
      const IgnyEntity *entity = find_entity (*line);
      guint             n_lines = count_lines (++line);

      check_fields (entity, line, n_lines);
      check_uniques (entity, line, n_lines);
      check_others (entity, line, n_lines);
      line += n_lines;
    }
  for (guint i = 0; igny_entities[i] != NULL; i++)
    n_entities--;
  g_assert_cmpuint (n_entities, ==, 0);
}

/* What a table says of a column: its type, whether it may be unknown, and the
 * table that it refers to. */
static void
check_column (IgnyDb           *db,
              const IgnyEntity *entity,
              const char       *name,
              const char       *expected)
{
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;

  igny_db_get_text (db,
                    "SELECT type || iif([notnull], ' needed', '') ||"
                    " ifnull((SELECT ' ->' || f.[table] FROM pragma_foreign_key_list(?1) f"
                    " WHERE f.[from] = ?2), '')"
                    " FROM pragma_table_info(?1) WHERE name = ?2",
                    IGNY_BINDS (IGNY_BIND_TEXT (entity->table), IGNY_BIND_TEXT (name)), &found,
                    &error);
  g_assert_no_error (error);
  g_test_message ("%s.%s", entity->table, name);
  g_assert_cmpstr (found, ==, expected);
}

static void
check_field_column (IgnyDb           *db,
                    const IgnyEntity *entity,
                    const IgnyField  *field)
{
  /* Of what the program sets before it saves, a person need not be asked. */
  static const char *const made[] = { "sites.slug", "sectors.slug", "clusters.key",
                                      "keywords.key", "seed_keywords.key",
                                      "integration_settings.config", NULL };
  g_autofree char         *name = g_strdup_printf ("%s.%s", entity->table, field->name);
  gboolean                 needed = (field->flags & IGNY_FIELD_REQUIRED) != 0 ||
                    field->kind == IGNY_KIND_FLAG || g_strv_contains (made, name);
  g_autofree char *expected =
      g_strdup_printf ("%s%s%s%s", igny_kind_is_text (field->kind) ? "TEXT" : "INTEGER",
                       needed ? " needed" : "", field->target != NULL ? " ->" : "",
                       field->target != NULL ? field->target->table : "");

  if ((field->flags & IGNY_FIELD_COMPUTED) == 0)
    check_column (db, entity, field->name, expected);
}

static void
check_head (IgnyDb           *db,
            const IgnyEntity *entity)
{
  gboolean of_account = (entity->flags & IGNY_ENTITY_GLOBAL) == 0 &&
                        !g_str_equal (entity->table, "accounts");

  check_column (db, entity, "account", of_account ? "INTEGER needed ->accounts" : "INTEGER");
  check_column (db, entity, "row", "INTEGER");
  check_column (db, entity, "deleted_step", "INTEGER");
  if ((entity->flags & IGNY_ENTITY_LINK) != 0)
    return;
  check_column (db, entity, "id", "BLOB needed");
  check_column (db, entity, "created_at", "INTEGER needed");
  check_column (db, entity, "updated_at", "INTEGER needed");
}

/* An index as the list would write it: a column that may be unknown counts as
 * '' there, and only living rows do. */
static char *
describe_index (const char *sql)
{
  g_autoptr(GRegex) plain = g_regex_new ("ifnull\\((\\w+), ''\\)", 0, 0, NULL);
  g_autoptr(GRegex) shape = g_regex_new (
      "\\((.*)\\)\\s+WHERE deleted_step IS NULL(?: AND (\\w+) IS NULL)?$", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *plain_sql = g_regex_replace (plain, sql, -1, 0, "\\1", 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *open = NULL;
  g_auto(GStrv) names = NULL;
  g_autofree char *list = NULL;

  g_assert_true (g_regex_match (shape, plain_sql, 0, &match));
  columns = g_match_info_fetch (match, 1);
  open = g_match_info_fetch (match, 2);
  names = g_strsplit (columns, ", ", -1);
  list = g_strjoinv (" ", names);
  if (open != NULL && *open != '\0')
    return g_strdup_printf ("unique %s while %s unknown", list, open);
  return g_strdup_printf ("unique %s", list);
}

static void
check_indexes (IgnyDb           *db,
               const IgnyEntity *entity)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) error = NULL;
  const IgnyUnique *unique = entity->uniques;

  cursor = igny_db_query (db,
                          "SELECT s.sql FROM pragma_index_list(?1) i JOIN sqlite_schema s ON"
                          " s.name = i.name WHERE i.[unique] = 1 AND i.origin = 'c'"
                          " ORDER BY s.rowid",
                          IGNY_BINDS (IGNY_BIND_TEXT (entity->table)), &error);
  g_assert_no_error (error);
  while (igny_cursor_next (cursor, &error))
    {
      g_autofree char *index = describe_index (igny_cursor_get_text (cursor, 0));
      g_autofree char *described =
          unique != NULL && unique->columns != NULL ? describe_unique (unique++) : NULL;

      g_test_message ("%s %s", entity->table, index);
      g_assert_cmpstr (index, ==, described);
    }
  g_assert_no_error (error);
  g_assert_true (unique == NULL || unique->columns == NULL);
}

static gboolean
check_schema (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      check_head (db, igny_entities[i]);
      for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
        check_field_column (db, igny_entities[i], f);
      check_indexes (db, igny_entities[i]);
    }
  return TRUE;
}

static void
test_schema (void)
{
  g_autofree char *folder = igny_test_folder_new ();
  g_autoptr(GError) error = NULL;
  IgnyStore *store = igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error);

  g_assert_no_error (error);
  igny_store_read (store, check_schema, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_close (store);
  g_object_unref (store);
  igny_test_folder_free (g_steal_pointer (&folder));
}

/* The column that complains is one that a person sees. */
static void
test_blamed_fields (void)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyUnique *u = igny_entities[i]->uniques; u != NULL && u->columns != NULL; u++)
      {
        const char      *space = strrchr (u->columns, ' ');
        const char      *name = space != NULL ? space + 1 : u->columns;
        const IgnyField *field =
            igny_entity_find_field (igny_entities[i], u->field != NULL ? u->field : name);

        g_test_message ("%s: %s", igny_entities[i]->table, u->columns);
        g_assert_nonnull (field);
        g_assert_cmpuint (field->flags & (IGNY_FIELD_HIDDEN | IGNY_FIELD_COMPUTED), ==, 0);
        if (u->open != NULL)
          g_assert_nonnull (igny_entity_find_field (igny_entities[i], u->open));
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/specification/descriptors", test_descriptors);
  g_test_add_func ("/model/specification/schema", test_schema);
  g_test_add_func ("/model/specification/blamed-fields", test_blamed_fields);

  return g_test_run ();
}
