/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-entities.h"
#include "igny-gate.h"
#include "igny-image.h"
#include "igny-queue-private.h"
#include "igny-queue-runner.h"
#include "igny-settings.h"

typedef struct
{
  const IgnyQueueRequest *request;
  const GArray           *rows; /* of gint64 */
  IgnyQueueAdded         *added;
  GHashTable             *waiting; /* rows that are in the queue already */
  GArray                 *left;    /* of rows: those that are not */
  guint                   item_rows;
  gint64                  batch;
  gint64                  position;
  char                   *options;
  gboolean                full;
} Adding;

static gboolean
read_waiting (Adding  *self,
              IgnyDb  *db,
              GError **error)
{
  const IgnyFunction *function = self->request->function;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  cursor = igny_db_query (db,
                          "SELECT e.value FROM queue_items q, json_each (q.rows) e WHERE"
                          " q.function = ?1 AND q.state IN ('queued', 'paused', 'running',"
                          " 'unsure') AND q.account = my_account ()",
                          IGNY_BINDS (IGNY_BIND_TEXT (function->name)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_hash_table_add (self->waiting, g_memdup2 (&row, sizeof row));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
keep_new (Adding *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      gint64 row = g_array_index (self->rows, gint64, i);

      if (!g_hash_table_contains (self->waiting, &row))
        g_array_append_val (self->left, row);
    }
}

/* How many rows an item takes; all for an engine that asks nobody, since it
 * has to see them together and costs nothing. */
static guint
find_item_rows (const Adding *self,
                IgnyStep     *step)
{
  const IgnyFunction *function = self->request->function;
  guint               most = function->item_rows;

  if (self->request->call.engine != IGNY_ENGINE_AI && function->lane != IGNY_LANE_SITE)
    most = function->batch_rows;
  else if (function->item_setting != NULL)
    most = (guint) igny_settings_get_number (igny_step_get_db (step), igny_step_get_account (step),
                                             function->item_setting);
  return most > 0 ? most : G_MAXUINT;
}

/* A picture has no name of its own: that of its text, and what it is there. */
static char *
dup_picture_name (IgnyDb *db,
                  gint64  row)
{
  g_autoptr(IgnyImage) image = NULL;
  g_autofree char *title = NULL;
  const char      *type;

  image = igny_records_load (db, &igny_image_entity, row, NULL);
  if (image == NULL ||
      !igny_db_get_text (db,
                         "SELECT ifnull ((SELECT c.title FROM content c WHERE c.task = t.row AND"
                         " c.deleted_step IS NULL ORDER BY c.row DESC), t.title) FROM tasks t"
                         " WHERE t.row = ?1 AND t.account = my_account ()",
                         IGNY_BINDS (IGNY_BIND_INT (image->task)), &title, NULL) ||
      title == NULL)
    return NULL;
  type = _(igny_choices_label (
      igny_entity_find_field (&igny_image_entity, "image_type")->choices, image->image_type));
  if (!g_str_equal (image->image_type, "in_article"))
    /* Translators: what a picture is for, and what it is there: “Tents (Featured)” */
    return g_strdup_printf (_("%s (%s)"), title, type);
  /* Translators: one of several: “Tents (In the article, 2)” */
  return g_strdup_printf (_("%s (%s, %d)"), title, type, (int) image->position);
}

static char *
dup_name (const IgnyEntity *entity,
          IgnyDb           *db,
          gint64            row)
{
  return entity == &igny_image_entity ? dup_picture_name (db, row)
                                      : igny_records_dup_title (db, entity, row);
}

static char *
describe (const Adding *self,
          IgnyDb       *db,
          guint         first,
          guint         n)
{
  const IgnyFunction *function = self->request->function;
  const char         *title = self->request->title;
  g_autofree char    *name = NULL;

  if (title == NULL)
    title = _(function->title);
  if (n > 1)
    return g_strdup_printf (ngettext ("%s: %u record", "%s: %u records", n), title, n);
  name = dup_name (igny_entities_find (function->entity), db,
                   g_array_index (self->left, gint64, first));
  return name != NULL ? g_strdup_printf ("%s: %.200s", title, name) : g_strdup (title);
}

static char *
list_rows (const Adding *self,
           guint         first,
           guint         n)
{
  GString *text = g_string_new ("[");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > first ? "," : "",
                            g_array_index (self->left, gint64, i));
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static gboolean
insert (Adding   *self,
        IgnyStep *step,
        guint     first,
        guint     n,
        GError  **error)
{
  const IgnyQueueRequest *request = self->request;
  g_autoptr(IgnyQueueItem) item = igny_record_new (&igny_queue_item_entity);

  item->title = describe (self, igny_step_get_db (step), first, n);
  item->function = g_strdup (request->function->name);
  g_free (item->engine);
  item->engine = g_strdup (igny_engine_to_word (request->call.engine));
  g_free (item->lane);
  item->lane = g_strdup (igny_queue_lane_to_word (
      igny_function_get_lane (request->function, request->call.engine)));
  item->batch = self->batch;
  item->position = self->position++;
  item->site = request->call.scope.site;
  item->sector = request->call.scope.sector;
  item->rows = list_rows (self, first, n);
  item->options = g_strdup (self->options);
  self->added->n_items++;
  return igny_step_insert (step, item, error);
}

static gboolean
insert_all (Adding   *self,
            IgnyStep *step,
            GError  **error)
{
  guint batch_rows = self->request->function->batch_rows;
  guint in_batch = 0;

  for (guint i = 0; i < self->left->len;)
    {
      guint n = MIN (self->item_rows, self->left->len - i);

      if (in_batch > 0 && batch_rows > 0 && in_batch + n > batch_rows)
        {
          self->batch++;
          self->added->n_batches++;
          in_batch = 0;
        }
      if (!insert (self, step, i, n, error))
        return FALSE;
      in_batch += n;
      i += n;
    }
  return TRUE;
}

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Adding *self = data;
  IgnyDb *db = igny_step_get_db (step);

  if (!igny_gate_check_work (db, error) || !read_waiting (self, db, error) ||
      !igny_db_get_integer (db, "SELECT ifnull (max (batch), 0) + 1 FROM queue_items", NULL,
                            &self->batch, error) ||
      !igny_db_get_integer (db, "SELECT ifnull (max (position), 0) + 1 FROM queue_items", NULL,
                            &self->position, error))
    return FALSE;
  keep_new (self);
  if (self->left->len == 0)
    return TRUE;
  self->item_rows = find_item_rows (self, step);
  self->added->first_batch = self->batch;
  self->added->n_batches = 1;
  self->added->n_rows = self->left->len;
  return insert_all (self, step, error);
}

gboolean
igny_queue_add (const IgnyRun          *run,
                const IgnyQueueRequest *request,
                IgnyQueueAdded         *added,
                GError                **error)
{
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GArray) left = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                          NULL);
  Adding   self = { .request = request, .added = added, .waiting = waiting, .left = left };
  gboolean ok;

  g_return_val_if_fail (run != NULL && request != NULL && added != NULL, FALSE);

  *added = (IgnyQueueAdded){ 0 };
  if (!igny_function_check_engine (request->function, request->call.engine, error))
    return FALSE;
  rows = request->function->find (run, &request->call, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  self.rows = rows;
  if (request->call.options != NULL)
    self.options = igny_json_object_to_text (request->call.options, FALSE);
  ok = igny_store_write (run->store, IGNY_STEP_SYSTEM, "Add to the queue", add_cb, &self,
                         run->cancellable, error);
  g_free (self.options);
  if (ok)
    igny_queue_wake (run->store);
  else
    *added = (IgnyQueueAdded){ 0 };
  return ok;
}
