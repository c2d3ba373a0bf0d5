/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-page.h"

#include <glib/gi18n.h>

#include "igny-automation-dialogs.h"
#include "igny-automation-history.h"
#include "igny-automation-words.h"
#include "igny-confirm.h"
#include "igny-form-row.h"
#include "igny-form-words.h"
#include "igny-format.h"
#include "igny-refresher.h"
#include "igny-status-pill.h"

/* So often a run that goes on is looked at. */
#define LOOK_MS 1000

struct _IgnyAutomationPage
{
  GtkWidget parent_instance;

  IgnyWorkspace *workspace;
  IgnyRefresher *refresher;
  GtkWidget     *stack;
  GtkWidget     *state; /* of the run */
  GtkWidget     *pill;
  GtkWidget     *run;
  GtkWidget     *pause;
  GtkWidget     *resume;
  GtkWidget     *cancel;
  GPtrArray     *fields; /* of IgnyFormRow: the schedule */
  GtkWidget     *stages[IGNY_N_STAGES];
  GtkWidget     *stage_pills[IGNY_N_STAGES];
  GtkWidget     *switches[IGNY_N_STAGES];
  GtkWidget     *past;
  gboolean       updating;
  guint          timer;

  /* As it was read last: */
  IgnyStageSettings settings[IGNY_N_STAGES];
  IgnyStageCost     costs[IGNY_N_STAGES];
};

G_DEFINE_FINAL_TYPE (IgnyAutomationPage, igny_automation_page, GTK_TYPE_WIDGET)

/* clang-format off */
static const IgnyChoice frequencies[] = {
  { "daily",   N_("Daily") },
  { "weekly",  N_("Weekly") },
  { "monthly", N_("Monthly") },
  { NULL },
};

static const IgnyFormField schedule[] = {
  { "enabled",   N_("Run by itself"), N_("While this window or “igny8ctl worker” is open"), IGNY_FORM_SWITCH, NULL, TRUE },
  { "frequency", N_("How often"), NULL, IGNY_FORM_CHOICE, frequencies, FALSE },
  { "hour",      N_("Hour of the day, 0 to 23"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "delay_between", N_("Seconds between stages"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
};
/* clang-format on */

static IgnyStore *
get_store (IgnyAutomationPage *self)
{
  return igny_workspace_get_store (self->workspace);
}

static gint64
get_site (IgnyAutomationPage *self)
{
  return igny_workspace_get_scope (self->workspace).site;
}

static gboolean
is_status (const IgnyAutomation *automation,
           const char           *status)
{
  return automation->run != NULL && g_strcmp0 (automation->run->status, status) == 0;
}

static void
show_run (IgnyAutomationPage       *self,
          const IgnyAutomationData *data,
          gint64                    now)
{
  const IgnyAutomation *automation = data->automation;
  const IgnyChoice     *status = NULL;
  g_autofree char      *words = igny_automation_words_run (data, now);
  gboolean              open = igny_automation_is_open (automation);

  if (automation->run != NULL)
    status = igny_automation_history_find_status (automation->run);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), words);
  if (status != NULL)
    igny_status_pill_set (IGNY_STATUS_PILL (self->pill), _ (status->label), status->tone);
  gtk_widget_set_visible (self->pill, status != NULL);
  gtk_widget_set_visible (self->run, !open);
  gtk_widget_set_visible (self->pause, is_status (automation, "running"));
  gtk_widget_set_visible (self->resume, is_status (automation, "paused"));
  gtk_widget_set_visible (self->cancel, open);
}

static void
show_schedule (IgnyAutomationPage         *self,
               const IgnyAutomationConfig *config)
{
  g_autofree char *hour = g_strdup_printf ("%d", (int) config->hour);
  g_autofree char *delay = g_strdup_printf ("%d", (int) config->delay_between);

  igny_form_row_set_value (self->fields->pdata[0], config->is_enabled == 1 ? "1" : "0");
  igny_form_row_set_value (self->fields->pdata[1], config->frequency);
  igny_form_row_set_value (self->fields->pdata[2], hour);
  igny_form_row_set_value (self->fields->pdata[3], delay);
}

static void
show_stage (IgnyAutomationPage       *self,
            const IgnyAutomationData *data,
            guint                     stage)
{
  const IgnyAutomation *automation = data->automation;
  g_autofree char      *words = igny_automation_words_stage (data, stage);
  gboolean              open = igny_automation_is_open (automation);
  IgnyTone              tone = IGNY_TONE_NEUTRAL;
  const char           *state = NULL;

  if (automation->run != NULL)
    state = igny_automation_words_state (&automation->results[stage], open, &tone);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->stages[stage]), words);
  gtk_widget_set_visible (self->stage_pills[stage], state != NULL);
  if (state != NULL)
    igny_status_pill_set (IGNY_STATUS_PILL (self->stage_pills[stage]), state, tone);
  gtk_switch_set_active (GTK_SWITCH (self->switches[stage]),
                         automation->settings[stage].is_enabled);
}

