/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-history.h"

#include <glib/gi18n.h>

#include "igny-automation-dialogs.h"
#include "igny-format.h"
#include "igny-status-pill.h"

struct _IgnyAutomationHistory
{
  AdwPreferencesGroup parent_instance;

  IgnyWorkspace *workspace;
  GPtrArray     *rows; /* of Row */
};

typedef struct
{
  GtkWidget *widget;
  GtkWidget *pill;
  gint64     run;
} Row;

G_DEFINE_FINAL_TYPE (IgnyAutomationHistory, igny_automation_history, ADW_TYPE_PREFERENCES_GROUP)

const IgnyChoice *
igny_automation_history_find_status (const IgnyAutomationRun *run)
{
  const IgnyField *field = igny_entity_find_field (&igny_automation_run_entity, "status");

  g_return_val_if_fail (run != NULL, NULL);

  return igny_field_find_choice (field, run->status);
}

static void
activated_cb (IgnyAutomationHistory *self,
              GtkWidget             *widget)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      if (row->widget == widget)
        igny_automation_run_present (self->workspace, row->run);
    }
}

static void
add_row (IgnyAutomationHistory *self)
{
  Row *row = g_new0 (Row, 1);

  row->widget = adw_action_row_new ();
  row->pill = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->widget), FALSE);
  gtk_widget_set_valign (row->pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget), row->pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->widget), TRUE);
  g_signal_connect_object (row->widget, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->widget);
  g_ptr_array_add (self->rows, row);
}

static void
drop_row (IgnyAutomationHistory *self)
{
  Row *row = self->rows->pdata[self->rows->len - 1];

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->widget);
  g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
}

static void
tell_row (Row                     *row,
          const IgnyAutomationRun *run,
          gint64                   now)
{
  const IgnyChoice *status = igny_automation_history_find_status (run);
  g_autofree char  *when = igny_format_time (run->started_at, now);
  g_autofree char  *credits = igny_format_number (run->credits_used);
  const char       *by = g_strcmp0 (run->started_by, "hand") == 0 ? _ ("By hand") : _ ("Schedule");
  g_autofree char  *words = NULL;

  words = run->error != NULL
              ? g_strdup (run->error)
              : g_strdup_printf (ngettext ("%s · %s credit", "%s · %s credits",
                                           (gulong) run->credits_used),
                                 by, credits);
  row->run = run->record.row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->widget), words);
  gtk_widget_set_visible (row->pill, status != NULL);
  if (status != NULL)
    igny_status_pill_set (IGNY_STATUS_PILL (row->pill), _ (status->label), status->tone);
}

void
igny_automation_history_show (IgnyAutomationHistory *self,
                              IgnyWorkspace         *workspace,
                              GPtrArray             *runs)
{
  gint64 now;

  g_return_if_fail (IGNY_IS_AUTOMATION_HISTORY (self) && IGNY_IS_WORKSPACE (workspace));
  g_return_if_fail (runs != NULL);

  g_set_object (&self->workspace, workspace);
  now = igny_env_now_ms (igny_workspace_get_env (workspace));
  while (self->rows->len > runs->len)
    drop_row (self);
  while (self->rows->len < runs->len)
    add_row (self);
  for (guint i = 0; i < runs->len; i++)
    tell_row (self->rows->pdata[i], runs->pdata[i], now);
  gtk_widget_set_visible (GTK_WIDGET (self), runs->len > 0);
}

static void
igny_automation_history_finalize (GObject *object)
{
  IgnyAutomationHistory *self = IGNY_AUTOMATION_HISTORY (object);

  g_clear_object (&self->workspace);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (igny_automation_history_parent_class)->finalize (object);
}

static void
igny_automation_history_class_init (IgnyAutomationHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_automation_history_finalize;
}

static void
igny_automation_history_init (IgnyAutomationHistory *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("The Last Runs"));
}

GtkWidget *
igny_automation_history_new (void)
{
  return g_object_new (IGNY_TYPE_AUTOMATION_HISTORY, NULL);
}
