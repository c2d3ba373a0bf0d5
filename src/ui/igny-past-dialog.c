/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-past-dialog.h"

#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-format.h"
#include "igny-past.h"

#define WIDTH 560
#define HEIGHT 600
#define MOST_SHOWN 200
/* Characters of a value: an article is not read here. */
#define VALUE_LENGTH 120

/* What is asked of the reader, and its answer. */
typedef struct
{
  const IgnyEntity *entity; /* NULL: the steps of the account */
  gint64            row;
  char             *title;
  GPtrArray        *steps;   /* of IgnyPastStep */
  GPtrArray        *details; /* of char *, "" for none, beside each step */
} Past;

typedef struct
{
  IgnyWorkspace *workspace;
  gint64         step;
  guint          n_undone;
  IgnyUndo       undo;
} Back;

static void
past_free (gpointer data)
{
  Past *past = data;

  g_clear_pointer (&past->steps, g_ptr_array_unref);
  g_ptr_array_unref (past->details);
  g_free (past->title);
  g_free (past);
}

static void
back_free (gpointer data)
{
  Back *back = data;

  igny_undo_clear (&back->undo);
  g_object_unref (back->workspace);
  g_free (back);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= VALUE_LENGTH)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, VALUE_LENGTH);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_value (IgnyDb          *db,
           gconstpointer    record,
           const IgnyField *field)
{
  const IgnyChoice *choice;
  char             *text = NULL;

  if (igny_record_is_unknown (record, field))
    return g_strdup (IGNY_DASH);
  if (field->kind == IGNY_KIND_REFERENCE)
    text = igny_records_dup_title (db, field->target, igny_record_get_number (record, field));
  else if (field->kind == IGNY_KIND_CHOICE)
    {
      choice = igny_field_find_choice (field, igny_record_get_text (record, field));
      text = choice != NULL ? g_strdup (_ (choice->label)) : NULL;
    }
  else if (igny_kind_is_text (field->kind))
    text = shorten (igny_record_get_text (record, field));
  return text != NULL ? text : igny_record_dup_plain (record, field);
}

static char *
describe_change (IgnyDb               *db,
                 const IgnyPastChange *change)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (change->made)
    g_string_append (text, _ ("It was added"));
  else if (change->deleted != 0)
    g_string_append (text, change->deleted > 0 ? _ ("It was deleted") : _ ("It came back"));
  for (guint i = 0; change->fields != NULL && i < change->fields->len; i++)
    {
      const IgnyField *field = change->fields->pdata[i];
      g_autofree char *before = dup_value (db, change->before, field);
      g_autofree char *after = dup_value (db, change->after, field);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s: %s → %s", _ (field->label), before, after);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_record (IgnyDb  *db,
             Past    *past,
             GError **error)
{
  g_autoptr(GPtrArray) changes = igny_past_list_changes (db, past->entity, past->row, MOST_SHOWN,
                                                          error);

  if (changes == NULL)
    return FALSE;
  past->title = igny_records_dup_title (db, past->entity, past->row);
  past->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_past_step_free);
  for (guint i = 0; i < changes->len; i++)
    {
      IgnyPastChange *change = changes->pdata[i];

      g_ptr_array_add (past->details, describe_change (db, change));
      g_ptr_array_add (past->steps, g_steal_pointer (&change->step));
    }
  return TRUE;
}

static gboolean
read_past (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Past *past = data;

  if (past->entity != NULL)
    return read_record (db, past, error);
  past->steps = igny_past_list_steps (db, IGNY_PAST_OPEN, MOST_SHOWN, error);
  return past->steps != NULL;
}

static char *
describe_step (const Past *past,
               guint       i,
               gint64      now)
{
  const IgnyPastStep *step = past->steps->pdata[i];
  g_autofree char    *when = igny_format_time (step->at, now);
  g_autofree char    *rows = igny_format_number (step->n_rows);
  g_autoptr(GString) text = g_string_new (when);

  if (step->user != NULL)
    g_string_append_printf (text, " · %s", step->user);
  if (past->entity == NULL && step->n_rows > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s row", "%s rows", (gulong) step->n_rows), rows);
    }
  if (past->entity != NULL && *(const char *) past->details->pdata[i] != '\0')
    g_string_append_printf (text, "\n%s", (const char *) past->details->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
went_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Back *back = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *number = igny_format_number (back->n_undone);
  g_autofree char *title = NULL;
  IgnyWindow      *window = igny_workspace_get_window (back->workspace);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      igny_workspace_fail (back->workspace, _ ("Not All Was Undone"), error);
      return;
    }
  title = g_strdup_printf (ngettext ("Undone: %s step", "Undone: %s steps", back->n_undone),
                           number);
  if (window != NULL)
    igny_window_toast (window, title, _ ("Redo"), "win.redo");
}

