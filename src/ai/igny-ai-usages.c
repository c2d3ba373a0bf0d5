/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-usages.h"

static void
clear_usage (gpointer data)
{
  g_free ((char *) ((IgnyUsage *) data)->model);
}

GArray *
igny_ai_usages_new (void)
{
  GArray *usages = g_array_new (FALSE, FALSE, sizeof (IgnyUsage));

  g_array_set_clear_func (usages, clear_usage);
  return usages;
}

void
igny_ai_usages_add (GArray          *usages,
                    const IgnyUsage *usage,
                    gint64           credits)
{
  IgnyUsage copy = *usage;

  copy.model = g_strdup (usage->model);
  /* To read an answer once more has its own price, whatever it is about. */
  if (g_str_equal (usage->operation, IGNY_AI_REPARSE))
    copy.credits = credits > 0 ? usage->credits : 0;
  else
    copy.credits = credits;
  g_array_append_val (usages, copy);
}

gint64
igny_ai_usages_sum (const GArray *usages)
{
  gint64 sum = 0;

  for (guint i = 0; i < usages->len; i++)
    sum += g_array_index (usages, IgnyUsage, i).credits;
  return sum;
}

gboolean
igny_ai_usages_charge (const GArray *usages,
                       IgnyStep     *step,
                       GError      **error)
{
  for (guint i = 0; i < usages->len; i++)
    if (!igny_credits_charge (step, &g_array_index (usages, IgnyUsage, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
charge_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_ai_usages_charge (data, step, error);
}

gboolean
igny_ai_usages_charge_now (GArray     *usages,
                           IgnyStore  *store,
                           const char *label,
                           GError    **error)
{
  return igny_store_write (store, IGNY_STEP_SYSTEM, label, charge_cb, usages, NULL, error);
}
