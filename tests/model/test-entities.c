/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-entities.h"
#include "igny-record.h"

typedef void (*Visit) (const IgnyEntity *entity,
                       const IgnyField  *field);

static void
visit_all (Visit visit)
{
  guint n = 0;

  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++, n++)
      visit (igny_entities[i], f);
  g_assert_cmpuint (n, >, 150);
}

static void
check_identity (const IgnyEntity *entity,
                const IgnyField  *field)
{
  g_assert_true (igny_entity_find_field (entity, field->name) == field);
  g_assert_true (igny_entity_field_at (entity, field->offset) == field);
  g_assert_true (field->label != NULL && *field->label != '\0');
  g_assert_cmpuint (field->offset, >=, sizeof (IgnyRecord));
  g_assert_cmpuint (field->offset + 8, <=, entity->size);
  g_assert_cmpint (strlen (field->name), ==,
                   strspn (field->name, "abcdefghijklmnopqrstuvwxyz_"));
}

static void
test_identities (void)
{
  g_autoptr(GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);

  visit_all (check_identity);
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      const IgnyEntity *entity = igny_entities[i];

      g_assert_true (g_hash_table_add (tables, (gpointer) entity->table));
      g_assert_true (igny_entities_find (entity->table) == entity);
      g_assert_true (*entity->label != '\0' && *entity->label_one != '\0');
    }
  g_assert_null (igny_entities_find ("nothing"));
}

static void
check_kind (const IgnyEntity *entity,
            const IgnyField  *field)
{
  g_assert_cmpint (field->kind, <=, IGNY_KIND_REFERENCE);
  if (field->kind != IGNY_KIND_TEXT)
    g_assert_true ((field->choices != NULL) == (field->kind == IGNY_KIND_CHOICE));
  g_assert_true ((field->target != NULL) == (field->kind == IGNY_KIND_REFERENCE));
  if (field->kind != IGNY_KIND_DECIMAL)
    g_assert_cmpuint (field->digits, ==, 0);
  else
    g_assert_true (field->digits > 0 && field->digits <= 9);
  if (field->max_length > 0)
    g_assert_cmpint (field->kind, ==, IGNY_KIND_TEXT);
  if (field->minimum != field->maximum)
    g_assert_cmpint (field->minimum, <, field->maximum);
  if (field->target != NULL)
    g_assert_true (igny_entities_find (field->target->table) == field->target);
}

static void
test_kinds (void)
{
  visit_all (check_kind);
}

/* A word means one choice, whichever of its spellings is read. */
static void
check_words (const IgnyEntity *entity,
             const IgnyField  *field)
{
  g_autoptr(GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const IgnyChoice *c = field->choices; c != NULL && c->word != NULL; c++)
    {
      g_auto(GStrv) others = g_strsplit (c->others != NULL ? c->others : "", " ", -1);

      g_assert_true (c->label != NULL && *c->label != '\0');
      g_assert_true (g_hash_table_add (words, g_strdup (c->word)));
      g_assert_true (igny_field_find_choice (field, c->word) == c);
      for (guint i = 0; others[i] != NULL; i++)
        {
          g_assert_true (g_hash_table_add (words, g_strdup (others[i])));
          g_assert_true (igny_field_find_choice (field, others[i]) == c);
        }
    }
}

static void
test_words (void)
{
  visit_all (check_words);
}

static void
check_initial (const IgnyEntity *entity,
               const IgnyField  *field)
{
  g_autoptr(IgnyRecord) record = igny_record_new (entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autofree char   *plain = NULL;
  const char *const *messages;

  if (field->initial == NULL)
    {
      g_assert_true (igny_record_is_unknown (record, field) || field->kind == IGNY_KIND_FLAG);
      return;
    }
  plain = igny_record_dup_plain (record, field);
  g_assert_cmpstr (plain, ==, field->initial);
  igny_record_validate (record, errors);
  messages = igny_errors_get_messages (errors, field->name);
  g_assert_null (messages);
}

static void
test_initial_values (void)
{
  visit_all (check_initial);
}

/* The words that others use for our statuses. */
static void
test_foreign_words (void)
{
  static const struct
  {
    const char *table;
    const char *field;
    const char *word;
    const char *stored;
  } cases[] = {
    { "keywords", "status", "new", "pending" },
    { "keywords", "status", "unmapped", "pending" },
    { "keywords", "status", "Mapped", "active" },
    { "keywords", "status", "clustered", "active" },
    { "keywords", "status", "in-use", "active" },
    { "keywords", "status", "used", "active" },
    { "keywords", "status", "disabled", "archived" },
    { "clusters", "status", "finalized", "mapped" },
    { "ideas", "status", "queued", "scheduled" },
    { "ideas", "status", "completed", "published" },
    { "tasks", "status", "generated", "draft" },
    { "tasks", "status", "COMPLETED", "completed" },
    { "tasks", "content_type", "post", "blog_post" },
    { "content", "site_status", "failed", "failed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const IgnyField *field =
          igny_entity_find_field (igny_entities_find (cases[i].table), cases[i].field);

      g_assert_cmpstr (igny_field_find_choice (field, cases[i].word)->word, ==, cases[i].stored);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/entities/identities", test_identities);
  g_test_add_func ("/model/entities/kinds", test_kinds);
  g_test_add_func ("/model/entities/words", test_words);
  g_test_add_func ("/model/entities/initial-values", test_initial_values);
  g_test_add_func ("/model/entities/foreign-words", test_foreign_words);

  return g_test_run ();
}
