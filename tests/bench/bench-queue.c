/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bench-verdict.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-queue-runner.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-stub-process.h"
#include "igny-test-folder.h"

/* A thousand texts, 32 at once, from a server that thinks for a second: how
 * much longer than the thinking it takes, and what a call costs us. */

#define N_TASKS 1000
#define IN_FLIGHT 32
#define LATENCY_MS 1000

typedef struct
{
  IgnyStore       *store;
  IgnyScope        scope;
  IgnyStubProcess *stub;
  guint            n_tasks;
} Bench;

static gboolean
set_up_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Bench *bench = data;

  if (!igny_settings_set (step, "openai.base-url", bench->stub->base_url, error) ||
      !igny_settings_set (step, "openai.model", "stub-large", error) ||
      !igny_settings_set (step, "general.queue-in-flight", G_STRINGIFY (IN_FLIGHT), error) ||
      !igny_sites_add (step, "Bench", NULL, "Bench", &bench->scope.site, &bench->scope.sector,
                       error))
    return FALSE;
  for (guint i = 0; i < bench->n_tasks; i++)
    {
      g_autofree char *title = g_strdup_printf ("How to Choose Hiking Boots, Part %u", i + 1);
      IgnyAssignment   values[] = { { "title", title } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      if (!igny_edit_add (step, igny_entities_find ("tasks"), bench->scope.site,
                          bench->scope.sector, values, 1, &row, errors, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_queue_count (db, 0, data, error);
}

static double
get_cpu_ms (void)
{
  struct rusage used;

  getrusage (RUSAGE_SELF, &used);
  return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
         (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

static void
add_tasks (Bench               *bench,
           const IgnyFunctions *functions)
{
  IgnyRun          run = { .store = bench->store };
  IgnyQueueRequest request = {
    .function = igny_functions_find (functions, "generate_content"),
    .call = { .scope = bench->scope, .engine = IGNY_ENGINE_AI },
  };
  IgnyQueueAdded added;
  g_autoptr(GError) error = NULL;

  igny_queue_add (&run, &request, &added, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added.n_items, ==, bench->n_tasks);
}

static void
measure (Bench *bench)
{
  g_autoptr(IgnyFunctions) functions = igny_functions_new ();
  g_autoptr(IgnyQueueRunner) runner = NULL;
  g_autoptr(GError) error = NULL;
  guint          rounds = (bench->n_tasks + IN_FLIGHT - 1) / IN_FLIGHT;
  double         ideal = rounds * LATENCY_MS / 1000.0;
  double         cpu;
  double         wall;
  gint64         start;
  IgnyQueueCount count;

  add_tasks (bench, functions);
  cpu = get_cpu_ms ();
  start = g_get_monotonic_time ();
  runner = igny_queue_runner_new (bench->store, functions, &error);
  g_assert_no_error (error);
  igny_queue_runner_wait_idle (runner, NULL);
  wall = (double) (g_get_monotonic_time () - start) / 1e6;
  cpu = get_cpu_ms () - cpu;
  igny_queue_runner_stop (runner);
  igny_store_read (bench->store, count_cb, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count.done, ==, bench->n_tasks);
  g_print ("%u texts, %d at once, %d ms each: %.2f s, ideal %.2f s\n", bench->n_tasks, IN_FLIGHT,
           LATENCY_MS, wall, ideal);
  bench_verdict ("time against the ideal", wall / ideal, 1.05, "×");
  bench_verdict ("processor time a call", cpu / bench->n_tasks, 3, "ms");
}

int
main (int   argc,
      char *argv[])
{
  char   *folder = igny_test_folder_new ();
  IgnyEnv env = *igny_env_get_system ();
  g_autoptr(IgnyHttp) http = igny_http_curl_new (&env);
  g_autoptr(IgnyStubProcess) stub = igny_stub_process_new_slow (NULL, LATENCY_MS);
  g_autoptr(GError) error = NULL;
  Bench bench = { .stub = stub, .n_tasks = argc > 1 ? (guint) atoi (argv[1]) : N_TASKS };

  env.http = http;
  bench.store = igny_store_open (&env, folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_keyring_keep ("openai", igny_store_get_account_id (bench.store), "", IGNY_STUB_KEY);
  igny_store_write (bench.store, IGNY_STEP_SYSTEM, "Prepare", set_up_cb, &bench, NULL, &error);
  g_assert_no_error (error);
  measure (&bench);
  igny_store_close (bench.store);
  g_object_unref (bench.store);
  igny_test_folder_free (folder);
  return bench_verdict_get_status ();
}
