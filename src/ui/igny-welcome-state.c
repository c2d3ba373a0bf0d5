/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-welcome-state.h"

#define MINE "account = my_account () AND deleted_step IS NULL"
#define STATE_SQL                                                              \
  "SELECT EXISTS (SELECT 1 FROM sites WHERE " MINE "),"                        \
  " EXISTS (SELECT 1 FROM sites WHERE ifnull(wp_url, '') <> '' AND " MINE ")," \
  " EXISTS (SELECT 1 FROM keywords WHERE " MINE ")"

gboolean
igny_welcome_state_read (IgnyDb       *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  IgnyWelcomeState *self = data;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, STATE_SQL, NULL, error);

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  self->done[IGNY_WELCOME_HELLO] = TRUE;
  for (guint i = 0; i < 3; i++)
    self->done[IGNY_WELCOME_SITE + i] = igny_cursor_get_integer (cursor, (int) i) != 0;
  self->done[IGNY_WELCOME_READY] = igny_welcome_state_get_next (self) == IGNY_WELCOME_READY;
  return TRUE;
}

guint
igny_welcome_state_get_next (const IgnyWelcomeState *self)
{
  guint step = 0;

  g_return_val_if_fail (self != NULL, 0);

  while (step < IGNY_WELCOME_N_STEPS && self->done[step])
    step++;
  return step;
}

guint
igny_welcome_state_count (const IgnyWelcomeState *self)
{
  guint n_done = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < IGNY_WELCOME_N_STEPS; i++)
    n_done += self->done[i] ? 1 : 0;
  return n_done;
}
