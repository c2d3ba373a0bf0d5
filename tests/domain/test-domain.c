/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain-fixture.h"
#include "igny-credits.h"
#include "igny-edit.h"
#include "igny-jobs.h"
#include "igny-keyword-import.h"
#include "igny-keyword.h"
#include "igny-present.h"
#include "igny-sector.h"
#include "igny-settings.h"
#include "igny-sites.h"

static gboolean
sectors_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  g_autoptr(GError) refused = NULL;
  IgnyDb          *db = igny_step_get_db (step);
  gint64           row;
  gint64           site;
  gint64           sector;
  g_autofree char *slug = NULL;

  for (guint i = 2; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sector %u", i);

      g_assert_true (igny_sites_add_sector (step, scope->site, name, &row, error));
    }
  g_assert_false (igny_sites_add_sector (step, scope->site, "Sector 6", &row, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  g_assert_false (
      igny_db_exec (db,
                    "INSERT INTO sectors (id, account, created_at, updated_at, site, name, slug,"
                    " status, is_active) SELECT randomblob(16), account, 0, 0, site, 'x', 'x',"
                    " 'active', 1 FROM sectors LIMIT 1",
                    NULL, &refused));
  g_assert_nonnull (strstr (refused->message, "at most 5"));
  g_clear_error (&refused);

  g_assert_true (igny_sites_add (step, "Outdoor Gear", NULL, NULL, &site, &sector, error));
  igny_db_get_text (db, "SELECT slug FROM sites ORDER BY row DESC LIMIT 1", NULL, &slug, error);
  g_assert_cmpstr (slug, ==, "outdoor-gear-2");
  g_assert_false (igny_edit_delete (step, &igny_sector_entity, sector, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  domain_assert_refused (step, &igny_sector_entity, sector, "status", "inactive", "last active");
  domain_assert_refused (step, &igny_sector_entity, sector, "status", "", "must be given");
  domain_assert_refused (step, &igny_sector_entity, row, "name", "HIKING", "already");
  domain_assert_refused (step, &igny_sector_entity, row, "name", "  ", "must be given");
  domain_set (step, &igny_sector_entity, row, "status", "inactive");
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM sectors WHERE is_active = 0"), ==, 1);
  domain_set (step, &igny_sector_entity, row, "status", "active");
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM sectors WHERE is_active = 0"), ==, 0);

  g_assert_false (
      igny_scope_find_site (db, igny_step_get_account (step), "outdoor gear", &site, &refused));
  g_assert_nonnull (strstr (refused->message, "more than one"));
  g_assert_true (
      igny_scope_find_site (db, igny_step_get_account (step), "OUTDOOR-GEAR-2", &site, error));
  g_assert_true (igny_scope_find_sector (db, scope->site, "hiking", &sector, error));
  g_assert_cmpint (sector, ==, scope->sector);
  return TRUE;
}

static void
test_sectors (DomainFixture *fixture,
              gconstpointer  data)
{
  domain_in_step (fixture, sectors_in_step);
}

static gboolean
edit_in_step (IgnyStep        *step,
              const IgnyScope *scope,
              GError         **error)
{
  gint64    boots = domain_add (step, scope, "keywords", "keyword", "  Hiking   Boots ");
  gint64    cluster = domain_add (step, scope, "clusters", "name", "Boots");
  gint64    other_sector;
  IgnyScope elsewhere = *scope;

  domain_assert_refused (step, &igny_keyword_entity, boots, "difficulty", "101",
                         "between 0 and 100");
  domain_assert_refused (step, &igny_keyword_entity, boots, "volume", "many", "whole number");
  domain_assert_refused (step, &igny_keyword_entity, boots, "intent", "buying", "must be one of");
  domain_assert_refused (step, &igny_keyword_entity, boots, "keyword", "", "must be given");
  domain_assert_refused (step, &igny_keyword_entity, boots, "key", "x", "kept by the program");
  domain_assert_refused (step, &igny_keyword_entity, boots, "nonsense", "x", "no such field");
  domain_assert_refused (step, &igny_keyword_entity, boots, "cluster", "Nowhere", "no Cluster");

  domain_set (step, &igny_keyword_entity, boots, "cluster", "boots");
  g_assert_cmpint (
      domain_count (step, "SELECT count(*) FROM keywords WHERE keyword = 'Hiking Boots' AND"
                          " key = 'hiking boots' AND status = 'active' AND cluster IS NOT NULL"),
      ==, 1);
  domain_set (step, &igny_keyword_entity, boots, "cluster_id", "");
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords WHERE status = 'pending'"),
                   ==, 1);
  domain_set (step, &igny_keyword_entity, boots, "cpc", "2.17");
  g_assert_cmpint (domain_count (step, "SELECT cpc FROM keywords"), ==, 2170000);
  domain_set (step, &igny_keyword_entity, boots, "status", "disabled");
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords WHERE status = 'archived'"),
                   ==, 1);

  /* The same words are another keyword in another sector, and a cluster of one
   * sector is none of another. */
  g_assert_true (igny_sites_add_sector (step, scope->site, "Climbing", &other_sector, error));
  elsewhere.sector = other_sector;
  boots = domain_add (step, &elsewhere, "keywords", "keyword", "hiking boots");
  domain_assert_refused (step, &igny_keyword_entity, boots, "cluster", "Boots", "no Cluster");
  (void) cluster;
  return TRUE;
}

static void
test_edit (DomainFixture *fixture,
           gconstpointer  data)
{
  domain_in_step (fixture, edit_in_step);
}

static IgnyImportReport *
import (IgnyStep        *step,
        const IgnyScope *scope,
        const char      *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(IgnyImport) source = NULL;
  g_autoptr(GError) error = NULL;
  IgnyImportReport *report = igny_import_report_new ();

  source = igny_import_open_bytes (bytes, "test.csv", &error);
  g_assert_no_error (error);
  igny_keyword_import (step, scope, source, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->read, ==,
                   report->added + report->merged + report->unchanged + report->rejected);
  return report;
}

static gboolean
import_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  g_autoptr(IgnyImportReport) first = NULL;
  g_autoptr(IgnyImportReport) second = NULL;
  g_autoptr(IgnyImportReport) third = NULL;

  first = import (step, scope,
                  "Keyword,Intent,Volume,Keyword Difficulty,CPC (USD)\n"
                  "hiking boots,\"Commercial, Informational\",12100,43,1.25\n"
                  "Hiking  Boots,Commercial,100,43,1.25\n"
                  "tents,,n/a,,\n"
                  ",Commercial,10,,\n");
  g_assert_cmpint (first->read, ==, 4);
  g_assert_cmpint (first->added, ==, 2);
  g_assert_cmpint (first->unchanged, ==, 1);
  g_assert_cmpint (first->rejected, ==, 1);
  g_assert_cmpint (domain_count (step, "SELECT volume FROM keywords WHERE key = 'hiking boots'"),
                   ==, 12100);
  g_assert_cmpint (
      domain_count (step,
                    "SELECT volume IS NULL AND difficulty IS NULL AND intent IS NULL FROM keywords"
                    " WHERE key = 'tents'"),
      ==, 1);

  second = import (step, scope,
                   "Keyword,Intent,Volume,Keyword Difficulty,CPC (USD)\n"
                   "hiking boots,Commercial,12100,43,1.25\n"
                   "tents,Transactional,500,20,0.5\n");
  g_assert_cmpint (second->added, ==, 0);
  g_assert_cmpint (second->unchanged, ==, 1);
  g_assert_cmpint (second->merged, ==, 1);

  third = import (step, scope, "keyword,volume,difficulty,intent,cpc,status,cluster\n"
                               "rain jackets,10,,,,active,Jackets\n");
  g_assert_cmpint (third->added, ==, 1);
  g_assert_cmpint (
      domain_count (step, "SELECT count(*) FROM keywords k JOIN clusters c ON c.row = k.cluster"
                          " WHERE c.name = 'Jackets' AND k.status = 'active'"),
      ==, 1);
  return TRUE;
}

