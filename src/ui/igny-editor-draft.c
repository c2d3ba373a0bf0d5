/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-draft.h"

#include <glib/gstdio.h>

#include "igny-html.h"
#include "igny-json.h"

#define FOLDER "drafts"

struct _IgnyEditorDraft
{
  GObject parent_instance;

  char        *folder;
  GThreadPool *pool; /* of one thread, so that the last word stays the last */
};

/* A file to write, or to remove. */
typedef struct
{
  char *path;
  char *text; /* NULL: remove */
} Order;

G_DEFINE_FINAL_TYPE (IgnyEditorDraft, igny_editor_draft, G_TYPE_OBJECT)

static char *
make_path (const char        *folder,
           const IgnyContent *content)
{
  char             id[IGNY_ID_TEXT_SIZE];
  g_autofree char *name = NULL;

  igny_id_to_text (&content->record.id, id);
  name = g_strconcat (id, ".json", NULL);
  return g_build_filename (folder, FOLDER, name, NULL);
}

/* Best effort: that it cannot be kept is told when it cannot be saved. */
static void
carry_out_cb (gpointer data,
              gpointer user_data)
{
  Order           *order = data;
  g_autofree char *folder = g_path_get_dirname (order->path);
  g_autoptr(GError) error = NULL;

  if (order->text == NULL)
    g_unlink (order->path);
  else if (g_mkdir_with_parents (folder, 0700) != 0 ||
           !g_file_set_contents_full (order->path, order->text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, &error))
    g_message ("keep what was typed: %s", error != NULL ? error->message : g_strerror (errno));
  g_free (order->path);
  g_free (order->text);
  g_free (order);
}

static void
give_order (IgnyEditorDraft   *self,
            const IgnyContent *content,
            char              *text)
{
  Order *order = g_new0 (Order, 1);

  order->path = make_path (self->folder, content);
  order->text = text;
  g_thread_pool_push (self->pool, order, NULL);
}

/* Orders that were given are carried out. */
static void
igny_editor_draft_finalize (GObject *object)
{
  IgnyEditorDraft *self = IGNY_EDITOR_DRAFT (object);

  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_free (self->folder);

  G_OBJECT_CLASS (igny_editor_draft_parent_class)->finalize (object);
}

static void
igny_editor_draft_class_init (IgnyEditorDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_editor_draft_finalize;
}

static void
igny_editor_draft_init (IgnyEditorDraft *self)
{
  self->pool = g_thread_pool_new (carry_out_cb, NULL, 1, FALSE, NULL);
}

IgnyEditorDraft *
igny_editor_draft_new (const char *folder)
{
  IgnyEditorDraft *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_DRAFT, NULL);
  self->folder = g_strdup (folder);
  return self;
}

void
igny_editor_draft_put (IgnyEditorDraft   *self,
                       const IgnyContent *content,
                       const GPtrArray   *values)
{
  g_autoptr(JsonObject) object = NULL;
  JsonObject *fields;

  g_return_if_fail (IGNY_IS_EDITOR_DRAFT (self));
  g_return_if_fail (content != NULL && values != NULL);

  object = json_object_new ();
  fields = json_object_new ();
  for (guint i = 0; i + 1 < values->len; i += 2)
    json_object_set_string_member (fields, values->pdata[i], values->pdata[i + 1]);
  json_object_set_int_member (object, "base", content->record.updated_at);
  json_object_set_object_member (object, "fields", fields);
  give_order (self, content, igny_json_object_to_text (object, FALSE));
}

void
igny_editor_draft_drop (IgnyEditorDraft   *self,
                        const IgnyContent *content)
{
  g_return_if_fail (IGNY_IS_EDITOR_DRAFT (self));
  g_return_if_fail (content != NULL);

  give_order (self, content, NULL);
}

static JsonNode *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize            size = 0;

  if (!g_file_get_contents (path, &text, &size, NULL) || size > IGNY_JSON_MAX_SIZE)
    return NULL;
  return igny_json_parse (text, (gssize) size, NULL);
}

/* TRUE when it is another one than content has. */
static gboolean
fill (IgnyContent *content,
      const char  *name,
      const char  *value)
{
  const IgnyField *field = igny_entity_find_field (&igny_content_entity, name);
  g_autofree char *safe = NULL;
  const char      *old;

  if (field == NULL || !igny_kind_is_text (field->kind))
    return FALSE;
  if (g_str_equal (name, "html_content"))
    safe = igny_html_sanitize (value, IGNY_HTML_FROM_SITE, NULL);
  else
    safe = g_strdup (value);
  old = igny_record_get_text (content, field);
  if (safe == NULL || g_strcmp0 (old != NULL ? old : "", safe) == 0)
    return FALSE;
  igny_record_set_text (content, field, safe);
  return TRUE;
}

IgnyContent *
igny_editor_draft_read (const char        *folder,
                        const IgnyContent *content,
                        gboolean          *late)
{
  g_autofree char *path = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(IgnyContent) typed = NULL;
  JsonObjectIter iter;
  JsonObject    *fields;
  JsonNode      *value;
  const char    *name;
  gboolean       differs = FALSE;

  g_return_val_if_fail (folder != NULL && content != NULL && late != NULL, NULL);

  path = make_path (folder, content);
  node = read_file (path);
  fields = igny_json_get_object (igny_json_node_get_object (node), "fields");
  if (fields == NULL)
    return NULL;
  typed = igny_record_copy (content);
  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, &value))
    differs |= fill (typed, name, igny_json_node_get_string (value, ""));
  *late = igny_json_get_int (igny_json_node_get_object (node), "base", 0) !=
          content->record.updated_at;
  return differs ? g_steal_pointer (&typed) : NULL;
}
