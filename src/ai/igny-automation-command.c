/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-work.h"
#include "igny-queue.h"

static const IgnyQueueChange queue_changes[] = {
  [IGNY_AUTOMATION_PAUSE] = IGNY_QUEUE_PAUSE,
  [IGNY_AUTOMATION_RESUME] = IGNY_QUEUE_RESUME,
  [IGNY_AUTOMATION_CANCEL] = IGNY_QUEUE_CANCEL,
};

typedef struct
{
  gint64               site;
  IgnyAutomationChange change;
  IgnyAutomation      *automation; /* as it was before */
} Command;

static gboolean
change_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Command *command = data;

  command->automation = igny_automation_load (igny_step_get_db (step), command->site, error);
  return command->automation != NULL &&
         igny_automation_change (step, command->site, command->change, error);
}

static gboolean
change_queue (IgnyStore     *store,
              const Command *command,
              GError       **error)
{
  guint                  stage = (guint) CLAMP (command->automation->run->stage, 1, IGNY_N_STAGES);
  const IgnyStageResult *result = &command->automation->results[stage - 1];

  for (gint64 i = 0; result->batch > 0 && i < result->n_batches; i++)
    {
      IgnyQueuePlace place = { .batch = result->batch + i };

      if (!igny_queue_change (store, queue_changes[command->change], &place, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_automation_command (const IgnyRun       *run,
                         gint64               site,
                         IgnyAutomationChange change,
                         GError             **error)
{
  Command  command = { .site = site, .change = change };
  gboolean ok;

  g_return_val_if_fail (run != NULL && (guint) change < G_N_ELEMENTS (queue_changes), FALSE);

  ok = igny_store_write (run->store, IGNY_STEP_SYSTEM, "Change a run", change_cb, &command, NULL,
                         error) &&
       change_queue (run->store, &command, error);
  igny_automation_free (command.automation);
  return ok;
}
