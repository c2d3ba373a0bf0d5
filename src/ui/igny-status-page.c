/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-status-page.h"

#include <glib/gi18n.h>

#include "igny-ai-task-log.h"
#include "igny-choices.h"
#include "igny-form-words.h"
#include "igny-format.h"
#include "igny-job.h"
#include "igny-keyring.h"
#include "igny-phase-words.h"
#include "igny-resource-group.h"
#include "igny-settings-secret.h"
#include "igny-status-store.h"
#include "igny-system-view.h"

#define PAUSE 500
/* Beyond this a prompt is looked at elsewhere. */
#define MOST_DETAIL 20000

struct _IgnyStatusPage
{
  GtkWidget parent_instance;

  IgnyStore    *store;
  GCancellable *cancellable; /* of everything */
  gboolean      reading;
  gboolean      stale;
  guint         pause;
  GtkWidget    *view;
};

static guint action_signal;

G_DEFINE_FINAL_TYPE (IgnyStatusPage, igny_status_page, GTK_TYPE_WIDGET)

/* clang-format off */
static const IgnyChoice titles[] = {
  { "store",   N_("Data") },
  { "check",   N_("Integrity") },
  { "backups", N_("Backups") },
  { "keyring", N_("Keyring") },
  { "ai",      N_("AI") },
  { NULL },
};

static const IgnyChoice buttons[] = {
  { "status.check",    N_("Check Now") },
  { "status.keyring",  N_("Try Again") },
  { "status.reload",   N_("Try Again") },
  { "status.settings", N_("Open Settings") },
  { NULL },
};
/* clang-format on */

/* action is that of the button, or NULL. */
static void
set_status (IgnyStatusPage *self,
            const char     *id,
            const char     *words,
            IgnyTone        tone,
            const char     *action)
{
  const char *title = _(igny_choices_label (titles, id));
  const char *label = action != NULL ? _(igny_choices_label (buttons, action)) : NULL;

  igny_system_view_set_status (IGNY_SYSTEM_VIEW (self->view), id, title, words, tone, label,
                               action);
}

static void
show_file (IgnyStatusPage       *self,
           const IgnyStatusData *data)
{
  g_autofree char *size = g_format_size ((guint64) MAX (data->file_bytes, 0));
  g_autofree char *wal = g_format_size ((guint64) MAX (data->wal_bytes, 0));
  g_autofree char *steps = igny_format_number (data->n_steps);
  g_autofree char *words = NULL;

  words = g_strdup_printf (_("%s in %s, %s not merged yet. Schema %d; %s steps in the history."),
                              size, data->folder, wal, (int) data->schema, steps);
  set_status (self, "store", words, IGNY_TONE_SUCCESS, NULL);
}

static void
show_backups (IgnyStatusPage       *self,
              const IgnyStatusData *data)
{
  g_autofree char *age = igny_format_time (data->last_backup, data->now);
  g_autofree char *words = NULL;

  if (data->n_backups == 0)
    words = g_strdup (_("One is made by itself every day, and before an update changes the data. "
                        "There is none yet."));
  else
    words = g_strdup_printf (ngettext ("%d copy in the folder “backups”; the last one %s.",
                                       "%d copies in the folder “backups”; the last one %s.",
                                       (gulong) data->n_backups),
                             (int) data->n_backups, age);
  set_status (self, "backups", words, IGNY_TONE_SUCCESS, NULL);
}

static void
show_ai (IgnyStatusPage       *self,
         const IgnyStatusData *data)
{
  g_autofree char *calls = igny_format_number (data->ai_calls);
  g_autofree char *failures = igny_format_number (data->ai_failures);
  g_autofree char *money = igny_format_money (data->ai_cost, "USD");
  g_autofree char *words = NULL;
  const char      *cost = data->ai_cost != IGNY_UNKNOWN ? money : _("an unknown price");
  gboolean troubled = data->ai_failures > 0;

  if (*data->ai_model == '\0')
    {
           words = g_strdup (_("No model is chosen. The offline engine works without one."));
           set_status (self, "ai", words, IGNY_TONE_WARNING, "status.settings");
           return;
    }
  words = g_strdup_printf (_("“%s” at %s: %s calls in 30 days, %s of them failed, for %s."),
                                   data->ai_model, data->ai_host, calls, failures, cost);
  set_status (self, "ai", words, troubled ? IGNY_TONE_WARNING : IGNY_TONE_SUCCESS,
              troubled ? "status.settings" : NULL);
}

const char *
igny_status_page_name_work (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_equal (name, "publish"))
    return _("Publish");
  return _(igny_choices_label (igny_choices_function, name));
}

