/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-cluster.h"
#include "igny-clusters-edit.h"
#include "igny-commands.h"
#include "igny-keyword.h"
#include "igny-present.h"
#include "igny-target.h"
#include "igny-work.h"

/* A cluster that was named, and what is to be done with it. */
typedef struct
{
  IgnyCall *call;
  IgnyScope scope;
  gint64    cluster;
  GArray   *rows; /* of gint64: the other clusters, or keywords */
} Edit;

static void
clear_edit (Edit *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, clear_edit)

static const gint64 *
get_rows (const Edit *self)
{
  return (const gint64 *) (gpointer) self->rows->data;
}

static gboolean
find (Edit             *self,
      IgnyDb           *db,
      const IgnyEntity *entity,
      guint             word,
      gint64           *row,
      GError          **error)
{
  return igny_target_find (db, igny_store_get_account (self->call->store), entity, &self->scope,
                           igny_call_get_word (self->call, word), row, error);
}

/* The first word is the cluster, the others are of entity; NULL for none. */
static gboolean
find_all (Edit             *self,
          IgnyDb           *db,
          const IgnyEntity *entity,
          GError          **error)
{
  if (!find (self, db, &igny_cluster_entity, 0, &self->cluster, error))
    return FALSE;
  for (guint i = 1; entity != NULL && igny_call_get_word (self->call, i) != NULL; i++)
    {
      gint64 row;

      if (!find (self, db, entity, i, &row, error))
        return FALSE;
      g_array_append_val (self->rows, row);
    }
  return TRUE;
}

static gboolean
begin (Edit     *self,
       IgnyCall *call,
       GError  **error)
{
  self->call = call;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  return igny_call_find_scope (call, &self->scope, error);
}

static gboolean
answer_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit            *self = data;
  g_autofree char *id = igny_present_dup_id (db, &igny_cluster_entity, self->cluster);
  g_autofree char *name = igny_records_dup_title (db, &igny_cluster_entity, self->cluster);
  JsonObject      *object;
  gint64           keywords;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM keywords WHERE cluster = ?1 AND"
                            " deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (self->cluster)), &keywords, error))
    return FALSE;
  igny_call_say (self->call, _("The cluster “%s” has %" G_GINT64_FORMAT " keywords now."), name,
                                keywords);
  object = json_object_new ();
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "keywords", keywords);
  igny_call_take_data (self->call, object);
  return TRUE;
}

static gboolean
merge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Edit *self = data;

  return find_all (self, igny_step_get_db (step), &igny_cluster_entity, error) &&
         igny_clusters_merge (step, self->cluster, get_rows (self), self->rows->len, error);
}

gboolean
igny_command_cluster_merge (IgnyCall *call,
                            GError  **error)
{
  g_auto(Edit) edit = { NULL };

  return begin (&edit, call, error) &&
         igny_call_write (call, "Merge clusters", merge_cb, &edit, error) &&
         igny_call_read (call, answer_cb, &edit, error);
}

static gboolean
rename_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit *self = data;

  return find_all (self, igny_step_get_db (step), NULL, error) &&
         igny_clusters_rename (step, self->cluster, igny_call_get_word (self->call, 1), error);
}

gboolean
igny_command_cluster_rename (IgnyCall *call,
                             GError  **error)
{
  g_auto(Edit) edit = { NULL };

  return begin (&edit, call, error) &&
         igny_call_write (call, "Rename cluster", rename_cb, &edit, error) &&
         igny_call_read (call, answer_cb, &edit, error);
}

static gboolean
move_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Edit *self = data;

  return find_all (self, igny_step_get_db (step), &igny_keyword_entity, error) &&
         igny_clusters_move (step, self->cluster, get_rows (self), self->rows->len, error);
}

gboolean
igny_command_cluster_move (IgnyCall *call,
                           GError  **error)
{
  g_auto(Edit) edit = { NULL };

  return begin (&edit, call, error) &&
         igny_call_write (call, "Move keywords", move_cb, &edit, error) &&
         igny_call_read (call, answer_cb, &edit, error);
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return find_all (data, db, NULL, error);
}

gboolean
igny_command_cluster_split (IgnyCall *call,
                            GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_auto(Edit) edit = { NULL };
  gint64 strictness;
  guint  n_parts;

  if (!igny_call_get_strictness (call, &strictness, error) || !begin (&edit, call, error) ||
      !igny_call_read (call, find_cb, &edit, error) ||
      !igny_work_split (&run, edit.cluster, strictness, &n_parts, error) ||
      !igny_call_read (call, answer_cb, &edit, error))
    return FALSE;
  igny_call_say (call,
                 ngettext ("%u cluster was made of its other keywords.",
                           "%u clusters were made of its other keywords.", n_parts),
                 n_parts);
  json_object_set_int_member (json_node_get_object (call->data), "made", n_parts);
  return TRUE;
}