static gboolean
import_twice_in_step (IgnyStep        *step,
                      const IgnyScope *scope,
                      GError         **error)
{
  /* The largest of one file's values holds, whether or not it came before. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IgnyImportReport) report = NULL;

      report = import (step, scope, "Keyword,Volume\nboots,100\nboots,300\nboots,100\n");
      g_assert_cmpint (domain_count (step, "SELECT volume FROM keywords WHERE key = 'boots'"), ==,
                       300);
    }
  return TRUE;
}

static void
test_import_twice (DomainFixture *fixture,
                   gconstpointer  data)
{
  domain_in_step (fixture, import_twice_in_step);
}

static void
test_import (DomainFixture *fixture,
             gconstpointer  data)
{
  domain_in_step (fixture, import_in_step);
}

static gboolean
credits_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  IgnyUsage usage = { "auto_cluster", igny_credits_count ("auto_cluster", 31), "m", 10, 5,
                      IGNY_UNKNOWN };

  g_assert_cmpint (igny_credits_count ("auto_cluster", 1), ==, 1);
  g_assert_cmpint (igny_credits_count ("auto_cluster", 30), ==, 1);
  g_assert_cmpint (igny_credits_count ("auto_cluster", 31), ==, 2);
  g_assert_cmpint (igny_credits_count ("generate_content", 2), ==, 6);
  g_assert_cmpint (igny_credits_count ("generate_ideas", 0), ==, 1);
  domain_add (step, scope, "keywords", "keyword", "something to undo");
  return igny_credits_charge (step, &usage, error);
}

static gboolean
ledger_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  g_assert_cmpint (domain_count (step, "SELECT credits FROM accounts"), ==, -2);
  g_assert_cmpint (
      domain_count (step,
                    "SELECT balance_after FROM credit_transactions WHERE deleted_step IS NULL"),
      ==, -2);
  g_assert_cmpint (
      domain_count (step, "SELECT count(*) FROM credit_usage_logs WHERE deleted_step IS NULL"), ==,
      1);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"),
                   ==, 0);
  return TRUE;
}

static void
test_credits (DomainFixture *fixture,
              gconstpointer  data)
{
  domain_in_step (fixture, credits_in_step);
  domain_undo (fixture);
  domain_in_step (fixture, ledger_in_step);
}

static gboolean
settings_in_step (IgnyStep        *step,
                  const IgnyScope *scope,
                  GError         **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *initial =
      igny_settings_dup (db, igny_step_get_account (step), "openai.base-url");
  g_autofree char *changed = NULL;
  g_autoptr(GError) refused = NULL;

  g_assert_cmpstr (initial, ==, "https://api.openai.com/v1");
  g_assert_true (igny_settings_set (step, "openai.base-url", "http://localhost:1234/v1", error));
  changed = igny_settings_dup (db, igny_step_get_account (step), "openai.base-url");
  g_assert_cmpstr (changed, ==, "http://localhost:1234/v1");
  g_assert_false (igny_settings_set (step, "openai.temperature", "hot", &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.temperature"),
                   ==, 70);
  g_assert_false (igny_settings_set (step, "openai.temperature", "2.01", &refused));
  g_assert_nonnull (strstr (refused->message, "between 0 and 2"));
  g_clear_error (&refused);
  g_assert_true (igny_settings_set (step, "openai.temperature", "2", error));
  g_assert_cmpint (igny_settings_get_number_for (db, igny_step_get_account (step),
                                                 "openai.temperature", "auto_cluster"),
                   ==, 200);
  g_assert_true (igny_settings_set (step, "openai.auto_cluster-temperature", "0", error));
  g_assert_cmpint (igny_settings_get_number_for (db, igny_step_get_account (step),
                                                 "openai.temperature", "auto_cluster"),
                   ==, 0);
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.temperature"),
                   ==, 200);
  g_assert_true (igny_db_exec (db,
                               "UPDATE integration_settings SET config ="
                               " '{\"keywords-per-request\": \"0\"}'",
                               NULL, error));
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.keywords-per-request"),
                   ==, 20);
  g_assert_false (igny_settings_set (step, "openai.key", "secret", &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  return TRUE;
}

static void
test_settings (DomainFixture *fixture,
               gconstpointer  data)
{
  domain_in_step (fixture, settings_in_step);
}

static gboolean
present_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  gint64 boots = domain_add (step, scope, "keywords", "keyword", "boots");
  g_autoptr(IgnyKeyword) keyword = NULL;
  JsonObject *object;

  domain_set (step, &igny_keyword_entity, boots, "cpc", "0.5");
  keyword = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, boots, error);
  object = igny_present_record (igny_step_get_db (step), keyword);
  g_assert_cmpstr (json_object_get_string_member (object, "keyword"), ==, "boots");
  g_assert_cmpstr (json_object_get_string_member (object, "cpc"), ==, "0.5");
  g_assert_true (json_object_get_null_member (object, "volume"));
  g_assert_true (json_object_get_null_member (object, "cluster"));
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (object, "id")));
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (object, "sector")));
  g_assert_false (json_object_has_member (object, "key"));
  json_object_unref (object);
  return TRUE;
}

static void
test_present (DomainFixture *fixture,
              gconstpointer  data)
{
  domain_in_step (fixture, present_in_step);
}

static gboolean
recovered_in_step (IgnyStep        *step,
                   const IgnyScope *scope,
                   GError         **error)
{
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM jobs WHERE state = 'failed'"), ==, 1);
  return TRUE;
}

static void
test_jobs (DomainFixture *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *fresh = NULL;
  IgnyRun          run = { .store = fixture->store };
  gint64           job;

  /* A publish that never ended keeps its token, one that did does not. */
  igny_jobs_begin (&run, "publish", "content", 7, &job, &first, &error);
  g_assert_no_error (error);
  /* Nor is it begun beside another. */
  g_assert_false (igny_jobs_begin (&run, "publish", "content", 7, &job, &again, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  igny_jobs_recover (fixture->store, &error);
  g_assert_no_error (error);
  domain_in_step (fixture, recovered_in_step);
  igny_jobs_begin (&run, "publish", "content", 7, &job, &again, &error);
  g_assert_cmpstr (first, ==, again);
  igny_jobs_finish (fixture->store, job, NULL, &error);
  igny_jobs_begin (&run, "publish", "content", 8, &job, &fresh, &error);
  g_assert_cmpstr (first, !=, fresh);
}

#define ADD(path, func) \
  g_test_add ("/domain/" path, DomainFixture, NULL, domain_set_up, func, domain_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sectors", test_sectors);
  ADD ("edit", test_edit);
  ADD ("import", test_import);
  ADD ("import-twice", test_import_twice);
  ADD ("credits", test_credits);
  ADD ("settings", test_settings);
  ADD ("present", test_present);
  ADD ("jobs", test_jobs);

  return g_test_run ();
}
