/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-automation-dialogs.h"
#include "igny-automation-words.h"
#include "igny-escape.h"
#include "igny-format.h"
#include "igny-queue-item.h"
#include "igny-status-pill.h"

#define WIDTH 560
#define HEIGHT 620
/* Less is no time to be told. */
#define SHORTEST_MS 100

static GtkWidget *
add_row (GtkWidget  *group,
         const char *title,
         const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_pill (GtkWidget  *row,
          const char *label,
          IgnyTone    tone)
{
  GtkWidget *pill = igny_status_pill_new (label, tone);

  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
}

static char *
describe_span (gint64 started_at,
               gint64 finished_at)
{
  if (started_at == IGNY_UNKNOWN || finished_at == IGNY_UNKNOWN ||
      finished_at - started_at < SHORTEST_MS)
    return NULL;
  /* Translators: seconds that something took */
  return g_strdup_printf (_ ("%.1f s"), (double) (finished_at - started_at) / 1000);
}

static char *
join (const char *a,
      const char *b,
      const char *between)
{
  if (a == NULL || *a == '\0')
    return g_strdup (b);
  return b != NULL && *b != '\0' ? g_strconcat (a, between, b, NULL) : g_strdup (a);
}

static void
add_stages (AdwPreferencesPage       *page,
            const IgnyAutomationPast *past)
{
  GtkWidget *group = adw_preferences_group_new ();
  gboolean   open = past->run->finished_at == IGNY_UNKNOWN;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Stages"));
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      const IgnyStageResult *result = &past->results[i];
      IgnyTone               tone;
      const char            *state = igny_automation_words_state (result, open, &tone);
      g_autofree char       *span = describe_span (result->started_at, result->finished_at);
      g_autofree char       *done = igny_automation_words_result (result);
      g_autofree char       *first = join (done, span, " · ");
      const char            *why = result->skipped != NULL ? _ (result->skipped) : NULL;
      g_autofree char       *text = join (first, result->error != NULL ? result->error : why, "\n");
      GtkWidget             *row = add_row (group, _ (igny_stage_get_info ((IgnyStage) i)->label),
                                                      text);

      if (state != NULL)
        add_pill (row, state, tone);
    }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_items (AdwPreferencesPage       *page,
           const IgnyAutomationPast *past)
{
  GtkWidget       *group = adw_preferences_group_new ();
  const IgnyField *field = igny_entity_find_field (&igny_queue_item_entity, "state");

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Items"));
  if (past->items->len == 0)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (group),
        _ ("The queue has none of it any more, or nothing was asked of it."));
  for (guint i = 0; i < past->items->len; i++)
    {
      const IgnyAutomationItem *item = past->items->pdata[i];
      const IgnyChoice         *state = igny_field_find_choice (field, item->state);
      g_autofree char          *span = describe_span (item->started_at, item->finished_at);
      g_autofree char          *text = join (span, item->error, "\n");
      GtkWidget                *row = add_row (group, item->title, text);

      if (state != NULL)
        add_pill (row, _ (state->label), state->tone);
    }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static GtkWidget *
create_error (const GError *error)
{
  GtkWidget       *page = adw_status_page_new ();
  g_autofree char *safe = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("It Cannot Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), safe);
  return page;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  GtkWidget *box = g_object_get_data (G_OBJECT (window), "box");
  GtkWidget *page;
  gpointer   past;
  g_autoptr(GError) error = NULL;

  if (gtk_widget_get_parent (box) == NULL)
    return;
  if (igny_store_finish (IGNY_STORE (object), result, &past, &error))
    {
      page = adw_preferences_page_new ();
      add_stages (ADW_PREFERENCES_PAGE (page), past);
      add_items (ADW_PREFERENCES_PAGE (page), past);
    }
  else
    page = create_error (error);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
}

void
igny_automation_run_present (IgnyWorkspace *workspace,
                             gint64         run)
{
  const char *title = _ ("Run of the Automation");
  GtkWidget  *window;
  GtkWidget  *box;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && run > 0);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE, "transient-for",
                         igny_workspace_get_window (workspace), "default-width", WIDTH,
                         "default-height", HEIGHT, "width-request", 340, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "box", g_object_ref (box), g_object_unref);
  igny_escape_add (window);
  gtk_window_present (GTK_WINDOW (window));
  igny_store_read_async (igny_workspace_get_store (workspace), igny_automation_past_read,
                         igny_automation_past_new (run), (GDestroyNotify) igny_automation_past_free,
                         NULL, read_cb, g_object_ref (window));
}
