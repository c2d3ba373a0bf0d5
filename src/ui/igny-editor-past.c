/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-past.h"

#include "igny-content.h"
#include "igny-past.h"

#define MAX_CHANGES 400
#define MAX_KEPT 100
#define SITTING_MS (10 * 60 * 1000)

static void
free_version (gpointer data)
{
  IgnyEditorVersion *version = data;

  g_free (version->what);
  g_free (version->user);
  g_free (version->title);
  g_free (version->html);
  g_free (version);
}

IgnyEditorPast *
igny_editor_past_new (gint64 row)
{
  IgnyEditorPast *self = g_new0 (IgnyEditorPast, 1);

  self->row = row;
  self->versions = g_ptr_array_new_with_free_func (free_version);
  return self;
}

void
igny_editor_past_free (IgnyEditorPast *self)
{
  g_ptr_array_unref (self->versions);
  g_free (self);
}

/* The text as it is between two changes, on the way back. */
typedef struct
{
  char *title;
  char *html;
} Text;

static IgnyEditorVersion *
add (IgnyEditorPast *past,
     const Text     *text,
     gint64          at,
     const char     *what,
     const char     *user)
{
  IgnyEditorVersion *version = g_new0 (IgnyEditorVersion, 1);

  version->at = at;
  version->what = g_strdup (what != NULL ? what : "");
  version->user = g_strdup (user);
  version->title = g_strdup (text->title != NULL ? text->title : "");
  version->html = g_strdup (text->html != NULL ? text->html : "");
  g_ptr_array_add (past->versions, version);
  return version;
}

static gboolean
is_same_sitting (const IgnyPastStep *newer,
                 const IgnyPastStep *older)
{
  return newer != NULL && newer->kind == older->kind && newer->at - older->at < SITTING_MS &&
         g_strcmp0 (newer->user, older->user) == 0 && g_str_equal (newer->label, older->label);
}

static gboolean
has_field (const IgnyPastChange *change,
           const char           *name)
{
  for (guint i = 0; change->fields != NULL && i < change->fields->len; i++)
    if (g_str_equal (((const IgnyField *) change->fields->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

static void
take (char      **member,
      const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

/* text becomes what it was before change. */
static void
go_back (Text                 *text,
         const IgnyPastChange *change)
{
  const IgnyContent *before = change->before;

  if (has_field (change, "title"))
    take (&text->title, before->title);
  if (has_field (change, "html_content"))
    take (&text->html, before->html_content);
}

static void
add_changes (IgnyEditorPast  *past,
             const GPtrArray *changes,
             Text            *text)
{
  const IgnyPastStep *newer = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const IgnyPastChange *change = changes->pdata[i];

      if (change->made)
        {
          add (past, text, change->step->at, change->step->label, change->step->user);
          return;
        }
      if (!has_field (change, "html_content"))
        continue;
      if (!is_same_sitting (newer, change->step))
        add (past, text, change->step->at, change->step->label, change->step->user);
      newer = change->step;
      go_back (text, change);
    }
  add (past, text, IGNY_UNKNOWN, NULL, NULL);
}

static gboolean
is_known (const IgnyEditorPast *past,
          const char           *html)
{
  for (guint i = 0; i < past->versions->len; i++)
    if (g_str_equal (((IgnyEditorVersion *) past->versions->pdata[i])->html, html))
      return TRUE;
  return FALSE;
}

static gboolean
add_kept (IgnyDb         *db,
          IgnyEditorPast *past,
          GError        **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT v.title, v.html_content, v.created_at, v.note, u.first_name"
                          " FROM content_versions v LEFT JOIN users u ON u.row = v.author"
                          " WHERE v.content = ?1 AND v.deleted_step IS NULL"
                          " AND v.account = my_account () ORDER BY v.number DESC LIMIT ?2",
                          IGNY_BINDS (IGNY_BIND_INT (past->row), IGNY_BIND_INT (MAX_KEPT)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      Text text = { (char *) igny_cursor_get_text (cursor, 0),
                    (char *) igny_cursor_get_text (cursor, 1) };

      if (text.html != NULL && !is_known (past, text.html))
        add (past, &text, igny_cursor_get_integer (cursor, 2), igny_cursor_get_text (cursor, 3),
             igny_cursor_get_text (cursor, 4));
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const IgnyEditorVersion *one = *(const IgnyEditorVersion *const *) a;
  const IgnyEditorVersion *other = *(const IgnyEditorVersion *const *) b;

  return (one->at < other->at) - (one->at > other->at);
}

gboolean
igny_editor_past_read (IgnyDb       *db,
                       gpointer      data,
                       GCancellable *cancellable,
                       GError      **error)
{
  IgnyEditorPast *past = data;
  g_autoptr(IgnyContent) content = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  Text text = { NULL, NULL };

  g_return_val_if_fail (db != NULL && data != NULL, FALSE);

  content = igny_records_load (db, &igny_content_entity, past->row, error);
  if (content == NULL)
    return FALSE;
  changes = igny_past_list_changes (db, &igny_content_entity, past->row, MAX_CHANGES, error);
  if (changes == NULL)
    return FALSE;
  take (&text.title, content->title);
  take (&text.html, content->html_content);
  add_changes (past, changes, &text);
  g_free (text.title);
  g_free (text.html);
  if (!add_kept (db, past, error))
    return FALSE;
  /* The first one is what is, whatever clocks say; the unknown is the oldest. */
  if (past->versions->len > 1)
    qsort (past->versions->pdata + 1, past->versions->len - 1, sizeof (gpointer), compare);
  return TRUE;
}
