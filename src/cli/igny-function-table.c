/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-function-table.h"

#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-entities.h"
#include "igny-json.h"
#include "igny-publisher.h"

static GArray *
find_contents (const IgnyRun          *run,
               const IgnyFunctionCall *call,
               GError                **error)
{
  return igny_publisher_find (run, &call->scope, call->rows, call->n_rows, error);
}

static IgnyPublishAs
read_as (JsonObject *options)
{
  const char *word = igny_json_get_string (options, "as", "");

  if (g_str_equal (word, "draft"))
    return IGNY_PUBLISH_DRAFT;
  return g_str_equal (word, "publish") ? IGNY_PUBLISH_PUBLISH : IGNY_PUBLISH_BY_STATUS;
}

/* Options: "as" (draft or publish), "conflict" (overwrite or skip), "schedule". */
static gboolean
publish (const IgnyRun          *run,
         const IgnyFunctionCall *call,
         IgnyReport             *report,
         GError                **error)
{
  const char        *conflict = igny_json_get_string (call->options, "conflict", "");
  IgnyPublishOptions options = {
    .as = read_as (call->options),
    .schedule = igny_json_get_string (call->options, "schedule", NULL),
  };

  if (g_str_equal (conflict, "overwrite"))
    options.conflict = IGNY_CONFLICT_OVERWRITE;
  else if (g_str_equal (conflict, "skip"))
    options.conflict = IGNY_CONFLICT_SKIP;
  return igny_publisher_send (run, &call->scope, &options, call->rows, call->n_rows, report,
                              error);
}

static const IgnyFunction publish_content = {
  .name = "publish_content",
  .title = N_ ("Publish"),
  .entity = "content",
  .lane = IGNY_LANE_SITE,
  .engines = 1u << IGNY_ENGINE_OFFLINE,
  .item_rows = 1,
  .flags = IGNY_FUNCTION_RESUMES,
  .find = find_contents,
  .run = publish,
};

IgnyFunctions *
igny_function_table_new (void)
{
  IgnyFunctions *self = igny_functions_new ();

  igny_functions_add (self, &publish_content);
  return self;
}

const IgnyFunction *
igny_function_table_find (const IgnyFunctions *functions,
                          const char          *name,
                          GError             **error)
{
  const IgnyFunction *function = igny_functions_find (functions, name);
  g_autoptr(GString) names = NULL;

  if (function != NULL)
    return function;
  names = g_string_new (NULL);
  for (guint i = 0; i < igny_functions_get_n (functions); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            igny_functions_get (functions, i)->name);
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("there is no function “%s”; there are %s"), name, names->str);
  return NULL;
}

gboolean
igny_function_table_read_rows (IgnyCall           *call,
                               const IgnyFunction *function,
                               GArray            **rows,
                               GError            **error)
{
  *rows = NULL;
  for (guint i = 1; igny_call_get_word (call, i) != NULL; i++)
    {
      gint64 row = igny_answer_find (call, igny_entities_find (function->entity),
                                     igny_call_get_word (call, i), error);

      if (row == 0)
        return FALSE;
      if (*rows == NULL)
        *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (*rows, row);
    }
  return TRUE;
}
