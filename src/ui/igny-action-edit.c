/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-assign-dialog.h"
#include "igny-bulk.h"
#include "igny-clusters.h"
#include "igny-edit.h"
#include "igny-format.h"
#include "igny-keyword.h"
#include "igny-radio-rows.h"
#include "igny-record-dialog.h"
#include "igny-task.h"

/* "3 keywords", "1 cluster" in the middle of a sentence. */
static char *
name_rows (const IgnyPage *page,
           guint           n_rows)
{
  const IgnyEntity *entity = page->table->entity;
  g_autofree char  *number = igny_format_number (n_rows);
  g_autofree char  *noun = g_utf8_strdown (_ (n_rows == 1 ? entity->label_one : entity->label), -1);

  return g_strdup_printf ("%s %s", number, noun);
}

static GArray *
copy_rows (GArray *rows)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (copy, rows->data, rows->len);
  return copy;
}

static void
saved_cb (gint64      row,
          const char *label,
          gpointer    user_data)
{
  igny_workspace_done (user_data, label);
}

static void
show_form (IgnyWorkspace  *workspace,
           const IgnyPage *page,
           gint64          row)
{
  IgnyScope scope = igny_places_narrow (igny_workspace_get_places (workspace),
                                        igny_workspace_get_scope (workspace));

  if (scope.site == 0 && row == 0)
    {
      igny_workspace_find_sector (workspace, &scope);
      return;
    }
  igny_record_dialog_present (GTK_WINDOW (igny_workspace_get_window (workspace)),
                              igny_workspace_get_store (workspace), page->table->entity, row,
                              &scope, saved_cb, g_object_ref (workspace), g_object_unref);
}

void
igny_action_add (IgnyWorkspace  *workspace,
                 const IgnyPage *page,
                 GArray         *rows)
{
  show_form (workspace, page, 0);
}

void
igny_action_edit (IgnyWorkspace  *workspace,
                  const IgnyPage *page,
                  GArray         *rows)
{
  if (rows->len == 1)
    show_form (workspace, page, g_array_index (rows, gint64, 0));
  else
    igny_workspace_say (workspace, _ ("Select one row to edit it"));
}

/* The text of a task. */
typedef struct
{
  IgnyWorkspace *workspace;
  gint64         task;
  gint64         content;
} Open;

static void
open_free (gpointer data)
{
  g_object_unref (((Open *) data)->workspace);
  g_free (data);
}

static gboolean
find_content (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Open *open = data;

  return igny_db_get_integer (
      db, "SELECT max(row) FROM content WHERE task = ?1 AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (open->task)), &open->content, error);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Open *open = user_data;

  if (igny_store_finish (IGNY_STORE (object), result, NULL, NULL) && open->content > 0)
    igny_workspace_edit (open->workspace, open->content);
  else
    igny_workspace_say (open->workspace, _ ("This task has no text yet: write it first"));
  open_free (open);
}

void
igny_action_open (IgnyWorkspace  *workspace,
                  const IgnyPage *page,
                  GArray         *rows)
{
  gint64 row = rows->len > 0 ? g_array_index (rows, gint64, 0) : 0;
  Open  *open;

  if (rows->len != 1)
    {
      igny_workspace_say (workspace, _ ("Select one row to open it"));
      return;
    }
  if (page->table->entity != &igny_task_entity)
    {
      igny_workspace_edit (workspace, row);
      return;
    }
  open = g_new0 (Open, 1);
  open->workspace = g_object_ref (workspace);
  open->task = row;
  igny_store_read_async (igny_workspace_get_store (workspace), find_content, open, NULL, NULL,
                         found_cb, open);
}

static gboolean
delete_row (IgnyStep *step,
            gint64    row,
            gpointer  data,
            GError  **error)
{
  return igny_edit_delete (step, data, row, error);
}

void
igny_action_delete (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  g_autofree char *name = name_rows (page, rows->len);
  g_autofree char *label = g_strdup_printf (_ ("Delete %s"), name);

  const char *running = _ ("Deleting");
  const char *failed = _ ("Not Deleted");

  if (rows->len > 0)
    igny_bulk_start (workspace, running, label, failed, copy_rows (rows), delete_row,
                     (gpointer) page->table->entity, NULL);
}

/* The status that many rows are to get. */
typedef struct
{
  IgnyWorkspace    *workspace;
  const IgnyPage   *page;
  GArray           *rows;
  GtkWidget        *choices;
  const IgnyChoice *choice;
} SetStatus;

static void
set_status_free (gpointer data)
{
  SetStatus *set = data;

  g_object_unref (set->workspace);
  g_clear_pointer (&set->rows, g_array_unref);
  g_free (set);
}

static const IgnyField *
get_status_field (const IgnyPage *page)
{
  return igny_entity_find_field (page->table->entity, "status");
}

static gboolean
set_row (IgnyStep *step,
         gint64    row,
         gpointer  data,
         GError  **error)
{
  SetStatus     *set = data;
  IgnyAssignment value = { "status", set->choice->word };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_set (step, set->page->table->entity, row, &value, 1, errors, error);
}

/* Takes set. */
static void
start_set (SetStatus *set)
{
  const char      *running = _ ("Setting the status");
  const char      *failed = _ ("The Status Was Not Set");
  g_autofree char *name = name_rows (set->page, set->rows->len);
  g_autofree char *label = NULL;

  /* Translators: "Set 3 keywords to Archived" */
  label = g_strdup_printf (_ ("Set %s to %s"), name, _ (set->choice->label));
  igny_bulk_start (set->workspace, running, label, failed, g_steal_pointer (&set->rows), set_row,
                   set, set_status_free);
}

static void
status_cb (AdwMessageDialog *dialog,
           const char       *response,
           SetStatus        *set)
{
  const IgnyField *field = get_status_field (set->page);

  set->choice = &field->choices[igny_radio_rows_get_chosen (set->choices)];
  if (!g_str_equal (response, "go"))
    {
      set_status_free (set);
      return;
    }
  start_set (set);
}

static GtkWidget *
create_choices (const IgnyField *field)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();

  for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
    g_ptr_array_add (titles, _ (c->label));
  g_ptr_array_add (titles, NULL);
  return igny_radio_rows_new ((const char *const *) titles->pdata);
}

