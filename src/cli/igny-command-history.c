/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-past.h"
#include "igny-present.h"
#include "igny-show.h"
#include "igny-target.h"

#define LIMIT 50

typedef struct
{
  IgnyCall         *call;
  const IgnyEntity *entity; /* NULL: of the whole account */
  guint             limit;
  IgnyPastWhich     which;
  JsonArray        *results;
} History;

static const char *
kind_word (IgnyPastKind kind)
{
  static const char *const words[] = { "do", "undo", "redo", "system" };

  return words[kind];
}

/* “Undo of …”: the label of an undo is that of what it took back. */
static char *
dup_label (const IgnyPastStep *step)
{
  switch (step->kind)
    {
    case IGNY_PAST_UNDO:
      return g_strdup_printf (_("Undo: %s"), step->label);

    case IGNY_PAST_REDO:
      return g_strdup_printf (_("Redo: %s"), step->label);

    case IGNY_PAST_DO:
    case IGNY_PAST_SYSTEM:
    default:
      return g_strdup (step->label);
    }
}

static JsonObject *
step_to_json (const IgnyPastStep *step)
{
  g_autofree char *at = igny_number_to_iso8601 (step->at);
  JsonObject      *object = json_object_new ();

  json_object_set_int_member (object, "step", step->step);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "user", step->user);
  json_object_set_string_member (object, "label", step->label);
  json_object_set_string_member (object, "kind", kind_word (step->kind));
  json_object_set_boolean_member (object, "undone", step->undone);
  json_object_set_string_member (object, "note", step->note);
  return object;
}

static void
add_steps (History   *history,
           GPtrArray *steps)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (5, 1u | 1u << 4);
  const char *const labels[] = { _("Step"), _("When"), _("Who"), _("What"), _("Rows") };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    igny_text_table_add (table, labels[i]);
  for (guint i = 0; i < steps->len; i++)
    {
      const IgnyPastStep *step = steps->pdata[i];
      g_autofree char    *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->step);
      g_autofree char    *at = igny_show_dup_time (step->at);
      g_autofree char    *label = dup_label (step);
      g_autofree char    *shown =
          step->undone ? g_strdup_printf (_("%s (taken back)"), label) : g_strdup (label);
      g_autofree char *rows = igny_show_dup_number (step->n_rows);
      JsonObject      *object = step_to_json (step);

      igny_text_table_add (table, number);
      igny_text_table_add (table, at);
      igny_text_table_add (table, step->user);
      igny_text_table_add (table, shown);
      igny_text_table_add (table, rows);
      json_object_set_int_member (object, "rows", step->n_rows);
      json_array_add_object_element (history->results, object);
    }
  igny_text_table_flush (table, history->call->text);
}

static char *
dup_value (IgnyDb          *db,
           gconstpointer    record,
           const IgnyField *field)
{
  if (igny_record_is_unknown (record, field))
    return g_strdup ("–");
  if (field->kind == IGNY_KIND_REFERENCE)
    return igny_records_dup_title (db, field->target, igny_record_get_number (record, field));
  if (field->kind == IGNY_KIND_FLAG)
    return igny_show_dup_flag (igny_record_get_number (record, field));
  return igny_record_dup_plain (record, field);
}

static JsonObject *
field_to_json (const IgnyField *field,
               JsonObject      *before,
               JsonObject      *after)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", field->name);
  json_object_set_member (object, "old",
                          json_node_copy (json_object_get_member (before, field->name)));
  json_object_set_member (object, "new",
                          json_node_copy (json_object_get_member (after, field->name)));
  return object;
}

static void
add_fields (History              *history,
            IgnyDb               *db,
            const IgnyPastChange *change,
            JsonArray            *list)
{
  g_autoptr(JsonObject) before = igny_present_record (db, change->before);
  g_autoptr(JsonObject) after = igny_present_record (db, change->after);

  for (guint i = 0; i < change->fields->len; i++)
    {
      const IgnyField *field = change->fields->pdata[i];
      g_autofree char *old = dup_value (db, change->before, field);
      g_autofree char *new = dup_value (db, change->after, field);

      json_array_add_object_element (list, field_to_json (field, before, after));
      if (old == NULL)
        old = g_strdup ("–");
      if (new == NULL)
        new = g_strdup ("–");
      igny_call_say (history->call, "  %s: %s → %s", _(field->label), old, new);
    }
}

