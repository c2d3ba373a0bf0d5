/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-proposal.h"

#include <glib/gi18n.h>

#include "igny-html.h"

static void
change_free (gpointer data)
{
  IgnyProposedChange *change = data;

  g_free (change->reason);
  g_free (change->before);
  g_free (change->after);
  g_array_unref (change->removed);
  g_array_unref (change->added);
  g_free (change);
}

IgnyProposal *
igny_proposal_new (gint64 content)
{
  IgnyProposal *self = g_new0 (IgnyProposal, 1);

  self->content = content;
  self->changes = g_ptr_array_new_with_free_func (change_free);
  return self;
}

void
igny_proposal_free (IgnyProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static const char *
get_place (const char *field)
{
  if (g_str_equal (field, "title"))
    return _ ("Title");
  if (g_str_equal (field, "meta_title"))
    return _ ("Meta title");
  return g_str_equal (field, "meta_description") ? _ ("Meta description") : _ ("Text");
}

static char *
dup_text (const char *html)
{
  char *text = igny_html_to_text (html, NULL);

  return text != NULL ? g_strstrip (text) : g_strdup (html);
}

/* Where only the markup changes, a link for one, the markup is shown. */
static void
set_texts (IgnyProposedChange *shown,
           const IgnyChange   *change)
{
  if (g_str_equal (change->field, "html_content"))
    {
      shown->before = dup_text (change->old);
      shown->after = dup_text (change->replacement);
    }
  if (shown->before == NULL || g_str_equal (shown->before, shown->after))
    {
      g_free (shown->before);
      g_free (shown->after);
      shown->before = g_strdup (change->old);
      shown->after = g_strdup (change->replacement);
    }
}

static IgnyProposedChange *
show_change (const IgnyChange *change,
             guint             number)
{
  IgnyProposedChange *shown = g_new0 (IgnyProposedChange, 1);

  shown->number = number;
  shown->place = get_place (change->field);
  shown->reason = g_strdup (change->reason != NULL ? change->reason : "");
  set_texts (shown, change);
  shown->removed = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  shown->added = g_array_new (FALSE, FALSE, sizeof (IgnyDiffRange));
  igny_diff_words (shown->before, shown->after, shown->removed, shown->added);
  return shown;
}

gboolean
igny_proposal_read (IgnyDb       *db,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  IgnyProposal *self = data;
  g_autoptr(IgnyContent) content = igny_records_load (db, &igny_content_entity, self->content,
                                                       error);
  g_autoptr(GPtrArray) changes = content != NULL ? igny_work_optimize_read (content) : NULL;

  if (changes == NULL)
    return FALSE;
  self->title = g_strdup (content->title);
  for (guint i = 0; i < changes->len; i++)
    {
      const IgnyChange *change = changes->pdata[i];

      if (change->state == IGNY_CHANGE_OPEN)
        g_ptr_array_add (self->changes, show_change (change, i + 1));
    }
  return TRUE;
}

/* A decision on its way. */
typedef struct
{
  char            *accept;
  char            *reject;
  IgnyWorkDecision decision;
} Decide;

static void
decide_free (gpointer data)
{
  Decide *decide = data;

  igny_work_decision_clear (&decide->decision);
  g_free (decide->accept);
  g_free (decide->reject);
  g_free (decide);
}

static void
decide_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  Decide *decide = data;
  IgnyRun run = { .store = object, .cancellable = cancellable };
  GError *error = NULL;

  if (igny_work_optimize_decide (&run, &decide->decision, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
igny_proposal_decide_async (IgnyStore          *store,
                            gint64              content,
                            const char         *accept,
                            const char         *reject,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  Decide *decide;

  g_return_if_fail (IGNY_IS_STORE (store) && accept != NULL && reject != NULL);

  decide = g_new0 (Decide, 1);
  decide->accept = g_strdup (accept);
  decide->reject = g_strdup (reject);
  decide->decision.content = content;
  decide->decision.accept = *accept != '\0' ? decide->accept : NULL;
  decide->decision.reject = *reject != '\0' ? decide->reject : NULL;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_task_data (task, decide, decide_free);
  g_task_run_in_thread (task, decide_thread);
}

const IgnyWorkDecision *
igny_proposal_decide_finish (IgnyStore    *store,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return &((Decide *) g_task_get_task_data (G_TASK (result)))->decision;
}
