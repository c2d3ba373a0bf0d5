/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-automation-dialogs.h"
#include "igny-form-dialog.h"
#include "igny-form-words.h"
#include "igny-function-table.h"

/* clang-format off */
static const IgnyChoice engines[] = {
  { "",        N_("AI if a model is chosen") },
  { "ai",      N_("AI") },
  { "offline", N_("Offline engine") },
  { NULL },
};

static const IgnyFormField fields[] = {
  { "enabled", N_("Part of a run"), NULL, IGNY_FORM_SWITCH, NULL, TRUE },
  { "engine",  N_("Engine"), NULL, IGNY_FORM_CHOICE, engines, TRUE },
  { "batch",   N_("Batch size"), N_("So many are taken at once, 1 to 1,000"), IGNY_FORM_NUMBER, NULL, FALSE },
  { "cap",     N_("Most a run"), N_("Empty is no limit"), IGNY_FORM_NUMBER, NULL, TRUE },
  { "delay",   N_("Seconds between batches"), N_("0 to 3,600"), IGNY_FORM_NUMBER, NULL, FALSE },
};
/* clang-format on */

typedef struct
{
  IgnyWorkspace *workspace;
  IgnyFormView  *form;
  gint64         site;
  IgnyStage      stage;
} Dialog;

static void
dialog_free (gpointer data)
{
  g_object_unref (((Dialog *) data)->workspace);
  g_free (data);
}

/* Stages that the program does by itself, or that only an AI can do, have no
 * engine to choose. */
static gboolean
has_engine (IgnyStage stage)
{
  g_autoptr(IgnyFunctions) functions = igny_function_table_new ();
  const char         *name = igny_stage_get_info (stage)->function;
  const IgnyFunction *function = name != NULL ? igny_functions_find (functions, name) : NULL;

  return function != NULL && (function->engines & (1u << IGNY_ENGINE_OFFLINE)) != 0;
}

static char *
dup_value (const IgnyStageSettings *settings,
           const char              *id)
{
  if (g_str_equal (id, "enabled"))
    return g_strdup (settings->is_enabled ? "1" : "0");
  if (g_str_equal (id, "engine"))
    return g_strdup (settings->engine);
  if (g_str_equal (id, "batch"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, settings->batch);
  if (g_str_equal (id, "delay"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, settings->delay);
  if (settings->cap == IGNY_UNKNOWN)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT, settings->cap);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyFormDialog) window = user_data;
  const Dialog *self = g_object_get_data (G_OBJECT (window), "stage");
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    {
      igny_workspace_done (self->workspace, _ ("Changed the automation"));
      gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  words = igny_form_words_from_message (error->message);
  igny_form_dialog_set_busy (window, FALSE);
  igny_form_dialog_set_error (window, words);
}

static void
save_cb (IgnyFormDialog *window,
         Dialog         *self)
{
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  const char *word = igny_stage_get_info (self->stage)->word;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", word, fields[i].id);
      g_autofree char *value = NULL;

      if (igny_form_view_find (self->form, fields[i].id) == NULL)
        continue;
      value = igny_form_view_dup_value (self->form, fields[i].id);
      g_strv_builder_add (values, name);
      if (fields[i].kind == IGNY_FORM_SWITCH)
        g_strv_builder_add (values, g_str_equal (value, "1") ? "true" : "false");
      else
        g_strv_builder_add (values, value);
    }
  igny_form_dialog_set_error (window, NULL);
  igny_form_dialog_set_busy (window, TRUE);
  igny_automation_set_async (igny_workspace_get_store (self->workspace), self->site,
                             g_strv_builder_end (values), saved_cb, g_object_ref (window));
}

void
igny_automation_stage_present (IgnyWorkspace           *workspace,
                               gint64                   site,
                               IgnyStage                stage,
                               const IgnyStageSettings *settings)
{
  GtkWidget *window;
  Dialog    *self;
  gboolean   engine;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && settings != NULL);
  g_return_if_fail ((guint) stage < IGNY_N_STAGES);

  window = igny_form_dialog_new (GTK_WINDOW (igny_workspace_get_window (workspace)),
                                 _ (igny_stage_get_info (stage)->label), _ ("_Save"));
  engine = has_engine (stage);
  self = g_new0 (Dialog, 1);
  self->workspace = g_object_ref (workspace);
  self->form = igny_form_dialog_get_form (IGNY_FORM_DIALOG (window));
  self->site = site;
  self->stage = stage;
  g_object_set_data_full (G_OBJECT (window), "stage", self, dialog_free);
  igny_form_view_add_group (self->form, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = dup_value (settings, fields[i].id);

      if (fields[i].choices == engines && !engine)
        continue;
      igny_form_view_add_field (self->form, &fields[i]);
      igny_form_view_set_value (self->form, fields[i].id, value);
    }
  g_signal_connect (window, "save", G_CALLBACK (save_cb), self);
  gtk_window_present (GTK_WINDOW (window));
  igny_form_view_focus (self->form);
}