static SetStatus *
set_status_new (IgnyWorkspace  *workspace,
                const IgnyPage *page,
                GArray         *rows)
{
  SetStatus *set = g_new0 (SetStatus, 1);

  set->workspace = g_object_ref (workspace);
  set->page = page;
  set->rows = copy_rows (rows);
  return set;
}

void
igny_action_set_status (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows,
                        const char     *word)
{
  SetStatus *set;

  if (rows->len == 0)
    {
      igny_workspace_say (workspace, _ ("Select the rows that you mean"));
      return;
    }
  set = set_status_new (workspace, page, rows);
  set->choice = igny_field_find_choice (get_status_field (page), word);
  g_assert (set->choice != NULL);
  start_set (set);
}

void
igny_action_review (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  igny_action_set_status (workspace, page, rows, "review");
}

void
igny_action_approve (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  igny_action_set_status (workspace, page, rows, "approved");
}

void
igny_action_redraft (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  igny_action_set_status (workspace, page, rows, "draft");
}

void
igny_action_status (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  g_autofree char  *name = name_rows (page, rows->len);
  g_autofree char  *heading = g_strdup_printf (_ ("Set Status of %s"), name);
  AdwMessageDialog *dialog;
  SetStatus        *set;

  if (rows->len == 0)
    return;
  set = set_status_new (workspace, page, rows);
  set->choices = create_choices (get_status_field (page));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (igny_workspace_get_window (workspace)), heading, NULL));
  adw_message_dialog_set_extra_child (dialog, set->choices);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", _ ("_Set Status"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "go");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (status_cb), set);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Keywords on their way into a cluster. */
typedef struct
{
  IgnyWorkspace *workspace;
  IgnyScope      scope;
  GArray        *rows;
  char          *name;
  char          *label;
} Assign;

static void
assign_free (gpointer data)
{
  Assign *assign = data;

  g_object_unref (assign->workspace);
  g_array_unref (assign->rows);
  g_free (assign->name);
  g_free (assign->label);
  g_free (assign);
}

static gboolean
write_assign (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Assign *assign = data;
  gint64  cluster = 0;

  if (assign->name != NULL && !igny_clusters_ensure (step, &assign->scope, assign->name, NULL,
                                                     "hand", &cluster, error))
    return FALSE;
  return igny_clusters_assign (step, &assign->scope, cluster,
                               (const gint64 *) (gpointer) assign->rows->data, assign->rows->len,
                               error);
}

static void
assigned_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;

  if (igny_store_finish (IGNY_STORE (object), result, &data, &error))
    igny_workspace_done (workspace, ((Assign *) data)->label);
  else
    igny_workspace_fail (workspace, _ ("The Keywords Were Not Assigned"), error);
}

static void
chosen_cb (const char *name,
           gpointer    user_data)
{
  const Assign    *asked = user_data;
  Assign          *assign = g_new0 (Assign, 1);
  g_autofree char *number = igny_format_number (asked->rows->len);

  assign->workspace = g_object_ref (asked->workspace);
  assign->scope = asked->scope;
  assign->rows = copy_rows (asked->rows);
  assign->name = g_strdup (name);
  if (name != NULL)
    assign->label = g_strdup_printf (
        ngettext ("Assign %s keyword to “%s”", "Assign %s keywords to “%s”", asked->rows->len),
        number, name);
  else
    assign->label = g_strdup_printf (ngettext ("Take %s keyword out of its cluster",
                                               "Take %s keywords out of their clusters",
                                               asked->rows->len),
                                     number);
  igny_store_write_async (igny_workspace_get_store (asked->workspace), IGNY_STEP_DO, assign->label,
                          write_assign, assign, assign_free, NULL, assigned_cb,
                          g_object_ref (asked->workspace));
}

void
igny_action_assign (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  IgnyScope scope;
  Assign   *assign;

  if (rows->len == 0 || !igny_workspace_find_sector (workspace, &scope))
    return;
  assign = g_new0 (Assign, 1);
  assign->workspace = g_object_ref (workspace);
  assign->scope = scope;
  assign->rows = igny_actions_take_rows (page, &igny_keyword_entity, rows);
  igny_assign_dialog_present (GTK_WINDOW (igny_workspace_get_window (workspace)),
                              igny_workspace_get_store (workspace), &scope, chosen_cb, assign,
                              assign_free);
}
