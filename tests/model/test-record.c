/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-ai-prompt.h"
#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-keyword.h"
#include "igny-task.h"

typedef struct
{
  const IgnyEntity *entity;
  const char       *field;
  const char       *typed;
  const char       *plain; /* as it is kept; NULL: unknown */
  const char       *complaint;
} Case;

static const Case cases[] = {
  { &igny_keyword_entity, "volume", "1300", "1300" },
  { &igny_keyword_entity, "volume", "0", "0" },
  { &igny_keyword_entity, "volume", "", NULL },
  { &igny_keyword_entity, "volume", "1.5", .complaint = "whole number" },
  { &igny_keyword_entity, "volume", "1e5", .complaint = "whole number" },
  { &igny_keyword_entity, "volume", "99999999999999999999", .complaint = "whole number" },
  { &igny_keyword_entity, "volume", " 5", .complaint = "whole number" },
  { &igny_keyword_entity, "volume", "-1", "-1", "0 or more" },
  { &igny_keyword_entity, "difficulty", "100", "100" },
  { &igny_keyword_entity, "difficulty", "101", "101", "between 0 and 100" },
  { &igny_keyword_entity, "cpc", "2.17", "2.17" },
  { &igny_keyword_entity, "cpc", "0.000001", "0.000001" },
  { &igny_keyword_entity, "cpc", "$2", .complaint = "such as 1.25" },
  { &igny_keyword_entity, "ctr", "-0.5", "-0.5", "0 or more" },
  { &igny_keyword_entity, "position", "3.25", "3.25" },
  { &igny_keyword_entity, "intent", "INFO", "informational" },
  { &igny_keyword_entity, "intent", "buying", .complaint = "informational, navigational" },
  { &igny_keyword_entity, "status", "used", "active" },
  { &igny_keyword_entity, "status", "", NULL, "must be given" },
  { &igny_keyword_entity, "country", "USA", "USA", "at most 2 characters" },
  { &igny_keyword_entity, "country", "de", "de" },
  { &igny_keyword_entity, "country", "éé", "éé", "two letters" },
  { &igny_keyword_entity, "keyword", "", NULL, "must be given" },
  { &igny_keyword_entity, "keyword", " \t", " \t", "must be given" },
  { &igny_keyword_entity, "volume_estimated", "Yes", "1" },
  { &igny_keyword_entity, "volume_estimated", "off", "0" },
  { &igny_keyword_entity, "volume_estimated", "maybe", .complaint = "true or false" },
  { &igny_keyword_entity, "trend", "[1, null]", "[1, null]" },
  { &igny_keyword_entity, "trend", "[1,", .complaint = "must be JSON" },
  { &igny_keyword_entity, "trend", "{'a': 1}", .complaint = "must be JSON" },
  { &igny_keyword_entity, "cluster", "Boots", .complaint = "must name a record" },
  { &igny_task_entity, "due_date", "2026-05-31", "2026-05-31T00:00:00.000Z" },
  { &igny_task_entity, "due_date", "2026-05-31T09:00:00+02:00", "2026-05-31T07:00:00.000Z" },
  { &igny_task_entity, "due_date", "31.5.2026", .complaint = "must be a date" },
  { &igny_task_entity, "due_date", "2026-02-30", .complaint = "must be a date" },
  { &igny_idea_entity, "estimated_word_count", "100001", "100001", "between 0 and 100000" },
};

static void
check (const Case *c)
{
  g_autoptr(IgnyRecord) record = igny_record_new (c->entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  const IgnyField   *field = igny_entity_find_field (c->entity, c->field);
  gboolean           read = igny_record_parse (record, field, c->typed, errors);
  g_autofree char   *plain = NULL;
  const char *const *messages;

  g_test_message ("%s “%s”", c->field, c->typed);
  plain = igny_record_dup_plain (record, field);
  if (read)
    g_assert_cmpstr (plain, ==, c->plain);
  else
    g_assert_null (c->plain);
  igny_record_validate (record, errors);
  messages = igny_errors_get_messages (errors, c->field);
  g_assert_true ((messages != NULL) == (c->complaint != NULL));
  if (c->complaint == NULL)
    return;
  g_assert_nonnull (strstr (messages[0], c->complaint));
  g_assert_null (messages[1]);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

static void
test_deep_json (void)
{
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);
  const IgnyField *trend = igny_entity_find_field (&igny_keyword_entity, "trend");
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *big = g_strnfill (70000, ' ');

  big[0] = '1';
  g_assert_false (igny_record_parse (keyword, trend, deep, NULL));
  g_assert_false (igny_record_parse (keyword, trend, big, NULL));
  g_assert_null (keyword->trend);
}

static void
test_copies (void)
{
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);
  g_autoptr(IgnyKeyword) copy = NULL;
  const IgnyField *words = igny_entity_find_field (&igny_keyword_entity, "keyword");

  igny_record_set_text (keyword, words, "boots");
  keyword->record.row = 7;
  keyword->cpc = 5;
  copy = igny_record_copy (keyword);
  g_assert_true (copy->keyword != keyword->keyword);
  g_assert_cmpint (copy->record.row, ==, 7);
  for (const IgnyField *f = igny_keyword_entity.fields; f->name != NULL; f++)
    g_assert_true (igny_record_field_equal (keyword, copy, f));

  /* A record's own text may be given to it. */
  igny_record_set_text (copy, words, copy->keyword + 1);
  g_assert_cmpstr (copy->keyword, ==, "oots");
  g_assert_cmpstr (keyword->keyword, ==, "boots");
  g_assert_false (igny_record_field_equal (keyword, copy, words));
  copy->cpc = IGNY_UNKNOWN;
  g_assert_false (igny_record_field_equal (
      keyword, copy, igny_entity_find_field (&igny_keyword_entity, "cpc")));
}

static void
test_titles (void)
{
  g_autoptr(IgnyAiPrompt) prompt = igny_record_new (&igny_ai_prompt_entity);
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);

  g_assert_cmpstr (igny_record_get_title (keyword), ==, "");
  keyword->keyword = g_strdup ("boots");
  g_assert_cmpstr (igny_record_get_title (keyword), ==, "boots");
  prompt->prompt_type = g_strdup ("ideas");
  g_assert_cmpstr (igny_record_get_title (prompt), ==, "ideas");
  g_assert_null (igny_entity_title_field (&igny_image_entity));
}

static void
test_errors (void)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  g_autofree const char **fields = NULL;

  g_assert_true (igny_errors_is_empty (NULL));
  g_assert_true (igny_errors_to_gerror (errors, &error));
  g_assert_no_error (error);
  g_assert_null (igny_errors_get_messages (errors, "volume"));

  igny_errors_add (errors, "volume", "must be %d", 1);
  igny_errors_add (errors, "", "is wrong as a whole");
  igny_errors_add (errors, "volume", "again");
  fields = igny_errors_get_fields (errors);
  g_assert_cmpstr (fields[0], ==, "volume");
  g_assert_cmpstr (fields[1], ==, "");
  g_assert_null (fields[2]);
  g_assert_false (igny_errors_to_gerror (errors, &error));
  g_assert_error (error, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_cmpstr (error->message, ==, "volume: must be 1; volume: again; is wrong as a whole");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/record/cases", test_cases);
  g_test_add_func ("/model/record/deep-json", test_deep_json);
  g_test_add_func ("/model/record/copies", test_copies);
  g_test_add_func ("/model/record/titles", test_titles);
  g_test_add_func ("/model/errors", test_errors);

  return g_test_run ();
}