static void
append (GString    *text,
        const char *title,
        const char *words)
{
  const char *end;

  if (words == NULL || *words == '\0')
    return;
  g_string_append_printf (text, "%s%s\n", text->len > 0 ? "\n\n" : "", title);
  end = g_utf8_strlen (words, -1) > MOST_DETAIL ? g_utf8_offset_to_pointer (words, MOST_DETAIL)
                                                : NULL;
  g_string_append_len (text, words, end != NULL ? end - words : -1);
  if (end != NULL)
    g_string_append (text, "…");
}

/* Takes part. */
static void
append_part (GString *text,
             char    *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
dup_summary (const IgnyAiTaskLog *log,
             gint64               now)
{
  g_autofree char *in = igny_format_number (log->tokens_input);
  g_autofree char *out = igny_format_number (log->tokens_output);
  g_autoptr(GString) text = g_string_new (NULL);

  append_part (text, igny_format_time (log->record.created_at, now));
  if (log->model != NULL && log->host != NULL)
    append_part (text, g_strdup_printf (_("%s at %s"), log->model, log->host));
  if (log->tokens_input != IGNY_UNKNOWN && log->tokens_output != IGNY_UNKNOWN)
    append_part (text, g_strdup_printf (_("%s + %s tokens"), in, out));
  if (log->cost_usd != IGNY_UNKNOWN)
    append_part (text, igny_format_money (log->cost_usd, "USD"));
  if (log->duration != IGNY_UNKNOWN)
    {
      g_autofree char *seconds = igny_format_decimal (log->duration / 100, 1);

      append_part (text, g_strdup_printf (_("%s s"), seconds));
    }
  return g_strdup (text->str);
}

static void
show_log (IgnyStatusPage      *self,
          const IgnyAiTaskLog *log,
          gint64               now)
{
  const IgnyField  *field = igny_entity_find_field (&igny_ai_task_log_entity, "status");
  const IgnyChoice *status = igny_field_find_choice (field, log->status);
  const char       *label = status != NULL ? _(status->label) : log->status;
  g_autofree char  *summary = dup_summary (log, now);
  g_autofree char  *times = igny_phase_words_dup_lines (log->phases);
  g_autoptr(GString) detail = g_string_new (NULL);

  append (detail, _("ERROR"), log->error);
  append (detail, _("TIME"), times);
  append (detail, _("PROMPT"), log->request);
  append (detail, _("ANSWER"), log->response);
  igny_system_view_add_log (IGNY_SYSTEM_VIEW (self->view),
                            igny_status_page_name_work (log->function_name), summary, label,
                            status != NULL ? status->tone : IGNY_TONE_NEUTRAL,
                            detail->len > 0 ? detail->str : NULL);
}

static void
show_job (IgnyStatusPage *self,
          const IgnyJob  *job,
          gint64          now)
{
  const IgnyField  *field = igny_entity_find_field (&igny_job_entity, "state");
  const IgnyChoice *state = igny_field_find_choice (field, job->state);
  const char       *label = state != NULL ? _(state->label) : job->state;
  g_autofree char  *age = igny_format_time (job->record.created_at, now);
  g_autofree char  *summary =
      job->error != NULL ? g_strdup_printf ("%s · %s", age, job->error) : g_strdup (age);

  igny_system_view_add_job (IGNY_SYSTEM_VIEW (self->view),
                            igny_status_page_name_work (job->kind), summary, label,
                            state != NULL ? state->tone : IGNY_TONE_NEUTRAL);
}

static void
show_data (IgnyStatusPage       *self,
           const IgnyStatusData *data)
{
  show_file (self, data);
  show_backups (self, data);
  show_ai (self, data);
  igny_system_view_clear_jobs (IGNY_SYSTEM_VIEW (self->view));
  for (guint i = 0; i < data->jobs->len; i++)
    show_job (self, data->jobs->pdata[i], data->now);
  igny_system_view_clear_log (IGNY_SYSTEM_VIEW (self->view));
  for (guint i = 0; i < data->logs->len; i++)
    show_log (self, data->logs->pdata[i], data->now);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyStatusPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, &error);

  self->reading = FALSE;
  if (self->view == NULL)
    return;
  if (good)
    show_data (self, data);
  else
    {
      g_autofree char *words = igny_form_words_from_message (error->message);

      set_status (self, "store", words, IGNY_TONE_ERROR, "status.reload");
    }
  if (self->stale)
    gtk_widget_activate_action (GTK_WIDGET (self), "status.reload", NULL);
}

