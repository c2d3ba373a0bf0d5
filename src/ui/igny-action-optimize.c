/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-content.h"
#include "igny-engine-dialog.h"
#include "igny-format.h"
#include "igny-function-table.h"
#include "igny-optimize-dialog.h"
#include "igny-queue.h"
#include "igny-work.h"
#include "igny-workspace-pages.h"

#define OPERATION "optimize_content"
/* What a request has besides the article, in tokens; and tokens of a word. */
#define TOKENS_BESIDE 900
#define TOKENS_A_WORD 1.6

/* 0: no article; 1: can be optimized; 2: has changes to decide on. */
#define STATE_SQL                                                                                \
  "SELECT ifnull (max (CASE WHEN is_brief = 1 OR ifnull (html_content, '') = '' THEN 0 WHEN"     \
  " EXISTS (SELECT 1 FROM json_each (metadata, '$.proposal.changes') WHERE json_extract (value," \
  " '$.state') = 'open') THEN 2 ELSE 1 END), 0) FROM content WHERE row = ?1 AND account ="       \
  " my_account () AND deleted_step IS NULL"
#define WORDS_SQL \
  "SELECT ifnull (max (word_count), 0) FROM content WHERE row = ?1 AND account = my_account ()"
#define SITE_SQL \
  "SELECT ifnull (max (site), 0) FROM content WHERE row = ?1 AND account = my_account ()"

/* One wish, from the selection to the proposal. */
typedef struct
{
  IgnyWorkspace *workspace;
  IgnyScope      scope;
  GArray        *rows;
  GArray        *articles; /* of rows: those that can be optimized */
  guint          n_open;   /* of rows: those with changes to decide on */
  gint64         words;
  IgnyReport    *report;
  IgnyQueueAdded added;
} Optimize;

static Optimize *
optimize_new (IgnyWorkspace *workspace,
              GArray        *rows)
{
  Optimize *self = g_new0 (Optimize, 1);

  self->workspace = g_object_ref (workspace);
  self->rows = g_array_ref (rows);
  self->articles = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->report = igny_report_new ();
  return self;
}

static void
optimize_free (gpointer data)
{
  Optimize *self = data;

  g_object_unref (self->workspace);
  g_array_unref (self->rows);
  g_array_unref (self->articles);
  igny_report_free (self->report);
  g_free (self);
}

static const gint64 *
get_articles (const Optimize *self)
{
  return (const gint64 *) (gpointer) self->articles->data;
}

static gboolean
run_one (const IgnyRun *run,
         gpointer       data,
         GError       **error)
{
  Optimize *self = data;

  return igny_work_optimize (run, get_articles (self), self->articles->len, self->report, error);
}

/* Several wait in the queue, where each can be paused, survives a crash, and is
 * paid for once. */
static gboolean
run_add (const IgnyRun *run,
         gpointer       data,
         GError       **error)
{
  Optimize *self = data;
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  IgnyQueueRequest request = {
    .function = igny_functions_find (functions, OPERATION),
    .call = { .scope = self->scope,
              .engine = IGNY_ENGINE_AI,
              .rows = get_articles (self),
              .n_rows = self->articles->len },
  };

  return igny_queue_add (run, &request, &self->added, error);
}

static void
fail (IgnyWorkspace *workspace,
      const GError  *error)
{
  igny_workspace_fail (workspace, _ ("The Article Was Not Optimized"), error);
}

/* What is typed in the editor is saved before, so that nothing decided on is of
 * an older text. FALSE: there is nothing to save, and callback is not called. */
static gboolean
save_editor (IgnyWorkspace      *workspace,
             const GArray       *rows,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  IgnyEditor *editor = igny_workspace_get_editor (workspace);
  gint64      row = editor != NULL ? igny_editor_get_row (editor) : 0;

  for (guint i = 0; row != 0 && i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      {
        igny_editor_save_async (editor, callback, user_data);
        return TRUE;
      }
  return FALSE;
}

static void
show_proposal (Optimize *self)
{
  if (igny_workspace_get_window (self->workspace) != NULL)
    igny_optimize_dialog_present (self->workspace, g_array_index (self->rows, gint64, 0));
  optimize_free (self);
}

static void
saved_proposal_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  show_proposal (user_data);
}

/* The changes of the first one. */
static void
present (IgnyWorkspace *workspace,
         GArray        *rows)
{
  Optimize *self = optimize_new (workspace, rows);

  if (!save_editor (workspace, rows, saved_proposal_cb, self))
    show_proposal (self);
}

static void
tell_one (IgnyWorkspace  *workspace,
          const Optimize *self)
{
  const IgnyItem *item = self->report->items->len > 0 ? self->report->items->pdata[0] : NULL;
  g_autoptr(GError) error = NULL;

  if (item == NULL || item->error == NULL)
    {
      present (workspace, self->articles);
      return;
    }
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, item->error);
  fail (workspace, error);
}