static void
back_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  Back   *back = data;
  GError *error = NULL;

  if (igny_store_undo_to (IGNY_STORE (object), back->step, &back->undo, &back->n_undone,
                          cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
back_cb (GtkWidget     *button,
         IgnyWorkspace *workspace)
{
  IgnyStore *store = igny_workspace_get_store (workspace);
  g_autoptr(GTask) task = g_task_new (store, NULL, went_back_cb, NULL);
  Back *back = g_new0 (Back, 1);

  back->workspace = g_object_ref (workspace);
  back->step = *(gint64 *) g_object_get_data (G_OBJECT (button), "step");
  g_task_set_task_data (task, back, back_free);
  g_task_run_in_thread (task, back_thread);
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (button)));
}

static GtkWidget *
create_button (IgnyWorkspace *workspace,
               gint64         step,
               guint          place)
{
  const char *label = place == 0 ? _ ("Undo") : _ ("Undo to Here");
  GtkWidget  *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "step", g_memdup2 (&step, sizeof step), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (back_cb), workspace, 0);
  return button;
}

/* An undo is named after what it took back. */
static char *
dup_title (const IgnyPastStep *step)
{
  if (step->kind == IGNY_PAST_UNDO)
    return g_strdup_printf (_ ("Undone: %s"), step->label);
  if (step->kind == IGNY_PAST_REDO)
    return g_strdup_printf (_ ("Done again: %s"), step->label);
  return g_strdup (step->label);
}

static GtkWidget *
create_page (IgnyWorkspace *workspace,
             const Past    *past)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  gint64     now = igny_env_now_ms (igny_workspace_get_env (workspace));

  for (guint i = 0; i < past->steps->len; i++)
    {
      const IgnyPastStep *step = past->steps->pdata[i];
      GtkWidget          *row = adw_action_row_new ();
      g_autofree char    *title = dup_title (step);
      g_autofree char    *text = describe_step (past, i, now);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      if (past->entity == NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_button (workspace, step->step, i));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  if (past->title != NULL)
    {
      g_autofree char *safe = g_markup_escape_text (past->title, -1);

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), safe);
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static GtkWidget *
create_empty (const char *title,
              const char *text)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  return page;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  IgnyWorkspace *workspace = g_object_get_data (G_OBJECT (window), "workspace");
  GtkWidget     *box = g_object_get_data (G_OBJECT (window), "box");
  GtkWidget     *page;
  gpointer       data = NULL;
  g_autoptr(GError) error = NULL;
  const char *nothing = _ ("What you do from now on can be taken back here.");

  if (!igny_store_finish (IGNY_STORE (object), result, &data, &error))
    page = create_empty (_ ("The History Cannot Be Read"), error->message);
  else if (((Past *) data)->steps->len == 0)
    page = create_empty (_ ("No History Yet"), nothing);
  else
    page = create_page (workspace, data);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), page);
}

static void
present (IgnyWorkspace    *workspace,
         const IgnyEntity *entity,
         gint64            row)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Past      *past = g_new0 (Past, 1);

  past->entity = entity;
  past->row = row;
  past->details = g_ptr_array_new_with_free_func (g_free);
  gtk_window_set_title (GTK_WINDOW (window), _ ("History"));
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (igny_workspace_get_window (workspace)));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), "box", box);
  g_object_set_data_full (G_OBJECT (window), "workspace", g_object_ref (workspace), g_object_unref);
  igny_escape_add (window);
  gtk_window_present (GTK_WINDOW (window));
  igny_store_read_async (igny_workspace_get_store (workspace), read_past, past, past_free, NULL,
                         read_cb, g_object_ref (window));
}

void
igny_past_dialog_present_record (IgnyWorkspace    *workspace,
                                 const IgnyEntity *entity,
                                 gint64            row)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && entity != NULL);

  present (workspace, entity, row);
}

void
igny_past_dialog_present_steps (IgnyWorkspace *workspace)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  present (workspace, NULL, 0);
}