static gboolean
pause_cb (gpointer user_data)
{
  IgnyStatusPage *self = user_data;

  self->pause = 0;
  if (self->reading || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  self->stale = FALSE;
  self->reading = TRUE;
  igny_store_read_async (self->store, igny_status_data_read, igny_status_data_new (self->store),
                         (GDestroyNotify) igny_status_data_unref, self->cancellable, loaded_cb,
                         g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
reload (IgnyStatusPage *self,
        guint           wait)
{
  self->stale = TRUE;
  if (self->pause == 0)
    self->pause = g_timeout_add (wait, pause_cb, self);
}

static void
changed_cb (IgnyStatusPage *self)
{
  reload (self, PAUSE);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  reload (IGNY_STATUS_PAGE (widget), PAUSE);
}

static void
settings_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, action_signal, 0, "show-settings");
}

static void
free_text (gpointer data)
{
  g_free (*(char **) data);
  g_free (data);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyStatusPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gpointer         data = NULL;
  gboolean         good = igny_store_finish (IGNY_STORE (source), result, &data, &error);
  const char      *wrong;

  if (self->view == NULL)
    return;
  wrong = good ? *(char **) data : error->message;
  if (wrong == NULL)
    {
      words = g_strdup (_("Every page of the file was read and is whole."));
      set_status (self, "check", words, IGNY_TONE_SUCCESS, "status.check");
      return;
    }
  words = g_strdup_printf (_("%s. Close the program and go back to a copy from the folder "
                             "“backups”."),
                              wrong);
  set_status (self, "check", words, IGNY_TONE_ERROR, "status.check");
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  IgnyStatusPage *self = IGNY_STATUS_PAGE (widget);

  set_status (self, "check", _("Reading the whole file…"), IGNY_TONE_SUCCESS, NULL);
  igny_store_read_async (self->store, igny_status_check_read, g_new0 (char *, 1), free_text,
                         self->cancellable, checked_cb, g_object_ref (self));
}

static void
keyring_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyStatusPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean         found = igny_settings_secret_finish (result, &error);
  g_autofree char *words = NULL;

  if (self->view == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    {
      words = g_strdup (found ? _("It answers, and holds the key of the AI.")
                              : _("It answers. The key of the AI is not in it."));
      set_status (self, "keyring", words, IGNY_TONE_SUCCESS, NULL);
      return;
    }
  words = igny_form_words_from_message (error->message);
  set_status (self, "keyring", words, IGNY_TONE_WARNING, "status.keyring");
}

static void
keyring_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  IgnyStatusPage *self = IGNY_STATUS_PAGE (widget);

  igny_settings_secret_async (IGNY_SECRET_LOOK, "openai", igny_store_get_account_id (self->store),
                              "", NULL, NULL, self->cancellable, keyring_cb, g_object_ref (self));
}

static void
igny_status_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (igny_status_page_parent_class)->map (widget);

  reload (IGNY_STATUS_PAGE (widget), 0);
  keyring_action (widget, NULL, NULL);
}

static void
igny_status_page_dispose (GObject *object)
{
  IgnyStatusPage *self = IGNY_STATUS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->view, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_status_page_parent_class)->dispose (object);
}

static void
igny_status_page_class_init (IgnyStatusPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_status_page_dispose;
  widget_class->map = igny_status_page_map;

  action_signal = g_signal_new ("action", IGNY_TYPE_STATUS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "status.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "status.keyring", NULL, keyring_action);
  gtk_widget_class_install_action (widget_class, "status.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "status.settings", NULL, settings_action);
}

static void
igny_status_page_init (IgnyStatusPage *self)
{
  const char *hint = _("Not checked yet. It takes a moment for every 100 MB.");

  self->cancellable = g_cancellable_new ();
  self->view = igny_system_view_new ();
  gtk_widget_set_parent (self->view, GTK_WIDGET (self));
  /* In the order in which they are to stand. */
  for (const IgnyChoice *c = titles; c->word != NULL; c++)
    set_status (self, c->word, _("Looking…"), IGNY_TONE_SUCCESS, NULL);
  set_status (self, "check", hint, IGNY_TONE_SUCCESS, "status.check");
}

GtkWidget *
igny_status_page_new (IgnyStore *store)
{
  IgnyStatusPage *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_STATUS_PAGE, NULL);
  self->store = g_object_ref (store);
  igny_system_view_add_group (IGNY_SYSTEM_VIEW (self->view),
                              ADW_PREFERENCES_GROUP (igny_resource_group_new (store)));
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