static void
tell_added (IgnyWorkspace  *workspace,
            const Optimize *self)
{
  IgnyWindow      *window = igny_workspace_get_window (workspace);
  g_autofree char *number = igny_format_number (self->added.n_rows);
  g_autofree char *text = NULL;

  if (self->added.n_rows == 0)
    text = g_strdup (_ ("All of it waits in the queue already"));
  else
    text = g_strdup_printf (ngettext ("%s article waits in the queue; it shows its changes when "
                                      "you optimize it again",
                                      "%s articles wait in the queue; each shows its changes when "
                                      "you optimize it again",
                                      self->added.n_rows),
                            number);
  igny_window_toast (window, text, _ ("Jobs"), "win.jobs");
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer        data;
  gboolean        ok = igny_runner_finish (IGNY_RUNNER (object), result, &data, &error);
  const Optimize *self = data;

  if (igny_workspace_get_window (workspace) == NULL)
    return;
  if (!ok)
    fail (workspace, error);
  else if (self->articles->len == 1)
    tell_one (workspace, self);
  else
    tell_added (workspace, self);
}

/* The dialog's data is not the run's: a run may begin before the dialog is
 * gone. */
static void
chosen_cb (IgnyEngine engine,
           gpointer   user_data)
{
  const Optimize *asked = user_data;
  Optimize       *self = optimize_new (asked->workspace, asked->rows);
  const char     *title = _ ("Optimizing");

  self->scope = asked->scope;
  g_array_append_vals (self->articles, asked->articles->data, asked->articles->len);
  igny_runner_start (igny_workspace_get_runner (self->workspace), title,
                     self->articles->len > 1 ? run_add : run_one, self, optimize_free, ended_cb,
                     g_object_ref (self->workspace));
}

static void
ask (Optimize *self)
{
  gint64             words = self->words / MAX (self->articles->len, 1);
  guint              tokens = (guint) ((double) CLAMP (words, 0, 1000000) * TOKENS_A_WORD);
  IgnyEngineQuestion question = { .operation = OPERATION, .things = self->articles->len };

  question.heading = _ ("Optimize with AI");
  question.ai = _ ("Looks at each text with its keywords and the checks of the page, and proposes "
                   "changes. You accept or reject each; nothing is changed before.");
  question.verb = _ ("_Optimize");
  question.tokens_in = TOKENS_BESIDE + tokens;
  question.tokens_out = tokens / 2 + 200;
  igny_engine_dialog_present (GTK_WINDOW (igny_workspace_get_window (self->workspace)),
                              igny_workspace_get_store (self->workspace), &question, chosen_cb,
                              self, optimize_free);
}

static gboolean
read_article (IgnyDb   *db,
              Optimize *self,
              gint64    row,
              GError  **error)
{
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (row));
  gint64          state;
  gint64          words;

  if (!igny_db_get_integer (db, STATE_SQL, binds, &state, error) ||
      !igny_db_get_integer (db, WORDS_SQL, binds, &words, error))
    return FALSE;
  self->n_open += state == 2;
  if (state != 1)
    return TRUE;
  g_array_append_val (self->articles, row);
  self->words += words;
  return TRUE;
}

static gboolean
read_articles (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Optimize *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    if (!read_article (db, self, g_array_index (self->rows, gint64, i), error))
      return FALSE;
  return igny_db_get_integer (db, SITE_SQL,
                              IGNY_BINDS (IGNY_BIND_INT (g_array_index (self->rows, gint64, 0))),
                              &self->scope.site, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Optimize      *self = user_data;
  IgnyWorkspace *workspace = self->workspace;
  g_autoptr(GError) error = NULL;
  gboolean ok = igny_store_finish (IGNY_STORE (object), result, NULL, &error);

  if (ok && self->articles->len > 0 && igny_workspace_get_window (workspace) != NULL)
    {
      ask (self);
      return;
    }
  if (!ok)
    fail (workspace, error);
  else if (self->n_open == 1 && self->rows->len == 1)
    present (workspace, self->rows);
  else if (self->n_open > 0)
    igny_workspace_say (workspace, _ ("These have changes to decide on; optimize one of them"));
  else
    igny_workspace_say (workspace, _ ("Only articles can be optimized: write these first"));
  optimize_free (self);
}

static void
start (Optimize *self)
{
  igny_store_read_async (igny_workspace_get_store (self->workspace), read_articles, self, NULL,
                         NULL, read_cb, self);
}

/* What could not be saved the editor says itself. */
static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  if (igny_editor_save_finish (IGNY_EDITOR (object), result, NULL))
    start (user_data);
  else
    optimize_free (user_data);
}

void
igny_action_optimize (IgnyWorkspace  *workspace,
                      const IgnyPage *page,
                      GArray         *rows)
{
  g_autoptr(GArray) copy = igny_actions_take_rows (page, &igny_content_entity, rows);
  Optimize *self;

  if (copy->len == 0)
    {
      igny_workspace_say (workspace, _ ("Select the articles that you want to optimize"));
      return;
    }
  self = optimize_new (workspace, copy);
  if (!save_editor (workspace, copy, saved_cb, self))
    start (self);
}

static void
optimize_open_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       workspace)
{
  IgnyEditor *editor = igny_workspace_get_editor (workspace);
  gint64      row = editor != NULL ? igny_editor_get_row (editor) : 0;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (row == 0)
    {
      igny_workspace_say (workspace, _ ("Open the article that you want to optimize"));
      return;
    }
  g_array_append_val (rows, row);
  igny_workspace_act (workspace, igny_pages_find ("content"), "optimize", rows);
}

void
igny_action_optimize_connect (IgnyWorkspace *workspace)
{
  static const GActionEntry entries[] = { { "optimize", optimize_open_cb } };

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  g_action_map_add_action_entries (G_ACTION_MAP (igny_workspace_get_window (workspace)), entries,
                                   G_N_ELEMENTS (entries), workspace);
}