static gboolean
look_cb (gpointer user_data)
{
  IgnyAutomationPage *self = user_data;

  self->timer = 0;
  igny_refresher_ask (self->refresher);
  return G_SOURCE_REMOVE;
}

/* How far an item is does not tell the store. */
static void
look_soon (IgnyAutomationPage *self,
           gboolean            open)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (open)
    self->timer = g_timeout_add (LOOK_MS, look_cb, self);
}

static void
show (IgnyAutomationPage       *self,
      const IgnyAutomationData *data)
{
  gint64 now = igny_env_now_ms (igny_workspace_get_env (self->workspace));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    data->automation != NULL ? "page" : "empty");
  if (data->automation == NULL)
    return;
  self->updating = TRUE;
  memcpy (self->settings, data->automation->settings, sizeof self->settings);
  memcpy (self->costs, data->costs, sizeof self->costs);
  show_run (self, data, now);
  show_schedule (self, data->automation->config);
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    show_stage (self, data, i);
  igny_automation_history_show (IGNY_AUTOMATION_HISTORY (self->past), self->workspace, data->runs);
  self->updating = FALSE;
  look_soon (self, igny_automation_is_open (data->automation));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyAutomationPage) self = user_data;
  gpointer data;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, &data, NULL);

  if (self->refresher != NULL && igny_refresher_finish (self->refresher) && good)
    show (self, data);
}

static void
refresh_cb (GtkWidget    *widget,
            GCancellable *cancellable)
{
  IgnyAutomationPage *self = IGNY_AUTOMATION_PAGE (widget);

  igny_store_read_async (get_store (self), igny_automation_data_read,
                         igny_automation_data_new (get_store (self), get_site (self)),
                         (GDestroyNotify) igny_automation_data_free, cancellable, read_cb,
                         g_object_ref (self));
}

static void
tell (IgnyAutomationPage *self,
      gboolean            good,
      const GError       *error)
{
  if (!good)
    igny_workspace_fail (self->workspace, _ ("The Automation Was Not Changed"), error);
  /* Also after a refusal: what was chosen is not what is stored. */
  if (self->refresher != NULL)
    igny_refresher_ask (self->refresher);
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(IgnyAutomationPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, NULL, &error);

  if (good)
    igny_workspace_done (self->workspace, _ ("Changed the automation"));
  tell (self, good, error);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyAutomationPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = igny_store_finish (IGNY_STORE (source), result, NULL, &error);

  tell (self, good, error);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyAutomationPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = igny_automation_change_finish (IGNY_STORE (source), result, &error);

  tell (self, good, error);
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(IgnyAutomationPage) self = user_data;

  if (igny_confirm_finish (result, NULL) && self->refresher != NULL)
    igny_automation_start_async (get_store (self), get_site (self), started_cb,
                                 g_object_ref (self));
}

static void
append_cost (GString             *body,
             IgnyStage            stage,
             const IgnyStageCost *cost)
{
  const char      *label = _ (igny_stage_get_info (stage)->label);
  g_autofree char *words = igny_automation_words_cost (cost);
  g_autofree char *number = igny_format_number (cost->things);

  if (words != NULL)
    /* Translators: a stage, how many wait for it, what they cost */
    g_string_append_printf (body, _ ("%s: %s waiting, %s.\n"), label, number, words);
}

/* What a run will cost comes before it. */
static void
run_cb (IgnyAutomationPage *self)
{
  const char      *heading = _ ("Run the Automation?");
  const char      *verb = _ ("_Run");
  const char      *rest = _ ("What a stage makes, the next one takes along, up to its limits; that "
                             "comes on top.");
  IgnyStageCost    sum = igny_automation_sum (self->costs);
  g_autofree char *total = igny_automation_words_cost (&sum);
  g_autoptr(GString) body = g_string_new (NULL);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    append_cost (body, (IgnyStage) i, &self->costs[i]);
  if (sum.asks)
    /* Translators: what it costs: “about 78 credits, $0.12” */
    g_string_append_printf (body, _ ("\nAltogether: %s.\n"), total);
  if (body->len > 0)
    g_string_append_c (body, '\n');
  g_string_append (body, rest);
  igny_confirm_async (GTK_WINDOW (igny_workspace_get_window (self->workspace)), heading, body->str,
                      verb, FALSE, NULL, confirmed_cb, g_object_ref (self));
}

static void
change (IgnyAutomationPage  *self,
        IgnyAutomationChange what)
{
  igny_automation_change_async (get_store (self), get_site (self), what, changed_cb,
                                g_object_ref (self));
}

static void
pause_cb (IgnyAutomationPage *self)
{
  change (self, IGNY_AUTOMATION_PAUSE);
}

static void
resume_cb (IgnyAutomationPage *self)
{
  change (self, IGNY_AUTOMATION_RESUME);
}

