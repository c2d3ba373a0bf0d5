/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-contents.h"

#include "igny-publishing-record.h"
#include "igny-rules.h"
#include "igny-task.h"
#include "igny-text.h"

static void
take (char      **member,
      const char *text)
{
  if (text != NULL)
    igny_text_set (member, text);
}

static void
fill (IgnyContent            *content,
      const IgnyContentDraft *draft)
{
  take (&content->title, draft->title);
  take (&content->html_content, draft->html);
  take (&content->meta_title, draft->meta_title);
  take (&content->meta_description, draft->meta_description);
  take (&content->excerpt, draft->excerpt);
  take (&content->primary_keyword, draft->primary_keyword);
  take (&content->secondary_keywords, draft->secondary_keywords);
  take (&content->categories, draft->categories);
  take (&content->tags, draft->tags);
  take (&content->origin, draft->origin);
  take (&content->metadata, draft->metadata);
  content->is_brief = draft->is_brief;
  /* Who reviewed or approved the old words has not read these. */
  take (&content->status, "draft");
  /* An address that is known outside stays. */
  if (content->wp_post_id == IGNY_UNKNOWN)
    take (&content->slug, draft->slug);
}

static IgnyContent *
load_or_new (IgnyStep       *step,
             const IgnyTask *task,
             GError        **error)
{
  g_autoptr(GPtrArray) found =
                 igny_records_select (igny_step_get_db (step), &igny_content_entity, "task = ?1",
                                      NULL, IGNY_BINDS (IGNY_BIND_INT (task->record.row)), error);
  IgnyContent *content;

  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);

  content = igny_record_new (&igny_content_entity);
  content->site = task->site;
  content->sector = task->sector;
  content->task = task->record.row;
  content->title = g_strdup (task->title);
  return content;
}

static gboolean
save (IgnyStep     *step,
      IgnyContent  *content,
      gconstpointer before,
      GError      **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  if (!igny_rules_apply (igny_step_get_db (step), content, before, igny_step_get_account (step),
                         errors, error))
    return FALSE;
  return content->record.row == 0 ? igny_step_insert (step, content, error)
                                  : igny_step_update (step, content, error);
}

static gboolean
set_task_status (IgnyStep   *step,
                 gint64      task,
                 const char *status,
                 GError    **error)
{
  return igny_db_exec (
      igny_step_get_db (step),
      "UPDATE tasks SET status = ?1, updated_at = ?2 WHERE row = ?3 AND account = my_account() AND"
      " status <> ?1 AND"
      " deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_TEXT (status), IGNY_BIND_INT (igny_step_get_now (step)),
                  IGNY_BIND_INT (task)),
      error);
}

gboolean
igny_contents_save (IgnyStep               *step,
                    gint64                  task_row,
                    const IgnyContentDraft *draft,
                    gint64                 *row,
                    GError                **error)
{
  g_autoptr(IgnyTask) task = NULL;
  g_autoptr(IgnyContent) content = NULL;
  g_autoptr(IgnyContent) before = NULL;

  g_return_val_if_fail (step != NULL && draft != NULL && row != NULL, FALSE);

  task = igny_records_load (igny_step_get_db (step), &igny_task_entity, task_row, error);
  if (task == NULL)
    return FALSE;
  content = load_or_new (step, task, error);
  if (content == NULL)
    return FALSE;
  if (content->record.row != 0)
    before = igny_record_copy (content);
  fill (content, draft);
  if (!save (step, content, before, error))
    return FALSE;

  *row = content->record.row;
  return set_task_status (step, task_row, "draft", error);
}

gboolean
igny_contents_set_post (IgnyStep *step,
                        gint64    content,
                        gint64    post_id,
                        GError  **error)
{
  g_return_val_if_fail (step != NULL, FALSE);

  return igny_db_exec (
      igny_step_get_db (step),
      "UPDATE content SET wp_post_id = ?1, site_status = 'publishing', updated_at = ?2"
      " WHERE row = ?3 AND account = my_account()",
      IGNY_BINDS (IGNY_BIND_INT (post_id), IGNY_BIND_INT (igny_step_get_now (step)),
                  IGNY_BIND_INT (content)),
      error);
}

IgnyHtmlFlags
igny_contents_get_html_flags (const IgnyContent *content)
{
  g_return_val_if_fail (content != NULL, IGNY_HTML_STRICT);

  if (g_strcmp0 (content->origin, "ai") == 0 || g_strcmp0 (content->origin, "offline") == 0)
    return IGNY_HTML_KEEP_BLOCKS;
  return IGNY_HTML_FROM_SITE;
}

typedef struct
{
  const char *destination;
  const char *status;
  gint64      number;
  const char *url;
  const char *message;
} Line;

static gboolean
add_record (IgnyStep          *step,
            const IgnyContent *content,
            const Line        *line,
            GError           **error)
{
  g_autoptr(IgnyPublishingRecord) record = igny_record_new (&igny_publishing_record_entity);

  record->site = content->site;
  record->content = content->record.row;
  record->destination = g_strdup (line->destination);
  take (&record->status, line->status);
  record->wp_post_id = line->number;
  record->post_url = g_strdup (line->url);
  record->message = g_strdup (line->message);
  return igny_step_insert (step, record, error);
}

