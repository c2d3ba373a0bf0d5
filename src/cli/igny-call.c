/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-call.h"

#include <glib/gi18n-lib.h>

#include "igny-cells.h"
#include "igny-commands.h"

/* How often a line is shown anew whose percent stays: the words of a model. */
#define SHOW_EVERY_MS 200

IgnyCall *
igny_call_new (const IgnyCaller      *caller,
               const IgnyCommandLine *line,
               IgnyStore             *store)
{
  IgnyCall *self = g_new0 (IgnyCall, 1);
  IgnyId    id = igny_id_new (caller->env);

  self->caller = caller;
  self->line = line;
  self->store = store;
  self->json = igny_command_line_has (line, IGNY_OPTION_JSON);
  self->errors = igny_errors_new ();
  self->text = g_string_new (NULL);
  self->percent = -1;
  igny_id_to_text (&id, self->request_id);
  return self;
}

void
igny_call_free (IgnyCall *self)
{
  if (self == NULL)
    return;
  igny_errors_free (self->errors);
  g_clear_pointer (&self->data, json_node_unref);
  g_string_free (self->text, TRUE);
  g_free (self->failure);
  g_free (self);
}

const char *
igny_call_get (const IgnyCall *self,
               IgnyOption      option)
{
  return igny_command_line_get (self->line, option);
}

gboolean
igny_call_has (const IgnyCall *self,
               IgnyOption      option)
{
  return igny_command_line_has (self->line, option);
}

const char *
igny_call_get_word (const IgnyCall *self,
                    guint           index)
{
  return igny_command_line_get_word (self->line, index);
}

void
igny_call_say (IgnyCall   *self,
               const char *format,
               ...)
{
  va_list args;

  g_return_if_fail (self != NULL && format != NULL);

  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
  g_string_append_c (self->text, '\n');
}

void
igny_call_take_data (IgnyCall   *self,
                     JsonObject *object)
{
  g_return_if_fail (self != NULL && object != NULL && self->data == NULL);

  self->data = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (self->data, object);
}

void
igny_call_warn (IgnyCall   *self,
                const char *format,
                ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  g_return_if_fail (self != NULL && format != NULL);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  igny_caller_complain (self->caller, message);
}

gboolean
igny_call_read (IgnyCall    *self,
                IgnyReadFunc func,
                gpointer     data,
                GError     **error)
{
  g_return_val_if_fail (self != NULL && self->store != NULL, FALSE);

  return igny_store_read (self->store, func, data, self->caller->cancellable, error);
}

gboolean
igny_call_write (IgnyCall     *self,
                 const char   *label,
                 IgnyWriteFunc func,
                 gpointer      data,
                 GError      **error)
{
  g_return_val_if_fail (self != NULL && self->store != NULL, FALSE);

  return igny_store_write (self->store, IGNY_STEP_DO, label, func, data, self->caller->cancellable,
                           error);
}

typedef struct
{
  gint64      account;
  const char *site;
  const char *sector;
  IgnyScope  *scope;
} ScopeQuestion;

static gboolean
find_scope (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ScopeQuestion *question = data;
  IgnyScope     *scope = question->scope;

  if (question->site != NULL &&
      !igny_scope_find_site (db, question->account, question->site, &scope->site, error))
    return FALSE;
  return question->sector == NULL ||
         igny_scope_find_sector (db, scope->site, question->sector, &scope->sector, error);
}

gboolean
igny_call_find_scope (IgnyCall  *self,
                      IgnyScope *scope,
                      GError   **error)
{
  ScopeQuestion question = { .scope = scope };

  g_return_val_if_fail (self != NULL && scope != NULL, FALSE);

  *scope = (IgnyScope){ 0 };
  question.account = igny_store_get_account (self->store);
  question.site = igny_call_get (self, IGNY_OPTION_SITE);
  question.sector = igny_call_get (self, IGNY_OPTION_SECTOR);
  return igny_call_read (self, find_scope, &question, error);
}

gboolean
igny_call_get_strictness (const IgnyCall *self,
                          gint64         *strictness,
                          GError        **error)
{
  const char *text;

  g_return_val_if_fail (self != NULL && strictness != NULL, FALSE);

  *strictness = IGNY_UNKNOWN;
  text = igny_call_get (self, IGNY_OPTION_STRICTNESS);
  if (text == NULL)
    return TRUE;
  if (igny_number_from_decimal (text, 2, strictness) && *strictness >= 0 && *strictness <= 100)
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“--strictness” must be a number from 0 to 1, not “%s”"), text);
  return FALSE;
}

static char *
progress_to_json (const IgnyProgress *progress)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "state",
                                 progress->phase == IGNY_PHASE_DONE ? "done" : "running");
  json_object_set_string_member (object, "phase", igny_phase_to_word (progress->phase));
  json_object_set_int_member (object, "percent", progress->percent);
  json_object_set_string_member (object, "message", progress->message);
  json_object_set_int_member (object, "item", progress->item);
  json_object_set_int_member (object, "n_items", progress->n_items);
  text = igny_json_object_to_text (object, FALSE);
  return g_strconcat (text, "\n", NULL);
}

/* In place of the one before, never wider than the terminal: what wraps could not be
 * taken off it again. */
static char *
progress_to_line (const IgnyProgress *progress,
                  guint               columns)
{
  GString         *line = g_string_new ("\r\033[K");
  g_autofree char *text = g_strdup_printf ("%3u %%  %s", progress->percent, progress->message);

  igny_cells_append (line, text, MAX (columns, 2) - 1);
  return g_string_free (line, FALSE);
}

void
igny_call_report (const IgnyProgress *progress,
                  gpointer            call)
{
  IgnyCall        *self = call;
  gint             now = (gint) (guint) (g_get_monotonic_time () / G_TIME_SPAN_MILLISECOND);
  g_autofree char *text = NULL;

  if (igny_call_has (self, IGNY_OPTION_PROGRESS))
    text = progress_to_json (progress);
  else if (!igny_caller_has_terminal (self->caller->err) ||
           (g_atomic_int_get (&self->percent) == (gint) progress->percent &&
            (guint) now - (guint) g_atomic_int_get (&self->shown) < SHOW_EVERY_MS))
    return;
  else
    text = progress_to_line (progress, igny_caller_get_columns (self->caller));
  g_atomic_int_set (&self->percent, (gint) progress->percent);
  g_atomic_int_set (&self->shown, now);
  igny_caller_offer (self->caller, text);
}

gboolean
igny_call_get_limit (const IgnyCall *self,
                     guint           fallback,
                     guint          *limit,
                     GError        **error)
{
  const char *text = igny_call_get (self, IGNY_OPTION_LIMIT);
  guint64     number = fallback;

  g_return_val_if_fail (limit != NULL, FALSE);

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, 10000, &number, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“--limit” must be a whole number from 1 to 10000, not “%s”"), text);
      return FALSE;
    }
  *limit = (guint) number;
  return TRUE;
}

gboolean
igny_call_may_write (const IgnyCall *self,
                     const char     *path,
                     GError        **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (igny_call_has (self, IGNY_OPTION_FORCE) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _("write “%s”: it is there already; choose another name, or replace it with "
                 "--force"),
                  path);
  return FALSE;
}

IgnyRun
igny_call_get_run (IgnyCall *self)
{
  return (IgnyRun){ .store = self->store,
                    .progress = igny_call_report,
                    .user_data = self,
                    .cancellable = self->caller->cancellable,
                    .correlation = self->request_id };
}