static void
cancel_cb (IgnyAutomationPage *self)
{
  change (self, IGNY_AUTOMATION_CANCEL);
}

static void
set (IgnyAutomationPage *self,
     const char         *name,
     const char         *value)
{
  const char *const values[] = { name, value, NULL };

  igny_automation_set_async (get_store (self), get_site (self), g_strdupv ((GStrv) values), set_cb,
                             g_object_ref (self));
}

static void
committed_cb (IgnyFormRow        *row,
              IgnyAutomationPage *self)
{
  const IgnyFormField *field = igny_form_row_get_field (row);
  g_autofree char     *value = igny_form_row_dup_value (row);

  if (field->kind == IGNY_FORM_SWITCH)
    set (self, field->id, g_str_equal (value, "1") ? "true" : "false");
  else
    set (self, field->id, value);
}

static void
switched_cb (GtkSwitch          *toggle,
             GParamSpec         *pspec,
             IgnyAutomationPage *self)
{
  const char      *word = g_object_get_data (G_OBJECT (toggle), "stage");
  g_autofree char *name = g_strdup_printf ("%s.enabled", word);

  if (!self->updating)
    set (self, name, gtk_switch_get_active (toggle) ? "true" : "false");
}

static void
igny_automation_page_dispose (GObject *object)
{
  IgnyAutomationPage *self = IGNY_AUTOMATION_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->refresher);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (igny_automation_page_parent_class)->dispose (object);
}

static void
igny_automation_page_class_init (IgnyAutomationPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_automation_page_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (IgnyAutomationPage *self,
            const char         *label,
            GCallback           callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->state), button);
  return button;
}

static GtkWidget *
create_run (IgnyAutomationPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->state = adw_action_row_new ();
  self->pill = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), _ ("From Keywords to Posts"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->state), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->state), self->pill);
  self->pause = add_button (self, _ ("_Pause"), G_CALLBACK (pause_cb));
  self->resume = add_button (self, _ ("_Go On"), G_CALLBACK (resume_cb));
  self->cancel = add_button (self, _ ("_Cancel"), G_CALLBACK (cancel_cb));
  self->run = add_button (self, _ ("_Run Now"), G_CALLBACK (run_cb));
  gtk_widget_add_css_class (self->run, "suggested-action");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->state);
  return group;
}

static GtkWidget *
create_schedule (IgnyAutomationPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Schedule"));
  for (guint i = 0; i < G_N_ELEMENTS (schedule); i++)
    {
      IgnyFormRow *row = igny_form_row_new (&schedule[i], TRUE);

      igny_form_row_add_to (row, ADW_PREFERENCES_GROUP (group));
      g_signal_connect (row, "committed", G_CALLBACK (committed_cb), self);
      g_ptr_array_add (self->fields, row);
    }
  return group;
}

static void
stage_cb (IgnyAutomationPage *self,
          GtkWidget          *row)
{
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    if (self->stages[i] == row)
      igny_automation_stage_present (self->workspace, get_site (self), (IgnyStage) i,
                                     &self->settings[i]);
}

static GtkWidget *
create_stage (IgnyAutomationPage *self,
              guint               stage)
{
  const IgnyStageInfo *info = igny_stage_get_info ((IgnyStage) stage);
  GtkWidget           *row = adw_action_row_new ();
  GtkWidget           *toggle = gtk_switch_new ();
  g_autofree char     *spoken = NULL;

  self->stages[stage] = row;
  self->stage_pills[stage] = igny_status_pill_new ("", IGNY_TONE_NEUTRAL);
  self->switches[stage] = toggle;
  gtk_widget_set_valign (self->stage_pills[stage], GTK_ALIGN_CENTER);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (toggle), "stage", (gpointer) info->word);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (switched_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (info->label));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->stage_pills[stage]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  spoken = g_strdup_printf (_ ("Part of a run: %s"), _ (info->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (stage_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
create_stages (IgnyAutomationPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Stages"));
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_stage (self, i));
  return group;
}

static GtkWidget *
create_empty (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_New Site…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "igny-automation-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("There Is No Site Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("A site can go from keywords to posts by itself."));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-site");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
igny_automation_page_init (IgnyAutomationPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->stack = gtk_stack_new ();
  self->past = igny_automation_history_new ();
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (create_run (self)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (create_stages (self)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (create_schedule (self)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->past));
  /* Empty for the moment that the first reading takes. */
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                       "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), create_empty (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (page), "page");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
igny_automation_page_new (IgnyWorkspace *workspace)
{
  IgnyAutomationPage *self;

  g_return_val_if_fail (IGNY_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (IGNY_TYPE_AUTOMATION_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->refresher = igny_refresher_new (GTK_WIDGET (self), get_store (self), refresh_cb);
  g_signal_connect_object (workspace, "scope-changed", G_CALLBACK (igny_refresher_ask),
                           self->refresher, G_CONNECT_SWAPPED);
  igny_refresher_ask (self->refresher);
  return GTK_WIDGET (self);
}