static gboolean
set_idea_status (IgnyStep   *step,
                 gint64      task,
                 const char *status,
                 GError    **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE ideas SET status = ?3, updated_at = ?1 WHERE row ="
                       " (SELECT idea FROM tasks WHERE row = ?2) AND status <> ?3 AND"
                       " deleted_step IS NULL",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_now (step)), IGNY_BIND_INT (task),
                                   IGNY_BIND_TEXT (status)),
                       error);
}

static gboolean
is_public (const char *status)
{
  return g_strcmp0 (status, "publish") == 0 || g_strcmp0 (status, "private") == 0;
}

/* TRUE when the content was published before, and is not any more. */
static gboolean
follow_post (IgnyContent         *content,
             const IgnyPublished *published,
             gint64               now)
{
  gboolean was_public = g_strcmp0 (content->status, "published") == 0;
  gboolean scheduled = g_strcmp0 (published->status, "future") == 0;

  content->scheduled_at = scheduled ? published->public_at : IGNY_UNKNOWN;
  if (is_public (published->status))
    {
      take (&content->site_status, "published");
      take (&content->status, "published");
      content->published_at = published->public_at != IGNY_UNKNOWN ? published->public_at : now;
      return FALSE;
    }
  take (&content->site_status, scheduled ? "scheduled" : "not_published");
  content->published_at = IGNY_UNKNOWN;
  if (was_public)
    take (&content->status, "draft");
  return was_public;
}

/* The publishing log's word: what was there and is not any more is retracted. */
static const char *
get_log_status (const IgnyPublished *published,
                gboolean             withdrawn)
{
  return withdrawn || *published->status == '\0' || g_str_equal (published->status, "trash")
             ? "retracted"
             : "published";
}

gboolean
igny_contents_set_published (IgnyStep            *step,
                             gint64               row,
                             const IgnyPublished *published,
                             GError             **error)
{
  g_autoptr(IgnyContent) content = NULL;
  gboolean withdrawn;
  Line     line = { .destination = "wordpress" };

  g_return_val_if_fail (step != NULL && published != NULL && published->status != NULL, FALSE);

  content = igny_records_load (igny_step_get_db (step), &igny_content_entity, row, error);
  if (content == NULL)
    return FALSE;
  content->wp_post_id = published->post_id;
  igny_text_set (&content->post_url, published->url);
  igny_text_set (&content->wp_modified, published->modified);
  withdrawn = follow_post (content, published, igny_step_get_now (step));

  line.status = get_log_status (published, withdrawn);
  line.number = published->post_id;
  line.url = published->url;
  line.message = published->warnings;
  if (!igny_step_update (step, content, error) || !add_record (step, content, &line, error))
    return FALSE;
  if (is_public (published->status))
    return set_task_status (step, content->task, "published", error) &&
           set_idea_status (step, content->task, "published", error);
  return !withdrawn || (set_task_status (step, content->task, "draft", error) &&
                        set_idea_status (step, content->task, "scheduled", error));
}

gboolean
igny_contents_set_failed (IgnyStep   *step,
                          gint64      row,
                          const char *message,
                          GError    **error)
{
  g_autoptr(IgnyContent) content = NULL;
  Line line = { "wordpress", "failed" };

  g_return_val_if_fail (step != NULL && message != NULL, FALSE);

  content = igny_records_load (igny_step_get_db (step), &igny_content_entity, row, error);
  if (content == NULL)
    return FALSE;
  /* What is on the site stays there when an update of it fails. */
  if (g_strcmp0 (content->status, "published") != 0)
    take (&content->site_status, "failed");
  line.number = content->wp_post_id;
  line.url = content->post_url;
  line.message = message;
  return igny_step_update (step, content, error) && add_record (step, content, &line, error);
}

#define UPLOAD "wordpress-media"

gboolean
igny_contents_add_upload (IgnyStep   *step,
                          gint64      row,
                          const char *hash,
                          gint64      media,
                          const char *url,
                          GError    **error)
{
  g_autoptr(IgnyContent) content = NULL;
  Line line = { UPLOAD, "published", media, url, hash };

  g_return_val_if_fail (step != NULL && hash != NULL, FALSE);

  content = igny_records_load (igny_step_get_db (step), &igny_content_entity, row, error);
  return content != NULL && add_record (step, content, &line, error);
}

gboolean
igny_contents_find_upload (IgnyDb     *db,
                           gint64      site,
                           const char *hash,
                           gint64     *media,
                           char      **url,
                           GError    **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (db != NULL && hash != NULL && media != NULL && url != NULL, FALSE);

  *media = 0;
  *url = NULL;
  cursor = igny_db_query (
      db,
      "SELECT wp_post_id, post_url FROM publishing_records WHERE site = ?1 AND"
      " destination = '" UPLOAD "' AND message = ?2 AND account = my_account () AND"
      " deleted_step IS NULL ORDER BY row DESC LIMIT 1",
      IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_TEXT (hash)), error);
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local))
    {
      *media = igny_cursor_get_integer (cursor, 0);
      *url = g_strdup (igny_cursor_get_text (cursor, 1));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