static const char *
what_word (const IgnyPastChange *change)
{
  if (change->made)
    return "made";
  if (change->deleted != 0)
    return change->deleted > 0 ? "deleted" : "restored";
  return "changed";
}

static void
say_change (History              *history,
            const IgnyPastChange *change)
{
  g_autofree char *at = igny_show_dup_time (change->step->at);
  g_autofree char *label = dup_label (change->step);

  igny_call_say (history->call, "%s  %s  %s", at,
                 change->step->user != NULL ? change->step->user : "–", label);
  if (change->made)
    igny_call_say (history->call, "  %s", _("Added"));
  else if (change->deleted != 0)
    igny_call_say (history->call, "  %s", change->deleted > 0 ? _("Deleted") : _("Brought back"));
}

static void
add_changes (History   *history,
             IgnyDb    *db,
             GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const IgnyPastChange *change = changes->pdata[i];
      JsonObject           *object = step_to_json (change->step);
      JsonArray            *fields = json_array_new ();

      say_change (history, change);
      if (change->before != NULL)
        add_fields (history, db, change, fields);
      json_object_set_string_member (object, "what", what_word (change));
      json_object_set_array_member (object, "fields", fields);
      json_array_add_object_element (history->results, object);
    }
}

/* What is deleted has a history, too, but only its id finds it. */
static gboolean
find_row (IgnyCall         *call,
          IgnyDb           *db,
          const IgnyEntity *entity,
          gint64           *row,
          GError          **error)
{
  const char *text = igny_call_get_word (call, 1);
  IgnyScope   all = { 0 };
  IgnyId      id;

  *row = 0;
  if (igny_id_from_text (&id, text))
    *row = igny_past_find_id (db, entity, &id);
  return *row != 0 || igny_target_find (db, igny_store_get_account (call->store), entity, &all,
                                        text, row, error);
}

static gboolean
read_changes (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  History *history = data;
  g_autoptr(GPtrArray) changes = NULL;
  gint64 row;

  if (!find_row (history->call, db, history->entity, &row, error))
    return FALSE;
  changes = igny_past_list_changes (db, history->entity, row, history->limit, error);
  if (changes == NULL)
    return FALSE;
  add_changes (history, db, changes);
  return TRUE;
}

static gboolean
read_steps (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  History *history = data;
  g_autoptr(GPtrArray) steps = igny_past_list_steps (db, history->which, history->limit, error);

  if (steps == NULL)
    return FALSE;
  if (steps->len > 0)
    add_steps (history, steps);
  return TRUE;
}

static gboolean
read_limit (IgnyCall *call,
            guint    *limit,
            GError  **error)
{
  const char *text = igny_call_get (call, IGNY_OPTION_LIMIT);
  guint64     number;

  *limit = LIMIT;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“--limit” must be a whole number, 0 or more, not “%s”"), text);
      return FALSE;
    }
  *limit = (guint) number;
  return TRUE;
}

static gboolean
run (History     *history,
     IgnyReadFunc func,
     GError     **error)
{
  g_autoptr(JsonArray) results = json_array_new ();
  JsonObject *object;

  history->results = results;
  if (!igny_call_read (history->call, func, history, error))
    return FALSE;
  if (json_array_get_length (results) == 0)
    igny_call_say (history->call, "%s", _("Nothing found."));
  object = json_object_new ();
  json_object_set_int_member (object, "count", json_array_get_length (results));
  json_object_set_array_member (object, "results", json_array_ref (results));
  igny_call_take_data (history->call, object);
  return TRUE;
}

gboolean
igny_command_history (IgnyCall *call,
                      GError  **error)
{
  History     history = { .call = call, .which = IGNY_PAST_ALL };
  const char *entity = igny_call_get_word (call, 0);

  if (!read_limit (call, &history.limit, error))
    return FALSE;
  if (entity == NULL)
    return run (&history, read_steps, error);
  if (igny_call_get_word (call, 1) == NULL)
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“history %s” needs the id of a record"), entity);
      return FALSE;
    }
  history.entity = igny_target_find_entity (entity, error);
  return history.entity != NULL && run (&history, read_changes, error);
}

gboolean
igny_command_restore_point_list (IgnyCall *call,
                                 GError  **error)
{
  History history = { .call = call, .which = IGNY_PAST_POINTS };

  return read_limit (call, &history.limit, error) && run (&history, read_steps, error);
}
