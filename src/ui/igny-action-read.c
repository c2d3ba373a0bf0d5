/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-bulk.h"
#include "igny-details-dialog.h"
#include "igny-format.h"
#include "igny-library.h"
#include "igny-past-dialog.h"

void
igny_action_details (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  if (rows->len == 1)
    igny_details_dialog_present (GTK_WINDOW (igny_workspace_get_window (workspace)),
                                 igny_workspace_get_store (workspace), page->table->entity,
                                 g_array_index (rows, gint64, 0));
  else
    igny_workspace_say (workspace, _ ("Select one row to see it whole"));
}

void
igny_action_history (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  if (rows->len == 1)
    igny_past_dialog_present_record (workspace, page->table->entity,
                                     g_array_index (rows, gint64, 0));
  else
    igny_workspace_say (workspace, _ ("Select one row to see its history"));
}

static gboolean
use_one (IgnyStep *step,
         gint64    row,
         gpointer  data,
         GError  **error)
{
  gboolean added;

  return igny_library_use (step, data, row, &added, error);
}

/* Those that the sector has already stay as they are. */
void
igny_action_use (IgnyWorkspace  *workspace,
                 const IgnyPage *page,
                 GArray         *rows)
{
  IgnyScope        scope;
  g_autofree char *number = igny_format_number (rows->len);
  g_autofree char *label = NULL;
  const char      *failed;
  GArray          *copy;

  if (rows->len == 0)
    {
      igny_workspace_say (workspace, _ ("Select the keywords that you want"));
      return;
    }
  if (!igny_workspace_find_sector (workspace, &scope))
    return;
  copy = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (copy, rows->data, rows->len);
  label = g_strdup_printf (ngettext ("Add %s keyword of the library",
                                     "Add %s keywords of the library", rows->len),
                           number);
  failed = _ ("The Keywords Were Not Added");
  igny_bulk_start (workspace, _ ("Adding keywords"), label, failed, copy, use_one,
                                 g_memdup2 (&scope, sizeof scope), g_free);
}
