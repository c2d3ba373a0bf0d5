/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "igny-content-version.h"
#include "igny-edit.h"
#include "igny-text.h"
#include "igny-work-optimize.h"

/* Marks what a word such as "1,3" or "all" names. */
static gboolean
mark (const char *word,
      guint       n,
      gboolean   *marks,
      GError    **error)
{
  g_auto(GStrv) list = NULL;

  if (word == NULL)
    return TRUE;
  list = g_strsplit (word, ",", -1);
  for (guint i = 0; list[i] != NULL; i++)
    {
      guint64  number = 0;
      gboolean all = g_str_equal (g_strstrip (list[i]), "all");

      if (!all && (!g_ascii_string_to_unsigned (list[i], 10, 1, MAX (n, 1), &number, NULL) ||
                   n == 0))
        {
          g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                       _("there is no change “%s”; there are %u, which are proposed with “igny8ctl "
                         "optimize”"),
                          list[i], n);
          return FALSE;
        }
      for (guint at = 0; at < n; at++)
        if (all || at + 1 == number)
          marks[at] = TRUE;
    }
  return TRUE;
}

static gboolean
add_version (IgnyStep          *step,
             const IgnyContent *content,
             guint              n,
             GError           **error)
{
  g_autoptr(IgnyContentVersion) version = igny_record_new (&igny_content_version_entity);
  gint64 last;

  if (!igny_db_get_integer (igny_step_get_db (step),
                            "SELECT ifnull(max(number), 0) FROM content_versions WHERE content = ?1"
                            " AND account = my_account ()",
                            IGNY_BINDS (IGNY_BIND_INT (content->record.row)), &last, error))
    return FALSE;
  version->site = content->site;
  version->sector = content->sector;
  version->content = content->record.row;
  version->number = last + 1;
  version->word_count = content->word_count;
  igny_text_set (&version->title, content->title);
  igny_text_set (&version->html_content, content->html_content);
  igny_text_set (&version->meta_title, content->meta_title);
  igny_text_set (&version->meta_description, content->meta_description);
  igny_text_set (&version->slug, content->slug);
  igny_text_set (&version->excerpt, content->excerpt);
  igny_text_set (&version->origin, content->origin);
  version->note =
      g_strdup_printf (ngettext ("Before %u accepted change", "Before %u accepted changes", n), n);
  return igny_step_insert (step, version, error);
}

static char **
find_member (IgnyContent *content,
             const char  *field)
{
  if (strcmp (field, "title") == 0)
    return &content->title;
  if (strcmp (field, "meta_title") == 0)
    return &content->meta_title;
  return strcmp (field, "meta_description") == 0 ? &content->meta_description
                                                 : &content->html_content;
}

/* Into content; what cannot be made any more stays open. */
static void
make (IgnyContent      *content,
      IgnyWorkDecision *decision,
      const gboolean   *accept,
      const gboolean   *reject)
{
  for (guint i = 0; i < decision->changes->len; i++)
    {
      IgnyChange      *change = decision->changes->pdata[i];
      char           **member = find_member (content, change->field);
      g_autofree char *text = NULL;

      if (change->state != IGNY_CHANGE_OPEN)
        continue;
      if (reject[i])
        {
          change->state = IGNY_CHANGE_REJECTED;
          decision->rejected++;
        }
      else if (accept[i] && (text = igny_change_apply (change, *member)) == NULL)
        decision->stale++;
      else if (accept[i])
        {
          igny_text_set (member, text);
          change->state = IGNY_CHANGE_ACCEPTED;
          decision->accepted++;
        }
    }
}

static gboolean
save (IgnyStep          *step,
      const IgnyContent *content,
      GError           **error)
{
  const IgnyAssignment values[] = {
    { "title", content->title },
    { "html_content", content->html_content != NULL ? content->html_content : "" },
    { "meta_title", content->meta_title != NULL ? content->meta_title : "" },
    { "meta_description", content->meta_description != NULL ? content->meta_description : "" },
    { "metadata", content->metadata },
  };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_set (step, &igny_content_entity, content->record.row, values,
                        G_N_ELEMENTS (values), errors, error);
}

static gboolean
decide_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  IgnyWorkDecision *decision = data;
  g_autoptr(IgnyContent) content = igny_records_load (
      igny_step_get_db (step), &igny_content_entity, decision->content, error);
  g_autoptr(IgnyContent) before = NULL;
  g_autofree gboolean *accept = NULL;
  g_autofree gboolean *reject = NULL;
  guint                n;

  if (content == NULL)
    return FALSE;
  before = igny_record_copy (content);
  decision->changes = igny_work_optimize_read (content);
  n = decision->changes->len;
  accept = g_new0 (gboolean, n + 1);
  reject = g_new0 (gboolean, n + 1);
  if (!mark (decision->accept, n, accept, error) || !mark (decision->reject, n, reject, error))
    return FALSE;
  make (content, decision, accept, reject);
  g_free (content->metadata);
  content->metadata = igny_work_optimize_write (before, NULL, decision->changes);
  igny_step_set_label (step, _("Decide on changes to “%s”"), before->title);
  return (decision->accepted == 0 || add_version (step, before, decision->accepted, error)) &&
         save (step, content, error);
}

gboolean
igny_work_optimize_decide (const IgnyRun    *run,
                           IgnyWorkDecision *decision,
                           GError          **error)
{
  g_return_val_if_fail (run != NULL && decision != NULL, FALSE);

  return igny_store_write (run->store, IGNY_STEP_DO, "Decide on changes", decide_cb, decision,
                           run->cancellable, error);
}

void
igny_work_decision_clear (IgnyWorkDecision *decision)
{
  g_clear_pointer (&decision->changes, g_ptr_array_unref);
}
