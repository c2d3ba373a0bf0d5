/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-work-write.h"

#define KEYWORDS_MAX 50
/* With one keyword more, still no longer than the field. */
#define JOINED_MAX 3000

void
igny_work_task_free (IgnyWorkTask *self)
{
  if (self == NULL)
    return;
  igny_record_free (self->task);
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_free (self->cluster);
  g_free (self);
}

char *
igny_work_text_keep (IgnyWorkText *self,
                     char         *text)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ptr_array_add (self->owned, text);
  return text;
}

char *
igny_work_task_join_keywords (const IgnyWorkTask *self,
                              guint               from)
{
  GString *text;
  gsize    n;

  g_return_val_if_fail (self != NULL, NULL);

  /* More than a person reads, or a search engine heeds, helps nobody. */
  n = MIN (self->keywords->n, from + KEYWORDS_MAX);
  if (from >= n)
    return NULL;
  text = g_string_new (self->keywords->texts->pdata[from]);
  for (guint i = from + 1; i < n && text->len < JOINED_MAX; i++)
    g_string_append_printf (text, ", %s", (char *) self->keywords->texts->pdata[i]);
  return g_string_free (text, FALSE);
}

IgnyWorkTask *
igny_work_task_load (IgnyDb  *db,
                     gint64   row,
                     GError **error)
{
  g_autoptr(IgnyWorkTask) self = g_new0 (IgnyWorkTask, 1);
  const IgnyEntity *clusters = igny_entity_find_field (&igny_task_entity, "cluster")->target;
  const IgnyBind   *binds = IGNY_BINDS (IGNY_BIND_INT (row));
  gint64            primary;
  gint64            published;

  g_return_val_if_fail (db != NULL, NULL);

  self->task = igny_records_load (db, &igny_task_entity, row, error);
  if (self->task == NULL)
    return NULL;
  self->keywords = igny_work_keywords_load_task (db, row, error);
  self->cluster = igny_records_dup_title (db, clusters, self->task->cluster);
  if (self->keywords == NULL ||
      !igny_db_get_integer (db,
                            "SELECT count(*) FROM task_keywords WHERE task = ?1 AND is_primary = 1"
                            " AND deleted_step IS NULL",
                            binds, &primary, error) ||
      !igny_db_get_integer (db,
                            "SELECT count(*) FROM content WHERE task = ?1 AND status = 'published'"
                            " AND deleted_step IS NULL",
                            binds, &published, error))
    return NULL;
  self->n_primary = (guint) primary;
  self->is_published = published > 0;
  return g_steal_pointer (&self);
}

gboolean
igny_work_task_check (const IgnyWorkTask *self,
                      GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->is_published)
    return TRUE;
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                       _("the article is published; edit it instead of writing it again"));
  return FALSE;
}
