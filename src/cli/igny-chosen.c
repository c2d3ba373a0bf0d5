/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chosen.h"

#include "igny-target.h"

static gboolean
find_all_cb (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  IgnyChosen *self = data;
  GPtrArray  *names = self->call->line->values[self->option];
  gint64      account = igny_store_get_account (self->call->store);

  for (guint i = 0; i < names->len; i++)
    {
      gint64 row;

      if (!igny_target_find (db, account, self->entity, &self->scope, names->pdata[i], &row,
                             error))
        return FALSE;
      g_array_append_val (self->rows, row);
    }
  return TRUE;
}

gboolean
igny_chosen_find (IgnyChosen *self,
                  GError    **error)
{
  g_return_val_if_fail (self != NULL && self->call != NULL && self->entity != NULL, FALSE);

  if (!igny_call_find_scope (self->call, &self->scope, error))
    return FALSE;
  if (!igny_call_has (self->call, self->option))
    return TRUE;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  return igny_call_read (self->call, find_all_cb, self, error);
}

const gint64 *
igny_chosen_get_rows (const IgnyChosen *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rows != NULL ? (const gint64 *) (gpointer) self->rows->data : NULL;
}

gsize
igny_chosen_get_n_rows (const IgnyChosen *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows != NULL ? self->rows->len : 0;
}

void
igny_chosen_clear (IgnyChosen *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
}
