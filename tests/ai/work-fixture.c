/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work-fixture.h"

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-test-folder.h"

static const char *const words[] = {
  "hiking boots",
  "hiking boots women",
  "hiking boots men",
  "waterproof hiking boots",
  "camping tents",
  "best camping tents",
  "camping tents cheap",
  "large camping tents",
  "gravel bike wheels",
  NULL,
};

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  WorkFixture *fixture = user_data;
  char         initial = igny_phase_to_word (progress->phase)[0];

  g_assert_cmpuint (progress->percent, >=, fixture->percent);
  g_assert_cmpuint (progress->percent, <=, 100);
  g_assert_true (progress->message != NULL && *progress->message != '\0');
  fixture->percent = progress->percent;
  if (fixture->phases->len == 0 || fixture->phases->str[fixture->phases->len - 1] != initial)
    g_string_append_c (fixture->phases, initial);
  if (fixture->cancellable != NULL && progress->phase == fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

static gboolean
step_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  WorkCall *call = data;

  if (call->func != NULL)
    return call->func (call->fixture, step);
  if (call->sql != NULL)
    return igny_db_exec (igny_step_get_db (step), call->sql, NULL, error);
  return igny_settings_set (step, call->name, call->value, error);
}

void
work_apply (WorkFixture *fixture,
            WorkCall     call)
{
  g_autoptr(GError) error = NULL;

  call.fixture = fixture;
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", step_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

void
work_set (WorkFixture *fixture,
          const char  *name,
          const char  *value)
{
  work_apply (fixture, (WorkCall){ .name = name, .value = value });
}

static gboolean
fill (WorkFixture *fixture,
      IgnyStep    *step)
{
  g_autoptr(GError) error = NULL;

  igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector, &error);
  for (guint i = 0; words[i] != NULL; i++)
    {
      IgnyAssignment values[] = { { "keyword", words[i] }, { "volume", "100" } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      igny_edit_add (step, igny_entities_find ("keywords"), fixture->scope.site,
                     fixture->scope.sector, values, 2, &row, errors, &error);
      g_assert_no_error (error);
    }
  return TRUE;
}

void
work_set_up_empty (WorkFixture  *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->tape = igny_http_tape_new ();
  fixture->env = *igny_env_get_system ();
  fixture->env.http = IGNY_HTTP (fixture->tape);
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->phases = g_string_new (NULL);
  fixture->run = (IgnyRun){ fixture->store, progress_cb, fixture, NULL };
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", "test-key");
  work_set (fixture, "openai.model", "luna");
}

void
work_set_up (WorkFixture  *fixture,
             gconstpointer data)
{
  work_set_up_empty (fixture, data);
  work_apply (fixture, (WorkCall){ .func = fill });
}

void
work_tear_down (WorkFixture  *fixture,
                gconstpointer data)
{
  g_assert_cmpuint (igny_http_tape_get_n_left (fixture->tape), ==, 0);
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->tape);
  g_clear_object (&fixture->cancellable);
  g_string_free (fixture->phases, TRUE);
  igny_test_folder_free (fixture->folder);
}

void
work_expect_phases (WorkFixture *fixture,
                    const char  *initials)
{
  g_assert_cmpstr (fixture->phases->str, ==, initials);
  g_assert_cmpuint (fixture->percent, ==, 100);
  g_string_truncate (fixture->phases, 0);
  fixture->percent = 0;
}

typedef struct
{
  const char *sql;
  gint64      value;
} Count;

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Count *count = data;

  return igny_db_get_integer (db, count->sql, NULL, &count->value, error);
}

gint64
work_ask (WorkFixture *fixture,
          const char  *sql)
{
  g_autoptr(GError) error = NULL;
  Count count = { sql, 0 };

  igny_store_read (fixture->store, count_cb, &count, NULL, &error);
  g_assert_no_error (error);
  return count.value;
}

/* Rows alive. */
gint64
work_count (WorkFixture *fixture,
            const char  *what)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s AND deleted_step IS NULL", what);

  return work_ask (fixture, sql);
}

void
work_undo (WorkFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo taken;

  igny_store_undo (fixture->store, FALSE, &taken, &error);
  g_assert_no_error (error);
  igny_undo_clear (&taken);
}

void
work_answer (WorkFixture *fixture,
             const char  *content)
{
  static const char *const headers[] = { "Content-Type", "application/json", NULL };
  g_autoptr(JsonNode) text = json_node_init_string (json_node_alloc (), content);
  g_autofree char *quoted = igny_json_to_text (text, FALSE);
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"luna\",\"choices\":[{\"index\":0,"
      "\"message\":{\"role\":\"assistant\",\"content\":%s},\"finish_reason\":\"stop\"}],"
      "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5}}",
      quoted);

  igny_http_tape_add (fixture->tape, 200, headers, body);
}

gboolean
work_cluster (WorkFixture *fixture,
              IgnyEngine   engine,
              gboolean     again,
              GError     **error)
{
  IgnyClusterResult result;

  return igny_work_cluster (&fixture->run, &fixture->scope, engine, IGNY_UNKNOWN, again, NULL, 0,
                            &result, error);
}

gboolean
work_make_ideas (WorkFixture *fixture,
                 IgnyEngine   engine,
                 GError     **error)
{
  guint created;
  guint skipped;

  return igny_work_ideas (&fixture->run, &fixture->scope, engine, NULL, 0, &created, &skipped,
                          error);
}

gboolean
work_make_tasks (WorkFixture *fixture,
                 GError     **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return igny_work_tasks (&fixture->run, &fixture->scope, NULL, 0, report, error);
}

gboolean
work_write_all (WorkFixture *fixture,
                IgnyEngine   engine,
                GError     **error)
{
  g_autoptr(IgnyReport) report = igny_report_new ();

  return igny_work_write (&fixture->run, &fixture->scope, engine, NULL, 0, report, error);
}

void
work_offline (WorkFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  work_cluster (fixture, IGNY_ENGINE_OFFLINE, FALSE, &error);
  g_assert_no_error (error);
  work_expect_phases (fixture, "IASD");
  work_make_ideas (fixture, IGNY_ENGINE_OFFLINE, &error);
  g_assert_no_error (error);
  work_expect_phases (fixture, "IPSD");
  work_make_tasks (fixture, &error);
  g_assert_no_error (error);
  work_expect_phases (fixture, "ISD");
  work_write_all (fixture, IGNY_ENGINE_OFFLINE, &error);
  g_assert_no_error (error);
  work_expect_phases (fixture, "ISD");
}
