/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-import-answer.h"
#include "igny-import-map.h"
#include "igny-import-memory.h"
#include "igny-import-rejects.h"
#include "igny-show.h"

typedef struct
{
  IgnyCall   *call;
  IgnyScope   scope;
  GPtrArray  *sources;    /* of IgnyImport */
  GPtrArray  *reports;    /* of IgnyImportReport, the same files */
  GHashTable *signatures; /* of headers that are remembered */
  char      **names;      /* of columns that were typed */
  gboolean    dry;
  gboolean    tried; /* the dry run came to its end */
  guint       current;
} Job;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->sources, g_ptr_array_unref);
  g_clear_pointer (&job->reports, g_ptr_array_unref);
  g_clear_pointer (&job->signatures, g_hash_table_unref);
  g_clear_pointer (&job->names, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static IgnyImport *
open_one (Job                  *job,
          const char           *word,
          const IgnyImportWish *wish,
          GError              **error)
{
  const IgnyCaller *caller = job->call->caller;
  g_autofree char  *path = NULL;
  g_autoptr(GInputStream) stream = NULL;

  if (!g_str_equal (word, "-"))
    {
      path = igny_caller_dup_path (caller, word);
      return igny_import_open_with (caller->env, path, wish, error);
    }
  stream = g_unix_input_stream_new (caller->in, FALSE);
  return igny_import_open_stream (stream, _("standard input"), wish, error);
}

/* Reader thread. */
static gboolean
load_signatures (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Job *job = data;

  job->signatures = igny_import_memory_load (db, igny_store_get_account (job->call->store), error);
  return job->signatures != NULL;
}

/* Reader thread. */
static gboolean
recall (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Job *job = data;

  for (guint i = 0; i < job->sources->len; i++)
    igny_import_memory_recall (db, igny_store_get_account (job->call->store),
                               job->sources->pdata[i]);
  return TRUE;
}

/* What is remembered, then what was typed, which has the last word. */
static gboolean
map_all (Job     *job,
         GError **error)
{
  if (!igny_call_read (job->call, recall, job, error))
    return FALSE;
  for (guint i = 0; i < job->sources->len; i++)
    if (!igny_import_map_apply (job->call, job->sources->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* All are opened before anything is written: a misspelled name costs nothing. */
static gboolean
open_all (Job     *job,
          GError **error)
{
  GPtrArray     *words = job->call->line->words;
  IgnyImportWish wish;

  job->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_import_free);
  job->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_import_report_free);
  if (!igny_import_map_get_wish (job->call, &wish, error) ||
      !igny_call_read (job->call, load_signatures, job, error))
    return FALSE;
  job->names = igny_import_map_dup_names (job->call);
  wish.signatures = job->signatures;
  wish.headers = (const char *const *) job->names;
  for (guint i = 0; i < words->len; i++)
    {
      IgnyImport *source = open_one (job, words->pdata[i], &wish, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (job->sources, source);
      g_ptr_array_add (job->reports, igny_import_report_new ());
    }
  return map_all (job, error);
}

/* Writer thread. */
static void
report_cb (gint64   bytes,
           gint64   total,
           gint64   rows,
           gpointer user_data)
{
  Job             *job = user_data;
  g_autofree char *count = igny_show_dup_number (rows);
  g_autofree char *message = g_strdup_printf (_("%s lines read"), count);
  IgnyProgress     progress = { .phase = IGNY_PHASE_SAVE, .message = message };
  guint            per_mille = total > 0 ? (guint) MIN (bytes * 1000 / total, 1000) : 0;

  progress.n_items = job->sources->len;
  progress.item = job->current + 1;
  progress.percent = (job->current * 1000 + per_mille) / (progress.n_items * 10);
  igny_call_report (&progress, job->call);
}

static gboolean
fail_for_nothing (Job     *job,
                  GError **error)
{
  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
               _("“%s” has no keywords: nothing follows its first line; choose another file, or"
                 " export it again"),
                  igny_call_get_word (job->call, job->current));
  return FALSE;
}

static gboolean
import_all (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Job   *job = data;
  gint64 n_taken = 0;

  for (job->current = 0; job->current < job->sources->len; job->current++)
    {
      IgnyImportReport *report = job->reports->pdata[job->current];

      if (!igny_keyword_import (step, &job->scope, job->sources->pdata[job->current], report,
                                report_cb, job, cancellable, error) ||
          !igny_import_memory_keep (step, job->sources->pdata[job->current], error))
        return FALSE;
      if (report->read == 0)
        return fail_for_nothing (job, error);
      n_taken += report->added + report->merged;
    }
  igny_step_set_label (step, "Import %" G_GINT64_FORMAT " keywords", n_taken);
  if (!job->dry)
    return TRUE;
  if (!igny_keyword_import_check (step, error))
    return FALSE;
  /* Failing is how a step is rolled back. */
  job->tried = TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "import nothing: this was a dry run");
  return FALSE;
}

static gboolean
run (Job     *job,
     GError **error)
{
  g_autoptr(GError) local = NULL;

  if (igny_call_write (job->call, "Import keywords", import_all, job, &local) ||
      job->tried)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
add_totals (Job              *job,
            IgnyImportReport *totals)
{
  for (guint i = 0; i < job->reports->len; i++)
    {
      const IgnyImportReport *report = job->reports->pdata[i];

      totals->read += report->read;
      totals->added += report->added;
      totals->merged += report->merged;
      totals->unchanged += report->unchanged;
      totals->rejected += report->rejected;
    }
}

/* Of several files; of one, its report is the answer. */
static JsonObject *
files_to_json (Job *job)
{
  g_autoptr(IgnyImportReport) totals = igny_import_report_new ();
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  add_totals (job, totals);
  for (guint i = 0; i < job->reports->len; i++)
    {
      JsonObject *file = igny_import_answer_to_json (job->reports->pdata[i]);

      json_object_set_string_member (file, "file", igny_call_get_word (job->call, i));
      json_array_add_object_element (list, file);
    }
  json_object_set_array_member (object, "files", list);
  json_object_set_int_member (object, "read", totals->read);
  json_object_set_int_member (object, "added", totals->added);
  json_object_set_int_member (object, "merged", totals->merged);
  json_object_set_int_member (object, "unchanged", totals->unchanged);
  json_object_set_int_member (object, "rejected", totals->rejected);
  return object;
}

static gboolean
save_rejects (Job     *job,
              GError **error)
{
  const char                   *path = igny_call_get (job->call, IGNY_OPTION_REJECTS);
  g_autofree char              *place = NULL;
  g_autofree char              *count = NULL;
  g_autofree IgnyImportRejects *files = NULL;
  gint64                        n_written;

  if (path == NULL)
    return TRUE;
  files = g_new (IgnyImportRejects, job->reports->len);
  for (guint i = 0; i < job->reports->len; i++)
    files[i] = (IgnyImportRejects){ igny_call_get_word (job->call, i), job->reports->pdata[i] };
  place = igny_caller_dup_path (job->call->caller, path);
  if (!igny_import_rejects_save (job->call->caller->env, place, files, job->reports->len,
                                 &n_written, error))
    return FALSE;
  count = igny_show_dup_number (n_written);
  igny_call_say (job->call, _("%s rejected lines written to %s."), count, path);
  return TRUE;
}

static void
answer (Job *job)
{
  for (guint i = 0; i < job->reports->len; i++)
    igny_import_answer_say (job->call, igny_call_get_word (job->call, i), job->reports->pdata[i]);
  if (job->dry)
    igny_call_say (job->call, "%s", _("This was a dry run; nothing was imported."));
  igny_call_take_data (job->call, job->reports->len == 1
                                      ? igny_import_answer_to_json (job->reports->pdata[0])
                                      : files_to_json (job));
}

gboolean
igny_command_import (IgnyCall *call,
                     GError  **error)
{
  g_auto(Job) job = { .call = call, .dry = igny_call_has (call, IGNY_OPTION_DRY_RUN) };

  if (!igny_call_find_scope (call, &job.scope, error) || !open_all (&job, error) ||
      !run (&job, error))
    return FALSE;
  answer (&job);
  return save_rejects (&job, error);
}
